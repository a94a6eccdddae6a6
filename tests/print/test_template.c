/*
 * The template language: for every check one template that fails it, at the right
 * line and in the right words, and the smallest change that passes.
 */
#include "print/template.h"

#include "embedded.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Nine lines that make a ticket; cases add a tenth. */
#define WHOLE                                                                                      \
	"ticket 140x50mm stub right 30mm\n"                                                        \
	"text show.title at 2,2 w 60 font serif-bold 18..8 required\n"                             \
	"text performance.date at 2,12 w 50 font sans-bold 12 required\n"                          \
	"text performance.time at 54,12 w 20 font sans-bold 12 align right required\n"             \
	"text price at 2,20 w 30 font sans 10 required\n"                                          \
	"text voucher_type at 34,20 w 30 font sans 10..6 required\n"                               \
	"text ticket.code at 2,28 w 40 font mono 9 required\ntext mark at 2,34 w 40 font sans 9 "  \
	"required\nqr ticket.code at 80,2 module 0.6mm ec M\n"

struct fault_case {
	const char *name, *text;
	int line;	  /* 0: as a whole */
	const char *says; /* NULL: it passes */
};

static const struct fault_case cases[] = {
	{ "a whole ticket", WHOLE, 0, NULL },
	{ "comments and blank lines", "# a ticket\n\n" WHOLE "  # end\n", 0, NULL },
	{ "tabs and carriage returns", "\t# a\r\n" WHOLE "line\t1,40\t70,40\r\n", 0, NULL },
	{ "no line end at the end", WHOLE "line 1,40 70,40", 0, NULL },

	{ "nothing", "", 0, "is empty" },
	{ "only comments", "# ticket\n", 0, "is empty" },
	{ "no size first", "text price at 1,1 w 3 font sans 8\n", 1,
	  "The first line gives the size" },
	{ "a size that is none", "ticket big\n", 1, "\"big\" must be two lengths" },
	{ "negative size", "ticket -10x20\n", 1, "must be two lengths" },
	{ "huge size", "ticket 99999999999999x20\n", 1, "must be two lengths" },
	{ "size twice", WHOLE "ticket 100x50\n", 10, "only once" },
	{ "too small a page", "ticket 10x50mm\n", 0, "20 to 400 mm" },
	{ "too large a page", "ticket 500x50mm\n", 0, "20 to 400 mm" },
	{ "stub wider than the ticket", "ticket 50x50mm stub right 45mm\n", 0, "at least 10 mm" },
	{ "a stub on top", "ticket 50x50mm stub top 20mm\n", 1, "\"top\" is no side" },
	{ "a stub without width", "ticket 50x50mm stub right\n", 1, "is missing" },
	{ "more after the size", "ticket 50x50mm cheap\n", 1, "only the stub may follow" },
	{ "more after the stub", "ticket 50x50mm stub left 20mm wide\n", 1, "too much" },
	{ "an element for a stub there is not", "ticket 140x50mm\nstub text price at 1,1\n", 2,
	  "has no stub" },

	{ "unknown element", WHOLE "texd price at 1,40 w 9 font sans 8\n", 10,
	  "\"texd\" is no element of a ticket. Did you mean text?" },
	{ "unknown field", WHOLE "text show.titel at 1,40 w 9 font sans 8\n", 10,
	  "Did you mean show.title?" },
	{ "unknown word", WHOLE "text patron at 1,40 w 9 font sans 8 algin left\n", 10,
	  "Did you mean align?" },
	{ "a word of another element", WHOLE "text patron at 1,40 w 9 font sans 8 module 1\n", 10,
	  "\"module\" is no word this element knows" },
	{ "no field", WHOLE "text\n", 10, "ends before its field" },
	{ "nothing after stub", WHOLE "stub\n", 10, "After \"stub\"" },
	{ "no place", WHOLE "text patron w 9 font sans 8\n", 10, "\"at\" is missing" },
	{ "no width", WHOLE "text patron at 1,40 font sans 8\n", 10, "\"w\" is missing" },
	{ "no font", WHOLE "text patron at 1,40 w 9\n", 10, "\"font\" is missing" },
	{ "twice", WHOLE "text patron at 1,40 w 9 w 8 font sans 8\n", 10, "stands twice" },
	{ "a place that is none", WHOLE "text patron at 1;40 w 9 font sans 8\n", 10,
	  "must be two lengths" },
	{ "a width that is none", WHOLE "text patron at 1,40 w wide font sans 8\n", 10,
	  "is no length in millimetres" },
	{ "a comma for a point", WHOLE "text patron at 1,40 w 9,5 font sans 8\n", 10,
	  "is no length in millimetres" },
	{ "unknown font", WHOLE "text patron at 1,40 w 9 font sant 8\n", 10, "Did you mean sans?" },
	{ "unknown style", WHOLE "text patron at 1,40 w 9 font sans-thin 8\n", 10, "only -bold" },
	{ "no font size", WHOLE "text patron at 1,40 w 9 font sans\n", 10, "needs a size" },
	{ "too small a font", WHOLE "text patron at 1,40 w 9 font sans 4\n", 10,
	  "between 5 and 72" },
	{ "too large a font", WHOLE "text patron at 1,40 w 9 font sans 80\n", 10,
	  "between 5 and 72" },
	{ "sizes upside down", WHOLE "text patron at 1,40 w 9 font sans 6..9\n", 10,
	  "from large to small" },
	{ "small enough a font", WHOLE "text patron at 1,40 w 9 font sans 5\n", 0, NULL },
	{ "no number of lines", WHOLE "text patron at 1,40 w 9 font sans 5 lines\n", 10,
	  "a number from 1 to 9" },
	{ "too many lines", WHOLE "text patron at 1,40 w 9 font sans 5 lines 10\n", 10,
	  "a number from 1 to 9" },
	{ "unknown alignment", WHOLE "text patron at 1,40 w 9 font sans 5 align centre\n", 10,
	  "Did you mean center?" },

	{ "a label without quotes", WHOLE "label Order at 1,40 w 9 font sans 8\n", 10,
	  "\"quotes\"" },
	{ "an open quote", WHOLE "label \"Order at 1,40 w 9 font sans 8\n", 10, "not closed" },
	{ "words glued to a quote", WHOLE "label \"Order\"at 1,40 w 9 font sans 8\n", 10,
	  "A blank must follow" },
	{ "an empty label", WHOLE "label \"\" at 1,40 w 9 font sans 8\n", 10, "must not be empty" },
	{ "a hash inside a label", WHOLE "label \"No. #\" at 1,40 w 9 font sans 8\n", 0, NULL },
	{ "control characters", WHOLE "label \"a\033b\" at 1,40 w 9 font sans 8\n", 10,
	  "control character" },
	{ "broken UTF-8", WHOLE "label \"\xff\" at 1,40 w 9 font sans 8\n", 10, "not valid UTF-8" },

	{ "off the page to the right", WHOLE "text patron at 100,40 w 11 font sans 8\n", 10,
	  "leaves the ticket" },
	{ "just on the page", WHOLE "text patron at 100,40 w 10 font sans 8\n", 0, NULL },
	{ "off the page at the bottom", WHOLE "text patron at 2,48 w 10 font sans 8\n", 10,
	  "leaves the ticket" },
	{ "off the stub", WHOLE "stub text patron at 2,2 w 30 font sans 8\n", 10,
	  "leaves the stub" },
	{ "on the stub", WHOLE "stub text patron at 2,2 w 27 font sans 8\n", 0, NULL },
	{ "turned off the stub", WHOLE "stub text patron at 2,2 w 49 font sans 8 turned\n", 10,
	  "leaves the stub" },
	{ "turned on the stub", WHOLE "stub text patron at 2,2 w 48 font sans 8 turned\n", 0,
	  NULL },
	{ "a line off the page", WHOLE "line 1,40 110,40\n", 10, "leaves the ticket" },
	{ "a box off the page", WHOLE "box 1,40 w 9 h 20\n", 10, "leaves the ticket" },

	{ "two texts in one place", WHOLE "text patron at 2,21 w 9 font sans 8\n", 10,
	  "patron overlaps price of line 5" },
	{ "touching texts",
	  WHOLE "text patron at 2,40 w 9 font sans 10\n"
		"text seat at 11,40 w 9 font sans 10\n",
	  0, NULL },
	{ "a text in a quiet zone", WHOLE "text patron at 75,10 w 6 font sans 8\n", 10,
	  "overlaps the QR code of line 9" },
	{ "a line through a text", WHOLE "line 1,22 70,22\n", 10, "the line overlaps price" },
	{ "a box around a text", WHOLE "box 1,19.5 w 63.4 h 6\n", 0, NULL },
	{ "a box through a text", WHOLE "box 1,19.5 w 40 h 6\n", 10,
	  "the box overlaps voucher_type" },
	{ "lines may cross", WHOLE "line 1,45 70,45\nline 30,40 30,48\nbox 1,45 w 9 h 3\n", 0,
	  NULL },
	{ "several lines are higher", WHOLE "text patron at 2,38 w 9 font sans 10 lines 4\n", 10,
	  "leaves the ticket" },

	{ "a QR code too fine", WHOLE "stub qr ticket.code at 2,2 module 0.4mm\n", 10,
	  "at least 0.5 mm" },
	{ "a QR code just fine", WHOLE "stub qr ticket.code at 2,2 module 0.5mm\n", 0, NULL },
	{ "a QR code off the stub", WHOLE "stub qr ticket.code at 2,2 module 1.2mm\n", 10,
	  "leaves the stub" },
	{ "unknown error correction", WHOLE "stub qr ticket.code at 2,2 ec X\n", 10,
	  "is no error correction level" },
	{ "a Code 128 too narrow", WHOLE "stub code128 ticket.code at 2,1 w 48 h 8 turned\n", 10,
	  "it needs w 49.5" },
	{ "a Code 128 just wide enough",
	  WHOLE "stub code128 ticket.code at 2,0.4 w 49.5 h 8 turned\n", 0, NULL },
	{ "a Code 128 too low", WHOLE "stub code128 ticket.code at 2,0.4 w 49.5 h 4 turned\n", 10,
	  "at least 5 mm high" },
	{ "another field in a barcode", WHOLE "stub qr order at 2,2\n", 10,
	  "holds ticket.code and nothing else" },

	{ "no barcode",
	  "ticket 140x50mm\n"
	  "text show.title at 2,2 w 60 font serif-bold 18..8 required\n",
	  0, "has no barcode" },
	{ "no title", "ticket 140x50mm\nqr ticket.code at 80,2\n", 0,
	  "needs the text show.title, marked required" },
	{ "a title that may be cut",
	  "ticket 140x50mm\nqr ticket.code at 80,2\n"
	  "text show.title at 2,2 w 60 font serif-bold 18..8\n",
	  0, "needs the text show.title, marked required" },
	{ "a title alone",
	  "ticket 140x50mm\nqr ticket.code at 80,2\n"
	  "text show.title at 2,2 w 60 font serif-bold 18..8 required\n",
	  0, "needs the text performance.date" },
};

static bool read(const char *text, struct template_fault *fault)
{
	struct template *template = malloc(sizeof *template);
	bool ok = template_read(text, template, fault);

	free(template);
	return ok;
}

static void test_every_check(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct fault_case *c = &cases[i];
		struct template_fault fault;
		bool ok = read(c->text, &fault);

		if (ok != !c->says ||
		    (!ok && (fault.line != c->line || !strstr(fault.message, c->says))))
			print_error("%s: %s\n", c->name, ok ? "passes" : fault.message);
		assert_int_equal(ok, c->says == NULL);
		if (ok)
			continue;
		assert_int_equal(fault.line, c->line);
		assert_non_null(strstr(fault.message, c->says));
		assert_int_equal(strncmp(fault.message, "Line ", 5) == 0, c->line > 0);
	}
}

/* Taking any required line away is found. */
static void test_each_required_text_is_missed(void **state)
{
	const char *line = strchr(WHOLE, '\n') + 1;

	(void)state;
	while (*line) {
		size_t n = strcspn(line, "\n") + 1;
		struct template_fault fault;
		char text[2000];

		snprintf(text, sizeof text, "%.*s%s", (int)(line - WHOLE), WHOLE, line + n);
		assert_false(read(text, &fault));
		assert_non_null(strstr(fault.message, "The ticket "));
		line += n;
	}
}

/* More than a template may hold, each with the sentence for it. */
static void test_limits(void **state)
{
	enum { SIZE = TEMPLATE_BYTES + 100 };
	struct template_fault fault;
	char *text = malloc(SIZE);
	size_t n;

	(void)state;
	memset(text, '#', SIZE);
	text[SIZE - 1] = '\0';
	assert_false(read(text, &fault));
	assert_non_null(strstr(fault.message, "larger than 65536 bytes"));
	text[600] = '\0';
	assert_false(read(text, &fault));
	assert_non_null(strstr(fault.message, "longer than 511 bytes"));

	n = (size_t)snprintf(text, SIZE, "%s", WHOLE);
	for (int i = 0; i < TEMPLATE_ELEMENTS - 8; i++)
		n += (size_t)snprintf(text + n, SIZE - n, "line 1,45 9,45\n");
	assert_true(read(text, &fault));
	snprintf(text + n, SIZE - n, "line 1,45 9,45\n");
	assert_false(read(text, &fault));
	assert_non_null(strstr(fault.message, "room for 100 elements"));

	n = (size_t)snprintf(text, SIZE, "%stext ", WHOLE);
	for (int i = 0; i < 60; i++)
		n += (size_t)snprintf(text + n, SIZE - n, "w 1 ");
	assert_false(read(text, &fault));
	assert_non_null(strstr(fault.message, "too many words"));
	free(text);
}

static void test_left_stub_moves_the_body(void **state)
{
	struct template *t = malloc(sizeof *t);
	struct template_fault fault;
	char text[2000];

	(void)state;
	snprintf(text, sizeof text,
		 "ticket 140x50mm stub left 30mm%sstub text patron at 1,2 w 20 font "
		 "sans 8\n",
		 strchr(WHOLE, '\n'));
	assert_true(template_read(text, t, &fault));
	assert_true(t->element[0].x == 32);
	assert_true(t->element[t->n - 1].x == 1);
	free(t);
}

static void test_built_in_template_is_good(void **state)
{
	const struct embedded_file *file = embedded_files;
	struct template_fault fault;

	(void)state;
	while (file->path && strcmp(file->path, "templates/ticket.tpl") != 0)
		file++;
	assert_non_null(file->path);
	if (!read(file->text, &fault))
		print_error("%s\n", fault.message);
	assert_true(read(file->text, &fault));
}

/* Whatever is typed, there is an answer and it ends. */
static void test_any_damage_gets_a_sentence(void **state)
{
	static const char junk[] = "\"#,.x\n 9-\xff\t";
	char text[sizeof WHOLE];
	size_t refused = 0;

	(void)state;
	for (size_t i = 0; i < sizeof WHOLE - 1; i++)
		for (size_t k = 0; k < sizeof junk - 1; k++) {
			struct template_fault fault;

			memcpy(text, WHOLE, sizeof WHOLE);
			text[i] = junk[k];
			if (!read(text, &fault)) {
				assert_true(strlen(fault.message) > 10);
				refused++;
			}
		}
	assert_true(refused > sizeof WHOLE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_check),
		cmocka_unit_test(test_each_required_text_is_missed),
		cmocka_unit_test(test_limits),
		cmocka_unit_test(test_left_stub_moves_the_body),
		cmocka_unit_test(test_built_in_template_is_good),
		cmocka_unit_test(test_any_damage_gets_a_sentence),
	};

	return cmocka_run_group_tests_name("print/template", tests, NULL, NULL);
}
