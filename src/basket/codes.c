/*
 * Which codes a line used, and one line for each where they differ.
 *
 * Who named one code has nothing to be told apart: such lines, which are nearly all,
 * stay as they are.
 */
#include "basket/codes.h"
#include "base/fail.h"
#include "promote/share.h"

#include <boxoffice/code.h>

#include <string.h>

enum bo_status codes_check(struct bo *bo, const char *codes)
{
	enum bo_status status = BO_OK;
	size_t n = 0;

	while (!status && *codes) {
		char one[2 * BO_CODE_SIZE];
		struct bo_buf buf = BO_BUF(one);
		size_t bytes = strcspn(codes, "\n");

		bo_buf_addn(&buf, codes, bytes); /* cut, it is too long all the same */
		codes += bytes + (codes[bytes] == '\n');
		n += bytes > 0;
		status = check_text(bo, "code", one, BO_NAME_MAX, true);
	}
	if (!status && n > BO_CODES_MAX)
		status = fail_field(bo, BO_INVALID, "code", "",
				    "A buyer names at most %d codes in one order.", BO_CODES_MAX);
	return status;
}

const char *codes_joined(struct bo_arena *arena, const char *before, const char *now)
{
	size_t size = strlen(before) + strlen(now) + 2;
	struct bo_buf all = { .text = bo_arena_alloc(arena, size), .size = size };
	char code[BO_CODE_SIZE];

	if (!all.text)
		return NULL;
	while (bo_code_next(&before, code))
		bo_code_append(&all, code);
	while (bo_code_next(&now, code))
		bo_code_append(&all, code);
	return all.text;
}

const char *codes_first(struct bo_arena *arena, const char *codes)
{
	char code[BO_CODE_SIZE];

	return codes && bo_code_next(&codes, code) ? bo_arena_copy(arena, code) : NULL;
}

/* Tickets of a line that used the same codes. */
struct group {
	const char *codes;     /* "": none */
	struct opening *opens; /* NULL: nothing of the redemption was needed */
	int64_t qty, amount;
	size_t n_parts;
	struct promo_part *part;
};
struct groups {
	size_t n;
	struct group *row;
};

static void add_code(struct bo_buf *codes, const char *code)
{
	if (code)
		bo_code_append(codes, code);
}

static void add_codes(struct bo_buf *codes, const struct opening *opens,
		      const struct promo_part *part)
{
	add_code(codes, opens ? opens->code : NULL);
	for (size_t u = 0; u < part->n_uses; u++)
		add_code(codes, part->use[u].said);
}

static struct group *group_of(struct bo_arena *arena, struct groups *groups, struct opening *opens,
			      const struct promo_part *part)
{
	char text[BO_CODES_SIZE];
	struct bo_buf codes = BO_BUF(text);
	struct group *row;

	add_codes(&codes, opens, part);
	for (size_t i = 0; i < groups->n; i++)
		if (groups->row[i].opens == opens && strcmp(groups->row[i].codes, text) == 0)
			return &groups->row[i];
	row = bo_arena_grow(arena, groups->row, groups->n, sizeof *row);
	if (!row)
		return NULL;
	groups->row = row;
	row += groups->n++;
	*row = (struct group){ .codes = bo_arena_copy(arena, text), .opens = opens };
	return row->codes ? row : NULL;
}

static bool add_piece(struct bo_arena *arena, struct groups *groups, struct opening *opens,
		      const struct promo_part *part)
{
	struct group *group = group_of(arena, groups, opens, part);
	struct promo_part *grown;

	if (!group)
		return false;
	grown = bo_arena_grow(arena, group->part, group->n_parts, sizeof *grown);
	if (!grown)
		return false;
	group->part = grown;
	grown[group->n_parts++] = *part;
	group->qty += part->qty;
	group->amount += part->amount;
	return true;
}

/* What campaigns made of it and what codes open it, laid side by side. */
static bool lay_out(struct bo_arena *arena, const struct sale_line *line, struct groups *groups)
{
	const struct offered *o = &line->offered;
	const struct promo_part whole = { .qty = line->qty, .amount = line->amount };
	size_t n = line->promo && line->promo->n_parts ? line->promo->n_parts : 1, at = 0;
	int64_t share = opening_share(o, line->qty, 0);

	*groups = (struct groups){ 0 };
	for (size_t i = 0; i < n; i++) {
		struct promo_part part = line->promo && line->promo->n_parts ? line->promo->part[i]
									     : whole,
				  rest;

		while (part.qty > 0) {
			while (at < o->n_open && share == 0)
				share = opening_share(o, line->qty, ++at);
			rest = (struct promo_part){ 0 };
			if (at < o->n_open && share < part.qty)
				share_split(&part, share, &rest);
			if (!add_piece(arena, groups, at < o->n_open ? &o->open[at] : NULL, &part))
				return false;
			share -= at < o->n_open ? part.qty : 0;
			part = rest;
		}
	}
	return true;
}

enum bo_status codes_of_line(struct bo *bo, struct bo_arena *arena, const struct sale_line *line,
			     const char **codes)
{
	char text[BO_CODES_SIZE];
	struct bo_buf all = BO_BUF(text);
	struct groups groups;

	*codes = NULL;
	if (!line->code || !*line->code)
		return BO_OK;
	if (!lay_out(arena, line, &groups))
		return fail_memory(bo);
	for (size_t i = 0; i < groups.n; i++)
		add_code(&all, groups.row[i].opens ? groups.row[i].opens->code : NULL);
	for (size_t i = 0; i < groups.n; i++) {
		const char *more = groups.row[i].codes;
		char one[BO_CODE_SIZE];

		while (bo_code_next(&more, one))
			bo_code_append(&all, one);
	}
	if (all.len > 0 && !(*codes = bo_arena_copy(arena, text)))
		return fail_memory(bo);
	return BO_OK;
}

/* Two that used codes, and not the same ones? */
static bool differ(const struct groups *groups)
{
	size_t n = 0;

	for (size_t i = 0; i < groups->n; i++)
		n += groups->row[i].codes[0] != '\0';
	return n > 1;
}

/* The part of a line that one group is. */
static bool fill(struct bo_arena *arena, const struct group *group, const struct sale_line *whole,
		 struct sale_line *line)
{
	struct promo_line *promo = NULL;
	struct opening *open = NULL;

	*line = *whole;
	line->qty = group->qty;
	line->amount = group->amount;
	line->discount = whole->offered.price * group->qty - group->amount;
	line->offered.n_open = group->opens != NULL;
	if (whole->promo && !(promo = bo_arena_alloc(arena, sizeof *promo)))
		return false;
	if (group->opens && !(open = bo_arena_alloc(arena, sizeof *open)))
		return false;
	if (open)
		*open = *group->opens;
	if (promo) {
		*promo = *whole->promo;
		promo->qty = group->qty;
		promo->discount = line->discount;
		promo->part = group->part;
		promo->n_parts = group->n_parts;
	}
	line->offered.open = open;
	line->promo = promo;
	return true;
}

static enum bo_status part_line(struct bo *bo, struct bo_arena *arena, const struct sale_line *line,
				struct sale_lines *parted)
{
	struct groups groups = { 0 };
	struct sale_line *row;

	if (!line->offered.reserves && bo_code_count(line->code) > 1 &&
	    !lay_out(arena, line, &groups))
		return fail_memory(bo);
	/* Codes that are of it but were not needed are no longer its own. */
	if (groups.n != 1 && !differ(&groups)) {
		row = lines_new(arena, parted);
		if (row)
			*row = *line;
		return row ? BO_OK : fail_memory(bo);
	}
	for (size_t i = 0; i < groups.n; i++) {
		row = lines_new(arena, parted);
		if (!row || !fill(arena, &groups.row[i], line, row))
			return fail_memory(bo);
		if (i > 0)
			row->verdict.n = 0;
	}
	return BO_OK;
}

enum bo_status codes_part_lines(struct bo *bo, struct bo_arena *arena, struct sale_lines *lines)
{
	struct sale_lines parted = { .total = lines->total };
	enum bo_status status = BO_OK;
	bool several = false;

	for (size_t i = 0; i < lines->n; i++)
		several = several || bo_code_count(lines->row[i].code) > 1;
	for (size_t i = 0; i < lines->n && several && !status; i++)
		status = part_line(bo, arena, &lines->row[i], &parted);
	if (!status && several)
		*lines = parted;
	return status;
}

/* Of one line. */
static bool group_some(struct bo_arena *arena, const struct sale_line *line,
		       struct kept_ticket *tickets, size_t n)
{
	const struct offered *o = &line->offered;
	struct groups groups = { 0 };
	size_t at = 0;
	int64_t share = opening_share(o, (int64_t)n, 0);

	for (size_t i = 0; i < n; i++) {
		struct group *group;

		while (at < o->n_open && share == 0)
			share = opening_share(o, (int64_t)n, ++at);
		tickets[i].open = at < o->n_open ? &o->open[at] : NULL;
		share -= at < o->n_open;
		group = group_of(arena, &groups, tickets[i].open, &tickets[i].part);
		if (!group)
			return false;
		tickets[i].group = (size_t)(group - groups.row);
	}
	for (size_t i = 0; i < n && !differ(&groups); i++)
		tickets[i].group = 0;
	return true;
}

enum bo_status codes_of_tickets(struct bo *bo, struct bo_arena *arena,
				const struct sale_lines *lines, struct kept_ticket *tickets,
				size_t n)
{
	for (size_t from = 0, to; from < n; from = to) {
		for (to = from + 1; to < n && tickets[to].line == tickets[from].line;)
			to++;
		if (!group_some(arena, &lines->row[tickets[from].line], tickets + from, to - from))
			return fail_memory(bo);
	}
	return BO_OK;
}
