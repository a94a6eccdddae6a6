/*
 * Patrons as CSV, one line each, in memory that does not grow.
 *
 * A spreadsheet runs what it takes for a formula, and phones begin with "+": such
 * a text gets an apostrophe in front (export_cell), which an import takes off again.
 */
#include "cli/given.h"
#include "cli/noun/export.h"
#include "cli/noun/patron.h"
#include "cli/object/object.h"
#include "cli/object/output.h"
#include "cli/say.h"

#include <inttypes.h>
#include <stdio.h>

enum { CELL_MAX = 20000 }; /* bytes: more than all e-mails of somebody */

struct exporting {
	struct cli *cli;
	FILE *to;
	int64_t n;
	bool json, failed;
};

/* Into one cell, with what parts them when it is read. */
static void put_cells(FILE *to, const char *const *text, size_t n, const char *between, bool last)
{
	char all[CELL_MAX];
	struct bo_buf buf = BO_BUF(all);

	for (size_t i = 0; i < n; i++)
		bo_buf_printf(&buf, "%s%s", i ? between : "", text[i]);
	export_cell(to, all, last);
}

static void put_csv(FILE *to, const struct bo_patron *patron)
{
	const char *opt_outs[BO_OPT_OUT_COUNT];
	size_t n = 0;

	for (unsigned i = 0; i < BO_OPT_OUT_COUNT; i++)
		if (patron->opt_outs & 1u << i)
			opt_outs[n++] = bo_opt_out_code((enum bo_opt_out)i);
	fprintf(to, "%" PRId64 ",", patron->id);
	export_cell(to, patron->name, false);
	export_cell(to, patron->email, false);
	export_cell(to, patron->phone, false);
	export_cell(to, patron->address, false);
	export_cell(to, patron->notes, false);
	export_cell(to, patron->access, false);
	put_cells(to, patron->label, patron->n_labels, "; ", false);
	put_cells(to, opt_outs, n, " ", false);
	put_cells(to, patron->other_email, patron->n_other_emails, "; ", true);
}

/* Not before there is somebody to write about: a refusal stands alone. */
static void put_head(const struct exporting *e)
{
	fputs(e->json ? "{\"patrons\": ["
		      : "id,name,email,phone,address,notes,access,labels,opt_outs,other_emails\r\n",
	      e->to);
}

static bool take(void *arg, const struct bo_patron *patron)
{
	struct exporting *e = arg;

	if (e->n == 0)
		put_head(e);
	if (e->json) {
		json_t *object = object_of(e->cli, &object_patron_page, patron);

		json_object_del(object, "orders");
		fputs(e->n ? ",\n" : "\n", e->to);
		e->failed = e->cli->short_of_memory || json_dumpf(object, e->to, 0) != 0;
		json_decref(object);
	} else {
		put_csv(e->to, patron);
	}
	e->n++;
	e->failed = e->failed || ferror(e->to);
	return !e->failed;
}

static enum bo_status write_all(struct cli *cli, FILE *to, void *arg)
{
	int64_t *n = arg;
	bool json = cli->format == FORMAT_JSON && to == stdout;
	struct exporting e = { .cli = cli, .to = to, .json = json };
	enum bo_status status;

	status = bo_patron_each(cli->bo, given_text(cli, "--label"), take, &e);
	if (!status && e.n == 0)
		put_head(&e);
	if (!status && json)
		fputs("\n]}\n", to);
	*n = e.n;
	if (!status && e.cli->short_of_memory)
		status = say_no_memory(cli);
	return status;
}

enum bo_status run_patron_export(struct cli *cli)
{
	const char *path = given_text(cli, "--file");
	json_t *object;
	int64_t n = 0;
	enum bo_status status = export_to(cli, path, write_all, &n);

	if (status || !path)
		return status;
	object = json_object();
	put_text(cli, object, "file", path);
	put_number(cli, object, "patrons", n);
	return out_done(cli, "export", object, "%" PRId64 " patron%s written to %s.", n,
			n == 1 ? "" : "s", path);
}
