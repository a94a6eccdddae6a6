/*
 * Programmes made from earlier ones: seasons, shows, voucher types.
 */
#include "cli/commands.h"
#include "cli/lookup.h"
#include "cli/object.h"
#include "cli/output.h"
#include "cli/paper.h"
#include "cli/parse.h"
#include "cli/say.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { SHIFT_MAX = 3660 };

/* "1y", "52w", "-14d"; *unit is its letter. */
static enum bo_status option_shift(struct cli *cli, int *number, char *unit)
{
	const char *text = args_value(&cli->args, OPT_SHIFT);
	char *end;
	long n;

	*number = 0;
	*unit = 'd';
	if (!text)
		return BO_OK;
	n = strtol(text, &end, 10);
	if (end == text || !*end || end[1] || !strchr("ywd", *end) || n < -SHIFT_MAX ||
	    n > SHIFT_MAX)
		return say_invalid(cli, "shift", text,
				   "\"%s\" is no number of years, weeks or days such as 1y, 52w "
				   "or 14d.",
				   text);
	*number = (int)n;
	*unit = *end;
	return BO_OK;
}

static json_t *left_out(struct cli *cli, const struct bo_cloned *cloned)
{
	json_t *list = json_array();

	for (size_t i = 0; i < cloned->n_left_out; i++) {
		json_t *object = json_object();

		put_text(cli, object, "what", cloned->left_out[i].what);
		put_text(cli, object, "message", cloned->left_out[i].why);
		append(cli, list, object);
	}
	return list;
}

enum bo_status show_cloned(struct cli *cli, const char *noun, const char *name,
			   const struct bo_cloned *cloned)
{
	json_t *object = json_object();
	enum bo_status status;

	put_id(cli, object, "id", cloned->id);
	put_text(cli, object, "name", name);
	put_number(cli, object, "types", (int64_t)cloned->types);
	put_number(cli, object, "shows", (int64_t)cloned->shows);
	put_number(cli, object, "performances", (int64_t)cloned->performances);
	put_number(cli, object, "redemptions", (int64_t)cloned->redemptions);
	put(cli, object, "left_out", left_out(cli, cloned));
	if (cloned->shows > 0)
		paper_warn(cli, object, NULL, strcmp(noun, "show") == 0 ? cloned->id : 0, 0);
	status = out_done(cli, noun, object,
			  "%s: %zu voucher types, %zu shows, %zu performances, %zu redemptions.",
			  name, cloned->types, cloned->shows, cloned->performances,
			  cloned->redemptions);
	for (size_t i = 0; i < cloned->n_left_out; i++)
		out_line(cli, "Left out: %s: %s", cloned->left_out[i].what,
			 cloned->left_out[i].why);
	return status;
}

enum bo_status run_season_copy(struct cli *cli)
{
	struct bo_season season = { 0 };
	struct bo_cloned cloned = { 0 };
	const char *name, *shift;
	int years;
	char unit;
	enum bo_status status = option_needed(cli, OPT_AS, &name);

	if (!status)
		status = option_needed(cli, OPT_SHIFT, &shift);
	if (!status)
		status = option_shift(cli, &years, &unit);
	if (!status && (unit != 'y' || years < 1))
		status = say_invalid(cli, "shift", shift,
				     "A season is copied whole years later: 1y.");
	if (!status)
		status = bo_season_find(cli->bo, &cli->arena, cli->word[0], &season);
	if (!status)
		status = cli_act(cli);
	if (!status)
		status = bo_season_copy(cli->bo, &cli->arena, season.id, name, years, &cloned);
	return status ? status : show_cloned(cli, "season", name, &cloned);
}

/* The matrix of one show for the performances another has already. */
static enum bo_status clone_matrix(struct cli *cli, const struct bo_show *from, const char *to)
{
	struct bo_performance_filter filter = { .from = BO_NONE };
	struct bo_performances list = { 0 };
	struct bo_cloned cloned = { 0 };
	struct bo_show show = { 0 };
	int64_t *ids = NULL;
	enum bo_status status = bo_show_find(cli->bo, &cli->arena, to, &show);

	filter.show_id = show.id;
	if (!status)
		status = bo_performance_list(cli->bo, &cli->arena, &filter, &list);
	if (!status && list.n == 0)
		status = say_invalid(cli, "to", to, "%s has no performances yet.", show.title);
	if (!status && !(ids = bo_arena_alloc(&cli->arena, list.n * sizeof *ids)))
		status = say_no_memory(cli);
	for (size_t i = 0; !status && i < list.n; i++)
		ids[i] = list.row[i].id;
	if (!status)
		status = cli_act(cli);
	if (!status)
		status = bo_performance_take_redemptions(cli->bo, &cli->arena, ids, list.n,
							 from->id, &cloned);
	cloned.id = show.id;
	return status ? status : show_cloned(cli, "show", show.title, &cloned);
}

enum bo_status run_show_clone(struct cli *cli)
{
	const char *to = args_value(&cli->args, OPT_TO), *title;
	struct bo_show_clone clone = { 0 };
	struct bo_cloned cloned = { 0 };
	struct bo_show show = { 0 };
	int shift;
	char unit;
	enum bo_status status = bo_show_find(cli->bo, &cli->arena, cli->word[0], &show);

	if (!status && to)
		return clone_matrix(cli, &show, to);
	if (!status)
		status = option_needed(cli, OPT_AS, &title);
	if (!status)
		status = option_shift(cli, &shift, &unit);
	if (!status)
		status = option_season(cli, &clone.season_id);
	if (!status)
		status = cli_act(cli);
	if (status)
		return status;
	clone.show_id = show.id;
	clone.title = title;
	clone.days = unit == 'y' ? shift * 364 : unit == 'w' ? shift * 7 : shift;
	status = bo_show_clone(cli->bo, &cli->arena, &clone, &cloned);
	return status ? status : show_cloned(cli, "show", title, &cloned);
}
