/*
 * Finding what was named.  The engine finds and suggests; what is named first says in which season
 * and on which clock the others are meant.
 */
#include "cli/lookup.h"
#include "cli/parse.h"
#include "cli/say.h"

#include <string.h>

static void name_season(struct cli *cli, int64_t season_id)
{
	if (!cli->named.season_id)
		cli->named.season_id = season_id;
}

/* What says nothing of where the others are meant. */
#define READS_ALONE(kind)                                                                          \
	enum bo_status read_##kind(struct cli *cli, struct value *value, size_t i)                 \
	{                                                                                          \
		struct bo_##kind *row = (struct bo_##kind *)value->rows + i;                       \
		enum bo_status status =                                                            \
			bo_##kind##_find(cli->bo, &cli->arena, value->text[i], row);               \
                                                                                                   \
		value->number[i] = row->id;                                                        \
		return status;                                                                     \
	}
READS_ALONE(house)
READS_ALONE(patron)
READS_ALONE(voucher)
READS_ALONE(printer)
READS_ALONE(staff)

enum bo_status read_season(struct cli *cli, struct value *value, size_t i)
{
	struct bo_season *season = (struct bo_season *)value->rows + i;
	enum bo_status status = bo_season_find(cli->bo, &cli->arena, value->text[i], season);

	value->number[i] = season->id;
	name_season(cli, season->id);
	return status;
}

enum bo_status read_show(struct cli *cli, struct value *value, size_t i)
{
	struct bo_show *show = (struct bo_show *)value->rows + i;
	enum bo_status status = bo_show_find(cli->bo, &cli->arena, value->text[i], show);

	value->number[i] = show->id;
	name_season(cli, show->season_id);
	if (!cli->named.zone)
		cli->named.zone = show->zone;
	return status;
}

static enum bo_status find_performance(struct cli *cli, const char *text,
				       struct bo_performance *performance)
{
	struct bo_show show = { 0 };
	enum bo_status status = bo_performance_find(cli->bo, &cli->arena, text, performance);

	if (status || cli->named.performance_id)
		return status;
	cli->named.performance_id = performance->id;
	cli->named.at = performance->at;
	if (!cli->named.zone)
		cli->named.zone = performance->zone;
	status = bo_show_get(cli->bo, &cli->arena, performance->show_id, &show);
	name_season(cli, show.season_id);
	return status;
}

enum bo_status read_performance(struct cli *cli, struct value *value, size_t i)
{
	struct bo_performance *performance = (struct bo_performance *)value->rows + i;
	enum bo_status status = find_performance(cli, value->text[i], performance);

	value->number[i] = performance->id;
	return status;
}

enum bo_status read_type(struct cli *cli, struct value *value, size_t i)
{
	struct bo_voucher_type *type = (struct bo_voucher_type *)value->rows + i;
	enum bo_status status = bo_voucher_type_find(cli->bo, &cli->arena, cli->named.season_id,
						     value->text[i], type);

	value->number[i] = type->id;
	name_season(cli, type->season_id);
	return status;
}

enum bo_status read_audience(struct cli *cli, struct value *value, size_t i)
{
	struct bo_audience *audience = (struct bo_audience *)value->rows + i;
	enum bo_status status = bo_audience_find(cli->bo, value->text[i], &value->number[i]);

	if (!status)
		status = bo_audience_get(cli->bo, &cli->arena, value->number[i], audience);
	cli->named.audience_id = audience->id;
	return status;
}

enum bo_status read_member(struct cli *cli, struct value *value, size_t i)
{
	struct bo_member *member = (struct bo_member *)value->rows + i;
	enum bo_status status = bo_member_find(cli->bo, &cli->arena, cli->named.audience_id,
					       value->text[i], member);

	value->number[i] = member->id;
	return status;
}

enum bo_status read_campaign(struct cli *cli, struct value *value, size_t i)
{
	struct bo_campaign *campaign = (struct bo_campaign *)value->rows + i;
	enum bo_status status = bo_campaign_find(cli->bo, value->text[i], &value->number[i]);

	if (status)
		return status;
	return bo_campaign_get(cli->bo, &cli->arena, value->number[i], campaign);
}

/* Bundles are sold without a performance, and found in any season then. */
enum bo_status read_line(struct cli *cli, struct value *value, size_t i)
{
	struct bo_wish *wish = (struct bo_wish *)value->rows + i;
	int64_t performance_id = cli->named.performance_id;
	struct bo_voucher_type type = { 0 };
	const char *name;
	enum bo_status status = parse_wish(cli, value->text[i], &wish->qty, &name);

	if (!status)
		status = bo_voucher_type_find(cli->bo, &cli->arena,
					      performance_id ? cli->named.season_id : 0, name,
					      &type);
	wish->type_id = type.id;
	wish->performance_id = type.category == BO_CATEGORY_BUNDLE ? 0 : performance_id;
	return status;
}

enum bo_status read_included(struct cli *cli, struct value *value, size_t i)
{
	struct bo_included *included = (struct bo_included *)value->rows + i;
	struct bo_voucher_type type = { 0 };
	const char *name;
	enum bo_status status = parse_wish(cli, value->text[i], &included->qty, &name);

	if (!status)
		status = bo_voucher_type_find(cli->bo, &cli->arena, cli->named.season_id, name,
					      &type);
	included->type_id = type.id;
	included->type = type.name;
	return status;
}

/* "Adult General@hamlet@2026-01-05T20:00": a type, then a performance by any of its names. */
enum bo_status read_source(struct cli *cli, struct value *value, size_t i)
{
	struct source *source = (struct source *)value->rows + i;
	const char *text = value->text[i], *at = strchr(text, '@'), *name;
	enum bo_status status;

	if (!at || at == text)
		return say_invalid(cli, value->field, text,
				   "Copy from a type and a performance: TYPE@P, such as "
				   "\"Adult General@hamlet@2026-01-05T20:00\".");
	name = bo_arena_printf(&cli->arena, "%.*s", (int)(at - text), text);
	if (!name)
		return say_no_memory(cli);
	status = find_performance(cli, at + 1, &source->performance);
	if (!status)
		status = bo_voucher_type_find(cli->bo, &cli->arena, cli->named.season_id, name,
					      &source->type);
	value->number[i] = source->type.id;
	return status;
}

enum bo_status add_id(struct cli *cli, struct ids *ids, int64_t id)
{
	int64_t *grown;

	for (size_t i = 0; i < ids->n; i++)
		if (ids->id[i] == id)
			return BO_OK;
	grown = bo_arena_grow(&cli->arena, ids->id, ids->n, sizeof *grown);
	if (!grown)
		return say_no_memory(cli);
	ids->id = grown;
	grown[ids->n++] = id;
	return BO_OK;
}

static enum bo_status add_show(struct cli *cli, const char *field, const struct bo_show *show,
			       struct ids *ids)
{
	struct bo_performances list = { 0 };
	enum bo_status status = bo_performance_list(
		cli->bo, &cli->arena,
		&(struct bo_performance_filter){ .show_id = show->id, .from = BO_NONE }, &list);

	if (!status && list.n == 0)
		status = say_invalid(cli, field, show->title, "%s has no performances yet.",
				     show->title);
	for (size_t i = 0; !status && i < list.n; i++)
		status = add_id(cli, ids, list.row[i].id);
	return status;
}

enum bo_status add_performances(struct cli *cli, const struct value *shows, struct ids *ids)
{
	const struct bo_show *show = shows->rows;
	enum bo_status status = BO_OK;

	for (size_t i = 0; !status && i < shows->n; i++)
		status = add_show(cli, shows->field, &show[i], ids);
	return status;
}

enum bo_status given_performances(struct cli *cli, struct ids *ids)
{
	const struct value *named = given_all(cli, "--performance");
	enum bo_status status = BO_OK;

	*ids = (struct ids){ 0 };
	for (size_t i = 0; !status && i < named->n; i++)
		status = add_id(cli, ids, named->number[i]);
	return status ? status : add_performances(cli, given_all(cli, "--show"), ids);
}

enum bo_status given_codes(struct cli *cli, const char **codes)
{
	const struct value *value = given_all(cli, "--code");
	size_t size = 1;
	struct bo_buf all = { 0 };

	for (size_t i = 0; i < value->n; i++) {
		if (strchr(value->text[i], '\n'))
			return say_invalid(cli, "code", value->text[i],
					   "A code is one line; give --code once for each.");
		size += strlen(value->text[i]) + 1;
	}
	all = (struct bo_buf){ .text = bo_arena_alloc(&cli->arena, size), .size = size };
	if (!all.text)
		return say_no_memory(cli);
	for (size_t i = 0; i < value->n; i++)
		bo_buf_printf(&all, "%s%s", i ? "\n" : "", value->text[i]);
	*codes = all.text;
	return BO_OK;
}
