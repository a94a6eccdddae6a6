/*
 * Patrons: added, edited, found, merged.
 */
#include "cli/noun/patron.h"
#include "cli/given.h"
#include "cli/noun/import.h"
#include "cli/object/object.h"
#include "cli/object/output.h"
#include "cli/say.h"

#include <inttypes.h>

static struct bo_patron_fields read_fields(const struct cli *cli)
{
	const struct value *opt_outs = given_all(cli, "--opt-out");
	const struct value *labels = given_all(cli, "--label");
	struct bo_patron_fields fields = {
		.email = given_text(cli, "--email"),
		.phone = given_text(cli, "--phone"),
		.address = given_text(cli, "--address"),
		.notes = given_text(cli, "--notes"),
		.access = given_text(cli, "--access"),
		.opt_outs_given = opt_outs->n > 0,
		.labels_given = labels->n > 0,
		.label = labels->text,
		/* "" for none */
		.n_labels = labels->n == 1 && !*labels->text[0] ? 0 : labels->n,
	};

	for (size_t i = 0; i < opt_outs->n; i++)
		if (opt_outs->number[i] < BO_OPT_OUT_COUNT) /* else none */
			fields.opt_outs |= 1u << opt_outs->number[i];
	return fields;
}

static enum bo_status run_add(struct cli *cli)
{
	struct bo_patron_fields fields = read_fields(cli);
	struct bo_patron patron = { 0 };
	int64_t id = 0;
	enum bo_status status;

	fields.name = given_text(cli, "NAME");
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
	const struct value *more = given_all(cli, "--add-label");
	const struct value *less = given_all(cli, "--remove-label");
	struct bo_patron_fields fields = read_fields(cli);
	struct bo_patron patron = { 0 };
	int64_t id = given_id(cli, "PATRON");
	enum bo_status status;

	fields.name = given_text(cli, "--name");
	fields.add_label = more->text;
	fields.n_add_labels = more->n;
	fields.remove_label = less->text;
	fields.n_remove_labels = less->n;
	status = bo_patron_edit(cli->bo, id, &fields);
	if (!status)
		status = bo_patron_get(cli->bo, &cli->arena, id, &patron);
	if (status)
		return status;
	return out_done(cli, "patron", object_of(cli, &object_patron_page, &patron),
			"Patron %s changed.", patron.name);
}

static enum bo_status run_find(struct cli *cli)
{
	const char *words = given_words(cli, "WORDS");
	struct bo_patrons found = { 0 };
	enum bo_status status =
		words ? bo_patron_search(cli->bo, &cli->arena, words, given_limit(cli), &found)
		      : say_no_memory(cli);

	return status ? status : out_list(cli, &object_patron, found.row, found.n);
}

static enum bo_status run_merge(struct cli *cli)
{
	const struct bo_patron *gone = given_row(cli, "B");
	int64_t id = given_id(cli, "A");
	struct bo_patron keep = { 0 };
	enum bo_status status = bo_patron_merge(cli->bo, id, gone->id);

	if (!status)
		status = bo_patron_get(cli->bo, &cli->arena, id, &keep);
	if (status)
		return status;
	return out_done(cli, "patron", object_of(cli, &object_patron_page, &keep),
			"Patron %" PRId64 " (%s) is part of patron %" PRId64 " (%s) now.", gone->id,
			gone->name, keep.id, keep.name);
}

static enum bo_status run_duplicates(struct cli *cli)
{
	struct bo_patron_pairs found = { 0 };
	enum bo_status status =
		bo_patron_duplicates(cli->bo, &cli->arena, given_limit(cli), NULL, NULL, &found);

	if (status)
		return status;
	return out_list(cli, cli->format == FORMAT_JSON ? &object_pair : &object_pair_row,
			found.row, found.n);
}

LISTS(run_labels, bo_labels, object_label, bo_label_list(cli->bo, &cli->arena, &found))

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
	{ "patron add", "Add a patron.", run_add, WRITES, BO_MAY_SELL,
	  TAKES(ARG("NAME", TEXT, NEEDED, "Who."), CONTACT,
		ARG("--label L", TEXT, MANY, "A label."), OPT_OUT) },
	{ "patron edit", "Change what is given; the rest stays.", run_edit, WRITES, BO_MAY_SELL,
	  TAKES(ARG("PATRON", PATRON, NEEDED, "Who, by id, e-mail or name."),
		ARG("--name NAME", TEXT, 0, "The new name."), CONTACT,
		ARG("--label L", TEXT, MANY, "A label: all there shall be; \"\" for none."),
		ARG("--add-label L", TEXT, MANY, "A label more."),
		ARG("--remove-label L", TEXT, MANY, "A label less."), OPT_OUT) },
	{ "patron find", "Find patrons by the beginnings of words of name or e-mail.", run_find,
	  READS, BO_MAY_READ_PEOPLE,
	  TAKES(ARG("WORDS", TEXT, NEEDED | MANY, "The beginnings."), LIMIT) },
	{ "patron show", "Show a patron, what was bought, and what is open.", run_patron_show,
	  READS, BO_MAY_READ_PEOPLE,
	  TAKES(ARG("X", PATRON, NEEDED, "Who, by id, e-mail or name."),
		ARG("--history", FLAG, 0, "With what happened, newest first."), LIMIT) },
	{ "patron merge", "Make B part of A, with everything; A stays.", run_merge, WRITES,
	  BO_MAY_MERGE_PATRONS,
	  TAKES(ARG("A", PATRON, NEEDED, "Who stays."),
		ARG("B", PATRON, NEEDED, "Who becomes part of A.")) },
	{ "patron duplicates", "List who may be there twice, surest first.", run_duplicates, READS,
	  BO_MAY_MERGE_PATRONS, TAKES(LIMIT) },
	{ "patron labels", "List the labels that patrons have.", run_labels, READS,
	  BO_MAY_READ_PEOPLE, NOTHING },
	{ "patron import", "Read patrons from a CSV file.", run_patron_import, WRITES,
	  BO_MAY_MERGE_PATRONS,
	  TAKES(ARG("FILE", PATH, NEEDED, "The file; - is standard input."), IMPORT_COLUMNS,
		ARG("--update", FLAG, 0, "Change those who are there with other values."),
		IMPORT_ROWS, DRY_RUN) },
	{ "patron export", "Write patrons as CSV, which can be imported.", run_patron_export, READS,
	  BO_MAY_MERGE_PATRONS,
	  TAKES(ARG("--label L", TEXT, 0, "Only those with this label."),
		ARG("--file FILE", PATH, 0, "Write into this file."), FORCE) },
	{ 0 }
};
