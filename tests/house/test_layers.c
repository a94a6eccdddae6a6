/*
 * The check of the arrows between rooms, on a copy of the tree with one of them
 * turned round: a check that cannot fail is a defect.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static char folder[64];

/* before, the copy's folder, behind */
static int shell(const char *before, const char *behind)
{
	char command[256];

	snprintf(command, sizeof command, "%s%s%s", before, folder, behind);
	return system(command);
}

static int copy_tree(void **state)
{
	(void)state;
	snprintf(folder, sizeof folder, "%s", "/tmp/layersXXXXXX");
	return !mkdtemp(folder) || shell("cp -r src screens include ", "/");
}

static int remove_tree(void **state)
{
	(void)state;
	return shell("rm -rf ", "");
}

static void test_tree_as_it_is(void **state)
{
	(void)state;
	assert_int_equal(shell("sh tests/layers.sh ", " ''"), 0);
}

static const struct {
	const char *file, *include;
} turned[] = {
	{ "src/base/turned.c", "\"store/sql.h\"" },
	{ "src/store/turned.c", "\"sale/count.h\"" },
	{ "src/season/turned.c", "\"sale/lines.h\"" },
	{ "src/print/turned.c", "\"sale/sell.h\"" },
	{ "src/journal/turned.c", "\"store/sqlite/partial.h\"" },
	{ "src/sale/turned.c", "<sqlite3.h>" },
	{ "src/sale/turned.c", "<cups/cups.h>" },
	{ "src/cli/turned.c", "\"store/sql.h\"" },
	{ "screens/turned.c", "\"store/sql.h\"" },
	{ "screens/turned.c", "<curses.h>" },
	{ "screens/ui/turned.c", "<boxoffice/order.h>" },
	{ "screens/ui/draw/turned.c", "\"ui/event.h\"" },
	{ "screens/ui/widget/turned.c", "\"ui/term/loop.h\"" },
	{ "screens/frame/turned.c", "\"kit/ask.h\"" },
	{ "screens/kit/turned.c", "\"season/season.h\"" },
	{ "screens/kit/turned.c", "\"registry.h\"" },
	{ "include/boxoffice/turned.h", "<sqlite3.h>" },
};

static void test_turned_arrows(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof turned / sizeof *turned; i++) {
		char path[256];
		FILE *file;

		snprintf(path, sizeof path, "%s/%s", folder, turned[i].file);
		file = fopen(path, "w");
		assert_non_null(file);
		fprintf(file, "#include %s\n", turned[i].include);
		fclose(file);
		if (shell("sh tests/layers.sh ", " '' 2>/dev/null") == 0)
			fail_msg("not noticed: %s in %s", turned[i].include, turned[i].file);
		remove(path);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tree_as_it_is),
		cmocka_unit_test(test_turned_arrows),
	};

	return cmocka_run_group_tests_name("house/layers", tests, copy_tree, remove_tree);
}
