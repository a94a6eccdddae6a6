/*
 * Members: marked, added, changed, taken off the list.
 *
 * Taking off asks once, with what is lost: what a member has used stays written, and comes back
 * with the member.
 */
#include "audiences/member_state.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { CODE, EMAIL, CATEGORY, LOCATION, QUANTITY, NAME, FIELDS };
enum { CODE_COLUMNS = 34, TEXT_COLUMNS = 44 };

bool member_may_change(const struct screen *screen)
{
	const struct member_page *p = screen->state;

	if (p->audience.kind == BO_AUDIENCE_ATTENDEES) {
		app_warn(screen->app, "These are tickets: sales, refunds and exchanges change the "
				      "list by themselves. F3 changes the performances.");
		return false;
	}
	return audience_may(screen);
}

/* --- Marks --- */

static bool mark(struct member_page *p, int64_t id, bool on)
{
	return marks_put(&p->marks, id, on, MEMBER_MARKS);
}

unsigned member_mark(struct screen *screen)
{
	struct member_page *p = screen->state;
	const struct bo_member *m = member_here(p);

	if (!m)
		return UI_HANDLED | UI_BELL;
	if (!mark(p, m->id, !marks_have(&p->marks, m->id)))
		app_warn(screen->app, "More than %d cannot be marked at once.", MEMBER_MARKS);
	const struct ui_event down = ui_event_key(UI_KEY_DOWN, 0);

	return screen->ops->event(screen, &down) | UI_REDRAW;
}

/* Marks what the search finds, part by part; when all of it is marked already, nothing is. */
unsigned member_mark_found(struct screen *screen)
{
	struct member_page *p = screen->state;
	struct member_reader reader = { .audience_id = p->audience_id, .words = p->window.words };
	size_t before = p->marks.n, found = 0;
	struct bo_members list;
	bool room = true;

	while (room && member_reader_next(screen, &reader, &list)) {
		for (size_t i = 0; room && i < list.n; i++) {
			room = mark(p, list.row[i].id, true);
			found += room;
		}
		if (!app_progress(screen->app, (int64_t)found, 0))
			break;
	}
	member_reader_end(&reader);
	if (!room)
		app_warn(screen->app, "The first %d are marked, more cannot be at once.",
			 MEMBER_MARKS);
	else if (found > 0 && p->marks.n == before)
		p->marks.n = 0;
	return UI_HANDLED | UI_REDRAW;
}

/* The marked ones, or the one of the cursor. */
static const int64_t *chosen(const struct member_page *p, size_t *n)
{
	const struct bo_member *m = member_here(p);

	*n = p->marks.n > 0 ? p->marks.n : m ? 1 : 0;
	return p->marks.n > 0 ? p->marks.id : m ? &m->id : NULL;
}

/* --- Added and edited --- */

/* A number that was not given stays what it is, which is no limit too. */
static enum bo_status read_quantity(struct ui_form *form, int field,
				    struct bo_member_fields *fields)
{
	fields->quantity_given = *fill_text(form, field) != '\0';
	return fill_number(form, field, true, &fields->quantity);
}

static enum bo_status save_member(struct screen *screen, struct ui_form *form, void *arg)
{
	struct member_page *p = arg;
	struct bo_arena arena = { 0 };
	struct bo_member_fields f = { .code = bo_arena_copy(&arena, fill_text(form, CODE)),
				      .email = bo_arena_copy(&arena, fill_text(form, EMAIL)),
				      .name = bo_arena_copy(&arena, fill_text(form, NAME)),
				      .category = bo_arena_copy(&arena, fill_text(form, CATEGORY)),
				      .location =
					      bo_arena_copy(&arena, fill_text(form, LOCATION)) };
	enum bo_status status = read_quantity(form, QUANTITY, &f);
	bool memory = f.code && f.email && f.name && f.category && f.location;
	int64_t id;

	if (!status && !memory)
		status = BO_NO_MEMORY;
	else if (!status && p->room.id)
		status = bo_member_edit(session_bo(screen), p->room.id, &f);
	else if (!status)
		status = bo_member_add(session_bo(screen), p->audience_id, &f, &id);
	bo_arena_clear(&arena);
	return status;
}

static unsigned open_form(struct screen *screen, const struct bo_member *m)
{
	struct member_page *p = screen->state;
	char quantity[32] = "";

	if (m && m->quantity == BO_NONE)
		snprintf(quantity, sizeof quantity, "none");
	else if (m)
		audience_quantity(m->quantity, quantity);
	bo_arena_clear(&p->room.lent);
	p->room.id = m ? m->id : 0;
	snprintf(p->room.title, sizeof p->room.title, m ? "Member" : "Add a member");
	snprintf(p->room.text, sizeof p->room.text,
		 m && m->used > 0 ? "%" PRId64 " of it %s used; what is left follows the quantity."
				  : "A code or an e-mail, or both.",
		 m ? m->used : 0, m && m->used == 1 ? "is" : "are");
	struct fill_field *f = p->room.field;

	f[CODE] = (struct fill_field){ .label = "Code",
				       .name = "code",
				       .width = CODE_COLUMNS,
				       .limit = BO_MEMBER_CODE_MAX,
				       .text = m ? bo_arena_copy(&p->room.lent, m->code) : NULL,
				       .hint = "Case, accents, blanks, hyphens make no other code; "
					       "zeros do." };
	f[EMAIL] = fill_line("E-mail", "email", TEXT_COLUMNS,
			     m ? bo_arena_copy(&p->room.lent, m->email) : NULL, NULL);
	f[CATEGORY] = fill_line("Category", "category", CODE_COLUMNS,
				m ? bo_arena_copy(&p->room.lent, m->category) : NULL, NULL);
	f[LOCATION] = fill_line("Location", "location", TEXT_COLUMNS,
				m ? bo_arena_copy(&p->room.lent, m->location) : NULL,
				"Such as Stalls / C / 12: kept as given.");
	f[QUANTITY] = fill_line("Quantity", "quantity", 12, bo_arena_copy(&p->room.lent, quantity),
				"Uses; none: no limit. Empty: as the audience says.");
	f[NAME] = fill_line("Name", "name", TEXT_COLUMNS,
			    m ? bo_arena_copy(&p->room.lent, m->name) : NULL, NULL);
	return fill_room_open(screen, &p->room, FIELDS, save_member, p, MEMBER_TAG_FORM);
}

unsigned member_add(struct screen *screen)
{
	return member_may_change(screen) ? open_form(screen, NULL) : UI_HANDLED | UI_REDRAW;
}

unsigned member_edit(struct screen *screen)
{
	const struct bo_member *m = member_here(screen->state);

	if (!m)
		return UI_HANDLED | UI_BELL;
	return member_may_change(screen) ? open_form(screen, m) : UI_HANDLED | UI_REDRAW;
}

/* --- Their quantity --- */

static enum bo_status save_quantity(struct screen *screen, struct ui_form *form, void *arg)
{
	int64_t quantity = BO_NONE;
	enum bo_status status = fill_number(form, 0, true, &quantity);
	size_t n = 0;
	const int64_t *ids = chosen(arg, &n);

	if (!*fill_text(form, 0))
		return fill_fault(form, 0, "A whole number, or none.");
	if (!status)
		status = bo_member_set_quantity(session_bo(screen), ids, n, quantity, app_progress,
						screen->app);
	if (!status)
		app_info(screen->app, "%zu changed.", n);
	return status;
}

unsigned member_ask_quantity(struct screen *screen)
{
	struct member_page *p = screen->state;
	size_t n = 0;

	if (!chosen(p, &n))
		return UI_HANDLED | UI_BELL;
	if (!member_may_change(screen))
		return UI_HANDLED | UI_REDRAW;
	bo_arena_clear(&p->room.lent);
	snprintf(p->room.title, sizeof p->room.title, "Quantity");
	if (n == 1)
		snprintf(p->room.text, sizeof p->room.text, "How often the member may use offers:");
	else
		snprintf(p->room.text, sizeof p->room.text,
			 "How often each of the %zu marked members may use offers:", n);
	p->room.field[0] = fill_line("Quantity", "quantity", 12, NULL,
				     "none: no limit. Below what is used, nothing is left.");
	return fill_room_open(screen, &p->room, 1, save_quantity, p, MEMBER_TAG_QUANTITY);
}

/* --- Off the list --- */

unsigned member_ask_remove(struct screen *screen)
{
	struct member_page *p = screen->state;
	const struct bo_member *m = member_here(p);
	size_t n = 0;

	if (!chosen(p, &n))
		return UI_HANDLED | UI_BELL;
	if (!member_may_change(screen))
		return UI_HANDLED | UI_REDRAW;
	if (n == 1 && p->marks.n == 0 && m)
		snprintf(p->room.text, sizeof p->room.text, "Remove %s from %s?",
			 *m->code ? m->code : m->email, p->audience.name);
	else
		snprintf(p->room.text, sizeof p->room.text,
			 "Remove the %zu marked member%s from %s?", n, n == 1 ? "" : "s",
			 p->audience.name);
	return fill_room_ask(screen, &p->room, "Remove members", "r", "Remove", MEMBER_TAG_REMOVE);
}

unsigned member_remove(struct screen *screen)
{
	struct member_page *p = screen->state;
	size_t n = 0;
	const int64_t *ids = chosen(p, &n);

	if (!session_failed(screen, bo_member_remove(session_bo(screen), ids, n))) {
		app_info(screen->app, "%zu removed.", n);
		p->marks.n = 0;
	}
	return UI_RECALC | UI_REDRAW;
}
