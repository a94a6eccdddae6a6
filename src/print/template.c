/*
 * Reading the ticket template.  One table says which words an element knows and
 * which it needs, so that a new word is a row and a case, never another parser.
 */
#include "print/template.h"
#include "print/template_check.h"

#include <boxoffice/text.h>

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WORDS = 40, LINE_BYTES = 512, LENGTH_MOST = 1000 };

struct reader {
	struct template *template;
	struct template_fault *fault;
	char text[LINE_BYTES]; /* the line, cut into words */
	const char *word[WORDS];
	int n, next, line;
	struct template_element element; /* being read */
	unsigned had;			 /* keys of it */
};

/* X(enum, word, kinds that know it, kinds that need it): t text and label, q, c, b box, l line */
#define KEY_LIST(X)                                                                                \
	X(KEY_AT, "at", "tqc", "tqc")                                                              \
	X(KEY_W, "w", "tcb", "tcb")                                                                \
	X(KEY_H, "h", "cb", "cb")                                                                  \
	X(KEY_FONT, "font", "t", "t")                                                              \
	X(KEY_LINES, "lines", "t", "")                                                             \
	X(KEY_ALIGN, "align", "t", "")                                                             \
	X(KEY_REQUIRED, "required", "t", "")                                                       \
	X(KEY_CUT, "cut", "t", "")                                                                 \
	X(KEY_TURNED, "turned", "tc", "")                                                          \
	X(KEY_MODULE, "module", "q", "")                                                           \
	X(KEY_EC, "ec", "q", "")                                                                   \
	X(KEY_WIDTH, "width", "bl", "")

enum key {
#define X(name, word, knows, needs) name,
	KEY_LIST(X)
#undef X
		KEY_COUNT
};

static const struct {
	const char *word, *knows, *needs;
} keys[] = {
#define X(name, word, knows, needs) { word, knows, needs },
	KEY_LIST(X)
#undef X
};

static const struct {
	const char *word;
	enum template_kind kind;
	char letter; /* in KEY_LIST */
} kinds[] = {
	{ "text", TEMPLATE_TEXT, 't' }, { "label", TEMPLATE_LABEL, 't' },
	{ "qr", TEMPLATE_QR, 'q' },	{ "code128", TEMPLATE_CODE128, 'c' },
	{ "line", TEMPLATE_LINE, 'l' }, { "box", TEMPLATE_BOX, 'b' },
};
enum { KINDS = sizeof kinds / sizeof *kinds };

static const char *const faces[] = { "sans", "serif", "narrow", "mono" };
static const char *const aligns[] = { "left", "center", "right" };
static const char *const levels[] = { "L", "M", "Q", "H" };
static const char *const sides[] = { "left", "right" };
#define N(array) (sizeof(array) / sizeof *(array))

static bool wrong(struct reader *r, const char *format, ...) BO_PRINTF(2, 3);

static bool wrong(struct reader *r, const char *format, ...)
{
	char what[300], clean[300];
	va_list args;

	va_start(args, format);
	vsnprintf(what, sizeof what, format, args);
	va_end(args);
	bo_text_clean(what, clean, sizeof clean);
	r->fault->line = r->line;
	snprintf(r->fault->message, sizeof r->fault->message, "Line %d: %s", r->line, clean);
	return false;
}

/* "… Did you mean …?" */
static bool unknown(struct reader *r, const char *what, const char *word,
		    const char *const *candidates, size_t n)
{
	const char *near = bo_text_nearest(word, candidates, n);

	if (near)
		return wrong(r, "\"%.60s\" is no %s. Did you mean %s?", word, what, near);
	return wrong(r, "\"%.60s\" is no %s.", word, what);
}

static bool choose(struct reader *r, const char *what, const char *word,
		   const char *const *candidates, size_t n, int *chosen)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(word, candidates[i]) == 0) {
			*chosen = (int)i;
			return true;
		}
	return unknown(r, what, word, candidates, n);
}

static const char *take(struct reader *r)
{
	return r->next < r->n ? r->word[r->next++] : NULL;
}

/* Digits with a point, never a comma: templates read the same in every language. */
static const char *read_decimal(const char *p, double *value)
{
	double scale = 1;

	if (!isdigit((unsigned char)*p))
		return NULL;
	for (*value = 0; isdigit((unsigned char)*p); p++)
		if ((*value = *value * 10 + (*p - '0')) > LENGTH_MOST)
			return NULL;
	if (*p == '.' && isdigit((unsigned char)p[1]))
		for (p++; isdigit((unsigned char)*p); p++)
			*value += (*p - '0') * (scale /= 10);
	return p;
}

static bool read_mm(struct reader *r, const char *word, double *value)
{
	const char *end = word ? read_decimal(word, value) : NULL;

	if (end && (*end == '\0' || strcmp(end, "mm") == 0))
		return true;
	if (!word)
		return wrong(r, "A length in millimetres is missing at the end.");
	return wrong(r, "\"%.60s\" is no length in millimetres, such as 12.5.", word);
}

/* Two lengths with a letter between: "4,5" or "139.7x50.8mm". */
static bool read_pair(struct reader *r, char between, double *a, double *b)
{
	const char *word = take(r), *p = word ? read_decimal(word, a) : NULL;

	if (p && *p == between)
		p = read_decimal(p + 1, b);
	else
		p = NULL;
	if (p && (*p == '\0' || strcmp(p, "mm") == 0))
		return true;
	return wrong(r, "%s%.60s%s must be two lengths in millimetres, such as 12%c5.5.",
		     word ? "\"" : "", word ? word : "What ends the line", word ? "\"" : "",
		     between);
}

/* "14" or "14..8", points. */
static bool read_sizes(struct reader *r, struct template_element *e)
{
	const char *word = take(r), *p = word ? read_decimal(word, &e->size) : NULL;

	e->least = e->size;
	if (p && strncmp(p, "..", 2) == 0)
		p = read_decimal(p + 2, &e->least);
	if (!p || *p)
		return wrong(r, "A font needs a size in points, such as 14 or 14..8.");
	if (e->size < FONT_LEAST || e->size > FONT_MOST || e->least < FONT_LEAST)
		return wrong(r, "Font sizes lie between %d and %d points.", FONT_LEAST, FONT_MOST);
	if (e->least > e->size)
		return wrong(r, "The font size %.60s must go from large to small.", word);
	return true;
}

static bool read_font(struct reader *r, struct template_element *e)
{
	const char *word = take(r), *dash;
	char face[24];
	int chosen = 0;

	if (!word)
		return wrong(r, "A font needs a face and a size, such as font sans 10..7.");
	dash = strchr(word, '-');
	snprintf(face, sizeof face, "%.*s", dash ? (int)(dash - word) : (int)strlen(word), word);
	if (!choose(r, "font", face, faces, N(faces), &chosen))
		return false;
	if (dash && strcmp(dash, "-bold") != 0)
		return wrong(r, "\"%.60s\" is no font: only -bold may follow the face.", word);
	e->font.face = (enum template_face)chosen;
	e->font.bold = dash != NULL;
	return read_sizes(r, e);
}

static bool read_lines(struct reader *r, struct template_element *e)
{
	const char *word = take(r);

	if (!word || strlen(word) != 1 || *word < '1' || *word > '9')
		return wrong(r, "After \"lines\" stands a number from 1 to 9.");
	e->lines = *word - '0';
	return true;
}

static bool read_choice(struct reader *r, const char *what, const char *const *candidates, size_t n,
			int *chosen)
{
	const char *word = take(r);

	if (!word)
		return wrong(r, "The line ends before its %s.", what);
	return choose(r, what, word, candidates, n, chosen);
}

static bool read_value(struct reader *r, enum key key)
{
	struct template_element *e = &r->element;
	int chosen = 0;

	switch (key) {
	case KEY_AT:
		return read_pair(r, ',', &e->x, &e->y);
	case KEY_W:
		return read_mm(r, take(r), &e->w);
	case KEY_H:
		return read_mm(r, take(r), &e->h);
	case KEY_FONT:
		return read_font(r, e);
	case KEY_LINES:
		return read_lines(r, e);
	case KEY_ALIGN:
		if (!read_choice(r, "alignment", aligns, N(aligns), &chosen))
			return false;
		e->align = (enum template_align)chosen;
		return true;
	case KEY_REQUIRED:
		return e->required = true;
	case KEY_CUT:
		return e->cut = true;
	case KEY_TURNED:
		return e->turned = true;
	case KEY_MODULE:
		return read_mm(r, take(r), &e->module);
	case KEY_EC:
		if (!read_choice(r, "error correction level", levels, N(levels), &chosen))
			return false;
		e->level = (enum barcode_level)(LEVEL_L + chosen);
		return true;
	case KEY_WIDTH:
		return read_mm(r, take(r), &e->width);
	case KEY_COUNT:
		break;
	}
	return false;
}

static bool read_keys(struct reader *r, char letter)
{
	const char *known[KEY_COUNT], *word;
	size_t n = 0;
	int chosen = 0;

	for (int i = 0; i < KEY_COUNT; i++)
		if (strchr(keys[i].knows, letter))
			known[n++] = keys[i].word;
	while ((word = take(r))) {
		enum key key = KEY_AT;

		if (!choose(r, "word this element knows", word, known, n, &chosen))
			return false;
		while (strcmp(keys[key].word, word) != 0)
			key++;
		if (r->had & 1U << key)
			return wrong(r, "\"%s\" stands twice.", word);
		r->had |= 1U << key;
		if (!read_value(r, key))
			return false;
	}
	for (int i = 0; i < KEY_COUNT; i++)
		if (strchr(keys[i].needs, letter) && !(r->had & 1U << i))
			return wrong(r, "\"%s\" is missing.", keys[i].word);
	return true;
}

/* What stands between the kind and its keys. */
static bool read_subject(struct reader *r, struct template_element *e)
{
	const char *word, *fault, *fields[TICKET_FIELD_COUNT];
	double x = 0, y = 0;
	int chosen = 0;

	switch (e->kind) {
	case TEMPLATE_TEXT:
	case TEMPLATE_QR:
	case TEMPLATE_CODE128:
		for (int i = 0; i < TICKET_FIELD_COUNT; i++)
			fields[i] = ticket_field_code((enum ticket_field)i);
		if (!read_choice(r, "field of a ticket", fields, TICKET_FIELD_COUNT, &chosen))
			return false;
		e->field = (enum ticket_field)chosen;
		return true;
	case TEMPLATE_LABEL:
		word = take(r);
		if (!word || *word != '"')
			return wrong(r, "A label needs its words in \"quotes\".");
		fault = bo_text_fault(word + 1, TEMPLATE_LABEL_SIZE - 1, false);
		if (fault)
			return wrong(r, "The label %s.", fault);
		memcpy(e->label, word + 1, strlen(word + 1) + 1);
		return true;
	case TEMPLATE_LINE:
		if (!read_pair(r, ',', &e->x, &e->y) || !read_pair(r, ',', &x, &y))
			return false;
		e->w = x - e->x;
		e->h = y - e->y;
		return true;
	case TEMPLATE_BOX:
		return read_pair(r, ',', &e->x, &e->y);
	}
	return false;
}

static bool read_element(struct reader *r)
{
	struct template *t = r->template;
	struct template_element *e = &r->element;
	const char *words[KINDS + 2] = { "ticket", "stub" }, *word = take(r);
	int chosen = 0;

	*e = (struct template_element){
		.line = r->line, .lines = 1, .level = LEVEL_M, .module = 0.5, .width = 0.2
	};
	r->had = 0;
	if (word && strcmp(word, "stub") == 0) {
		if (t->side == STUB_NONE)
			return wrong(r,
				     "This ticket has no stub: the first line does not name one.");
		e->stub = true;
		word = take(r);
	}
	for (size_t i = 0; i < KINDS; i++)
		words[2 + i] = kinds[i].word;
	if (!word)
		return wrong(r, "After \"stub\" stands an element, such as text.");
	if (!choose(r, "element of a ticket", word, words, KINDS + 2, &chosen))
		return false;
	if (chosen < 2)
		return wrong(r, "\"%s\" may stand here only once.", word);
	if (t->n == TEMPLATE_ELEMENTS)
		return wrong(r, "A ticket has room for %d elements.", TEMPLATE_ELEMENTS);
	e->kind = kinds[chosen - 2].kind;
	if (!read_subject(r, e) || !read_keys(r, kinds[chosen - 2].letter))
		return false;
	t->element[t->n++] = *e;
	return true;
}

static bool read_ticket(struct reader *r)
{
	struct template *t = r->template;
	const char *word = take(r);
	int chosen = 0;

	if (!word || strcmp(word, "ticket") != 0)
		return wrong(r, "The first line gives the size, such as ticket 139.7x50.8mm.");
	if (!read_pair(r, 'x', &t->width, &t->height))
		return false;
	if (!(word = take(r)))
		return true;
	if (strcmp(word, "stub") != 0)
		return wrong(r, "\"%.60s\" is not known here; only the stub may follow.", word);
	if (!read_choice(r, "side of a ticket", sides, N(sides), &chosen) ||
	    !read_mm(r, take(r), &t->stub))
		return false;
	t->side = chosen == 0 ? STUB_LEFT : STUB_RIGHT;
	if ((word = take(r)))
		return wrong(r, "\"%.60s\" is too much here.", word);
	return true;
}

/* Cuts the line into words; a quoted one keeps its first quote, so that it is known as one. */
static bool split(struct reader *r)
{
	char *p = r->text;

	r->n = r->next = 0;
	for (;;) {
		while (*p == ' ')
			p++;
		if (*p == '\0' || *p == '#')
			return true;
		if (r->n == WORDS)
			return wrong(r, "The line has too many words.");
		r->word[r->n++] = p;
		if (*p == '"') {
			if (!(p = strchr(p + 1, '"')))
				return wrong(r, "A quote is not closed.");
			*p++ = '\0';
			if (*p && *p != ' ')
				return wrong(r, "A blank must follow the closing quote.");
			continue;
		}
		p += strcspn(p, " ");
		if (*p)
			*p++ = '\0';
	}
}

static bool read_line(struct reader *r, const char *text, size_t n)
{
	const char *fault;

	if (n > 0 && text[n - 1] == '\r')
		n--;
	if (n >= LINE_BYTES)
		return wrong(r, "The line is longer than %d bytes.", LINE_BYTES - 1);
	memcpy(r->text, text, n);
	r->text[n] = '\0';
	for (char *p = r->text; *p; p++)
		if (*p == '\t')
			*p = ' ';
	fault = bo_text_fault(r->text, LINE_BYTES, true);
	if (fault)
		return wrong(r, "The line %s.", fault);
	if (!split(r))
		return false;
	if (r->n == 0)
		return true;
	return r->template->width > 0 ? read_element(r) : read_ticket(r);
}

bool template_read(const char *text, struct template *template, struct template_fault *fault)
{
	struct reader *r = calloc(1, sizeof *r);
	bool ok = r != NULL;

	memset(template, 0, sizeof *template);
	*fault = (struct template_fault){ 0, "Out of memory." };
	if (r) {
		r->template = template;
		r->fault = fault;
	}
	if (ok && strlen(text) > TEMPLATE_BYTES) {
		snprintf(fault->message, sizeof fault->message,
			 "The template is larger than %d bytes.", TEMPLATE_BYTES);
		ok = false;
	}
	while (ok && *text) {
		size_t n = strcspn(text, "\n");

		r->line++;
		ok = read_line(r, text, n);
		text += n + (text[n] == '\n');
	}
	free(r);
	return ok && template_check(template, fault);
}
