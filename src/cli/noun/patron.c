/*
 * Patrons: added, edited, found, merged.
 */
#include "cli/noun/patron.h"
#include "cli/legacy.h"
#include "cli/legacy_parse.h"
#include "cli/noun/import.h"
#include "cli/object/object.h"
#include "cli/object/output.h"
#include "cli/say.h"

#include <inttypes.h>
#include <string.h>

/* --- Fields ----------------------------------------------------------------------------------- */

static enum bo_status option_opt_outs(struct cli *cli, struct bo_patron_fields *fields)
{
	size_t n;
	const char **codes = args_values(&cli->args, &cli->arena, OPT_OPT_OUT, &n);

	if (!codes)
		return say_no_memory(cli);
	fields->opt_outs_given = n > 0;
	for (size_t i = 0; i < n; i++) {
		enum bo_opt_out one = bo_opt_out_from_code(codes[i]);

		if (strcmp(codes[i], "none") == 0 && n == 1)
			continue;
		if (one == BO_OPT_OUT_COUNT)
			return say_invalid(cli, "opt-out", codes[i],
					   "An opt-out is email, post or phone, not \"%s\".",
					   codes[i]);
		fields->opt_outs |= 1u << one;
	}
	return BO_OK;
}

static enum bo_status option_labels(struct cli *cli, struct bo_patron_fields *fields)
{
	const char **all = args_values(&cli->args, &cli->arena, OPT_LABEL, &fields->n_labels);
	const char **add =
		args_values(&cli->args, &cli->arena, OPT_ADD_LABEL, &fields->n_add_labels);
	const char **remove =
		args_values(&cli->args, &cli->arena, OPT_REMOVE_LABEL, &fields->n_remove_labels);

	if (!all || !add || !remove)
		return say_no_memory(cli);
	fields->labels_given = fields->n_labels > 0;
	if (fields->n_labels == 1 && !*all[0])
		fields->n_labels = 0;
	fields->label = all;
	fields->add_label = add;
	fields->remove_label = remove;
	return BO_OK;
}

static enum bo_status read_fields(struct cli *cli, struct bo_patron_fields *fields)
{
	enum bo_status status;

	*fields = (struct bo_patron_fields){ .name = args_value(&cli->args, OPT_NAME),
					     .email = args_value(&cli->args, OPT_EMAIL),
					     .phone = args_value(&cli->args, OPT_PHONE),
					     .address = args_value(&cli->args, OPT_ADDRESS),
					     .notes = args_value(&cli->args, OPT_NOTES),
					     .access = args_value(&cli->args, OPT_ACCESS) };
	status = option_opt_outs(cli, fields);
	return status ? status : option_labels(cli, fields);
}

/* --- Commands --------------------------------------------------------------------------------- */

static enum bo_status run_add(struct cli *cli)
{
	struct bo_patron_fields fields;
	struct bo_patron patron = { 0 };
	int64_t id = 0;
	enum bo_status status = cli_act(cli);

	if (!status)
		status = read_fields(cli, &fields);
	if (status)
		return status;
	fields.name = cli->word[0];
	status = bo_patron_create(cli->bo, &fields, &id);
	if (!status)
		status = bo_patron_get(cli->bo, &cli->arena, id, &patron);
	if (status)
		return status;
	return out_done(cli, "patron", object_of(cli, &object_patron_page, &patron),
			"Patron %s added (id %" PRId64 ").", patron.name, patron.id);
}

static enum bo_status run_edit(struct cli *cli)
{
	struct bo_patron_fields fields;
	struct bo_patron patron = { 0 };
	enum bo_status status = cli_act(cli);

	if (!status)
		status = read_fields(cli, &fields);
	if (!status)
		status = bo_patron_find(cli->bo, &cli->arena, cli->word[0], &patron);
	if (!status)
		status = bo_patron_edit(cli->bo, patron.id, &fields);
	if (!status)
		status = bo_patron_get(cli->bo, &cli->arena, patron.id, &patron);
	if (status)
		return status;
	return out_done(cli, "patron", object_of(cli, &object_patron_page, &patron),
			"Patron %s changed.", patron.name);
}

static enum bo_status run_find(struct cli *cli)
{
	const char *words = "";
	struct bo_patrons found = { 0 };
	size_t limit;
	enum bo_status status = option_rows(cli, &limit);

	for (size_t i = 0; words && i < cli->n_words; i++)
		words = bo_arena_printf(&cli->arena, "%s%s%s", words, i ? " " : "", cli->word[i]);
	if (!status && !words)
		status = say_no_memory(cli);
	if (!status)
		status = bo_patron_search(cli->bo, &cli->arena, words, limit, &found);
	return status ? status : out_list(cli, &object_patron, found.row, found.n);
}

static enum bo_status run_merge(struct cli *cli)
{
	struct bo_patron keep = { 0 }, gone = { 0 };
	enum bo_status status = cli_act(cli);

	if (!status)
		status = bo_patron_find(cli->bo, &cli->arena, cli->word[0], &keep);
	if (!status)
		status = bo_patron_find(cli->bo, &cli->arena, cli->word[1], &gone);
	if (!status)
		status = bo_patron_merge(cli->bo, keep.id, gone.id);
	if (!status)
		status = bo_patron_get(cli->bo, &cli->arena, keep.id, &keep);
	if (status)
		return status;
	return out_done(cli, "patron", object_of(cli, &object_patron_page, &keep),
			"Patron %" PRId64 " (%s) is part of patron %" PRId64 " (%s) now.", gone.id,
			gone.name, keep.id, keep.name);
}

static enum bo_status run_duplicates(struct cli *cli)
{
	struct bo_patron_pairs found = { 0 };
	size_t limit;
	enum bo_status status = option_rows(cli, &limit);

	if (!status)
		status = bo_patron_duplicates(cli->bo, &cli->arena, limit, NULL, NULL, &found);
	if (status)
		return status;
	return out_list(cli, cli->format == FORMAT_JSON ? &object_pair : &object_pair_row,
			found.row, found.n);
}

static enum bo_status run_labels(struct cli *cli)
{
	struct bo_labels found = { 0 };
	enum bo_status status = bo_label_list(cli->bo, &cli->arena, &found);

	return status ? status : out_list(cli, &object_label, found.row, found.n);
}

#define CONTACT                                                                                    \
	ARG("--email E", TEXT, 0, "The e-mail address."),                                          \
		ARG("--phone TEL", TEXT, 0, "The telephone number."),                              \
		ARG("--address TEXT", TEXT, 0, "The postal address."),                             \
		ARG("--notes TEXT", TEXT, 0, "Notes; they may have lines."),                       \
		ARG("--access TEXT", TEXT, 0, "Access needs, such as a wheelchair place.")
#define OPT_OUT                                                                                    \
	ARG("--opt-out O", WORD, MANY, "email, post or phone: all there shall be; none for none.", \
	    .words = BO_OPT_OUT_LIST(CODE_OF) "|none")

const struct command patron_commands[] = {
	{ "patron add", "Add a patron.", run_add, WRITES, BO_MAY_SELL, STAFF_ONLY,
	  TAKES(ARG("NAME", TEXT, NEEDED, "Who."), CONTACT,
		ARG("--label L", TEXT, MANY, "A label."), OPT_OUT) },
	{ "patron edit", "Change what is given; the rest stays.", run_edit, WRITES, BO_MAY_SELL,
	  STAFF_ONLY,
	  TAKES(ARG("PATRON", PATRON, NEEDED, "Who, by id, e-mail or name."),
		ARG("--name NAME", TEXT, 0, "The new name."), CONTACT,
		ARG("--label L", TEXT, MANY, "A label: all there shall be; \"\" for none."),
		ARG("--add-label L", TEXT, MANY, "A label more."),
		ARG("--remove-label L", TEXT, MANY, "A label less."), OPT_OUT) },
	{ "patron find", "Find patrons by the beginnings of words of name or e-mail.", run_find,
	  READS, BO_MAY_READ_PEOPLE, STAFF_ONLY,
	  TAKES(ARG("WORDS", TEXT, NEEDED | MANY, "The beginnings."), LIMIT) },
	{ "patron show", "Show a patron, what was bought, and what is open.", run_patron_show,
	  READS, BO_MAY_READ_PEOPLE, STAFF_ONLY,
	  TAKES(ARG("X", PATRON, NEEDED, "Who, by id, e-mail or name."),
		ARG("--history", FLAG, 0, "With what happened, newest first."), LIMIT) },
	{ "patron merge", "Make B part of A, with everything; A stays.", run_merge, WRITES,
	  BO_MAY_MERGE_PATRONS, STAFF_ONLY,
	  TAKES(ARG("A", PATRON, NEEDED, "Who stays."),
		ARG("B", PATRON, NEEDED, "Who becomes part of A.")) },
	{ "patron duplicates", "List who may be there twice, surest first.", run_duplicates, READS,
	  BO_MAY_MERGE_PATRONS, STAFF_ONLY, TAKES(LIMIT) },
	{ "patron labels", "List the labels that patrons have.", run_labels, READS,
	  BO_MAY_READ_PEOPLE, STAFF_ONLY, NOTHING },
	{ "patron import", "Read patrons from a CSV file.", run_patron_import, WRITES,
	  BO_MAY_MERGE_PATRONS, STAFF_ONLY,
	  TAKES(ARG("FILE", PATH, NEEDED, "The file; - is standard input."), IMPORT_COLUMNS,
		ARG("--update", FLAG, 0, "Change those who are there with other values."),
		IMPORT_ROWS, DRY_RUN) },
	{ "patron export", "Write patrons as CSV, which can be imported.", run_patron_export, READS,
	  BO_MAY_MERGE_PATRONS, STAFF_ONLY,
	  TAKES(ARG("--label L", TEXT, 0, "Only those with this label."),
		ARG("--file FILE", PATH, 0, "Write into this file."), FORCE) },
	{ 0 }
};
