/*
 * Patrons: added, edited, found, merged.
 */
#include "cli/commands.h"
#include "cli/object/object.h"
#include "cli/object/output.h"
#include "cli/parse.h"
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

enum bo_status run_patron_add(struct cli *cli)
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

enum bo_status run_patron_edit(struct cli *cli)
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

enum bo_status run_patron_find(struct cli *cli)
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
	if (status)
		return status;
	return out_list(cli, &object_patron, found.row, found.n);
}

enum bo_status run_patron_merge(struct cli *cli)
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

enum bo_status run_patron_duplicates(struct cli *cli)
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

enum bo_status run_patron_labels(struct cli *cli)
{
	struct bo_labels found = { 0 };
	enum bo_status status = bo_label_list(cli->bo, &cli->arena, &found);

	if (status)
		return status;
	return out_list(cli, &object_label, found.row, found.n);
}
