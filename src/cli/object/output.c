/*
 * Sentences, texts for tables, and standard output itself.
 */
#include "cli/object/output.h"
#include "cli/say.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

static const char *const weekdays[] = { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" };

const char *out_weekday(int day)
{
	return weekdays[day];
}

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
