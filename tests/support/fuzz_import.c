/*
 * One file of any bytes through the importer and the parsers of codes.  What must
 * hold for every file is said here; who thinks of files is test_fuzz.c, or
 * libFuzzer (make fuzz), which calls LLVMFuzzerTestOneInput().
 */
#include "support/fuzz_import.h"
#include "audience/known.h"

#include <boxoffice/boxoffice.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char folder[400], path[500];
static struct bo *bo;
static int64_t list;

#define MUST(what)                                                                                 \
	do {                                                                                       \
		if (!(what)) {                                                                     \
			fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #what);         \
			abort();                                                                   \
		}                                                                                  \
	} while (0)

void fuzz_begin(void)
{
	const char *base = getenv("TMPDIR");
	int64_t id = 0;

	snprintf(folder, sizeof folder, "%s/boxoffice-fuzz-XXXXXX",
		 base && *base ? base : P_tmpdir);
	MUST(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/store.db", folder);
	bo = bo_new();
	MUST(bo && bo_store_create(bo, path, true) == BO_OK);
	MUST(bo_till_use(bo, "fuzz") == BO_OK);
	MUST(bo_staff_add(bo, "the admin", BO_ROLE_ADMIN, NULL, &id) == BO_OK);
	MUST(bo_sign_in(bo, "the admin", NULL) == BO_OK);
	MUST(bo_audience_add(bo, "List", 1, &list) == BO_OK);
	snprintf(path, sizeof path, "%s/fuzz.csv", folder);
}

void fuzz_end(void)
{
	static const char *const files[] = { "store.db", "store.db-wal", "store.db-shm",
					     "fuzz.csv" };

	bo_free(bo);
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		snprintf(path, sizeof path, "%s/%s", folder, files[i]);
		unlink(path);
	}
	rmdir(folder);
}

/* A fold is a fold: doing it again changes nothing, and it is text that may be stored. */
static void fuzz_codes(const uint8_t *bytes, size_t n)
{
	char text[300], once[BO_CODE_FOLD], again[BO_CODE_FOLD];
	enum bo_code_shape shape = BO_CODE_UNKNOWN;
	size_t length = n < sizeof text - 1 ? n : sizeof text - 1;

	memcpy(text, bytes, length);
	text[length] = '\0';
	bo_code_fold(text, once);
	MUST(strlen(once) < BO_CODE_FOLD);
	bo_code_fold(once, again);
	MUST(strcmp(once, again) == 0);
	MUST(!strpbrk(once, " -"));
	MUST(bo_code_shape_of(bo, text, &shape) == BO_OK);
}

static void check_tally(const struct bo_import_tally *tally)
{
	MUST(tally->added + tally->changed + tally->same + tally->wrong == tally->read);
	MUST(tally->n_faults <= BO_IMPORT_FAULTS);
	MUST((tally->wrong == 0) == (tally->n_faults == 0));
	for (size_t i = 0; i < tally->n_faults; i++) {
		const struct bo_row_fault *fault = &tally->fault[i];

		MUST(fault->line >= 1 && fault->column >= 0);
		MUST(i == 0 || fault->line >= tally->fault[i - 1].line);
		MUST(!bo_text_fault(fault->message, sizeof fault->message, false));
		MUST(!bo_text_fault(fault->value, sizeof fault->value, true));
	}
}

/* Reads the file; applies it once, and then it must change nothing. */
static void fuzz_once(const struct bo_import_options *options, bool again)
{
	struct bo_import_tally tally = { .done = false };
	struct bo_import *import = NULL;
	enum bo_status status = bo_import_open(bo, path, options, &import);
	int64_t steps = 0;

	while (!status && !tally.done) {
		status = bo_import_step(import, &tally);
		MUST(++steps < 100000);
	}
	MUST(status == BO_OK || status == BO_INVALID);
	MUST(status == BO_OK || *bo_error(bo)->message);
	if (!status) {
		check_tally(&tally);
		MUST(!again || (tally.added == 0 && tally.changed == 0));
		MUST(bo_import_apply(import, true, NULL, NULL, NULL) == BO_OK);
	}
	bo_import_close(import);
}

void fuzz_file(const uint8_t *bytes, size_t n)
{
	static const char separators[] = { 0, ',', ';', '\t', '|' };
	FILE *file = fopen(path, "w");
	unsigned pick = 0;
	struct bo_import_options options;

	MUST(file && fwrite(bytes, 1, n, file) == n && fclose(file) == 0);
	for (size_t i = 0; i < n; i++)
		pick = pick * 31 + bytes[i];
	options = (struct bo_import_options){
		.kind = pick % 4 == 0 ? BO_IMPORT_PATRONS : BO_IMPORT_MEMBERS,
		.audience_id = list,
		.encoding = pick / 4 % 3 ? BO_ENCODING_COUNT
					 : (enum bo_encoding)(pick / 12 % BO_ENCODING_COUNT),
		.separator = separators[pick / 48 % sizeof separators],
		.header = (int)(pick / 240 % 3) - 1,
		.update = true,
	};
	fuzz_once(&options, false);
	fuzz_once(&options, true);
	fuzz_codes(bytes, n);
}

#ifdef FUZZ_LIBFUZZER
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	if (!bo)
		fuzz_begin();
	fuzz_file(bytes, n);
	return 0;
}
#endif
