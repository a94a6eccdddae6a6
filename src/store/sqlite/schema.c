/*
 * Whether the store's tables, indexes and triggers are those the program makes.  A unique index
 * that is gone lets a code be given twice, a trigger more may do anything at every sale; neither
 * shows in a row.
 */
#include "base/fail.h"
#include "store/integrity.h"
#include "store/store.h"

#include <boxoffice/store.h>

#include <ctype.h>
#include <string.h>

/* What one of them is called and made by; "sqlite_" are SQLite's own. */
#define PARTS                                                                                      \
	"SELECT type, name, coalesce(sql, '') FROM sqlite_schema WHERE substr(name, 1, 7) <> "     \
	"'sqlite_' ORDER BY type, name"

struct part {
	sqlite3_stmt *statement;
	const char *text[3]; /* its columns; SQLite's until the next */
	bool there;
};

static enum bo_status next(struct bo *bo, struct part *part)
{
	int code = sqlite3_step(part->statement);

	part->there = code == SQLITE_ROW;
	for (int i = 0; i < 3 && part->there; i++) {
		part->text[i] = (const char *)sqlite3_column_text(part->statement, i);
		if (!part->text[i]) /* none of them is NULL */
			return fail_memory(bo);
	}
	return store_fail(bo, code);
}

/* Changed tables are written down by SQLite in its own manner, which is not the same in all its
 * versions: blanks and quotes make no difference. */
static bool same_sql(const char *a, const char *b)
{
	for (;; a++, b++) {
		while (isspace((unsigned char)*a) || *a == '"')
			a++;
		while (isspace((unsigned char)*b) || *b == '"')
			b++;
		if (*a != *b)
			return false;
		if (!*a)
			return true;
	}
}

static int order_of(const struct part *a, const struct part *b)
{
	int way;

	if (!a->there || !b->there)
		return b->there - a->there;
	way = strcmp(a->text[0], b->text[0]);
	return way ? way : strcmp(a->text[1], b->text[1]);
}

static enum bo_status add(struct bo *bo, struct bo_arena *arena, struct bo_faults *faults,
			  const struct part *part, const char *what)
{
	struct bo_fault *row = bo_arena_grow(arena, faults->row, faults->n, sizeof *row);
	const char *message =
		bo_arena_printf(arena, "the %s %s %s", part->text[0], part->text[1], what);

	if (!row || !message)
		return fail_memory(bo);
	faults->row = row;
	row[faults->n++] = (struct bo_fault){ "schema", message };
	return BO_OK;
}

/* Both in the same order: what only one of them has comes first there. */
static enum bo_status compare(struct bo *bo, struct bo_arena *arena, struct bo_faults *faults,
			      struct part *wanted, struct part *found)
{
	enum bo_status status = next(bo, wanted);

	if (!status)
		status = next(bo, found);
	while (!status && (wanted->there || found->there)) {
		int way = order_of(wanted, found);

		if (way < 0)
			status = add(bo, arena, faults, wanted, "is missing");
		else if (way > 0)
			status = add(bo, arena, faults, found, "is none of this program's");
		else if (!same_sql(wanted->text[2], found->text[2]))
			status = add(bo, arena, faults, found, "is not as this program makes it");
		if (!status && way <= 0)
			status = next(bo, wanted);
		if (!status && way >= 0)
			status = next(bo, found);
	}
	return status;
}

static enum bo_status ask(struct bo *bo, struct bo *model, struct bo_arena *arena,
			  struct bo_faults *faults)
{
	struct part wanted = { .there = false }, found = { .there = false };
	int code = sqlite3_prepare_v2(model->store->db, PARTS, -1, &wanted.statement, NULL);
	enum bo_status status;

	if (code == SQLITE_OK)
		code = sqlite3_prepare_v2(bo->store->db, PARTS, -1, &found.statement, NULL);
	status = code == SQLITE_OK ? compare(bo, arena, faults, &wanted, &found)
				   : store_fail(bo, code);
	sqlite3_finalize(wanted.statement);
	sqlite3_finalize(found.statement);
	return status;
}

static enum bo_status look(struct bo *bo, struct bo_arena *arena, struct bo_faults *faults)
{
	struct bo *model = bo_new();
	enum bo_status status =
		model ? store_attach(model, ":memory:", "the schema") : fail_memory(bo);

	if (model && !status)
		status = store_migrate(model, true);
	if (model && status)
		bo->error = model->error;
	if (!status)
		status = ask(bo, model, arena, faults);
	bo_free(model);
	return status;
}

/* What it finds is looked for again: a model for which memory ran out may lack some of its text. */
enum bo_status store_schema(struct bo *bo, struct bo_arena *arena, struct bo_faults *faults)
{
	size_t before = faults->n;
	enum bo_status status = look(bo, arena, faults);

	if (status || faults->n == before)
		return status;
	faults->n = before;
	return look(bo, arena, faults);
}
