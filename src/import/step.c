/*
 * Opening a file, linking its columns, and reading on by small steps: rows are
 * judged and kept, then those that may be there twice are looked at, then all are
 * compared with the store.  Nothing here changes anything that others see.
 */
#include "audience/roll.h"
#include "base/fail.h"
#include "csv/decode.h"
#include "import/reading.h"

#include <boxoffice/staff.h>
#include <boxoffice/text.h>

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* --- Opening ---------------------------------------------------------------------------------- */

static enum bo_status check_options(struct bo_import *import)
{
	const struct bo_import_options *options = &import->options;
	struct bo *bo = import->bo;
	struct roll roll;
	char separator[2] = { options->separator, '\0' };
	enum bo_status status =
		bo_require(bo, options->kind == BO_IMPORT_MEMBERS ? BO_MAY_KEEP_AUDIENCES
								  : BO_MAY_MERGE_PATRONS);

	if (status)
		return status;
	if (options->separator && !strchr(",;\t|:", options->separator))
		return fail_field(
			bo, BO_INVALID, "separator", separator,
			"Cells are parted by a comma, a semicolon, a tab, a colon or a |.");
	if (options->encoding != BO_ENCODING_COUNT && !decode_knows(options->encoding))
		return fail_field(bo, BO_INVALID, "encoding", bo_encoding_code(options->encoding),
				  "This machine cannot read %s.",
				  bo_encoding_label(options->encoding));
	if (options->quantity_given && options->quantity != BO_NONE)
		status = check_range(bo, "quantity", options->quantity, 0, BO_MEMBER_QUANTITY_MAX);
	if (status || options->kind != BO_IMPORT_MEMBERS)
		return status;
	if (options->new_audience)
		return check_text(bo, "name", options->new_audience, BO_NAME_MAX, false);
	status = roll_read_list(bo, options->audience_id, &roll);
	if (!status)
		import->quantity = roll.quantity;
	return status;
}

static enum bo_status open_file(struct bo_import *import)
{
	struct bo *bo = import->bo;
	const char *path = import->path;

	/* never waits for the other end of a pipe */
	import->fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (import->fd < 0 && (errno == ENOENT || errno == ENOTDIR))
		return fail_field(bo, BO_NOT_FOUND, "file", path, "There is no file %s.", path);
	if (import->fd < 0 || fstat(import->fd, &import->file) != 0)
		return fail_field(bo, BO_IO, "file", path, "%s cannot be read: %s.", path,
				  strerror(errno));
	if (!S_ISREG(import->file.st_mode))
		return fail_field(bo, BO_INVALID, "file", path, "%s is not a file to read.", path);
	if (import->file.st_size == 0)
		return fail_field(bo, BO_INVALID, "file", path, "%s is empty.", path);
	return BO_OK;
}

static void take_options(struct bo_import *import, const struct bo_import_options *options)
{
	struct bo_buf name = BO_BUF(import->new_audience);

	import->options = *options;
	if (!options->new_audience || options->kind != BO_IMPORT_MEMBERS) {
		import->options.new_audience = NULL;
		return;
	}
	import->options.audience_id = 0;
	bo_buf_add(&name, options->new_audience);
	import->options.new_audience = import->new_audience;
}

enum bo_status bo_import_open(struct bo *bo, const char *path,
			      const struct bo_import_options *options, struct bo_import **import)
{
	struct bo_import *made = calloc(1, sizeof *made);
	struct judged *judged = malloc(sizeof *judged);
	struct bo_error error;
	enum bo_status status = BO_OK;

	if (!made || !judged || !(made->path = strdup(path)))
		status = fail_memory(bo);
	if (!made || !judged || status) {
		free(made);
		free(judged);
		return status;
	}
	made->bo = bo;
	made->judged = judged;
	made->fd = -1;
	made->base = (int64_t)++bo->imports_made << 40;
	bo->imports++;
	take_options(made, options);
	status = check_options(made);
	if (!status)
		status = open_file(made);
	if (!status)
		status = view_make(made);
	if (!status) {
		*import = made;
		return BO_OK;
	}
	error = bo->error;
	bo_import_close(made);
	bo->error = error;
	return status;
}

/* Begins the reading anew. */
static void start_over(struct bo_import *import)
{
	if (import->phase != PHASE_NEW)
		stage_end(import, import->bo->imports == 1);
	csv_close(import->csv);
	import->csv = NULL;
	import->phase = PHASE_NEW;
	import->n = import->kept = import->at = 0;
	import->rounded = import->digits = 0;
	import->total.n = 0;
	import->maybe_twice = import->empty = import->again = false;
	import->tally = (struct bo_import_tally){ .fault = import->fault };
}

void bo_import_close(struct bo_import *import)
{
	if (!import)
		return;
	start_over(import);
	import->bo->imports--;
	if (import->fd >= 0)
		close(import->fd);
	bo_arena_clear(&import->arena);
	free(import->fault);
	free(import->seen);
	free(import->judged);
	free(import->path);
	free(import);
}

const struct bo_import_view *bo_import_view(const struct bo_import *import)
{
	return &import->view;
}

/* --- Linking ---------------------------------------------------------------------------------- */

static enum bo_status check_field(struct bo_import *import, enum bo_import_field field)
{
	if (bo_import_field_of(field, import->options.kind))
		return BO_OK;
	return fail_field(import->bo, BO_INVALID, "field", bo_import_field_code(field),
			  "\"%s\" is no field of these rows.", bo_import_field_code(field));
}

enum bo_status bo_import_link(struct bo_import *import, size_t column, enum bo_import_field field)
{
	enum bo_status status = check_field(import, field);

	if (status)
		return status;
	if (column >= import->view.n_columns)
		return fail_number(import->bo, "column", (int64_t)column + 1,
				   "The file has %zu columns.", import->view.n_columns);
	for (size_t i = 0; i < import->view.n_columns; i++)
		if (import->view.column[i].field == field)
			import->view.column[i].field = BO_FIELD_NONE;
	import->view.column[column].field = field;
	start_over(import);
	return BO_OK;
}

enum bo_status bo_import_link_all(struct bo_import *import, const enum bo_import_field *field,
				  size_t n)
{
	enum bo_status status = BO_OK;

	if (n > import->view.n_columns)
		return fail_number(import->bo, "columns", (int64_t)n,
				   "The file has only %zu columns.", import->view.n_columns);
	for (size_t i = 0; i < n && !status; i++) {
		status = check_field(import, field[i]);
		for (size_t k = 0; k < i && !status; k++)
			if (field[k] == field[i] && field[i] != BO_FIELD_NONE)
				status = fail_field(import->bo, BO_INVALID, "columns",
						    bo_import_field_code(field[i]),
						    "Two columns cannot both be the %s.",
						    bo_import_field_code(field[i]));
	}
	if (status)
		return status;
	for (size_t i = 0; i < import->view.n_columns; i++)
		import->view.column[i].field = i < n ? field[i] : BO_FIELD_NONE;
	start_over(import);
	return BO_OK;
}

enum bo_status bo_import_set_options(struct bo_import *import,
				     const struct bo_import_options *options)
{
	struct bo_import_options before = import->options;
	char name[BO_SHORT_NAME];
	enum bo_status status;
	struct bo_buf buf = BO_BUF(name);

	bo_buf_add(&buf, import->new_audience);
	start_over(import);
	take_options(import, options);
	status = check_options(import);
	if (!status && (before.kind != options->kind || before.encoding != options->encoding ||
			before.separator != options->separator || before.header != options->header))
		status = view_make(import);
	if (!status)
		return BO_OK;
	before.new_audience = before.new_audience ? name : NULL;
	take_options(import, &before);
	{
		struct bo_error error = import->bo->error;

		(void)!view_make(import);
		import->bo->error = error;
	}
	return status;
}

/* --- Reading on ------------------------------------------------------------------------------- */

static bool is_linked(const struct bo_import *import, enum bo_import_field field)
{
	return import_column(import, field) > 0;
}

static enum bo_status begin(struct bo_import *import)
{
	struct bo *bo = import->bo;
	const struct csv_row *row;
	enum bo_status status;

	if (import->options.kind == BO_IMPORT_MEMBERS && !is_linked(import, BO_FIELD_CODE) &&
	    !is_linked(import, BO_FIELD_EMAIL))
		return fields_missing(import, "code or the e-mail");
	if (import->options.kind == BO_IMPORT_PATRONS && !is_linked(import, BO_FIELD_NAME) &&
	    !is_linked(import, BO_FIELD_FIRST) && !is_linked(import, BO_FIELD_LAST))
		return fields_missing(import, "name");
	csv_close(import->csv);
	import->csv = csv_open(import->fd, import->view.encoding, import->view.separator);
	if (!import->csv)
		return fail_memory(bo);
	import->titles_place = (struct place){ 0, 0, 0 };
	for (int i = 0; i < import->skip + import->view.header; i++)
		if (csv_next(import->csv, &row) == CSV_ROW)
			import->titles_place = (struct place){ row->line, row->at, row->bytes };
	status = stage_begin(import);
	if (!status)
		import->phase = PHASE_READ;
	return status;
}

static void turn(struct bo_import *import, enum phase phase)
{
	import->phase = phase;
	import->at = 0;
}

static enum bo_status read_on(struct bo_import *import)
{
	enum bo_status status = BO_OK;
	enum csv_result result = CSV_ROW;

	for (int i = 0; i < STEP_ROWS && !status; i++) {
		const struct csv_row *row;

		result = csv_next(import->csv, &row);
		if (result != CSV_ROW)
			break;
		status = judge_row(import, row);
	}
	import->tally.bytes_read = csv_read(import->csv);
	if (!status && result == CSV_FAILED)
		status = fail(import->bo, BO_IO, "%s cannot be read: %s.", import->path,
			      strerror(errno));
	if (!status && result == CSV_END)
		status = judge_last(import);
	if (!status && result == CSV_END) {
		csv_hash(import->csv, import->hash);
		turn(import, PHASE_MANGLED);
	}
	return status;
}

/* One code that is not rounded shows that no spreadsheet has been at them. */
static bool are_mangled(const struct bo_import *import)
{
	return import->rounded > 0 && import->rounded == import->digits && import->rounded > 2;
}

/* Goes through the rows that are kept, some at a time. */
static enum bo_status walk(struct bo_import *import, bool needed,
			   enum bo_status (*look)(struct bo_import *import, int64_t to),
			   enum phase after)
{
	int64_t to = import->at + STEP_ROWS < import->n ? import->at + STEP_ROWS : import->n;
	enum bo_status status = needed ? look(import, to) : BO_OK;

	if (status)
		return status;
	import->at = needed ? to : import->n;
	if (import->at >= import->n)
		turn(import, after);
	return BO_OK;
}

static enum bo_status begin_known(struct bo_import *import)
{
	enum bo_status status = stage_look(import);

	import->empty = import->options.new_audience != NULL;
	if (!status && import->options.kind == BO_IMPORT_MEMBERS && !import->empty)
		status = members_empty(import, &import->empty);
	return status;
}

static enum bo_status known_on(struct bo_import *import)
{
	bool members = import->options.kind == BO_IMPORT_MEMBERS;
	enum bo_status status = import->at == 0 ? begin_known(import) : BO_OK;

	return status ? status
		      : walk(import, !import->empty, members ? members_known : patrons_known,
			     PHASE_DONE);
}

static enum bo_status step_on(struct bo_import *import)
{
	switch (import->phase) {
	case PHASE_NEW:
		return begin(import);
	case PHASE_READ:
		return read_on(import);
	case PHASE_MANGLED:
		return walk(import, are_mangled(import), stage_mangled, PHASE_TWICE);
	case PHASE_TWICE:
		return walk(import, import->maybe_twice, stage_twice, PHASE_KNOWN);
	case PHASE_KNOWN:
		return known_on(import);
	case PHASE_DONE:
	case PHASE_WRITTEN:
		break;
	}
	return BO_OK;
}

static void finish(struct bo_import *import)
{
	import->tally.added = import->kept - import->tally.same - import->tally.changed;
	import->tally.done = true;
	fault_sort(import);
}

enum bo_status step_known(struct bo_import *import)
{
	enum bo_status status = sql_run(import->bo,
					"UPDATE import_row SET verdict = 0, target = NULL "
					"WHERE n > $1 AND n <= $2 AND verdict <> 4",
					"ii", import->base, import->base + import->n);

	import->again = true; /* the act may take it back */
	import->tally.same = import->tally.changed = 0;
	turn(import, PHASE_KNOWN);
	while (!status && import->phase == PHASE_KNOWN)
		status = step_on(import);
	if (!status)
		finish(import);
	return status;
}

enum bo_status bo_import_step(struct bo_import *import, struct bo_import_tally *tally)
{
	enum bo_status status = BO_OK;

	if (import->again)
		start_over(import);
	if (!import->tally.done) {
		status = glance_begin(import->bo, BO_OK);
		if (!status)
			status = glance_end(import->bo, step_on(import));
	}
	if (status) {
		import->again = true;
		return status;
	}
	if (import->phase == PHASE_DONE && !import->tally.done)
		finish(import);
	*tally = import->tally;
	return BO_OK;
}
