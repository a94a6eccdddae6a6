/*
 * The line editor.  The cursor is a byte offset on the start of a glyph; what part is seen follows
 * from it when drawing, so there is no scroll state to go wrong on a resize.
 */
#include "ui/widget/lineedit.h"

#include <string.h>

void ui_lineedit_init(struct ui_lineedit *e, size_t limit)
{
	e->len = e->at = 0;
	e->text[0] = '\0';
	e->limit = limit && limit < UI_LINE_MAX ? limit : UI_LINE_MAX;
	e->mask = e->fresh = false;
}

static size_t limit_of(const struct ui_lineedit *e)
{
	return e->limit && e->limit < UI_LINE_MAX ? e->limit : UI_LINE_MAX;
}

void ui_lineedit_set(struct ui_lineedit *e, const char *text)
{
	size_t n = 0;

	while (text[n]) {
		size_t next = ui_text_after(text, n);

		if (next > limit_of(e))
			break;
		n = next;
	}
	memcpy(e->text, text, n);
	e->text[n] = '\0';
	e->len = e->at = n;
	e->fresh = false;
}

void ui_lineedit_prefill(struct ui_lineedit *e, const char *text)
{
	ui_lineedit_set(e, text);
	e->fresh = e->len > 0;
}

static unsigned erase(struct ui_lineedit *e, size_t from, size_t to)
{
	e->fresh = false;
	if (from >= to)
		return UI_HANDLED;
	memmove(e->text + from, e->text + to, e->len - to + 1);
	e->len -= to - from;
	e->at = from;
	return UI_HANDLED | UI_REDRAW | UI_CHANGED;
}

static unsigned insert(struct ui_lineedit *e, const char *text, size_t n)
{
	if (e->fresh)
		erase(e, 0, e->len);
	if (n == 0)
		return UI_HANDLED;
	if (n > limit_of(e) - e->len)
		return UI_HANDLED | UI_BELL;
	memmove(e->text + e->at + n, e->text + e->at, e->len - e->at + 1);
	memcpy(e->text + e->at, text, n);
	e->len += n;
	e->at += n;
	return UI_HANDLED | UI_REDRAW | UI_CHANGED;
}

/* Pasted text as one line: blanks for what breaks lines, nothing for other controls. */
static unsigned paste(struct ui_lineedit *e, const char *text)
{
	char line[UI_LINE_MAX + 2];
	size_t n = 0;

	while (*text && (*text == '\n' || *text == '\r'))
		text++;
	while (*text && n + 4 < sizeof line) {
		size_t bytes;
		uint32_t c = ui_utf8_decode(text, &bytes);

		if (c == '\r' && text[bytes] == '\n') {
			text += bytes;
			continue;
		}
		if (c == '\n' || c == '\r' || c == '\t')
			c = ' ';
		text += bytes;
		if (c >= 0x20 && c != 0x7F && !(c >= 0x80 && c < 0xA0)) {
			char utf8[5];
			size_t len = ui_utf8_encode(c, utf8);

			memcpy(line + n, utf8, len);
			n += len;
		}
	}
	if (*text)
		return UI_HANDLED | UI_BELL; /* too long for any field */
	while (n > 0 && line[n - 1] == ' ')
		n--;
	return insert(e, line, n);
}

static size_t word_before(const struct ui_lineedit *e)
{
	size_t at = e->at;

	while (at > 0 && e->text[at - 1] == ' ')
		at--;
	while (at > 0 && e->text[at - 1] != ' ')
		at--;
	return at;
}

static size_t word_after(const struct ui_lineedit *e)
{
	size_t at = e->at;

	while (at < e->len && e->text[at] == ' ')
		at++;
	while (at < e->len && e->text[at] != ' ')
		at++;
	return at;
}

static unsigned go(struct ui_lineedit *e, size_t at)
{
	e->at = at;
	e->fresh = false;
	return UI_HANDLED | UI_REDRAW;
}

static unsigned with_ctrl(struct ui_lineedit *e, uint32_t code)
{
	switch (code) {
	case 'a':
		return go(e, 0);
	case 'e':
		return go(e, e->len);
	case 'u':
		return erase(e, 0, e->at);
	case 'k':
		return erase(e, e->at, e->len);
	case 'w':
	case UI_KEY_BACKSPACE:
		return erase(e, word_before(e), e->at);
	case UI_KEY_LEFT:
		return go(e, word_before(e));
	case UI_KEY_RIGHT:
		return go(e, word_after(e));
	default:
		return UI_IGNORED;
	}
}

unsigned ui_lineedit_event(struct ui_lineedit *e, const struct ui_event *event)
{
	uint32_t code = event->key.code;

	if (event->type == UI_EVENT_PASTE)
		return paste(e, event->paste);
	if (event->type != UI_EVENT_KEY)
		return UI_IGNORED;
	if (event->text[0])
		return insert(e, event->text, strlen(event->text));
	if ((event->key.mods & UI_MOD_ALT) && code < UI_KEY_NONE)
		return UI_IGNORED; /* a command */
	if (event->key.mods & (UI_MOD_CTRL | UI_MOD_ALT))
		return event->key.mods & UI_MOD_SHIFT ? UI_IGNORED : with_ctrl(e, code);
	switch (code) {
	case UI_KEY_LEFT:
		return go(e, ui_text_before(e->text, e->at));
	case UI_KEY_RIGHT:
		return go(e, ui_text_after(e->text, e->at));
	case UI_KEY_HOME:
		return go(e, 0);
	case UI_KEY_END:
		return go(e, e->len);
	case UI_KEY_BACKSPACE:
		if (e->fresh)
			return erase(e, 0, e->len);
		return erase(e, ui_text_before(e->text, e->at), e->at);
	case UI_KEY_DELETE:
		if (e->at == e->len)
			return UI_IGNORED; /* it may be a command */
		return erase(e, e->at, ui_text_after(e->text, e->at));
	default:
		return UI_IGNORED;
	}
}

void ui_lineedit_draw(const struct ui_lineedit *e, struct ui_surface *s, int y, int x, int width,
		      bool focus)
{
	enum ui_role role = focus ? UI_ROLE_ENTRY : UI_ROLE_ENTRY_OFF;
	struct ui_surface part = ui_surface_part(s, (struct ui_rect){ y, x, 1, width });
	struct ui_glyph glyph;
	const char *p = e->text;
	int column = 0, cursor = 0, scroll;

	while (p < e->text + e->at && ui_glyph_next(&p, &glyph))
		cursor += e->mask ? 1 : glyph.width;
	scroll = focus && cursor >= width ? cursor - width + 1 : 0;
	ui_fill(&part, ui_surface_rect(&part), role);
	for (p = e->text; ui_glyph_next(&p, &glyph); column += e->mask ? 1 : glyph.width)
		ui_put(&part, 0, column - scroll, role, e->mask ? "•" : glyph.text);
	if (scroll > 0)
		ui_put(&part, 0, 0, role, "…");
	if (!focus && column > width) /* where nobody is, the beginning tells more */
		ui_put(&part, 0, width - 1, role, "…");
	if (focus)
		ui_cursor_at(&part, 0, cursor - scroll, true);
}
