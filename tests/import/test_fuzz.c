/*
 * The corpus of files that were interesting once, and files made from them by
 * chance: the same ones every time, more of them with FUZZ_RUNS, others with
 * FUZZ_SEED.
 */
#include "support/fuzz_import.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { FILES = 200, LARGEST = 1 << 16, RUNS = 400 };

static struct {
	uint8_t *bytes;
	size_t n;
	char name[256];
} corpus[FILES];
static size_t n_corpus;

static uint64_t state_of_chance;

static uint32_t chance(uint32_t below)
{
	state_of_chance = state_of_chance * UINT64_C(6364136223846793005) + 1442695040888963407u;
	return (uint32_t)(state_of_chance >> 33) % below;
}

static void read_corpus(const char *folder)
{
	struct dirent **names;
	int n = scandir(folder, &names, NULL, alphasort);

	assert_true(n > 0);
	for (int i = 0; i < n; i++) {
		char path[600];
		FILE *file;

		snprintf(path, sizeof path, "%s/%s", folder, names[i]->d_name);
		file = names[i]->d_name[0] == '.' ? NULL : fopen(path, "r");
		if (file && n_corpus < FILES) {
			corpus[n_corpus].bytes = malloc(LARGEST);
			assert_non_null(corpus[n_corpus].bytes);
			corpus[n_corpus].n = fread(corpus[n_corpus].bytes, 1, LARGEST, file);
			snprintf(corpus[n_corpus].name, sizeof corpus[n_corpus].name, "%s",
				 names[i]->d_name);
			n_corpus++;
		}
		if (file)
			fclose(file);
		free(names[i]);
	}
	free(names);
}

/* What files are made of. */
static const struct {
	const char *bytes;
	size_t n;
} pieces[] = {
#define PIECE(text)                                                                                \
	{                                                                                          \
		text, sizeof(text) - 1                                                             \
	}
	PIECE(","),
	PIECE(";"),
	PIECE("\t"),
	PIECE("\""),
	PIECE("\"\""),
	PIECE("\n"),
	PIECE("\r\n"),
	PIECE("\r"),
	PIECE("\0"),
	PIECE("\xef\xbb\xbf"),
	PIECE("\xff\xfe"),
	PIECE("\xc3"),
	PIECE("\xed\xa0\x80"),
	PIECE("ß"),
	PIECE("\xe2\x80\xae"),
	PIECE("code"),
	PIECE("email"),
	PIECE("quantity"),
	PIECE("name"),
	PIECE("a@b.c"),
	PIECE("none"),
	PIECE("1.2E+15"),
	PIECE("00123"),
	PIECE("1000001"),
	PIECE("=1+1"),
	PIECE("'"),
	PIECE("-"),
	PIECE("sep=;\n"),
};
enum { PIECES = sizeof pieces / sizeof *pieces };

static size_t insert(uint8_t *bytes, size_t n, const void *more, size_t length)
{
	size_t at = chance((uint32_t)n + 1);

	if (n + length > LARGEST)
		return n;
	memmove(bytes + at + length, bytes + at, n - at);
	memcpy(bytes + at, more, length);
	return n + length;
}

static size_t mutate(uint8_t *bytes, size_t n)
{
	size_t at = n ? chance((uint32_t)n) : 0, length;
	uint32_t piece = chance(PIECES), from;

	switch (chance(6)) {
	case 0:
		if (n)
			bytes[at] = (uint8_t)chance(256);
		return n;
	case 1:
		length = n ? chance((uint32_t)(n - at < 40 ? n - at : 40) + 1) : 0;
		memmove(bytes + at, bytes + at + length, n - at - length);
		return n - length;
	case 2: /* the end is missing */
		return n ? at : 0;
	case 3: /* a part once more, or of another file */
		from = chance((uint32_t)n_corpus);
		length = corpus[from].n < 300 ? corpus[from].n : 300;
		return insert(bytes, n, corpus[from].bytes, chance((uint32_t)length + 1));
	default:
		return insert(bytes, n, pieces[piece].bytes, pieces[piece].n);
	}
}

static void test_the_corpus(void **state)
{
	(void)state;
	assert_true(n_corpus >= 20);
	for (size_t i = 0; i < n_corpus; i++)
		fuzz_file(corpus[i].bytes, corpus[i].n);
}

/* What made it stop is left behind for the corpus. */
static void keep(const uint8_t *bytes, size_t n)
{
	const char *where = getenv("FUZZ_KEEP");
	FILE *file = where ? fopen(where, "w") : NULL;

	if (file) {
		fwrite(bytes, 1, n, file);
		fclose(file);
	}
}

static void test_by_chance(void **state)
{
	const char *runs = getenv("FUZZ_RUNS"), *seed = getenv("FUZZ_SEED");
	long todo = runs ? atol(runs) : RUNS;
	uint8_t *bytes = malloc(LARGEST);

	(void)state;
	assert_non_null(bytes);
	state_of_chance = seed ? strtoull(seed, NULL, 10) : 1;
	for (long i = 0; i < todo; i++) {
		size_t from = chance((uint32_t)n_corpus), n = corpus[from].n;
		uint32_t changes = 1 + chance(8);

		memcpy(bytes, corpus[from].bytes, n);
		while (changes-- > 0)
			n = mutate(bytes, n);
		keep(bytes, n);
		fuzz_file(bytes, n);
	}
	free(bytes);
}

static int setup(void **state)
{
	(void)state;
	read_corpus("tests/import/corpus");
	fuzz_begin();
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	fuzz_end();
	for (size_t i = 0; i < n_corpus; i++)
		free(corpus[i].bytes);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_corpus),
		cmocka_unit_test(test_by_chance),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
