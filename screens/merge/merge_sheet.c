/*
 * The sheet of two records and what becomes of them, as lines of four cells.
 *
 * Nothing is cut: what is too wide for its column goes on in the next line.  What will not be kept
 * says so in words, since that cannot be taken back.
 */
#include "merge/merge_sheet.h"

#include <inttypes.h>
#include <string.h>

enum { LABEL_COLS = 12, GAP = 1, ROWS_MAX = 2000 };

int merge_sheet_column(int cols, int column)
{
	int each = (cols - LABEL_COLS) / 3;

	return column == 0 ? 0 : LABEL_COLS + (column - 1) * each;
}

static int width_of(int cols, int column)
{
	return merge_sheet_column(cols, column + 1) - merge_sheet_column(cols, column) - GAP;
}

static struct merge_line *add_line(struct merge_sheet *sheet)
{
	struct merge_line *grown =
		bo_arena_grow(&sheet->arena, sheet->line, sheet->n, sizeof *grown);

	if (!grown)
		return NULL;
	sheet->line = grown;
	grown[sheet->n] = (struct merge_line){ .cell = { "", "", "", "" } };
	return &grown[sheet->n++];
}

/* The next piece of a text that fits in a column. */
static const char *piece(struct merge_sheet *sheet, const char **text, int width)
{
	size_t n = ui_row_of_words(*text, width < 1 ? 1 : width);
	char *copy = bo_arena_printf(&sheet->arena, "%.*s", (int)n, *text);

	*text += n;
	while (**text == ' ')
		++*text;
	if (**text == '\n')
		++*text;
	return copy;
}

static bool add(struct merge_sheet *sheet, int cols, const struct merge_line *whole)
{
	struct merge_line rest = *whole;

	for (int rows = 0; rows < ROWS_MAX; rows++) {
		struct merge_line *line = add_line(sheet);
		bool more = false;

		if (!line)
			return false;
		for (int c = 0; c < MERGE_CELLS; c++) {
			line->role[c] = whole->role[c];
			if (*rest.cell[c])
				line->cell[c] = piece(sheet, &rest.cell[c], width_of(cols, c));
			if (!line->cell[c])
				return false;
			more = more || *rest.cell[c];
		}
		if (!more)
			return true;
	}
	return true;
}

/* --- Values ----------------------------------------------------------------------------------- */

static bool same(const char *a, const char *b)
{
	return strcmp(a, b) == 0;
}

/* The other value, and whether it is gone for good: not even the notes have it then. */
static bool add_value(struct merge_sheet *sheet, int cols, const char *label, const char *keep,
		      const char *gone, const char *after, const char *notes)
{
	struct merge_line line = { .cell = { label, keep, gone, after } };
	bool lost;

	if (!keep || !gone || !after)
		return false;
	if (!*keep && !*gone && !*after)
		return true;
	lost = notes && *gone && !same(gone, after) && !strstr(notes, gone);
	if (lost)
		line.cell[2] = bo_arena_printf(&sheet->arena, "%s (not kept)", gone);
	line.role[0] = UI_ROLE_HINT;
	line.role[2] = lost ? UI_ROLE_WARN : UI_ROLE_NORMAL;
	line.role[3] = same(keep, after) ? UI_ROLE_NORMAL : UI_ROLE_OK;
	return line.cell[2] && add(sheet, cols, &line);
}

static const char *listed(struct merge_sheet *sheet, const char *const *list, size_t n)
{
	const char *text = "";

	for (size_t i = 0; i < n && text; i++)
		text = bo_arena_printf(&sheet->arena, "%s%s%s", text, i ? ", " : "", list[i]);
	return text;
}

static const char *opt_outs(struct merge_sheet *sheet, unsigned set)
{
	const char *list[BO_OPT_OUT_COUNT];
	size_t n = 0;

	for (int i = 0; i < BO_OPT_OUT_COUNT; i++)
		if (set >> i & 1)
			list[n++] = bo_opt_out_label((enum bo_opt_out)i);
	return listed(sheet, list, n);
}

static const char *number(struct merge_sheet *sheet, int64_t n)
{
	return bo_arena_printf(&sheet->arena, "%" PRId64, n);
}

/* --- The sheet -------------------------------------------------------------------------------- */

static bool add_lists(struct merge_sheet *s, int cols, const struct merge_record *keep,
		      const struct merge_record *gone, const struct merge_record *after)
{
	const struct bo_patron *k = &keep->patron, *g = &gone->patron, *a = &after->patron;

	return add_value(s, cols, "Also", listed(s, k->other_email, k->n_other_emails),
			 listed(s, g->other_email, g->n_other_emails),
			 listed(s, a->other_email, a->n_other_emails), NULL) &&
	       add_value(s, cols, "Labels", listed(s, k->label, k->n_labels),
			 listed(s, g->label, g->n_labels), listed(s, a->label, a->n_labels),
			 NULL) &&
	       add_value(s, cols, "Opt-outs", opt_outs(s, k->opt_outs), opt_outs(s, g->opt_outs),
			 opt_outs(s, a->opt_outs), NULL) &&
	       add_value(s, cols, "Orders", number(s, k->orders), number(s, g->orders),
			 number(s, a->orders), NULL) &&
	       add_value(s, cols, "Vouchers", number(s, keep->vouchers), number(s, gone->vouchers),
			 number(s, after->vouchers), NULL);
}

bool merge_sheet_make(struct merge_sheet *s, int cols, const struct merge_record *keep,
		      const struct merge_record *gone, const struct merge_record *after)
{
	const struct bo_patron *k = &keep->patron, *g = &gone->patron, *a = &after->patron;

	bo_arena_clear(&s->arena);
	s->line = NULL;
	s->n = 0;
	return add_value(s, cols, "Name", k->name, g->name, a->name, a->notes) &&
	       add_value(s, cols, "E-mail", k->email, g->email, a->email, NULL) &&
	       add_value(s, cols, "Telephone", k->phone, g->phone, a->phone, a->notes) &&
	       add_value(s, cols, "Address", k->address, g->address, a->address, a->notes) &&
	       add_value(s, cols, "Access", k->access, g->access, a->access, NULL) &&
	       add_lists(s, cols, keep, gone, after) &&
	       add_value(s, cols, "Notes", k->notes, g->notes, a->notes, NULL);
}
