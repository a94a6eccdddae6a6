/*
 * What comes out on paper, read back from it: the texts and barcodes of a sold
 * ticket, titles of every length, letters no font has, the same bytes twice.
 */
#include "outbox/outbox.h"
#include "print/ticket.h"
#include "store/sql.h"
#include "support/campaign.h"
#include "support/paper.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *template_of(struct paper *p)
{
	const char *text = NULL;

	OK(p->bo, bo_template_get(p->bo, &p->arena, &text));
	return text;
}

static const char *draw_order(struct paper *p, int64_t order, int64_t *voucher, const char **code)
{
	const char *file = bo_arena_printf(&p->arena, "%s/drawn.pdf", paper_folder(p));
	struct bo_order o;

	OK(p->bo, bo_order_get(p->bo, &p->arena, order, &o));
	OK(p->bo, bo_ticket_draw(p->bo, o.voucher[0].id, file));
	*voucher = o.voucher[0].id;
	*code = o.voucher[0].code;
	return file;
}

static void test_ticket_says_what_was_sold(void **state)
{
	struct paper p;
	int64_t voucher, order;
	const char *code, *file, *text;

	(void)state;
	paper_open(&p, "Hamlet");
	order = paper_sell(&p, p.adult, 2);
	file = draw_order(&p, order, &voucher, &code);
	text = paper_text(&p.arena, file);
	assert_non_null(strstr(text, "Hamlet"));
	assert_non_null(strstr(text, "Fri 9 Jan 2026"));
	assert_non_null(strstr(text, "20:00"));
	assert_non_null(strstr(text, "Großes Haus"));
	assert_non_null(strstr(text, "General admission"));
	assert_non_null(strstr(text, "Adult General"));
	assert_non_null(strstr(text, "USD 40.00"));
	assert_non_null(strstr(text, "1 of 2"));
	assert_non_null(strstr(text, "The Playhouse"));
	assert_non_null(strstr(text, "SPECIMEN")); /* a training store */
	assert_null(strstr(text, "COMP"));
	assert_null(strstr(text, "REPRINT"));
	assert_non_null(strstr(text, code));
	assert_int_equal(bo_scan_shape(code), BO_SCAN_TICKET);
	paper_close(&p);
}

static void test_barcodes_decode(void **state)
{
	static const int dpis[] = { 203, 300 }; /* others need a printer that says so */
	struct paper p;
	int64_t voucher;
	const char *code, *file;

	(void)state;
	paper_open(&p, "Hamlet");
	file = draw_order(&p, paper_sell(&p, p.adult, 1), &voucher, &code);
	for (size_t i = 0; i < 2; i++) {
		struct paper_codes codes = paper_read_codes(file, dpis[i], code);

		assert_int_equal(codes.qr, 1);
		assert_int_equal(codes.code128, 1);
		assert_int_equal(codes.others, 0);
	}
	assert_int_equal(paper_read_codes(file, 203, "T2345678ABCDK").others, 2);
	paper_close(&p);
}

static void test_marks(void **state)
{
	struct paper p;
	int64_t voucher, order;
	const char *code, *old, *text;
	size_t n;

	(void)state;
	paper_open(&p, "Hamlet");
	order = paper_sell(&p, p.comp, 1);
	draw_order(&p, order, &voucher, &old);
	OK(p.bo, bo_order_reprint(p.bo, order, NULL, 0, "lost", &n));
	text = paper_text(&p.arena, draw_order(&p, order, &voucher, &code));
	assert_non_null(strstr(text, "SPECIMEN · COMP · REPRINT 1"));
	assert_string_not_equal(old, code);
	assert_null(strstr(text, old));
	assert_int_equal(
		test_number(p.bo, "SELECT count(*) FROM journal WHERE kind = 'ticket.drawn'"), 2);
	test_act_as(p.bo, BO_ROLE_REPORTS);
	SAYS(p.bo, BO_REFUSED, "reprint", bo_ticket_draw(p.bo, voucher, "/nowhere/at all"));
	paper_close(&p);
}

/* The code of the list stands on the ticket where the campaign says so, also on its reprint, and
 * nothing stands there on others. */
static void test_code_of_the_member(void **state)
{
	static const char *const friends[] = { "FRIEND-7", "SILENT-8", NULL };
	static const char *const codes[] = { "FRIEND-7", "SILENT-8" };
	struct paper p;
	struct bo_campaign_terms terms;
	struct bo_order order;
	size_t n;

	(void)state;
	paper_open(&p, "Hamlet");
	test_act_as(p.bo, BO_ROLE_MANAGER);
	terms = test_terms("Friends", test_list(p.bo, "Friends", 9, friends), BO_EFFECT_PERCENT,
			   1000);
	for (int i = 0; i < 2; i++) {
		struct bo_wish wish = { p.performance, p.adult, 1 };
		struct bo_sale sale = { .lines = &wish, .n_lines = 1, .code = codes[i] };
		const char *code, *text;
		int64_t voucher;

		terms.print_code = i == 0;
		terms.name = codes[i];
		test_campaign(p.bo, &terms);
		OK(p.bo, bo_sell(p.bo, &p.arena, &sale, &order));
		assert_int_equal(order.total, 3600);
		OK(p.bo, bo_order_reprint(p.bo, order.id, NULL, 0, NULL, &n));
		text = paper_text(&p.arena, draw_order(&p, order.id, &voucher, &code));
		assert_true((strstr(text, codes[i]) != NULL) == (i == 0));
		assert_non_null(strstr(text, "USD 36.00"));
		if (i == 0)
			assert_string_equal(order.voucher[0].member_code, codes[i]);
		else
			assert_null(order.voucher[0].member_code);
		OK(p.bo, bo_campaign_end(p.bo, i + 1));
	}
	paper_close(&p);
}

/* Draws one value in its field; the sentence when it is refused, else NULL and the text. */
static const char *draw_value(struct paper *p, enum ticket_field field, const char *value,
			      const char **text)
{
	const char *file = bo_arena_printf(&p->arena, "%s/value.pdf", paper_folder(p));
	struct ticket ticket;
	struct pdf pdf;
	enum bo_status status;

	OK(p->bo, ticket_specimen(p->bo, &p->arena, &ticket));
	ticket.value[field] = value;
	status = ticket_draw(p->bo, template_of(p), &ticket, 0, TEST_NOW, &pdf);
	if (status) {
		assert_int_equal(status, BO_PRINTER);
		return bo_error(p->bo)->message;
	}
	OK(p->bo, outbox_write(p->bo, file, pdf.bytes, pdf.n));
	free(pdf.bytes);
	*text = paper_text(&p->arena, file);
	return NULL;
}

/* One line of words with single blanks, as pages break and space them. */
static const char *flat(struct bo_arena *arena, const char *text)
{
	char *out = bo_arena_alloc(arena, strlen(text) + 1);
	size_t n = 0;

	for (; *text; text++)
		if (*text > ' ' || *text < 0)
			out[n++] = *text;
		else if (n && out[n - 1] != ' ')
			out[n++] = ' ';
	return out;
}

static void test_awkward_names(void **state)
{
	static const char *const titles[] = {
		"Ł",
		"£5 Night & <b>Friends</b> \"100%\"",
		"Zażółć gęślą jaźń: Święta noc",
		"Ελληνική τραγωδία",
		"Мастер и Маргарита",
		"The Persecution and Assassination of Jean-Paul Marat as Performed by the Inmates "
		"of "
		"the Asylum of Charenton Under the Direction of the Marquis de Sade",
	};
	struct paper p;
	const char *text;

	(void)state;
	paper_open(&p, "Hamlet");
	for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
		assert_null(draw_value(&p, FIELD_TITLE, titles[i], &text));
		/* a broken line may leave its hyphen behind, so only words are looked for */
		for (const char *word = titles[i]; *word; word += strspn(word, " -")) {
			char one[80];
			size_t n = strcspn(word, " -");

			snprintf(one, sizeof one, "%.*s", (int)n, word);
			if (!strstr(flat(&p.arena, text), one))
				print_error("%s lost %s\n", titles[i], one);
			assert_non_null(strstr(flat(&p.arena, text), one));
			word += n;
		}
	}
	paper_close(&p);
}

static void test_what_does_not_fit(void **state)
{
	struct paper p;
	const char *text = NULL, *said;
	char longest[300];

	(void)state;
	paper_open(&p, "Hamlet");
	memset(longest, 'W', sizeof longest - 1);
	longest[sizeof longest - 1] = '\0';
	said = draw_value(&p, FIELD_PRICE, longest, &text);
	assert_non_null(said);
	assert_non_null(strstr(said, "price"));
	assert_non_null(strstr(said, "does not fit"));
	/* The title may be cut; a word longer than its line goes on in the next one first. */
	assert_null(draw_value(&p, FIELD_TITLE, longest, &text));
	assert_non_null(strstr(text, "W…"));
	said = draw_value(&p, FIELD_TITLE, "𓀀𓀁𓀂", &text);
	assert_non_null(said);
	assert_non_null(strstr(said, "no font on this machine can draw"));
	said = draw_value(&p, FIELD_PRICE, "", &text);
	assert_non_null(said);
	assert_non_null(strstr(said, "has no price"));
	/* A patron's name only helps: it is cut where all can see, unknown letters are marked. */
	assert_null(draw_value(&p, FIELD_PATRON, "𓀀𓀁𓀂 Bruce", &text));
	assert_non_null(strstr(text, "??? Bruce"));
	assert_null(draw_value(&p, FIELD_PATRON, longest, &text));
	assert_non_null(strstr(text, "W…"));
	paper_close(&p);
}

static void test_same_bytes_twice(void **state)
{
	struct paper p;
	struct ticket ticket;
	struct pdf a, b, c;
	int64_t id;

	(void)state;
	paper_open(&p, "Hamlet");
	paper_sell(&p, p.adult, 1);
	OK(p.bo, sql_number(p.bo, &id, "SELECT max(id) FROM ticket", ""));
	OK(p.bo, ticket_read(p.bo, &p.arena, id, TEST_NOW, &ticket));
	OK(p.bo, ticket_draw(p.bo, template_of(&p), &ticket, 0, TEST_NOW, &a));
	OK(p.bo, ticket_draw(p.bo, template_of(&p), &ticket, 0, TEST_NOW, &b));
	OK(p.bo, ticket_draw(p.bo, template_of(&p), &ticket, 0, TEST_NOW + 60, &c));
	assert_int_equal(a.n, b.n);
	assert_memory_equal(a.bytes, b.bytes, a.n);
	assert_true(a.n != c.n || memcmp(a.bytes, c.bytes, a.n) != 0);
	free(a.bytes);
	free(b.bytes);
	free(c.bytes);
	paper_close(&p);
}

static void test_page_and_fonts(void **state)
{
	struct paper p;
	int64_t voucher;
	const char *code, *file, *info;

	(void)state;
	paper_open(&p, "Hamlet");
	file = draw_order(&p, paper_sell(&p, p.adult, 1), &voucher, &code);
	info = paper_run(&p.arena, "pdfinfo '%s'", file);
	assert_non_null(strstr(info, "Pages:           1\n"));
	assert_non_null(strstr(info, "Page size:       396 x 144 pts"));
	info = paper_run(&p.arena, "pdffonts '%s' | tail -n +3 | awk '{print $(NF-4)}' | sort -u",
			 file);
	assert_string_equal(info, "yes\n"); /* every font is embedded */
	info = paper_run(&p.arena,
			 "pdffonts '%s' | tail -n +3 | awk '{sub(/^[A-Z]*[+]/, \"\"); print $1}' | "
			 "sort | uniq -d",
			 file);
	assert_string_equal(info, ""); /* and none of them twice */
	paper_close(&p);
}

static void test_template_is_tried_before_it_is_kept(void **state)
{
	struct paper p;
	char *longer;

	(void)state;
	paper_open(&p, "Hamlet");
	SAYS(p.bo, BO_REFUSED, "set up printers", bo_template_set(p.bo, template_of(&p)));
	test_act_as(p.bo, BO_ROLE_MANAGER);
	longer = bo_arena_printf(&p.arena,
				 "%slabel \"Words that never fit\" at 1,1 w 3 font sans 8\n",
				 template_of(&p));
	SAYS(p.bo, BO_INVALID, "does not fit", bo_template_set(p.bo, longer));
	longer = bo_arena_printf(&p.arena, "%stext nothing at 1,1 w 3 font sans 8\n",
				 template_of(&p));
	SAYS(p.bo, BO_INVALID, "Line ", bo_template_set(p.bo, longer));
	assert_int_equal(test_number(p.bo, "SELECT count(*) FROM ticket_template"), 1);
	longer = bo_arena_printf(&p.arena, "%s# changed\n", template_of(&p));
	OK(p.bo, bo_template_set(p.bo, longer));
	assert_string_equal(template_of(&p), longer);
	assert_int_equal(
		test_number(p.bo, "SELECT count(*) FROM journal WHERE kind = 'template.set'"), 1);
	paper_close(&p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ticket_says_what_was_sold),
		cmocka_unit_test(test_barcodes_decode),
		cmocka_unit_test(test_marks),
		cmocka_unit_test(test_code_of_the_member),
		cmocka_unit_test(test_awkward_names),
		cmocka_unit_test(test_what_does_not_fit),
		cmocka_unit_test(test_same_bytes_twice),
		cmocka_unit_test(test_page_and_fonts),
		cmocka_unit_test(test_template_is_tried_before_it_is_kept),
	};

	return cmocka_run_group_tests_name("print/paper", tests, NULL, NULL);
}
