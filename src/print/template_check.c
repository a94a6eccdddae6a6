/*
 * What a template must hold before a ticket is made with it: everything on its
 * own part of the paper, nothing over anything, bars that scanners read, and the
 * facts without which a ticket is no ticket.
 */
#include "print/template_check.h"

#include <boxoffice/status.h>

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* The widest code a ticket can have in Code 128, as no run of digits shortens it. */
#define WIDEST_CODE "TWWWWWWWWWWWW"

static const double slack = 0.01; /* mm: two elements may touch */
static const double page_least = 20, page_most = 400;
static const double part_least = 10;	   /* mm of body and stub */
static const double qr_module = 0.5;	   /* mm: four dots at 203 dpi */
static const double code128_module = 0.25; /* mm: two dots at 203 dpi */
static const double code128_height = 5;	   /* mm: a hand-held scanner's aim */

struct rectangle {
	double x, y, w, h;
};

static const bool must[] = {
#define X(name, word, must, sample) must,
	TICKET_FIELD_LIST(X)
#undef X
};

static const char *const samples[] = {
#define X(name, word, must, sample) sample,
	TICKET_FIELD_LIST(X)
#undef X
};

const char *ticket_field_sample(enum ticket_field field)
{
	return samples[field];
}

double template_text_height(double points, int lines)
{
	return points * 1.2 * 25.4 / 72 * lines;
}

static bool wrong(struct template_fault *fault, int line, const char *format, ...) BO_PRINTF(3, 4);

static bool wrong(struct template_fault *fault, int line, const char *format, ...)
{
	char what[300];
	va_list args;

	va_start(args, format);
	vsnprintf(what, sizeof what, format, args);
	va_end(args);
	fault->line = line;
	if (line)
		snprintf(fault->message, sizeof fault->message, "Line %d: %s", line, what);
	else
		snprintf(fault->message, sizeof fault->message, "%s", what);
	return false;
}

static bool is_text(const struct template_element *e)
{
	return e->kind == TEMPLATE_TEXT || e->kind == TEMPLATE_LABEL;
}

static bool is_barcode(const struct template_element *e)
{
	return e->kind == TEMPLATE_QR || e->kind == TEMPLATE_CODE128;
}

/* What an element is called in a sentence. */
static const char *name(const struct template_element *e)
{
	switch (e->kind) {
	case TEMPLATE_TEXT:
		return ticket_field_code(e->field);
	case TEMPLATE_LABEL:
		return "the label";
	case TEMPLATE_QR:
		return "the QR code";
	case TEMPLATE_CODE128:
		return "the Code 128";
	case TEMPLATE_LINE:
		return "the line";
	case TEMPLATE_BOX:
		return "the box";
	}
	return "";
}

static struct rectangle place(const struct template_element *e)
{
	struct rectangle box = { e->x, e->y, e->w, e->h };

	if (e->kind == TEMPLATE_LINE) {
		box.x = fmin(e->x, e->x + e->w) - e->width / 2;
		box.y = fmin(e->y, e->y + e->h) - e->width / 2;
		box.w = fabs(e->w) + e->width;
		box.h = fabs(e->h) + e->width;
	}
	if (e->turned) {
		box.w = e->h;
		box.h = e->w;
	}
	return box;
}

static bool meet(struct rectangle a, struct rectangle b)
{
	return a.x + a.w > b.x + slack && b.x + b.w > a.x + slack && a.y + a.h > b.y + slack &&
	       b.y + b.h > a.y + slack;
}

/* A box is its four strokes; what lies inside of it is free. */
static bool crosses(const struct template_element *box, struct rectangle other)
{
	double half = box->width / 2, x = box->x - half, y = box->y - half;
	double w = box->w + box->width, h = box->h + box->width;
	const struct rectangle strokes[] = {
		{ x, y, w, box->width },
		{ x, box->y + box->h - half, w, box->width },
		{ x, y, box->width, h },
		{ box->x + box->w - half, y, box->width, h },
	};

	for (size_t i = 0; i < sizeof strokes / sizeof *strokes; i++)
		if (meet(strokes[i], other))
			return true;
	return false;
}

static bool overlap(const struct template_element *a, const struct template_element *b)
{
	bool drawn_a = !is_text(a) && !is_barcode(a), drawn_b = !is_text(b) && !is_barcode(b);

	if (drawn_a && drawn_b)
		return false; /* strokes make frames and tables by touching */
	if (a->kind == TEMPLATE_BOX)
		return crosses(a, place(b));
	if (b->kind == TEMPLATE_BOX)
		return crosses(b, place(a));
	return meet(place(a), place(b));
}

static bool check_page(const struct template *t, struct template_fault *fault)
{
	if (t->width == 0)
		return wrong(fault, 0,
			     "The template is empty: it needs a line such as ticket 139.7x50.8mm.");
	if (t->width < page_least || t->width > page_most || t->height < page_least ||
	    t->height > page_most)
		return wrong(fault, 0, "A ticket measures %g to %g mm each way.", page_least,
			     page_most);
	if (t->side != STUB_NONE && (t->stub < part_least || t->width - t->stub < part_least))
		return wrong(fault, 0, "The stub and the rest measure at least %g mm each.",
			     part_least);
	return true;
}

static bool check_on_page(const struct template *t, const struct template_element *e,
			  struct template_fault *fault)
{
	struct rectangle box = place(e), part = { 0, 0, t->width, t->height };

	if (t->side != STUB_NONE)
		part.w = e->stub ? t->stub : t->width - t->stub;
	if (t->side == STUB_LEFT && !e->stub)
		part.x = t->stub;
	if (t->side == STUB_RIGHT && e->stub)
		part.x = t->width - t->stub;
	if (box.x >= part.x - slack && box.y >= part.y - slack &&
	    box.x + box.w <= part.x + part.w + slack && box.y + box.h <= part.y + part.h + slack)
		return true;
	return wrong(fault, e->line,
		     "%s leaves the %s: it takes %.1f x %.1f mm from %.1f,%.1f, the %s has %.1f x "
		     "%.1f.",
		     name(e), e->stub ? "stub" : "ticket", box.w, box.h, box.x - part.x,
		     box.y - part.y, e->stub ? "stub" : "ticket", part.w, part.h);
}

static bool check_barcode(struct template_element *e, struct template_fault *fault)
{
	struct barcode code; /* only its measures are used */
	bool qr = e->kind == TEMPLATE_QR;
	double least = qr ? qr_module : code128_module;
	int modules;

	if (e->field != FIELD_CODE)
		return wrong(fault, e->line, "A barcode holds ticket.code and nothing else.");
	if (!(qr ? barcode_qr(WIDEST_CODE, e->level, &code) : barcode_code128(WIDEST_CODE, &code)))
		return wrong(fault, e->line, "This barcode cannot hold a ticket's code.");
	modules = code.columns + 2 * (qr ? QR_QUIET : CODE128_QUIET);
	if (qr)
		e->w = e->h = modules * e->module;
	else
		e->module = e->w / modules;
	if (e->module + 0.0005 < least && qr)
		return wrong(fault, e->line,
			     "A QR code's module must be at least %g mm, or scanners fail.", least);
	if (e->module + 0.0005 < least)
		return wrong(fault, e->line,
			     "This Code 128 is too narrow for scanners: it needs w %.1f.",
			     modules * least);
	if (!qr && e->h < code128_height)
		return wrong(fault, e->line, "A Code 128 must be at least %g mm high.",
			     code128_height);
	return true;
}

bool template_sharp(const struct template *t, int dpi, struct template_fault *fault)
{
	struct barcode code;

	for (size_t i = 0; i < t->n; i++) {
		const struct template_element *e = &t->element[i];
		int modules, least = barcode_least_dots(dpi);
		double needed;

		if (e->kind != TEMPLATE_CODE128 || !barcode_code128(WIDEST_CODE, &code))
			continue;
		modules = code.columns + 2 * CODE128_QUIET;
		needed = modules * least * 25.4 / dpi;
		if (e->w + slack < needed)
			return wrong(fault, e->line,
				     "This Code 128 is too narrow for scanners on a printer of %d "
				     "dots an inch: it needs w %.1f, which is %d dots a bar.",
				     dpi, ceil(needed * 10) / 10, least);
	}
	return true;
}

/* Half a price or half a code is another one. */
static bool check_cut(const struct template_element *e, struct template_fault *fault)
{
	static const enum ticket_field whole[] = { FIELD_DATE, FIELD_TIME, FIELD_PRICE, FIELD_CODE,
						   FIELD_MARK };

	for (size_t i = 0; e->kind == TEMPLATE_TEXT && i < sizeof whole / sizeof *whole; i++)
		if (e->cut && e->field == whole[i])
			return wrong(fault, e->line,
				     "%s is never cut: a part of it says something else.", name(e));
	return true;
}

static bool check_overlaps(const struct template *t, struct template_fault *fault)
{
	for (size_t i = 0; i < t->n; i++)
		for (size_t j = 0; j < i; j++) {
			const struct template_element *a = &t->element[i], *b = &t->element[j];
			struct rectangle box = place(a);

			if (overlap(a, b))
				return wrong(fault, a->line,
					     "%s overlaps %s of line %d; it takes %.1f x %.1f mm "
					     "there.",
					     name(a), name(b), b->line, box.w, box.h);
		}
	return true;
}

static bool check_required(const struct template *t, struct template_fault *fault)
{
	bool had[TICKET_FIELD_COUNT] = { false }, barcode = false;

	for (size_t i = 0; i < t->n; i++) {
		const struct template_element *e = &t->element[i];

		barcode |= is_barcode(e);
		if (e->kind == TEMPLATE_TEXT && e->required)
			had[e->field] = true;
	}
	if (!barcode)
		return wrong(fault, 0,
			     "The ticket has no barcode: add a qr or a code128 of ticket.code.");
	for (int i = 0; i < TICKET_FIELD_COUNT; i++)
		if (must[i] && !had[i])
			return wrong(fault, 0, "The ticket needs the text %s, marked required.",
				     ticket_field_code((enum ticket_field)i));
	return true;
}

bool template_check(struct template *t, struct template_fault *fault)
{
	double shift = t->side == STUB_RIGHT ? t->width - t->stub : 0;

	if (!check_page(t, fault))
		return false;
	for (size_t i = 0; i < t->n; i++) {
		struct template_element *e = &t->element[i];

		if (e->stub)
			e->x += shift;
		else if (t->side == STUB_LEFT)
			e->x += t->stub;
		if (is_text(e))
			e->h = template_text_height(e->size, e->lines);
		if (is_barcode(e) && !check_barcode(e, fault))
			return false;
		if (!check_cut(e, fault) || !check_on_page(t, e, fault))
			return false;
	}
	return check_overlaps(t, fault) && check_required(t, fault);
}
