/*
 * One row of a patron's page: made, stood on, known by its key.
 */
#include "patrons/state.h"

enum { KINDS = 16 }; /* more than there are */

struct patron_row *patron_row_add(struct patron_page *p, enum patron_row_kind kind,
				  const char *text)
{
	struct patron_row *grown =
		bo_arena_grow(&p->view.arena, p->rows.row, p->rows.n, sizeof *grown);

	if (!grown || !text) {
		p->rows.full = true;
		return &p->rows.spare;
	}
	p->rows.row = grown;
	grown[p->rows.n] =
		(struct patron_row){ .kind = kind, .text = text, .more = "", .right = "" };
	return &grown[p->rows.n++];
}

const char *patron_row_kept(struct patron_page *p, const char *text)
{
	p->rows.full = p->rows.full || !text;
	return text ? text : "";
}

const char *patron_row_when(struct patron_page *p, int64_t at, const char *zone)
{
	char text[SESSION_WHEN];

	return PATRON_TEXT(p, "%s", session_when(p->session, at, zone, text));
}

const struct patron_row *patron_row_here(const struct patron_page *p)
{
	return p->view.picker.list.row >= 0 && p->view.picker.list.row < (int)p->rows.n
		       ? &p->rows.row[p->view.picker.list.row]
		       : NULL;
}

void patron_row_keys(struct patron_page *p)
{
	for (size_t i = 0; i < p->rows.n; i++)
		p->rows.row[i].key =
			p->rows.row[i].id ? p->rows.row[i].id * KINDS + p->rows.row[i].kind : 0;
}

bool patron_row_good(const void *row)
{
	const struct patron_row *r = row;

	return r->kind == PATRON_RESERVED && r->usable;
}

int64_t patron_key_id(int64_t key)
{
	return key / KINDS;
}
