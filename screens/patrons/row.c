/*
 * One row of a patron's page: made, stood on, marked.
 *
 * Marks follow the voucher, not the row, as every act moves rows.
 */
#include "patrons/state.h"

struct patron_row *patron_row_add(struct patron_page *p, enum patron_row_kind kind,
				  const char *text)
{
	struct patron_row *grown = bo_arena_grow(&p->arena, p->rows.row, p->rows.n, sizeof *grown);

	if (!grown || !text)
		return NULL;
	p->rows.row = grown;
	grown[p->rows.n] =
		(struct patron_row){ .kind = kind, .text = text, .more = "", .right = "" };
	return &grown[p->rows.n++];
}

const struct patron_row *patron_row_here(const struct patron_page *p)
{
	return p->list.row >= 0 && p->list.row < (int)p->rows.n ? &p->rows.row[p->list.row] : NULL;
}

bool patron_is_marked(const struct patron_page *p, int64_t voucher_id)
{
	for (size_t i = 0; i < p->n_marked; i++)
		if (p->marked[i] == voucher_id)
			return true;
	return false;
}

unsigned patron_mark_here(struct patron_page *p)
{
	const struct patron_row *row = patron_row_here(p);

	if (!row || row->kind != PATRON_RESERVED || !row->usable)
		return UI_HANDLED | UI_BELL;
	if (patron_is_marked(p, row->id)) {
		for (size_t i = 0; i < p->n_marked; i++)
			if (p->marked[i] == row->id)
				p->marked[i--] = p->marked[--p->n_marked];
	} else if (p->n_marked == PATRON_MARKS) {
		return UI_HANDLED | UI_BELL;
	} else {
		p->marked[p->n_marked++] = row->id;
	}
	if (p->list.row + 1 < (int)p->rows.n)
		p->list.row++;
	return UI_HANDLED | UI_REDRAW;
}

void patron_drop_marks(struct patron_page *p)
{
	size_t kept = 0;

	for (size_t i = 0; i < p->n_marked; i++)
		for (size_t j = 0; j < p->rows.n; j++)
			if (p->rows.row[j].kind == PATRON_RESERVED && p->rows.row[j].usable &&
			    p->rows.row[j].id == p->marked[i])
				p->marked[kept++] = p->marked[i];
	p->n_marked = kept;
}
