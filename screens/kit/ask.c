/*
 * The question and the line to fill in.
 *
 * A question answers only to keys typed after it was painted.  A line to fill in takes what was
 * typed ahead: whoever asked for it knows it comes.  Esc is always "no answer".
 */
#include "kit/ask.h"

#include "ui/widget/lineedit.h"

struct question {
	struct ui_dialog dialog;
	int answer;
};

static bool ask_open(struct screen *screen, const void *args)
{
	struct question *q = screen->state;
	const struct ui_dialog *dialog = args;

	q->dialog = *dialog;
	if (q->dialog.role == UI_ROLE_NORMAL)
		q->dialog.role = UI_ROLE_BORDER;
	return true;
}

static void ask_draw(const struct screen *screen, struct ui_surface *s)
{
	const struct question *q = screen->state;

	ui_dialog_draw(&q->dialog, s, 0, NULL);
}

static unsigned ask_event(struct screen *screen, const struct ui_event *event)
{
	struct question *q = screen->state;

	if (ui_key_is(event, UI_KEY_ESC, 0))
		return UI_CLOSE;
	q->answer = ui_dialog_answer(&q->dialog, event);
	if (q->answer >= 0) {
		screen->result = &q->answer;
		return UI_CLOSE;
	}
	/* a question is on the screen: nothing else is meant to happen meanwhile */
	if (event->type == UI_EVENT_KEY && event->text[0])
		return UI_HANDLED | UI_BELL;
	return event->type == UI_EVENT_PASTE ? UI_HANDLED | UI_BELL : UI_IGNORED;
}

const struct screen_ops ask_screen = {
	.name = "ask",
	.state_size = sizeof(struct question),
	.overlay = true,
	.question = true,
	.open = ask_open,
	.draw = ask_draw,
	.event = ask_event,
};

bool ask_may_drop(struct screen *screen, const char *title, bool lost)
{
	if (lost)
		app_push(screen->app, &ask_screen,
			 &(struct ui_dialog){
				 .title = title,
				 .text = "What was filled in here is lost when you go back.",
				 .role = UI_ROLE_WARN,
				 .answers = { { "d", "Drop it" }, { "<Esc>", "Stay here" } } },
			 ASK_TAG_DROP);
	return !lost;
}

unsigned ask_dropped(const void *result, bool *drop)
{
	*drop = result && *(const int *)result == 0;
	return *drop ? UI_CLOSE : UI_HANDLED | UI_REDRAW;
}

struct line {
	struct prompt prompt;
	struct ui_lineedit edit;
};

static bool prompt_open(struct screen *screen, const void *args)
{
	struct line *l = screen->state;
	const struct prompt *prompt = args;

	l->prompt = *prompt;
	ui_lineedit_init(&l->edit, prompt->limit ? prompt->limit : 200);
	l->edit.mask = prompt->mask;
	if (prompt->prefill)
		ui_lineedit_prefill(&l->edit, prompt->prefill);
	return true;
}

static void prompt_draw(const struct screen *screen, struct ui_surface *s)
{
	const struct line *l = screen->state;
	struct ui_dialog dialog = { .title = l->prompt.title,
				    .text = l->prompt.text,
				    .role = UI_ROLE_BORDER,
				    .answers = { { "<Enter>", "OK" }, { "<Esc>", "Back" } } };
	struct ui_rect room;

	ui_dialog_draw(&dialog, s, 1, &room);
	ui_lineedit_draw(&l->edit, s, room.y, room.x, room.cols, true);
}

static unsigned prompt_event(struct screen *screen, const struct ui_event *event)
{
	struct line *l = screen->state;

	if (ui_key_is(event, UI_KEY_ESC, 0))
		return UI_CLOSE;
	if (ui_key_is(event, UI_KEY_ENTER, 0)) {
		if (l->edit.len == 0 && !l->prompt.may_be_empty)
			return UI_HANDLED | UI_BELL;
		screen->result = l->edit.text;
		return UI_CLOSE;
	}
	return ui_lineedit_event(&l->edit, event);
}

const struct screen_ops prompt_screen = {
	.name = "prompt",
	.state_size = sizeof(struct line),
	.overlay = true,
	.open = prompt_open,
	.draw = prompt_draw,
	.event = prompt_event,
};
