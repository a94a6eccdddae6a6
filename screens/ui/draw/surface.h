/*
 * A grid of cells that everything is drawn on.
 *
 * A surface can be painted on a terminal, written as text for a golden picture or as an SVG; what
 * draws on it cannot tell.  All drawing is clipped to the surface.  A part is a window into another
 * surface with its own origin: a widget always draws from 0,0 and cannot leave its part.
 */
#ifndef UI_SURFACE_H
#define UI_SURFACE_H

#include "ui/draw/glyph.h"
#include "ui/draw/style.h"

#include <stdio.h>

struct ui_rect {
	int y, x, rows, cols;
};

struct ui_cell {
	char text[UI_GLYPH_BYTES];
	uint8_t width; /* 0: the right half of the wide glyph before it */
	uint8_t role;
};

struct ui_cursor {
	int y, x;
	bool visible; /* where it is not, it still stands there for screen readers */
};

struct ui_surface {
	struct ui_cell *cells; /* of the top left corner */
	int rows, cols;
	int stride;		  /* cells from one row to the next */
	int y, x;		  /* where the corner lies on the whole surface */
	struct ui_cursor *cursor; /* the whole surface's */
	bool ascii;		  /* every glyph is drawn as its ASCII stand-in */
};

/* A whole surface, cleared; false when there is no memory.  Sizes below 1 count as 1. */
bool ui_surface_init(struct ui_surface *surface, int rows, int cols);
/* Another size; what was drawn is lost.  False: no memory, the old one still stands. */
bool ui_surface_resize(struct ui_surface *surface, int rows, int cols);
void ui_surface_free(struct ui_surface *surface);
/* A window into surface, cut to it; it may come out empty.  Not to be freed. */
struct ui_surface ui_surface_part(const struct ui_surface *surface, struct ui_rect rect);
struct ui_rect ui_surface_rect(const struct ui_surface *surface);

void ui_clear(struct ui_surface *surface);
void ui_fill(struct ui_surface *surface, struct ui_rect rect, enum ui_role role);
/* Gives another role to what stands there. */
void ui_paint(struct ui_surface *surface, struct ui_rect rect, enum ui_role role);

/* All return the columns used.  Nothing is drawn outside the surface. */
int ui_put(struct ui_surface *surface, int y, int x, enum ui_role role, const char *text);
int ui_putf(struct ui_surface *surface, int y, int x, enum ui_role role, const char *format, ...)
	__attribute__((format(printf, 5, 6)));
/* In at most width columns; what does not fit ends in "…". */
int ui_put_cut(struct ui_surface *surface, int y, int x, int width, enum ui_role role,
	       const char *text);
/* The same, ending at x + width. */
int ui_put_right(struct ui_surface *surface, int y, int x, int width, enum ui_role role,
		 const char *text);
/* Words of text broken to width over at most rows rows; returns the rows used.  A NULL surface
 * only counts. */
int ui_put_wrapped(struct ui_surface *surface, struct ui_rect rect, enum ui_role role,
		   const char *text);

/* Bytes of text that such a row of width columns takes; blanks and a newline behind it are not its.
 */
size_t ui_row_of_words(const char *text, int width);

void ui_hline(struct ui_surface *surface, int y, int x, int cols, enum ui_role role);
void ui_vline(struct ui_surface *surface, int y, int x, int rows, enum ui_role role);
/* A frame with a title in its upper edge (NULL: none); the inside is not touched. */
void ui_box(struct ui_surface *surface, struct ui_rect rect, enum ui_role role, const char *title);
/* A gauge of part in whole; whole 0 draws an empty one. */
void ui_bar(struct ui_surface *surface, int y, int x, int width, enum ui_role role, int64_t part,
	    int64_t whole);
/* Figures three rows high: digits, '.', ',', '-', ' ' and ':'; anything else is drawn small on the
 * lowest row. */
enum { UI_BIG_ROWS = 3 };
int ui_big(struct ui_surface *surface, int y, int x, enum ui_role role, const char *text);
int ui_big_columns(const char *text);

void ui_cursor_at(struct ui_surface *surface, int y, int x, bool visible);

/* The picture as text: "NN|text", and under a row that is not plain "  ~" with a letter of its role
 * for each cell.  Blanks at the ends of rows are left out. */
void ui_surface_dump(const struct ui_surface *surface, FILE *file);
/* The text of one row without blanks at its end; returns the bytes. */
size_t ui_surface_row(const struct ui_surface *surface, int y, char *text, size_t size);

#endif
