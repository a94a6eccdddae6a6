/*
 * What the files of the redemption matrix share with each other only.
 *
 * Everything the screen shows is fetched at once and indexed as an array of cells, rows voucher
 * types, columns performances, so moving and marking ask nobody.  What is marked is a flag for each
 * cell; acts work on the marks, or on the cell under the cursor when nothing is marked.
 */
#ifndef SCREENS_REDEMPTIONS_MATRIX_H
#define SCREENS_REDEMPTIONS_MATRIX_H

#include "kit/ask.h"
#include "kit/fill.h"
#include "types/type_form.h"

#include "ui/widget/grid.h"

enum { MATRIX_EDIT = 8, MATRIX_SIDE = 110, MATRIX_PANEL = 6 };

/* What was fetched; lives in its arena. */
struct matrix_model {
	struct bo_arena arena;
	int64_t season_id;
	const char *title; /* of the show, or of the season when it is about all its shows */
	bool several;	   /* shows */
	int rows, cols;
	const struct bo_voucher_type **types;	    /* rows */
	const struct bo_performance **performances; /* cols */
	const struct bo_redemption **cells;	    /* rows * cols; NULL: there is none */
	bool *marks;				    /* the same size */
	int marked, hidden;			    /* hidden: performances of the past */
	int cell_cols, head_cols;		    /* as wide as they must be */
	int64_t now;
};

/* Cells an act is about, as the engine wants them; in an arena. */
struct matrix_chosen {
	struct bo_redemption_batch batch; /* types, performances, chosen */
	size_t n, existing;
	const struct bo_redemption *first; /* one that exists, or NULL */
	unsigned same; /* BO_FIELD_… in which all that exist agree with first */
	const struct bo_voucher_type *type;	  /* one of them */
	const struct bo_performance *performance; /* one of them */
};

struct matrix {
	struct matrix_model model;
	int64_t show_id, season_id; /* one of them: a show, or all shows of a season */
	bool past;		    /* shows what has been played, too */
	struct ui_grid grid;
	struct ui_grid_model look;
	char edit[MATRIX_EDIT]; /* a cap that is being typed; empty: none */

	struct bo_arena work; /* of what is being done: batch, question, copied redemption */
	struct bo_redemption_batch batch;
	size_t n;	     /* pairs of it */
	const int64_t *take; /* performances that take another's redemptions */
	int64_t take_show;   /* from there; 0: their own */
	int acts;	     /* made here and not taken back */
	struct bo_arena clip_arena;
	struct bo_redemption clip; /* copied; id 0: nothing */
	struct fill_room room;	   /* for what is asked */
	struct type_work type;
};

static inline int matrix_at(const struct matrix_model *model, int row, int col)
{
	return row * model->cols + col;
}

/* --- model.c --- */

/* Fetches everything anew; marks and the cursor stay on the same types and performances. */
enum bo_status matrix_fetch(struct matrix *matrix, struct bo *bo);
void matrix_mark(struct matrix_model *model, int row, int col, bool on);
void matrix_unmark(struct matrix_model *model);
/* Marks all cells of a part of the matrix, or none of them when all are marked; -1: every row,
 * every column.  Cancelled performances stay unmarked unless they are asked for by column. */
void matrix_mark_part(struct matrix_model *model, int row, int col);
/* Marks a weekday's cells of a row; row -1: of every row.  Returns how many. */
int matrix_mark_weekday(struct matrix_model *model, int row, int weekday);
int matrix_weekday(const struct matrix_model *model, int col);
/* The marked cells, or the one under the cursor; existing: only those of it that exist.  False: no
 * memory. */
bool matrix_choose(const struct matrix *matrix, struct bo_arena *arena, bool existing,
		   struct matrix_chosen *chosen);
/* "Adult, Hamlet Sun 4 Jan 15:00", or "7 redemptions of Adult". */
void matrix_subject(const struct matrix_chosen *chosen, char *text, size_t size);

/* --- draw.c --- */

void matrix_look(struct matrix *matrix, int cols);
struct ui_rect matrix_grid_part(int rows, int cols);
void matrix_draw(const struct screen *screen, struct ui_surface *surface);

/* --- form.c and preview.c: screens --- */

/* args of the form: lent until done(). */
struct matrix_fill {
	const char *title;
	struct matrix_chosen chosen;
	const char *zone;
	int64_t cutoff; /* minutes before curtain, of those that are new */
};
extern const struct screen_ops matrix_form_screen;

/* args of the preview: lent until done(). */
struct matrix_preview {
	const char *title;
	const struct bo_redemption_batch *batch;
};
extern const struct screen_ops matrix_preview_screen;

/* The result of both when something was applied. */
struct matrix_applied {
	size_t created, changed, unchanged;
	char warning[400]; /* the first one; empty: none */
	size_t warnings;
};
/* model.c */
void matrix_applied_of(const struct bo_changes *changes, struct matrix_applied *applied);
/* act.c */
void matrix_say_applied(struct app *app, const struct matrix_applied *applied);

/* --- act.c: what is done to cells.  Tags of what it pushes; matrix_acted() hears. --- */

enum {
	TAG_FILL = 1,
	TAG_PREVIEW,
	TAG_DELETE,
	TAG_CLOSE,
	TAG_TYPE,
	TAG_SHOW,
	TAG_WEEKDAY,
	TAG_TYPES,
	TAG_UNDO,
	TAG_TAKE,
	TAG_TAKE_SHOW
};

unsigned matrix_act(struct screen *screen, enum command command);
unsigned matrix_type_cap(struct screen *screen, const struct ui_event *event);
unsigned matrix_acted(struct screen *screen, int tag, const void *result);

/* --- undo.c --- */

unsigned matrix_undo(struct screen *screen);
/* Does it at once. */
unsigned matrix_take_back(struct screen *screen, bool redo);

/* --- clone.c: the redemptions of another show --- */

unsigned matrix_ask_take(struct screen *screen, int64_t show_id, const char *title);
unsigned matrix_take(struct screen *screen);

/* --- pick.c: choosing a show, a weekday --- */

/* take: to take its redemptions, not to go there. */
unsigned matrix_pick_show(struct screen *screen, bool take);
unsigned matrix_pick_weekday(struct screen *screen);
unsigned matrix_picked(struct screen *screen, int tag, const struct chosen *chosen);

#endif
