/*
 * The list of the members' page: what is in its window, and where the cursor stays.
 */
#include "audiences/member_state.h"

int member_panel_rows(int rows)
{
	return rows < 14 ? 0 : rows / 3;
}

struct ui_rect member_list_part(int rows, int cols)
{
	return (struct ui_rect){ 0, 1, rows - member_panel_rows(rows), cols - 2 };
}

void member_layout(struct screen *screen, int rows, int cols)
{
	struct member_page *p = screen->state;

	ui_picker_layout(&p->picker, member_list_part(rows, cols).rows, (int)p->window.now.list.n);
}

void member_stand_on(struct member_page *p, int64_t id)
{
	for (size_t i = 0; i < p->window.now.list.n; i++)
		if (p->window.now.list.row[i].id == id)
			p->picker.list.row = (int)i;
}

void member_settle(struct screen *screen)
{
	struct member_page *p = screen->state;

	session_failed(screen,
		       member_window_follow(&p->window, session_bo(screen), &p->picker.list));
	member_layout(screen, screen->rows, screen->cols);
	member_usage_fetch(screen);
}

void member_page_again(struct screen *screen)
{
	struct member_page *p = screen->state;
	const struct bo_member *at = member_here(p);
	int64_t id = at ? at->id : 0;
	struct bo_arena arena = { 0 };
	struct bo_audience audience;

	if (session_failed(screen, bo_audience_get(session_bo(screen), &arena, p->audience_id,
						   &audience))) {
		bo_arena_clear(&arena);
		return;
	}
	bo_arena_clear(&p->arena);
	p->arena = arena;
	p->audience = audience;
	p->has = true;
	if (session_failed(screen, member_window_again(&p->window, session_bo(screen))))
		return;
	member_stand_on(p, id);
	p->uses_of = 0;
	member_settle(screen);
}
