/*
 * Drawing that is not text: lines, frames, gauges, large figures.
 *
 * All of it is made of glyphs put with ui_put(), so the ASCII stand-ins of a terminal without UTF-8
 * come by themselves.  Large figures are the exception: half blocks all become '#', so they have a
 * second shape made for ASCII.
 */
#include "ui/draw/surface.h"

#include <string.h>

void ui_hline(struct ui_surface *s, int y, int x, int cols, enum ui_role role)
{
	for (int i = 0; i < cols; i++)
		ui_put(s, y, x + i, role, "─");
}

void ui_vline(struct ui_surface *s, int y, int x, int rows, enum ui_role role)
{
	for (int i = 0; i < rows; i++)
		ui_put(s, y + i, x, role, "│");
}

void ui_box(struct ui_surface *s, struct ui_rect r, enum ui_role role, const char *title)
{
	int bottom = r.y + r.rows - 1, right = r.x + r.cols - 1;

	if (r.rows < 2 || r.cols < 2)
		return;
	ui_hline(s, r.y, r.x + 1, r.cols - 2, role);
	ui_hline(s, bottom, r.x + 1, r.cols - 2, role);
	ui_vline(s, r.y + 1, r.x, r.rows - 2, role);
	ui_vline(s, r.y + 1, right, r.rows - 2, role);
	ui_put(s, r.y, r.x, role, "┌");
	ui_put(s, r.y, right, role, "┐");
	ui_put(s, bottom, r.x, role, "└");
	ui_put(s, bottom, right, role, "┘");
	if (title && *title && r.cols > 6) {
		ui_put(s, r.y, r.x + 2, role, " ");
		int n = ui_put_cut(s, r.y, r.x + 3, r.cols - 6, UI_ROLE_HEADER, title);
		ui_put(s, r.y, r.x + 3 + n, role, " ");
	}
}

/* Blocks from one eighth to eight eighths, growing to the right. */
static const char *const across[] = { "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█" };

void ui_bar(struct ui_surface *s, int y, int x, int width, enum ui_role role, int64_t part,
	    int64_t whole)
{
	int64_t eighths = 0;

	if (width <= 0)
		return;
	if (part > whole)
		part = whole;
	if (whole > 0 && part > 0) {
		eighths = (int64_t)((double)part / (double)whole * width * 8);
		if (eighths == 0)
			eighths = 1; /* a few of many are not none */
		if (part < whole && eighths >= (int64_t)width * 8)
			eighths = (int64_t)width * 8 - 1; /* nor is nearly all all */
	}
	for (int i = 0; i < width; i++, eighths -= 8) {
		if (eighths <= 0)
			ui_put(s, y, x + i, UI_ROLE_DISABLED, s->ascii ? "." : "░");
		else if (s->ascii)
			ui_put(s, y, x + i, role, eighths >= 8 ? "#" : "-");
		else
			ui_put(s, y, x + i, role, across[eighths >= 8 ? 7 : eighths - 1]);
	}
}

/* Three rows of three columns, rows separated by '/'; without and with UTF-8. */
static const char *const figures[2][10] = {
	{ " _ /| |/|_|", "   /  |/  |", " _ / _|/|_ ", " _ / _|/ _|", "   /|_|/  |", " _ /|_ / _|",
	  " _ /|_ /|_|", " _ /  |/  |", " _ /|_|/|_|", " _ /|_|/ _|" },
	{ "█▀█/█ █/▀▀▀", "▀█ / █ /▀▀▀", "▀▀█/█▀▀/▀▀▀", "▀▀█/ ▀█/▀▀▀", "█ █/▀▀█/  ▀", "█▀▀/▀▀█/▀▀▀",
	  "█▀▀/█▀█/▀▀▀", "▀▀█/  █/  ▀", "█▀█/█▀█/▀▀▀", "█▀█/▀▀█/▀▀▀" },
};

static const char *big_shape(char c, bool ascii)
{
	if (c >= '0' && c <= '9')
		return figures[ascii ? 0 : 1][c - '0'];
	switch (c) {
	case '.':
		return ascii ? " / /." : " / /▀";
	case ',':
		return ascii ? " / /," : " / /▞";
	case ':':
		return ascii ? " /./." : "▄/ /▀";
	case '-':
		return ascii ? "  /__/  " : "  /▀▀/  ";
	case ' ':
		return " / / ";
	default:
		return NULL;
	}
}

static int big_glyph(struct ui_surface *s, int y, int x, enum ui_role role, const char *shape)
{
	int column = 0, most = 0;
	struct ui_glyph glyph;

	while (ui_glyph_next(&shape, &glyph)) {
		if (strcmp(glyph.text, "/") == 0) {
			y++;
			column = 0;
			continue;
		}
		if (s)
			ui_put(s, y, x + column, role, glyph.text);
		if (++column > most)
			most = column;
	}
	return most;
}

static int big(struct ui_surface *s, int y, int x, enum ui_role role, const char *text)
{
	struct ui_glyph glyph;
	int start = x;

	while (ui_glyph_next(&text, &glyph)) {
		const char *shape = big_shape(glyph.text[0], s && s->ascii);

		if (shape) {
			x += big_glyph(s, y, x, role, shape) + 1;
		} else {
			if (s)
				ui_put(s, y + UI_BIG_ROWS - 1, x, role, glyph.text);
			x += glyph.width;
		}
	}
	return x - start;
}

int ui_big(struct ui_surface *s, int y, int x, enum ui_role role, const char *text)
{
	return big(s, y, x, role, text);
}

int ui_big_columns(const char *text)
{
	return big(NULL, 0, 0, UI_ROLE_NORMAL, text);
}
