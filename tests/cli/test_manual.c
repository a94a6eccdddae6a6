/*
 * The manual against the program: each command and option is in both, written
 * the same way, every rule is explained, and the examples work.
 */
#include "embedded.h"
#include "support/run.h"

#include <boxoffice/boxoffice.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The page as it reads: no fonts, plain hyphens and backslashes. */
static char *manual;

static char *plain(const char *troff)
{
	char *text = malloc(strlen(troff) + 1), *to = text;

	assert_non_null(text);
	for (const char *c = troff; *c; c++) {
		if (*c != '\\') {
			*to++ = *c;
		} else if (c[1] == 'f') {
			c += 2;
		} else if (c[1] == '-' || c[1] == 'e') {
			*to++ = c[1] == '-' ? '-' : '\\';
			c++;
		} else if (c[1] == '&') {
			c++;
		} else {
			*to++ = *c;
		}
	}
	*to = '\0';
	return text;
}

static int setup(void **state)
{
	(void)state;
	for (const struct embedded_file *file = embedded_files; file->path; file++)
		if (strcmp(file->path, "boxoffice.1") == 0)
			manual = plain(file->text);
	return manual ? 0 : -1;
}

static int teardown(void **state)
{
	(void)state;
	free(manual);
	return 0;
}

/* Whether text has line up to a line's end, behind the character before. */
static bool has(const char *text, const char *line, char before)
{
	size_t n = strlen(line);

	for (const char *at = strstr(text, line); at; at = strstr(at + 1, line))
		if (at > text && at[-1] == before && at[n] == '\n')
			return true;
	return false;
}

static bool has_line(const char *line)
{
	return has(manual, line, '\n');
}

static void test_everything_is_in_the_manual(void **state)
{
	struct run *run = run_new();
	char *line, *rest;
	int commands = 0, options = 0, access = 0;

	(void)state;
	run_ok(run, "help --man");
	for (rest = run->out; (line = strtok_r(rest, "\n", &rest));) {
		bool command = strncmp(line, "command ", 8) == 0;
		bool option = strncmp(line, "option ", 7) == 0;

		if (strncmp(line, "takes ", 6) == 0)
			continue;
		line += command ? 8 : 7;
		commands += command;
		options += option;
		access += !command && !option;
		if (!has_line(line))
			fail_msg("the manual does not have the line: %s", line);
	}
	assert_true(commands > 50);
	assert_true(options > 50);
	/* with the line of titles */
	assert_int_equal(access, commands + 1);
	run_end(run);
}

/* A line that begins like a command or an option is one. */
static void test_nothing_else_is_in_the_manual(void **state)
{
	struct run *run = run_new();
	char *copy = strdup(manual), *line, *rest, *before = NULL;
	bool access = false; /* in the table of who may what */
	int seen = 0;

	(void)state;
	run_ok(run, "help --man");
	assert_non_null(copy);
	for (rest = copy; (line = strtok_r(rest, "\n", &rest)); before = line) {
		if (line[0] == '.')
			access = strcmp(line, ".ft CW") == 0;
		if (!before || (!access && strcmp(before, ".TP") != 0) || line[0] == '.')
			continue;
		if (!has(run->out, line, ' '))
			fail_msg("the program does not have what the manual has: %s", line);
		seen++;
	}
	assert_true(seen > 100);
	free(copy);
	run_end(run);
}

/* Usage lines, options and who may what stand in the page as the rows of the program have them;
 * "make manual" writes them there. */
static void test_the_lists_are_made_from_the_rows(void **state)
{
	struct run *run = run_new();
	char command[512];

	(void)state;
	snprintf(command, sizeof command,
		 "sh data/manual.sh '%s' data/boxoffice.1 | cmp - data/boxoffice.1",
		 getenv("BOXOFFICE"));
	if (system(command) != 0)
		fail_msg("data/boxoffice.1 is not as the rows are: make manual");
	run_end(run);
}

static void test_every_rule_is_explained(void **state)
{
	(void)state;
	for (int i = BO_RULE_NONE + 1; i < BO_RULE_COUNT; i++) {
		char line[80];

		snprintf(line, sizeof line, ".B %s", bo_rule_code((enum bo_rule)i));
		if (!has_line(line))
			fail_msg("the manual does not explain the rule %s",
				 bo_rule_code((enum bo_rule)i));
	}
}

/* One line of the examples; each new store gets a file of its own. */
static void run_example(struct run *run, const char *line, char *pin, int *n)
{
	static const char name[] = "boxoffice ", export[] = "export BOXOFFICE_PIN=";

	if (strncmp(line, export, strlen(export)) == 0) {
		snprintf(pin, 16, "%.15s", line + strlen(export));
		run->pin = pin;
		return;
	}
	assert_true(strncmp(line, name, strlen(name)) == 0);
	line += strlen(name);
	if (strcmp(line, "init") == 0 || strcmp(line, "demo") == 0) {
		char file[16];

		snprintf(file, sizeof file, "%d.db", *n);
		free(run->store);
		run->store = strdup(run_path(run, file));
	}
	run_ok(run, line);
	++*n;
}

static void test_the_examples_work(void **state)
{
	struct run *run = run_new();
	char *copy = strdup(strstr(manual, "\n.SH EXAMPLES\n")), *line, *rest;
	char whole[1024] = "", pin[16] = "";
	bool inside = false;
	int n = 0;

	(void)state;
	assert_non_null(copy);
	for (rest = copy; (line = strtok_r(rest, "\n", &rest));) {
		size_t length = strlen(line);
		bool goes_on = length && line[length - 1] == '\\';

		if (line[0] == '.') {
			inside = strcmp(line, ".RS") == 0;
			continue;
		}
		if (!inside)
			continue;
		line[length - (goes_on ? 1 : 0)] = '\0';
		strncat(whole, line, sizeof whole - strlen(whole) - 1);
		if (goes_on)
			continue;
		run_example(run, whole, pin, &n);
		whole[0] = '\0';
	}
	assert_true(n > 10);
	free(copy);
	run_end(run);
}

static void test_help_answers(void **state)
{
	struct run *run = run_new();

	(void)state;
	run->no_store = true;
	run_ok(run, "help");
	assert_non_null(strstr(run->out, "redemption apply"));
	run_ok(run, "--help");
	run_ok(run, "order --help");
	assert_non_null(strstr(run->out, "order refund N"));
	assert_null(strstr(run->out, "season add"));
	run_ok(run, "print printers --help");
	assert_non_null(strstr(run->out, "--queue NAME"));
	run_ok(run, "sell 1 x --help");
	assert_non_null(strstr(run->out, "--override REASON"));
	run_ok(run, "help order show");
	assert_null(strstr(run->out, "order refund"));
	assert_int_equal(run_line(run, "help ordr"), 2);
	assert_non_null(strstr(run->err, "did you mean"));
	run_ok(run, "--version");
	assert_string_equal(run->out, "boxoffice " BO_VERSION "\n");
	assert_int_equal(run_line(run, ""), 2);
	assert_string_equal(run->out, "");
	run_end(run);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_everything_is_in_the_manual),
		cmocka_unit_test(test_nothing_else_is_in_the_manual),
		cmocka_unit_test(test_the_lists_are_made_from_the_rows),
		cmocka_unit_test(test_every_rule_is_explained),
		cmocka_unit_test(test_the_examples_work),
		cmocka_unit_test(test_help_answers),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
