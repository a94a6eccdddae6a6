/*
 * Audiences: made, filled with generated codes, put together from others, shown.
 */
#include "cli/noun/audience.h"
#include "cli/lookup.h"
#include "cli/object/object.h"
#include "cli/object/output.h"
#include "cli/say.h"

#include <inttypes.h>

enum { LENGTH_USUALLY = 8 };

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

LISTS(run_list, bo_audiences, object_audience, bo_audience_list(cli->bo, &cli->arena, &found))

static enum bo_status run_add(struct cli *cli)
{
	const struct value *of = given_all(cli, "--attendees");
	const char *name = given_text(cli, "NAME");
	int64_t id = 0, quantity = given_number(cli, "--quantity", 1);
	enum bo_status status =
		of->n ? bo_audience_add_attendees(cli->bo, name, of->number, of->n, quantity, &id)
		      : bo_audience_add(cli->bo, name, quantity, &id);

	return status ? status : done(cli, id, "added");
}

static enum bo_status run_edit(struct cli *cli)
{
	const struct bo_audience *audience = given_row(cli, "NAME");
	enum bo_status status =
		bo_audience_edit(cli->bo, audience->id, given_text(cli, "--name"),
				 given_number(cli, "--quantity", audience->quantity));

	return status ? status : done(cli, audience->id, "changed");
}

static enum bo_status run_attendees(struct cli *cli)
{
	int64_t id = given_id(cli, "NAME");
	struct ids of;
	enum bo_status status = given_performances(cli, &of);

	if (!status)
		status = bo_audience_set_performances(cli->bo, id, of.id, of.n);
	return status ? status : done(cli, id, "changed");
}

static enum bo_status run_delete(struct cli *cli)
{
	const struct bo_audience *audience = given_row(cli, "NAME");
	int64_t members = audience->kind == BO_AUDIENCE_LIST ? audience->members : 0;
	enum bo_status status = bo_audience_delete(cli->bo, audience->id);

	if (status)
		return status;
	return out_done(cli, "deleted", object_of(cli, &object_audience, audience),
			"Audience %s deleted, with %" PRId64 " member%s.", audience->name, members,
			members == 1 ? "" : "s");
}

static void add_parts(const struct value *value, bool minus, struct bo_audience_part *parts)
{
	for (size_t i = 0; i < value->n; i++)
		parts[i] = (struct bo_audience_part){ .audience_id = value->number[i],
						      .minus = minus };
}

static enum bo_status run_combine(struct cli *cli)
{
	const struct value *plus = given_all(cli, "--plus"), *minus = given_all(cli, "--minus");
	size_t n = plus->n + minus->n;
	struct bo_audience_part *parts = bo_arena_alloc(&cli->arena, n * sizeof *parts);
	int64_t id = 0, members = 0;
	enum bo_status status;

	if (!parts)
		return say_no_memory(cli);
	add_parts(plus, false, parts);
	add_parts(minus, true, parts + plus->n);
	status = bo_audience_combine(cli->bo, given_text(cli, "NAME"), parts, n, &id, &members);
	return status ? status : done(cli, id, "added");
}

static enum bo_status run_generate(struct cli *cli)
{
	const struct bo_audience *audience = given_row(cli, "NAME");
	struct bo_code_plan plan = { .count = given_number(cli, "--count", 0),
				     .length = given_number(cli, "--length", LENGTH_USUALLY),
				     .quantity = given_number(cli, "--quantity", 0),
				     .quantity_given = given(cli, "--quantity"),
				     .prefix = given_text(cli, "--prefix"),
				     .category = given_text(cli, "--category") };
	json_t *object;
	int64_t first = 0;
	enum bo_status status =
		bo_member_generate(cli->bo, audience->id, &plan, out_progress, NULL, &first);

	if (status)
		return status;
	object = json_object();
	put_text(cli, object, "audience", audience->name);
	put_number(cli, object, "count", plan.count);
	put_number(cli, object, "after", first - 1);
	return out_done(
		cli, "generated", object,
		"%" PRId64 " code%s made in %s; see: audience show \"%s\" --after %" PRId64 ".",
		plan.count, plan.count == 1 ? "" : "s", audience->name, audience->name, first - 1);
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
	const struct bo_audience *audience = given_row(cli, "NAME");
	struct bo_member_filter filter = { .audience_id = audience->id,
					   .words = given_text(cli, "--search"),
					   .after = given_number(cli, "--after", 0),
					   .limit = given_limit(cli) };
	struct bo_members found = { 0 };
	enum bo_status status = bo_member_list(cli->bo, &cli->arena, &filter, &found);

	if (status)
		return status;
	return print_shown(cli, object_of(cli, &object_audience, audience),
			   object_list(cli, &object_member, found.row, found.n));
}

const struct command audience_commands[] = {
	{ "audience list", "List the audiences.", run_list, READS, BO_MAY_READ_PEOPLE, NOTHING },
	{ "audience add", "Add a list, or the attendees of performances.", run_add, WRITES,
	  BO_MAY_KEEP_AUDIENCES,
	  TAKES(ARG("NAME", TEXT, NEEDED, "What it is called."),
		ARG("--quantity N|none", NUMBER, 0, "Uses that a new member gets; else 1.", 0,
		    BO_MEMBER_QUANTITY_MAX),
		ARG("--attendees P", PERFORMANCE, MANY,
		    "A performance whose tickets are the members.")) },
	{ "audience show", "Show an audience and its members.", run_show, READS, BO_MAY_READ_PEOPLE,
	  TAKES(THE_AUDIENCE,
		ARG("--search WORDS", TEXT, 0, "Only whom the beginnings of these words fit."),
		ARG("--after ID", NUMBER, 0, "Go on behind this member.", 0, INT64_MAX), LIMIT) },
	{ "audience edit", "Change a name, or what new members get.", run_edit, WRITES,
	  BO_MAY_KEEP_AUDIENCES,
	  TAKES(THE_AUDIENCE, ARG("--name NAME", TEXT, 0, "The new name."),
		ARG("--quantity N|none", NUMBER, 0, "Uses that a new member gets.", 0,
		    BO_MEMBER_QUANTITY_MAX)) },
	{ "audience attendees", "Say whose attendees these are.", run_attendees, WRITES,
	  BO_MAY_KEEP_AUDIENCES,
	  TAKES(THE_AUDIENCE,
		ARG("--performance P", PERFORMANCE, MANY,
		    "A performance whose tickets are the members."),
		ARG("--show SHOW", SHOW, MANY, "The same of all performances of a show.")) },
	{ "audience delete", "Delete one that no campaign is for.", run_delete, WRITES,
	  BO_MAY_KEEP_AUDIENCES, TAKES(THE_AUDIENCE) },
	{ "audience combine", "Make a list from others as they are now.", run_combine, WRITES,
	  BO_MAY_KEEP_AUDIENCES,
	  TAKES(ARG("NAME", TEXT, NEEDED, "What the new one is called."),
		ARG("--plus A", AUDIENCE, NEEDED | MANY, "An audience whose members go in."),
		ARG("--minus A", AUDIENCE, MANY, "An audience whose members stay out.")) },
	{ "audience generate", "Make codes that nobody has yet.", run_generate, WRITES,
	  BO_MAY_KEEP_AUDIENCES,
	  TAKES(THE_AUDIENCE, ARG("--count N", NUMBER, NEEDED, "How many codes.", 1, INT32_MAX),
		ARG("--length N", NUMBER, 0, "Characters of a code behind its prefix; else 8.", 1,
		    INT32_MAX),
		ARG("--prefix TEXT", TEXT, 0, "What the codes begin with."),
		ARG("--quantity N|none", NUMBER, 0, "Uses of each; else as the audience says.", 0,
		    BO_MEMBER_QUANTITY_MAX),
		ARG("--category C", TEXT, 0, "Any words, for each.")) },
	{ 0 }
};
