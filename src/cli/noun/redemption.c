/*
 * Redemptions, in bulk.
 */
#include "cli/legacy.h"
#include "cli/legacy_lookup.h"
#include "cli/legacy_parse.h"
#include "cli/object/object.h"
#include "cli/object/output.h"
#include "cli/say.h"

#include <string.h>

enum { COUNT_MAX = 1000000 };

static const struct {
	const char *name;
	unsigned bit;
	enum option option;
} batch_fields[] = {
	{ "start", BO_FIELD_START, OPT_START }, { "end", BO_FIELD_END, OPT_END },
	{ "cap", BO_FIELD_CAP, OPT_CAP },	{ "codes", BO_FIELD_CODES, OPT_CODES },
	{ "min", BO_FIELD_MIN, OPT_MIN },	{ "max", BO_FIELD_MAX, OPT_MAX },
	{ "step", BO_FIELD_STEP, OPT_STEP },
};

enum { BATCH_FIELDS = sizeof batch_fields / sizeof *batch_fields };

static enum bo_status option_bound(struct cli *cli, enum option option, const char *zone,
				   struct bo_bound *bound)
{
	struct bo_typing typing = bo_typing(cli->bo, zone);
	const char *text = args_value(&cli->args, option), *name = option_info[option].name, *fault;

	if (!text)
		return BO_OK;
	fault = bo_bound_typed(&typing, text, bound);
	if (fault)
		return say_invalid(cli, name, text, "The %s of sales \"%s\" %s.", name, text,
				   fault);
	return BO_OK;
}

/* One word of --keep. */
static enum bo_status keep_field(struct cli *cli, const char *word, size_t n, unsigned *keep)
{
	const char *names[BATCH_FIELDS], *near;
	char *copy = bo_arena_printf(&cli->arena, "%.*s", (int)n, word);

	for (int i = 0; i < BATCH_FIELDS; i++) {
		names[i] = batch_fields[i].name;
		if (strlen(names[i]) == n && strncmp(names[i], word, n) == 0) {
			*keep |= batch_fields[i].bit;
			return BO_OK;
		}
	}
	if (!copy)
		return say_no_memory(cli);
	near = bo_text_nearest(copy, names, BATCH_FIELDS);
	return say_invalid(cli, "keep", copy, "\"%s\" is no field to keep%s%s%s.", copy,
			   near ? "; did you mean \"" : ": start, end, cap, codes, min, max, step",
			   near ? near : "", near ? "\"" : "");
}

static enum bo_status option_keep(struct cli *cli, unsigned *keep)
{
	size_t n;
	const char **lists = args_values(&cli->args, &cli->arena, OPT_KEEP, &n);
	enum bo_status status = lists ? BO_OK : say_no_memory(cli);

	for (size_t i = 0; !status && i < n; i++)
		for (const char *at = lists[i]; !status && *at; at += *at == ',') {
			size_t length = strcspn(at, ",");

			status = keep_field(cli, at, length, keep);
			at += length;
		}
	return status;
}

/* --codes A,B --codes C is A,B,C. */
static enum bo_status option_codes(struct cli *cli, const char **codes)
{
	size_t n;
	const char **lists = args_values(&cli->args, &cli->arena, OPT_CODES, &n);

	*codes = "";
	for (size_t i = 0; lists && *codes && i < n; i++)
		*codes = bo_arena_printf(&cli->arena, "%s%s%s", *codes, i ? "," : "", lists[i]);
	return lists && *codes ? BO_OK : say_no_memory(cli);
}

static enum bo_status read_batch(struct cli *cli, const char *zone,
				 struct bo_redemption_batch *batch)
{
	enum bo_status status;

	batch->cap = batch->max = BO_NONE;
	batch->min = batch->step = 1;
	batch->dry_run = args_has(&cli->args, OPT_DRY_RUN);
	for (int i = 0; i < BATCH_FIELDS; i++)
		if (args_has(&cli->args, batch_fields[i].option))
			batch->given |= batch_fields[i].bit;
	status = option_bound(cli, OPT_START, zone, &batch->start);
	if (!status)
		status = option_bound(cli, OPT_END, zone, &batch->end);
	if (!status)
		status = option_limit(cli, OPT_CAP, 0, COUNT_MAX, BO_NONE, &batch->cap);
	if (!status)
		status = option_number(cli, OPT_MIN, 1, COUNT_MAX, &batch->min);
	if (!status)
		status = option_limit(cli, OPT_MAX, 1, COUNT_MAX, BO_NONE, &batch->max);
	if (!status)
		status = option_number(cli, OPT_STEP, 1, COUNT_MAX, &batch->step);
	if (!status)
		status = option_codes(cli, &batch->codes);
	if (!status)
		status = option_keep(cli, &batch->keep);
	return status;
}

/* What is in a row of the preview, in a person's words. */
static void print_change(struct cli *cli, const struct bo_change *change)
{
	const char *where =
		change->performance_id
			? out_performance(cli, change->show, change->performance_at, change->zone)
			: "without a performance";

	out_line(cli, "%-9s  %s, %s%s%s", bo_change_code(change->kind), change->type, where,
		 change->message ? ": " : "", change->message ? change->message : "");
	for (size_t i = 0; i < change->n_fields; i++) {
		const struct bo_field_change *field = &change->fields[i];

		if (field->before)
			out_line(cli, "             %-5s  %s -> %s", field->field, field->before,
				 field->after ? field->after : "");
		else
			out_line(cli, "             %-5s  %s", field->field,
				 field->after ? field->after : "");
	}
}

static enum bo_status print_changes(struct cli *cli, const struct bo_changes *changes, bool dry_run)
{
	if (cli->format != FORMAT_TABLE)
		return out_list(cli, &object_change, changes->row, changes->n);
	for (size_t i = 0; i < changes->n; i++)
		print_change(cli, &changes->row[i]);
	out_line(cli, "%zu created, %zu changed, %zu unchanged%s%s.", changes->created,
		 changes->changed, changes->unchanged,
		 changes->deleted ? bo_arena_printf(&cli->arena, ", %zu deleted", changes->deleted)
				  : "",
		 dry_run ? "; nothing was written (--dry-run)" : "");
	return BO_OK;
}

/* Which pairs stood in the way, beside the sentence that status will be said with. */
static enum bo_status say_changes(struct cli *cli, const struct bo_changes *changes,
				  enum bo_status status)
{
	if (changes->n > 0 && cli->format == FORMAT_JSON) {
		cli->extra_key = "changes";
		cli->extra = object_list(cli, &object_change, changes->row, changes->n);
	}
	for (size_t i = 0; i < changes->n; i++)
		if (changes->row[i].kind == BO_CHANGE_REFUSED)
			print_change(cli, &changes->row[i]);
	return status;
}

static enum bo_status run_apply(struct cli *cli)
{
	struct bo_redemption_batch batch = { 0 };
	struct bo_changes changes = { 0 };
	struct ids types = { 0 }, performances = { 0 };
	const char *zone;
	int64_t season_id = 0;
	enum bo_status status = option_performances(cli, &performances, &season_id, &zone);

	if (!status)
		status = option_types(cli, season_id, &types);
	if (!status)
		status = read_batch(cli, zone, &batch);
	if (!status)
		status = cli_act(cli);
	if (status)
		return status;
	batch.types = types.id;
	batch.n_types = types.n;
	batch.performances = performances.id;
	batch.n_performances = performances.n;
	status = bo_redemption_apply(cli->bo, &cli->arena, &batch, &changes);
	return status ? say_changes(cli, &changes, status)
		      : print_changes(cli, &changes, batch.dry_run);
}

static enum bo_status take_back(struct cli *cli, bool redo)
{
	struct bo_changes changes = { 0 };
	enum bo_status status = cli_act(cli);

	if (!status)
		status = redo ? bo_redemption_redo(cli->bo, &cli->arena, &changes)
			      : bo_redemption_undo(cli->bo, &cli->arena, &changes);
	return status ? say_changes(cli, &changes, status) : print_changes(cli, &changes, false);
}

static enum bo_status run_undo(struct cli *cli)
{
	return take_back(cli, false);
}

static enum bo_status run_redo(struct cli *cli)
{
	return take_back(cli, true);
}

/* "Adult General@hamlet@2026-01-05T20:00": a type, then a performance by any of its names. */
static enum bo_status old_source(struct cli *cli, struct bo_voucher_type *type,
				 struct bo_performance *performance)
{
	const char *text, *at;
	int64_t season_id = 0;
	char *name;
	enum bo_status status = option_needed(cli, OPT_FROM, &text);

	if (status)
		return status;
	at = strchr(text, '@');
	if (!at || at == text)
		return say_invalid(cli, "from", text,
				   "Copy from a type and a performance: TYPE@P, such as "
				   "\"Adult General@hamlet@2026-01-05T20:00\".");
	name = bo_arena_printf(&cli->arena, "%.*s", (int)(at - text), text);
	if (!name)
		return say_no_memory(cli);
	status = bo_performance_find(cli->bo, &cli->arena, at + 1, performance);
	if (!status)
		status = season_of_show(cli, performance->show_id, &season_id);
	if (!status)
		status = bo_voucher_type_find(cli->bo, &cli->arena, season_id, name, type);
	return status;
}

/* Where to: all of --to and of --show. */
static enum bo_status read_targets(struct cli *cli, struct ids *performances)
{
	size_t n;
	const char **names = args_values(&cli->args, &cli->arena, OPT_TO, &n), *zone;
	int64_t season_id;
	enum bo_status status = names ? option_performances(cli, performances, &season_id, &zone)
				      : say_no_memory(cli);

	for (size_t i = 0; !status && i < n; i++) {
		struct bo_performance performance = { 0 };

		status = bo_performance_find(cli->bo, &cli->arena, names[i], &performance);
		if (!status)
			status = add_id(cli, performances, performance.id);
	}
	if (!status && performances->n == 0)
		status = say_invalid(cli, "to", NULL, "Where to?  Give --to P or --show SHOW.");
	return status;
}

static enum bo_status run_copy(struct cli *cli)
{
	struct bo_redemption_copy copy = { .dry_run = args_has(&cli->args, OPT_DRY_RUN) };
	struct bo_voucher_type type = { 0 };
	struct bo_performance performance = { 0 };
	struct bo_changes changes = { 0 };
	struct ids types = { 0 }, performances = { 0 };
	enum bo_status status = old_source(cli, &type, &performance);

	if (!status)
		status = read_targets(cli, &performances);
	if (!status && args_has(&cli->args, OPT_TYPE))
		status = option_types(cli, type.season_id, &types);
	if (!status)
		status = cli_act(cli);
	if (status)
		return status;
	copy.type_id = type.id;
	copy.performance_id = performance.id;
	copy.types = types.n ? types.id : &type.id;
	copy.n_types = types.n ? types.n : 1;
	copy.performances = performances.id;
	copy.n_performances = performances.n;
	status = bo_redemption_copy(cli->bo, &cli->arena, &copy, &changes);
	return status ? say_changes(cli, &changes, status)
		      : print_changes(cli, &changes, copy.dry_run);
}

/* A word may name a show or a performance: "@" tells, else a show is looked for first. */
static enum bo_status show_or_performance(struct cli *cli, const char *text, int64_t *show_id,
					  int64_t *performance_id)
{
	struct bo_performance performance = { 0 };
	struct bo_show show = { 0 };
	enum bo_status status = BO_NOT_FOUND;

	if (!strchr(text, '@')) {
		status = bo_show_find(cli->bo, &cli->arena, text, &show);
		if (!status)
			*show_id = show.id;
		if (status != BO_NOT_FOUND || strspn(text, "0123456789") != strlen(text))
			return status;
	}
	status = bo_performance_find(cli->bo, &cli->arena, text, &performance);
	if (!status)
		*performance_id = performance.id;
	return status;
}

static enum bo_status run_list(struct cli *cli)
{
	const char *show_name = args_value(&cli->args, OPT_SHOW);
	const char *performance_name = args_value(&cli->args, OPT_PERFORMANCE);
	int64_t show_id = 0, performance_id = 0;
	struct bo_redemptions found = { 0 };
	struct bo_show show = { 0 };
	struct bo_performance performance = { 0 };
	enum bo_status status = BO_OK;

	if (show_name) {
		status = bo_show_find(cli->bo, &cli->arena, show_name, &show);
		show_id = status ? 0 : show.id;
	}
	if (!status && performance_name) {
		status = bo_performance_find(cli->bo, &cli->arena, performance_name, &performance);
		performance_id = status ? 0 : performance.id;
	}
	if (!status && cli->n_words > 0)
		status = show_or_performance(cli, cli->word[0], &show_id, &performance_id);
	if (!status)
		status = bo_redemption_list(cli->bo, &cli->arena, show_id, performance_id, &found);
	return status ? status : out_list(cli, &object_redemption, found.row, found.n);
}

static enum bo_status run_delete(struct cli *cli)
{
	struct ids types = { 0 }, performances = { 0 };
	const char *zone;
	int64_t season_id = 0;
	size_t deleted = 0;
	enum bo_status status = option_performances(cli, &performances, &season_id, &zone);

	if (!status)
		status = option_types(cli, season_id, &types);
	if (!status)
		status = cli_act(cli);
	if (!status)
		status = bo_redemption_delete(cli->bo, types.id, types.n, performances.id,
					      performances.n, &deleted);
	if (status)
		return status;
	out_line(cli, "%zu redemption%s deleted.", deleted, deleted == 1 ? "" : "s");
	return out_one(cli, "deleted", json_integer((json_int_t)deleted));
}

#define WHERE                                                                                      \
	ARG("--performance P", PERFORMANCE, NEEDED | MANY, "A performance; bundles need none.",    \
	    EITHER(-1, 1)),                                                                        \
		ARG("--show SHOW", SHOW, NEEDED | MANY, "All performances of this show.",          \
		    EITHER(-1, 2))

const struct command redemption_commands[] = {
	{ "redemption apply",
	  "Set where, when and how many of each type are sold; a field left out stays as it is.",
	  run_apply, WRITES, BO_MAY_SET_UP_SEASON, STAFF_ONLY,
	  TAKES(ARG("--type T", TYPE, NEEDED | MANY, "A voucher type."), WHERE,
		ARG("--start T", BOUND, 0,
		    "When sales start: a time, -2d before curtain, or none."),
		ARG("--end T", BOUND, 0, "When sales end: a time, -3h before curtain, or none."),
		ARG("--cap N|none", NUMBER, 0, "Max sales for the type; 0 closes it.", 0,
		    COUNT_MAX),
		ARG("--codes X,Y", TEXT, 0,
		    "Codes that open it, BARD:50 at most 50 pieces; \"\" clears them."),
		ARG("--min N", NUMBER, 0, "Minimum per transaction.", 1, COUNT_MAX),
		ARG("--max N|none", NUMBER, 0, "Maximum per transaction.", 1, COUNT_MAX),
		ARG("--step N", NUMBER, 0, "Step per transaction.", 1, COUNT_MAX),
		ARG("--keep FIELDS", TEXT, 0,
		    "Fields that existing redemptions keep: start,end,cap,codes,min,max,step."),
		DRY_RUN) },
	{ "redemption list", "List redemptions with their windows and limits.", run_list, READS,
	  BO_MAY_READ_SALES, STAFF_ONLY,
	  TAKES(ARG("SHOW|P", TEXT, NEEDED, "A show or a performance.", EITHER(-1, 1)),
		ARG("--show SHOW", SHOW, NEEDED, "Only those of this show.", EITHER(-1, 2)),
		ARG("--performance P", PERFORMANCE, NEEDED, "Only those of this performance.",
		    EITHER(-1, 3))) },
	{ "redemption delete", "Delete redemptions nothing was sold or is held of.", run_delete,
	  WRITES, BO_MAY_SET_UP_SEASON, STAFF_ONLY,
	  TAKES(ARG("--type T", TYPE, NEEDED | MANY, "A voucher type."), WHERE) },
	{ "redemption copy",
	  "Copy one redemption, with its window, limits and codes, to other pairs.", run_copy,
	  WRITES, BO_MAY_SET_UP_SEASON, STAFF_ONLY,
	  TAKES(ARG("--from TYPE@P", SOURCE, NEEDED, "The redemption to copy."),
		ARG("--to P", PERFORMANCE, NEEDED | MANY, "A performance that gets it.",
		    EITHER(1, 1)),
		ARG("--show SHOW", SHOW, NEEDED | MANY, "All performances of this show get it.",
		    EITHER(1, 2)),
		ARG("--type T", TYPE, MANY, "A voucher type that gets it; else the same."),
		DRY_RUN) },
	{ "redemption undo", "Take back the last apply, copy or delete, whole or not at all.",
	  run_undo, WRITES, BO_MAY_SET_UP_SEASON, STAFF_ONLY, NOTHING },
	{ "redemption redo", "Do again what was undone last.", run_redo, WRITES,
	  BO_MAY_SET_UP_SEASON, STAFF_ONLY, NOTHING },
	{ 0 }
};
