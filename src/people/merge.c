/*
 * Two records of one person become one.
 *
 * The row of the one that goes stays, without anything of a person in it: removing
 * it would make the store look through every order for its id, and old paper and
 * the journal go on naming it.  What it is now stands in patron_former.
 */
#include <boxoffice/patron.h>

#include "base/fail.h"
#include "journal/journal.h"
#include "people/write.h"
#include "store/sql.h"

#include <boxoffice/staff.h>
#include <boxoffice/text.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct merge {
	struct bo_arena arena;
	struct patron_row keep, gone, after;
	char notes[BO_NOTE_MAX + 1], access[PATRON_ACCESS_MAX + 1], emails[PERSON_EMAILS];
	int64_t orders, vouchers;
};

/* --- What the one that stays will be ---------------------------------------------------------- */

static enum bo_status too_long(struct bo *bo, const char *field, const char *words, int max)
{
	return fail_field(bo, BO_INVALID, field, "",
			  "The %s of both are longer than %d bytes together; shorten those of one "
			  "first.",
			  words, max);
}

/* What would be lost, as lines: each differs from what stays. */
static void add_lost(struct bo_buf *buf, const char *label, const char *gone, const char *kept)
{
	if (*gone && strcmp(gone, kept) != 0)
		bo_buf_printf(buf, "\n%s%s", label, gone);
}

static enum bo_status join_notes(struct bo *bo, struct merge *m)
{
	const struct patron_row *keep = &m->keep, *gone = &m->gone;
	struct bo_buf notes = BO_BUF(m->notes);
	size_t head;

	bo_buf_add(&notes, keep->notes);
	bo_buf_printf(&notes, "%s\xe2\x80\x94 from %s:", notes.len ? "\n" : "", gone->name);
	head = notes.len;
	if (strcmp(keep->notes, gone->notes) != 0)
		add_lost(&notes, "", gone->notes, "");
	if (*keep->phone && strcmp(keep->phone_digits, gone->phone_digits) != 0)
		add_lost(&notes, "Phone: ", gone->phone, keep->phone);
	if (*keep->address)
		add_lost(&notes, "Address: ", gone->address, keep->address);
	if (notes.full)
		return too_long(bo, "notes", "notes", BO_NOTE_MAX);
	m->after.notes = notes.len == head ? keep->notes : m->notes;
	return BO_OK;
}

static bool says(const char *text, const char *part)
{
	char a[PATRON_ACCESS_MAX * 4], b[PATRON_ACCESS_MAX * 4];

	bo_text_fold(text, a, sizeof a);
	bo_text_fold(part, b, sizeof b);
	return strstr(a, b) != NULL;
}

static enum bo_status join_access(struct bo *bo, struct merge *m)
{
	struct bo_buf access = BO_BUF(m->access);
	const char *keep = m->keep.access, *gone = m->gone.access;

	if (!*gone || (*keep && says(keep, gone)))
		return BO_OK;
	bo_buf_printf(&access, "%s%s%s", keep, *keep ? "; " : "", gone);
	if (access.full)
		return too_long(bo, "access", "access needs", PATRON_ACCESS_MAX);
	m->after.access = m->access;
	return BO_OK;
}

static void add_email(struct bo_buf *buf, const char *emails)
{
	if (emails && *emails)
		bo_buf_printf(buf, "%s%s", buf->len ? " " : "", emails);
}

static enum bo_status compose(struct bo *bo, struct merge *m)
{
	const struct patron_row *keep = &m->keep, *gone = &m->gone;
	struct patron_row *after = &m->after;
	struct bo_buf emails = BO_BUF(m->emails);
	enum bo_status status;

	*after = *keep;
	after->opt_outs |= gone->opt_outs;
	if (!*keep->phone) {
		after->phone = gone->phone;
		memcpy(after->phone_digits, gone->phone_digits, sizeof after->phone_digits);
	}
	if (!*keep->address)
		after->address = gone->address;
	add_email(&emails, keep->other_emails);
	add_email(&emails, gone->other_emails);
	if (!*keep->email) {
		after->email = gone->email;
		memcpy(after->email_fold, gone->email_fold, sizeof after->email_fold);
	} else {
		add_email(&emails, gone->email_fold);
	}
	after->other_emails = m->emails;
	if (emails.full)
		return too_long(bo, "email", "e-mails", PERSON_EMAILS - 1);
	status = join_notes(bo, m);
	return status ? status : join_access(bo, m);
}

/* --- Moving ----------------------------------------------------------------------------------- */

static enum bo_status empty_row(struct bo *bo, const struct patron_row *gone)
{
	struct patron_row empty = { .id = gone->id,
				    .name = "",
				    .email = "",
				    .phone = "",
				    .address = "",
				    .notes = "",
				    .access = "" };

	return patron_update(bo, gone, &empty);
}

static enum bo_status move_emails(struct bo *bo, const struct merge *m)
{
	enum bo_status status =
		sql_run(bo, "UPDATE patron_email_other SET patron_id = $1 WHERE patron_id = $2",
			"ii", m->keep.id, m->gone.id);

	if (!status && *m->keep.email && *m->gone.email)
		status = sql_run(bo,
				 "INSERT INTO patron_email_other (email_fold, email, patron_id) "
				 "VALUES ($1, $2, $3)",
				 "ssi", m->gone.email_fold, m->gone.email, m->keep.id);
	return status;
}

static enum bo_status move_labels(struct bo *bo, int64_t keep, int64_t gone)
{
	enum bo_status status =
		sql_run(bo,
			"INSERT INTO patron_label (patron_id, label_id) SELECT $1, label_id "
			"FROM patron_label WHERE patron_id = $2 ON CONFLICT DO NOTHING",
			"ii", keep, gone);

	if (!status)
		status = sql_run(bo, "DELETE FROM patron_label WHERE patron_id = $1", "i", gone);
	return status ? status : patron_labels_fit(bo, keep);
}

static enum bo_status move_sales(struct bo *bo, struct merge *m)
{
	int64_t keep = m->keep.id, gone = m->gone.id;
	enum bo_status status = sql_run(
		bo, "UPDATE orders SET patron_id = $1 WHERE patron_id = $2 AND patron_id <> 1",
		"ii", keep, gone);

	m->orders = status ? 0 : sql_changed(bo);
	if (!status)
		status = sql_run(
			bo,
			"UPDATE voucher SET patron_id = $1 WHERE patron_id = $2 AND patron_id <> 1",
			"ii", keep, gone);
	m->vouchers = status ? 0 : sql_changed(bo);
	if (!status)
		status = sql_run(bo, "UPDATE basket SET patron_id = $1 WHERE patron_id = $2", "ii",
				 keep, gone);
	return status;
}

static enum bo_status move_past(struct bo *bo, int64_t keep, int64_t gone)
{
	enum bo_status status =
		sql_run(bo, "UPDATE patron_event SET patron_id = $1 WHERE patron_id = $2", "ii",
			keep, gone);

	if (!status)
		status = sql_run(bo, "UPDATE patron_former SET patron_id = $1 WHERE patron_id = $2",
				 "ii", keep, gone);
	if (!status)
		status = sql_run(bo, "INSERT INTO patron_former (id, patron_id) VALUES ($1, $2)",
				 "ii", gone, keep);
	return status;
}

static enum bo_status tell(struct bo *bo, const struct merge *m)
{
	char text[160];
	enum bo_status status;

	snprintf(text, sizeof text,
		 "Patron %" PRId64 " was merged into this one, with %" PRId64
		 " order%s and %" PRId64 " voucher%s.",
		 m->gone.id, m->orders, m->orders == 1 ? "" : "s", m->vouchers,
		 m->vouchers == 1 ? "" : "s");
	status = patron_tell(bo, m->keep.id, "patron.merged", text);
	if (!status)
		status = journal_add(bo, "patron.merged", 0,
				     json_pack("{sI,sI,sI,sI}", "id", (json_int_t)m->keep.id,
					       "gone", (json_int_t)m->gone.id, "orders",
					       (json_int_t)m->orders, "vouchers",
					       (json_int_t)m->vouchers),
				     NULL);
	return status;
}

/* --- The act ---------------------------------------------------------------------------------- */

static enum bo_status check_pair(struct bo *bo, int64_t *keep, int64_t *gone)
{
	enum bo_status status = bo_require(bo, BO_MAY_MERGE_PATRONS);

	if (!status)
		status = patron_now(bo, *keep, keep);
	if (!status)
		status = patron_now(bo, *gone, gone);
	if (!status && (*keep == BO_PATRON_WALK_UP || *gone == BO_PATRON_WALK_UP))
		status = fail_field(
			bo, BO_INVALID, "patron", "",
			"The walk-up patron is everybody and nobody, and is not merged.");
	if (!status && *keep == *gone)
		status = fail_field(bo, BO_INVALID, "patron", "", "Both are the same patron.");
	return status;
}

static enum bo_status prepare(struct bo *bo, struct merge *m, int64_t *keep, int64_t *gone)
{
	enum bo_status status = check_pair(bo, keep, gone);

	if (!status)
		status = patron_read(bo, &m->arena, *keep, &m->keep);
	if (!status)
		status = patron_read(bo, &m->arena, *gone, &m->gone);
	return status ? status : compose(bo, m);
}

static enum bo_status merge(struct bo *bo, struct merge *m, int64_t keep, int64_t gone)
{
	enum bo_status status = prepare(bo, m, &keep, &gone);

	/* first, so that its e-mail is free */
	if (!status)
		status = empty_row(bo, &m->gone);
	if (!status)
		status = move_emails(bo, m);
	if (!status)
		status = patron_update(bo, &m->keep, &m->after);
	if (!status)
		status = move_labels(bo, keep, gone);
	if (!status)
		status = move_sales(bo, m);
	if (!status)
		status = move_past(bo, keep, gone);
	return status ? status : tell(bo, m);
}

enum bo_status bo_patron_merge(struct bo *bo, int64_t keep_id, int64_t gone_id)
{
	struct merge m = { .arena = { 0 } };
	enum bo_status status = act_begin(bo);

	if (!status)
		status = act_end(bo, merge(bo, &m, keep_id, gone_id));
	bo_arena_clear(&m.arena);
	return status;
}

/* --- What it would be ------------------------------------------------------------------------- */

static int by_fold(const void *a, const void *b)
{
	char x[NAME_FOLD * 2], y[NAME_FOLD * 2];

	bo_text_fold(*(const char *const *)a, x, sizeof x);
	bo_text_fold(*(const char *const *)b, y, sizeof y);
	return strcmp(x, y);
}

/* Those of both, and one more where more is not NULL, each once and in the order they are read. */
static enum bo_status unite(struct bo *bo, struct bo_arena *arena, const char *const *a, size_t n_a,
			    const char *const *b, size_t n_b, const char *more,
			    const char *const **list, size_t *n)
{
	const char **all = bo_arena_alloc(arena, (n_a + n_b + 1) * sizeof *all);
	size_t had = 0, kept = 0;

	if (!all)
		return fail_memory(bo);
	for (size_t i = 0; i < n_a; i++)
		all[had++] = a[i];
	for (size_t i = 0; i < n_b; i++)
		all[had++] = b[i];
	if (more)
		all[had++] = more;
	if (had)
		qsort(all, had, sizeof *all, by_fold);
	for (size_t i = 0; i < had; i++)
		if (kept == 0 || by_fold(&all[kept - 1], &all[i]) != 0)
			all[kept++] = all[i];
	*list = all;
	*n = kept;
	return BO_OK;
}

static enum bo_status preview(struct bo *bo, struct bo_arena *arena, struct merge *m, int64_t keep,
			      int64_t gone, struct bo_patron *after)
{
	struct bo_patron a = { 0 }, b = { 0 };
	enum bo_status status = prepare(bo, m, &keep, &gone);

	if (!status)
		status = bo_patron_get(bo, arena, keep, &a);
	if (!status)
		status = bo_patron_get(bo, arena, gone, &b);
	if (status)
		return status;
	*after = a;
	after->email = bo_arena_copy(arena, m->after.email);
	after->phone = bo_arena_copy(arena, m->after.phone);
	after->address = bo_arena_copy(arena, m->after.address);
	after->notes = bo_arena_copy(arena, m->after.notes);
	after->access = bo_arena_copy(arena, m->after.access);
	after->opt_outs = m->after.opt_outs;
	after->orders = a.orders + b.orders;
	if (!after->email || !after->phone || !after->address || !after->notes || !after->access)
		return fail_memory(bo);
	status = unite(bo, arena, a.label, a.n_labels, b.label, b.n_labels, NULL, &after->label,
		       &after->n_labels);
	if (!status)
		status = patron_check_labels(bo, after->label, after->n_labels);
	if (!status)
		status = unite(bo, arena, a.other_email, a.n_other_emails, b.other_email,
			       b.n_other_emails, *a.email && *b.email ? b.email : NULL,
			       &after->other_email, &after->n_other_emails);
	return status;
}

enum bo_status bo_patron_merge_preview(struct bo *bo, struct bo_arena *arena, int64_t keep_id,
				       int64_t gone_id, struct bo_patron *after)
{
	struct merge m = { .arena = { 0 } };
	struct bo_patron seen = { 0 };
	enum bo_status status = glance_begin(bo, BO_OK);

	if (!status)
		status = glance_end(bo, preview(bo, arena, &m, keep_id, gone_id, &seen));
	bo_arena_clear(&m.arena);
	if (!status)
		*after = seen;
	return status;
}
