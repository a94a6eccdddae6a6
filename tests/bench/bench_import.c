/*
 * What it costs to import a million rows with mapping, checks and duplicates:
 * against the sqlite3 shell's own .import of the same file into a bare table, in
 * turns in one run, and how much memory it takes at most.
 */
#include "support/measure.h"
#include "support/office.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { ROUNDS = 3 };

static char folder[400];
static int64_t rows = 1000000;

/* Every number once, in an order of no kind. */
static uint64_t scattered(uint64_t i)
{
	i = (i ^ (i >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	i = (i ^ (i >> 27)) * UINT64_C(0x94d049bb133111eb);
	return i ^ (i >> 31);
}

/* Codes and e-mails in no order, so that no index is filled from one side. */
static void write_file(const char *path)
{
	static const char letters[] = "ABCDEFGHJKMNPQRTUVWXYZ2346789";
	static const char *const first[] = { "zoe",  "max",   "lukasz", "maria",
					     "john", "fatma", "chen",	"olga" };
	static const char *const type[] = { "Adult", "Youth", "Member", "Press" };
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fputs("Code,E-mail,Category,Location,Quantity\n", file);
	for (int64_t i = 0; i < rows; i++) {
		uint64_t random = scattered((uint64_t)i + 1), rest = random;
		char code[13];

		for (int k = 0; k < 12; k++, rest /= 29)
			code[k] = letters[rest % 29];
		code[12] = '\0';
		fprintf(file, "%s,%s.%06llx@example.org,%s,Stalls / %c / %d,%d\n", code,
			first[random % 8], (unsigned long long)(random >> 20), type[random % 4],
			'A' + (int)(random % 26), 1 + (int)(random % 40), 1 + (int)(random % 9));
	}
	assert_int_equal(fclose(file), 0);
}

/* --- The shell -------------------------------------------------------------------------------- */

static double shell_import(const char *path, int indexes)
{
	char store[500], command[2000];
	double start;

	snprintf(store, sizeof store, "%s/bare.db", folder);
	unlink(store);
	snprintf(command, sizeof command,
		 "sqlite3 '%s' 'CREATE TABLE m (code TEXT, email TEXT, category TEXT, location "
		 "TEXT, quantity INTEGER)' 'CREATE INDEX m_code ON m (code)' '%s'",
		 store, indexes > 1 ? "CREATE INDEX m_email ON m (email)" : "SELECT 1");
	strcat(command, " >/dev/null");
	assert_int_equal(system(command), 0);
	snprintf(command, sizeof command, "sqlite3 '%s' '.mode csv' '.import --skip 1 \"%s\" m'",
		 store, path);
	start = measure_now();
	assert_int_equal(system(command), 0);
	start = measure_now() - start;
	snprintf(command, sizeof command,
		 "test \"$(sqlite3 '%s' 'SELECT count(*) FROM m')\" = %lld", store,
		 (long long)rows);
	assert_int_equal(system(command), 0);
	unlink(store);
	return start;
}

/* --- Ours ------------------------------------------------------------------------------------- */

struct taken {
	double read_ms, write_ms, longest_ms; /* longest: of one step */
	long peak;			      /* kilobytes */
	int64_t added, same;
};

static long peak_memory(void)
{
	char line[200];
	long kilobytes = 0;
	FILE *file = fopen("/proc/self/status", "r");

	while (file && fgets(line, sizeof line, file))
		if (sscanf(line, "VmHWM: %ld", &kilobytes) == 1)
			break;
	if (file)
		fclose(file);
	return kilobytes;
}

static void import_file(struct bo *bo, int64_t list, const char *path, struct taken *taken)
{
	struct bo_import_options options = { .kind = BO_IMPORT_MEMBERS,
					     .audience_id = list,
					     .encoding = BO_ENCODING_COUNT,
					     .header = -1 };
	struct bo_import_tally tally = { .done = false };
	struct bo_import *import;
	double start = measure_now();

	OK(bo, bo_import_open(bo, path, &options, &import));
	while (!tally.done) {
		double step = measure_now();

		OK(bo, bo_import_step(import, &tally));
		step = measure_now() - step;
		taken->longest_ms = step > taken->longest_ms ? step : taken->longest_ms;
	}
	taken->read_ms = measure_now() - start;
	start = measure_now();
	OK(bo, bo_import_apply(import, false, NULL, NULL, NULL));
	bo_import_close(import);
	taken->write_ms = measure_now() - start;
	taken->added = tally.added;
	taken->same = tally.same;
	taken->peak = peak_memory();
}

/* In a process of its own, so that its memory is nobody else's; the store is new. */
static void our_import(const char *path, struct taken taken[2])
{
	int ends[2];
	pid_t child;

	assert_int_equal(pipe(ends), 0);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		struct bo *bo = test_office();
		int64_t list = 0;

		OK(bo, bo_audience_add(bo, "List", 1, &list));
		memset(taken, 0, 2 * sizeof *taken);
		import_file(bo, list, path, &taken[0]);
		import_file(bo, list, path, &taken[1]);
		if (test_number(bo, "SELECT count(*) FROM member") != rows)
			_exit(1);
		if (write(ends[1], taken, 2 * sizeof *taken) != (ssize_t)(2 * sizeof *taken))
			_exit(1);
		test_office_end(bo);
		_exit(0);
	}
	close(ends[1]);
	assert_int_equal(read(ends[0], taken, 2 * sizeof *taken), (ssize_t)(2 * sizeof *taken));
	close(ends[0]);
	assert_int_equal(waitpid(child, NULL, 0), child);
}

static double least(double a, double b)
{
	return a == 0 || b < a ? b : a;
}

static void bench_import(void **state)
{
	struct measure two = { 0 }, one = { 0 };
	double ours = 0, shell2 = 0, shell1 = 0, again = 0, longest = 0, read_ms = 0;
	long peak = 0;
	char path[500];

	(void)state;
	snprintf(path, sizeof path, "%s/import.csv", folder);
	write_file(path);
	for (int i = 0; i < ROUNDS; i++) {
		struct taken taken[2];
		double with_two = shell_import(path, 2), with_one = shell_import(path, 1), whole;

		our_import(path, taken);
		assert_int_equal(taken[0].added, rows);
		assert_int_equal(taken[1].same, rows);
		whole = taken[0].read_ms + taken[0].write_ms;
		if (ours == 0 || whole < ours)
			read_ms = taken[0].read_ms;
		ours = least(ours, whole);
		shell2 = least(shell2, with_two);
		shell1 = least(shell1, with_one);
		again = least(again, taken[1].read_ms + taken[1].write_ms);
		longest = least(longest, taken[0].longest_ms);
		peak = taken[1].peak > peak ? taken[1].peak : peak;
	}
	measure_row("an import / .import, indexes on code and e-mail as ours", ours / shell2, "x",
		    3);
	measure_note("an import / .import, one index on code", ours / shell1, "x");
	measure_row("peak memory of an import", (double)peak / 1024, "MB", 200);
	measure_note("rows", (double)rows, "");
	measure_note("import", ours, "ms");
	measure_note("of that reading and judging", read_ms, "ms");
	measure_note("longest step", longest, "ms");
	measure_note("the same file again", again, "ms");
	measure_note(".import, two indexes", shell2, "ms");
	measure_note(".import, one index", shell1, "ms");
	unlink(path);
	measure_clear(&two);
	measure_clear(&one);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(bench_import) };
	const char *where = getenv("BENCH_FOLDER"), *many = getenv("BENCH_ROWS");

	if (many)
		rows = atoll(many);
	snprintf(folder, sizeof folder, "%s", where ? where : "build/bench");
	mkdir(folder, 0700);
	setenv("TMPDIR", folder, 1);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
