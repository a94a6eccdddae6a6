/*
 * Files into lists and patrons: columns linked and remembered, rows compared with
 * who is there, written in one act or not at all, while others go on.
 */
#include "store/sql.h"
#include "support/office.h"
#include "support/season.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

struct stage {
	struct bo *bo, *other; /* two tills at one store */
	int64_t list;
	char folder[400], path[500], bad[500], text[70000];
};

static void write_bytes(struct stage *stage, const void *bytes, size_t n)
{
	FILE *file = fopen(stage->path, "w");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, n, file), n);
	assert_int_equal(fclose(file), 0);
}

static void write_text(struct stage *stage, const char *text)
{
	write_bytes(stage, text, strlen(text));
}

static const char *read_bad(struct stage *stage)
{
	FILE *file = fopen(stage->bad, "r");
	size_t n;

	if (!file)
		return NULL;
	n = fread(stage->text, 1, sizeof stage->text - 1, file);
	stage->text[n] = '\0';
	fclose(file);
	return stage->text;
}

static int setup(void **state)
{
	struct stage *stage = calloc(1, sizeof *stage);
	const char *base = getenv("TMPDIR");

	assert_non_null(stage);
	stage->bo = test_office();
	OK(stage->bo, bo_audience_add(stage->bo, "List", 2, &stage->list));
	snprintf(stage->folder, sizeof stage->folder, "%s/boxoffice-import-XXXXXX",
		 base && *base ? base : P_tmpdir);
	assert_non_null(mkdtemp(stage->folder));
	snprintf(stage->path, sizeof stage->path, "%s/list.csv", stage->folder);
	snprintf(stage->bad, sizeof stage->bad, "%s/bad.csv", stage->folder);
	*state = stage;
	return 0;
}

static int teardown(void **state)
{
	struct stage *stage = *state;

	unlink(stage->path);
	unlink(stage->bad);
	assert_int_equal(rmdir(stage->folder), 0); /* nothing else was left there */
	test_office_end(stage->bo);
	free(stage);
	return 0;
}

static struct bo_import_options members(const struct stage *stage)
{
	return (struct bo_import_options){ .kind = BO_IMPORT_MEMBERS,
					   .audience_id = stage->list,
					   .encoding = BO_ENCODING_COUNT,
					   .header = -1 };
}

static struct bo_import *opened(struct stage *stage, const struct bo_import_options *options)
{
	struct bo_import *import = NULL;

	OK(stage->bo, bo_import_open(stage->bo, stage->path, options, &import));
	return import;
}

static struct bo_import_tally read_all(struct stage *stage, struct bo_import *import)
{
	struct bo_import_tally tally = { .done = false };

	while (!tally.done)
		OK(stage->bo, bo_import_step(import, &tally));
	return tally;
}

/* added, changed, same, wrong of a file as it is now; applied when nothing is wrong. */
static void take(struct stage *stage, const struct bo_import_options *options, int64_t added,
		 int64_t changed, int64_t same, int64_t wrong)
{
	struct bo_import *import = opened(stage, options);
	struct bo_import_tally tally = read_all(stage, import);

	if (tally.n_faults && !wrong)
		fail_msg("%s", tally.fault[0].message);
	assert_int_equal(tally.added, added);
	assert_int_equal(tally.changed, changed);
	assert_int_equal(tally.same, same);
	assert_int_equal(tally.wrong, wrong);
	if (wrong)
		SAYS(stage->bo, BO_INVALID, "nothing was written",
		     bo_import_apply(import, false, NULL, NULL, NULL));
	else
		OK(stage->bo, bo_import_apply(import, false, NULL, NULL, NULL));
	bo_import_close(import);
}

static struct bo_member member(struct stage *stage, struct bo_arena *arena, const char *text)
{
	struct bo_member found = { 0 };

	OK(stage->bo, bo_member_find(stage->bo, arena, stage->list, text, &found));
	return found;
}

static void test_members(void **state)
{
	struct stage *stage = *state;
	struct bo_arena arena = { 0 };
	struct bo_import_options options = members(stage);
	struct bo_member found;

	write_text(stage, "Barcode;E-Mail;Kategorie;Block;Reihe;Platz;Anzahl\r\n"
			  "0012;zoe@example.org;Adult;Stalls;C;12;3\r\n"
			  "0013;;\"Two\r\nlines\";;C;;\r\n"
			  ";Only@Example.org;;;;;none\r\n"
			  "=1+1;;;;;;0\r\n");
	take(stage, &options, 4, 0, 0, 0);
	found = member(stage, &arena, "0012");
	assert_string_equal(found.code, "0012");
	assert_string_equal(found.email, "zoe@example.org");
	assert_string_equal(found.location, "Stalls / C / 12");
	assert_int_equal(found.quantity, 3);
	found = member(stage, &arena, "0013");
	assert_string_equal(found.category, "Two lines");
	assert_string_equal(found.location, "C");
	assert_int_equal(found.quantity, 2); /* that of the list */
	found = member(stage, &arena, "only@example.org");
	assert_string_equal(found.code, "");
	assert_int_equal(found.quantity, BO_NONE);
	found = member(stage, &arena, "=1+1");
	assert_int_equal(found.quantity, 0);
	assert_int_equal(test_number(stage->bo, "SELECT members FROM audience"), 4);
	assert_int_equal(test_number(stage->bo, "SELECT count(*) FROM journal "
						"WHERE kind = 'audience.imported'"),
			 1);
	test_check(stage->bo);
	bo_arena_clear(&arena);
}

static void test_the_same_file_again(void **state)
{
	struct stage *stage = *state;
	struct bo_import_options options = members(stage);
	int64_t sum;

	write_text(stage, "code,email,category,quantity\nA1,a@b.c,Adult,\nA2,,,5\n,only@b.c,,\n");
	take(stage, &options, 3, 0, 0, 0);
	sum = test_number(stage->bo, "SELECT sum(id * 1000 + quantity) FROM member");
	take(stage, &options, 0, 0, 3, 0);
	options.update = true;
	take(stage, &options, 0, 0, 3, 0);
	assert_int_equal(test_number(stage->bo, "SELECT sum(id * 1000 + quantity) FROM member"),
			 sum);
	assert_int_equal(test_number(stage->bo, "SELECT members FROM audience"), 3);
	test_check(stage->bo);
}

static void test_other_values(void **state)
{
	struct stage *stage = *state;
	struct bo_arena arena = { 0 };
	struct bo_import_options options = members(stage);
	struct bo_member found;
	int64_t id;

	write_text(stage, "code,email,category,quantity\nA1,a@b.c,Adult,3\nA2,,Youth,1\n");
	take(stage, &options, 2, 0, 0, 0);
	id = member(stage, &arena, "A1").id;
	/* what is empty says nothing */
	write_text(stage, "code,email,category,quantity\na-1,,,4\nA2,,,\nA3,,,1\n");
	take(stage, &options, 1, 0, 1, 1);
	assert_int_equal(member(stage, &arena, "A1").quantity, 3);
	options.update = true;
	take(stage, &options, 1, 1, 1, 0);
	found = member(stage, &arena, "A1");
	assert_int_equal(found.id, id);
	assert_int_equal(found.quantity, 4);
	assert_string_equal(found.email, "a@b.c");
	assert_string_equal(found.category, "Adult");
	assert_int_equal(test_number(stage->bo, "SELECT members FROM audience"), 3);
	test_check(stage->bo);
	bo_arena_clear(&arena);
}

/* One taken off the list comes back, with its id and so with its uses. */
static void test_removed_comes_back(void **state)
{
	struct stage *stage = *state;
	struct bo_arena arena = { 0 };
	struct bo_import_options options = members(stage);
	struct bo_member found;

	write_text(stage, "code,category\nA1,Adult\nA2,Adult\n");
	take(stage, &options, 2, 0, 0, 0);
	OK(stage->bo, act_begin(stage->bo));
	OK(stage->bo, sql_run(stage->bo, "UPDATE member SET removed = 1 WHERE code = 'A1'", ""));
	OK(stage->bo, sql_run(stage->bo, "UPDATE audience SET members = members - 1", ""));
	OK(stage->bo, act_end(stage->bo, BO_OK));
	write_text(stage, "code,category\nA1,Youth\nA2,Adult\n");
	take(stage, &options, 1, 0, 1, 0);
	found = member(stage, &arena, "A1");
	assert_string_equal(found.category, "Youth");
	assert_int_equal(found.id, 1);
	assert_int_equal(test_number(stage->bo, "SELECT members FROM audience"), 2);
	assert_int_equal(test_number(stage->bo, "SELECT count(*) FROM member"), 2);
	bo_arena_clear(&arena);
}

static void test_quantities(void **state)
{
	struct stage *stage = *state;
	struct bo_import_options options = members(stage);

	write_text(stage, "code,quantity\nA1,\nA2,7\nA3,none\n");
	options.quantity_given = true;
	options.quantity = 9;
	take(stage, &options, 3, 0, 0, 0);
	assert_int_equal(test_number(stage->bo, "SELECT quantity FROM member WHERE code = 'A1'"),
			 9);
	assert_int_equal(test_number(stage->bo, "SELECT quantity FROM member WHERE code = 'A2'"),
			 7);
	assert_int_equal(test_number(stage->bo, "SELECT quantity FROM member WHERE code = 'A3'"),
			 BO_NONE);
	options.quantity = BO_MEMBER_QUANTITY_MAX + 1;
	{
		struct bo_import *import = NULL;

		SAYS(stage->bo, BO_INVALID, "quantity",
		     bo_import_open(stage->bo, stage->path, &options, &import));
		assert_null(import);
	}
}

/* --- How the file is understood
 * --------------------------------------------------------------------- */

static void test_linking_and_remembering(void **state)
{
	struct stage *stage = *state;
	struct bo_import_options options = members(stage);
	struct bo_import *import;
	const struct bo_import_view *view;

	write_text(stage, "Foo,Bar,Menge\nA1,x,1\nA2,y,2\n");
	import = opened(stage, &options);
	view = bo_import_view(import);
	assert_true(view->header);
	assert_false(view->remembered);
	assert_int_equal(view->n_columns, 3);
	assert_int_equal(view->n_samples, 2);
	assert_string_equal(view->column[0].title, "Foo");
	assert_string_equal(view->column[1].sample[1], "y");
	assert_int_equal(view->column[2].field, BO_FIELD_QUANTITY);
	{
		struct bo_import_tally tally;

		SAYS(stage->bo, BO_INVALID, "say which", bo_import_step(import, &tally));
	}
	OK(stage->bo, bo_import_link(import, 1, BO_FIELD_CODE));
	OK(stage->bo, bo_import_link(import, 0, BO_FIELD_CODE)); /* of one column only */
	OK(stage->bo, bo_import_link(import, 1, BO_FIELD_CATEGORY));
	assert_int_equal(view->column[0].field, BO_FIELD_CODE);
	SAYS(stage->bo, BO_INVALID, "no field", bo_import_link(import, 1, BO_FIELD_PHONE));
	SAYS(stage->bo, BO_INVALID, "3 columns", bo_import_link(import, 3, BO_FIELD_EMAIL));
	assert_int_equal(read_all(stage, import).added, 2);
	OK(stage->bo, bo_import_apply(import, false, NULL, NULL, NULL));
	SAYS(stage->bo, BO_INVALID, "already", bo_import_apply(import, false, NULL, NULL, NULL));
	bo_import_close(import);
	/* the next of that kind, whatever its rows */
	write_text(stage, "foo;BAR;menge\nB1;z;1\n");
	import = opened(stage, &options);
	view = bo_import_view(import);
	assert_true(view->remembered);
	assert_int_equal(view->separator, ';');
	assert_int_equal(view->column[1].field, BO_FIELD_CATEGORY);
	bo_import_close(import);
}

static void test_encodings_give_the_same(void **state)
{
	static const struct {
		enum bo_encoding encoding;
		const char *bytes;
		size_t n;
	} files[] = {
		{ BO_ENCODING_UTF8, "code,category\nA1,Zoë\n", 22 },
		{ BO_ENCODING_UTF8,
		  "\xef\xbb\xbf"
		  "code,category\nA1,Zoë\n",
		  25 },
		{ BO_ENCODING_WINDOWS_1252, "code,category\nA1,Zo\xeb\n", 21 },
		{ BO_ENCODING_UTF16LE,
		  "\xff\xfe"
		  "c\0o\0d\0e\0,\0c\0a\0t\0e\0g\0o\0r\0y\0\n\0A\0"
		  "1\0,\0Z\0o\0\xeb\0\n\0",
		  44 },
		{ BO_ENCODING_UTF16BE,
		  "\xfe\xff\0c\0o\0d\0e\0,\0c\0a\0t\0e\0g\0o\0r\0y\0\n\0A\0"
		  "1\0,\0Z\0o\0\xeb\0\n",
		  44 },
		{ BO_ENCODING_UTF16LE,
		  "c\0o\0d\0e\0,\0c\0a\0t\0e\0g\0o\0r\0y\0\n\0A\0"
		  "1\0,\0Z\0o\0\xeb\0\n\0",
		  42 },
	};
	struct stage *stage = *state;
	struct bo_import_options options = members(stage);

	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		struct bo_import *import;

		write_bytes(stage, files[i].bytes, files[i].n);
		import = opened(stage, &options);
		assert_int_equal(bo_import_view(import)->encoding, files[i].encoding);
		bo_import_close(import);
		take(stage, &options, i == 0, 0, i > 0, 0);
	}
	assert_int_equal(
		test_number(stage->bo, "SELECT count(*) FROM member WHERE category = 'Zoë'"), 1);
}

static void test_no_header(void **state)
{
	static const enum bo_import_field fields[] = { BO_FIELD_CATEGORY, BO_FIELD_NONE,
						       BO_FIELD_CODE };
	struct stage *stage = *state;
	struct bo_import_options options = members(stage);
	struct bo_import *import;

	write_text(stage, "a@b.c,00123\nd@e.f,00124\n");
	import = opened(stage, &options);
	assert_false(bo_import_view(import)->header);
	assert_int_equal(bo_import_view(import)->column[0].field, BO_FIELD_EMAIL);
	assert_int_equal(bo_import_view(import)->column[1].field, BO_FIELD_CODE);
	SAYS(stage->bo, BO_INVALID, "only 2 columns", bo_import_link_all(import, fields, 3));
	bo_import_close(import);
	take(stage, &options, 2, 0, 0, 0);
	assert_int_equal(test_number(stage->bo, "SELECT count(*) FROM member "
						"WHERE code = '00123' AND email = 'a@b.c'"),
			 1);
	write_text(stage, "sep=;\r\ncode;category\r\nX;one\r\n");
	take(stage, &options, 1, 0, 0, 0);
}

/* --- All or nothing, or the good ones
 * ----------------------------------------------------------------- */

static void test_good_rows(void **state)
{
	struct stage *stage = *state;
	struct bo_import_options options = members(stage);
	struct bo_import *import;

	write_text(stage, "code;quantity\r\nA1;1\r\nA2;many\r\n\"A;3\";\r\n\"A4\"x;2\r\nA5;5\r\n");
	import = opened(stage, &options);
	SAYS(stage->bo, BO_INVALID, "is in use",
	     bo_import_apply(import, true, stage->path, NULL, NULL));
	SAYS(stage->bo, BO_INVALID, "is in use",
	     bo_import_apply(import, true, bo_store_path(stage->bo), NULL, NULL));
	SAYS(stage->bo, BO_IO, "cannot be written",
	     bo_import_apply(import, true, "/nowhere/bad.csv", NULL, NULL));
	assert_int_equal(test_number(stage->bo, "SELECT count(*) FROM member"), 0);
	OK(stage->bo, bo_import_apply(import, true, stage->bad, NULL, NULL));
	bo_import_close(import);
	assert_int_equal(test_number(stage->bo, "SELECT count(*) FROM member"), 3);
	assert_string_equal(
		read_bad(stage),
		"code;quantity;why\n"
		"A2;many;\"Line 3, column 2: \"\"many\"\": the quantity is not a whole number of "
		"uses.\"\n"
		"\"\"\"A4\"\"x;2\";\"Line 5: a quote is opened and not closed, or stands in a bare "
		"cell.\"\n");
	/* put right, it goes in: the column that says why is not read */
	write_text(stage, "code;quantity;why\nA2;4;Line 3\n");
	take(stage, &options, 1, 0, 0, 0);
}

static bool stop_soon(void *arg, int64_t done, int64_t total)
{
	int *left = arg;

	assert_true(done <= total);
	return --*left > 0;
}

static void test_cancelling(void **state)
{
	struct stage *stage = *state;
	struct bo_import_options options = members(stage);
	struct bo_import *import;
	FILE *file = fopen(stage->path, "w");
	int left = 3;

	assert_non_null(file);
	fputs("code,quantity\n", file);
	for (int i = 0; i < 9000; i++)
		fprintf(file, "C%05d,%s\n", i, i == 5 ? "x" : "1");
	fclose(file);
	import = opened(stage, &options);
	(void)read_all(stage, import);
	SAYS(stage->bo, BO_CANCELLED, "nothing was written",
	     bo_import_apply(import, true, stage->bad, stop_soon, &left));
	assert_int_equal(test_number(stage->bo, "SELECT count(*) FROM member"), 0);
	assert_int_equal(test_number(stage->bo, "SELECT members FROM audience"), 0);
	assert_int_equal(test_number(stage->bo, "SELECT count(*) FROM import_mapping"), 0);
	assert_null(read_bad(stage));
	/* and it can still be done */
	OK(stage->bo, bo_import_apply(import, true, NULL, NULL, NULL));
	bo_import_close(import);
	assert_int_equal(test_number(stage->bo, "SELECT count(*) FROM member"), 8999);
	test_check(stage->bo);
}

static void test_a_new_list(void **state)
{
	struct stage *stage = *state;
	struct bo_import_options options = members(stage);
	struct bo_import *import;

	options.new_audience = "Fresh";
	write_text(stage, "code\nA1\nA1\n");
	take(stage, &options, 1, 0, 0, 1);
	assert_int_equal(test_number(stage->bo, "SELECT count(*) FROM audience"), 1);
	write_text(stage, "code\nA1\nA2\n");
	take(stage, &options, 2, 0, 0, 0);
	assert_int_equal(
		test_number(stage->bo, "SELECT members FROM audience WHERE name = 'Fresh'"), 2);
	assert_int_equal(test_number(stage->bo, "SELECT sum(quantity) FROM member"), 2);
	import = opened(stage, &options);
	SAYS(stage->bo, BO_EXISTS, "Fresh", bo_import_apply(import, false, NULL, NULL, NULL));
	bo_import_close(import);
	assert_int_equal(test_number(stage->bo, "SELECT count(*) FROM member"), 2);
}

/* --- Others meanwhile
 * --------------------------------------------------------------------------------- */

static void test_others_go_on(void **state)
{
	struct stage *stage = *state;
	struct bo *other = bo_new();
	struct bo_import_options options = members(stage);
	struct bo_member_fields fields = { .code = "C00007", .category = "Other" };
	struct bo_import_tally tally = { .done = false };
	struct bo_import *import;
	FILE *file = fopen(stage->path, "w");
	int64_t id = 0;
	int steps = 0;

	assert_non_null(file);
	fputs("code,category\n", file);
	for (int i = 0; i < 5000; i++)
		fprintf(file, "C%05d,Adult\n", i);
	fclose(file);
	assert_non_null(other);
	OK(other, bo_store_open(other, bo_store_path(stage->bo)));
	OK(other, bo_till_use(other, "other"));
	OK(other, bo_sign_in(other, "the manager", NULL));
	import = opened(stage, &options);
	while (!tally.done) {
		char name[20];

		OK(stage->bo, bo_import_step(import, &tally));
		snprintf(name, sizeof name, "While %d", steps++);
		OK(other, bo_audience_add(other, name, 1, &id)); /* nobody is kept waiting */
	}
	assert_true(steps > 5);
	assert_int_equal(tally.added, 5000);
	/* what came after the comparison is seen all the same */
	OK(other, bo_member_add(other, stage->list, &fields, &id));
	SAYS(stage->bo, BO_INVALID, "1 of 5000 rows is wrong",
	     bo_import_apply(import, false, NULL, NULL, NULL));
	assert_int_equal(test_number(stage->bo, "SELECT count(*) FROM member"), 1);
	OK(stage->bo, bo_import_apply(import, true, stage->bad, NULL, NULL));
	assert_non_null(strstr(read_bad(stage), "C00007,Adult,\"Line 9, column 1:"));
	bo_import_close(import);
	assert_int_equal(test_number(stage->bo, "SELECT count(*) FROM member"), 5000);
	assert_int_equal(test_number(stage->bo, "SELECT members FROM audience WHERE id = 1"), 5000);
	bo_free(other);
	test_check(stage->bo);
}

static void test_two_at_once(void **state)
{
	struct stage *stage = *state;
	struct bo_import_options options = members(stage);
	struct bo_import *one, *two;

	write_text(stage, "code\nA1\nA2\n");
	one = opened(stage, &options);
	assert_int_equal(read_all(stage, one).added, 2);
	two = opened(stage, &options);
	assert_int_equal(read_all(stage, two).added, 2);
	OK(stage->bo, bo_import_apply(two, false, NULL, NULL, NULL));
	bo_import_close(two);
	OK(stage->bo, bo_import_apply(one, false, NULL, NULL, NULL)); /* the same by now */
	bo_import_close(one);
	assert_int_equal(test_number(stage->bo, "SELECT count(*) FROM member"), 2);
	assert_int_equal(test_number(stage->bo, "SELECT members FROM audience"), 2);
}

static void test_who_may(void **state)
{
	struct stage *stage = *state;
	struct bo_import_options options = members(stage);
	struct bo_import *import = NULL;

	write_text(stage, "code,name\nA1,Zoë\n");
	test_act_as(stage->bo, BO_ROLE_CLERK);
	SAYS(stage->bo, BO_REFUSED, "", bo_import_open(stage->bo, stage->path, &options, &import));
	options.kind = BO_IMPORT_PATRONS;
	SAYS(stage->bo, BO_REFUSED, "", bo_import_open(stage->bo, stage->path, &options, &import));
	test_act_as(stage->bo, BO_ROLE_MANAGER);
	options = members(stage);
	options.audience_id = 99;
	SAYS(stage->bo, BO_NOT_FOUND, "",
	     bo_import_open(stage->bo, stage->path, &options, &import));
	assert_null(import);
}

/* --- Patrons
 * --------------------------------------------------------------------------------------------- */

static void test_patrons(void **state)
{
	struct stage *stage = *state;
	struct bo_arena arena = { 0 };
	struct bo_import_options options = members(stage);
	struct bo_patron patron = { 0 };
	struct bo_patrons found = { 0 };

	options.kind = BO_IMPORT_PATRONS;
	write_text(stage,
		   "Vorname,Nachname,Mail,Telefon,Labels,Opt-outs,Notes\n"
		   "Zoë,O'Hara,zoe@example.org,'+49 171 23,\"Friends; Press\",email,\"a\nb\"\n"
		   "Max,Muster,,0171 24,,\"post, phone\",\n");
	take(stage, &options, 2, 0, 0, 0);
	OK(stage->bo, bo_patron_find(stage->bo, &arena, "zoe@example.org", &patron));
	assert_string_equal(patron.name, "Zoë O'Hara");
	assert_string_equal(patron.phone, "+49 171 23");
	assert_string_equal(patron.notes, "a\nb");
	assert_int_equal(patron.opt_outs, 1u << BO_OPT_OUT_EMAIL);
	assert_int_equal(patron.n_labels, 2);
	OK(stage->bo, bo_patron_search(stage->bo, &arena, "hara zo", 10, &found));
	assert_int_equal(found.n, 1);
	take(stage, &options, 0, 0, 2, 0);
	/* no file takes anything away */
	write_text(stage, "name,email,labels,opt-outs,address\n"
			  "Zoë O'Hara,ZOE@example.org,Donors,post,\n");
	take(stage, &options, 0, 0, 0, 1);
	options.update = true;
	take(stage, &options, 0, 1, 0, 0);
	OK(stage->bo, bo_patron_find(stage->bo, &arena, "zoe@example.org", &patron));
	assert_int_equal(patron.n_labels, 3);
	assert_int_equal(patron.opt_outs, 1u << BO_OPT_OUT_EMAIL | 1u << BO_OPT_OUT_POST);
	assert_string_equal(patron.phone, "+49 171 23");
	assert_string_equal(patron.email, "zoe@example.org");
	/* without an e-mail it is name and phone, however these are written */
	write_text(stage, "name,phone,address\nMAX MUSTER,0171-24,Main Street 1\n");
	take(stage, &options, 0, 1, 0, 0);
	OK(stage->bo, bo_patron_search(stage->bo, &arena, "muster", 10, &found));
	assert_int_equal(found.n, 1);
	assert_string_equal(found.row[0].name, "MAX MUSTER");
	bo_arena_clear(&arena);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(test_members),
		TEST(test_the_same_file_again),
		TEST(test_other_values),
		TEST(test_removed_comes_back),
		TEST(test_quantities),
		TEST(test_linking_and_remembering),
		TEST(test_encodings_give_the_same),
		TEST(test_no_header),
		TEST(test_good_rows),
		TEST(test_cancelling),
		TEST(test_a_new_list),
		TEST(test_others_go_on),
		TEST(test_two_at_once),
		TEST(test_who_may),
		TEST(test_patrons),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
