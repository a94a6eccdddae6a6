/*
 * Writing the row of a patron.  Its words are written with it and taken out again
 * by the words themselves, which are the key of their table: no walk through it.
 */
#include "people/write.h"

#include "base/fail.h"
#include "house/access.h"
#include "store/sql.h"

#include <boxoffice/text.h>

#include <string.h>

/* --- What may be stored ----------------------------------------------------------------------- */

enum bo_status email_check(struct bo *bo, const char *email, char fold[NAME_FOLD])
{
	const char *at = strchr(email, '@');
	enum bo_status status = check_text(bo, "email", email, PATRON_EMAIL_MAX, true);

	if (status)
		return status;
	bo_text_fold(email, fold, NAME_FOLD);
	if (!*email)
		return BO_OK;
	/* <zoe@example.org>, mailto:… and lists of several are what programs make of one */
	if (!at || at == email || !at[1] || strchr(at + 1, '@') ||
	    strpbrk(email, " <>()[]\\,;:\"") || strstr(email, "\xc2\xa0") || strchr(fold, ' '))
		return fail_field(bo, BO_INVALID, "email", email,
				  "The e-mail is not one such as zoe@example.org.");
	return BO_OK;
}

enum bo_status patron_check(struct bo *bo, struct patron_row *row)
{
	int64_t number;
	enum bo_status status = name_check(bo, "name", row->name, row->name_fold);

	if (!status && name_is_id(row->name_fold, &number))
		status = fail_field(bo, BO_INVALID, "name", row->name,
				    "A patron's name must not be a number, as it would be read as "
				    "an id.");
	if (!status)
		status = email_check(bo, row->email, row->email_fold);
	if (!status)
		status = check_text(bo, "phone", row->phone, PATRON_PHONE_MAX, true);
	if (!status)
		status = check_note(bo, "address", row->address, PATRON_ADDRESS_MAX);
	if (!status)
		status = check_note(bo, "notes", row->notes, BO_NOTE_MAX);
	if (!status)
		status = check_text(bo, "access", row->access, PATRON_ACCESS_MAX, true);
	if (status)
		return status;
	phone_fold(row->phone, row->phone_digits);
	return BO_OK;
}

enum bo_status patron_check_labels(struct bo *bo, const char *const *label, size_t n)
{
	enum bo_status status = BO_OK;

	if (n > PATRON_LABELS)
		status = fail_field(bo, BO_INVALID, "label", label[PATRON_LABELS],
				    "A patron has at most %d labels.", PATRON_LABELS);
	for (size_t i = 0; i < n && !status; i++) {
		char fold[NAME_FOLD];

		status = check_text(bo, "label", label[i], PATRON_LABEL_MAX, false);
		if (status)
			break;
		bo_text_fold(label[i], fold, sizeof fold);
		if (!*fold || strpbrk(label[i], ",;"))
			status = fail_field(bo, BO_INVALID, "label", label[i],
					    "A label needs a letter and no comma or semicolon, as "
					    "these part it from the next.");
	}
	return status;
}

/* --- Reading ---------------------------------------------------------------------------------- */

SQL_COLUMNS(ID, NAME, EMAIL, PHONE, ADDRESS, NOTES, ACCESS, OPT_OUTS, N_FOLD, E_FOLD, DIGITS,
	    OTHERS);

static void read_row(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	struct patron_row *patron = row;

	patron->id = sql_id(rows, ID);
	patron->name = sql_copy(rows, NAME, arena);
	patron->email = sql_copy(rows, EMAIL, arena);
	patron->phone = sql_copy(rows, PHONE, arena);
	patron->address = sql_copy(rows, ADDRESS, arena);
	patron->notes = sql_copy(rows, NOTES, arena);
	patron->access = sql_copy(rows, ACCESS, arena);
	patron->opt_outs = opt_outs_from(sql_text(rows, OPT_OUTS));
	sql_fill(rows, N_FOLD, patron->name_fold, sizeof patron->name_fold);
	sql_fill(rows, E_FOLD, patron->email_fold, sizeof patron->email_fold);
	sql_fill(rows, DIGITS, patron->phone_digits, sizeof patron->phone_digits);
	patron->other_emails = sql_copy(rows, OTHERS, arena);
}

enum bo_status patron_read(struct bo *bo, struct bo_arena *arena, int64_t id,
			   struct patron_row *row)
{
	return sql_one(
		bo, SQL_ROW(arena, row, read_row), "patron",
		"SELECT id, name, email, phone, address, notes, access, opt_outs, name_fold, "
		"email_fold, phone_digits, (SELECT string_agg(o.email_fold, ' ') "
		"FROM patron_email_other o WHERE o.patron_id = p.id) FROM patron p "
		"WHERE p.id = $1 AND p.name_fold <> ''",
		"i", id);
}

enum bo_status patron_by_email(struct bo *bo, const char *email_fold, int64_t *id)
{
	int64_t found = BO_NONE;
	enum bo_status status = sql_number(
		bo, &found, "SELECT id FROM patron WHERE email_fold = $1 AND email_fold <> ''", "s",
		email_fold);

	if (!status && found == BO_NONE)
		status = sql_number(bo, &found,
				    "SELECT patron_id FROM patron_email_other "
				    "WHERE email_fold = $1",
				    "s", email_fold);
	if (!status)
		*id = found == BO_NONE ? 0 : found;
	return status;
}

enum bo_status patron_now(struct bo *bo, int64_t id, int64_t *now)
{
	int64_t found = BO_NONE;
	enum bo_status status = sql_number(
		bo, &found, "SELECT patron_id FROM patron_former WHERE id = $1", "i", id);

	if (!status)
		*now = found == BO_NONE ? id : found;
	return status;
}

/* --- Words ------------------------------------------------------------------------------------ */

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

static bool remove_word(void *arg, const char *word)
{
	struct filling *filling = arg;

	filling->status =
		sql_run(filling->bo, "DELETE FROM patron_word WHERE word = $1 AND patron_id = $2",
			"si", word, filling->patron_id);
	return filling->status == BO_OK;
}

static enum bo_status each_word(struct bo *bo, const struct patron_row *row, word_taker take)
{
	char emails[PERSON_EMAILS];
	struct bo_buf buf = BO_BUF(emails);
	struct filling filling = { bo, row->id, BO_OK };

	bo_buf_add(&buf, row->email_fold);
	if (row->other_emails) {
		bo_buf_add(&buf, " ");
		bo_buf_add(&buf, row->other_emails);
	}
	words_each(&(struct person){ row->name_fold, emails, row->phone_digits }, take, &filling);
	return filling.status;
}

static bool same(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "") == 0;
}

/* --- Rows ------------------------------------------------------------------------------------- */

enum bo_status patron_insert(struct bo *bo, struct patron_row *row)
{
	char opt_outs[80];
	enum bo_status status;

	opt_outs_text(row->opt_outs, opt_outs, sizeof opt_outs);
	status = sql_number(bo, &row->id,
			    "INSERT INTO patron (name, name_fold, email, email_fold, phone, "
			    "phone_digits, address, notes, access, opt_outs) VALUES ($1, $2, $3, "
			    "$4, $5, $6, $7, $8, $9, $10) RETURNING id",
			    "ssssssssss", row->name, row->name_fold, row->email, row->email_fold,
			    row->phone, row->phone_digits, row->address, row->notes, row->access,
			    opt_outs);
	return status ? status : each_word(bo, row, add_word);
}

enum bo_status patron_update(struct bo *bo, const struct patron_row *before,
			     const struct patron_row *after)
{
	char opt_outs[80];
	bool words = !same(before->name_fold, after->name_fold) ||
		     !same(before->email_fold, after->email_fold) ||
		     !same(before->other_emails, after->other_emails);
	enum bo_status status = words ? each_word(bo, before, remove_word) : BO_OK;

	opt_outs_text(after->opt_outs, opt_outs, sizeof opt_outs);
	if (!status)
		status = sql_run(
			bo,
			"UPDATE patron SET name = $2, name_fold = $3, email = $4, email_fold = $5, "
			"phone = $6, phone_digits = $7, address = $8, notes = $9, access = $10, "
			"opt_outs = $11 WHERE id = $1",
			"issssssssss", before->id, after->name, after->name_fold, after->email,
			after->email_fold, after->phone, after->phone_digits, after->address,
			after->notes, after->access, opt_outs);
	return status || !words ? status : each_word(bo, after, add_word);
}

/* --- Labels ----------------------------------------------------------------------------------- */

enum bo_status patron_labels_fit(struct bo *bo, int64_t id)
{
	int64_t n = 0;
	enum bo_status status = sql_number(
		bo, &n, "SELECT count(*) FROM patron_label WHERE patron_id = $1", "i", id);

	if (!status && n > PATRON_LABELS)
		status = fail_number(bo, "label", n, "A patron has at most %d labels.",
				     PATRON_LABELS);
	return status;
}

enum bo_status patron_add_labels(struct bo *bo, int64_t id, const char *const *label, size_t n)
{
	enum bo_status status = BO_OK;

	for (size_t i = 0; i < n && !status; i++) {
		char fold[NAME_FOLD];

		bo_text_fold(label[i], fold, sizeof fold);
		status = sql_run(bo,
				 "INSERT INTO label (name, name_fold) VALUES ($1, $2) "
				 "ON CONFLICT DO NOTHING",
				 "ss", label[i], fold);
		if (!status)
			status = sql_run(bo,
					 "INSERT INTO patron_label (patron_id, label_id) "
					 "SELECT $1, id FROM label WHERE name_fold = $2 "
					 "ON CONFLICT DO NOTHING",
					 "is", id, fold);
	}
	return status || n == 0 ? status : patron_labels_fit(bo, id);
}

enum bo_status patron_set_labels(struct bo *bo, int64_t id, const char *const *label, size_t n)
{
	enum bo_status status =
		sql_run(bo, "DELETE FROM patron_label WHERE patron_id = $1", "i", id);

	if (!status)
		status = patron_add_labels(bo, id, label, n);
	if (!status)
		status = sql_run(bo,
				 "DELETE FROM label WHERE NOT EXISTS (SELECT 1 FROM patron_label l "
				 "WHERE l.label_id = label.id)",
				 "");
	return status;
}

enum bo_status patron_tell(struct bo *bo, int64_t id, const char *kind, const char *text)
{
	return sql_run(bo,
		       "INSERT INTO patron_event (patron_id, at, staff_id, kind, text) "
		       "VALUES ($1, $2, $3, $4, $5)",
		       "iirss", id, bo_now(bo), bo->session.staff_id, kind, text);
}

enum bo_status patron_private(struct bo *bo)
{
	return access_read(bo, BO_MAY_READ_PEOPLE);
}
