/*
 * Sleeping and waking: keys, sizes, time, other processes, signals.
 *
 * The loop sleeps in one place, with the signals it waits for blocked everywhere else, so none can
 * fall between looking and sleeping.  Everything that has come is handled before anything is
 * painted, unless a screen asks to drop what was typed ahead.
 */
#ifndef UI_LOOP_H
#define UI_LOOP_H

#include "ui/event.h"
#include "ui/term/term.h"

struct ui_loop_ops {
	unsigned (*event)(void *arg, const struct ui_event *event); /* ui_result bits */
	void (*draw)(void *arg, struct ui_surface *surface);
	bool (*done)(const void *arg);
	int (*watch)(void *arg, int *fds,
		     int max); /* fds to report as UI_EVENT_WAKE; may be NULL */
	/* Is there long work to go on with?  Then UI_EVENT_IDLE comes instead of sleep.  May be
	 * NULL. */
	bool (*busy)(void *arg);
};

struct ui_loop_options {
	struct ui_term *term;
	int tick_ms;	 /* 0: no ticks */
	bool idle_marks; /* for tests, see ui_term_mark_idle() */
};

enum ui_loop_end {
	UI_LOOP_DONE,
	UI_LOOP_SIGNAL, /* asked to end from outside: leave at once, in order */
	UI_LOOP_HANGUP, /* the terminal is gone */
	UI_LOOP_NO_MEMORY,
};

enum ui_loop_end ui_loop_run(const struct ui_loop_ops *ops, void *arg,
			     const struct ui_loop_options *options);

#endif
