/*
 * Files read into a list or into patrons.  All wrong rows are named on standard
 * error, as far as a person reads on; a program gets a thousand of them.
 */
#include "cli/noun/import.h"
#include "cli/given.h"
#include "cli/noun/export.h"
#include "cli/object/object.h"
#include "cli/object/output.h"
#include "cli/say.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { NAMED = 20 /* faults on standard error */ };

/* --- Options ---------------------------------------------------------------------------------- */

static const struct {
	const char *word;
	char separator;
} separators[] = { { "comma", ',' }, { "semicolon", ';' }, { "tab", '\t' }, { "pipe", '|' },
		   { "colon", ':' }, { ",", ',' },	   { ";", ';' },    { "\t", '\t' },
		   { "|", '|' },     { ":", ':' } };

static enum bo_status read_separator(struct cli *cli, char *separator)
{
	const char *text = given_text(cli, "--separator");

	if (!text)
		return BO_OK;
	for (size_t i = 0; i < sizeof separators / sizeof *separators; i++) {
		if (strcmp(separators[i].word, text) == 0) {
			*separator = separators[i].separator;
			return BO_OK;
		}
	}
	return say_invalid(cli, "separator", text,
			   "The separator is comma, semicolon, tab, pipe or colon, not \"%s\".",
			   text);
}

static enum bo_status read_encoding(struct cli *cli, enum bo_encoding *encoding)
{
	const char *text = given_text(cli, "--encoding");
	char names[300];
	struct bo_buf buf = BO_BUF(names);

	*encoding = BO_ENCODING_COUNT;
	if (!text)
		return BO_OK;
	*encoding = bo_encoding_named(text);
	if (*encoding != BO_ENCODING_COUNT)
		return BO_OK;
	names[0] = '\0';
	for (int i = 0; i < BO_ENCODING_COUNT; i++)
		bo_buf_printf(&buf, "%s%s",
			      i == 0			   ? ""
			      : i + 1 == BO_ENCODING_COUNT ? " or "
							   : ", ",
			      bo_encoding_code((enum bo_encoding)i));
	return say_invalid(cli, "encoding", text, "The encoding is %s, not \"%s\".", names, text);
}

static enum bo_status read_options(struct cli *cli, struct bo_import_options *options)
{
	enum bo_status status = read_separator(cli, &options->separator);

	if (!status)
		status = read_encoding(cli, &options->encoding);
	options->header = given(cli, "--header") ? 1 : given(cli, "--no-header") ? 0 : -1;
	options->quantity = BO_NONE;
	options->update = given(cli, "--update");
	return status;
}

/* --columns: fields of the first columns. */
static enum bo_status link_columns(struct cli *cli, struct bo_import *import)
{
	const char *text = given_text(cli, "--columns");
	enum bo_import_field field[BO_IMPORT_COLUMNS];
	char *copy, *code;
	size_t n = 0;

	if (!text)
		return BO_OK;
	copy = bo_arena_copy(&cli->arena, text);
	if (!copy)
		return say_no_memory(cli);
	while ((code = strsep(&copy, ","))) {
		if (n == BO_IMPORT_COLUMNS)
			return say_invalid(cli, "columns", text, "At most %d columns can be read.",
					   BO_IMPORT_COLUMNS);
		code += strspn(code, " ");
		code[strcspn(code, " ")] = '\0';
		field[n] = *code ? bo_import_field_from_code(code) : BO_FIELD_NONE;
		if (field[n++] == BO_IMPORT_FIELD_COUNT)
			return say_invalid(
				cli, "columns", code,
				"\"%s\" is no field; see the manual for those there are.", code);
	}
	return bo_import_link_all(import, field, n);
}

/* --- The file --------------------------------------------------------------------------------- */

/* Standard input is written to a file first, as a file is looked at before it is read. */
static enum bo_status spool(struct cli *cli, const char **path)
{
	const char *folder = getenv("TMPDIR");
	char bytes[1 << 14];
	char *name = bo_arena_printf(&cli->arena, "%s/boxoffice-input-XXXXXX",
				     folder && *folder ? folder : P_tmpdir);
	int fd = name ? mkstemp(name) : -1;
	ssize_t n = 0;

	if (!name)
		return say_no_memory(cli);
	while (fd >= 0 && (n = read(STDIN_FILENO, bytes, sizeof bytes)) > 0) {
		ssize_t done = write(fd, bytes, (size_t)n);

		if (done != n) {
			n = -1;
			break;
		}
	}
	if (fd >= 0 && close(fd) == 0 && n == 0) {
		*path = name;
		return BO_OK;
	}
	say_failed(cli, BO_IO, "Standard input cannot be kept in %s: %s.", name, strerror(errno));
	if (fd >= 0)
		unlink(name);
	return BO_IO;
}

/* The file is of nobody's making: what is wrong with it is wrong with the input. */
static enum bo_status of_input(struct cli *cli, const char *path, enum bo_status status)
{
	const char *message = bo_error(cli->bo)->message, *at = strstr(message, path);

	if (!at)
		return status;
	return say_failed(cli, status, "%.*sStandard input%s", (int)(at - message), message,
			  at + strlen(path));
}

static enum bo_status open_file(struct cli *cli, const char *path,
				const struct bo_import_options *options, struct bo_import **import)
{
	bool is_input = strcmp(path, "-") == 0;
	enum bo_status status = is_input ? spool(cli, &path) : BO_OK;

	if (status)
		return status;
	status = bo_import_open(cli->bo, path, options, import);
	if (is_input)
		unlink(path);
	return is_input && status ? of_input(cli, path, status) : status;
}

/* --- Progress --------------------------------------------------------------------------------- */

struct shown {
	const char *what;
	int64_t percent;
};

static void show_percent(struct shown *shown, int64_t done, int64_t total)
{
	int64_t percent = total > 0 ? done * 100 / total : 100;

	if (percent == shown->percent || !isatty(STDERR_FILENO))
		return;
	shown->percent = percent;
	fprintf(stderr, "\r%s %" PRId64 " %%", shown->what, percent);
}

static bool show_writing(void *arg, int64_t done, int64_t total)
{
	show_percent(arg, done, total);
	return true;
}

static void end_progress(const struct shown *shown)
{
	if (shown->percent >= 0)
		fprintf(stderr, "\r%*s\r", 40, "");
}

static enum bo_status read_all(struct bo_import *import, struct bo_import_tally *tally)
{
	struct shown shown = { "Reading", -1 };
	enum bo_status status = BO_OK;

	*tally = (struct bo_import_tally){ .done = false };
	while (!status && !tally->done) {
		status = bo_import_step(import, tally);
		show_percent(&shown, tally->bytes_read, bo_import_view(import)->bytes);
	}
	end_progress(&shown);
	return status;
}

/* --- What it came to -------------------------------------------------------------------------- */

static json_t *import_object(struct cli *cli, const struct bo_import *import,
			     const struct bo_import_tally *tally)
{
	const struct bo_import_view *view = bo_import_view(import);
	json_t *object = json_object(), *columns = json_array(), *titles = json_array();
	const char *understood = bo_import_understood(import, &cli->arena);
	char separator[2] = { view->separator, '\0' };

	put_number(cli, object, "read", tally->read);
	put_number(cli, object, "added", tally->added);
	put_number(cli, object, "changed", tally->changed);
	put_number(cli, object, "same", tally->same);
	put_number(cli, object, "wrong", tally->wrong);
	put_flag(cli, object, "dry_run", given(cli, "--dry-run"));
	put_text(cli, object, "encoding", bo_encoding_code(view->encoding));
	put_text(cli, object, "separator", separator);
	put_flag(cli, object, "header", view->header);
	put_flag(cli, object, "remembered", view->remembered);
	for (size_t i = 0; i < view->n_columns; i++) {
		append(cli, columns, json_string(bo_import_field_code(view->column[i].field)));
		append(cli, titles, json_string(view->column[i].title));
	}
	put(cli, object, "columns", columns);
	put(cli, object, "titles", titles);
	put_text(cli, object, "understood", understood ? understood : "");
	put(cli, object, "faults",
	    object_list(cli, &object_row_fault, tally->fault, tally->n_faults));
	return object;
}

static void name_faults(const struct bo_import_tally *tally)
{
	size_t n = tally->n_faults < NAMED ? tally->n_faults : NAMED;

	for (size_t i = 0; i < n; i++)
		fprintf(stderr, "boxoffice: %s\n", tally->fault[i].message);
	if (tally->n_faults == BO_IMPORT_FAULTS)
		fprintf(stderr, "boxoffice: … and more: %" PRId64 " rows are wrong.\n",
			tally->wrong);
	else if (tally->n_faults > n)
		fprintf(stderr, "boxoffice: … and %zu more.\n", tally->n_faults - n);
}

/* What the columns were taken for, and how the file was read where that was a guess. */
static const char *understanding(struct cli *cli, const struct bo_import *import)
{
	const struct bo_import_view *view = bo_import_view(import);
	const char *columns = bo_import_understood(import, &cli->arena);
	bool guessed = !given(cli, "--encoding") && view->encoding != BO_ENCODING_UTF8;
	const char *text = bo_arena_printf(
		&cli->arena, "%s%s%s%s", columns ? columns : "",
		view->remembered ? " (as the last file with these titles)" : "",
		guessed ? ", read as " : "", guessed ? bo_encoding_label(view->encoding) : "");

	return text ? text : "";
}

static enum bo_status refuse(struct cli *cli, const char *path, const struct bo_import *import,
			     const struct bo_import_tally *tally)
{
	cli->extra_key = "import";
	cli->extra = import_object(cli, import, tally);
	return say_invalid(cli, "file", path,
			   "%" PRId64 " of %" PRId64 " rows %s wrong; nothing was written.",
			   tally->wrong, tally->read, tally->wrong == 1 ? "is" : "are");
}

static enum bo_status report(struct cli *cli, const struct bo_import *import,
			     const struct bo_import_tally *tally)
{
	bool dry = given(cli, "--dry-run");
	const char *bad = given_text(cli, "--bad-rows");

	return out_done(cli, "import", import_object(cli, import, tally),
			"%s%" PRId64 " row%s read: %" PRId64 " new, %" PRId64 " changed, %" PRId64
			" the same, %" PRId64 " wrong%s%s%s.",
			dry ? "Nothing was written.  " : "", tally->read,
			tally->read == 1 ? "" : "s", tally->added, tally->changed, tally->same,
			tally->wrong, tally->wrong && !dry ? " and left out" : "",
			tally->wrong && !dry && bad ? "; those are in " : "",
			tally->wrong && !dry && bad ? bad : "");
}

static enum bo_status carry_out(struct cli *cli, const char *path, struct bo_import *import)
{
	bool good = given(cli, "--good-rows"), dry = given(cli, "--dry-run");
	struct shown shown = { "Writing", -1 };
	struct bo_import_tally tally;
	const char *bad = given_text(cli, "--bad-rows");
	enum bo_status status = bad && !dry ? export_may(cli, bad) : BO_OK;

	if (!status)
		status = link_columns(cli, import);
	if (!status)
		status = read_all(import, &tally);
	if (status)
		return status;
	if (tally.wrong && cli->format == FORMAT_TABLE)
		fprintf(stderr, "boxoffice: %s.\n", understanding(cli, import));
	else
		out_line(cli, "%s.", understanding(cli, import));
	name_faults(&tally);
	if (tally.wrong && !good)
		return refuse(cli, path, import, &tally);
	if (!dry) {
		status = bo_import_apply(import, good, bad, show_writing, &shown);
		end_progress(&shown);
	}
	/* whoever changed the list meanwhile may have changed what this came to */
	if (!status && !dry)
		status = bo_import_step(import, &tally);
	return status ? status : report(cli, import, &tally);
}

static enum bo_status import_file(struct cli *cli, const char *path,
				  const struct bo_import_options *options)
{
	struct bo_import *import = NULL;
	struct bo_error error;
	enum bo_status status = open_file(cli, path, options, &import);

	if (status)
		return status;
	status = carry_out(cli, path, import);
	if (status && !cli->has_error) {
		error = *bo_error(cli->bo);
		bo_import_close(import);
		cli->has_error = status != BO_REFUSED;
		cli->error = error;
		return status;
	}
	bo_import_close(import);
	return status;
}

enum bo_status run_audience_import(struct cli *cli)
{
	struct bo_import_options options = { .kind = BO_IMPORT_MEMBERS };
	const char *name = given_text(cli, "NAME");
	enum bo_status status = read_options(cli, &options);

	options.quantity = given_number(cli, "--quantity", BO_NONE);
	options.quantity_given = given(cli, "--quantity");
	if (given(cli, "--new"))
		options.new_audience = name;
	else if (!status)
		status = bo_audience_find(cli->bo, name, &options.audience_id);
	return status ? status : import_file(cli, given_text(cli, "FILE"), &options);
}

enum bo_status run_patron_import(struct cli *cli)
{
	struct bo_import_options options = { .kind = BO_IMPORT_PATRONS };
	enum bo_status status = read_options(cli, &options);

	return status ? status : import_file(cli, given_text(cli, "FILE"), &options);
}
