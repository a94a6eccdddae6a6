/*
 * The pay form.  What a card or check cannot give, change, is said here, before anything is
 * charged.
 */
#include "sell/pay.h"

#include "ui/widget/dialog.h"
#include "ui/widget/form.h"

#include <boxoffice/order.h>

#include <stdio.h>
#include <string.h>

enum { KIND, AMOUNT, REFERENCE, FIELDS };
enum { AMOUNT_MAX = 24, REFERENCE_MAX = 64 };

static const enum bo_tender_kind kinds[] = { BO_TENDER_CASH, BO_TENDER_CARD, BO_TENDER_CHECK };
enum { KINDS = sizeof kinds / sizeof *kinds };

struct paying {
	struct sell_payment payment;
	const char *choice[KINDS];
	struct ui_field field[FIELDS];
	struct ui_form form;
	struct sell_payment_result result;
};

static void money(int64_t amount, struct bo_currency currency, char *text, size_t size)
{
	struct bo_buf buf = { .text = text, .size = size };

	text[0] = '\0';
	bo_money_write(&buf, amount, currency);
}

static bool pay_open(struct screen *screen, const void *args)
{
	struct paying *p = screen->state;
	const struct sell_payment *payment = args;
	char due[AMOUNT_MAX + 1];

	p->payment = *payment;
	for (int i = 0; i < KINDS; i++)
		p->choice[i] = bo_tender_label(kinds[i]);
	p->field[KIND] = (struct ui_field){ .label = "Paid by",
					    .kind = UI_FIELD_CHOICE,
					    .choices = p->choice,
					    .nchoices = KINDS,
					    .choice = 1,
					    .hint = "Blank or the arrows change it" };
	p->field[AMOUNT] = (struct ui_field){ .label = "Amount",
					      .kind = UI_FIELD_TEXT,
					      .limit = AMOUNT_MAX,
					      .width = AMOUNT_MAX,
					      .hint = "less than is due is kept as part payment" };
	p->field[REFERENCE] =
		(struct ui_field){ .label = "Reference",
				   .kind = UI_FIELD_TEXT,
				   .limit = REFERENCE_MAX,
				   .hint = "of the card terminal, or the check's number" };
	ui_form_init(&p->form, p->field, FIELDS);
	money(payment->due, payment->currency, due, sizeof due);
	ui_lineedit_prefill(&p->field[AMOUNT].edit, due);
	return true;
}

static bool read_amount(struct paying *p)
{
	struct sell_payment_result *r = &p->result;
	const char *fault =
		bo_money_parse(p->field[AMOUNT].edit.text, p->payment.currency, &r->amount);

	if (fault)
		ui_form_fault(&p->form, AMOUNT, "That %s.", fault);
	else if (r->amount <= 0)
		ui_form_fault(&p->form, AMOUNT, "A payment is more than nothing.");
	else if (r->kind != BO_TENDER_CASH && r->amount > p->payment.due)
		ui_form_fault(&p->form, AMOUNT, "%s gives no change.", bo_tender_label(r->kind));
	else
		return true;
	return false;
}

static unsigned accept(struct screen *screen)
{
	struct paying *p = screen->state;
	struct bo_buf reference = BO_BUF(p->result.reference);

	ui_form_clear_faults(&p->form);
	p->result.kind = kinds[p->field[KIND].choice];
	bool good = read_amount(p);

	if (bo_scan_shape(p->field[REFERENCE].edit.text) == BO_SCAN_TICKET) {
		ui_form_fault(&p->form, REFERENCE, "That is the code of a ticket.");
		good = false;
	}
	if (!good)
		return UI_REDRAW | UI_BELL | UI_DROP_TYPEAHEAD;
	bo_buf_add(&reference, p->field[REFERENCE].edit.text);
	screen->result = &p->result;
	return UI_CLOSE;
}

static unsigned pay_event(struct screen *screen, const struct ui_event *event)
{
	struct paying *p = screen->state;
	unsigned r;

	if (ui_key_is(event, UI_KEY_ESC, 0))
		return UI_CLOSE;
	r = ui_form_event(&p->form, event);
	return r & UI_ACCEPTED ? accept(screen) : r;
}

static void pay_draw(const struct screen *screen, struct ui_surface *s)
{
	const struct paying *p = screen->state;
	char due[AMOUNT_MAX + 1], text[80];
	struct ui_rect room;
	struct ui_dialog dialog = { .title = "Pay",
				    .text = text,
				    .role = UI_ROLE_BORDER,
				    .columns = 60,
				    .answers = { { "<F9>", "Take it" }, { "<Esc>", "Back" } } };

	money(p->payment.due, p->payment.currency, due, sizeof due);
	snprintf(text, sizeof text, "To pay: %s %s", due, p->payment.currency.code);
	ui_dialog_draw(&dialog, s, ui_form_rows(&p->form) + 1, &room);
	struct ui_surface in = ui_surface_part(s, room);

	ui_form_draw(&p->form, &in, true);
}

const struct screen_ops sell_pay_screen = {
	.name = "pay",
	.title = "Pay",
	.state_size = sizeof(struct paying),
	.overlay = true,
	.open = pay_open,
	.draw = pay_draw,
	.event = pay_event,
};
