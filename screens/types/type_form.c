/*
 * The form of a voucher type.  Name and price come first and the rest has the usual values, so that
 * a new discount is two fields and a save.
 */
#include "types/type_form.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { NAME, PRICE, CATEGORY, WHO, ORDER, SUBSCRIPTION, CHANGEABLE, ACCOUNT, FIELDS };

static const char *const type_category_labels[BO_CATEGORY_COUNT] = { BO_CATEGORY_LIST(
	BO_WORD_LABEL) };

const char *const type_availability_labels[BO_AVAILABILITY_COUNT] = { BO_AVAILABILITY_LIST(
	BO_WORD_LABEL) };

void type_form_clear(struct type_work *w)
{
	bo_arena_clear(&w->room.lent);
}

/* A new one stands after the others, and with a copy goes what it includes. */
static enum bo_status look_at_others(struct bo *bo, const struct type_work *w,
				     struct bo_arena *arena, struct bo_voucher_type_fields *f)
{
	struct bo_voucher_types list;
	enum bo_status status = bo_voucher_type_list(bo, arena, w->season_id, &list);
	bool last = f->display_order == BO_NONE;

	for (size_t i = 0; !status && i < list.n; i++) {
		if (last && list.row[i].display_order >= f->display_order)
			f->display_order = list.row[i].display_order + 1;
		if (!w->copy_id || list.row[i].id != w->copy_id)
			continue;
		f->included = list.row[i].included;
		f->n_included = list.row[i].n_included;
	}
	return status;
}

static enum bo_status read_fields(struct screen *screen, struct ui_form *form,
				  struct bo_voucher_type_fields *f)
{
	enum bo_status status = fill_money(session_of(screen), form, PRICE, &f->price);

	if (fill_number(form, ORDER, true, &f->display_order))
		status = BO_INVALID;
	f->availability = (enum bo_availability)fill_choice(form, WHO);
	f->subscription = fill_choice(form, SUBSCRIPTION);
	f->changeable = fill_choice(form, CHANGEABLE);
	return status;
}

static enum bo_status save(struct screen *screen, struct ui_form *form, void *arg)
{
	struct type_work *w = arg;
	struct bo *bo = session_bo(screen);
	struct bo_arena arena = { 0 };
	char name[BO_NAME_MAX + 1], account[BO_NAME_MAX + 1];
	struct bo_voucher_type_fields f = { .category = BO_CATEGORY_COUNT };
	enum bo_status status = read_fields(screen, form, &f);

	if (status)
		return status;
	snprintf(name, sizeof name, "%s", fill_text(form, NAME));
	snprintf(account, sizeof account, "%s", fill_text(form, ACCOUNT));
	f.name = name;
	f.account_code = account;
	if (w->id) {
		status = bo_voucher_type_edit(bo, w->id, &f);
	} else {
		f.category = (enum bo_category)fill_choice(form, CATEGORY);
		status = look_at_others(bo, w, &arena, &f);
		if (!status)
			status = bo_voucher_type_add(bo, w->season_id, &f, &w->id);
	}
	if (!status)
		session_paper(screen, 0, w->id);
	bo_arena_clear(&arena);
	return status;
}

static void set_fields(const struct session *session, struct type_work *w, enum type_act act,
		       const struct bo_voucher_type *type)
{
	char amount[SESSION_MONEY];
	const char *name = type && act == TYPE_EDIT ? type->name : NULL;
	bool edit = name != NULL;
	const struct fill_field fields[FIELDS] = {
		[NAME] = fill_line("Name", "name", 30, name, NULL),
		[PRICE] = fill_line("Price", "price", 12, NULL,
				    "What was sold already keeps the price it was sold at."),
		[CATEGORY] = { .label = "Category",
			       .name = "category",
			       .kind = edit ? UI_FIELD_SHOWN : UI_FIELD_CHOICE,
			       .choices = type_category_labels,
			       .nchoices = BO_CATEGORY_COUNT,
			       .choice = type		    ? (int)type->category
					 : act == TYPE_PART ? (int)BO_CATEGORY_INCLUDED
							    : 0 },
		[WHO] = fill_list("For whom", "availability", type_availability_labels,
				  BO_AVAILABILITY_COUNT, type ? (int)type->availability : 0, NULL),
		[ORDER] = fill_line("Place in lists", "display-order", 8, NULL,
				    "Small numbers come first; empty: after the others."),
		[SUBSCRIPTION] = fill_switch("Makes a subscriber", "subscription",
					     type && type->subscription,
					     "Who holds one counts as a subscriber that season."),
		[CHANGEABLE] = fill_switch("Changeable", NULL, !type || type->changeable,
					   "May be exchanged for another performance."),
		[ACCOUNT] = fill_line("Account code", "account", 16,
				      type ? type->account_code : NULL, NULL),
	};

	memcpy(w->room.field, fields, sizeof fields);
	if (type)
		w->room.field[PRICE].text =
			bo_arena_copy(&w->room.lent, session_money(session, type->price, amount));
	if (act == TYPE_PART)
		w->room.field[PRICE].text = "0";
	if (edit && type)
		w->room.field[CATEGORY].text = type_category_labels[type->category];
	if (edit && type && type->display_order != BO_NONE)
		w->room.field[ORDER].text =
			bo_arena_printf(&w->room.lent, "%" PRId64, type->display_order);
}

static void set_text(struct type_work *w, enum type_act act, const struct bo_voucher_type *type)
{
	w->room.text[0] = '\0';
	if (act == TYPE_NEW || act == TYPE_PART)
		snprintf(w->room.title, sizeof w->room.title, "New voucher type");
	else if (act == TYPE_CLONE)
		snprintf(w->room.title, sizeof w->room.title, "A copy of %s", type->name);
	else
		snprintf(w->room.title, sizeof w->room.title, "%s", type->name);
	if (act == TYPE_EDIT && type->issued > 0)
		snprintf(w->room.text, sizeof w->room.text,
			 "%" PRId64 " were issued. What was paid for them stays as it was; a new "
			 "price is for new ones only.",
			 type->issued);
	if (act == TYPE_CLONE)
		snprintf(w->room.text, sizeof w->room.text,
			 "Where and when it may be sold is not copied: use the matrix for that.");
}

unsigned type_form_open(struct screen *screen, struct type_work *w, enum type_act act,
			int64_t season_id, const struct bo_voucher_type *type, int tag)
{
	if (!session_allows(screen, BO_MAY_SET_UP_SEASON))
		return UI_HANDLED | UI_REDRAW;
	bo_arena_clear(&w->room.lent);
	w->season_id = season_id;
	w->id = act == TYPE_EDIT ? type->id : 0;
	w->copy_id = act == TYPE_CLONE ? type->id : 0;
	set_text(w, act, type);
	set_fields(session_of(screen), w, act, type);
	return fill_room_open(screen, &w->room, FIELDS, save, w, tag);
}
