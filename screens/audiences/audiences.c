/*
 * The audiences: what there is, how many are in each, what was used of it.
 *
 * Typing narrows the list, so what is done to one has function keys or Alt; a new one first says
 * where its members come from, as that cannot be changed later.
 */
#include "audiences/audience.h"
#include "kit/ask.h"
#include "registry.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { FOLDED = 600 };
enum {
	TAG_KIND = 1,
	TAG_PLACES,
	TAG_PARTS,
	TAG_NEW,
	TAG_EDIT,
	TAG_DELETE,
	TAG_MEMBERS,
};
enum { MAKE_LIST, MAKE_ATTENDEES, MAKE_COMBINED, MAKES };

struct audiences {
	struct bo_arena arena;
	struct bo_audiences all;
	size_t *shown; /* rows of all */
	size_t n_shown;
	struct ui_picker picker;
	struct audience_work work;
	int make[MAKES], n_makes; /* kinds of new ones to choose from */
};

/* --- Words shared with the other screens of audiences --- */

bool audience_words_in(const char *text, const char *words)
{
	char folded[FOLDED], wanted[FOLDED];

	bo_text_fold(text, folded, sizeof folded);
	bo_text_fold(words, wanted, sizeof wanted);
	for (char *rest = NULL, *word = strtok_r(wanted, " ", &rest); word;
	     word = strtok_r(NULL, " ", &rest))
		if (!strstr(folded, word))
			return false;
	return true;
}

const char *audience_quantity(int64_t quantity, char text[32])
{
	if (quantity == BO_NONE)
		snprintf(text, 32, "no limit");
	else
		snprintf(text, 32, "%" PRId64, quantity);
	return text;
}

const char *audience_number(int64_t quantity, char text[32])
{
	if (quantity == BO_NONE)
		snprintf(text, 32, "-");
	else
		snprintf(text, 32, "%" PRId64, quantity);
	return text;
}

bool audience_may(const struct screen *screen)
{
	return !session_failed(screen, bo_require(session_bo(screen), BO_MAY_KEEP_AUDIENCES));
}

/* --- What works --- */

static const struct bo_audience *here(const struct audiences *a)
{
	int row = a->picker.list.row;

	return row >= 0 && row < (int)a->n_shown ? &a->all.row[a->shown[row]] : NULL;
}

static bool any(const struct screen *screen)
{
	return here(screen->state) != NULL;
}

static const struct command_ref audiences_commands[] = {
	{ .command = CMD_OPEN, .label = "Members", .enabled = any, .why = "nothing is listed" },
	{ .command = CMD_NEW },
	{ .command = CMD_DELETE, .enabled = any, .why = "nothing is listed" },
	{ .command = CMD_EDIT_AUDIENCE,
	  .label = "Edit",
	  .enabled = any,
	  .why = "nothing is listed" },
	{ .command = CMD_REFRESH, .hidden = true },
	{ .command = CMD_NONE },
};

/* --- The model --- */

static struct ui_rect list_part(int rows, int cols)
{
	return (struct ui_rect){ 0, 1, rows, cols - 2 };
}

static void audiences_layout(struct screen *screen, int rows, int cols)
{
	struct audiences *a = screen->state;

	ui_picker_layout(&a->picker, list_part(rows, cols).rows, (int)a->n_shown);
}

static void narrow(struct audiences *a)
{
	a->n_shown = 0;
	for (size_t i = 0; a->shown && i < a->all.n; i++)
		if (audience_words_in(a->all.row[i].name, a->picker.query.text))
			a->shown[a->n_shown++] = i;
}

static void stand_on(struct audiences *a, int64_t id)
{
	for (size_t i = 0; i < a->n_shown; i++)
		if (a->all.row[a->shown[i]].id == id)
			a->picker.list.row = (int)i;
}

static bool audiences_open(struct screen *screen, const void *args)
{
	struct audiences *a = screen->state;

	(void)args;
	ui_picker_init(&a->picker, NULL);
	return true;
}

static void audiences_recalc(struct screen *screen)
{
	struct audiences *a = screen->state;
	int64_t at = here(a) ? here(a)->id : 0;

	bo_arena_clear(&a->arena);
	a->all = (struct bo_audiences){ 0 };
	a->n_shown = 0;
	if (session_failed(screen, bo_audience_list(session_bo(screen), &a->arena, &a->all)))
		a->all = (struct bo_audiences){ 0 };
	a->shown = bo_arena_alloc(&a->arena, (a->all.n + 1) * sizeof *a->shown);
	narrow(a);
	stand_on(a, at);
	audiences_layout(screen, screen->rows, screen->cols);
}

static void audiences_close(struct screen *screen)
{
	struct audiences *a = screen->state;

	bo_arena_clear(&a->arena);
	audience_work_clear(&a->work);
}

/* --- Drawing --- */

enum { COL_NAME, COL_KIND, COL_MEMBERS, COL_EACH, COL_USES, COL_CAMPAIGNS, COLUMNS };

static const struct ui_column columns[COLUMNS] = {
	[COL_NAME] = { .title = "Audience", .width = 20, .grow = true },
	[COL_KIND] = { .title = "Kind", .width = 9, .drop = 2 },
	[COL_MEMBERS] = { .title = "Members", .width = 8, .right = true },
	[COL_EACH] = { .title = "Each", .width = 7, .right = true, .drop = 3 },
	[COL_USES] = { .title = "Uses", .width = 7, .right = true },
	[COL_CAMPAIGNS] = { .title = "Campaigns", .width = 9, .right = true, .drop = 1 },
};

static int rows(const void *arg)
{
	const struct audiences *a = arg;

	return (int)a->n_shown;
}

static void cell(const void *arg, int row, int column, char *text, size_t size)
{
	const struct audiences *a = arg;
	const struct bo_audience *audience = &a->all.row[a->shown[row]];
	char number[32];

	switch (column) {
	case COL_NAME:
		snprintf(text, size, "%s", audience->name);
		break;
	case COL_KIND:
		snprintf(text, size, "%s", bo_audience_kind_label(audience->kind));
		break;
	case COL_MEMBERS:
		snprintf(text, size, "%" PRId64, audience->members);
		break;
	case COL_EACH:
		snprintf(text, size, "%s", audience_number(audience->quantity, number));
		break;
	case COL_USES:
		snprintf(text, size, "%" PRId64, audience->uses);
		break;
	default:
		snprintf(text, size, "%zu", audience->n_campaigns);
	}
}

static struct ui_list_model model_of(const struct audiences *a)
{
	return (struct ui_list_model){
		.columns = columns,
		.ncolumns = COLUMNS,
		.rows = rows,
		.cell = cell,
		.empty = a->all.n > 0 ? "No audience of that name."
				      : "There is no audience yet. F6 makes the first: a list, the "
					"attendees of performances, or others combined.",
	};
}

static void audiences_draw(const struct screen *screen, struct ui_surface *s)
{
	const struct audiences *a = screen->state;
	struct ui_surface part = ui_surface_part(s, list_part(s->rows, s->cols));

	const struct ui_list_model model = model_of(a);

	ui_picker_draw(&a->picker, &model, a, &part);
	if (a->picker.query.len == 0)
		ui_put_cut(&part, 0, 2, part.cols - 2, UI_ROLE_HINT, "Type words of the name");
}

/* --- Acts --- */

static unsigned open_members(struct screen *screen, int64_t id)
{
	app_push(screen->app, &member_page_screen, &id, TAG_MEMBERS);
	return UI_HANDLED | UI_REDRAW;
}

static const struct {
	const char *name, *words;
} makes[MAKES] = {
	[MAKE_LIST] = { "List", "Filled by hand, with new codes, from a file" },
	[MAKE_ATTENDEES] = { "Attendees", "Tickets of performances; follows sales by itself" },
	[MAKE_COMBINED] = { "Combined", "A list made from other audiences as they are now" },
};

static void narrow_makes(void *arg, const char *query)
{
	struct audiences *a = arg;

	a->n_makes = 0;
	for (int i = 0; i < MAKES; i++)
		if (audience_words_in(makes[i].name, query))
			a->make[a->n_makes++] = i;
}

static int make_rows(const void *arg)
{
	const struct audiences *a = arg;

	return a->n_makes;
}

static void make_cell(const void *arg, int row, int column, char *text, size_t size)
{
	const struct audiences *a = arg;

	snprintf(text, size, "%s",
		 column == 0 ? makes[a->make[row]].name : makes[a->make[row]].words);
}

static unsigned ask_kind(struct screen *screen)
{
	static const struct ui_column make_columns[] = {
		{ .title = "Kind", .width = 12 },
		{ .title = "Where its members come from", .width = 20, .grow = true },
	};
	static const struct ui_list_model make_model = { .columns = make_columns,
							 .ncolumns = 2,
							 .rows = make_rows,
							 .cell = make_cell,
							 .empty = "No kind of that name." };
	const struct pick pick = { .title = "New audience",
				   .fetch = narrow_makes,
				   .model = &make_model,
				   .arg = screen->state };

	if (audience_may(screen))
		app_push(screen->app, &pick_screen, &pick, TAG_KIND);
	return UI_HANDLED | UI_REDRAW;
}

static unsigned ask_delete(struct screen *screen, const struct bo_audience *audience)
{
	struct audiences *a = screen->state;

	if (!audience_may(screen))
		return UI_HANDLED | UI_REDRAW;
	a->work.room.id = audience->id;
	snprintf(a->work.room.text, sizeof a->work.room.text,
		 "Delete the audience %s with its %" PRId64 " members?", audience->name,
		 audience->members);
	return fill_room_ask(screen, &a->work.room, "Delete audience", "d", "Delete", TAG_DELETE);
}

static unsigned audiences_command(struct screen *screen, enum command command)
{
	struct audiences *a = screen->state;
	const struct bo_audience *audience = here(a);

	if (command == CMD_REFRESH)
		return UI_HANDLED | UI_RECALC | UI_REDRAW;
	if (command == CMD_NEW)
		return ask_kind(screen);
	if (!audience)
		return UI_IGNORED;
	if (command == CMD_OPEN)
		return open_members(screen, audience->id);
	if (command == CMD_EDIT_AUDIENCE)
		return audience_edit(screen, &a->work, audience, TAG_EDIT);
	return command == CMD_DELETE ? ask_delete(screen, audience) : UI_IGNORED;
}

static unsigned audiences_event(struct screen *screen, const struct ui_event *event)
{
	struct audiences *a = screen->state;
	struct ui_event e = *event;
	unsigned r;

	if (session_has_news(screen, event))
		return UI_RECALC | UI_REDRAW;
	if (ui_key_is(event, UI_KEY_ESC, 0) && a->picker.query.len) {
		ui_lineedit_set(&a->picker.query, "");
		narrow(a);
		audiences_layout(screen, screen->rows, screen->cols);
		return UI_HANDLED | UI_REDRAW;
	}
	/* with nothing typed there is nothing it could delete in the line */
	if (ui_key_is(event, UI_KEY_DELETE, 0) && !a->picker.query.len)
		return UI_IGNORED;
	e.x -= 1;
	r = ui_picker_event(&a->picker, &e, (int)a->n_shown);
	if (r & UI_ACCEPTED)
		return audiences_command(screen, CMD_OPEN);
	if (r & UI_CHANGED) {
		narrow(a);
		audiences_layout(screen, screen->rows, screen->cols);
	}
	return r;
}

static unsigned kind_chosen(struct screen *screen, const struct pick_result *result)
{
	static const struct audience_places none = { .title = "Whose attendees?" };
	struct audiences *a = screen->state;
	int kind = result->row < a->n_makes ? a->make[result->row] : MAKES;

	if (kind == MAKE_LIST)
		return audience_new_list(screen, &a->work, TAG_NEW);
	if (kind == MAKE_ATTENDEES)
		app_push(screen->app, &audience_places_screen, &none, TAG_PLACES);
	if (kind == MAKE_COMBINED)
		app_push(screen->app, &audience_combine_screen, NULL, TAG_PARTS);
	return UI_HANDLED | UI_REDRAW;
}

static unsigned places_chosen(struct screen *screen, const struct audience_places_result *places)
{
	struct audiences *a = screen->state;
	char name[BO_NAME_MAX + 40];

	snprintf(name, sizeof name, "Attendees of %s", places->show);
	return audience_new_attendees(screen, &a->work, places->performance, places->n, name,
				      TAG_NEW);
}

static unsigned parts_chosen(struct screen *screen, const struct audience_parts_result *parts)
{
	struct audiences *a = screen->state;

	return audience_new_combined(screen, &a->work, parts->part, parts->n, TAG_NEW);
}

/* The cursor goes to it, and its members are what comes next. */
static unsigned made(struct screen *screen)
{
	struct audiences *a = screen->state;

	ui_lineedit_set(&a->picker.query, "");
	audiences_recalc(screen);
	stand_on(a, a->work.made);
	audiences_layout(screen, screen->rows, screen->cols);
	open_members(screen, a->work.made);
	if (a->work.n_parts > 0)
		app_info(screen->app, "Made, with %" PRId64 " members.", a->work.members);
	else
		app_info(screen->app, "Made.");
	return UI_HANDLED | UI_REDRAW;
}

static unsigned audiences_done(struct screen *screen, int tag, const void *result)
{
	const struct audiences *a = screen->state;
	const int *answer = result;

	if (!result)
		return UI_RECALC | UI_REDRAW;
	if (tag == TAG_KIND)
		return kind_chosen(screen, result);
	if (tag == TAG_PLACES)
		return places_chosen(screen, result);
	if (tag == TAG_PARTS)
		return parts_chosen(screen, result);
	if (tag == TAG_NEW)
		return made(screen);
	if (tag == TAG_EDIT)
		app_info(screen->app, "Saved.");
	if (tag == TAG_DELETE && *answer == 0)
		app_wait(screen->app, "Deleting; with a long list this takes some seconds.");
	if (tag == TAG_DELETE && *answer == 0 &&
	    !session_failed(screen, bo_audience_delete(session_bo(screen), a->work.room.id)))
		app_info(screen->app, "Deleted.");
	return UI_RECALC | UI_REDRAW;
}

const struct screen_ops audiences_screen = {
	.name = "audiences",
	.title = "Audiences",
	.state_size = sizeof(struct audiences),
	.commands = audiences_commands,
	.open = audiences_open,
	.recalc = audiences_recalc,
	.layout = audiences_layout,
	.draw = audiences_draw,
	.event = audiences_event,
	.command = audiences_command,
	.done = audiences_done,
	.close = audiences_close,
};
