/*
 * Where somebody starts who does not sell: what the role may do, the rooms it may open, and a line
 * in which a ticket is scanned that says what it is.  Nothing is changed here.
 */
#include "registry.h"

#include "ui/widget/lineedit.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { CODE_MAX = 80 };

struct lobby {
	struct ui_lineedit entry;
	char said[2][200];
	bool good;
};

static bool lobby_open(struct screen *screen, const void *args)
{
	struct lobby *l = screen->state;

	(void)args;
	ui_lineedit_init(&l->entry, CODE_MAX);
	return true;
}

static bool may_scan(const struct screen *screen)
{
	return bo_role_may(bo_acting_role(session_bo(screen)), BO_MAY_CHECK_IN);
}

/* "see how the house is set up, check people in" */
static void list_permissions(enum bo_role role, struct bo_buf *buf)
{
	for (int p = 0, n = 0; p < BO_PERMISSION_COUNT; p++)
		if (bo_role_may(role, (enum bo_permission)p))
			bo_buf_printf(buf, "%s%s", n++ ? ", " : "",
				      bo_permission_words((enum bo_permission)p));
}

static void list_rooms(const struct screen *screen, struct bo_buf *buf)
{
	static const enum command rooms[] = {
#define X(screen, command) command,
		SCREEN_LIST(X)
#undef X
	};
	char key[24], why[200];
	int n = 0;

	for (size_t i = 0; i < sizeof rooms / sizeof rooms[0]; i++) {
		if (!session_may(session_of(screen), command_info(rooms[i])->may, why, sizeof why))
			continue;
		command_key_label(rooms[i], key, sizeof key);
		bo_buf_printf(buf, "%s%s (%s)", n++ ? ", " : "", command_info(rooms[i])->label,
			      key);
	}
}

static void lobby_draw(const struct screen *screen, struct ui_surface *s)
{
	const struct lobby *l = screen->state;
	const struct bo *bo = session_bo(screen);
	struct ui_rect r = { 1, 2, s->rows - 1, s->cols - 4 };
	char text[900];
	struct bo_buf buf = BO_BUF(text);

	bo_buf_printf(&buf, "%s, as %s you may: ", bo_acting_name(bo),
		      bo_role_code(bo_acting_role(bo)));
	list_permissions(bo_acting_role(bo), &buf);
	bo_buf_add(&buf, ".\n\nRooms: ");
	list_rooms(screen, &buf);
	bo_buf_add(&buf, ".\n\n");
	if (bo_role_may(bo_acting_role(bo), BO_MAY_READ_REPORTS))
		bo_buf_add(&buf, "Reports are made by command so far: boxoffice report, boxoffice "
				 "journal show.  ");
	bo_buf_add(&buf, "F10 signs out.");
	r.y += ui_put_wrapped(s, r, UI_ROLE_NORMAL, text) + 1;
	if (!may_scan(screen))
		return;
	r.y += ui_put_wrapped(s, r, UI_ROLE_HEADER,
			      "A ticket scanned or typed here is looked up; nobody is "
			      "checked in by it.") -
	       1;
	ui_put(s, r.y + 1, r.x, UI_ROLE_HINT, "Ticket");
	ui_lineedit_draw(&l->entry, s, r.y + 1, r.x + 7, 30, true);
	for (int i = 0; i < 2; i++)
		ui_put_cut(s, r.y + 3 + i, r.x, r.cols,
			   i == 1 ? (l->good ? UI_ROLE_OK : UI_ROLE_WARN) : UI_ROLE_NORMAL,
			   l->said[i]);
}

static void describe(struct screen *screen, const struct bo_voucher *v, const char *code)
{
	struct lobby *l = screen->state;
	struct bo_buf first = BO_BUF(l->said[0]), second = BO_BUF(l->said[1]);
	char when[SESSION_WHEN];

	l->good = v->code && bo_code_same(code, v->code) && v->state == BO_VOUCHER_RESERVED;
	bo_buf_printf(&first, "%s", v->type);
	if (v->show)
		bo_buf_printf(&first, " · %s %s", v->show,
			      session_when(session_of(screen), v->performance_at, v->zone, when));
	if (l->good)
		bo_buf_add(&second, "Good for this performance.");
	else if (strspn(code, "0123456789") == strlen(code))
		bo_buf_add(&second, "A voucher's number says nothing of its paper: scan it.");
	else if (v->state == BO_VOUCHER_RESERVED)
		bo_buf_printf(&second,
			      "Void: printed again since; the good one is issue %" PRId64 ".",
			      v->issue);
	else
		bo_buf_printf(&second, "Not good: %s.", bo_voucher_state_code(v->state));
}

static unsigned look_up(struct screen *screen)
{
	struct lobby *l = screen->state;
	struct bo_arena arena = { 0 };
	struct bo_voucher voucher;
	char code[CODE_MAX + 1];

	snprintf(code, sizeof code, "%.*s", CODE_MAX, l->entry.text);
	ui_lineedit_set(&l->entry, "");
	l->said[0][0] = l->said[1][0] = '\0';
	if (!*code)
		return UI_HANDLED | UI_REDRAW;
	if (!session_failed(screen, bo_voucher_find(session_bo(screen), &arena, code, &voucher)))
		describe(screen, &voucher, code);
	bo_arena_clear(&arena);
	return UI_HANDLED | UI_REDRAW | (l->good ? 0 : (unsigned)UI_BELL);
}

static unsigned lobby_event(struct screen *screen, const struct ui_event *event)
{
	struct lobby *l = screen->state;

	if (session_has_news(screen, event))
		return UI_REDRAW;
	if (ui_key_is(event, UI_KEY_ESC, 0)) {
		if (l->entry.len == 0)
			app_escaped(screen->app, "F10 leaves this screen.");
		ui_lineedit_set(&l->entry, "");
		return UI_HANDLED | UI_REDRAW;
	}
	if (!may_scan(screen))
		return UI_IGNORED;
	if (ui_key_is(event, UI_KEY_ENTER, 0))
		return look_up(screen);
	return ui_lineedit_event(&l->entry, event);
}

const struct screen_ops lobby_screen = {
	.name = "lobby",
	.title = "Lobby",
	.state_size = sizeof(struct lobby),
	.open = lobby_open,
	.draw = lobby_draw,
	.event = lobby_event,
};
