/*
 * Several lines of text.  A row is a piece of the text, found anew from its beginning each time:
 * texts are short, and there is no list of rows that could disagree with them.
 */
#include "ui/widget/textarea.h"

#include <string.h>

/* A row: bytes from start to end; the next one begins at next. */
struct row {
	size_t start, end, next;
	bool last;
};

/* Where the row that begins at start ends: at a newline, else behind the last blank that fits. */
static struct row row_at(const char *text, size_t start, int width)
{
	size_t fits = start + ui_text_prefix(text + start, width > 1 ? width : 1), at;
	const char *newline = strchr(text + start, '\n');

	if (newline && newline <= text + fits) {
		at = (size_t)(newline - text);
		return (struct row){ start, at, at + 1, false };
	}
	if (!text[fits])
		return (struct row){ start, fits, fits, true };
	for (at = fits; at > start; at--)
		if (text[at - 1] == ' ')
			return (struct row){ start, at, at, false };
	at = fits > start ? fits : ui_text_after(text, start);
	return (struct row){ start, at, at, false };
}

/* The row of the cursor; *number counts from 0. */
static struct row row_of(const struct ui_lineedit *e, size_t at, int width, int *number)
{
	struct row row = row_at(e->text, 0, width);

	for (*number = 0; !row.last && row.next <= at; ++*number)
		row = row_at(e->text, row.next, width);
	return row;
}

static int columns_between(const struct ui_lineedit *e, size_t from, size_t to)
{
	const char *p = e->text + from;
	struct ui_glyph glyph;
	int columns = 0;

	while (p < e->text + to && ui_glyph_next(&p, &glyph))
		columns += glyph.width;
	return columns;
}

/* The cursor to a row, as near to a column as it goes. */
static unsigned go(struct ui_lineedit *e, struct row row, int column)
{
	size_t at = row.start + ui_text_prefix(e->text + row.start, column);

	if (at > row.end)
		at = row.end;
	if (at == row.next && !row.last && at > row.start)
		at = ui_text_before(e->text, at); /* there the next row begins */
	e->at = at;
	return UI_HANDLED | UI_REDRAW;
}

static unsigned move(struct ui_lineedit *e, int width, int step)
{
	int number, column, wanted;
	struct row row = row_of(e, e->at, width, &number);

	if ((step < 0 && number == 0) || (step > 0 && row.last))
		return UI_IGNORED;
	column = columns_between(e, row.start, e->at);
	wanted = number + step;
	row = row_at(e->text, 0, width);
	for (int i = 0; i < wanted; i++)
		row = row_at(e->text, row.next, width);
	return go(e, row, column);
}

static unsigned insert(struct ui_lineedit *e, const char *text, size_t n)
{
	size_t limit = e->limit && e->limit < UI_LINE_MAX ? e->limit : UI_LINE_MAX;

	if (n > limit - e->len)
		return UI_HANDLED | UI_BELL;
	memmove(e->text + e->at + n, e->text + e->at, e->len - e->at + 1);
	memcpy(e->text + e->at, text, n);
	e->len += n;
	e->at += n;
	return UI_HANDLED | UI_REDRAW | UI_CHANGED;
}

/* Newlines of any kind stay newlines, tabs become blanks, other controls nothing. */
static unsigned paste(struct ui_lineedit *e, const char *text)
{
	char clean[UI_LINE_MAX + 1];
	size_t n = 0, bytes;

	for (; *text && n + 4 < sizeof clean; text += bytes) {
		uint32_t c = ui_utf8_decode(text, &bytes);

		if (c == '\r' && text[bytes] == '\n')
			continue;
		if (c == '\r')
			c = '\n';
		if (c == '\t')
			c = ' ';
		if (c == '\n' || (c >= 0x20 && c != 0x7F && !(c >= 0x80 && c < 0xA0))) {
			char utf8[5];
			size_t len = ui_utf8_encode(c, utf8);

			memcpy(clean + n, utf8, len);
			n += len;
		}
	}
	return *text ? UI_HANDLED | UI_BELL : insert(e, clean, n);
}

static unsigned erase(struct ui_lineedit *e, size_t from, size_t to)
{
	if (from == to)
		return UI_HANDLED;
	memmove(e->text + from, e->text + to, e->len - to + 1);
	e->len -= to - from;
	e->at = from;
	return UI_HANDLED | UI_REDRAW | UI_CHANGED;
}

/* Ctrl-U and Ctrl-K: to the newline before or behind the cursor, not the whole text. */
static unsigned erase_line(struct ui_lineedit *e, bool before)
{
	size_t from = e->at, to = from;

	while (before && from > 0 && e->text[from - 1] != '\n')
		from--;
	while (!before && to < e->len && e->text[to] != '\n')
		to++;
	return erase(e, from, to);
}

unsigned ui_textarea_event(struct ui_lineedit *e, int width, const struct ui_event *event)
{
	bool home = ui_key_is(event, UI_KEY_HOME, 0) || ui_key_is(event, 'a', UI_MOD_CTRL);
	bool end = ui_key_is(event, UI_KEY_END, 0) || ui_key_is(event, 'e', UI_MOD_CTRL);
	struct row row;
	int number;

	e->fresh = false; /* a text of several lines is not replaced by one key */
	if (event->type == UI_EVENT_PASTE)
		return paste(e, event->paste);
	if (ui_key_is(event, UI_KEY_ENTER, 0))
		return insert(e, "\n", 1);
	if (ui_key_is(event, UI_KEY_UP, 0) || ui_key_is(event, UI_KEY_DOWN, 0))
		return move(e, width, event->key.code == UI_KEY_UP ? -1 : 1);
	if (home || end) {
		row = row_of(e, e->at, width, &number);
		return go(e, row, home ? 0 : width);
	}
	if (ui_key_is(event, 'u', UI_MOD_CTRL) || ui_key_is(event, 'k', UI_MOD_CTRL))
		return erase_line(e, event->key.code == 'u');
	return ui_lineedit_event(e, event);
}

static void draw_row(const struct ui_lineedit *e, struct row row, struct ui_surface *s, int y,
		     int x, enum ui_role role)
{
	const char *p = e->text + row.start;
	struct ui_glyph glyph;

	for (; p < e->text + row.end && ui_glyph_next(&p, &glyph); x += glyph.width)
		ui_put(s, y, x, role, glyph.text);
}

void ui_textarea_draw(const struct ui_lineedit *e, struct ui_surface *s, struct ui_rect rect,
		      bool focus)
{
	enum ui_role role = focus ? UI_ROLE_ENTRY : UI_ROLE_ENTRY_OFF;
	int number, top = 0, y = 0;
	struct row here = row_of(e, e->at, rect.cols, &number);
	struct row row = row_at(e->text, 0, rect.cols);

	if (rect.rows <= 0 || rect.cols <= 0)
		return;
	ui_fill(s, rect, role);
	if (focus && number >= rect.rows)
		top = number - rect.rows + 1;
	for (int i = 0; i < top; i++)
		row = row_at(e->text, row.next, rect.cols);
	for (; y < rect.rows; y++) {
		draw_row(e, row, s, rect.y + y, rect.x, role);
		if (row.last)
			break;
		row = row_at(e->text, row.next, rect.cols);
	}
	if (top > 0)
		ui_put(s, rect.y, rect.x + rect.cols - 1, role, "…");
	if (y == rect.rows)
		ui_put(s, rect.y + y - 1, rect.x + rect.cols - 1, role, "…");
	if (focus)
		ui_cursor_at(s, rect.y + number - top,
			     rect.x + columns_between(e, here.start, e->at), true);
}
