/*
 * Members: added, changed, removed; what they used; who is on which list.
 */
#include "cli/commands.h"
#include "cli/noun/audience.h"
#include "cli/object/object.h"
#include "cli/parse.h"

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

enum bo_status run_audience_add_member(struct cli *cli)
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

enum bo_status run_audience_edit_member(struct cli *cli)
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

enum bo_status run_audience_remove_member(struct cli *cli)
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

enum bo_status run_audience_usage(struct cli *cli)
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
	if (status)
		return status;
	return out_list(cli, &object_member_use, uses.row, uses.n);
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

enum bo_status run_audience_who(struct cli *cli)
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
