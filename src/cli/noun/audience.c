/*
 * Audiences: made, filled with generated codes, put together from others, shown.
 */
#include "cli/noun/audience.h"
#include "cli/legacy.h"
#include "cli/legacy_parse.h"
#include "cli/object/object.h"
#include "cli/object/output.h"
#include "cli/say.h"

#include <inttypes.h>

enum { LENGTH_USUALLY = 8 };

enum bo_status audience_named(struct cli *cli, const char *text, struct bo_audience *audience)
{
	int64_t id = 0;
	enum bo_status status = bo_audience_find(cli->bo, text, &id);

	return status ? status : bo_audience_get(cli->bo, &cli->arena, id, audience);
}

enum bo_status option_quantity(struct cli *cli, int64_t *quantity, bool *given)
{
	*given = args_has(&cli->args, OPT_QUANTITY);
	return option_limit(cli, OPT_QUANTITY, 0, BO_MEMBER_QUANTITY_MAX, BO_NONE, quantity);
}

/* "School was …": the audience as it is now. */
static enum bo_status done(struct cli *cli, int64_t id, const char *what)
{
	struct bo_audience audience = { 0 };
	enum bo_status status = bo_audience_get(cli->bo, &cli->arena, id, &audience);

	if (status)
		return status;
	return out_done(cli, "audience", object_of(cli, &object_audience, &audience),
			"Audience %s %s (id %" PRId64 ", %" PRId64 " member%s).", audience.name,
			what, id, audience.members, audience.members == 1 ? "" : "s");
}

static enum bo_status run_list(struct cli *cli)
{
	struct bo_audiences found = { 0 };
	enum bo_status status = bo_audience_list(cli->bo, &cli->arena, &found);

	return status ? status : out_list(cli, &object_audience, found.row, found.n);
}

/* All values of an option that names performances. */
static enum bo_status performances_of(struct cli *cli, enum option option, struct ids *ids)
{
	size_t n;
	const char **names = args_values(&cli->args, &cli->arena, option, &n);
	enum bo_status status = names ? BO_OK : say_no_memory(cli);

	for (size_t i = 0; !status && i < n; i++) {
		struct bo_performance performance = { 0 };

		status = bo_performance_find(cli->bo, &cli->arena, names[i], &performance);
		if (!status)
			status = add_id(cli, ids, performance.id);
	}
	return status;
}

static enum bo_status run_add(struct cli *cli)
{
	struct ids of = { 0 };
	int64_t id = 0, quantity = 1;
	bool given;
	enum bo_status status = option_quantity(cli, &quantity, &given);

	if (!status)
		status = performances_of(cli, OPT_ATTENDEES, &of);
	if (!status)
		status = cli_act(cli);
	if (!status && of.n > 0)
		status = bo_audience_add_attendees(cli->bo, cli->word[0], of.id, of.n, quantity,
						   &id);
	else if (!status)
		status = bo_audience_add(cli->bo, cli->word[0], quantity, &id);
	return status ? status : done(cli, id, "added");
}

static enum bo_status run_edit(struct cli *cli)
{
	struct bo_audience audience = { 0 };
	bool given;
	enum bo_status status = audience_named(cli, cli->word[0], &audience);

	if (!status)
		status = option_quantity(cli, &audience.quantity, &given);
	if (!status)
		status = cli_act(cli);
	if (!status)
		status = bo_audience_edit(cli->bo, audience.id, args_value(&cli->args, OPT_NAME),
					  audience.quantity);
	return status ? status : done(cli, audience.id, "changed");
}

static enum bo_status run_attendees(struct cli *cli)
{
	struct bo_audience audience = { 0 };
	struct ids of = { 0 };
	const char *zone;
	int64_t season = 0;
	enum bo_status status = audience_named(cli, cli->word[0], &audience);

	if (!status)
		status = option_performances(cli, &of, &season, &zone);
	if (!status)
		status = cli_act(cli);
	if (!status)
		status = bo_audience_set_performances(cli->bo, audience.id, of.id, of.n);
	return status ? status : done(cli, audience.id, "changed");
}

static enum bo_status run_delete(struct cli *cli)
{
	struct bo_audience audience = { 0 };
	enum bo_status status = audience_named(cli, cli->word[0], &audience);

	if (!status)
		status = cli_act(cli);
	if (!status)
		status = bo_audience_delete(cli->bo, audience.id);
	if (status)
		return status;
	return out_done(cli, "deleted", object_of(cli, &object_audience, &audience),
			"Audience %s deleted, with %" PRId64 " member%s.", audience.name,
			audience.kind == BO_AUDIENCE_LIST ? audience.members : INT64_C(0),
			audience.members == 1 && audience.kind == BO_AUDIENCE_LIST ? "" : "s");
}

static enum bo_status add_parts(struct cli *cli, enum option option, bool minus,
				struct bo_audience_part **parts, size_t *n)
{
	size_t count;
	const char **names = args_values(&cli->args, &cli->arena, option, &count);
	enum bo_status status = names ? BO_OK : say_no_memory(cli);

	for (size_t i = 0; !status && i < count; i++) {
		struct bo_audience_part *grown =
			bo_arena_grow(&cli->arena, *parts, *n, sizeof *grown);

		if (!grown)
			return say_no_memory(cli);
		*parts = grown;
		grown[*n].minus = minus;
		status = bo_audience_find(cli->bo, names[i], &grown[*n].audience_id);
		++*n;
	}
	return status;
}

static enum bo_status run_combine(struct cli *cli)
{
	struct bo_audience_part *parts = NULL;
	int64_t id = 0, members = 0;
	size_t n = 0;
	enum bo_status status = add_parts(cli, OPT_PLUS, false, &parts, &n);

	if (!status)
		status = add_parts(cli, OPT_MINUS, true, &parts, &n);
	if (!status)
		status = cli_act(cli);
	if (!status)
		status = bo_audience_combine(cli->bo, cli->word[0], parts, n, &id, &members);
	return status ? status : done(cli, id, "added");
}

static enum bo_status read_plan(struct cli *cli, struct bo_code_plan *plan)
{
	const char *count;
	enum bo_status status = option_needed(cli, OPT_COUNT, &count);

	if (!status)
		status = option_number(cli, OPT_COUNT, 1, INT32_MAX, &plan->count);
	if (!status)
		status = option_number(cli, OPT_LENGTH, 1, INT32_MAX, &plan->length);
	if (!status)
		status = option_quantity(cli, &plan->quantity, &plan->quantity_given);
	plan->prefix = args_value(&cli->args, OPT_PREFIX);
	plan->category = args_value(&cli->args, OPT_CATEGORY);
	return status;
}

static enum bo_status run_generate(struct cli *cli)
{
	struct bo_code_plan plan = { .length = LENGTH_USUALLY };
	struct bo_audience audience = { 0 };
	json_t *object;
	int64_t first = 0;
	enum bo_status status = audience_named(cli, cli->word[0], &audience);

	if (!status)
		status = read_plan(cli, &plan);
	if (!status)
		status = cli_act(cli);
	if (!status)
		status =
			bo_member_generate(cli->bo, audience.id, &plan, out_progress, NULL, &first);
	if (status)
		return status;
	object = json_object();
	put_text(cli, object, "audience", audience.name);
	put_number(cli, object, "count", plan.count);
	put_number(cli, object, "after", first - 1);
	return out_done(
		cli, "generated", object,
		"%" PRId64 " code%s made in %s; see: audience show \"%s\" --after %" PRId64 ".",
		plan.count, plan.count == 1 ? "" : "s", audience.name, audience.name, first - 1);
}

static enum bo_status print_shown(struct cli *cli, json_t *audience, json_t *members)
{
	json_t *whole;
	enum bo_status status;

	if (cli->format == FORMAT_JSON) {
		whole = json_object();
		put(cli, whole, "audience", audience);
		if (out_cut(cli, members))
			put_flag(cli, whole, "more", true);
		put(cli, whole, "members", members);
		return out_json(cli, whole);
	}
	if (cli->format == FORMAT_CSV) {
		json_decref(audience);
		return out_array(cli, &object_member, members);
	}
	status = out_object(cli, "audience", &object_audience, audience);
	out_cut(cli, members);
	if (!status && json_array_size(members) > 0) {
		out_line(cli, "%s", "");
		status = out_rows(cli, &object_member, members);
	}
	json_decref(members);
	return status;
}

static enum bo_status run_show(struct cli *cli)
{
	struct bo_audience audience = { 0 };
	struct bo_members found = { 0 };
	struct bo_member_filter filter = { .words = args_value(&cli->args, OPT_SEARCH) };
	enum bo_status status = audience_named(cli, cli->word[0], &audience);

	if (!status)
		status = option_rows(cli, &filter.limit);
	if (!status)
		status = option_number(cli, OPT_AFTER, 0, INT64_MAX, &filter.after);
	filter.audience_id = audience.id;
	if (!status)
		status = bo_member_list(cli->bo, &cli->arena, &filter, &found);
	if (status)
		return status;
	return print_shown(cli, object_of(cli, &object_audience, &audience),
			   object_list(cli, &object_member, found.row, found.n));
}

const struct command audience_commands[] = {
	{ "audience list", "List the audiences.", run_list, READS, BO_MAY_READ_PEOPLE, STAFF_ONLY,
	  NOTHING },
	{ "audience add", "Add a list, or the attendees of performances.", run_add, WRITES,
	  BO_MAY_KEEP_AUDIENCES, STAFF_ONLY,
	  TAKES(ARG("NAME", TEXT, NEEDED, "What it is called."),
		ARG("--quantity N|none", NUMBER, 0, "Uses that a new member gets; else 1.", 0,
		    BO_MEMBER_QUANTITY_MAX),
		ARG("--attendees P", PERFORMANCE, MANY,
		    "A performance whose tickets are the members.")) },
	{ "audience show", "Show an audience and its members.", run_show, READS, BO_MAY_READ_PEOPLE,
	  STAFF_ONLY,
	  TAKES(THE_AUDIENCE,
		ARG("--search WORDS", TEXT, 0, "Only whom the beginnings of these words fit."),
		ARG("--after ID", NUMBER, 0, "Go on behind this member.", 0, INT64_MAX), LIMIT) },
	{ "audience edit", "Change a name, or what new members get.", run_edit, WRITES,
	  BO_MAY_KEEP_AUDIENCES, STAFF_ONLY,
	  TAKES(THE_AUDIENCE, ARG("--name NAME", TEXT, 0, "The new name."),
		ARG("--quantity N|none", NUMBER, 0, "Uses that a new member gets.", 0,
		    BO_MEMBER_QUANTITY_MAX)) },
	{ "audience attendees", "Say whose attendees these are.", run_attendees, WRITES,
	  BO_MAY_KEEP_AUDIENCES, STAFF_ONLY,
	  TAKES(THE_AUDIENCE,
		ARG("--performance P", PERFORMANCE, MANY,
		    "A performance whose tickets are the members."),
		ARG("--show SHOW", SHOW, MANY, "The same of all performances of a show.")) },
	{ "audience delete", "Delete one that no campaign is for.", run_delete, WRITES,
	  BO_MAY_KEEP_AUDIENCES, STAFF_ONLY, TAKES(THE_AUDIENCE) },
	{ "audience combine", "Make a list from others as they are now.", run_combine, WRITES,
	  BO_MAY_KEEP_AUDIENCES, STAFF_ONLY,
	  TAKES(ARG("NAME", TEXT, NEEDED, "What the new one is called."),
		ARG("--plus A", AUDIENCE, NEEDED | MANY, "An audience whose members go in."),
		ARG("--minus A", AUDIENCE, MANY, "An audience whose members stay out.")) },
	{ "audience generate", "Make codes that nobody has yet.", run_generate, WRITES,
	  BO_MAY_KEEP_AUDIENCES, STAFF_ONLY,
	  TAKES(THE_AUDIENCE, ARG("--count N", NUMBER, NEEDED, "How many codes.", 1, INT32_MAX),
		ARG("--length N", NUMBER, 0, "Characters of a code behind its prefix; else 8.", 1,
		    INT32_MAX),
		ARG("--prefix TEXT", TEXT, 0, "What the codes begin with."),
		ARG("--quantity N|none", NUMBER, 0, "Uses of each; else as the audience says.", 0,
		    BO_MEMBER_QUANTITY_MAX),
		ARG("--category C", TEXT, 0, "Any words, for each.")) },
	{ 0 }
};
