/*
 * Whether the file itself is sound: its pages and what points where.
 */
#include "store/integrity.h"
#include "base/fail.h"
#include "store/store.h"

#include <string.h>

static enum bo_status note(struct bo *bo, struct bo_arena *arena, struct bo_faults *faults,
			   const char *message)
{
	struct bo_fault *row = bo_arena_grow(arena, faults->row, faults->n, sizeof *row);

	if (!row || !message)
		return fail_memory(bo);
	faults->row = row;
	row[faults->n++] = (struct bo_fault){ "integrity", message };
	return BO_OK;
}

static const char *text_of(sqlite3_stmt *statement, int column)
{
	const char *text = (const char *)sqlite3_column_text(statement, column);

	return text ? text : "";
}

enum bo_status store_integrity(struct bo *bo, struct bo_arena *arena, struct bo_faults *faults)
{
	static const char *const pragmas[] = { "PRAGMA integrity_check(20)",
					       "PRAGMA foreign_key_check" };
	enum bo_status status = BO_OK;

	for (int i = 0; i < 2 && !status; i++) {
		sqlite3_stmt *statement;
		int code = sqlite3_prepare_v2(bo->store->db, pragmas[i], -1, &statement, NULL);

		while (code == SQLITE_OK || code == SQLITE_ROW) {
			code = sqlite3_step(statement);
			if (code != SQLITE_ROW || strcmp(text_of(statement, 0), "ok") == 0)
				continue;
			status = note(
				bo, arena, faults,
				i == 0 ? bo_arena_copy(arena, text_of(statement, 0))
				       : bo_arena_printf(
						 arena,
						 "a row of %s points to a %s that is not there",
						 text_of(statement, 0), text_of(statement, 2)));
			if (status)
				break;
		}
		sqlite3_finalize(statement);
		/* A damaged page is what was asked about, not a failure to ask. */
		if (!status && (code & 0xff) == SQLITE_CORRUPT)
			status = note(bo, arena, faults, "the file is damaged; restore a backup");
		else if (!status)
			status = store_fail(bo, code);
	}
	return status;
}
