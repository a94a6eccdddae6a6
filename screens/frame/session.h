/*
 * What the screens of one till share: the open box office, the printer's worker, the header line.
 *
 * A screen reaches it with session_of().  Printing never happens here: the session keeps one worker
 * process for this till's printer, nudges it after a sale and hears from it when a job has changed.
 */
#ifndef SCREENS_FRAME_SESSION_H
#define SCREENS_FRAME_SESSION_H

#include <boxoffice/boxoffice.h>

#include "frame/app.h"
#include "frame/child.h"

enum { SESSION_FDS = 4, SESSION_MONEY = 32, SESSION_WHEN = 40 };

struct session {
	struct bo *bo;
	const char *program; /* path of this program; NULL: no worker is started */
	bool news;	     /* in a TICK or WAKE: what the screens show may have changed */
	struct bo_job_tally tally;
	bool stopped; /* jobs wait, and the till's printer will not print now */

	bool knows_fonts; /* what is wanting of them was said */
	bool lost; /* the store's file is not the one that was opened any more, and that was said */

	/* private */
	struct child worker;
	int64_t worker_printer, worker_started, looked; /* monotonic milliseconds */
	bool tally_stale;
	int fds[SESSION_FDS];
	int nfds;
};

/* bo and program are lent until session_clear(). */
void session_init(struct session *session, struct bo *bo, const char *program);
/* Lets the worker go without waiting for it. */
void session_clear(struct session *session);

struct session *session_of(const struct screen *screen);
struct bo *session_bo(const struct screen *screen);

/* Is it an event after which a screen must fetch its model again?  Return UI_RECALC | UI_REDRAW. */
bool session_has_news(const struct screen *screen, const struct ui_event *event);

/*
 * There may be something to print: call it after every sale and reprint.  Starts the worker of this
 * till's printer if it does not run, or if the till has another printer now.
 */
void session_wake_printer(struct session *session);

/* Another file to watch (of a child of a screen); false: there are too many.  The screen hears
 * UI_EVENT_WAKE with its fd. */
bool session_watch_fd(struct session *session, int fd);
void session_forget_fd(struct session *session, int fd);

/* False if status is BO_OK; else says what the engine said on the message line and is true. */
bool session_failed(const struct screen *screen, enum bo_status status);

/* After something that the printer may now have work from: says it unless status failed, wakes the
 * printer, and has the screen fetch again. */
unsigned session_printing(const struct screen *screen, enum bo_status status, const char *said);

/* May whoever acts do that?  False: why not is said. */
bool session_allows(const struct screen *screen, enum bo_permission permission);

/* Says what of a show or a type (0: not asked) would not come out whole on a ticket. */
void session_paper(const struct screen *screen, int64_t show_id, int64_t type_id);

/* "40.00" */
const char *session_money(const struct session *session, int64_t amount, char text[SESSION_MONEY]);
/* "Fri 9 Jan 19:30" on the clock of a zone; NULL: the house's. */
const char *session_when(const struct session *session, int64_t at, const char *zone,
			 char text[SESSION_WHEN]);
/* Where there is no room for more: "a" and "b" behind an hour that comes twice that night, else "".
 */
const char *session_hour_mark(int64_t at, const char *zone);

/* Says that the store is lost; whatever closes it ends the program. */
extern const struct screen_ops lost_screen;

/* For struct app_options. */
void session_status(void *session, char *text, size_t size);
unsigned session_tick(struct app *app);
unsigned session_wake(struct app *app, int fd);
int session_watch(void *session, int *fds, int max);

/* Has whoever acts the permission?  Else why is a sentence that says who has. */
bool session_may(const void *session, int permission, char *why, size_t size);

/* Does the text begin a word of the name, whatever its case and accents?  Nothing begins every
 * name. */
bool session_is_called(const char *name, const char *text);

#endif
