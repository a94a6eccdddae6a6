/*
 * A sale as it would be if a campaign ran: judged as a basket is, inside a glance,
 * so that nothing of it is written or held.
 */
#include "base/fail.h"
#include "basket/basket.h"
#include "basket/codes.h"
#include "basket/promise.h"
#include "house/access.h"
#include "store/sql.h"

#include <boxoffice/campaign.h>
#include <boxoffice/patron.h>

static enum bo_status gather(struct bo *bo, struct bo_arena *arena, const struct buyer *buyer,
			     const struct bo_campaign_sample *sample, struct sale_lines *lines)
{
	enum bo_status status = BO_OK;
	size_t at;

	for (size_t i = 0; i < sample->n && !status; i++) {
		status = check_range(bo, "qty", sample->wishes[i].qty, 1, INT64_MAX);
		if (!status)
			status = lines_add(bo, arena, buyer, &sample->wishes[i], NULL, lines, &at);
	}
	if (!status && lines->n == 0)
		status = fail(bo, BO_INVALID, "Say what is bought, such as \"2 Adult General\".");
	return status;
}

static enum bo_status describe(struct bo *bo, struct bo_arena *arena, const struct sale_line *line,
			       struct bo_basket_line *row)
{
	const struct offered *o = &line->offered;
	struct line_uses uses;
	const char *codes = NULL;
	enum bo_status status = codes_of_line(bo, arena, line, &codes);

	if (status)
		return status;
	if (!lines_uses(arena, line, &uses))
		return fail_memory(bo);
	*row = (struct bo_basket_line){ .performance_id = o->performance_id,
					.type_id = o->type_id,
					.type = o->type,
					.show = o->show,
					.zone = o->zone,
					.performance_at = o->at,
					.category = o->facts.category,
					.qty = line->qty,
					.price = o->price,
					.discount = line->discount,
					.amount = line->amount,
					.codes = codes,
					.code = codes_first(arena, codes),
					.n_uses = uses.n,
					.use = uses.row };
	return BO_OK;
}

/* What a bundle reserves with it is judged, but it is no line one pays. */
static enum bo_status describe_all(struct bo *bo, struct bo_arena *arena,
				   const struct sale_lines *lines, struct bo_basket *basket)
{
	enum bo_status status = BO_OK;

	basket->line = bo_arena_alloc(arena, lines->n * sizeof *basket->line);
	if (!basket->line)
		return fail_memory(bo);
	for (size_t i = 0; i < lines->n && !status; i++)
		if (!lines->row[i].offered.reserves)
			status = describe(bo, arena, &lines->row[i],
					  &basket->line[basket->n_lines++]);
	basket->total = lines->total;
	return status;
}

static enum bo_status preview(struct bo *bo, struct bo_arena *arena,
			      const struct bo_campaign_sample *sample, struct bo_basket *basket)
{
	struct sale_lines lines = { 0 };
	struct bo_patron patron;
	struct buyer buyer;
	enum bo_status status = access_read(bo, BO_MAY_READ_PEOPLE);

	if (!status && sample->code)
		status = codes_check(bo, sample->code);
	if (!status)
		status = facts_of_buyer(bo, sample->patron_id, sample->code, 0, &buyer);
	if (!status)
		status = bo_patron_get(bo, arena, buyer.patron_id, &patron);
	if (status)
		return status;
	buyer.campaign_id = sample->campaign_id;
	*basket = (struct bo_basket){ .patron_id = buyer.patron_id,
				      .patron = patron.name,
				      .code = buyer.code,
				      .created = bo_now(bo),
				      .expires = bo_now(bo) };
	status = gather(bo, arena, &buyer, sample, &lines);
	if (!status)
		status = lines_fix_dates(bo, arena, &buyer, &lines);
	if (!status)
		status = lines_promote(bo, arena, &buyer, 0, &lines);
	if (!status)
		status = lines_judge(bo, &lines);
	return status ? status : describe_all(bo, arena, &lines, basket);
}

enum bo_status bo_campaign_preview(struct bo *bo, struct bo_arena *arena,
				   const struct bo_campaign_sample *sample,
				   struct bo_basket *basket)
{
	struct bo_basket found;
	enum bo_status status = glance_begin(bo, BO_OK);

	if (!status)
		status = glance_end(bo, preview(bo, arena, sample, &found));
	if (!status)
		*basket = found;
	return status;
}
