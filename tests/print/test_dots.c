/*
 * Bars on the dots of the printers of the trade: every template there is, as poppler and
 * ghostscript put it on paper of 203, 300 and 600 dots an inch, grey and black and white, and as
 * ZXing and zbar read it there.
 */
#include "outbox/outbox.h"
#include "print/issue.h"
#include "print/ticket.h"
#include "support/raster.h"

#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { CODES_203 = 20, CODES = 1 };

static const int resolutions[] = { 203, 300, 600, 200 };

struct sheet {
	struct paper p;
	const char *text; /* of the template */
	struct template template;
};

static char *read_file(struct bo_arena *arena, const char *path)
{
	return paper_run(arena, "cat '%s'", path);
}

static void read_template(struct sheet *s, const char *text)
{
	struct template_fault fault;

	s->text = text;
	if (!template_read(text, &s->template, &fault))
		print_error("%s\n", fault.message);
	assert_true(template_read(text, &s->template, &fault));
}

/* A ticket of that code, for a printer of so many dots (0: of any). */
static const char *draw(struct sheet *s, const char *code, int dpi)
{
	const char *file = bo_arena_printf(&s->p.arena, "%s/dots.pdf", paper_folder(&s->p));
	struct ticket ticket;
	struct pdf pdf;

	OK(s->p.bo, ticket_specimen(s->p.bo, &s->p.arena, &ticket));
	ticket.value[FIELD_CODE] = ticket.code = code;
	OK(s->p.bo, ticket_draw(s->p.bo, s->text, &ticket, dpi, TEST_NOW, &pdf));
	OK(s->p.bo, outbox_write(s->p.bo, file, pdf.bytes, pdf.n));
	free(pdf.bytes);
	return file;
}

static int dots(double mm, int dpi)
{
	return (int)(mm / 25.4 * dpi);
}

/* The middle of a Code 128, with its quiet zones. */
static struct strip strip_of(const struct template_element *e, int dpi)
{
	struct strip strip = { dots(e->x, dpi), dots(e->y + e->h / 2, dpi) - 10, dots(e->w, dpi),
			       20 };

	if (e->turned)
		strip = (struct strip){ dots(e->x + e->h / 2, dpi) - 10, dots(e->y, dpi), 20,
					dots(e->w, dpi) };
	return strip;
}

static int read_all(struct sheet *s, const char *page, const struct raster *r, const char *code)
{
	int missed = 0;

	for (size_t i = 0; i < s->template.n; i++) {
		const struct template_element *e = &s->template.element[i];

		for (enum decoder d = 0; d < DECODER_COUNT; d++) {
			bool reads = true;

			if (e->kind == TEMPLATE_QR)
				reads = raster_reads_qr(page, d, code);
			else if (e->kind == TEMPLATE_CODE128)
				reads = raster_reads_code128(page, strip_of(e, r->dpi), d, code);
			if (!reads)
				print_error("%s: line %d is not read by %s\n", page, e->line,
					    decoder_name(d));
			missed += !reads;
		}
	}
	return missed;
}

/* Drawn for a printer of that many dots, or of nobody knows how many, on paper of dpi dots. */
static int print_and_read(struct sheet *s, int drawn_for, int dpi, int codes)
{
	char code[BO_TICKET_CODE_SIZE];
	int missed = 0;

	for (int i = 0; i < codes; i++) {
		const char *file;

		issue_code_make(s->p.bo, code);
		file = draw(s, code, drawn_for);
		for (enum renderer r = 0; r < RENDERER_COUNT; r++)
			for (int mono = 0; mono < 2; mono++) {
				struct raster raster = { r, dpi, mono };

				missed += read_all(s, raster_make(&s->p.arena, file, &raster),
						   &raster, code);
			}
	}
	return missed;
}

static void for_every_template(void (*what)(struct sheet *))
{
	struct sheet s = { 0 };
	glob_t found = { 0 };
	int tried = 0;

	paper_open(&s.p, "Hamlet");
	assert_int_equal(glob("data/templates/*.tpl", 0, NULL, &found), 0);
	for (size_t i = 0; i < found.gl_pathc; i++) {
		const char *text = read_file(&s.p.arena, found.gl_pathv[i]);

		if (!strstr(text, "\nticket "))
			continue; /* for something else */
		read_template(&s, text);
		what(&s);
		tried++;
	}
	assert_true(tried > 0);
	globfree(&found);
	paper_close(&s.p);
}

static void unknown_printer(struct sheet *s)
{
	assert_int_equal(print_and_read(s, 0, 203, CODES_203), 0);
	assert_int_equal(print_and_read(s, 0, 300, CODES), 0);
	assert_int_equal(print_and_read(s, 0, 600, CODES), 0);
}

static void test_read_on_every_printer(void **state)
{
	(void)state;
	for_every_template(unknown_printer);
}

static void known_printer(struct sheet *s)
{
	for (size_t i = 0; i < 4; i++)
		assert_int_equal(print_and_read(s, resolutions[i], resolutions[i], CODES), 0);
}

static void test_read_on_the_printer_it_is_drawn_for(void **state)
{
	(void)state;
	for_every_template(known_printer);
}

/* Not only read by patient programs: each bar and gap is exactly as many dots as it should be. */
static void compare_bars(const char *page, struct strip strip, const struct barcode *code,
			 int dots_each)
{
	int width[BARCODE_MODULES], n = raster_bars(page, strip, width, BARCODE_MODULES), at = 0;

	/* A turned code reads upwards, so its last module is the uppermost. */
	for (int i = code->columns; i > 0 && at < n;) {
		int modules = 0;

		for (bool dark = code->dark[0][i - 1]; i > 0 && code->dark[0][i - 1] == dark; i--)
			modules++;
		if (width[at] != modules * dots_each)
			print_error("%s: piece %d is %d dots wide, not %d\n", page, at, width[at],
				    modules * dots_each);
		assert_int_equal(width[at++], modules * dots_each);
	}
	assert_true(at == n && n > 60);
}

static void exact_bars(struct sheet *s)
{
	static const int least[] = { 2, 3, 6, 2 };
	struct barcode code;

	assert_true(barcode_code128("T2345678ABCDK", &code));
	for (size_t i = 0; i < 4; i++) {
		const char *file = draw(s, "T2345678ABCDK", resolutions[i]);

		for (enum renderer r = 0; r < RENDERER_COUNT; r++)
			for (size_t k = 0; k < s->template.n; k++) {
				const struct template_element *e = &s->template.element[k];
				struct raster raster = { r, resolutions[i], true };

				if (e->kind == TEMPLATE_CODE128 && e->turned)
					compare_bars(raster_make(&s->p.arena, file, &raster),
						     strip_of(e, raster.dpi), &code, least[i]);
			}
	}
}

static void test_bars_are_whole_dots(void **state)
{
	(void)state;
	for_every_template(exact_bars);
}

/* --- What cannot hold it is refused --- */

#define WHOLE                                                                                      \
	"ticket 140x52mm\n"                                                                        \
	"text show.title at 2,2 w 60 font sans 10..5 required\n"                                   \
	"text performance.date at 2,7 w 50 font sans 10 required\n"                                \
	"text performance.time at 54,7 w 20 font sans 10 required\n"                               \
	"text price at 2,12 w 30 font sans 10 required\n"                                          \
	"text voucher_type at 34,12 w 40 font sans 10 required\n"                                  \
	"text ticket.code at 2,17 w 60 font mono 10 required\n"                                    \
	"text mark at 2,22 w 70 font sans 10 required\n"

static void test_too_narrow_is_refused(void **state)
{
	struct paper p;
	int64_t printer;

	(void)state;
	paper_open(&p, "Hamlet");
	test_act_as(p.bo, BO_ROLE_MANAGER);
	SAYS(p.bo, BO_INVALID,
	     "Line 9: This Code 128 is too narrow for scanners on a printer of 300",
	     bo_template_check(p.bo, WHOLE "code128 ticket.code at 2,30 w 49.5 h 10\n"));
	SAYS(p.bo, BO_INVALID, "it needs w 50.3",
	     bo_template_set(p.bo, WHOLE "code128 ticket.code at 85,0 w 49.6 h 10 turned\n"));
	OK(p.bo, bo_template_check(p.bo, WHOLE "code128 ticket.code at 2,30 w 50.3 h 10\n"));
	/* A printer whose dots are too coarse for the template in force, or the other way round. */
	SAYS(p.bo, BO_INVALID, "on a printer of 180 dots an inch: it needs w 55.9",
	     bo_printer_add(p.bo, "Roll", BO_TRANSPORT_CUPS, "roll", "", 180, false, &printer));
	SAYS(p.bo, BO_INVALID, "100 to 2400 dots",
	     bo_printer_add(p.bo, "Roll", BO_TRANSPORT_CUPS, "roll", "", 20, false, &printer));
	OK(p.bo, bo_template_set(p.bo, WHOLE "code128 ticket.code at 2,30 w 60 h 10\n"));
	OK(p.bo, bo_printer_add(p.bo, "Roll", BO_TRANSPORT_CUPS, "roll", "", 180, false, &printer));
	SAYS(p.bo, BO_INVALID, "180 dots an inch",
	     bo_template_check(p.bo, WHOLE "code128 ticket.code at 2,30 w 50.3 h 10\n"));
	SAYS(p.bo, BO_INVALID, "160 dots an inch",
	     bo_printer_edit(p.bo, printer, NULL, NULL, NULL, 160, -1, -1));
	paper_close(&p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_read_on_every_printer),
		cmocka_unit_test(test_read_on_the_printer_it_is_drawn_for),
		cmocka_unit_test(test_bars_are_whole_dots),
		cmocka_unit_test(test_too_narrow_is_refused),
	};

	return cmocka_run_group_tests_name("print/dots", tests, NULL, NULL);
}
