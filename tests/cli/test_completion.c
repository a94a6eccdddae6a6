/*
 * Completion: bash reads the script and completes nouns, verbs, options and the words of options;
 * zsh, where there is one, can read it.
 */
#include "cli/commands.h"
#include "support/run.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* What bash offers behind these words, in the folder of the run; the last is being typed. */
static char *offered(struct run *run, const char *words)
{
	char command[1024], *text = calloc(1, 65536);
	FILE *bash;
	size_t n;

	assert_non_null(text);
	snprintf(command, sizeof command,
		 "cd '%s' && bash -c '. ./bash; COMP_WORDS=(boxoffice %s); "
		 "COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _boxoffice; "
		 "printf \" %%s\" \"${COMPREPLY[@]}\"; echo \" \"'",
		 run_path(run, "."), words);
	bash = popen(command, "r");
	assert_non_null(bash);
	n = fread(text, 1, 65535, bash);
	text[n] = '\0';
	assert_int_equal(pclose(bash), 0);
	return text;
}

static void script(struct run *run, const char *shell)
{
	char line[64];
	FILE *file = fopen(run_path(run, shell), "w");

	snprintf(line, sizeof line, "completion %s", shell);
	run_ok(run, line);
	assert_non_null(file);
	fputs(run->out, file);
	assert_int_equal(fclose(file), 0);
}

static int setup(void **state)
{
	struct run *run = run_new();

	run->no_store = true;
	script(run, "bash");
	script(run, "zsh");
	*state = run;
	return 0;
}

static int teardown(void **state)
{
	run_end(*state);
	return 0;
}

static void offers(struct run *run, const char *words, const char *all)
{
	char *text = offered(run, words);

	text[strcspn(text, "\n")] = '\0';
	if (strcmp(text, all) != 0)
		fail_msg("behind \"%s\" stands \"%s\" instead of \"%s\"", words, text, all);
	free(text);
}

static void test_nouns_and_verbs(void **state)
{
	offers(*state, "vou", " voucher-type voucher ");
	offers(*state, "order \"\"", " list show refund exchange reprint ");
	offers(*state, "--staff Ada order ref", " refund ");
	offers(*state, "print printers d", " delete discover ");
	offers(*state, "audience add", " add add-member ");
}

static void test_words_of_options(void **state)
{
	offers(*state, "staff add Ada --role \"\"",
	       " clerk door reports supervisor manager admin ");
	offers(*state, "show list --format c", " csv ");
	offers(*state, "staff edit Ada --disabled \"\"", " yes no ");
	offers(*state, "campaign add X --per s", " show ");
	offers(*state, "print settle 5 pr", " printed ");
	offers(*state, "completion z", " zsh ");
	/* Of a copy it is a name, which nobody knows yet. */
	offers(*state, "--as \"\"", " patron ");
	offers(*state, "season copy Winter --as \"\"", "  ");
	offers(*state, "backup zs", " zsh ");
	offers(*state, "patron export --file zs", " zsh ");
}

/* Each option of each command. */
static void test_options_of_every_command(void **state)
{
	struct run *run = *state;
	const struct command *command;

	for (size_t i = 0; (command = command_at(cli_table, i)); i++) {
		char words[128], *text;

		snprintf(words, sizeof words, "%s --", command->name);
		text = offered(run, words);
		for (const struct param *param = command->takes; param->name; param++) {
			char name[64];

			snprintf(name, sizeof name, " %.*s ", (int)strcspn(param->name, " "),
				 param->name);
			if (param_is_option(param) && !strstr(text, name))
				fail_msg("%s does not offer%s", command->name, name);
		}
		assert_non_null(strstr(text, " --store "));
		assert_null(strstr(text, " --color "));
		free(text);
	}
}

static void test_zsh_can_read_it(void **state)
{
	char command[512];

	if (system("command -v zsh >/dev/null") != 0)
		skip();
	snprintf(command, sizeof command, "zsh -n '%s'", run_path(*state, "zsh"));
	assert_int_equal(system(command), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nouns_and_verbs),
		cmocka_unit_test(test_words_of_options),
		cmocka_unit_test(test_options_of_every_command),
		cmocka_unit_test(test_zsh_can_read_it),
	};

	return cmocka_run_group_tests_name("cli/completion", tests, setup, teardown);
}
