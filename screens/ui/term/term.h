/*
 * The terminal: the only door to it, and the only room that knows curses is behind it.
 */
#ifndef UI_TERM_H
#define UI_TERM_H

#include "ui/draw/surface.h"
#include "ui/event.h"

struct ui_term;

struct ui_term_options {
	const char *color;    /* what --color said; NULL: auto */
	const char *log_path; /* where stderr goes meanwhile; NULL: nowhere */
	bool mouse;	      /* off, the terminal's own selection keeps working */
	bool kiosk;	      /* Ctrl-Z does nothing */
};

/* Takes over the terminal on standard input and output.  NULL: it cannot, fault says why. */
struct ui_term *ui_term_open(const struct ui_term_options *options, char *fault, size_t size);
/* Gives it back as it was.  Accepts NULL. */
void ui_term_close(struct ui_term *term);

void ui_term_size(const struct ui_term *term, int *rows, int *cols);
/* Looks how large the terminal is now; true when that has changed. */
bool ui_term_measure(struct ui_term *term);
/* False: draw with ASCII only (surface.ascii). */
bool ui_term_utf8(const struct ui_term *term);

/* True when the terminal has said meanwhile what its background is, and the colours are others now:
 * paint again. */
bool ui_term_recolour(struct ui_term *term);

/* Shows the surface; only what has changed is sent. */
void ui_term_flush(struct ui_term *term, const struct ui_surface *surface);
/* The next flush sends everything: something else has written on the screen. */
void ui_term_repaint(struct ui_term *term);
void ui_term_bell(struct ui_term *term);
/* Stops like any program on Ctrl-Z and takes the terminal again afterwards. */
void ui_term_suspend(struct ui_term *term);

/* Input.  fill reads what is there (call it when the fd is readable; false: the terminal is gone);
 * next takes events off it. */
int ui_term_fd(const struct ui_term *term);
bool ui_term_fill(struct ui_term *term);
bool ui_term_next(struct ui_term *term, struct ui_event *event);
/* Milliseconds until a begun key counts as finished, -1: none has begun. */
int ui_term_patience(const struct ui_term *term);
void ui_term_expire(struct ui_term *term);
/* Throws away everything typed up to now. */
void ui_term_discard(struct ui_term *term);

/* Tells a test that everything received has been dealt with and painted: an OSC that terminals
 * ignore, with the number of bytes read so far and the size. */
void ui_term_mark_idle(struct ui_term *term);

#endif
