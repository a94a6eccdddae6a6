/*
 * Patrons as CSV, one line each, in memory that does not grow.
 *
 * A spreadsheet runs what it takes for a formula, and phones begin with "+": such
 * a text gets an apostrophe in front, which an import takes off again.
 */
#include "cli/commands.h"
#include "cli/object.h"
#include "cli/output.h"
#include "cli/say.h"

#include <csv.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { CELL_MAX = 20000 }; /* bytes: more than all e-mails of somebody */

struct exporting {
	struct cli *cli;
	FILE *to;
	int64_t n;
	bool json, failed;
};

static void put_cell(FILE *to, const char *text, bool last)
{
	static const char starts[] = "=+-@\t\r";
	char safe[CELL_MAX + 2];

	if (*text && strchr(starts, *text)) {
		snprintf(safe, sizeof safe, "'%s", text);
		text = safe;
	}
	if (strpbrk(text, ",;\"\r\n") || *text == ' ')
		csv_fwrite(to, text, strlen(text));
	else
		fputs(text, to);
	fputs(last ? "\r\n" : ",", to);
}

/* Into one cell, with what parts them when it is read. */
static void put_cells(FILE *to, const char *const *text, size_t n, const char *between, bool last)
{
	char all[CELL_MAX];
	struct bo_buf buf = BO_BUF(all);

	for (size_t i = 0; i < n; i++)
		bo_buf_printf(&buf, "%s%s", i ? between : "", text[i]);
	put_cell(to, all, last);
}

static void put_csv(FILE *to, const struct bo_patron *patron)
{
	const char *opt_outs[BO_OPT_OUT_COUNT];
	size_t n = 0;

	for (unsigned i = 0; i < BO_OPT_OUT_COUNT; i++)
		if (patron->opt_outs & 1u << i)
			opt_outs[n++] = bo_opt_out_code((enum bo_opt_out)i);
	fprintf(to, "%" PRId64 ",", patron->id);
	put_cell(to, patron->name, false);
	put_cell(to, patron->email, false);
	put_cell(to, patron->phone, false);
	put_cell(to, patron->address, false);
	put_cell(to, patron->notes, false);
	put_cell(to, patron->access, false);
	put_cells(to, patron->label, patron->n_labels, "; ", false);
	put_cells(to, opt_outs, n, " ", false);
	put_cells(to, patron->other_email, patron->n_other_emails, "; ", true);
}

static bool take(void *arg, const struct bo_patron *patron)
{
	struct exporting *e = arg;

	if (e->json) {
		json_t *object = object_patron(e->cli, patron);

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

static enum bo_status write_all(struct cli *cli, FILE *to, bool json, int64_t *n)
{
	struct exporting e = { .cli = cli, .to = to, .json = json };
	enum bo_status status;

	fputs(json ? "{\"patrons\": ["
		   : "id,name,email,phone,address,notes,access,labels,opt_outs,other_emails\r\n",
	      to);
	status = bo_patron_each(cli->bo, args_value(&cli->args, OPT_LABEL), take, &e);
	if (!status && json)
		fputs("\n]}\n", to);
	*n = e.n;
	if (!status && e.cli->short_of_memory)
		status = say_no_memory(cli);
	return status;
}

/* Beside the file first, so that there is the old one or the whole new one. */
static enum bo_status write_file(struct cli *cli, const char *path, int64_t *n)
{
	const char *beside = bo_arena_printf(&cli->arena, "%s.new", path);
	enum bo_status status;
	FILE *to;
	int fd;

	if (!beside)
		return say_no_memory(cli);
	fd = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	to = fd < 0 ? NULL : fdopen(fd, "w");
	if (!to) {
		int why = errno;

		if (fd >= 0)
			close(fd);
		return say_failed(cli, BO_IO, "%s cannot be written: %s.", beside, strerror(why));
	}
	status = write_all(cli, to, cli->format == FORMAT_JSON, n);
	if (!status && (fflush(to) != 0 || ferror(to) || fsync(fd) != 0))
		status = say_failed(cli, BO_IO, "%s cannot be written: %s.", beside,
				    strerror(errno));
	if (fclose(to) != 0 && !status)
		status = say_failed(cli, BO_IO, "%s cannot be written: %s.", beside,
				    strerror(errno));
	if (!status && rename(beside, path) != 0)
		status = say_failed(cli, BO_IO, "%s cannot be written: %s.", path, strerror(errno));
	if (status)
		unlink(beside);
	return status;
}

enum bo_status run_patron_export(struct cli *cli)
{
	const char *path = args_value(&cli->args, OPT_FILE);
	json_t *object;
	int64_t n = 0;
	enum bo_status status;

	if (!path)
		return write_all(cli, stdout, cli->format == FORMAT_JSON, &n);
	status = write_file(cli, path, &n);
	if (status)
		return status;
	object = json_object();
	put_text(cli, object, "file", path);
	put_number(cli, object, "patrons", n);
	return out_done(cli, "export", object, "%" PRId64 " patron%s written to %s.", n,
			n == 1 ? "" : "s", path);
}
