/*
 * Fitting words into their places.  A ticket with half a title or half a price
 * is worse than none, so what is required is shrunk, then refused, never cut.
 */
#include "print/layout.h"

#include <boxoffice/text.h>

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <utf8proc.h>

static const double step = 0.5; /* points */

enum { TEXT_BYTES = 2 * BO_NAME_MAX + 32 };

/* Labels have no field. */
#define FIELD_BIT(e) ((e)->kind == TEMPLATE_TEXT ? 1U << (e)->field : 0U)

struct maker {
	const struct template_element *element;
	const struct ruler *ruler;
	struct bo_arena *arena;
	struct template_fault *fault;
	unsigned whole, cut, unknown; /* as in struct layout */
};

static bool wrong(struct maker *m, const char *format, ...) BO_PRINTF(2, 3);

static bool wrong(struct maker *m, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(m->fault->message, sizeof m->fault->message, format, args);
	va_end(args);
	m->fault->line = m->element->line;
	return false;
}

static bool no_memory(struct maker *m)
{
	return wrong(m, "Out of memory; nothing was printed.");
}

/* Smaller letters may stand on more lines, as many as the place is high. */
static int lines_at(const struct template_element *e, double points)
{
	return (int)(e->h / template_text_height(points, 1) + 0.001);
}

static bool fits(struct maker *m, const char *text, double points, bool anywhere)
{
	const struct template_element *e = m->element;

	return m->ruler->fits(m->ruler->arg, text, e->font, points, e->w, lines_at(e, points),
			      anywhere);
}

/* A copy in which every character without a glyph is a question mark. */
static const char *drawable(struct maker *m, const char *text)
{
	char result[TEXT_BYTES];
	struct bo_buf out = BO_BUF(result);

	if (m->ruler->draws(m->ruler->arg, text, m->element->font))
		return text;
	while (*text && !out.full) {
		utf8proc_int32_t c;
		utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)text, -1, &c);
		char one[8] = "";

		n = n <= 0 ? 1 : n;
		memcpy(one, text, (size_t)n);
		bo_buf_add(&out, m->ruler->draws(m->ruler->arg, one, m->element->font) ? one : "?");
		text += n;
	}
	return bo_arena_copy(m->arena, result);
}

/* The longest beginning that fits at the least size with "…" behind it. */
static const char *cut(struct maker *m, const char *text)
{
	for (int columns = bo_text_columns(text); columns > 0; columns--) {
		size_t n = bo_text_prefix(text, columns);
		char shorter[TEXT_BYTES];

		while (n > 0 && text[n - 1] == ' ')
			n--;
		if (n + sizeof "…" > sizeof shorter)
			continue;
		memcpy(shorter, text, n);
		memcpy(shorter + n, "…", sizeof "…");
		if (fits(m, shorter, m->element->least, true))
			return bo_arena_copy(m->arena, shorter);
	}
	return "";
}

/* As large as it fits between words; then at its least size, where a long word goes on in the next
 * line; then, where that is let, its beginning. */
static const char *fit(struct maker *m, const char *text, struct layout_item *item)
{
	const struct template_element *e = m->element;
	double points = e->size;

	while (!fits(m, text, points, false) && points > e->least)
		points = points - step > e->least ? points - step : e->least;
	item->points = points;
	item->lines = lines_at(e, points);
	item->anywhere = !fits(m, text, points, false);
	if (!item->anywhere || fits(m, text, points, true)) {
		m->whole |= FIELD_BIT(e);
		return text;
	}
	if (item->required && !e->cut) {
		wrong(m,
		      "The %s \"%.150s\" does not fit on the ticket, even at %g points; shorten it "
		      "or widen its place in the template.",
		      item->name, text, e->least);
		return NULL;
	}
	m->cut |= FIELD_BIT(e);
	text = cut(m, text);
	if (!text)
		no_memory(m);
	return text;
}

static bool place_text(struct maker *m, const char *text, struct layout_item *item)
{
	const struct template_element *e = m->element;
	const char *drawn;

	item->required = e->required || e->kind == TEMPLATE_LABEL;
	if (item->required && !m->ruler->draws(m->ruler->arg, text, e->font))
		return wrong(m,
			     "The %s \"%.150s\" has a character that no font on this machine can "
			     "draw.",
			     item->name, text);
	drawn = drawable(m, text);
	if (!drawn)
		return no_memory(m);
	if (drawn != text)
		m->unknown |= FIELD_BIT(e);
	drawn = fit(m, drawn, item);
	if (!drawn)
		return false;
	item->text = bo_arena_copy(m->arena, drawn);
	return item->text || no_memory(m);
}

/* mm: the middle of a place, so that what stands there begins on a dot. */
static double snap(double middle, double length, double dot)
{
	return round((middle - length / 2) / dot) * dot;
}

/*
 * Where a line of so many modules is a whole number of dots, each bar is as wide as it should be
 * whatever draws it.  On a printer too coarse for its place the modules are no whole dots: better
 * than none, and the set-up says so.
 */
static void place_on_dots(const struct maker *m, const struct barcode *code, int quiet,
			  struct layout_item *item)
{
	const struct template_element *e = m->element;
	int dpi = m->ruler->dpi ? m->ruler->dpi : DOTS_COARSE;
	double dot = 25.4 / dpi, length, across;
	int dots = barcode_dots(code->columns + 2 * quiet, e->w, dpi);

	if (dots >= 1 && (code->rows > 1 || dots >= barcode_least_dots(dpi))) {
		item->module = dots * dot;
		item->inset = dot / 8;
	}
	length = code->columns * item->module;
	across = code->rows > 1 ? code->rows * item->module : e->h;
	item->w = length;
	item->h = across;
	item->x = snap(e->x + (e->turned ? e->h : e->w) / 2, e->turned ? across : length, dot);
	item->y = snap(e->y + (e->turned ? e->w : e->h) / 2, e->turned ? length : across, dot);
}

static bool place_barcode(struct maker *m, const char *text, struct layout_item *item)
{
	const struct template_element *e = m->element;
	struct barcode *code = bo_arena_alloc(m->arena, sizeof *code);
	bool qr = e->kind == TEMPLATE_QR;
	int quiet = qr ? QR_QUIET : CODE128_QUIET;

	if (!code)
		return no_memory(m);
	if (!(qr ? barcode_qr(text, e->level, code) : barcode_code128(text, code)) ||
	    (code->columns + 2 * quiet) * e->module > e->w + 0.01)
		return wrong(m, "The code \"%.40s\" does not fit into its barcode.", text);
	item->code = code;
	place_on_dots(m, code, quiet, item);
	return true;
}

static bool place(struct maker *m, const char *value, struct layout_item *item)
{
	const struct template_element *e = m->element;

	*item = (struct layout_item){
		.kind = e->kind,
		.turned = e->turned,
		.top = e->lines > 1,
		.x = e->x,
		.y = e->y,
		.w = e->w,
		.h = e->h,
		.name = e->kind == TEMPLATE_TEXT ? ticket_field_code(e->field) : "label",
		.font = e->font,
		.align = e->align,
		.module = e->module,
		.width = e->width,
	};
	if (e->kind == TEMPLATE_QR || e->kind == TEMPLATE_CODE128)
		return place_barcode(m, value, item);
	if (e->kind == TEMPLATE_LINE || e->kind == TEMPLATE_BOX)
		return true;
	return place_text(m, e->kind == TEMPLATE_LABEL ? e->label : value, item);
}

static bool is_empty(const struct template_element *e, const char *const values[TICKET_FIELD_COUNT])
{
	return e->kind == TEMPLATE_TEXT && *values[e->field] == '\0';
}

bool layout_make(const struct template *t, const char *const values[TICKET_FIELD_COUNT],
		 const struct ruler *ruler, struct bo_arena *arena, struct layout *layout,
		 struct template_fault *fault)
{
	struct layout made = { .width = t->width, .height = t->height };
	struct maker m = { t->element, ruler, arena, fault, 0, 0, 0 };

	made.item = bo_arena_alloc(arena, (t->n + 1) * sizeof *made.item);
	if (!made.item)
		return no_memory(&m);
	if (t->side != STUB_NONE)
		made.tear = t->side == STUB_LEFT ? t->stub : t->width - t->stub;
	for (size_t i = 0; i < t->n; i++) {
		m.element = &t->element[i];
		if (is_empty(m.element, values) && m.element->required &&
		    m.element->field != FIELD_MARK)
			return wrong(&m, "This ticket has no %s; nothing was printed.",
				     ticket_field_code(m.element->field));
		if (is_empty(m.element, values))
			continue;
		if (!place(&m, values[m.element->field], &made.item[made.n]))
			return false;
		made.n++;
	}
	made.whole = m.whole;
	made.cut = m.cut;
	made.unknown = m.unknown;
	*layout = made;
	return true;
}
