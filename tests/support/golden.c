/*
 * Golden pictures.  A missing one is a failure like a wrong one: a test that writes its own
 * expectation proves nothing.
 */
#include "support/golden.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

static void paint(struct golden *g)
{
	ui_clear(&g->surface);
	app_draw(g->app, &g->surface);
}

void golden_event(struct golden *g, const struct ui_event *event)
{
	g->result = app_event(g->app, event);
	g->bells += (g->result & UI_BELL) != 0;
	g->drops += (g->result & UI_DROP_TYPEAHEAD) != 0;
	paint(g);
}

void golden_resize(struct golden *g, int rows, int cols)
{
	struct ui_event event = { .type = UI_EVENT_RESIZE, .rows = rows, .cols = cols };

	assert_true(ui_surface_resize(&g->surface, rows, cols));
	golden_event(g, &event);
}

void golden_open(struct golden *g, struct app *app, int rows, int cols)
{
	memset(g, 0, sizeof *g);
	g->app = app;
	assert_true(ui_surface_init(&g->surface, rows, cols));
	golden_resize(g, rows, cols);
	g->bells = g->drops = 0;
}

void golden_close(struct golden *g)
{
	ui_surface_free(&g->surface);
}

int golden_keys(struct golden *g, const char *keys)
{
	struct ui_key key;
	int n = 0;

	for (; ui_key_parse(&keys, &key); n++) {
		struct ui_event event = ui_event_key(key.code, key.mods);

		golden_event(g, &event);
	}
	if (*keys)
		fail_msg("not a key: %s", keys);
	return n;
}

int golden_burst(struct golden *g, const char *keys)
{
	struct ui_key key;
	int n = 0;

	g->result = 0;
	while (!(g->result & UI_DROP_TYPEAHEAD) && ui_key_parse(&keys, &key)) {
		struct ui_event event = ui_event_key(key.code, key.mods);

		g->result = app_event(g->app, &event);
		g->bells += (g->result & UI_BELL) != 0;
		g->drops += (g->result & UI_DROP_TYPEAHEAD) != 0;
		n++;
	}
	paint(g);
	return n;
}

void golden_paste(struct golden *g, const char *text)
{
	struct ui_event event = { .type = UI_EVENT_PASTE, .paste = text };

	golden_event(g, &event);
}

void golden_tick(struct golden *g)
{
	struct ui_event event = { .type = UI_EVENT_TICK };

	golden_event(g, &event);
}

const char *golden_row(const struct golden *g, int y)
{
	static char row[4096];

	ui_surface_row(&g->surface, y, row, sizeof row);
	return row;
}

int golden_find(const struct golden *g, const char *text)
{
	for (int y = 0; y < g->surface.rows; y++)
		if (strstr(golden_row(g, y), text))
			return y;
	return -1;
}

char golden_role(const struct golden *g, int y, int x)
{
	assert_true(y >= 0 && y < g->surface.rows && x >= 0 && x < g->surface.cols);
	return ui_style_letter((enum ui_role)g->surface.cells[y * g->surface.stride + x].role);
}

static char *dump(const struct ui_surface *surface)
{
	char *text = NULL;
	size_t size = 0;
	FILE *f = open_memstream(&text, &size);

	assert_non_null(f);
	ui_surface_dump(surface, f);
	assert_int_equal(fclose(f), 0);
	return text;
}

static char *read_all(const char *path)
{
	FILE *f = fopen(path, "r");
	char *text = NULL;
	size_t size = 0, n;
	char part[4096];
	FILE *out;

	if (!f)
		return NULL;
	out = open_memstream(&text, &size);
	assert_non_null(out);
	while ((n = fread(part, 1, sizeof part, f)) > 0)
		fwrite(part, 1, n, out);
	fclose(out);
	fclose(f);
	return text;
}

static void write_golden(const char *path, const char *text)
{
	char folder[512];

	snprintf(folder, sizeof folder, "%s", path);
	*strrchr(folder, '/') = '\0';
	if (mkdir(folder, 0777) != 0 && errno != EEXIST)
		fail_msg("%s: %s", folder, strerror(errno));
	FILE *f = fopen(path, "w");

	if (!f)
		fail_msg("%s: %s", path, strerror(errno));
	fputs(text, f);
	assert_int_equal(fclose(f), 0);
}

static void print_row(const char *which, const char *row)
{
	print_error("  %s %.*s\n", which, (int)strcspn(row, "\n"), row);
}

/* Prints the rows that differ, both ways; returns how many. */
static int show_difference(const char *want, const char *got)
{
	int n = 0;

	while (*want || *got) {
		size_t a = strcspn(want, "\n"), b = strcspn(got, "\n");

		if (a != b || memcmp(want, got, a) != 0) {
			if (n++ < 24) {
				print_row("want", want);
				print_row("got ", got);
			}
		}
		want += a + (want[a] == '\n');
		got += b + (got[b] == '\n');
	}
	return n;
}

void golden_expect_surface(const struct ui_surface *surface, const char *room, const char *name)
{
	const char *update = getenv("GOLDEN_UPDATE");
	char path[512], *got = dump(surface), *want;

	snprintf(path, sizeof path, "tests/%s/golden/%s.txt", room, name);
	if (update && *update) {
		write_golden(path, got);
		free(got);
		return;
	}
	want = read_all(path);
	if (!want)
		print_error("%s is missing; this is what it would be:\n%s", path, got);
	else if (strcmp(want, got) != 0)
		show_difference(want, got);
	bool same = want && strcmp(want, got) == 0;

	free(want);
	free(got);
	if (!same)
		fail_msg("the screen is not %s", path);
}

void golden_expect(const struct golden *g, const char *room, const char *name)
{
	golden_expect_surface(&g->surface, room, name);
}
