/*
 * Finding what was named.  The engine finds and suggests; this resolves whole
 * lists and says where to look for what.
 */
#include "cli/legacy_lookup.h"
#include "cli/legacy_parse.h"
#include "cli/say.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum bo_status season_of_show(struct cli *cli, int64_t show_id, int64_t *season_id)
{
	char id[24];
	struct bo_show show = { 0 };
	enum bo_status status;

	snprintf(id, sizeof id, "%" PRId64, show_id);
	status = bo_show_find(cli->bo, &cli->arena, id, &show);
	if (!status)
		*season_id = show.season_id;
	return status;
}

enum bo_status option_season(struct cli *cli, int64_t *season_id)
{
	const char *name = args_value(&cli->args, OPT_SEASON);
	struct bo_season season = { 0 };
	enum bo_status status = BO_OK;

	if (name)
		status = bo_season_find(cli->bo, &cli->arena, name, &season);
	*season_id = season.id;
	return status;
}

enum bo_status option_patron(struct cli *cli, int64_t *patron_id)
{
	const char *name = args_value(&cli->args, OPT_PATRON);
	struct bo_patron patron = { 0 };
	enum bo_status status = BO_OK;

	if (name)
		status = bo_patron_find(cli->bo, &cli->arena, name, &patron);
	*patron_id = patron.id;
	return status;
}

static enum bo_status add_show(struct cli *cli, const char *name, struct ids *ids,
			       int64_t *season_id, const char **zone)
{
	struct bo_show show = { 0 };
	struct bo_performances list = { 0 };
	enum bo_status status = bo_show_find(cli->bo, &cli->arena, name, &show);

	if (status)
		return status;
	status = bo_performance_list(
		cli->bo, &cli->arena,
		&(struct bo_performance_filter){ .show_id = show.id, .from = BO_NONE }, &list);
	if (!status && list.n == 0)
		status = say_invalid(cli, "show", name, "%s has no performances yet.", show.title);
	for (size_t i = 0; !status && i < list.n; i++)
		status = add_id(cli, ids, list.row[i].id);
	if (!status && *season_id == 0) {
		*season_id = show.season_id;
		*zone = show.zone;
	}
	return status;
}

enum bo_status option_performances(struct cli *cli, struct ids *ids, int64_t *season_id,
				   const char **zone)
{
	size_t n, n_shows;
	const char **names = args_values(&cli->args, &cli->arena, OPT_PERFORMANCE, &n);
	const char **shows = args_values(&cli->args, &cli->arena, OPT_SHOW, &n_shows);
	enum bo_status status = names && shows ? BO_OK : say_no_memory(cli);

	*ids = (struct ids){ 0 };
	*season_id = 0;
	*zone = bo_zone(cli->bo);
	for (size_t i = 0; !status && i < n; i++) {
		struct bo_performance performance = { 0 };

		status = bo_performance_find(cli->bo, &cli->arena, names[i], &performance);
		if (!status)
			status = add_id(cli, ids, performance.id);
		if (!status && *season_id == 0) {
			*zone = performance.zone;
			status = season_of_show(cli, performance.show_id, season_id);
		}
	}
	for (size_t i = 0; !status && i < n_shows; i++)
		status = add_show(cli, shows[i], ids, season_id, zone);
	return status;
}

enum bo_status option_types(struct cli *cli, int64_t season_id, struct ids *ids)
{
	size_t n;
	const char **names = args_values(&cli->args, &cli->arena, OPT_TYPE, &n);
	enum bo_status status = names ? BO_OK : say_no_memory(cli);

	*ids = (struct ids){ 0 };
	if (!status && n == 0)
		status = say_invalid(cli, "type", NULL, "This needs --type T.");
	for (size_t i = 0; !status && i < n; i++) {
		struct bo_voucher_type type = { 0 };

		status = bo_voucher_type_find(cli->bo, &cli->arena, season_id, names[i], &type);
		if (!status)
			status = add_id(cli, ids, type.id);
	}
	return status;
}

enum bo_status option_named_codes(struct cli *cli, const char **codes)
{
	size_t n = 0, size = 1;
	const char **values = args_values(&cli->args, &cli->arena, OPT_CODE, &n);
	struct bo_buf all = { 0 };

	for (size_t i = 0; values && i < n; i++) {
		if (strchr(values[i], '\n'))
			return say_invalid(cli, "code", values[i],
					   "A code is one line; give --code once for each.");
		size += strlen(values[i]) + 1;
	}
	all = (struct bo_buf){ .text = bo_arena_alloc(&cli->arena, size), .size = size };
	if (!values || !all.text)
		return say_no_memory(cli);
	for (size_t i = 0; i < n; i++)
		bo_buf_printf(&all, "%s%s", i ? "\n" : "", values[i]);
	*codes = all.text;
	return BO_OK;
}

enum bo_status option_vouchers(struct cli *cli, struct ids *ids)
{
	size_t n;
	const char **names = args_values(&cli->args, &cli->arena, OPT_VOUCHER, &n);
	enum bo_status status = names ? BO_OK : say_no_memory(cli);

	*ids = (struct ids){ 0 };
	for (size_t i = 0; !status && i < n; i++) {
		struct bo_voucher voucher = { 0 };

		status = bo_voucher_find(cli->bo, &cli->arena, names[i], &voucher);
		if (!status)
			status = add_id(cli, ids, voucher.id);
	}
	return status;
}

enum bo_status find_wishes(struct cli *cli, int64_t performance_id, int64_t show_id,
			   const char **text, size_t n, struct bo_wish **wishes)
{
	struct bo_wish *list = bo_arena_alloc(&cli->arena, (n + 1) * sizeof *list);
	int64_t season_id = 0;
	enum bo_status status = list ? BO_OK : say_no_memory(cli);

	if (!status && performance_id)
		status = season_of_show(cli, show_id, &season_id);
	for (size_t i = 0; !status && i < n; i++) {
		struct bo_voucher_type type = { 0 };
		const char *name;

		status = parse_wish(cli, text[i], &list[i].qty, &name);
		if (!status)
			status = bo_voucher_type_find(cli->bo, &cli->arena, season_id, name, &type);
		if (status)
			break;
		list[i].type_id = type.id;
		list[i].performance_id = type.category == BO_CATEGORY_BUNDLE ? 0 : performance_id;
	}
	*wishes = list;
	return status;
}

enum bo_status read_lines(struct cli *cli, bool needs_performance, struct bo_wish **wishes,
			  size_t *n)
{
	struct bo_performance performance = { 0 };
	const char **text = cli->word;
	enum bo_status status = BO_OK;

	*n = cli->n_words;
	if (*n > 0 &&
	    (needs_performance || (*n > 1 && !looks_like_wish(text[0])) || strchr(text[0], '@'))) {
		status = bo_performance_find(cli->bo, &cli->arena, text[0], &performance);
		text++;
		(*n)--;
	}
	if (!status && *n == 0)
		status = say_invalid(cli, "lines", NULL,
				     "What?  Lines read like \"2 Adult General\".");
	if (!status)
		status = find_wishes(cli, performance.id, performance.show_id, text, *n, wishes);
	return status;
}

enum bo_status parse_order(struct cli *cli, const char *text, int64_t *id)
{
	return parse_number(cli, "order", text, 1, INT64_MAX / 10 - 1, id);
}
