/*
 * The JSON of what is set up: seasons to redemptions, offers, staff, patrons.
 */
#include "cli/object/object.h"

#include <stdio.h>
#include <string.h>

void put(struct cli *cli, json_t *object, const char *key, json_t *value)
{
	if (!value || json_object_set_new(object, key, value))
		cli->short_of_memory = true;
}

void append(struct cli *cli, json_t *array, json_t *value)
{
	if (!value || json_array_append_new(array, value))
		cli->short_of_memory = true;
}

/* A store edited by other programs may hold broken text; JSON may not. */
void put_text(struct cli *cli, json_t *object, const char *key, const char *text)
{
	json_t *value = json_string(text);
	size_t size = strlen(text) * 3 + 1;
	char *clean;

	if (!value && (clean = bo_arena_alloc(&cli->arena, size))) {
		bo_text_clean(text, clean, size);
		value = json_string(clean);
	}
	put(cli, object, key, value);
}

void put_text_or_null(struct cli *cli, json_t *object, const char *key, const char *text)
{
	if (text)
		put_text(cli, object, key, text);
	else
		put(cli, object, key, json_null());
}

void put_codes(struct cli *cli, json_t *object, const char *key, const char *codes)
{
	json_t *list = json_array();
	char code[BO_CODE_SIZE];

	while (bo_code_next(&codes, code))
		append(cli, list, json_string(code));
	put(cli, object, key, list);
}

void put_code_words(struct cli *cli, json_t *object, const char *key, const char *codes)
{
	char text[BO_CODES_SIZE + 2 * BO_CODES_MAX];
	struct bo_buf words = BO_BUF(text);

	bo_code_list(&words, codes);
	put_text_or_null(cli, object, key, codes ? text : NULL);
}

void put_number(struct cli *cli, json_t *object, const char *key, int64_t number)
{
	put(cli, object, key, number == BO_NONE ? json_null() : json_integer(number));
}

void put_id(struct cli *cli, json_t *object, const char *key, int64_t id)
{
	put(cli, object, key, id == 0 ? json_null() : json_integer(id));
}

void put_flag(struct cli *cli, json_t *object, const char *key, bool flag)
{
	put(cli, object, key, json_boolean(flag));
}

void put_when(struct cli *cli, json_t *object, const char *key, int64_t when, const char *zone)
{
	char text[40];
	struct bo_buf iso = BO_BUF(text);

	if (when != BO_NONE)
		bo_when_iso(&iso, when, zone ? zone : bo_zone(cli->bo));
	put_text_or_null(cli, object, key, when == BO_NONE ? NULL : text);
}

/* "+01:00", without which a name would be that of two performances. */
static const char *offset_of(struct cli *cli, int offset)
{
	int minutes = (offset < 0 ? -offset : offset) / 60;
	const char *text = bo_arena_printf(&cli->arena, "%c%02d:%02d", offset < 0 ? '-' : '+',
					   minutes / 60, minutes % 60);

	return text ? text : "";
}

void put_performance(struct cli *cli, json_t *object, const char *show, int64_t at,
		     const char *zone)
{
	struct bo_civil civil;
	char *name;

	if (!show) {
		put(cli, object, "performance", json_null());
		return;
	}
	civil = bo_when_civil(at, zone ? zone : bo_zone(cli->bo));
	name = bo_arena_printf(&cli->arena, "%s@%04d-%02d-%02dT%02d:%02d%s", show, civil.year,
			       civil.month, civil.day, civil.hour, civil.minute,
			       bo_when_comes_twice(at, zone ? zone : bo_zone(cli->bo))
				       ? offset_of(cli, civil.offset)
				       : "");
	if (name)
		put_text(cli, object, "performance", name);
	else
		cli->short_of_memory = true;
}

json_t *object_season(struct cli *cli, const struct bo_season *season)
{
	json_t *object = json_object();

	put_id(cli, object, "id", season->id);
	put_text(cli, object, "name", season->name);
	put_text(cli, object, "from", season->first);
	put_text(cli, object, "to", season->last);
	return object;
}

json_t *object_house(struct cli *cli, const struct bo_house *house)
{
	json_t *object = json_object();

	put_id(cli, object, "id", house->id);
	put_text(cli, object, "name", house->name);
	put_number(cli, object, "capacity", house->capacity);
	put_text(cli, object, "zone", house->zone);
	return object;
}

json_t *object_show(struct cli *cli, const struct bo_show *show)
{
	json_t *object = json_object();

	put_id(cli, object, "id", show->id);
	put_text(cli, object, "title", show->title);
	put_text(cli, object, "season", show->season);
	put_text(cli, object, "house", show->house);
	put_text(cli, object, "event_type", bo_event_type_code(show->event_type));
	put_text_or_null(cli, object, "listed", show->listed);
	put_number(cli, object, "performances", show->performances);
	put_text(cli, object, "zone", show->zone);
	return object;
}

json_t *object_performance(struct cli *cli, const struct bo_performance *performance)
{
	json_t *object = json_object();

	put_id(cli, object, "id", performance->id);
	put_text(cli, object, "show", performance->show);
	put_when(cli, object, "at", performance->at, performance->zone);
	put_performance(cli, object, performance->show, performance->at, performance->zone);
	put_text(cli, object, "house", performance->house);
	put_number(cli, object, "capacity", performance->capacity);
	put_number(cli, object, "advance", performance->advance);
	put_number(cli, object, "sold", performance->sold);
	put_number(cli, object, "held", performance->held);
	put_number(cli, object, "left", performance->left);
	put_number(cli, object, "house_left", performance->house_left);
	put_number(cli, object, "oversold", performance->oversold);
	put_number(cli, object, "revenue", performance->revenue);
	put_text(cli, object, "state", bo_performance_state_code(performance->state));
	return object;
}

static json_t *included(struct cli *cli, const struct bo_voucher_type *type)
{
	json_t *list = json_array();

	for (size_t i = 0; i < type->n_included; i++) {
		json_t *item = json_object();

		put_text(cli, item, "type", type->included[i].type);
		put_id(cli, item, "type_id", type->included[i].type_id);
		put_number(cli, item, "qty", type->included[i].qty);
		append(cli, list, item);
	}
	return list;
}

json_t *object_voucher_type(struct cli *cli, const struct bo_voucher_type *type)
{
	json_t *object = json_object();

	put_id(cli, object, "id", type->id);
	put_text(cli, object, "name", type->name);
	put_text(cli, object, "season", type->season);
	put_text(cli, object, "category", bo_category_code(type->category));
	put_text(cli, object, "availability", bo_availability_code(type->availability));
	put_number(cli, object, "price", type->price);
	put_text(cli, object, "account", type->account_code ? type->account_code : "");
	put_number(cli, object, "order", type->display_order);
	put_number(cli, object, "number", type->number ? type->number : BO_NONE);
	put_flag(cli, object, "subscription", type->subscription);
	put_flag(cli, object, "changeable", type->changeable);
	put_number(cli, object, "issued", type->issued);
	put(cli, object, "includes", included(cli, type));
	return object;
}

static void put_bound(struct cli *cli, json_t *object, const char *name, const char *rule,
		      struct bo_bound bound, const struct bo_redemption *redemption)
{
	const char *zone = redemption->zone ? redemption->zone : bo_zone(cli->bo);
	char text[64];
	struct bo_buf typed = BO_BUF(text);
	/* A bundle has no curtain to count from. */
	bool unknown = bo_bound_is_relative(bound) && !redemption->performance_id;

	put_when(cli, object, name,
		 unknown ? BO_NONE : bo_bound_resolve(bound, redemption->performance_at, zone),
		 zone);
	bo_bound_write(&typed, bound, zone);
	put_text(cli, object, rule, text);
}

json_t *object_redemption(struct cli *cli, const struct bo_redemption *redemption)
{
	json_t *object = json_object(), *codes = json_array(), *used = json_array(),
	       *held = json_array();

	for (size_t i = 0; i < redemption->n_codes; i++) {
		append(cli, codes, json_string(redemption->codes[i]));
		append(cli, used, json_integer(redemption->code_used[i]));
		append(cli, held, json_integer(redemption->code_held[i]));
	}
	put_id(cli, object, "id", redemption->id);
	put_text(cli, object, "type", redemption->type);
	put_id(cli, object, "type_id", redemption->type_id);
	put_performance(cli, object, redemption->show, redemption->performance_at,
			redemption->zone);
	put_id(cli, object, "performance_id", redemption->performance_id);
	put_bound(cli, object, "start", "start_rule", redemption->start, redemption);
	put_bound(cli, object, "end", "end_rule", redemption->end, redemption);
	put_number(cli, object, "cap", redemption->cap);
	put_number(cli, object, "taken", redemption->sold + redemption->held);
	put_number(cli, object, "sold", redemption->sold);
	put_number(cli, object, "held", redemption->held);
	put(cli, object, "codes", codes);
	put(cli, object, "code_used", used);
	put(cli, object, "code_held", held);
	put_number(cli, object, "min", redemption->min);
	put_number(cli, object, "max", redemption->max);
	put_number(cli, object, "step", redemption->step);
	return object;
}

json_t *object_change(struct cli *cli, const struct bo_change *change)
{
	json_t *object = json_object(), *fields = json_object();

	for (size_t i = 0; i < change->n_fields; i++) {
		json_t *field = json_object();

		put_text_or_null(cli, field, "old", change->fields[i].before);
		put_text_or_null(cli, field, "new", change->fields[i].after);
		put(cli, fields, change->fields[i].field, field);
	}
	put_text(cli, object, "type", change->type);
	put_performance(cli, object, change->performance_id ? change->show : NULL,
			change->performance_at, change->zone);
	put_id(cli, object, "performance_id", change->performance_id);
	put_text(cli, object, "change", bo_change_code(change->kind));
	put(cli, object, "fields", fields);
	put_text_or_null(cli, object, "message", change->message);
	return object;
}

json_t *object_offer(struct cli *cli, const struct bo_offer *offer)
{
	json_t *object = json_object(), *menu = json_array();

	for (size_t i = 0; i < offer->n_menu; i++)
		append(cli, menu, json_integer(offer->menu[i]));
	put_id(cli, object, "id", offer->redemption_id);
	put_text(cli, object, "type", offer->type);
	put_id(cli, object, "type_id", offer->type_id);
	put_number(cli, object, "number", offer->number);
	put_text(cli, object, "category", bo_category_code(offer->category));
	put_number(cli, object, "price", offer->price);
	put_flag(cli, object, "visible", offer->visible);
	put_number(cli, object, "qty", offer->qty);
	put_text_or_null(cli, object, "reason", offer->reason ? bo_rule_code(offer->reason) : NULL);
	put(cli, object, "menu", menu);
	put_number(cli, object, "min", offer->min);
	put_number(cli, object, "max", offer->max);
	put_number(cli, object, "step", offer->step);
	put_number(cli, object, "left", offer->left);
	put_number(cli, object, "cap", offer->cap);
	put_number(cli, object, "taken", offer->taken);
	put_flag(cli, object, "code_needed", offer->code_needed);
	put_text_or_null(cli, object, "codes", offer->codes);
	put_codes(cli, object, "opened_by", offer->opened_by);
	put_number(cli, object, "code_left", offer->code_left);
	put_text_or_null(cli, object, "campaign", offer->campaign);
	put_number(cli, object, "campaign_price",
		   offer->campaign ? offer->campaign_price : BO_NONE);
	put_number(cli, object, "campaign_left", offer->campaign ? offer->campaign_left : BO_NONE);
	put_text_or_null(cli, object, "message", offer->message);
	return object;
}

json_t *object_staff(struct cli *cli, const struct bo_staff *staff)
{
	json_t *object = json_object();

	put_id(cli, object, "id", staff->id);
	put_text(cli, object, "name", staff->name);
	put_text(cli, object, "role", bo_role_code(staff->role));
	put_flag(cli, object, "pin", staff->has_pin);
	put_flag(cli, object, "disabled", staff->disabled);
	return object;
}

json_t *object_option(struct cli *cli, const struct bo_option *option)
{
	json_t *object = json_object();

	put_text(cli, object, "name", option->name);
	put_text(cli, object, "value", option->value);
	put_text(cli, object, "initial", option->initial);
	put_text(cli, object, "help", option->help);
	return object;
}

static json_t *text_array(struct cli *cli, const char *const *text, size_t n)
{
	json_t *list = json_array();

	for (size_t i = 0; i < n; i++)
		append(cli, list, json_string(text[i]));
	return list;
}

/* What lists leave out. */
static void put_more_of_patron(struct cli *cli, json_t *object, const struct bo_patron *patron)
{
	json_t *opt_outs = json_array();

	for (unsigned i = 0; i < BO_OPT_OUT_COUNT; i++)
		if (patron->opt_outs & 1u << i)
			append(cli, opt_outs, json_string(bo_opt_out_code((enum bo_opt_out)i)));
	put_text(cli, object, "address", patron->address);
	put_text(cli, object, "notes", patron->notes);
	put_text(cli, object, "access", patron->access);
	put(cli, object, "opt_outs", opt_outs);
	put(cli, object, "labels", text_array(cli, patron->label, patron->n_labels));
	put(cli, object, "other_emails",
	    text_array(cli, patron->other_email, patron->n_other_emails));
}

json_t *object_patron(struct cli *cli, const struct bo_patron *patron)
{
	json_t *object = json_object();

	put_id(cli, object, "id", patron->id);
	put_text(cli, object, "name", patron->name);
	put_text(cli, object, "email", patron->email);
	put_text(cli, object, "phone", patron->phone);
	put_number(cli, object, "orders", patron->orders);
	if (patron->address)
		put_more_of_patron(cli, object, patron);
	return object;
}
