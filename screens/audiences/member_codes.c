/*
 * New codes for a list.
 *
 * Codes are made in one act with its progress in sight; what was made is shown at once, because
 * that is what one wants to look at before thousands of them are printed.
 */
#include "audiences/member_state.h"
#include "kit/choose.h"

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
	f[COUNT] = fill_line("How many", "count", 10, "100", NULL);
	f[LENGTH] =
		fill_line("Length", "length", 10, "8", "Characters behind the prefix, 5 to 32.");
	f[PREFIX] = fill_line("Prefix", "prefix", 24, NULL,
			      "Letters, digits, hyphens, such as SPRING-; or empty.");
	f[QUANTITY] = fill_line("Quantity", "quantity", 10, NULL,
				"Uses of each; none: no limit. Empty: as the audience says.");
	f[CATEGORY] = fill_line("Category", "category", 34, NULL, NULL);
	return fill_room_open(screen, &p->room, FIELDS, save_codes, p, MEMBER_TAG_GENERATE);
}

/* --- Looking at them --- */

unsigned member_show_codes(struct screen *screen)
{
	static const struct ui_column columns[] = {
		{ .title = "Code", .width = 24, .grow = true },
		{ .title = "Category", .width = 14, .grow = true, .drop = 1 },
		{ .title = "Quantity", .width = 9, .right = true },
		{ .title = NULL },
	};
	struct member_page *p = screen->state;
	const struct bo_member_filter filter = { .audience_id = p->audience_id,
						 .after = p->first_id - 1,
						 .limit = SHOWN };
	char title[80], number[32];
	struct choose c = { .title = title, .columns = columns, .to_read = true };
	struct bo_members made = { 0 };
	enum bo_status status;

	member_page_again(screen);
	status = bo_member_list(session_bo(screen), &c.arena, &filter, &made);
	for (size_t i = 0; i < made.n; i++)
		choose_add(&c, made.row[i].id, "%s\t%s\t%s", made.row[i].code, made.row[i].category,
			   audience_quantity(made.row[i].quantity, number));
	c.more = p->room.id - (int64_t)made.n;
	if (c.more > 0)
		snprintf(title, sizeof title,
			 "%" PRId64 " codes made, the first %zu; Alt-w writes all", p->room.id,
			 made.n);
	else
		snprintf(title, sizeof title, "%" PRId64 " code%s made; Alt-w writes a file",
			 p->room.id, p->room.id == 1 ? "" : "s");
	return choose_open(screen, &c, status, MEMBER_TAG_CODES);
}
