/*
 * Voucher types: added, changed, deleted, listed.
 */
#include "cli/legacy.h"
#include "cli/legacy_lookup.h"
#include "cli/legacy_parse.h"
#include "cli/noun/paper.h"
#include "cli/object/object.h"
#include "cli/object/output.h"
#include "cli/say.h"

#include <inttypes.h>

enum { PLACE_MAX = 1000000 };

static enum bo_status option_included(struct cli *cli, int64_t season_id,
				      struct bo_voucher_type_fields *fields)
{
	size_t n;
	const char **text = args_values(&cli->args, &cli->arena, OPT_INCLUDES, &n);
	struct bo_included *list = bo_arena_alloc(&cli->arena, (n + 1) * sizeof *list);
	enum bo_status status = text && list ? BO_OK : say_no_memory(cli);

	for (size_t i = 0; !status && i < n; i++) {
		struct bo_voucher_type type = { 0 };
		const char *name;

		status = parse_wish(cli, text[i], &list[i].qty, &name);
		if (!status)
			status = bo_voucher_type_find(cli->bo, &cli->arena, season_id, name, &type);
		if (!status) {
			list[i].type_id = type.id;
			list[i].type = type.name;
		}
	}
	fields->included = n > 0 ? list : NULL;
	fields->n_included = n;
	return status;
}

static enum bo_status option_availability(struct cli *cli, enum bo_availability *availability)
{
	const char *text = args_value(&cli->args, OPT_AVAILABILITY);

	*availability = text ? bo_availability_from_code(text) : BO_AVAILABILITY_COUNT;
	if (!text || *availability != BO_AVAILABILITY_COUNT)
		return BO_OK;
	return say_invalid(
		cli, "availability", text,
		"The availability is anyone, subscribers, boxoffice or external, not \"%s\".",
		text);
}

static enum bo_status option_category(struct cli *cli, enum bo_category *category)
{
	const char *text;
	enum bo_status status = option_needed(cli, OPT_CATEGORY, &text);

	if (status)
		return status;
	*category = bo_category_from_code(text);
	if (*category != BO_CATEGORY_COUNT)
		return BO_OK;
	return say_invalid(
		cli, "category", text,
		"The category is revenue, comp, included, bundle or product, not \"%s\".", text);
}

/* What add and edit have in common. */
static enum bo_status read_fields(struct cli *cli, int64_t season_id,
				  struct bo_voucher_type_fields *fields)
{
	enum bo_status status;

	*fields = (struct bo_voucher_type_fields){ .category = BO_CATEGORY_COUNT,
						   .price = BO_NONE,
						   .display_order = BO_NONE,
						   .subscription = -1,
						   .account_code =
							   args_value(&cli->args, OPT_ACCOUNT) };
	status = option_availability(cli, &fields->availability);
	if (!status)
		status = option_money(cli, OPT_PRICE, &fields->price);
	if (!status)
		status = option_number(cli, OPT_ORDER, 0, PLACE_MAX, &fields->display_order);
	if (!status)
		status = option_yes_no(cli, OPT_CHANGEABLE, &fields->changeable);
	if (args_has(&cli->args, OPT_SUBSCRIPTION))
		fields->subscription = 1;
	if (args_has(&cli->args, OPT_NO_SUBSCRIPTION))
		fields->subscription = 0;
	if (!status)
		status = option_included(cli, season_id, fields);
	return status;
}

static enum bo_status show_type(struct cli *cli, int64_t id, const char *done)
{
	const char *text = bo_arena_printf(&cli->arena, "%" PRId64, id);
	struct bo_voucher_type type = { 0 };
	enum bo_status status = text ? bo_voucher_type_find(cli->bo, &cli->arena, 0, text, &type)
				     : say_no_memory(cli);
	json_t *object;

	if (status)
		return status;
	object = object_of(cli, &object_voucher_type, &type);
	paper_warn(cli, object, NULL, 0, type.id);
	return out_done(cli, "voucher_type", object,
			"Voucher type %s %s: %s, %s, for %s (id %" PRId64 ").", type.name, done,
			bo_category_code(type.category), out_money(cli, type.price),
			bo_availability_code(type.availability), type.id);
}

static enum bo_status run_add(struct cli *cli)
{
	const char *needed;
	struct bo_voucher_type_fields fields = { 0 };
	enum bo_category category;
	int64_t season_id = 0, id = 0;
	enum bo_status status = option_needed(cli, OPT_SEASON, &needed);

	if (!status)
		status = option_category(cli, &category);
	if (!status)
		status = option_needed(cli, OPT_PRICE, &needed);
	if (!status)
		status = option_needed(cli, OPT_AVAILABILITY, &needed);
	if (!status)
		status = option_season(cli, &season_id);
	if (!status)
		status = read_fields(cli, season_id, &fields);
	if (!status)
		status = cli_act(cli);
	if (status)
		return status;
	fields.name = cli->word[0];
	fields.category = category;
	status = bo_voucher_type_add(cli->bo, season_id, &fields, &id);
	return status ? status : show_type(cli, id, "added");
}

static enum bo_status run_edit(struct cli *cli)
{
	struct bo_voucher_type_fields fields = { 0 };
	struct bo_voucher_type type = { 0 };
	int64_t season_id = 0;
	enum bo_status status = option_season(cli, &season_id);

	if (!status)
		status = bo_voucher_type_find(cli->bo, &cli->arena, season_id, cli->word[0], &type);
	if (!status)
		status = read_fields(cli, type.season_id, &fields);
	if (!status)
		status = cli_act(cli);
	if (status)
		return status;
	fields.name = args_value(&cli->args, OPT_NAME);
	status = bo_voucher_type_edit(cli->bo, type.id, &fields);
	return status ? status : show_type(cli, type.id, "changed");
}

static enum bo_status run_delete(struct cli *cli)
{
	struct bo_voucher_type type = { 0 };
	int64_t season_id = 0;
	enum bo_status status = option_season(cli, &season_id);

	if (!status)
		status = bo_voucher_type_find(cli->bo, &cli->arena, season_id, cli->word[0], &type);
	if (!status)
		status = cli_act(cli);
	if (!status)
		status = bo_voucher_type_delete(cli->bo, type.id);
	if (status)
		return status;
	return out_done(cli, "voucher_type", object_of(cli, &object_voucher_type, &type),
			"Voucher type %s deleted.", type.name);
}

static enum bo_status run_clone(struct cli *cli)
{
	struct bo_voucher_type type = { 0 };
	const char *name;
	int64_t season_id, id;
	enum bo_status status = option_needed(cli, OPT_AS, &name);

	if (!status)
		status = option_season(cli, &season_id);
	if (!status)
		status = bo_voucher_type_find(cli->bo, &cli->arena, season_id, cli->word[0], &type);
	if (!status)
		status = cli_act(cli);
	if (!status)
		status = bo_voucher_type_clone(cli->bo, type.id, name, &id);
	return status ? status : show_type(cli, id, "added");
}

static enum bo_status run_list(struct cli *cli)
{
	struct bo_voucher_types found = { 0 };
	int64_t season_id = 0;
	enum bo_status status = option_season(cli, &season_id);

	if (!status)
		status = bo_voucher_type_list(cli->bo, &cli->arena, season_id, &found);
	return status ? status : out_list(cli, &object_voucher_type, found.row, found.n);
}

const struct command voucher_type_commands[] = {
	{ "voucher-type add", "Add a voucher type to a season.", run_add, WRITES,
	  BO_MAY_SET_UP_SEASON, STAFF_ONLY,
	  TAKES(ARG("NAME", TEXT, NEEDED, "What it is called."),
		ARG("--season S", SEASON, NEEDED, "The season it belongs to."),
		ARG("--category C", WORD, NEEDED, "revenue, comp, included, bundle or product.",
		    .words = BO_CATEGORY_LIST(CODE_OF)),
		ARG("--price A", MONEY, NEEDED, "The price in major units: 40.00."),
		ARG("--availability A", WORD, NEEDED,
		    "Who may have it: anyone, subscribers, boxoffice or external.",
		    .words = BO_AVAILABILITY_LIST(CODE_OF)),
		ARG("--includes \"N TYPE\"", INCLUDED, MANY, "What a bundle issues."),
		ARG("--subscription", FLAG, 0, "Whoever has it is a subscriber."),
		ARG("--changeable yes|no", WORD, 0,
		    "Whether patrons may change what they reserved with it."),
		ARG("--account CODE", TEXT, 0, "The account code for the bookkeeping."),
		ARG("--order N", NUMBER, 0, "Its place in lists.", 0, PLACE_MAX)) },
	{ "voucher-type edit", "Change a voucher type; what was sold stays as sold.", run_edit,
	  WRITES, BO_MAY_SET_UP_SEASON, STAFF_ONLY,
	  TAKES(ARG("NAME", TYPE, NEEDED, "The voucher type."),
		ARG("--season S", SEASON, 0, "The season it belongs to."),
		ARG("--name NAME", TEXT, 0, "The new name."),
		ARG("--price A", MONEY, 0, "The price in major units: 40.00."),
		ARG("--availability A", WORD, 0,
		    "Who may have it: anyone, subscribers, boxoffice or external.",
		    .words = BO_AVAILABILITY_LIST(CODE_OF)),
		ARG("--includes \"N TYPE\"", INCLUDED, MANY, "What a bundle issues: all of it."),
		ARG("--subscription", FLAG, NEEDED, "Whoever has it is a subscriber.",
		    EITHER(-1, 1)),
		ARG("--no-subscription", FLAG, NEEDED, "Whoever has it is not a subscriber.",
		    EITHER(-1, 2)),
		ARG("--changeable yes|no", WORD, 0,
		    "Whether patrons may change what they reserved with it."),
		ARG("--account CODE", TEXT, 0, "The account code for the bookkeeping."),
		ARG("--order N", NUMBER, 0, "Its place in lists.", 0, PLACE_MAX)) },
	{ "voucher-type delete", "Delete one that was never sold.", run_delete, WRITES,
	  BO_MAY_SET_UP_SEASON, STAFF_ONLY,
	  TAKES(ARG("NAME", TYPE, NEEDED, "The voucher type."),
		ARG("--season S", SEASON, 0, "The season it belongs to.")) },
	{ "voucher-type clone", "Add the same voucher type under another name.", run_clone, WRITES,
	  BO_MAY_SET_UP_SEASON, STAFF_ONLY,
	  TAKES(ARG("NAME", TYPE, NEEDED, "The voucher type to copy."),
		ARG("--as NAME", TEXT, NEEDED, "What the copy is called."),
		ARG("--season S", SEASON, 0, "The season it belongs to.")) },
	{ "voucher-type list", "List voucher types.", run_list, READS, BO_MAY_READ_SALES,
	  STAFF_ONLY, TAKES(ARG("--season S", SEASON, 0, "Only those of this season.")) },
	{ 0 }
};
