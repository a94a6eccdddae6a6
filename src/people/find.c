/*
 * Patrons read: one by what names them, all for a file, their labels.  An id that
 * was merged into another goes on naming the person it was.
 */
#include <boxoffice/patron.h>

#include "base/fail.h"
#include "house/access.h"
#include "people/write.h"
#include "store/sql.h"

#include <boxoffice/staff.h>
#include <boxoffice/text.h>

#include <string.h>

enum { NEAR_MAX = 5000, EACH_AT_ONCE = 500 };

static enum bo_status read_lists(struct bo *bo, struct bo_arena *arena, struct bo_patron *patron)
{
	enum bo_status status =
		sql_list(bo, SQL_ROWS(arena, patron->label, patron->n_labels, sql_read_text),
			 "SELECT l.name FROM patron_label p JOIN label l ON l.id = p.label_id "
			 "WHERE p.patron_id = $1 ORDER BY l.name_fold",
			 "i", patron->id);

	if (status)
		return status;
	return sql_list(
		bo, SQL_ROWS(arena, patron->other_email, patron->n_other_emails, sql_read_text),
		"SELECT email FROM patron_email_other WHERE patron_id = $1 ORDER BY email_fold",
		"i", patron->id);
}

static enum bo_status read_fields(struct bo *bo, struct bo_arena *arena, int64_t id,
				  struct bo_patron *patron)
{
	struct patron_row row;
	enum bo_status status = patron_read(bo, arena, id, &row);

	if (status)
		return status;
	*patron = (struct bo_patron){ .id = id,
				      .name = row.name,
				      .email = row.email,
				      .phone = row.phone,
				      .address = row.address,
				      .notes = row.notes,
				      .access = row.access,
				      .opt_outs = row.opt_outs };
	return read_lists(bo, arena, patron);
}

/* The walk-up patron's orders are not counted: they may be millions, and nobody asks. */
static enum bo_status read_patron(struct bo *bo, struct bo_arena *arena, int64_t id,
				  struct bo_patron *patron)
{
	struct bo_patron read = { .id = 0 };
	enum bo_status status = patron_now(bo, id, &id);

	if (!status)
		status = read_fields(bo, arena, id, &read);
	if (!status)
		status = sql_number(bo, &read.orders,
				    "SELECT count(*) FROM orders "
				    "WHERE patron_id = $1 AND patron_id <> 1",
				    "i", id);
	if (!status)
		*patron = read;
	return status;
}

enum bo_status bo_patron_get(struct bo *bo, struct bo_arena *arena, int64_t id,
			     struct bo_patron *patron)
{
	enum bo_status status = glance_begin(bo, patron_private(bo));

	return status ? status : glance_end(bo, read_patron(bo, arena, id, patron));
}

/* --- By a text -------------------------------------------------------------------------------- */

/* Who it may have been: somebody of whom these are words, or whose name is spelt nearly so. */
static enum bo_status unknown(struct bo *bo, struct bo_arena *arena, const char *text,
			      const char *fold)
{
	struct bo_patrons like = { 0 };
	const char *const *names = NULL;
	char from[8] = "", to[sizeof from + NAME_BEYOND];
	struct bo_buf first = BO_BUF(from);
	size_t n = 0;
	enum bo_status status;

	if (bo->session.self_service)
		return fail_field(bo, BO_NOT_FOUND, "patron", text, "There is no such patron.");
	if (!*fold)
		return name_unknown(bo, "patron", text, NULL, 0);
	if (bo_patron_search(bo, arena, text, 1, &like) == BO_OK && like.n)
		return fail_field(bo, BO_NOT_FOUND, "patron", text,
				  "There is no patron \"%s\"; did you mean \"%s\"?", text,
				  like.row[0].name);
	do
		bo_buf_addn(&first, fold + first.len, 1);
	while (((unsigned char)fold[first.len] & 0xc0) == 0x80 && first.len < 4);
	name_range_end(from, to, sizeof to);
	status = sql_list(bo, SQL_ROWS(arena, names, n, sql_read_text),
			  "SELECT name FROM patron WHERE name_fold >= $1 AND name_fold < $2 "
			  "AND name_fold <> '' AND id <> 1 ORDER BY name_fold, id LIMIT $3",
			  "ssi", from, to, (int64_t)NEAR_MAX);
	return status ? status : name_unknown(bo, "patron", text, names, n);
}

static enum bo_status find_name(struct bo *bo, struct bo_arena *arena, const char *text,
				int64_t *id)
{
	char fold[NAME_FOLD];
	int64_t *ids = NULL;
	size_t n = 0;
	enum bo_status status;

	bo_text_fold(text, fold, sizeof fold);
	status = sql_list(bo, SQL_ROWS(arena, ids, n, sql_read_id),
			  "SELECT id FROM patron WHERE name_fold = $1 AND name_fold <> '' "
			  "ORDER BY id LIMIT 2",
			  "s", fold);
	if (status)
		return status;
	if (n == 1) {
		*id = ids[0];
		return BO_OK;
	}
	if (n == 0)
		return unknown(bo, arena, text, fold);
	return fail_field(bo, BO_INVALID, "patron", text,
			  "Several patrons are called \"%s\"; name the one you mean by e-mail or "
			  "id.",
			  text);
}

static enum bo_status find_email(struct bo *bo, const char *text, int64_t *id)
{
	char fold[NAME_FOLD];
	int64_t found = 0;
	enum bo_status status;

	bo_text_fold(text, fold, sizeof fold);
	status = patron_by_email(bo, fold, &found);
	if (!status && found == 0)
		status = fail_field(bo, BO_NOT_FOUND, "patron", text,
				    "There is no patron with the e-mail %s.", text);
	if (!status)
		*id = found;
	return status;
}

static enum bo_status find(struct bo *bo, struct bo_arena *arena, const char *text,
			   struct bo_patron *patron)
{
	struct bo_patron read = { .id = 0 };
	bool self = bo->session.self_service;
	int64_t id = 0;
	enum bo_status status = BO_OK;

	if (!name_is_id(text, &id))
		status = strchr(text, '@') ? find_email(bo, text, &id)
					   : find_name(bo, arena, text, &id);
	if (!status)
		status = read_patron(bo, arena, id, &read);
	/* One says who one is by one's own e-mail; a name or a number is anybody's to try. */
	if (!status && self && strchr(text, '@'))
		bo->session.named_patron = read.id;
	if (self && (status || !access_buyer(bo, read.id)))
		return status && strchr(text, '@') ? status : access_not_yours(bo, "patron");
	if (status)
		return status;
	if (self)
		read = (struct bo_patron){ .id = read.id,
					   .name = "",
					   .email = "",
					   .phone = "",
					   .address = "",
					   .notes = "",
					   .access = "" };
	*patron = read;
	return BO_OK;
}

enum bo_status bo_patron_find(struct bo *bo, struct bo_arena *arena, const char *text,
			      struct bo_patron *patron)
{
	enum bo_status status =
		glance_begin(bo, bo->session.self_service ? BO_OK : patron_private(bo));

	return status ? status : glance_end(bo, find(bo, arena, text, patron));
}

/* --- All of them ------------------------------------------------------------------------------ */

struct walk {
	int64_t label_id, at;
	bo_patron_taker take;
	void *arg;
	bool stopped;
};

/* Ids first: who takes a person may take their time, and no question is left open meanwhile. */
static enum bo_status next_ids(struct bo *bo, struct bo_arena *arena, const struct walk *walk,
			       int64_t **id, size_t *n)
{
	const struct sql_into *into = SQL_ROWS(arena, *id, *n, sql_read_id);

	if (walk->label_id)
		return sql_list(bo, into,
				"SELECT patron_id FROM patron_label WHERE label_id = $1 AND "
				"patron_id > $2 ORDER BY patron_id LIMIT $3",
				"iii", walk->label_id, walk->at, (int64_t)EACH_AT_ONCE);
	return sql_list(bo, into,
			"SELECT id FROM patron WHERE id > $1 AND name_fold <> '' "
			"ORDER BY id LIMIT $2",
			"ii", walk->at, (int64_t)EACH_AT_ONCE);
}

static enum bo_status hand_over(struct bo *bo, struct walk *walk, size_t *n)
{
	struct bo_arena arena = { 0 };
	int64_t *id = NULL;
	enum bo_status status = next_ids(bo, &arena, walk, &id, n);

	for (size_t i = 0; i < *n && !status && !walk->stopped; i++) {
		struct bo_patron patron = { .id = 0 };

		status = read_fields(bo, &arena, id[i], &patron);
		if (!status)
			walk->stopped = !walk->take(walk->arg, &patron);
		walk->at = id[i];
	}
	bo_arena_clear(&arena);
	return status;
}

static enum bo_status each(struct bo *bo, struct walk *walk, const char *label)
{
	size_t n = EACH_AT_ONCE;
	enum bo_status status = BO_OK;

	if (label) {
		char fold[NAME_FOLD];

		bo_text_fold(label, fold, sizeof fold);
		status = sql_number(bo, &walk->label_id,
				    "SELECT id FROM label WHERE name_fold = $1", "s", fold);
		if (!status && walk->label_id == BO_NONE)
			status = fail_field(bo, BO_NOT_FOUND, "label", label,
					    "Nobody has the label \"%s\".", label);
	}
	while (!status && n == EACH_AT_ONCE && !walk->stopped)
		status = hand_over(bo, walk, &n);
	return status;
}

enum bo_status bo_patron_each(struct bo *bo, const char *label, bo_patron_taker take, void *arg)
{
	struct walk walk = { .at = BO_PATRON_WALK_UP, .take = take, .arg = arg };
	enum bo_status status = glance_begin(bo, bo_require(bo, BO_MAY_MERGE_PATRONS));

	return status ? status : glance_end(bo, each(bo, &walk, label));
}

static void read_label(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	*(struct bo_label *)row = (struct bo_label){ .id = sql_id(rows, 0),
						     .name = sql_copy(rows, 1, arena),
						     .patrons = sql_int(rows, 2) };
}

enum bo_status bo_label_list(struct bo *bo, struct bo_arena *arena, struct bo_labels *list)
{
	enum bo_status status = patron_private(bo);

	if (status)
		return status;
	return sql_list(bo, SQL_ROWS(arena, list->row, list->n, read_label),
			"SELECT l.id, l.name, (SELECT count(*) FROM patron_label p "
			"WHERE p.label_id = l.id) FROM label l ORDER BY l.name_fold",
			"");
}
