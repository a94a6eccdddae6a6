/*
 * The form of a redemption: the words of the command line, for one performance or for all of a
 * show.
 *
 * What was not changed is not given to the engine, so a change of one field for a whole show leaves
 * the other fields of each performance as they are.
 */
#include "season/season.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { TYPE, WHERE, START, END, CAP, CODES, MIN, MAX, STEP, FIELDS };

static const char *const wheres[] = { "this performance only", "all performances of the show",
				      "this one and all later ones" };

static const char *number(struct bo_arena *arena, int64_t n)
{
	return n == BO_NONE ? "none" : bo_arena_printf(arena, "%" PRId64, n);
}

static const char *bound(struct bo_arena *arena, struct bo_bound b, const char *zone)
{
	char text[64];
	struct bo_buf buf = BO_BUF(text);

	bo_bound_say(&buf, b, zone);
	return bo_arena_copy(arena, text);
}

static const char *codes(struct bo_arena *arena, const struct bo_redemption *r)
{
	const char *text = "";

	for (size_t i = 0; i < r->n_codes && text; i++)
		text = bo_arena_printf(arena, "%s%s%s", text, i ? ", " : "", r->codes[i]);
	return text;
}

/* What the redemption has; a new one has nothing yet, and its codes are left to their hint. */
static void set_texts(struct redemption_work *w, const struct bo_redemption *r)
{
	struct bo_arena *lent = &w->room.lent;
	struct fill_field *field = w->room.field;

	if (!r) {
		for (int i = START; i < FIELDS; i++)
			if (i != CODES)
				field[i].text = "";
		return;
	}
	field[TYPE].kind = UI_FIELD_SHOWN;
	field[TYPE].text = r->type;
	field[START].text = bound(lent, r->start, r->zone);
	field[END].text = bound(lent, r->end, r->zone);
	field[CAP].text = number(lent, r->cap);
	field[CODES].text = codes(lent, r);
	field[MIN].text = number(lent, r->min);
	field[MAX].text = number(lent, r->max);
	field[STEP].text = number(lent, r->step);
}

static void set_fields(struct redemption_work *w, const struct bo_redemption *r)
{
	const struct fill_field fields[FIELDS] = {
		[TYPE] = fill_list("Voucher type", "type", w->type_names, w->ntypes, 0, NULL),
		[WHERE] = fill_list("For", NULL, wheres, 3, 0,
				    "Only the fields changed here are changed elsewhere."),
		[START] = fill_read("On sale from", "start", FILL_READS_BOUND, w->zone, 26, NULL,
				    "none, a time, or before curtain: -30d, -3h, -90m."),
		[END] = fill_read("Until", "end", FILL_READS_BOUND, w->zone, 26, NULL,
				  "none, a time, or before curtain: -3h; +30m is after it."),
		[CAP] = fill_line("Max sales for type", "cap", 10, NULL,
				  "At one performance; none: no limit, 0: closed."),
		[CODES] = { .label = "Codes",
			    .name = "codes",
			    .width = 40,
			    .limit = 1000,
			    .hint = "One of these must be named: A, B. Empty: anyone." },
		[MIN] = fill_line("At least", "min", 10, NULL, "How many one sale must take."),
		[MAX] = fill_line("At most", "max", 10, NULL,
				  "How many one sale may take; none: no limit."),
		[STEP] = fill_line("In steps of", "step", 10, NULL,
				   "2: two, four, six ... from the least number on."),
	};

	memcpy(w->room.field, fields, sizeof fields);
	set_texts(w, r);
}

static bool is_changed(const struct redemption_work *w, const struct ui_form *form, int field)
{
	const char *before = w->room.field[field].text;

	return strcmp(before ? before : "", fill_text(form, field)) != 0;
}

static enum bo_status read_bound(struct bo *bo, struct ui_form *form, int field, const char *zone,
				 struct bo_bound *b)
{
	struct bo_typing typing = bo_typing(bo, zone);
	const char *why = bo_bound_typed(&typing, fill_text(form, field), b);

	return why ? fill_fault(form, field, "That %s.", why) : BO_OK;
}

/* The fields that were changed, read and marked as given. */
static enum bo_status read_fields(struct bo *bo, const struct redemption_work *w,
				  struct ui_form *form, struct bo_redemption_batch *b,
				  char *code_text, size_t size)
{
	enum bo_status status = BO_OK;

	for (int i = START; i < FIELDS; i++) {
		static const unsigned bits[FIELDS] = {
			[START] = BO_FIELD_START, [END] = BO_FIELD_END, [CAP] = BO_FIELD_CAP,
			[CODES] = BO_FIELD_CODES, [MIN] = BO_FIELD_MIN, [MAX] = BO_FIELD_MAX,
			[STEP] = BO_FIELD_STEP
		};
		enum bo_status s = BO_OK;

		if (!is_changed(w, form, i))
			continue;
		b->given |= bits[i];
		if (i == START)
			s = read_bound(bo, form, i, w->zone, &b->start);
		else if (i == END)
			s = read_bound(bo, form, i, w->zone, &b->end);
		else if (i == CODES)
			snprintf(code_text, size, "%s", fill_text(form, i));
		else
			s = fill_number(form, i, i == CAP || i == MAX,
					i == CAP   ? &b->cap
					: i == MIN ? &b->min
					: i == MAX ? &b->max
						   : &b->step);
		status = s ? s : status;
	}
	b->codes = code_text;
	return status;
}

/* Ids of the performances meant, in the arena. */
static enum bo_status performances(struct screen *screen, struct redemption_work *w, int where,
				   struct bo_arena *arena, struct bo_redemption_batch *b)
{
	struct bo_performance_filter filter = { .show_id = w->show_id,
						.from = where == 2 ? w->at : BO_NONE };
	struct bo_performances list;
	enum bo_status status;
	int64_t *ids;

	if (where == 0) {
		b->performances = &w->performance_id;
		b->n_performances = 1;
		return BO_OK;
	}
	status = bo_performance_list(session_bo(screen), arena, &filter, &list);
	if (status)
		return status;
	ids = bo_arena_alloc(arena, (list.n + 1) * sizeof *ids);
	for (size_t i = 0; ids && i < list.n; i++)
		if (list.row[i].state != BO_PERFORMANCE_CANCELLED ||
		    list.row[i].id == w->performance_id)
			ids[b->n_performances++] = list.row[i].id;
	b->performances = ids;
	return ids ? BO_OK : BO_NO_MEMORY;
}

static void say_what_came(struct screen *screen, const struct bo_changes *changes)
{
	const char *warning = NULL;

	for (size_t i = 0; i < changes->n && !warning; i++)
		warning = changes->row[i].message;
	if (warning)
		app_warn(screen->app, "%s", warning);
	else
		app_info(screen->app, "Redemptions: %zu new, %zu changed, %zu as they were.",
			 changes->created, changes->changed, changes->unchanged);
}

static enum bo_status save(struct screen *screen, struct ui_form *form, void *arg)
{
	struct redemption_work *w = arg;
	struct bo_redemption_batch batch = { .cap = BO_NONE, .max = BO_NONE, .n_types = 1 };
	struct bo_arena arena = { 0 };
	struct bo_changes changes = { 0 };
	char code_text[UI_LINE_MAX + 1] = "";
	int64_t type = w->type_id ? w->type_id : w->types[fill_choice(form, TYPE)];
	enum bo_status status =
		read_fields(session_bo(screen), w, form, &batch, code_text, sizeof code_text);

	batch.types = &type;
	if (!status)
		status = performances(screen, w, fill_choice(form, WHERE), &arena, &batch);
	if (!status)
		status = bo_redemption_apply(session_bo(screen), &arena, &batch, &changes);
	if (!status)
		say_what_came(screen, &changes);
	bo_arena_clear(&arena);
	return status;
}

/* Types of the season that are not redeemed here yet and take part in single performances. */
static void find_types(struct redemption_work *w, const struct performance_view *view)
{
	w->ntypes = 0;
	for (size_t i = 0; i < view->types.n && w->ntypes < FILL_CHOICES; i++) {
		const struct bo_voucher_type *t = &view->types.row[i];
		bool there = t->category == BO_CATEGORY_BUNDLE;

		for (size_t j = 0; j < view->redemptions.n; j++)
			there = there || view->redemptions.row[j].type_id == t->id;
		if (there)
			continue;
		w->types[w->ntypes] = t->id;
		w->type_names[w->ntypes] = bo_arena_copy(&w->room.lent, t->name);
		if (w->type_names[w->ntypes])
			w->ntypes++;
	}
}

unsigned redemption_edit(struct screen *screen, struct redemption_work *w,
			 const struct performance_view *view, const struct bo_redemption *r,
			 int tag)
{
	if (!session_allows(screen, BO_MAY_SET_UP_SEASON))
		return UI_HANDLED | UI_REDRAW;
	bo_arena_clear(&w->room.lent);
	w->performance_id = view->performance.id;
	w->show_id = view->performance.show_id;
	w->at = view->performance.at;
	snprintf(w->zone, sizeof w->zone, "%s", view->performance.zone);
	w->type_id = r ? r->type_id : 0;
	find_types(w, view);
	if (!r && w->ntypes == 0) {
		app_info(screen->app,
			 view->types.n == 0 ? "This season has no voucher types yet: v in its grid "
					      "shows and makes them."
					    : "Every voucher type of the season is here already.");
		return UI_HANDLED | UI_REDRAW;
	}
	performance_name(&view->performance, w->room.title, sizeof w->room.title);
	snprintf(w->room.text, sizeof w->room.text, "%s",
		 r ? ""
		   : "What stays empty gets the usual: on sale at once, until the house's "
		     "cutoff, without limits.");
	set_fields(w, r);
	return fill_room_open(screen, &w->room, FIELDS, save, w, tag);
}
