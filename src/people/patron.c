/*
 * Patrons: added and edited, one act each.  The journal keeps no name or address:
 * it can never be edited, and a person may ask to be forgotten.
 */
#include <boxoffice/patron.h>

#include "base/fail.h"
#include "journal/journal.h"
#include "people/write.h"
#include "store/sql.h"

#include <boxoffice/staff.h>
#include <boxoffice/text.h>

#include <string.h>

/* --- Labels ----------------------------------------------------------------------------------- */

struct labels {
	size_t n;
	const char *name[PATRON_LABELS + 1]; /* one more, so that too many are told */
};

static size_t place_of(const struct labels *labels, const char *name)
{
	char fold[NAME_FOLD], other[NAME_FOLD];
	size_t i = 0;

	bo_text_fold(name, fold, sizeof fold);
	for (; i < labels->n; i++) {
		bo_text_fold(labels->name[i], other, sizeof other);
		if (strcmp(fold, other) == 0)
			break;
	}
	return i;
}

static void add_names(struct labels *labels, const char *const *name, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (labels->n <= PATRON_LABELS && place_of(labels, name[i]) == labels->n)
			labels->name[labels->n++] = name[i];
}

static enum bo_status read_labels(struct bo *bo, struct bo_arena *arena, int64_t id,
				  struct labels *labels)
{
	const char **name = NULL;
	size_t n = 0;
	enum bo_status status =
		sql_list(bo, SQL_ROWS(arena, name, n, sql_read_text),
			 "SELECT l.name FROM patron_label p JOIN label l ON l.id = p.label_id "
			 "WHERE p.patron_id = $1 ORDER BY l.name_fold",
			 "i", id);

	for (labels->n = 0; !status && labels->n < n && labels->n < PATRON_LABELS; labels->n++)
		labels->name[labels->n] = name[labels->n];
	return status;
}

/* The labels there shall be, and whether these are others than before. */
static void lay_labels(const struct labels *before, const struct bo_patron_fields *fields,
		       struct labels *after, bool *other)
{
	*after = (struct labels){ .n = 0 };
	if (fields->labels_given)
		add_names(after, fields->label, fields->n_labels);
	else
		add_names(after, before->name, before->n);
	add_names(after, fields->add_label, fields->n_add_labels);
	for (size_t i = 0; i < fields->n_remove_labels; i++) {
		size_t at = place_of(after, fields->remove_label[i]);

		if (at < after->n)
			after->name[at] = after->name[--after->n];
	}
	*other = before->n != after->n;
	for (size_t i = 0; i < after->n; i++)
		*other = *other || place_of(before, after->name[i]) == before->n;
}

/* --- Acts ------------------------------------------------------------------------------------- */

/* The name of whoever has that e-mail goes into the sentence. */
static enum bo_status check_free(struct bo *bo, const struct patron_row *row)
{
	int64_t id = 0;
	char name[BO_SHORT_NAME] = "";
	struct bo_buf buf = BO_BUF(name);
	enum bo_status status;

	if (!*row->email_fold)
		return BO_OK;
	status = patron_by_email(bo, row->email_fold, &id);
	if (status || id == 0 || id == row->id)
		return status;
	status = sql_string(bo, &buf, "SELECT name FROM patron WHERE id = $1", "i", id);
	return status ? status
		      : fail_field(bo, BO_EXISTS, "email", row->email,
				   "%s has the e-mail %s already.", name, row->email);
}

/* What is given goes over what there is. */
static void lay_over(struct patron_row *row, const struct bo_patron_fields *fields)
{
	const char *const given[] = { fields->name,    fields->email, fields->phone,
				      fields->address, fields->notes, fields->access };
	const char **const at[] = { &row->name,	   &row->email, &row->phone,
				    &row->address, &row->notes, &row->access };

	for (size_t i = 0; i < sizeof at / sizeof *at; i++)
		if (given[i])
			*at[i] = given[i];
		else if (!*at[i])
			*at[i] = "";
	if (fields->opt_outs_given)
		row->opt_outs = fields->opt_outs;
}

static enum bo_status check(struct bo *bo, struct patron_row *row,
			    const struct bo_patron_fields *fields, const struct labels *labels)
{
	enum bo_status status = patron_check(bo, row);

	if (!status && fields->opt_outs >> BO_OPT_OUT_COUNT)
		status = fail_field(bo, BO_INVALID, "opt_outs", "", "There is no such opt-out.");
	if (!status)
		status = patron_check_labels(bo, labels->name, labels->n);
	return status ? status : check_free(bo, row);
}

static enum bo_status create(struct bo *bo, const struct bo_patron_fields *fields, int64_t *id)
{
	struct patron_row row = { .id = 0 };
	struct labels labels;
	bool other;
	enum bo_status status;

	lay_over(&row, fields);
	lay_labels(&(struct labels){ .n = 0 }, fields, &labels, &other);
	status = check(bo, &row, fields, &labels);
	if (!status)
		status = patron_insert(bo, &row);
	if (!status)
		status = patron_add_labels(bo, row.id, labels.name, labels.n);
	if (!status)
		status = patron_tell(bo, row.id, "patron.added", "Added.");
	if (!status)
		status = journal_add(bo, "patron.added", 0,
				     json_pack("{sI}", "id", (json_int_t)row.id), NULL);
	if (!status)
		*id = row.id;
	return status;
}

enum bo_status bo_patron_create(struct bo *bo, const struct bo_patron_fields *fields, int64_t *id)
{
	int64_t made = 0;
	enum bo_status status = bo_require(bo, BO_MAY_SELL);

	if (!status)
		status = act_begin(bo);
	return status ? status : act_made(bo, create(bo, fields, &made), &made, id);
}

enum bo_status bo_patron_add(struct bo *bo, const char *name, const char *email, const char *phone,
			     int64_t *id)
{
	const struct bo_patron_fields fields = { .name = name, .email = email, .phone = phone };

	return bo_patron_create(bo, &fields, id);
}

/* --- Editing ---------------------------------------------------------------------------------- */

static void name_change(struct bo_buf *story, bool changed, const char *what)
{
	if (changed)
		bo_buf_printf(story, "%s%s", story->len ? ", " : "", what);
}

static void tell_changes(struct bo_buf *story, const struct patron_row *before,
			 const struct patron_row *after, bool labels)
{
	name_change(story, strcmp(before->name, after->name) != 0, "name");
	name_change(story, strcmp(before->email, after->email) != 0, "e-mail");
	name_change(story, strcmp(before->phone, after->phone) != 0, "phone");
	name_change(story, strcmp(before->address, after->address) != 0, "address");
	name_change(story, strcmp(before->notes, after->notes) != 0, "notes");
	name_change(story, strcmp(before->access, after->access) != 0, "access needs");
	name_change(story, before->opt_outs != after->opt_outs, "opt-outs");
	name_change(story, labels, "labels");
}

static enum bo_status write_changes(struct bo *bo, const struct patron_row *before,
				    const struct patron_row *after, const struct labels *labels)
{
	char what[120], text[140];
	struct bo_buf story = BO_BUF(what), line = BO_BUF(text);
	enum bo_status status;

	tell_changes(&story, before, after, labels != NULL);
	if (!story.len)
		return BO_OK;
	bo_buf_printf(&line, "Changed: %s.", what);
	status = patron_update(bo, before, after);
	if (!status && labels)
		status = patron_set_labels(bo, before->id, labels->name, labels->n);
	if (!status)
		status = patron_tell(bo, before->id, "patron.edited", text);
	if (!status)
		status = journal_add(
			bo, "patron.edited", 0,
			json_pack("{sI,ss}", "id", (json_int_t)before->id, "changed", what), NULL);
	return status;
}

static enum bo_status edit(struct bo *bo, struct bo_arena *arena, int64_t id,
			   const struct bo_patron_fields *fields)
{
	struct patron_row before = { .id = id }, after;
	struct labels had, labels;
	bool other = false;
	enum bo_status status = bo_require(bo, BO_MAY_SELL);

	if (!status)
		status = patron_now(bo, id, &id);
	if (!status && id == BO_PATRON_WALK_UP)
		status = fail_field(
			bo, BO_INVALID, "patron", "",
			"The walk-up patron is everybody and nobody, and stays as it is.");
	if (!status)
		status = patron_read(bo, arena, id, &before);
	if (!status)
		status = read_labels(bo, arena, id, &had);
	if (status)
		return status;
	after = before;
	lay_over(&after, fields);
	lay_labels(&had, fields, &labels, &other);
	status = check(bo, &after, fields, &labels);
	return status ? status : write_changes(bo, &before, &after, other ? &labels : NULL);
}

enum bo_status bo_patron_edit(struct bo *bo, int64_t id, const struct bo_patron_fields *fields)
{
	struct bo_arena arena = { 0 };
	enum bo_status status = act_begin(bo);

	if (!status)
		status = act_end(bo, edit(bo, &arena, id, fields));
	bo_arena_clear(&arena);
	return status;
}
