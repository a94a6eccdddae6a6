/*
 * What a person decides about rows: one that may be out is there or is not, one
 * that failed goes again.
 */
#include "base/fail.h"
#include "outbox/row.h"
#include "store/sql.h"

struct pile {
	struct bo_arena *arena;
	int64_t *id;
	size_t n;
};

static enum bo_status pile_up(struct bo *bo, struct pile *pile, int64_t id)
{
	int64_t *grown;

	for (size_t i = 0; i < pile->n; i++)
		if (pile->id[i] == id)
			return BO_OK;
	grown = bo_arena_grow(pile->arena, pile->id, pile->n, sizeof *grown);
	if (!grown)
		return fail_memory(bo);
	pile->id = grown;
	pile->id[pile->n++] = id;
	return BO_OK;
}

/* What nobody wants any more is left out: it was not named. */
static enum bo_status pile_up_same(struct bo *bo, const struct outbox_kind *kind, struct pile *pile,
				   int64_t id)
{
	int64_t *same = NULL;
	size_t n = 0;
	bool wanted = false;
	enum bo_status status = sql_list(
		bo, SQL_ROWS(pile->arena, same, n, sql_read_id),
		"SELECT j.id FROM print_job w JOIN print_job j ON "
		"j.printer_id = w.printer_id AND j.message = w.message "
		"WHERE w.id = $1 AND j.state = 'failed' AND " OUTBOX_IS_OPEN("j") " ORDER BY j.id",
		"r", id);

	for (size_t i = 0; i < n && !status; i++) {
		status = kind->ask_wanted(bo, same[i], &wanted);
		if (!status && wanted)
			status = pile_up(bo, pile, same[i]);
	}
	return status;
}

static enum bo_status act_on(struct bo *bo, const struct outbox_kind *kind, int64_t id,
			     enum bo_job_act act)
{
	struct outbox_row row;
	char text[OUTBOX_WORDS];
	struct bo_buf why = BO_BUF(text);
	enum bo_job_state was;
	bool wanted = false, moved;
	enum bo_status status = row_get(bo, kind, id, &row);

	if (!status)
		status = kind->ask_wanted(bo, id, &wanted);
	if (status)
		return status;
	if (!outbox_may_act(kind, id, row.state, wanted, act, &why))
		return fail_rule(bo, BO_RULE_ALREADY, BO_ROLE_NONE, "%s", text);
	was = row.state;
	status = row_move(bo, &row, outbox_becomes(act), "", &moved);
	return status ? status : kind->acted(bo, &row, was, wanted);
}

static enum bo_status act_on_all(struct bo *bo, const struct outbox_kind *kind, const int64_t *ids,
				 size_t n, enum bo_job_act act, bool same, struct pile *pile)
{
	enum bo_status status = BO_OK;

	for (size_t i = 0; i < n && !status; i++)
		status = pile_up(bo, pile, ids[i]);
	for (size_t i = 0; i < n && same && !status; i++)
		status = pile_up_same(bo, kind, pile, ids[i]);
	for (size_t i = 0; i < pile->n && !status; i++)
		status = act_on(bo, kind, pile->id[i], act);
	return status;
}

enum bo_status outbox_act(struct bo *bo, struct bo_arena *arena, const struct outbox_kind *kind,
			  const int64_t *ids, size_t n, enum bo_job_act act, bool same,
			  int64_t **done, size_t *n_done)
{
	struct pile pile = { .arena = arena };
	enum bo_status status = act_begin(bo);

	if (status)
		return status;
	status = act_end(bo, act_on_all(bo, kind, ids, n, act, same, &pile));
	if (!status && done) {
		*done = pile.id;
		*n_done = pile.n;
	}
	return status;
}
