/*
 * Members: added, changed, removed; what they used; who is on which list.
 */
#include "cli/given.h"
#include "cli/noun/audience.h"
#include "cli/noun/import.h"
#include "cli/object/object.h"
#include "cli/object/output.h"

#include <inttypes.h>

static struct bo_member_fields read_fields(const struct cli *cli)
{
	return (struct bo_member_fields){ .code = given_text(cli, "--code"),
					  .email = given_text(cli, "--email"),
					  .name = given_text(cli, "--name"),
					  .category = given_text(cli, "--category"),
					  .location = given_text(cli, "--location"),
					  .quantity = given_number(cli, "--quantity", 0),
					  .quantity_given = given(cli, "--quantity") };
}

static enum bo_status done(struct cli *cli, int64_t id, const char *what)
{
	const struct bo_audience *audience = given_row(cli, "NAME");
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
	struct bo_member_fields fields = read_fields(cli);
	int64_t id = 0;
	enum bo_status status = bo_member_add(cli->bo, given_id(cli, "NAME"), &fields, &id);

	return status ? status : done(cli, id, "added");
}

static enum bo_status run_edit_member(struct cli *cli)
{
	struct bo_member_fields fields = read_fields(cli);
	enum bo_status status = bo_member_edit(cli->bo, given_id(cli, "MEMBER"), &fields);

	return status ? status : done(cli, given_id(cli, "MEMBER"), "changed");
}

static enum bo_status run_remove_member(struct cli *cli)
{
	const struct bo_audience *audience = given_row(cli, "NAME");
	const struct value *members = given_all(cli, "MEMBER");
	enum bo_status status = bo_member_remove(cli->bo, members->number, members->n);

	if (status)
		return status;
	return out_done(cli, "removed", object_list(cli, &object_member, members->rows, members->n),
			"%zu member%s removed from %s.", members->n, members->n == 1 ? "" : "s",
			audience->name);
}

LISTS(run_usage, bo_member_uses, object_member_use,
      bo_member_use_list(cli->bo, &cli->arena, given_id(cli, "NAME"), given_id(cli, "MEMBER"),
			 given_limit(cli), &found))

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
	const char *code = given_text(cli, "CODE");
	struct bo_members found = { 0 };
	enum bo_code_shape shape = BO_CODE_UNKNOWN;
	enum bo_status status = bo_member_known(cli->bo, &cli->arena, code, &found);

	if (!status && found.n == 0)
		status = bo_code_shape_of(cli->bo, code, &shape);
	if (status)
		return status;
	if (found.n > 0 || cli->format != FORMAT_TABLE)
		return out_list(cli, &object_known_member, found.row, found.n);
	say_shape(cli, code, shape);
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
	  BO_MAY_KEEP_AUDIENCES, TAKES(THE_AUDIENCE, MEMBER_FIELDS) },
	{ "audience edit-member", "Change what is given; the rest stays.", run_edit_member, WRITES,
	  BO_MAY_KEEP_AUDIENCES,
	  TAKES(THE_AUDIENCE,
		ARG("MEMBER", MEMBER, NEEDED, "The member, by id, code, ticket or e-mail."),
		MEMBER_FIELDS) },
	{ "audience remove-member", "Take members off a list.", run_remove_member, WRITES,
	  BO_MAY_KEEP_AUDIENCES,
	  TAKES(THE_AUDIENCE,
		ARG("MEMBER", MEMBER, NEEDED | MANY, "A member, by id, code, ticket or e-mail.")) },
	{ "audience usage", "What members used, where and when.", run_usage, READS,
	  BO_MAY_READ_PEOPLE,
	  TAKES(THE_AUDIENCE, ARG("MEMBER", MEMBER, 0, "Only this one."), LIMIT) },
	{ "audience who", "Which audiences know a code, e-mail or ticket.", run_who, READS,
	  BO_MAY_READ_PEOPLE, TAKES(ARG("CODE", TEXT, NEEDED, "What was said or scanned.")) },
	{ "audience import", "Read members from a CSV file.", run_audience_import, WRITES,
	  BO_MAY_KEEP_AUDIENCES,
	  TAKES(ARG("NAME", TEXT, NEEDED, "The audience."),
		ARG("FILE", PATH, NEEDED, "The file; - is standard input."), IMPORT_COLUMNS,
		ARG("--quantity N|none", NUMBER, 0,
		    "Uses where a row says none; else as the audience says.", 0,
		    BO_MEMBER_QUANTITY_MAX),
		ARG("--new", FLAG, 0, "Make the audience, in the same act."),
		ARG("--update", FLAG, 0, "Change those who are there with other values."),
		IMPORT_ROWS, DRY_RUN) },
	{ "audience export", "Write members as CSV, which can be imported.", run_audience_export,
	  READS, BO_MAY_KEEP_AUDIENCES,
	  TAKES(THE_AUDIENCE, ARG("--file FILE", PATH, 0, "Write into this file."), FORCE) },
	{ 0 }
};
