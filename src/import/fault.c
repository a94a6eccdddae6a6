/*
 * What is wrong with rows: one sentence each, with line, column and value.  The
 * first thousand are kept for a screen; of all of them the row is kept, by where
 * it stands, so that it can be written out as it came.
 */
#include "base/fail.h"
#include "import/reading.h"

#include <boxoffice/text.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* "Line 3, column 2: "x" is not an e-mail." */
static void say(struct bo_row_fault *fault, const char *more)
{
	const char *words = bo_row_fault_label(fault->kind);
	bool clause = strncmp(words, "the ", 4) == 0 || strncmp(words, "a ", 2) == 0;
	char text[800];
	struct bo_buf buf = BO_BUF(text);

	bo_buf_printf(&buf, "Line %" PRId64, fault->line);
	if (fault->column)
		bo_buf_printf(&buf, ", column %d", fault->column);
	if (*fault->value)
		bo_buf_printf(&buf, ": \"%s\"", fault->value);
	bo_buf_printf(&buf, "%s %s%s.", clause ? ":" : "", words, more ? more : "");
	fail_text(fault->message, sizeof fault->message, text);
}

static bool make_room(struct bo_import *import)
{
	size_t n = import->tally.n_faults;
	struct bo_row_fault *grown;

	if (n && (n & (n - 1)))
		return true;
	grown = realloc(import->fault, (n ? n * 2 : 1) * sizeof *grown);
	if (!grown)
		return false;
	import->fault = grown;
	import->tally.fault = grown;
	return true;
}

enum bo_status fault_add(struct bo_import *import, const struct place *place, int column,
			 enum bo_row_fault_kind kind, const char *value, const char *more,
			 struct bo_buf *why)
{
	struct bo_row_fault fault = { .line = place->line, .column = column, .kind = kind };

	fail_text(fault.value, sizeof fault.value, value ? value : "");
	say(&fault, more);
	if (!why->len)
		import->tally.wrong++;
	bo_buf_printf(why, "%s%s", why->len ? " " : "", fault.message);
	if (import->tally.n_faults == BO_IMPORT_FAULTS)
		return BO_OK;
	if (!make_room(import))
		return fail_memory(import->bo);
	import->fault[import->tally.n_faults++] = fault;
	return BO_OK;
}

enum bo_status fault_keep(struct bo_import *import, const struct place *place, bool whole,
			  const char *why)
{
	return sql_run(import->bo,
		       "INSERT INTO import_bad (base, at, bytes, whole, why) "
		       "VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
		       "iiids", import->base, place->at, place->bytes, (int)whole, why);
}

static int by_line(const void *a, const void *b)
{
	const struct bo_row_fault *f = a, *g = b;

	if (f->line != g->line)
		return f->line < g->line ? -1 : 1;
	return f->column - g->column;
}

void fault_sort(struct bo_import *import)
{
	if (import->tally.n_faults)
		qsort(import->fault, import->tally.n_faults, sizeof *import->fault, by_line);
}

enum bo_status judge_fault(struct bo_import *import, enum bo_import_field field,
			   enum bo_row_fault_kind kind, const char *more)
{
	struct judged *judged = import->judged;
	const char *value = field == BO_FIELD_NONE ? NULL : judged->text[field];

	judged->wrong = true;
	return fault_add(import, &judged->place, judged->column[field], kind, value, more,
			 &judged->why);
}

const char *judged_cell(const struct judged *judged, enum bo_import_field field)
{
	return judged->text[field] ? judged->text[field] : "";
}

enum bo_status judge_texts(struct bo_import *import, const struct judged_text *texts, size_t n,
			   bool *found)
{
	enum bo_status status = BO_OK;

	for (size_t i = 0; i < n && !status; i++) {
		enum bo_import_field field = texts[i].field;
		const char *text = judged_cell(import->judged, field);
		bool is_note = field == BO_FIELD_NOTES || field == BO_FIELD_ADDRESS;
		bool is_long = strlen(text) > texts[i].max;
		char more[40];

		if (is_note ? !bo_text_note_fault(text, texts[i].max)
			    : !bo_text_fault(text, texts[i].max, true))
			continue;
		*found = true;
		snprintf(more, sizeof more, " (at most %zu bytes)", texts[i].max);
		status = judge_fault(import, field, is_long ? BO_ROW_TOO_LONG : BO_ROW_TEXT,
				     is_long ? more : NULL);
	}
	return status;
}
