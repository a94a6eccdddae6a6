/*
 * The frame that holds the screens: a stack of them, their commands, the lines around them.
 *
 * A screen is a const table of functions with private state.  Dialogs, pickers and forms are
 * screens pushed on top, never loops of their own; their answer arrives in done().  So every state
 * can be reached by feeding events, and a test needs no terminal.  The frame knows no tickets: what
 * the screens share is the session, a pointer it never follows.
 */
#ifndef SCREENS_FRAME_APP_H
#define SCREENS_FRAME_APP_H

#include "ui/draw/surface.h"
#include "ui/event.h"

enum command {
	CMD_NONE,
#define COMMAND(id, may, word, label, keys, help) CMD_##id,
#include "frame/commands.def"
#undef COMMAND
	CMD_COUNT
};

struct command_info {
	const char *name; /* of the enumerator, without CMD_ */
	const char *word, *label, *keys, *help;
	int may; /* COMMAND_ANYBODY, or the enum bo_permission it needs */
};
enum { COMMAND_ANYBODY = -1 };

const struct command_info *command_info(enum command command);
/* Is key one of the command's keys? */
bool command_has_key(enum command command, struct ui_key key);
/* Its first key, for people ("F9", "Ctrl-P"); empty if it has none. */
void command_key_label(enum command command, char *text, size_t size);
/* All its keys, for people ("F9, Ctrl-S"), and where terminals may keep each of them for
 * themselves, the second way ("Alt-S, Ctrl-G s"). */
void command_keys_label(enum command command, char *text, size_t size);

/* What follows Ctrl-G for it; false: it has a key that no terminal keeps. */
bool command_second_key(enum command command, struct ui_key *second);

struct app;
struct screen;
struct table; /* kit/table.h */

/* Has its place on the bar only while it works. */
enum { COMMAND_SHY = 2 };

/* A command that works on a screen.  Lists of them end with { CMD_NONE }. */
struct command_ref {
	enum command command;
	const char *label;			/* on the bar; NULL: the command's own */
	bool (*enabled)(const struct screen *); /* NULL: as the screen's works() says */
	int hidden;	 /* true: has keys and help, but no place on the bar; or COMMAND_SHY */
	const char *why; /* what is missing while it is not enabled: "nothing is marked" */
};

/* Something that can be typed on a screen, for its help.  Lists end with { NULL, NULL }. */
struct help_line {
	const char *typed, *help;
};

struct screen_ops {
	const char *name, *title;
	size_t state_size; /* of screen->state, zeroed by the frame */
	/* What works here, in the order of the bar; may be NULL. */
	const struct command_ref *commands;
	/* What its line understands; may be NULL. */
	const struct help_line *typed;
	/* A dialog: drawn over the screens below; the app's own commands do not work. */
	bool overlay;
	/* Back (Esc, Ctrl-C) never closes it, only Leave and what goes elsewhere. */
	bool stays;
	/* What was typed before it appeared is no answer to it, and dropped. */
	bool question;

	/* What a table screen shows. */
	const struct table *table;

	/* All may be NULL.  open: false gives up (say why with app_error()); close is not called.
	 */
	bool (*open)(struct screen *, const void *args);
	/* Fetch the model. */
	void (*recalc)(struct screen *);
	/* Also after a resize. */
	void (*layout)(struct screen *, int rows, int cols);
	/* Pure: reads the state, paints. */
	void (*draw)(const struct screen *, struct ui_surface *);
	unsigned (*event)(struct screen *, const struct ui_event *);
	/* Has it long work to go on with?  Then it hears UI_EVENT_IDLE, and does some milliseconds
	 * of it each time, while nothing is typed. */
	bool (*busy)(const struct screen *);
	unsigned (*command)(struct screen *, enum command);
	/* Does a command of its own work now? */
	bool (*works)(const struct screen *, enum command);
	/* Why a command of its own does not work now, as the rest of a sentence; NULL: not said. */
	const char *(*why_not)(const struct screen *, enum command);
	/* False: not now; it has said why or pushed a question. */
	bool (*may_close)(struct screen *);
	/* A screen it pushed has closed.  NULL result: cancelled. */
	unsigned (*done)(struct screen *, int tag, const void *result);
	void (*close)(struct screen *);
	/* Instead of title. */
	void (*heading)(const struct screen *, char *text, size_t size);
};

struct screen {
	const struct screen_ops *ops;
	struct app *app;
	void *state;
	int tag;	    /* what the screen below called it */
	const void *result; /* given to done() below when this closes; must live until then */
	int rows, cols;	    /* of what it draws on */
	struct screen *next_closed; /* the frame's */
};

/* A screen whose commands the palette knows from everywhere, and the way there: the command of a
 * room and what to do in it ("open the order"; NULL: it is the room itself).  Lists end with { NULL
 * }. */
struct app_place {
	const struct screen_ops *screen;
	enum command room;
	const char *then;
};

/* What the palette answers. */
struct palette_choice {
	enum command command;
	char say[200]; /* what is still to be done for it; empty: nothing */
};

struct app_options {
	void *session;
	const char *program; /* name at the left of the header line */
	/* Right side of the header line: staff, till, printer, clock. */
	void (*status)(void *session, char *text, size_t size);
	/* Commands that work on every screen that is no overlay, and what carries them out. */
	const struct command_ref *commands;
	unsigned (*command)(struct app *, enum command);
	/* Has whoever acts the permission?  Else why says who has.  NULL: everybody may everything.
	 */
	bool (*may)(const void *session, int permission, char *why, size_t size);
	const struct app_place *places; /* may be NULL */
	/* Asked before each key: false when the turn at the till is over, and the screens are gone.
	 */
	bool (*turn)(struct app *);
	/* Asked on each tick: has something changed that the header or the screens show? */
	unsigned (*tick)(struct app *);
	/* Files to watch; the screens get UI_EVENT_WAKE when one can be read. */
	int (*watch)(void *session, int *fds, int max);
	/* Asked before the screens hear of it: fd can be read. */
	unsigned (*wake)(struct app *, int fd);
	bool kiosk; /* the program cannot be left or suspended from the first screen */
};

enum { APP_DEPTH = 16, APP_MESSAGE = 300 };

struct app {
	struct app_options options;
	struct screen *stack[APP_DEPTH];
	int depth;
	int rows, cols;
	char message[APP_MESSAGE];
	enum ui_role message_role;
	unsigned said;	  /* counts messages */
	unsigned pending; /* ui_result bits that came up outside an event */
	char status[200];
	struct screen *closed; /* off the stack, freed when the event is over */
	struct ui_term *term;  /* NULL in tests */
	int64_t progress_shown;
	int second_key;	      /* enum second_key_state: the next key is the second of two */
	int second_key_ticks; /* until Escape is only Escape */
};

void app_init(struct app *app, const struct app_options *options);
void app_clear(struct app *app); /* closes every screen without asking */
bool app_over(const struct app *app);

/* Opens a screen on top.  False: it did not open, a message says why.  tag comes back in done(). */
bool app_push(struct app *app, const struct screen_ops *ops, const void *args, int tag);
/* The same for a command, with what it answers then. */
unsigned app_open(struct app *app, const struct screen_ops *ops, const void *args, int tag);
/* Goes to the screen with these ops: back to it if it is open (when those above may close), else
 * opens it on top. */
bool app_go(struct app *app, const struct screen_ops *ops, const void *args);
static inline struct screen *app_top(const struct app *app)
{
	return app->depth > 0 ? app->stack[app->depth - 1] : NULL;
}
/* Closes a screen (return UI_CLOSE from its own functions instead). */
void app_close(struct app *app, struct screen *screen);

/*
 * The message line.  It stays until the next key that does something.  An error also rings and,
 * like a warning, drops what was typed ahead: nothing typed before it was seen may act on it.
 */
void app_info(struct app *app, const char *format, ...) __attribute__((format(printf, 2, 3)));
void app_warn(struct app *app, const char *format, ...) __attribute__((format(printf, 2, 3)));
void app_error(struct app *app, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Says what leaves ("F10 leaves this screen.") where Escape has nothing to give up; a letter that
 * follows it soon is as with Alt. */
void app_escaped(struct app *app, const char *what_leaves);

/* ui_result bits for whoever runs the app; screens only see events their turn has come for. */
unsigned app_event(struct app *app, const struct ui_event *event);
unsigned app_command(struct app *app, enum command command);
void app_draw(const struct app *app, struct ui_surface *surface);
/* Whether UI_EVENT_IDLE is wanted. */
bool app_busy(const struct app *app);

/* Commands that work now: a screen's, the app's, the general ones.  Returns how many. */
struct command_choice {
	enum command command;
	const char *label;
	bool enabled, on_bar;
	bool forbidden; /* to whoever acts; then it is not enabled */
	int group;	/* 0 this screen, 1 everywhere, 2 general */
};
enum { APP_CHOICES = 96 };
int app_choices(const struct app *app, const struct screen *screen, struct command_choice *choices,
		int max);

/*
 * Long work inside one call of the engine: paints how far it is, at most ten times a second, and
 * looks for Esc.  False: stop.  Fits bo_progress with the app as its argument.
 */
bool app_progress(void *app, int64_t done, int64_t total);
/* Says so and paints it at once, before a call of the engine that may take seconds and cannot be
 * asked how far it is. */
void app_wait(struct app *app, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Runs on a terminal until the last screen closes.  A sentence when it cannot, else NULL.  *ended:
 * a signal ended it, not the user. */
struct app_run_options {
	const char *color;
	const char *log_path;
	bool mouse;
	int tick_ms; /* 0: 500 */
};
const char *app_run(struct app *app, const struct app_run_options *options, bool *ended);

/* Screens of the frame itself. */
extern const struct screen_ops help_screen;
extern const struct screen_ops palette_screen;

#endif
