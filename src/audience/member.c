/*
 * Members of lists: added, edited, removed.  Within a list a code is there once,
 * and so is an e-mail without a code; a row that was ever used stays and is only
 * marked when it is removed, so that its uses come back with it.
 */
#include "audience/member_entry.h"
#include "audience/roll.h"
#include "base/fail.h"
#include "journal/journal.h"
#include "store/words.h"

#include <boxoffice/text.h>

#include <jansson.h>
#include <string.h>

enum { REMOVED_AT_ONCE = 1000000 };

/* A copy without blanks at its ends. */
static void trim(char *out, size_t size, const char *text)
{
	struct bo_buf buf = { out, 0, size, false };
	size_t n;

	out[0] = '\0';
	while (*text == ' ')
		text++;
	n = strlen(text);
	while (n > 0 && text[n - 1] == ' ')
		n--;
	bo_buf_addn(&buf, text, n);
}

static enum bo_status read_code(struct bo *bo, const char *code, struct member_entry *entry)
{
	enum bo_status status = check_text(bo, "code", code, BO_MEMBER_CODE_MAX, true);

	if (status)
		return status;
	trim(entry->code, sizeof entry->code, code);
	bo_code_fold(entry->code, entry->code_fold);
	if (*entry->code && !*entry->code_fold)
		return fail_field(bo, BO_INVALID, "code", code,
				  "The code must hold a letter or a digit.");
	return BO_OK;
}

static enum bo_status read_email(struct bo *bo, const char *email, struct member_entry *entry)
{
	enum bo_status status = check_text(bo, "email", email, PATRON_EMAIL_MAX, true);

	if (status)
		return status;
	trim(entry->email, sizeof entry->email, email);
	return email_check(bo, entry->email, entry->email_fold);
}

static enum bo_status read_note(struct bo *bo, const char *field, const char *text,
				char out[BO_SHORT_NAME])
{
	enum bo_status status = check_text(bo, field, text, BO_NAME_MAX, true);

	if (!status)
		trim(out, BO_SHORT_NAME, text);
	return status;
}

enum bo_status member_entry_set(struct bo *bo, const struct bo_member_fields *fields,
				struct member_entry *entry)
{
	enum bo_status status = BO_OK;

	if (fields->code)
		status = read_code(bo, fields->code, entry);
	if (!status && fields->email)
		status = read_email(bo, fields->email, entry);
	if (!status && fields->name)
		status = read_note(bo, "name", fields->name, entry->name);
	if (!status && fields->category)
		status = read_note(bo, "category", fields->category, entry->category);
	if (!status && fields->location)
		status = read_note(bo, "location", fields->location, entry->location);
	if (!status && fields->quantity_given)
		status = check_quantity(bo, fields->quantity);
	if (status)
		return status;
	if (fields->quantity_given)
		entry->quantity = fields->quantity;
	if (!*entry->code_fold && !*entry->email_fold)
		return fail_field(bo, BO_INVALID, "code", "",
				  "A member needs a code or an e-mail.");
	return BO_OK;
}

static const char *or_null(const char *fold)
{
	return *fold ? fold : NULL;
}

/* The row of the list that is the same member: id 0 if there is none. */
static enum bo_status same(struct bo *bo, int64_t audience_id, const struct member_entry *entry,
			   int64_t *id, bool *removed)
{
	struct sql_rows *rows;
	enum bo_status status;

	if (*entry->code_fold)
		status = sql_query(bo, &rows,
				   "SELECT id, removed FROM member WHERE code_fold = $1 "
				   "AND audience_id = $2",
				   "si", entry->code_fold, audience_id);
	else
		status = sql_query(bo, &rows,
				   "SELECT id, removed FROM member WHERE email_fold = $1 "
				   "AND audience_id = $2 AND code_fold IS NULL ORDER BY id",
				   "si", entry->email_fold, audience_id);
	if (status)
		return status;
	*id = 0;
	if (sql_next(rows)) {
		*id = sql_id(rows, 0);
		*removed = sql_flag(rows, 1);
	}
	return sql_end(rows);
}

static enum bo_status exists(struct bo *bo, const struct roll *roll,
			     const struct member_entry *entry, bool removed)
{
	const char *field = *entry->code_fold ? "code" : "email";
	const char *value = *entry->code_fold ? entry->code : entry->email;

	if (removed)
		return fail_field(bo, BO_EXISTS, field, value,
				  "%s was removed from %s with its uses; add it again to have it "
				  "back.",
				  value, roll->name);
	return fail_field(bo, BO_EXISTS, field, value, "%s has %s already.", roll->name, value);
}

static enum bo_status insert(struct bo *bo, int64_t audience_id, const struct member_entry *entry,
			     int64_t *id)
{
	return sql_number(bo, id,
			  "INSERT INTO member (audience_id, code, code_fold, email, email_fold, "
			  "category, location, quantity, name) "
			  "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id",
			  "issssssis", audience_id, entry->code, or_null(entry->code_fold),
			  entry->email, or_null(entry->email_fold), entry->category,
			  entry->location, entry->quantity, entry->name);
}

static enum bo_status update(struct bo *bo, int64_t id, const struct member_entry *entry)
{
	return sql_run(bo,
		       "UPDATE member SET code = $1, code_fold = $2, email = $3, email_fold = $4, "
		       "category = $5, location = $6, quantity = $7, name = $9, removed = 0 "
		       "WHERE id = $8",
		       "ssssssiis", entry->code, or_null(entry->code_fold), entry->email,
		       or_null(entry->email_fold), entry->category, entry->location,
		       entry->quantity, id, entry->name);
}

/* What a search finds it by, beside its code and its e-mail. */
static enum bo_status add_words(struct bo *bo, int64_t audience_id,
				const struct member_entry *entry)
{
	struct list_words words = { .bo = bo, .audience_id = audience_id };
	enum bo_status status = words_add(&words, entry->name);

	if (!status)
		status = words_add(&words, entry->category);
	if (!status)
		status = words_add(&words, entry->location);
	return status;
}

/* One removed with uses comes back. */
static enum bo_status enter(struct bo *bo, const struct roll *roll,
			    const struct member_entry *entry, int64_t *id)
{
	bool removed = false;
	int64_t other = 0;
	enum bo_status status = same(bo, roll->id, entry, &other, &removed);

	if (status)
		return status;
	if (!other)
		return insert(bo, roll->id, entry, id);
	if (!removed)
		return exists(bo, roll, entry, false);
	*id = other;
	return update(bo, other, entry);
}

static enum bo_status journal_member(struct bo *bo, const char *kind, int64_t audience_id,
				     int64_t id)
{
	return journal_add(
		bo, kind, 0,
		json_pack("{sI sI}", "audience", (json_int_t)audience_id, "id", (json_int_t)id),
		NULL);
}

static enum bo_status add(struct bo *bo, int64_t audience_id, const struct bo_member_fields *fields,
			  int64_t *id)
{
	struct member_entry entry = { .quantity = 0 };
	struct roll roll;
	enum bo_status status = roll_read_list(bo, audience_id, &roll);

	if (status)
		return status;
	entry.quantity = roll.quantity;
	status = member_entry_set(bo, fields, &entry);
	if (!status)
		status = enter(bo, &roll, &entry, id);
	if (!status)
		status = add_words(bo, audience_id, &entry);
	if (!status)
		status = roll_count(bo, audience_id, 1);
	return status ? status : journal_member(bo, "member.added", audience_id, *id);
}

enum bo_status bo_member_add(struct bo *bo, int64_t audience_id,
			     const struct bo_member_fields *fields, int64_t *id)
{
	int64_t made = 0;
	enum bo_status status = keep_begin(bo);

	return status ? status : act_made(bo, add(bo, audience_id, fields, &made), &made, id);
}

struct kept {
	struct member_entry entry;
	int64_t audience_id;
};

SQL_COLUMNS(AUDIENCE, CODE, CODE_FOLD, EMAIL, EMAIL_FOLD, CATEGORY, LOCATION, QUANTITY, NAME);

static void read_kept(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	struct kept *kept = row;
	struct member_entry *entry = &kept->entry;

	(void)arena;
	kept->audience_id = sql_id(rows, AUDIENCE);
	sql_fill(rows, CODE, entry->code, sizeof entry->code);
	sql_fill(rows, CODE_FOLD, entry->code_fold, sizeof entry->code_fold);
	sql_fill(rows, EMAIL, entry->email, sizeof entry->email);
	sql_fill(rows, EMAIL_FOLD, entry->email_fold, sizeof entry->email_fold);
	sql_fill(rows, CATEGORY, entry->category, sizeof entry->category);
	sql_fill(rows, LOCATION, entry->location, sizeof entry->location);
	entry->quantity = sql_int(rows, QUANTITY);
	sql_fill(rows, NAME, entry->name, sizeof entry->name);
}

static enum bo_status read_member(struct bo *bo, int64_t id, struct kept *kept)
{
	return sql_one(
		bo, SQL_ROW(NULL, kept, read_kept), "member",
		"SELECT audience_id, code, code_fold, email, email_fold, category, location, "
		"quantity, name FROM member WHERE id = $1 AND removed = 0",
		"i", id);
}

static enum bo_status edit(struct bo *bo, int64_t id, const struct bo_member_fields *fields)
{
	struct kept kept = { .audience_id = 0 };
	struct roll roll;
	int64_t other = 0;
	bool removed = false;
	enum bo_status status = read_member(bo, id, &kept);

	if (!status)
		status = roll_read_list(bo, kept.audience_id, &roll);
	if (!status)
		status = member_entry_set(bo, fields, &kept.entry);
	if (!status)
		status = same(bo, kept.audience_id, &kept.entry, &other, &removed);
	if (!status && other && other != id)
		status = exists(bo, &roll, &kept.entry, removed);
	if (!status)
		status = update(bo, id, &kept.entry);
	if (!status)
		status = add_words(bo, kept.audience_id, &kept.entry);
	return status ? status : journal_member(bo, "member.edited", kept.audience_id, id);
}

enum bo_status bo_member_edit(struct bo *bo, int64_t id, const struct bo_member_fields *fields)
{
	enum bo_status status = keep_begin(bo);

	return status ? status : act_end(bo, edit(bo, id, fields));
}

static enum bo_status edit_all(struct bo *bo, const int64_t *ids, size_t n,
			       const struct bo_member_fields *fields, bo_progress progress,
			       void *arg)
{
	enum bo_status status = BO_OK;

	for (size_t i = 0; !status && i < n; i++) {
		if (progress && !progress(arg, (int64_t)i, (int64_t)n))
			return fail(bo, BO_CANCELLED, "Stopped; nothing was changed.");
		status = edit(bo, ids[i], fields);
	}
	return status;
}

enum bo_status bo_member_set_quantity(struct bo *bo, const int64_t *ids, size_t n, int64_t quantity,
				      bo_progress progress, void *arg)
{
	const struct bo_member_fields fields = { .quantity_given = true, .quantity = quantity };
	enum bo_status status = keep_begin(bo);

	return status ? status : act_end(bo, edit_all(bo, ids, n, &fields, progress, arg));
}

/* Uses given back count too: the report still names who had them. */
static enum bo_status was_used(struct bo *bo, int64_t audience_id, int64_t id, bool *used)
{
	int64_t found = 0;
	enum bo_status status = sql_number(
		bo, &found,
		"SELECT count(*) FROM campaign c WHERE c.audience_id = $1 AND ("
		"EXISTS (SELECT 1 FROM campaign_use u WHERE u.campaign_id = c.id AND u.member_id = "
		"$2) OR EXISTS (SELECT 1 FROM basket_use b WHERE b.campaign_id = c.id "
		"AND b.member_id = $2) OR EXISTS (SELECT 1 FROM campaign_count n WHERE "
		"n.campaign_id = c.id AND n.member_id = $2))",
		"ii", audience_id, id);

	*used = found > 0;
	return status;
}

static enum bo_status remove_one(struct bo *bo, int64_t id)
{
	struct kept kept = { .audience_id = 0 };
	bool used = false;
	enum bo_status status = read_member(bo, id, &kept);

	if (!status)
		status = was_used(bo, kept.audience_id, id, &used);
	if (!status && used)
		status = sql_run(bo, "UPDATE member SET removed = 1 WHERE id = $1", "i", id);
	else if (!status)
		status = sql_run(bo, "DELETE FROM member WHERE id = $1", "i", id);
	if (!status)
		status = roll_count(bo, kept.audience_id, -1);
	return status ? status : journal_member(bo, "member.removed", kept.audience_id, id);
}

static enum bo_status remove_all(struct bo *bo, const int64_t *ids, size_t n)
{
	enum bo_status status = BO_OK;

	if (n == 0 || n > REMOVED_AT_ONCE)
		return fail_field(bo, BO_INVALID, "member", "", "Name the members to remove.");
	for (size_t i = 0; !status && i < n; i++)
		status = remove_one(bo, ids[i]);
	return status;
}

enum bo_status bo_member_remove(struct bo *bo, const int64_t *ids, size_t n)
{
	enum bo_status status = keep_begin(bo);

	return status ? status : act_end(bo, remove_all(bo, ids, n));
}
