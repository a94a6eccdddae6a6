/*
 * Voucher types: added, changed, deleted, listed.
 */
#include "cli/given.h"
#include "cli/noun/paper.h"
#include "cli/object/object.h"
#include "cli/object/output.h"

#include <inttypes.h>

enum { PLACE_MAX = 1000000 };

/* What add and edit have in common. */
static struct bo_voucher_type_fields read_fields(const struct cli *cli)
{
	const struct value *includes = given_all(cli, "--includes");

	return (struct bo_voucher_type_fields){
		.category = BO_CATEGORY_COUNT,
		.price = given_number(cli, "--price", BO_NONE),
		.availability = (enum bo_availability)given_number(cli, "--availability",
								   BO_AVAILABILITY_COUNT),
		.display_order = given_number(cli, "--order", BO_NONE),
		.changeable = given_yes(cli, "--changeable"),
		.subscription = given(cli, "--subscription") ? 1 : -1,
		.account_code = given_text(cli, "--account"),
		.included = includes->n ? includes->rows : NULL,
		.n_included = includes->n,
	};
}

static enum bo_status show_type(struct cli *cli, int64_t id, const char *done)
{
	struct bo_voucher_type type = { 0 };
	enum bo_status status = bo_voucher_type_get(cli->bo, &cli->arena, id, &type);
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
	struct bo_voucher_type_fields fields = read_fields(cli);
	int64_t id = 0;
	enum bo_status status;

	fields.name = given_text(cli, "NAME");
	fields.category = (enum bo_category)given_number(cli, "--category", BO_CATEGORY_COUNT);
	status = bo_voucher_type_add(cli->bo, given_id(cli, "--season"), &fields, &id);
	return status ? status : show_type(cli, id, "added");
}

static enum bo_status run_edit(struct cli *cli)
{
	struct bo_voucher_type_fields fields = read_fields(cli);
	enum bo_status status;

	fields.name = given_text(cli, "--name");
	if (given(cli, "--no-subscription"))
		fields.subscription = 0;
	status = bo_voucher_type_edit(cli->bo, given_id(cli, "NAME"), &fields);
	return status ? status : show_type(cli, given_id(cli, "NAME"), "changed");
}

static enum bo_status run_delete(struct cli *cli)
{
	const struct bo_voucher_type *type = given_row(cli, "NAME");
	enum bo_status status = bo_voucher_type_delete(cli->bo, type->id);

	if (status)
		return status;
	return out_done(cli, "voucher_type", object_of(cli, &object_voucher_type, type),
			"Voucher type %s deleted.", type->name);
}

static enum bo_status run_clone(struct cli *cli)
{
	int64_t id = 0;
	enum bo_status status =
		bo_voucher_type_clone(cli->bo, given_id(cli, "NAME"), given_text(cli, "--as"), &id);

	return status ? status : show_type(cli, id, "added");
}

LISTS(run_list, bo_voucher_types, object_voucher_type,
      bo_voucher_type_list(cli->bo, &cli->arena, given_id(cli, "--season"), &found))

const struct command voucher_type_commands[] = {
	{ "voucher-type add", "Add a voucher type to a season.", run_add, WRITES,
	  BO_MAY_SET_UP_SEASON,
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
	  WRITES, BO_MAY_SET_UP_SEASON,
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
	  BO_MAY_SET_UP_SEASON,
	  TAKES(ARG("NAME", TYPE, NEEDED, "The voucher type."),
		ARG("--season S", SEASON, 0, "The season it belongs to.")) },
	{ "voucher-type clone", "Add the same voucher type under another name.", run_clone, WRITES,
	  BO_MAY_SET_UP_SEASON,
	  TAKES(ARG("NAME", TYPE, NEEDED, "The voucher type to copy."),
		ARG("--as NAME", TEXT, NEEDED, "What the copy is called."),
		ARG("--season S", SEASON, 0, "The season it belongs to.")) },
	{ "voucher-type list", "List voucher types.", run_list, READS, BO_MAY_READ_SALES,
	  TAKES(ARG("--season S", SEASON, 0, "Only those of this season.")) },
	{ 0 }
};
