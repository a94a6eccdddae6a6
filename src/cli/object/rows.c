/*
 * Tables and CSV, made from JSON by the description of the object.  A table is
 * measured in terminal columns and, but for IS_BRIEF, never cut: what a person
 * cannot see he cannot copy.
 */
#include "cli/object/field.h"
#include "cli/object/output.h"
#include "cli/say.h"

#include <csv.h>
#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { BRIEF_COLUMNS = 80 };

static const char *or_empty(const char *text)
{
	return text ? text : "";
}

struct column {
	const char *title, *key, *none;
	enum kind kind;
};

/* Times stand in JSON as people's clocks show them: the weekday is all that is missing. */
static const char *when_cell(struct cli *cli, const char *iso)
{
	char date[BO_DATE_SIZE];
	int64_t when;
	bool twice;

	if (cli->format == FORMAT_CSV || strlen(iso) < 16)
		return iso;
	memcpy(date, iso, 10);
	date[10] = '\0';
	/* Of an hour that comes twice the offset says which one it is. */
	twice = !bo_when_parse(iso, "UTC", &when) && bo_when_comes_twice(when, bo_zone(cli->bo)) &&
		strlen(iso) > 19;
	return or_empty(bo_arena_printf(&cli->arena, "%s %s %.5s%s",
					out_weekday(bo_date_weekday(date)), date, iso + 11,
					twice ? iso + 19 : ""));
}

static const char *names_cell(struct cli *cli, const json_t *list)
{
	const char *text = "";
	size_t i;
	json_t *item;

	json_array_foreach(list, i, item)
	{
		const char *name = json_string_value(item);

		if (!name && json_is_object(item))
			name = json_string_value(json_object_get(item, "type"));
		text = name ? bo_arena_printf(&cli->arena, "%s%s%s", text, i ? ", " : "", name)
			    : bo_arena_printf(&cli->arena, "%s%s%" JSON_INTEGER_FORMAT, text,
					      i ? ", " : "", json_integer_value(item));
		if (!text)
			return "";
	}
	return text;
}

static const char *brief_cell(struct cli *cli, const char *text)
{
	size_t n = bo_text_prefix(text, BRIEF_COLUMNS - 1);

	if (cli->format != FORMAT_TABLE || bo_text_columns(text) <= BRIEF_COLUMNS)
		return text;
	return or_empty(bo_arena_printf(&cli->arena, "%.*s…", (int)n, text));
}

/* As the value is written in a cell. */
static const char *cell_text(struct cli *cli, const json_t *value, const struct column *column)
{
	const char *text = json_string_value(value);

	if (!value || json_is_null(value))
		return or_empty(column->none);
	if (json_is_array(value))
		return names_cell(cli, value);
	if (json_is_boolean(value))
		return json_is_true(value) ? "yes" : cli->format == FORMAT_CSV ? "no" : "";
	if (json_is_integer(value) && column->kind == IS_MONEY)
		return out_money(cli, json_integer_value(value));
	if (json_is_integer(value))
		return or_empty(bo_arena_printf(&cli->arena, "%" JSON_INTEGER_FORMAT,
						json_integer_value(value)));
	if (column->kind == IS_BRIEF)
		return brief_cell(cli, or_empty(text));
	/* The limit of a window is a time, that of others a count. */
	return column->kind == IS_MOMENT || column->kind == IS_COUNT
		       ? when_cell(cli, or_empty(text))
		       : or_empty(text);
}

static bool to_the_right(enum kind kind)
{
	return kind == IS_ID || kind == IS_COUNT || kind == IS_MONEY;
}

static void pad(int columns)
{
	for (; columns > 0; columns--)
		putchar(' ');
}

/* width: of the cell; last: nothing follows, so no blanks either. */
static void print_cell(const char *text, int width, bool right, bool last)
{
	int blanks = width - bo_text_columns(text);

	if (right)
		pad(blanks);
	fputs(text, stdout);
	if (!right && !last)
		pad(blanks);
	fputs(last ? "\n" : "  ", stdout);
}

static enum bo_status print_table(struct cli *cli, const char **text, size_t rows,
				  const struct column *columns, size_t n)
{
	int *width = bo_arena_alloc(&cli->arena, (n + 1) * sizeof *width);

	if (!width)
		return say_no_memory(cli);
	for (size_t c = 0; c < n; c++) {
		width[c] = bo_text_columns(columns[c].title);
		for (size_t r = 0; r < rows; r++) {
			int columns_wide = bo_text_columns(text[r * n + c]);

			width[c] = columns_wide > width[c] ? columns_wide : width[c];
		}
	}
	for (size_t c = 0; c < n; c++)
		print_cell(columns[c].title, width[c], to_the_right(columns[c].kind), c + 1 == n);
	for (size_t r = 0; r < rows; r++) {
		size_t end = n;

		while (end > 1 && !text[r * n + end - 1][0])
			end--;
		for (size_t c = 0; c < end; c++)
			print_cell(text[r * n + c], width[c], to_the_right(columns[c].kind),
				   c + 1 == end);
	}
	return BO_OK;
}

/* Quoted where a reader would otherwise split or trim it.  Cells that look like a formula are data
 * and stay exact: who opens them in a spreadsheet decides. */
static void csv_cell(const char *text, bool first)
{
	size_t n = strlen(text);

	if (!first)
		putchar(',');
	if (n == 0 || (!strpbrk(text, ",\"\r\n") && text[0] != ' ' && text[n - 1] != ' '))
		fputs(text, stdout);
	else
		csv_fwrite(stdout, text, n);
}

static void print_csv(const char **text, size_t rows, const struct column *columns, size_t n)
{
	for (size_t c = 0; c < n; c++)
		csv_cell(columns[c].key, c == 0);
	putchar('\n');
	for (size_t r = 0; r < rows; r++) {
		for (size_t c = 0; c < n; c++)
			csv_cell(text[r * n + c], c == 0);
		putchar('\n');
	}
}

static const char *clean(struct cli *cli, const char *text)
{
	size_t size = strlen(text) * 3 + 1;
	char *copy = bo_arena_alloc(&cli->arena, size);

	if (!copy)
		return "";
	bo_text_clean(text, copy, size);
	return copy;
}

static enum bo_status print_rows(struct cli *cli, const json_t *list, const struct column *columns,
				 size_t n)
{
	size_t rows = json_array_size(list), r;
	const char **text = bo_arena_alloc(&cli->arena, (rows * n + 1) * sizeof *text);
	json_t *row;

	if (!text || cli->short_of_memory)
		return say_no_memory(cli);
	json_array_foreach(list, r, row)
	{
		for (size_t c = 0; c < n; c++) {
			const char *cell =
				cell_text(cli, json_object_get(row, columns[c].key), &columns[c]);

			text[r * n + c] = cli->format == FORMAT_TABLE ? clean(cli, cell) : cell;
		}
	}
	if (cli->format == FORMAT_TABLE)
		return print_table(cli, text, rows, columns, n);
	print_csv(text, rows, columns, n);
	return BO_OK;
}

/* "given_back": "GIVEN BACK"; NULL: no memory. */
static const char *title_of(struct cli *cli, const char *key)
{
	char *title = bo_arena_copy(&cli->arena, key);

	for (char *c = title; c && *c; c++)
		*c = *c == '_' ? ' ' : (char)toupper((unsigned char)*c);
	return title;
}

/* What the field says of the column. */
static void look_up(const struct object *object, struct column *column)
{
	for (size_t i = 0; i < object->n_fields; i++) {
		const struct field *field = &object->field[i];

		if (strcmp(field->key, column->key) == 0) {
			column->kind = field->kind;
			column->none = field->none;
		}
	}
}

static enum bo_status read_columns(struct cli *cli, const struct object *object,
				   struct column **columns, size_t *n)
{
	char *rest = bo_arena_copy(&cli->arena, object->columns), *key;
	struct column *made = NULL;

	*n = 0;
	if (!rest)
		return say_no_memory(cli);
	while ((key = strsep(&rest, ","))) {
		char *title = strchr(key, '=');

		if (title)
			*title++ = '\0';
		made = bo_arena_grow(&cli->arena, made, *n, sizeof *made);
		if (!made)
			return say_no_memory(cli);
		made[*n] =
			(struct column){ .title = title ? title : title_of(cli, key), .key = key };
		look_up(object, &made[*n]);
		if (!made[(*n)++].title)
			return say_no_memory(cli);
	}
	*columns = made;
	return BO_OK;
}

enum bo_status out_rows(struct cli *cli, const struct object *object, const json_t *list)
{
	struct column *columns;
	size_t n;
	enum bo_status status = read_columns(cli, object, &columns, &n);

	return status ? status : print_rows(cli, list, columns, n);
}

enum bo_status out_one(struct cli *cli, const char *key, json_t *value)
{
	json_t *whole = json_object();

	put(cli, whole, key, value);
	return out_json(cli, whole);
}

enum bo_status out_array(struct cli *cli, const struct object *object, json_t *list)
{
	bool more = out_cut(cli, list);
	json_t *whole;
	enum bo_status status;

	if (cli->format != FORMAT_JSON) {
		status = out_rows(cli, object, list);
		json_decref(list);
		return status;
	}
	whole = json_object();
	put(cli, whole, object->list, list);
	if (more)
		put_flag(cli, whole, "more", true);
	return out_json(cli, whole);
}

enum bo_status out_list(struct cli *cli, const struct object *object, const void *rows, size_t n)
{
	return out_array(cli, object, object_list(cli, object, rows, n));
}

enum bo_status out_whole(struct cli *cli, const struct object *object, const void *rows, size_t n)
{
	json_t *list = object_list(cli, object, rows, n);
	enum bo_status status = out_rows(cli, object, list);

	json_decref(list);
	return status;
}

/* A line for each column. */
static void print_page(struct cli *cli, const json_t *one, const struct column *columns, size_t n)
{
	int width = 0;

	for (size_t c = 0; c < n; c++) {
		int title = bo_text_columns(columns[c].title);

		width = title > width ? title : width;
	}
	for (size_t c = 0; c < n; c++) {
		const json_t *value = json_object_get(one, columns[c].key);
		const char *cell = cell_text(cli, value, &columns[c]);

		print_cell(columns[c].title, width, false, false);
		print_cell(json_is_false(value) ? "no" : clean(cli, cell), 0, false, true);
	}
}

enum bo_status out_object(struct cli *cli, const char *key, const struct object *object,
			  json_t *one)
{
	struct column *columns;
	json_t *list;
	size_t n;
	enum bo_status status;

	if (cli->format == FORMAT_JSON)
		return out_one(cli, key, one);
	list = json_array();
	append(cli, list, one);
	status = cli->format == FORMAT_CSV ? out_rows(cli, object, list)
					   : read_columns(cli, object, &columns, &n);
	if (!status && cli->format == FORMAT_TABLE)
		print_page(cli, one, columns, n);
	json_decref(list);
	return !status && cli->short_of_memory ? say_no_memory(cli) : status;
}

/* Its plain values, as they are. */
static void csv_of_object(struct cli *cli, json_t *object)
{
	const char *key;
	json_t *value;

	for (int head = 1; head >= 0; head--) {
		bool first = true;

		json_object_foreach(object, key, value)
		{
			bool money = strcmp(key, "price") == 0 || strcmp(key, "total") == 0 ||
				     strcmp(key, "revenue") == 0;
			struct column column = { .kind = money ? IS_MONEY : IS_TEXT };

			if (json_is_array(value) || json_is_object(value))
				continue;
			csv_cell(head ? key : cell_text(cli, value, &column), first);
			first = false;
		}
		if (!first)
			putchar('\n');
	}
}

enum bo_status out_done(struct cli *cli, const char *key, json_t *object, const char *format, ...)
{
	enum bo_status status = cli->short_of_memory ? say_no_memory(cli) : BO_OK;
	char message[2048];
	va_list args;

	if (cli->format == FORMAT_JSON)
		return out_one(cli, key, object);
	if (!status && cli->format == FORMAT_CSV)
		csv_of_object(cli, object);
	json_decref(object);
	va_start(args, format);
	vsnprintf(message, sizeof message, format, args);
	va_end(args);
	out_line(cli, "%s", message);
	return status;
}
