/*
 * The export: a CSV file with the columns an import of patrons understands, so that what was
 * written can be read again.
 *
 * The file is new or nothing happens, and a file that was not finished is removed.
 */
#include "patrons/export.h"

#include "kit/people_file.h"

#include <boxoffice/import.h>

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { LABEL, PATH, FIELDS, PATH_MAX_BYTES = 1000 };

static const enum bo_import_field columns[] = { BO_FIELD_NAME,	   BO_FIELD_EMAIL,  BO_FIELD_PHONE,
						BO_FIELD_ADDRESS,  BO_FIELD_ACCESS, BO_FIELD_LABELS,
						BO_FIELD_OPT_OUTS, BO_FIELD_NOTES };
enum { COLUMNS = sizeof columns / sizeof *columns };

struct writing {
	FILE *file;
	struct app *app;
	int64_t written, total;
	bool cancelled;
};

void patron_export_clear(struct patron_export *work)
{
	label_pick_clear(&work->labels);
}

static void put_cell(FILE *file, int column, const char *text)
{
	people_file_cell(file, text, column + 1 == COLUMNS);
}

static void put_list(FILE *file, int column, const struct bo_patron *who)
{
	bool labels = columns[column] == BO_FIELD_LABELS;
	char text[PEOPLE_FILE_CELL];
	struct bo_buf buf = BO_BUF(text);

	for (size_t i = 0; labels && i < who->n_labels; i++)
		bo_buf_printf(&buf, "%s%s", buf.len ? ", " : "", who->label[i]);
	for (int i = 0; !labels && i < BO_OPT_OUT_COUNT; i++)
		if (who->opt_outs >> i & 1)
			bo_buf_printf(&buf, "%s%s", buf.len ? " " : "",
				      bo_opt_out_code((enum bo_opt_out)i));
	put_cell(file, column, text);
}

static bool take(void *arg, const struct bo_patron *who)
{
	struct writing *w = arg;
	const char *const texts[COLUMNS] = { who->name,	  who->email, who->phone, who->address,
					     who->access, NULL,	      NULL,	  who->notes };

	for (int i = 0; i < COLUMNS; i++)
		if (texts[i])
			put_cell(w->file, i, texts[i]);
		else
			put_list(w->file, i, who);
	w->written++;
	w->cancelled = !app_progress(w->app, w->written, w->total);
	return !w->cancelled && !ferror(w->file);
}

static int64_t total_of(const struct patron_export *work, const char *label)
{
	for (size_t i = 0; i < work->labels.known.n; i++)
		if (strcmp(work->labels.known.row[i].name, label) == 0)
			return work->labels.known.row[i].patrons;
	return 0;
}

static enum bo_status write_all(struct screen *screen, struct ui_form *form, const char *label,
				struct writing *w)
{
	enum bo_status status;

	for (int i = 0; i < COLUMNS; i++)
		put_cell(w->file, i, bo_import_field_code(columns[i]));
	status = bo_patron_each(session_bo(screen), *label ? label : NULL, take, w);
	if (w->cancelled)
		return fill_fault(form, PATH, "Stopped; nothing was written.");
	return status;
}

static enum bo_status save(struct screen *screen, struct ui_form *form, void *arg)
{
	const struct patron_export *work = arg;
	const char *label = fill_text(form, LABEL), *path = fill_text(form, PATH);
	struct writing w = { .app = screen->app };
	enum bo_status status;

	if (!*path)
		return fill_fault(form, PATH, "Name a file that is not there yet.");
	w.file = people_file_new(path);
	if (!w.file)
		return fill_fault(form, PATH, "The file cannot be written: %s.", strerror(errno));
	w.total = total_of(work, label);
	status = write_all(screen, form, label, &w);
	if (!people_file_end(w.file, path, status == BO_OK) && !status)
		status = fill_fault(form, PATH, "The file cannot be written: %s.", strerror(errno));
	if (!status)
		app_info(screen->app, "%" PRId64 " patron%s written to %s.", w.written,
			 w.written == 1 ? "" : "s", path);
	return status;
}

unsigned patron_export_open(struct screen *screen, struct patron_export *work, int tag)
{
	struct bo *bo = session_bo(screen);
	const char *path = bo_store_path(bo), *slash = strrchr(path, '/');
	enum bo_status status = bo_require(bo, BO_MAY_MERGE_PATRONS);

	if (!status)
		status = label_pick_fetch(bo, &work->labels);
	if (session_failed(screen, status))
		return UI_HANDLED | UI_REDRAW;
	work->labels.field = LABEL;
	work->labels.several = false;
	work->labels.to_choose = true;
	snprintf(work->path, sizeof work->path, "%.*spatrons.csv",
		 slash ? (int)(slash - path + 1) : 0, path);
	work->field[LABEL] = (struct fill_field){ .label = "Only with label", .name = "label" };
	work->field[PATH] = (struct fill_field){ .label = "File",
						 .text = work->path,
						 .limit = PATH_MAX_BYTES,
						 .hint = "A file that is not there yet" };
	const struct fill fill = {
		.title = "Write patrons to a file",
		.text = "Everybody, or those of one label, as CSV that an import reads again.",
		.fields = work->field,
		.n = FIELDS,
		.save = save,
		.changed = label_pick_changed,
		.pick = label_pick_open,
		.picked = label_pick_take,
		.arg = work
	};

	return app_open(screen->app, &fill_screen, &fill, tag);
}
