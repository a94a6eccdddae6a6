/*
 * A form to push: fields to fill in, and one act of the engine that takes them.
 *
 * The form decides nothing.  Its owner's save() asks the engine; when that refuses, the field the
 * engine names is marked with its sentence, or the sentence goes to the message line.  Leaving a
 * form that was changed asks first.
 */
#ifndef SCREENS_KIT_FILL_H
#define SCREENS_KIT_FILL_H

#include "frame/session.h"
#include "kit/ask.h"
#include "kit/choose.h"

#include "ui/widget/form.h"

enum { FILL_FIELDS = 16, FILL_CHOICES = 1000 };

/* What a text is read as; the form shows below it what was understood. */
enum fill_reads {
	FILL_READS_TEXT,
	FILL_READS_DATE,
	FILL_READS_WHEN,
	FILL_READS_CLOCK,
	FILL_READS_BOUND, /* an end of a sales window */
};

struct fill_field {
	const char *label, *hint;
	enum fill_reads reads;
	const char *zone; /* NULL: the box office's */
	int64_t at;	  /* what is there now: a time alone is one of that day; 0: today's */
	const char *name; /* of the field in the engine's sentences: "capacity"; NULL: none */
	enum ui_field_kind kind;
	const char *text; /* what stands there at first; NULL: nothing */
	int width;
	int rows; /* of UI_FIELD_LINES */
	size_t limit;
	bool typing; /* what stands there was begun to be typed: it goes on, nothing is replaced */
	const char *const *choices;
	int nchoices, choice;
};

/* The usual fields.  name, text, hint and zone may be NULL. */
struct fill_field fill_line(const char *label, const char *name, int width, const char *text,
			    const char *hint);
/* One as wide as there is room, for so many bytes. */
struct fill_field fill_words(const char *label, const char *name, size_t limit, const char *hint);
/* A line read as more than a text. */
struct fill_field fill_read(const char *label, const char *name, enum fill_reads reads,
			    const char *zone, int width, const char *text, const char *hint);
struct fill_field fill_pin(const char *label, const char *name, const char *hint);
struct fill_field fill_list(const char *label, const char *name, const char *const *choices, int n,
			    int choice, const char *hint);
struct fill_field fill_switch(const char *label, const char *name, int on, const char *hint);

struct fill {
	const char *title;
	const char *text; /* above the fields; may be NULL */
	const struct fill_field *fields;
	int n, first; /* first: the field with the focus */
	/* Carries it out: BO_OK closes the form.  A fault found here is put with fill_fault(). */
	enum bo_status (*save)(struct screen *, struct ui_form *, void *arg);
	/* A field was changed: may change others.  NULL: nothing to do. */
	void (*changed)(struct screen *, struct ui_form *, void *arg);
	/* F4 on a field: may push a list whose answer picked() hears, or fill it in.  NULL: no F4.
	 */
	unsigned (*pick)(struct screen *, struct ui_form *, void *arg);
	void (*picked)(struct ui_form *, const struct chosen *, void *arg);
	void *arg;
};
enum { FILL_TAG_PICK = 100 }; /* for what pick() pushes */

/* What a form or a question shows, kept in the state of the screen that opens it. */
struct fill_room {
	struct bo_arena lent;
	struct fill_field field[FILL_FIELDS];
	char title[BO_NAME_MAX + 60], text[800];
	int64_t id; /* what it is about */
	/* Of the form that is opened next, as in struct fill; NULL: nothing changes another. */
	void (*changed)(struct screen *, struct ui_form *, void *arg);
};
/* Opens a form on the first n fields of the room; arg of save() and changed() is arg. */
unsigned fill_room_open(struct screen *screen, struct fill_room *room, int n,
			enum bo_status (*save)(struct screen *, struct ui_form *, void *),
			void *arg, int tag);
/* Asks a question whose text stands in room->text; answer 0 is to do it. */
unsigned fill_room_ask(struct screen *screen, struct fill_room *room, const char *title,
		       const char *key, const char *label, int tag);

/* args: struct fill, copied; what it points to lives until done().  Result: not NULL once saved. */
extern const struct screen_ops fill_screen;

/* Text without blanks at its ends, lent until it is asked for again. */
const char *fill_text(const struct ui_form *form, int field);
int fill_choice(const struct ui_form *form, int field);
/* Marks a field; returns BO_INVALID for save() to return. */
enum bo_status fill_fault(struct ui_form *form, int field, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* A whole number; "none" or nothing gives BO_NONE where empty_ok.  Marks the field if it is none.
 */
enum bo_status fill_number(struct ui_form *form, int field, bool empty_ok, int64_t *number);
enum bo_status fill_money(const struct session *session, struct ui_form *form, int field,
			  int64_t *amount);
enum bo_status fill_when(struct bo *bo, struct ui_form *form, int field, const char *zone,
			 int64_t *when);
/* The same; a time alone is one of the day on which there is. */
enum bo_status fill_when_on(struct bo *bo, struct ui_form *form, int field, int64_t there,
			    const char *zone, int64_t *when);
enum { FILL_UNDERSTOOD = 80 };
/* "= Fri 5 Feb 2026 20:00" of what was typed; "" where it is not understood. */
const char *fill_understood(const struct bo *bo, const struct fill_field *field, const char *text,
			    char said[FILL_UNDERSTOOD]);
/* A day into date, as "YYYY-MM-DD". */
enum bo_status fill_date(struct bo *bo, struct ui_form *form, int field, char date[BO_DATE_SIZE]);

#endif
