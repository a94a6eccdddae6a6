/*
 * Cells: keeping them, parts of them, putting text into them, reading them back.
 *
 * A wide glyph takes two cells.  Whoever overwrites one half blanks the other, even outside the
 * part he draws on; so no half glyph ever reaches a terminal.
 */
#include "ui/draw/surface.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

static const struct ui_cell blank = { .text = " ", .width = 1, .role = UI_ROLE_NORMAL };

/* One block: the cursor and the cells of a whole surface. */
struct block {
	struct ui_cursor cursor;
	struct ui_cell cells[];
};

static struct ui_cell *cell_at(const struct ui_surface *s, int y, int x)
{
	return s->cells + (ptrdiff_t)y * s->stride + x;
}

bool ui_surface_init(struct ui_surface *s, int rows, int cols)
{
	if (rows < 1)
		rows = 1;
	if (cols < 1)
		cols = 1;
	size_t n = (size_t)rows * (size_t)cols;
	struct block *block = malloc(sizeof *block + n * sizeof block->cells[0]);

	if (!block)
		return false;
	*s = (struct ui_surface){ .cells = block->cells,
				  .rows = rows,
				  .cols = cols,
				  .stride = cols,
				  .cursor = &block->cursor };
	ui_clear(s);
	return true;
}

bool ui_surface_resize(struct ui_surface *s, int rows, int cols)
{
	struct ui_surface other;

	if (rows == s->rows && cols == s->cols) {
		ui_clear(s);
		return true;
	}
	if (!ui_surface_init(&other, rows, cols))
		return false;
	other.ascii = s->ascii;
	ui_surface_free(s);
	*s = other;
	return true;
}

void ui_surface_free(struct ui_surface *s)
{
	free(s->cursor); /* the first member of the block */
	memset(s, 0, sizeof *s);
}

static struct ui_rect cut_to(struct ui_rect r, const struct ui_surface *s)
{
	if (r.y < 0) {
		r.rows += r.y;
		r.y = 0;
	}
	if (r.x < 0) {
		r.cols += r.x;
		r.x = 0;
	}
	if (r.rows > s->rows - r.y)
		r.rows = s->rows - r.y;
	if (r.cols > s->cols - r.x)
		r.cols = s->cols - r.x;
	if (r.rows <= 0 || r.cols <= 0)
		r = (struct ui_rect){ 0, 0, 0, 0 };
	return r;
}

struct ui_surface ui_surface_part(const struct ui_surface *s, struct ui_rect rect)
{
	struct ui_rect r = cut_to(rect, s);
	struct ui_surface part = *s;

	part.cells = cell_at(s, r.y, r.x);
	part.rows = r.rows;
	part.cols = r.cols;
	part.y += r.y;
	part.x += r.x;
	return part;
}

struct ui_rect ui_surface_rect(const struct ui_surface *s)
{
	return (struct ui_rect){ 0, 0, s->rows, s->cols };
}

void ui_clear(struct ui_surface *s)
{
	ui_fill(s, ui_surface_rect(s), UI_ROLE_NORMAL);
	if (s->x == 0 && s->y == 0)
		*s->cursor = (struct ui_cursor){ 0, 0, false };
}

/* The other half of a wide glyph loses its meaning when one half goes. */
static void let_go(struct ui_cell *cell)
{
	if (cell->width == 1)
		return;
	struct ui_cell *other = cell->width == 0 ? cell - 1 : cell + 1;
	uint8_t role = other->role;

	*other = blank;
	other->role = role;
}

static void set_cell(struct ui_cell *cell, const char *text, uint8_t width, enum ui_role role)
{
	let_go(cell);
	memcpy(cell->text, text, sizeof cell->text);
	cell->width = width;
	cell->role = (uint8_t)role;
}

static void put_glyph(struct ui_surface *s, int y, int x, enum ui_role role,
		      const struct ui_glyph *glyph)
{
	struct ui_cell *cell;

	if (s->ascii) {
		char c[UI_GLYPH_BYTES] = { ui_glyph_ascii(glyph->text) };

		for (int i = 0; i < glyph->width; i++, c[0] = ' ')
			if (x + i >= 0 && x + i < s->cols)
				set_cell(cell_at(s, y, x + i), c, 1, role);
		return;
	}
	if (glyph->width == 2 && (x < 0 || x + 1 >= s->cols)) {
		if (x + 1 >= 0 && x < s->cols)
			set_cell(cell_at(s, y, x < 0 ? 0 : x), blank.text, 1, role);
		return;
	}
	if (x < 0 || x >= s->cols)
		return;
	cell = cell_at(s, y, x);
	set_cell(cell, glyph->text, 1, role);
	if (glyph->width == 2) {
		set_cell(cell + 1, (const char[UI_GLYPH_BYTES]){ 0 }, 0, role);
		cell->width = 2;
	}
}

int ui_put(struct ui_surface *s, int y, int x, enum ui_role role, const char *text)
{
	struct ui_glyph glyph;
	int start = x;

	if (y < 0 || y >= s->rows)
		return 0;
	while (x < s->cols && ui_glyph_next(&text, &glyph)) {
		put_glyph(s, y, x, role, &glyph);
		x += glyph.width;
	}
	return (x < s->cols ? x : s->cols) - start > 0 ? (x < s->cols ? x : s->cols) - start : 0;
}

int ui_putf(struct ui_surface *s, int y, int x, enum ui_role role, const char *format, ...)
{
	char text[1024];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	return ui_put(s, y, x, role, text);
}

int ui_put_cut(struct ui_surface *s, int y, int x, int width, enum ui_role role, const char *text)
{
	static const struct ui_glyph dots = { "…", 1 };
	const char *end = text + ui_text_prefix(text, width);
	struct ui_glyph glyph;
	int start = x;

	if (width <= 0 || y < 0 || y >= s->rows)
		return 0;
	bool whole = *end == '\0';

	if (!whole)
		end = text + ui_text_prefix(text, width - 1);
	while (text < end && ui_glyph_next(&text, &glyph)) {
		put_glyph(s, y, x, role, &glyph);
		x += glyph.width;
	}
	if (!whole)
		put_glyph(s, y, x++, role, &dots);
	return x - start;
}

int ui_put_right(struct ui_surface *s, int y, int x, int width, enum ui_role role, const char *text)
{
	int columns = ui_text_columns(text), shift = columns < width ? width - columns : 0;

	return ui_put_cut(s, y, x + shift, width - shift, role, text);
}

size_t ui_row_of_words(const char *text, int width)
{
	const char *newline = strchr(text, '\n');
	size_t fits = ui_text_prefix(text, width);

	if (newline && (size_t)(newline - text) <= fits)
		return (size_t)(newline - text);
	if (text[fits] == '\0' || text[fits] == ' ')
		return fits;
	for (size_t i = fits; i > 0; i--)
		if (text[i - 1] == ' ')
			return i - 1 > 0 ? i - 1 : fits;
	return fits ? fits : ui_text_after(text, 0);
}

int ui_put_wrapped(struct ui_surface *s, struct ui_rect rect, enum ui_role role, const char *text)
{
	char row[1024];
	int rows = 0;

	while (*text && rows < rect.rows && rect.cols > 0) {
		size_t n = ui_row_of_words(text, rect.cols);

		if (n >= sizeof row)
			n = ui_text_prefix(text, (int)sizeof row / UI_GLYPH_BYTES);
		memcpy(row, text, n);
		row[n] = '\0';
		if (s)
			ui_put_cut(s, rect.y + rows, rect.x, rect.cols, role, row);
		rows++;
		text += n;
		while (*text == ' ')
			text++;
		if (*text == '\n')
			text++;
	}
	return rows;
}

void ui_fill(struct ui_surface *s, struct ui_rect rect, enum ui_role role)
{
	struct ui_rect r = cut_to(rect, s);

	for (int y = r.y; y < r.y + r.rows; y++) {
		struct ui_cell *row = cell_at(s, y, 0);

		if (r.cols < s->stride) {
			let_go(row + r.x);
			let_go(row + r.x + r.cols - 1);
		}
		for (int x = r.x; x < r.x + r.cols; x++) {
			row[x] = blank;
			row[x].role = (uint8_t)role;
		}
	}
}

void ui_paint(struct ui_surface *s, struct ui_rect rect, enum ui_role role)
{
	struct ui_rect r = cut_to(rect, s);

	for (int y = r.y; y < r.y + r.rows; y++)
		for (int x = r.x; x < r.x + r.cols; x++)
			cell_at(s, y, x)->role = (uint8_t)role;
}

void ui_cursor_at(struct ui_surface *s, int y, int x, bool visible)
{
	if (y < 0 || y >= s->rows || x < 0 || x >= s->cols)
		return;
	*s->cursor = (struct ui_cursor){ s->y + y, s->x + x, visible };
}

size_t ui_surface_row(const struct ui_surface *s, int y, char *text, size_t size)
{
	size_t n = 0, end = 0;

	for (int x = 0; x < s->cols && y >= 0 && y < s->rows; x++) {
		const struct ui_cell *cell = cell_at(s, y, x);
		size_t len = strlen(cell->text);

		if (n + len >= size)
			break;
		memcpy(text + n, cell->text, len);
		n += len;
		if (strcmp(cell->text, " ") != 0)
			end = n;
	}
	if (size)
		text[end] = '\0';
	return end;
}

void ui_surface_dump(const struct ui_surface *s, FILE *file)
{
	for (int y = 0; y < s->rows; y++) {
		int text_end = 0, role_end = 0;

		for (int x = 0; x < s->cols; x++) {
			if (strcmp(cell_at(s, y, x)->text, " ") != 0)
				text_end = x + 1;
			if (cell_at(s, y, x)->role != UI_ROLE_NORMAL)
				role_end = x + 1;
		}
		fprintf(file, "%2d|", y);
		for (int x = 0; x < text_end; x++)
			fputs(cell_at(s, y, x)->text, file);
		fputc('\n', file);
		if (!role_end)
			continue;
		fputs("  ~", file);
		for (int x = 0; x < role_end; x++)
			fputc(ui_style_letter((enum ui_role)cell_at(s, y, x)->role), file);
		fputc('\n', file);
	}
}
