/*
 * The dialog.  Letters answer in either case; nothing answers by accident, because Enter does only
 * where the dialog says so.
 */
#include "ui/widget/dialog.h"

#include <ctype.h>
#include <stdio.h>

static uint32_t lower(uint32_t code)
{
	return code < 0x80 ? (uint32_t)tolower((int)code) : code;
}

int ui_dialog_answer(const struct ui_dialog *d, const struct ui_event *event)
{
	if (event->type != UI_EVENT_KEY)
		return -1;
	if (d->enter > 0 && ui_key_is(event, UI_KEY_ENTER, 0))
		return d->enter - 1;
	for (int i = 0; i < UI_ANSWERS && d->answers[i].key; i++) {
		const char *p = d->answers[i].key;
		struct ui_key key;

		if (ui_key_parse(&p, &key) && lower(key.code) == lower(event->key.code) &&
		    key.mods == event->key.mods)
			return i;
	}
	return -1;
}

static int answers_columns(const struct ui_dialog *d)
{
	int columns = 0;
	char key[24];

	for (int i = 0; i < UI_ANSWERS && d->answers[i].key; i++) {
		const char *p = d->answers[i].key;
		struct ui_key k = { 0, 0 };

		ui_key_parse(&p, &k);
		ui_key_label(k, key, sizeof key);
		columns += ui_text_columns(key) + ui_text_columns(d->answers[i].label) + 4;
	}
	return columns;
}

static void draw_answers(const struct ui_dialog *d, struct ui_surface *s, int y)
{
	int x = 0;

	for (int i = 0; i < UI_ANSWERS && d->answers[i].key; i++) {
		const char *p = d->answers[i].key;
		struct ui_key k = { 0, 0 };
		char key[24];

		ui_key_parse(&p, &k);
		ui_key_label(k, key, sizeof key);
		x += ui_put(s, y, x, UI_ROLE_BAR_KEY, key);
		x += ui_put(s, y, x, UI_ROLE_BAR, " ");
		x += ui_put(s, y, x, UI_ROLE_BAR, d->answers[i].label);
		x += ui_put(s, y, x, UI_ROLE_BAR, " ") + 1;
	}
}

struct ui_rect ui_dialog_draw(const struct ui_dialog *d, struct ui_surface *s, int inside,
			      struct ui_rect *room)
{
	int width = answers_columns(d), most = s->cols - 4 < 68 ? s->cols - 4 : 68;
	int text_columns = ui_text_columns(d->text);

	if (width < text_columns)
		width = text_columns;
	if (width < 36)
		width = 36;
	if (width < d->columns)
		width = d->columns;
	if (width > most - 4)
		width = most - 4;
	int rows = ui_put_wrapped(NULL, (struct ui_rect){ 0, 0, s->rows, width }, UI_ROLE_NORMAL,
				  d->text);
	int height = rows + inside + (inside ? 1 : 0) + 4;
	struct ui_rect box = { (s->rows - height) / 3, (s->cols - width - 4) / 2, height,
			       width + 4 };

	if (box.y < 0)
		box.y = 0;
	ui_fill(s, box, UI_ROLE_NORMAL);
	ui_box(s, box, d->role, d->title);
	struct ui_surface in = ui_surface_part(
		s, (struct ui_rect){ box.y + 1, box.x + 2, box.rows - 2, box.cols - 4 });

	ui_put_wrapped(&in, (struct ui_rect){ 0, 0, rows, in.cols }, UI_ROLE_NORMAL, d->text);
	draw_answers(d, &in, height - 3);
	if (room)
		*room = (struct ui_rect){ box.y + 1 + rows + 1, box.x + 2, inside, width };
	return box;
}
