/*
 * New codes for a list.
 *
 * Codes are made in one act with its progress in sight; what was made is shown at once, because
 * that is what one wants to look at before thousands of them are printed.
 */
#include "audiences/member_state.h"
#include "kit/ask.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { COUNT, LENGTH, PREFIX, QUANTITY, CATEGORY, FIELDS };
enum { SHOWN = 200 };

static enum bo_status save_codes(struct screen *screen, struct ui_form *form, void *arg)
{
	struct member_page *p = arg;
	struct bo_arena arena = { 0 };
	struct bo_code_plan plan = { .prefix = bo_arena_copy(&arena, fill_text(form, PREFIX)),
				     .category = bo_arena_copy(&arena, fill_text(form, CATEGORY)) };
	enum bo_status status = fill_number(form, COUNT, false, &plan.count);

	if (fill_number(form, LENGTH, false, &plan.length))
		status = BO_INVALID;
	plan.quantity_given = *fill_text(form, QUANTITY) != '\0';
	if (fill_number(form, QUANTITY, true, &plan.quantity))
		status = BO_INVALID;
	if (!status)
		status = bo_member_generate(session_bo(screen), p->audience_id, &plan, app_progress,
					    screen->app, &p->first_id);
	p->room.id = plan.count;
	bo_arena_clear(&arena);
	return status;
}

unsigned member_ask_generate(struct screen *screen)
{
	struct member_page *p = screen->state;
	struct fill_field *f = p->room.field;

	if (!member_may_change(screen))
		return UI_HANDLED | UI_REDRAW;
	bo_arena_clear(&p->room.lent);
	snprintf(p->room.title, sizeof p->room.title, "Generate codes");
	snprintf(p->room.text, sizeof p->room.text,
		 "Random, without letters that look alike, different from every code there is; the "
		 "last character tells a mistyped code.");
	f[COUNT] = (struct fill_field){
		.label = "How many", .name = "count", .width = 10, .text = "100"
	};
	f[LENGTH] = (struct fill_field){ .label = "Length",
					 .name = "length",
					 .width = 10,
					 .text = "8",
					 .hint = "Characters behind the prefix, 5 to 32." };
	f[PREFIX] = (struct fill_field){ .label = "Prefix",
					 .name = "prefix",
					 .width = 24,
					 .hint = "Letters, digits, hyphens, such as SPRING-; or "
						 "empty." };
	f[QUANTITY] = (struct fill_field){ .label = "Quantity",
					   .name = "quantity",
					   .width = 10,
					   .hint = "Uses of each; none: no limit. Empty: as the "
						   "audience says." };
	f[CATEGORY] = (struct fill_field){ .label = "Category", .name = "category", .width = 34 };
	return fill_room_open(screen, &p->room, FIELDS, save_codes, p, MEMBER_TAG_GENERATE);
}

/* --- Looking at them --- */

static int rows(const void *arg)
{
	const struct member_page *p = arg;

	return (int)p->made.n;
}

static void cell(const void *arg, int row, int column, char *text, size_t size)
{
	const struct member_page *p = arg;
	const struct bo_member *m = &p->made.row[row];
	char number[32];

	snprintf(text, size, "%s",
		 column == 0   ? m->code
		 : column == 1 ? m->category
			       : audience_quantity(m->quantity, number));
}

static const struct ui_column columns[] = {
	{ .title = "Code", .width = 24, .grow = true },
	{ .title = "Category", .width = 14, .grow = true, .drop = 1 },
	{ .title = "Quantity", .width = 9, .right = true },
};

static const struct ui_list_model model = {
	.columns = columns, .ncolumns = 3, .rows = rows, .cell = cell
};

unsigned member_show_codes(struct screen *screen)
{
	struct member_page *p = screen->state;
	const struct bo_member_filter filter = { .audience_id = p->audience_id,
						 .after = p->first_id - 1,
						 .limit = SHOWN };
	struct pick pick = { .title = p->room.title, .model = &model, .arg = p, .to_read = true };

	member_page_again(screen);
	bo_arena_clear(&p->made_arena);
	p->made = (struct bo_members){ 0 };
	if (session_failed(screen,
			   bo_member_list(session_bo(screen), &p->made_arena, &filter, &p->made)))
		return UI_REDRAW;
	if (p->room.id > (int64_t)p->made.n)
		snprintf(p->room.title, sizeof p->room.title,
			 "%" PRId64 " codes made, the first %zu; Alt-w writes all", p->room.id,
			 p->made.n);
	else
		snprintf(p->room.title, sizeof p->room.title,
			 "%" PRId64 " code%s made; Alt-w writes a file", p->room.id,
			 p->room.id == 1 ? "" : "s");
	app_push(screen->app, &pick_screen, &pick, MEMBER_TAG_CODES);
	return UI_REDRAW;
}
