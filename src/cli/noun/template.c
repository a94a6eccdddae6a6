/*
 * Ticket templates.
 */
#include "cli/given.h"
#include "cli/noun/export.h"
#include "cli/noun/paper.h"
#include "cli/object/object.h"
#include "cli/object/output.h"
#include "cli/say.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { TEMPLATE_MAX = 256 * 1024 };

/* The whole file, "-" for standard input. */
static enum bo_status read_file(struct cli *cli, const char *path, const char **text)
{
	FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "rbe");
	char *bytes = bo_arena_alloc(&cli->arena, TEMPLATE_MAX + 1);
	enum bo_status status = BO_OK;
	size_t n = 0;

	if (!file)
		return say_failed(cli, BO_IO, "%s cannot be read: %s.", path, strerror(errno));
	if (bytes)
		n = fread(bytes, 1, TEMPLATE_MAX + 1, file);
	if (!bytes)
		status = say_no_memory(cli);
	else if (ferror(file))
		status = say_failed(cli, BO_IO, "%s cannot be read: %s.", path, strerror(errno));
	else if (n > TEMPLATE_MAX)
		status = say_invalid(cli, "file", path, "%s is too long for a ticket template.",
				     path);
	else if (memchr(bytes, '\0', n))
		status = say_invalid(cli, "file", path, "%s is no text.", path);
	if (file != stdin)
		fclose(file);
	if (status)
		return status;
	bytes[n] = '\0';
	*text = bytes;
	return BO_OK;
}

static enum bo_status template_done(struct cli *cli, const char *text, const char *said)
{
	json_t *object = json_object();

	put_text(cli, object, "file", given_text(cli, "FILE"));
	paper_warn(cli, object, text, 0, 0);
	return out_done(cli, "template", object, "%s %s.", given_text(cli, "FILE"), said);
}

static enum bo_status run_check(struct cli *cli)
{
	const char *text;
	enum bo_status status = read_file(cli, given_text(cli, "FILE"), &text);

	if (!status)
		status = bo_template_check(cli->bo, text);
	return status ? status : template_done(cli, text, "is a good ticket template");
}

static enum bo_status run_set(struct cli *cli)
{
	const char *text;
	enum bo_status status = read_file(cli, given_text(cli, "FILE"), &text);

	if (!status)
		status = bo_template_set(cli->bo, text);
	return status ? status : template_done(cli, text, "is the ticket template from now on");
}

/* Byte for byte in a table, so that it can be edited and set again. */
static enum bo_status run_show(struct cli *cli)
{
	const char *text;
	json_t *object;
	enum bo_status status = bo_template_get(cli->bo, &cli->arena, &text);

	if (status)
		return status;
	if (cli->format != FORMAT_JSON) {
		fputs(text, stdout);
		return BO_OK;
	}
	object = json_object();
	put_text(cli, object, "template", text);
	return out_json(cli, object);
}

const struct command template_commands[] = {
	{ "print template check", "Check a ticket template; change nothing.", run_check, READS,
	  BO_MAY_WORK_HERE,
	  TAKES(ARG("FILE", PATH, NEEDED, "The template; - is standard input.")) },
	{ "print template set", "Check a ticket template and use it from now on.", run_set, WRITES,
	  BO_MAY_SET_UP_PRINTERS,
	  TAKES(ARG("FILE", PATH, NEEDED, "The template; - is standard input.")) },
	{ "print template show", "Write out the ticket template in force.", run_show, READS,
	  BO_MAY_WORK_HERE, NOTHING },
	{ 0 }
};
