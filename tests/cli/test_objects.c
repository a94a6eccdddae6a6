/*
 * The descriptions of objects: that they hold together, that they have the keys of
 * the contract, and that no text, however hostile, breaks a table, JSON or CSV.
 */
#include "cli/object/field.h"
#include "cli/object/output.h"

#include <csv.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct {
	const char *name;
	const struct object *object;
} all[] = {
#define X(name) { #name, &object_##name },
	OBJECTS(X)
#undef X
};
enum { N_ALL = sizeof all / sizeof *all };

static const struct field *field_of(const struct object *object, const char *key, size_t n)
{
	for (size_t i = 0; i < object->n_fields; i++)
		if (strlen(object->field[i].key) == n && strncmp(object->field[i].key, key, n) == 0)
			return &object->field[i];
	return NULL;
}

/* --- They hold together ----------------------------------------------------------------------- */

static void check_field(const char *name, const struct object *object, const struct field *field)
{
	bool array = field->kind >= IS_TEXTS;

	if (field_of(object, field->key, strlen(field->key)) != field)
		fail_msg("%s has \"%s\" twice", name, field->key);
	if (field->at + (size_t)field->size > object->size || field->more >= object->size ||
	    field->zone >= object->size)
		fail_msg("\"%s\" of %s lies outside of the struct", field->key, name);
	if (!field->size && !field->get)
		fail_msg("\"%s\" of %s comes from nowhere", field->key, name);
	if (!field->get && (field->kind == IS_WORD || field->kind == IS_SET) != !!field->word)
		fail_msg("\"%s\" of %s has no words, or no need of them", field->key, name);
	if (!field->get && (array || field->kind == IS_PERFORMANCE) != !!field->more)
		fail_msg("\"%s\" of %s has no size, or no need of one", field->key, name);
	if (!field->get && (field->kind == IS_LIST || field->kind == IS_LIST_IF_ANY) != !!field->of)
		fail_msg("\"%s\" of %s is a list of nothing", field->key, name);
}

static void test_they_hold_together(void **state)
{
	(void)state;
	for (size_t i = 0; i < N_ALL; i++) {
		const struct object *object = all[i].object;

		assert_true(object->n_fields > 0 && object->zone < object->size);
		for (size_t k = 0; k < object->n_fields; k++)
			check_field(all[i].name, object, &object->field[k]);
		for (const char *at = object->columns; at && *at; at += strcspn(at, ",")) {
			at += *at == ',';
			if (!field_of(object, at, strcspn(at, ",=")))
				fail_msg("%s has no field for the column %s", all[i].name, at);
		}
	}
}

/* --- The contract ----------------------------------------------------------------------------- */

/* CLI.md: the keys an object has at least. */
static void test_they_have_the_keys_of_the_contract(void **state)
{
	static const struct {
		const struct object *object;
		const char *keys;
	} contract[] = {
		{ &object_offer,
		  "type price visible qty reason menu min max step left cap code_needed" },
		{ &object_order,
		  "id number patron total net change lines tenders vouchers overrides" },
		{ &object_order_line, "type qty price amount code at" },
		{ &object_voucher, "id type state performance parent order amount code" },
		{ &object_performance,
		  "id show at capacity advance sold held left house_left oversold state" },
		{ &object_redemption,
		  "id type performance start end end_rule cap taken codes min max step" },
		{ &object_override, "rule limit actual reason staff approver" },
		{ &object_hold, "id expires lines" },
		{ &object_member, "id code email category location quantity used" },
		{ &object_change, "type performance change fields message" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof contract / sizeof *contract; i++)
		for (const char *key = contract[i].keys; *key; key += strspn(key, " ")) {
			size_t n = strcspn(key, " ");

			if (!field_of(contract[i].object, key, n))
				fail_msg("the %s has no \"%.*s\"", contract[i].object->list, (int)n,
					 key);
			key += n;
		}
}

/* --- Hostile texts ---------------------------------------------------------------------------- */

/* Quotes, separators, ends of lines, a tab, an escape that would paint the terminal, wide letters,
 * marks that join, a letter that turns the direction, a formula. */
static const char hostile[] = "=1+1 \"q\", 'x';\r\nsecond\tline \x1b[31mred \x7f李小龍 e\xcc\x81 "
			      "\xe2\x80\xae\\ </b>";

/* Texts, and those that stand in the struct itself, hold it; the rest is zero. */
static void *hostile_row(const struct object *object)
{
	const char *text = hostile;
	char *row = calloc(1, object->size);

	assert_non_null(row);
	for (size_t i = 0; i < object->n_fields; i++) {
		const struct field *field = &object->field[i];

		if (field->kind > IS_PERFORMANCE || field->kind == IS_CODES ||
		    field->kind == IS_CODE_WORDS)
			continue;
		if (field->size == sizeof text)
			memcpy(row + field->at, &text, sizeof text);
		else if (field->size > sizeof hostile)
			memcpy(row + field->at, hostile, sizeof hostile);
	}
	return row;
}

static char *printed(struct cli *cli, enum format format, const struct object *object,
		     const void *row)
{
	FILE *terminal = stdout;
	char *text = NULL;
	size_t n = 0;

	cli->format = format;
	stdout = open_memstream(&text, &n);
	assert_non_null(stdout);
	assert_int_equal(out_list(cli, object, row, 1), BO_OK);
	assert_int_equal(fclose(stdout), 0);
	stdout = terminal;
	return text;
}

/* The texts that JSON gives back are those that were put in. */
static void check_json(const char *name, const struct object *object, const char *text)
{
	json_t *whole = json_loads(text, 0, NULL), *one;

	one = json_array_get(json_object_get(whole, object->list), 0);
	if (!json_is_object(one))
		fail_msg("no JSON of %s: %s", name, text);
	for (size_t i = 0; i < object->n_fields; i++) {
		const struct field *field = &object->field[i];
		const char *value = json_string_value(json_object_get(one, field->key));

		if (field->kind < IS_CODES && !field->get && strcmp(value, hostile) != 0)
			fail_msg("\"%s\" of %s is not what it was: %s", field->key, name, value);
	}
	json_decref(whole);
}

static void check_table(const char *name, const char *text)
{
	size_t lines = 0;

	for (const char *c = text; *c; c++) {
		lines += *c == '\n';
		if ((*c != '\n' && (unsigned char)*c < ' ') || *c == 0x7f)
			fail_msg("the table of %s has the byte %d: %s", name, *c, text);
	}
	if (lines != 2 || strstr(text, "\xe2\x80\xae"))
		fail_msg("the table of %s is not a head and a row: %s", name, text);
}

struct csv_seen {
	size_t cells, rows, hostile;
};

static void a_cell(void *bytes, size_t n, void *arg)
{
	struct csv_seen *seen = arg;

	seen->cells++;
	seen->hostile += n == sizeof hostile - 1 && memcmp(bytes, hostile, n) == 0;
}

static void a_row(int end, void *arg)
{
	(void)end;
	((struct csv_seen *)arg)->rows++;
}

static void check_csv(const char *name, const struct object *object, const char *text)
{
	struct csv_seen seen = { 0 };
	size_t columns = 0, texts = 0;
	struct csv_parser parser;

	for (const char *at = object->columns; *at; at += strcspn(at, ",")) {
		const struct field *field;

		at += *at == ',';
		field = field_of(object, at, strcspn(at, ",="));
		columns++;
		texts += field->kind < IS_CODES && !field->get;
	}
	assert_int_equal(csv_init(&parser, CSV_STRICT), 0);
	assert_int_equal(csv_parse(&parser, text, strlen(text), a_cell, a_row, &seen),
			 strlen(text));
	csv_fini(&parser, a_cell, a_row, &seen);
	csv_free(&parser);
	if (seen.rows != 2 || seen.cells != 2 * columns || seen.hostile < texts)
		fail_msg("%s: %zu rows, %zu cells, %zu texts of %zu whole in %s", name, seen.rows,
			 seen.cells, seen.hostile, texts, text);
}

static void test_hostile_texts_break_nothing(void **state)
{
	struct cli cli = { .bo = bo_new() };

	(void)state;
	assert_non_null(cli.bo);
	for (size_t i = 0; i < N_ALL; i++) {
		const struct object *object = all[i].object;
		void *row = hostile_row(object);
		char *json = printed(&cli, FORMAT_JSON, object, row), *table, *csv;

		check_json(all[i].name, object, json);
		free(json);
		if (object->columns) {
			table = printed(&cli, FORMAT_TABLE, object, row);
			csv = printed(&cli, FORMAT_CSV, object, row);
			check_table(all[i].name, table);
			check_csv(all[i].name, object, csv);
			free(table);
			free(csv);
		}
		free(row);
		assert_false(cli.short_of_memory);
	}
	bo_arena_clear(&cli.arena);
	bo_free(cli.bo);
}

/* Bytes that are no text at all are replaced: JSON has none. */
static void test_broken_text_is_mended(void **state)
{
	struct bo_season season = { .name = "b\xff\xfe", .first = "", .last = "" };
	struct cli cli = { .bo = bo_new() };
	char *text;

	(void)state;
	text = printed(&cli, FORMAT_JSON, &object_season, &season);
	assert_non_null(strstr(text, "\"name\": \"b"));
	assert_null(strchr(text, '\xff'));
	free(text);
	bo_arena_clear(&cli.arena);
	bo_free(cli.bo);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_they_hold_together),
		cmocka_unit_test(test_they_have_the_keys_of_the_contract),
		cmocka_unit_test(test_hostile_texts_break_nothing),
		cmocka_unit_test(test_broken_text_is_mended),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
