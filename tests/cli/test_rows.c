/*
 * The rows of all commands: they hold together, and every option that may stand once and every
 * pair that excludes each other is refused, with nothing changed.
 */
#include "cli/commands.h"
#include "support/run.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

static struct run *run;

static int setup(void **state)
{
	(void)state;
	run = run_office();
	run->pin = "3333";
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	run_end(run);
	return 0;
}

/* --- The rows themselves ---------------------------------------------------------------------- */

static void one_param(const struct command *command, const struct param *param)
{
	const struct param *first = command->takes, *same;
	size_t n = strcspn(param->name, " ");
	bool ends = param->group && param[1].group != param->group;

	if (!param->help || param->help[strlen(param->help) - 1] != '.')
		fail_msg("%s %s has no sentence", command->name, param->name);
	if (param > first && !param_is_option(param) &&
	    (param_is_option(param - 1) || param[-1].flags & MANY))
		fail_msg("%s: %s stands behind what it cannot", command->name, param->name);
	if (param->kind == NUMBER && param->low >= param->high)
		fail_msg("%s %s has no numbers", command->name, param->name);
	if ((param->kind == FLAG) != (param_value(param) == NULL))
		fail_msg("%s %s is no flag or has no value", command->name, param->name);
	for (same = first; same < param; same++)
		if (param_is(same, param->name, n))
			fail_msg("%s has %s twice", command->name, param->name);
	/* A value is asked for before the command is known. */
	if (param_is_option(param) &&
	    !param_value(param_anywhere(cli_table, param->name, n)) != !param_value(param))
		fail_msg("%s %s has a value in some rows only", command->name, param->name);
	for (same = param + 1; ends && same->name; same++)
		if (same->group == param->group)
			fail_msg("%s: the group of %s is in pieces", command->name, param->name);
	if (param->flags & WITH && (param == first || param->flags & NEEDED))
		fail_msg("%s %s goes with nothing", command->name, param->name);
}

static void test_rows_hold_together(void **state)
{
	const struct command *command;
	size_t n = 0;

	(void)state;
	for (; (command = command_at(cli_table, n)); n++) {
		assert_non_null(command->run);
		assert_non_null(command->takes);
		if (command->help[strlen(command->help) - 1] != '.')
			fail_msg("%s has no sentence", command->name);
		for (const struct param *param = command->takes; param->name; param++)
			one_param(command, param);
	}
	assert_true(n > 100);
}

/* --- What they refuse ------------------------------------------------------------------------- */

struct at {
	struct timespec store, log;
	off_t size;
};

static struct at look(void)
{
	char log[4096];
	struct stat store = { 0 }, wal = { 0 };

	snprintf(log, sizeof log, "%s-wal", run->store);
	assert_int_equal(stat(run->store, &store), 0);
	(void)!stat(log, &wal);
	return (struct at){ store.st_mtim, wal.st_mtim, store.st_size + wal.st_size };
}

/* The command with a word for each that it needs. */
static struct bo_buf begin(const struct command *command, char text[512])
{
	struct bo_buf line = { .text = text, .size = 512 };

	bo_buf_add(&line, command->name);
	for (const struct param *param = command->takes; param->name; param++)
		if (!param_is_option(param) && param->flags & NEEDED && !param->group)
			bo_buf_add(&line, " 1");
	return line;
}

static void add(struct bo_buf *line, const struct param *param)
{
	const char *name = param_is_option(param) ? param->name : "1";

	bo_buf_printf(line, " %.*s%s", (int)strcspn(name, " "), name,
		      param_is_option(param) && param_value(param) ? " 1" : "");
}

static void refuses(const char *line, const char *part)
{
	struct at before = look(), after;

	if (run_line(run, line) != 2 || !strstr(run->err, part))
		fail_msg("\"%s\" ended with %d: %s", line, run->code, run->err);
	assert_string_equal(run->out, "");
	after = look();
	if (memcmp(&before, &after, sizeof before) != 0)
		fail_msg("\"%s\" touched the store", line);
}

static void twice(const struct command *command, const struct param *param)
{
	char text[512];
	struct bo_buf line = begin(command, text);

	if (param->flags & WITH)
		add(&line, param - 1);
	add(&line, param);
	add(&line, param);
	refuses(text, "is given twice");
}

static void both(const struct command *command, const struct param *a, const struct param *b)
{
	char text[512];
	struct bo_buf line = begin(command, text);

	add(&line, a);
	add(&line, b);
	refuses(text, "not both");
}

static void test_what_stands_once_is_refused_twice(void **state)
{
	const struct command *command;
	char *before = run_dump(run->store), *after;
	int n = 0;

	(void)state;
	for (size_t i = 0; (command = command_at(cli_table, i)); i++)
		for (const struct param *param = command->takes; param->name; param++)
			if (param_is_option(param) && !(param->flags & MANY)) {
				twice(command, param);
				n++;
			}
	for (const struct param *param = common_options; param->name; param++)
		/* --format is known before all others, and these two are commands. */
		if (!param_is(param, "--format", 8) && !param_is(param, "--help", 6) &&
		    !param_is(param, "--version", 9))
			twice(command_at(cli_table, 2), param);
	assert_true(n > 150);
	after = run_dump(run->store);
	assert_string_equal(before, after);
	free(before);
	free(after);
}

static void test_every_pair_that_excludes_each_other(void **state)
{
	const struct command *command;
	char *before = run_dump(run->store), *after;
	int n = 0;

	(void)state;
	for (size_t i = 0; (command = command_at(cli_table, i)); i++)
		for (const struct param *a = command->takes; a->name; a++)
			for (const struct param *b = command->takes; b->name; b++)
				if (a->group && a->group == b->group &&
				    a->alternative != b->alternative &&
				    (param_is_option(a) || param_is_option(b))) {
					both(command, a, b);
					n++;
				}
	assert_true(n > 60);
	after = run_dump(run->store);
	assert_string_equal(before, after);
	free(before);
	free(after);
}

static void test_what_goes_with_another_goes_with_it_alone(void **state)
{
	const struct command *command;

	(void)state;
	for (size_t i = 0; (command = command_at(cli_table, i)); i++)
		for (const struct param *param = command->takes; param->name; param++)
			if (param->flags & WITH) {
				char text[512];
				struct bo_buf line = begin(command, text);

				add(&line, param);
				refuses(text, "goes with");
			}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows_hold_together),
		cmocka_unit_test(test_what_stands_once_is_refused_twice),
		cmocka_unit_test(test_every_pair_that_excludes_each_other),
		cmocka_unit_test(test_what_goes_with_another_goes_with_it_alone),
	};

	return cmocka_run_group_tests_name("cli/rows", tests, setup, teardown);
}
