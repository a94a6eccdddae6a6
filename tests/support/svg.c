/*
 * SVG pictures.  Runs of cells with one role become one text each, stretched to their columns, so
 * that the picture stays in its grid whatever monospaced font shows it.
 */
#include "support/svg.h"

#include <string.h>

enum { CELL_W = 9, CELL_H = 19, MARGIN = 12, BAR_H = 28, FONT = 15, BASE = 14 };

static const char ground[] = "#15181e", ink[] = "#d7dae0";

/* Colours 0 to 15 are the terminal's; these are calm ones. */
static const unsigned basic[16] = { 0x15181e, 0xc75c5c, 0x6fae6a, 0xcfa953, 0x5c8fd6, 0xa874c0,
				    0x54a8ab, 0xd7dae0, 0x5b616d, 0xe07a7a, 0x8fce8a, 0xe6c675,
				    0x7faef0, 0xc79be0, 0x78c8cb, 0xffffff };

static unsigned rgb_of(int colour)
{
	static const unsigned steps[] = { 0, 95, 135, 175, 215, 255 };

	if (colour < 16)
		return basic[colour];
	if (colour >= 232)
		return (unsigned)(8 + (colour - 232) * 10) * 0x010101U;
	int c = colour - 16;

	return steps[c / 36] << 16 | steps[c / 6 % 6] << 8 | steps[c % 6];
}

static void colour(char out[8], int number, const char *otherwise)
{
	if (number < 0)
		snprintf(out, 8, "%s", otherwise);
	else
		snprintf(out, 8, "#%06x", rgb_of(number));
}

static void escaped(const char *text, FILE *f)
{
	for (; *text; text++) {
		if (*text == '<')
			fputs("&lt;", f);
		else if (*text == '>')
			fputs("&gt;", f);
		else if (*text == '&')
			fputs("&amp;", f);
		else
			fputc(*text, f);
	}
}

/* One piece of text without two blanks in a row: not every viewer keeps those. */
static void piece(const struct ui_cell *cells, int y, int x, int n, FILE *f)
{
	struct ui_look look =
		ui_style_look(UI_SCHEME_256, UI_GROUND_DARK, (enum ui_role)cells[x].role);
	char fg[8];

	colour(fg, look.fg, look.attrs & UI_ATTR_REVERSE ? ground : ink);
	fprintf(f, "<text x=\"%d\" y=\"%d\" textLength=\"%d\" fill=\"%s\"%s%s>",
		MARGIN + x * CELL_W, BAR_H + MARGIN / 2 + y * CELL_H + BASE, n * CELL_W, fg,
		look.attrs & UI_ATTR_BOLD ? " font-weight=\"bold\"" : "",
		look.attrs & UI_ATTR_UNDERLINE ? " text-decoration=\"underline\"" : "");
	for (int i = 0; i < n; i++)
		escaped(cells[x + i].text, f);
	fputs("</text>\n", f);
}

static bool is_blank(const struct ui_cell *cell)
{
	return strcmp(cell->text, " ") == 0;
}

static void run(const struct ui_cell *cells, int y, int x, int n, FILE *f)
{
	struct ui_look look =
		ui_style_look(UI_SCHEME_256, UI_GROUND_DARK, (enum ui_role)cells[x].role);
	int end = x + n;
	char bg[8];

	colour(bg, look.bg, look.attrs & UI_ATTR_REVERSE ? ink : ground);
	if (look.bg >= 0 || look.attrs & UI_ATTR_REVERSE)
		fprintf(f, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>\n",
			MARGIN + x * CELL_W, BAR_H + MARGIN / 2 + y * CELL_H, n * CELL_W, CELL_H,
			bg);
	while (x < end) {
		int to = x;

		while (to < end && !is_blank(&cells[to]))
			to++;
		while (to + 1 < end && is_blank(&cells[to]) && !is_blank(&cells[to + 1]) && to > x)
			for (to++; to < end && !is_blank(&cells[to]); to++)
				;
		if (to > x)
			piece(cells, y, x, to - x, f);
		x = to > x ? to : x + 1;
	}
}

static void frame(const struct ui_surface *s, const char *title, int width, int height, FILE *f)
{
	fprintf(f,
		"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" "
		"height=\"%d\" role=\"img\" font-size=\"%d\" font-family=\"DejaVu Sans Mono, "
		"Menlo, "
		"Consolas, monospace\">\n<title>",
		width, height, width, height, FONT);
	escaped(title, f);
	fprintf(f,
		"</title>\n"
		"<rect width=\"%d\" height=\"%d\" rx=\"8\" fill=\"%s\"/>\n"
		"<circle cx=\"18\" cy=\"14\" r=\"5\" fill=\"#5b616d\"/>"
		"<circle cx=\"34\" cy=\"14\" r=\"5\" fill=\"#5b616d\"/>"
		"<circle cx=\"50\" cy=\"14\" r=\"5\" fill=\"#5b616d\"/>\n",
		width, height, ground);
	fprintf(f,
		"<text x=\"%d\" y=\"18\" text-anchor=\"middle\" font-size=\"12\" fill=\"#8b919d\">",
		MARGIN + s->cols * CELL_W / 2);
	escaped(title, f);
	fputs("</text>\n", f);
}

void svg_write(const struct ui_surface *s, const char *title, FILE *f)
{
	int width = 2 * MARGIN + s->cols * CELL_W;
	int height = BAR_H + MARGIN + s->rows * CELL_H + MARGIN / 2;

	frame(s, title, width, height, f);
	for (int y = 0; y < s->rows; y++) {
		const struct ui_cell *cells = s->cells + (ptrdiff_t)y * s->stride;

		for (int x = 0, n; x < s->cols; x += n) {
			for (n = 1; x + n < s->cols && cells[x + n].role == cells[x].role; n++)
				;
			run(cells, y, x, n, f);
		}
	}
	if (s->cursor->visible)
		fprintf(f, "<rect x=\"%d\" y=\"%d\" width=\"2\" height=\"%d\" fill=\"%s\"/>\n",
			MARGIN + s->cursor->x * CELL_W,
			BAR_H + MARGIN / 2 + s->cursor->y * CELL_H + 1, CELL_H - 2, ink);
	fputs("</svg>\n", f);
}
