/*
 * Patrons: added, read, and found by what names them.  Their words go into an
 * index of their own.  The journal keeps no name or address: it can never be
 * edited, and a person may ask to be forgotten.
 */
#include <boxoffice/patron.h>

#include "base/fail.h"
#include "base/name.h"
#include "journal/journal.h"
#include "people/words.h"
#include "store/sql.h"

#include <boxoffice/staff.h>
#include <boxoffice/text.h>

#include <string.h>

enum { EMAIL_MAX = 254, PHONE_MAX = 40, NEAR_MAX = 5000 };

static enum bo_status check_email(struct bo *bo, const char *email)
{
	const char *at = strchr(email, '@');
	enum bo_status status = check_text(bo, "email", email, EMAIL_MAX, true);

	if (status || !*email)
		return status;
	if (!at || at == email || !at[1] || strchr(at + 1, '@') || strchr(email, ' ') ||
	    strstr(email, "\xc2\xa0"))
		return fail_field(bo, BO_INVALID, "email", email,
				  "The e-mail is not one such as zoe@example.org.");
	return BO_OK;
}

/* The name of whoever has that e-mail goes into the sentence. */
static enum bo_status check_unknown(struct bo *bo, const char *email, const char *email_fold)
{
	struct sql_rows *rows;
	char name[BO_SHORT_NAME] = "";
	struct bo_buf buf = BO_BUF(name);
	enum bo_status status;

	if (!*email_fold)
		return BO_OK;
	status = sql_query(bo, &rows,
			   "SELECT name FROM patron WHERE email_fold = $1 AND email_fold <> ''",
			   "s", email_fold);
	if (status)
		return status;
	if (sql_next(rows))
		bo_buf_add(&buf, sql_text(rows, 0));
	status = sql_end(rows);
	if (!status && *name)
		status = fail_field(bo, BO_EXISTS, "email", email, "%s has the e-mail %s already.",
				    name, email);
	return status;
}

struct filling {
	struct bo *bo;
	int64_t patron_id;
	enum bo_status status;
};

static bool add_word(void *arg, const char *word)
{
	struct filling *filling = arg;

	filling->status = sql_run(filling->bo,
				  "INSERT INTO patron_word (word, patron_id) VALUES ($1, $2) "
				  "ON CONFLICT DO NOTHING",
				  "si", word, filling->patron_id);
	return filling->status == BO_OK;
}

static enum bo_status add(struct bo *bo, const char *name, const char *email, const char *phone,
			  int64_t *id)
{
	char name_fold[NAME_FOLD], email_fold[NAME_FOLD * 2];
	struct filling filling = { bo, 0, BO_OK };
	int64_t other;
	enum bo_status status = name_check(bo, "name", name, name_fold);

	if (!status && name_is_id(name_fold, &other))
		status = fail_field(bo, BO_INVALID, "name", name,
				    "A patron's name must not be a number, as it would be read as "
				    "an id.");
	if (!status)
		status = check_email(bo, email);
	if (!status)
		status = check_text(bo, "phone", phone, PHONE_MAX, true);
	if (status)
		return status;
	bo_text_fold(email, email_fold, sizeof email_fold);
	status = check_unknown(bo, email, email_fold);
	if (!status)
		status = sql_number(bo, id,
				    "INSERT INTO patron (name, name_fold, email, email_fold, phone)"
				    " VALUES ($1, $2, $3, $4, $5) RETURNING id",
				    "sssss", name, name_fold, email, email_fold, phone);
	if (status)
		return status;
	filling.patron_id = *id;
	if (!words_each(name_fold, email_fold, add_word, &filling))
		return filling.status;
	return journal_add(bo, "patron.added", 0, json_pack("{sI}", "id", (json_int_t)*id), NULL);
}

enum bo_status bo_patron_add(struct bo *bo, const char *name, const char *email, const char *phone,
			     int64_t *id)
{
	int64_t made = 0;
	enum bo_status status = bo_require(bo, BO_MAY_SELL);

	if (!status)
		status = act_begin(bo);
	if (status)
		return status;
	status = act_end(bo, add(bo, name, email ? email : "", phone ? phone : "", &made));
	if (!status)
		*id = made;
	return status;
}

/* The walk-up patron's are not counted: they may be millions, and nobody asks. */
enum bo_status bo_patron_get(struct bo *bo, struct bo_arena *arena, int64_t id,
			     struct bo_patron *patron)
{
	struct bo_patron read = { .id = id };
	struct sql_rows *rows;
	bool found;
	enum bo_status status = sql_query(
		bo, &rows,
		"SELECT name, email, phone, (SELECT count(*) FROM orders o "
		"WHERE o.patron_id = p.id AND o.patron_id <> 1) FROM patron p WHERE p.id = $1",
		"i", id);

	if (status)
		return status;
	found = sql_next(rows);
	if (found) {
		read.name = sql_copy(rows, 0, arena);
		read.email = sql_copy(rows, 1, arena);
		read.phone = sql_copy(rows, 2, arena);
		read.orders = sql_int(rows, 3);
	}
	status = sql_end(rows);
	if (!status && !found)
		status = fail_field(bo, BO_NOT_FOUND, "patron", "", "There is no such patron.");
	if (!status)
		*patron = read;
	return status;
}

/* Who it may have been: somebody of whom these are words, or whose name is spelt nearly so. */
static enum bo_status unknown(struct bo *bo, struct bo_arena *arena, const char *text,
			      const char *fold)
{
	struct bo_patrons like = { 0 };
	const char **names = NULL;
	struct sql_rows *rows;
	char from[8] = "", to[16];
	struct bo_buf first = BO_BUF(from), end = BO_BUF(to);
	size_t n = 0;

	if (bo_patron_search(bo, arena, text, 1, &like) == BO_OK && like.n && *fold)
		return fail_field(bo, BO_NOT_FOUND, "patron", text,
				  "There is no patron \"%s\"; did you mean \"%s\"?", text,
				  like.row[0].name);
	do
		bo_buf_addn(&first, fold + first.len, 1);
	while (((unsigned char)fold[first.len] & 0xc0) == 0x80 && first.len < 4);
	bo_buf_add(&end, from);
	bo_buf_add(&end, "\xf4\x8f\xbf\xbf");
	if (sql_query(bo, &rows,
		      "SELECT name FROM patron WHERE name_fold >= $1 AND name_fold < $2 "
		      "AND id <> 1 ORDER BY name_fold, id LIMIT $3",
		      "ssi", from, to, (int64_t)NEAR_MAX) == BO_OK) {
		while (sql_next(rows)) {
			const char **grown = bo_arena_grow(arena, names, n, sizeof *names);

			if (!grown)
				break;
			names = grown;
			if ((names[n] = sql_copy(rows, 0, arena)))
				n++;
		}
		enum bo_status status = sql_end(rows);

		if (status)
			return status;
	}
	return name_unknown(bo, "patron", text, names, n);
}

static enum bo_status find_name(struct bo *bo, struct bo_arena *arena, const char *text,
				int64_t *id)
{
	char fold[NAME_FOLD];
	struct sql_rows *rows;
	size_t n = 0;
	enum bo_status status;

	bo_text_fold(text, fold, sizeof fold);
	status = sql_query(bo, &rows,
			   "SELECT id FROM patron WHERE name_fold = $1 ORDER BY id LIMIT 2", "s",
			   fold);
	if (status)
		return status;
	while (sql_next(rows))
		if (n++ == 0)
			*id = sql_id(rows, 0);
	status = sql_end(rows);
	if (status || n == 1)
		return status;
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
	int64_t found = BO_NONE;
	enum bo_status status;

	bo_text_fold(text, fold, sizeof fold);
	status = sql_number(bo, &found,
			    "SELECT id FROM patron WHERE email_fold = $1 AND email_fold <> ''", "s",
			    fold);
	if (status)
		return status;
	if (found == BO_NONE)
		return fail_field(bo, BO_NOT_FOUND, "patron", text,
				  "There is no patron with the e-mail %s.", text);
	*id = found;
	return BO_OK;
}

enum bo_status bo_patron_find(struct bo *bo, struct bo_arena *arena, const char *text,
			      struct bo_patron *patron)
{
	int64_t id = 0;
	enum bo_status status = BO_OK;

	if (!name_is_id(text, &id))
		status = strchr(text, '@') ? find_email(bo, text, &id)
					   : find_name(bo, arena, text, &id);
	return status ? status : bo_patron_get(bo, arena, id, patron);
}
