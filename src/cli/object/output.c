/*
 * Tables, JSON and CSV.  A table is measured in terminal columns and, but for
 * CELL_BRIEF, never cut: what a person cannot see he cannot copy.
 */
#include "cli/object/output.h"
#include "cli/object/object.h"
#include "cli/say.h"

#include <csv.h>
#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { BRIEF_COLUMNS = 80 };

static const char *const weekdays[] = { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" };

static const char *or_empty(const char *text)
{
	return text ? text : "";
}

const char *out_money(struct cli *cli, int64_t amount)
{
	char text[48];
	struct bo_buf money = BO_BUF(text);

	bo_money_write(&money, amount, bo_currency(cli->bo));
	return or_empty(bo_arena_copy(&cli->arena, text));
}

const char *out_when(struct cli *cli, int64_t when, const char *zone)
{
	struct bo_civil civil;
	char text[24];
	struct bo_buf clock = BO_BUF(text);

	if (when == BO_NONE)
		return "";
	zone = zone ? zone : bo_zone(cli->bo);
	civil = bo_when_civil(when, zone);
	bo_when_clock(&clock, when, zone);
	return or_empty(bo_arena_printf(&cli->arena, "%s %04d-%02d-%02d %s",
					weekdays[civil.weekday], civil.year, civil.month, civil.day,
					text));
}

const char *out_performance(struct cli *cli, const char *show, int64_t at, const char *zone)
{
	return show ? or_empty(bo_arena_printf(&cli->arena, "%s %s", show, out_when(cli, at, zone)))
		    : "";
}

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
					weekdays[bo_date_weekday(date)], date, iso + 11,
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
static const char *cell_text(struct cli *cli, const json_t *value, enum cell cell)
{
	if (!value || json_is_null(value))
		return cell == CELL_LIMIT || cell == CELL_MONEY_LIMIT ? "none" : "";
	if (json_is_string(value) && (cell == CELL_NUMBER || cell == CELL_LIMIT))
		cell = CELL_WHEN; /* the limit of a window is a time */
	switch (cell) {
	case CELL_NUMBER:
	case CELL_LIMIT:
		return or_empty(bo_arena_printf(&cli->arena, "%" JSON_INTEGER_FORMAT,
						json_integer_value(value)));
	case CELL_MONEY:
	case CELL_MONEY_LIMIT:
		return out_money(cli, json_integer_value(value));
	case CELL_WHEN:
		return when_cell(cli, json_string_value(value));
	case CELL_FLAG:
		return json_is_true(value) ? "yes" : cli->format == FORMAT_CSV ? "no" : "";
	case CELL_NAMES:
		return names_cell(cli, value);
	case CELL_BRIEF:
		return brief_cell(cli, or_empty(json_string_value(value)));
	case CELL_TEXT:
		return or_empty(json_string_value(value));
	}
	return "";
}

static bool to_the_right(enum cell cell)
{
	return cell == CELL_NUMBER || cell == CELL_LIMIT || cell == CELL_MONEY ||
	       cell == CELL_MONEY_LIMIT;
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
		print_cell(columns[c].title, width[c], to_the_right(columns[c].cell), c + 1 == n);
	for (size_t r = 0; r < rows; r++) {
		size_t end = n;

		while (end > 1 && !text[r * n + end - 1][0])
			end--;
		for (size_t c = 0; c < end; c++)
			print_cell(text[r * n + c], width[c], to_the_right(columns[c].cell),
				   c + 1 == end);
	}
	return BO_OK;
}

/* Quoted where a reader would otherwise split or trim it. */
static void csv_cell(const char *text, bool last)
{
	size_t n = strlen(text);

	if (n == 0 || (!strpbrk(text, ",\"\r\n") && text[0] != ' ' && text[n - 1] != ' '))
		fputs(text, stdout);
	else
		csv_fwrite(stdout, text, n);
	putchar(last ? '\n' : ',');
}

/* Cells that look like a formula are data and stay exact: who opens them in a spreadsheet decides.
 */
static void print_csv(const char **text, size_t rows, const struct column *columns, size_t n)
{
	for (size_t c = 0; c < n; c++)
		csv_cell(columns[c].key, c + 1 == n);
	for (size_t r = 0; r < rows; r++)
		for (size_t c = 0; c < n; c++)
			csv_cell(text[r * n + c], c + 1 == n);
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

enum bo_status out_rows(struct cli *cli, json_t *list, const struct column *columns, size_t n)
{
	size_t rows = json_array_size(list), r;
	const char **text = bo_arena_alloc(&cli->arena, (rows * n + 1) * sizeof *text);
	json_t *row;

	if (!text || cli->short_of_memory)
		return say_no_memory(cli);
	json_array_foreach(list, r, row)
	{
		for (size_t c = 0; c < n; c++) {
			const char *cell = cell_text(cli, json_object_get(row, columns[c].key),
						     columns[c].cell);

			text[r * n + c] = cli->format == FORMAT_TABLE ? clean(cli, cell) : cell;
		}
	}
	if (cli->format == FORMAT_TABLE)
		return print_table(cli, text, rows, columns, n);
	print_csv(text, rows, columns, n);
	return BO_OK;
}

enum bo_status out_json(struct cli *cli, json_t *whole)
{
	bool failed = !whole || cli->short_of_memory;

	if (!failed && cli->format == FORMAT_JSON) {
		json_dumpf(whole, stdout, JSON_INDENT(2));
		putchar('\n');
	}
	json_decref(whole);
	return failed ? say_no_memory(cli) : BO_OK;
}

static enum bo_status wrapped(struct cli *cli, const char *key, json_t *value)
{
	json_t *whole = json_object();

	put(cli, whole, key, value);
	return out_json(cli, whole);
}

bool out_cut(struct cli *cli, json_t *list)
{
	size_t n = json_array_size(list);

	if (!cli->limit || n <= cli->limit)
		return false;
	while (n > cli->limit)
		json_array_remove(list, --n);
	fprintf(stderr, "boxoffice: Only %zu %s shown, more are left out.\n", cli->limit,
		cli->limit == 1 ? "row is" : "rows are");
	return true;
}

enum bo_status out_list(struct cli *cli, const char *key, json_t *list,
			const struct column *columns, size_t n)
{
	bool more = out_cut(cli, list);
	enum bo_status status;

	if (cli->format == FORMAT_JSON && more) {
		json_t *whole = json_object();

		put(cli, whole, key, list);
		put(cli, whole, "more", json_true());
		return out_json(cli, whole);
	}
	if (cli->format == FORMAT_JSON)
		return wrapped(cli, key, list);
	status = out_rows(cli, list, columns, n);
	json_decref(list);
	return status;
}

static enum bo_status one_row(struct cli *cli, json_t *object, const struct column *columns,
			      size_t n)
{
	json_t *list = json_array();
	enum bo_status status;

	append(cli, list, object);
	status = out_rows(cli, list, columns, n);
	json_decref(list);
	return status;
}

enum bo_status out_object(struct cli *cli, const char *key, json_t *object,
			  const struct column *columns, size_t n)
{
	int width = 0;

	if (cli->format == FORMAT_JSON)
		return wrapped(cli, key, object);
	if (cli->format == FORMAT_CSV)
		return one_row(cli, object, columns, n);
	for (size_t c = 0; c < n; c++) {
		int title = bo_text_columns(columns[c].title);

		width = title > width ? title : width;
	}
	for (size_t c = 0; c < n; c++) {
		const char *cell =
			cell_text(cli, json_object_get(object, columns[c].key), columns[c].cell);

		if (columns[c].cell == CELL_FLAG && !*cell)
			cell = "no";
		print_cell(columns[c].title, width, false, false);
		print_cell(clean(cli, cell), 0, false, true);
	}
	json_decref(object);
	return cli->short_of_memory ? say_no_memory(cli) : BO_OK;
}

/* The columns an object has of its own: its plain values, as they are. */
static enum bo_status csv_of_object(struct cli *cli, json_t *object)
{
	struct column *columns =
		bo_arena_alloc(&cli->arena, (json_object_size(object) + 1) * sizeof *columns);
	const char *key;
	json_t *value;
	size_t n = 0;

	if (!columns)
		return say_no_memory(cli);
	json_object_foreach(object, key, value)
	{
		enum cell cell = json_is_boolean(value)	  ? CELL_FLAG
				 : json_is_integer(value) ? CELL_NUMBER
							  : CELL_TEXT;

		if (strcmp(key, "price") == 0 || strcmp(key, "total") == 0 ||
		    strcmp(key, "revenue") == 0)
			cell = CELL_MONEY;
		if (!json_is_array(value) && !json_is_object(value))
			columns[n++] = (struct column){ key, key, cell };
	}
	return one_row(cli, json_incref(object), columns, n);
}

enum bo_status out_done(struct cli *cli, const char *key, json_t *object, const char *format, ...)
{
	enum bo_status status = cli->short_of_memory ? say_no_memory(cli) : BO_OK;
	char message[2048], safe[2048];
	va_list args;

	if (cli->format == FORMAT_JSON)
		return wrapped(cli, key, object);
	if (!status && cli->format == FORMAT_CSV)
		status = csv_of_object(cli, object);
	json_decref(object);
	if (cli->format != FORMAT_TABLE)
		return status;
	va_start(args, format);
	vsnprintf(message, sizeof message, format, args);
	va_end(args);
	bo_text_clean(message, safe, sizeof safe);
	puts(safe);
	return status;
}

void out_line(struct cli *cli, const char *format, ...)
{
	char message[2048], safe[2048];
	va_list args;

	if (cli->format != FORMAT_TABLE)
		return;
	va_start(args, format);
	vsnprintf(message, sizeof message, format, args);
	va_end(args);
	bo_text_clean(message, safe, sizeof safe);
	puts(safe);
}

/* Why writing failed first; 0: it did not. */
static int out_fault;

static ssize_t write_out(void *cookie, const char *bytes, size_t n)
{
	size_t done = 0;

	(void)cookie;
	while (done < n) {
		ssize_t written = write(STDOUT_FILENO, bytes + done, n - done);

		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0) {
			out_fault = out_fault ? out_fault : errno;
			return 0;
		}
		done += (size_t)written;
	}
	return (ssize_t)done;
}

/* The library forgets why, and tries again what it could not write. */
void out_open(void)
{
	FILE *file = fopencookie(NULL, "w", (cookie_io_functions_t){ .write = write_out });

	if (!file)
		return;
	if (isatty(STDOUT_FILENO))
		setvbuf(file, NULL, _IOLBF, 0);
	stdout = file;
}

bool out_close(void)
{
	bool bad = fflush(stdout) != 0 || ferror(stdout);

	if (close(STDOUT_FILENO) != 0 && !bad && !out_fault)
		out_fault = errno;
	errno = out_fault ? out_fault : EIO;
	return !bad && !out_fault;
}

bool out_progress(void *arg, int64_t done, int64_t total)
{
	(void)arg;
	if (total > 0 && isatty(STDERR_FILENO))
		fprintf(stderr, "\r%3d %%%s", (int)(done * 100 / total), done == total ? "\n" : "");
	return true;
}
