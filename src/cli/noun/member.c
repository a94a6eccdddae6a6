/*
 * Members: added, changed, removed; what they used; who is on which list.
 */
#include "cli/legacy.h"
#include "cli/legacy_parse.h"
#include "cli/noun/audience.h"
#include "cli/noun/import.h"
#include "cli/object/object.h"

#include <inttypes.h>

static enum bo_status read_fields(struct cli *cli, struct bo_member_fields *fields)
{
	fields->code = args_value(&cli->args, OPT_CODE);
	fields->email = args_value(&cli->args, OPT_EMAIL);
	fields->name = args_value(&cli->args, OPT_NAME);
	fields->category = args_value(&cli->args, OPT_CATEGORY);
	fields->location = args_value(&cli->args, OPT_LOCATION);
	return option_quantity(cli, &fields->quantity, &fields->quantity_given);
}

static enum bo_status done(struct cli *cli, const struct bo_audience *audience, int64_t id,
			   const char *what)
{
	struct bo_member member = { 0 };
	enum bo_status status = bo_member_get(cli->bo, &cli->arena, audience->id, id, &member);

	if (status)
		return status;
	return out_done(cli, "member", object_of(cli, &object_member, &member),
			"%s %s in %s (id %" PRId64 ").", *member.code ? member.code : member.email,
			what, audience->name, id);
}

static enum bo_status run_add_member(struct cli *cli)
{
	struct bo_audience audience = { 0 };
	struct bo_member_fields fields = { 0 };
	int64_t id = 0;
	enum bo_status status = audience_named(cli, cli->word[0], &audience);

	if (!status)
		status = read_fields(cli, &fields);
	if (!status)
		status = cli_act(cli);
	if (!status)
		status = bo_member_add(cli->bo, audience.id, &fields, &id);
	return status ? status : done(cli, &audience, id, "added");
}

static enum bo_status run_edit_member(struct cli *cli)
{
	struct bo_audience audience = { 0 };
	struct bo_member_fields fields = { 0 };
	struct bo_member member = { 0 };
	enum bo_status status = audience_named(cli, cli->word[0], &audience);

	if (!status)
		status = bo_member_find(cli->bo, &cli->arena, audience.id, cli->word[1], &member);
	if (!status)
		status = read_fields(cli, &fields);
	if (!status)
		status = cli_act(cli);
	if (!status)
		status = bo_member_edit(cli->bo, member.id, &fields);
	return status ? status : done(cli, &audience, member.id, "changed");
}

static enum bo_status run_remove_member(struct cli *cli)
{
	struct bo_audience audience = { 0 };
	struct ids ids = { 0 };
	json_t *list = json_array();
	enum bo_status status = audience_named(cli, cli->word[0], &audience);

	for (size_t i = 1; !status && i < cli->n_words; i++) {
		struct bo_member member = { 0 };
		size_t before = ids.n;

		status = bo_member_find(cli->bo, &cli->arena, audience.id, cli->word[i], &member);
		if (!status)
			status = add_id(cli, &ids, member.id);
		if (!status && ids.n > before)
			append(cli, list, object_of(cli, &object_member, &member));
	}
	if (!status)
		status = cli_act(cli);
	if (!status)
		status = bo_member_remove(cli->bo, ids.id, ids.n);
	if (status) {
		json_decref(list);
		return status;
	}
	return out_done(cli, "removed", list, "%zu member%s removed from %s.", ids.n,
			ids.n == 1 ? "" : "s", audience.name);
}

static enum bo_status run_usage(struct cli *cli)
{
	struct bo_audience audience = { 0 };
	struct bo_member member = { 0 };
	struct bo_member_uses uses = { 0 };
	size_t limit;
	enum bo_status status = audience_named(cli, cli->word[0], &audience);

	if (!status && cli->n_words > 1)
		status = bo_member_find(cli->bo, &cli->arena, audience.id, cli->word[1], &member);
	if (!status)
		status = option_rows(cli, &limit);
	if (!status)
		status = bo_member_use_list(cli->bo, &cli->arena, audience.id, member.id, limit,
					    &uses);
	return status ? status : out_list(cli, &object_member_use, uses.row, uses.n);
}

static void say_shape(struct cli *cli, const char *text, enum bo_code_shape shape)
{
	switch (shape) {
	case BO_CODE_UNKNOWN:
		out_line(cli, "No audience knows %s.", text);
		break;
	case BO_CODE_MISTYPED:
		out_line(cli, "No audience knows %s; it is one of our codes, mistyped.", text);
		break;
	case BO_CODE_SOUND:
		out_line(cli, "No audience knows %s, though it looks like one of our codes.", text);
		break;
	}
}

static enum bo_status run_who(struct cli *cli)
{
	struct bo_members found = { 0 };
	enum bo_code_shape shape = BO_CODE_UNKNOWN;
	enum bo_status status = bo_member_known(cli->bo, &cli->arena, cli->word[0], &found);

	if (!status && found.n == 0)
		status = bo_code_shape_of(cli->bo, cli->word[0], &shape);
	if (status)
		return status;
	if (found.n > 0 || cli->format != FORMAT_TABLE)
		return out_list(cli, &object_known_member, found.row, found.n);
	say_shape(cli, cli->word[0], shape);
	return BO_OK;
}

#define MEMBER_FIELDS                                                                              \
	ARG("--code C", TEXT, 0, "The code."), ARG("--email E", TEXT, 0, "The e-mail address."),   \
		ARG("--name NAME", TEXT, 0, "The name."),                                          \
		ARG("--category C", TEXT, 0, "Any words."),                                        \
		ARG("--location TEXT", TEXT, 0, "Where they sit: Stalls / C / 12."),               \
		ARG("--quantity N|none", NUMBER, 0,                                                \
		    "Uses; of a new one else as the audience says.", 0, BO_MEMBER_QUANTITY_MAX)

const struct command member_commands[] = {
	{ "audience add-member", "Put somebody on a list.", run_add_member, WRITES,
	  BO_MAY_KEEP_AUDIENCES, STAFF_ONLY, TAKES(THE_AUDIENCE, MEMBER_FIELDS) },
	{ "audience edit-member", "Change what is given; the rest stays.", run_edit_member, WRITES,
	  BO_MAY_KEEP_AUDIENCES, STAFF_ONLY,
	  TAKES(THE_AUDIENCE,
		ARG("MEMBER", MEMBER, NEEDED, "The member, by id, code, ticket or e-mail."),
		MEMBER_FIELDS) },
	{ "audience remove-member", "Take members off a list.", run_remove_member, WRITES,
	  BO_MAY_KEEP_AUDIENCES, STAFF_ONLY,
	  TAKES(THE_AUDIENCE,
		ARG("MEMBER", MEMBER, NEEDED | MANY, "A member, by id, code, ticket or e-mail.")) },
	{ "audience usage", "What members used, where and when.", run_usage, READS,
	  BO_MAY_READ_PEOPLE, STAFF_ONLY,
	  TAKES(THE_AUDIENCE, ARG("MEMBER", MEMBER, 0, "Only this one."), LIMIT) },
	{ "audience who", "Which audiences know a code, e-mail or ticket.", run_who, READS,
	  BO_MAY_READ_PEOPLE, STAFF_ONLY,
	  TAKES(ARG("CODE", TEXT, NEEDED, "What was said or scanned.")) },
	{ "audience import", "Read members from a CSV file.", run_audience_import, WRITES,
	  BO_MAY_KEEP_AUDIENCES, STAFF_ONLY,
	  TAKES(ARG("NAME", TEXT, NEEDED, "The audience."),
		ARG("FILE", PATH, NEEDED, "The file; - is standard input."), IMPORT_COLUMNS,
		ARG("--quantity N|none", NUMBER, 0,
		    "Uses where a row says none; else as the audience says.", 0,
		    BO_MEMBER_QUANTITY_MAX),
		ARG("--new", FLAG, 0, "Make the audience, in the same act."),
		ARG("--update", FLAG, 0, "Change those who are there with other values."),
		IMPORT_ROWS, DRY_RUN) },
	{ "audience export", "Write members as CSV, which can be imported.", run_audience_export,
	  READS, BO_MAY_KEEP_AUDIENCES, STAFF_ONLY,
	  TAKES(THE_AUDIENCE, ARG("--file FILE", PATH, 0, "Write into this file."), FORCE) },
	{ 0 }
};
