/*
 * Lists and campaigns of the demo: a list of friends with codes and e-mails that
 * one used up already, and the people of an evening, who get something off the next
 * show by themselves.
 */
#include "base/fail.h"
#include "demo/demo.h"
#include "store/sql.h"

#include <boxoffice/campaign.h>
#include <boxoffice/demo.h>
#include <boxoffice/order.h>
#include <boxoffice/staff.h>

/* What stands on their cards, or how they are known without one. */
static const struct {
	const char *code, *email, *category;
	int64_t quantity;
} friends[] = {
	{ "FRIEND-0017", NULL, "card", 3 },
	{ "FRIEND-0042", NULL, "card", 2 },
	{ "FRIEND-1958", NULL, "card", 2 },
	{ "FRIEND-2001", NULL, "card", 6 },
	{ "FRIEND-7070", NULL, "school", 30 },
	{ "FRIEND-7071", NULL, "school", 25 },
	{ NULL, "hubert@example.org", "donor", 2 },
	{ NULL, "ivan@example.org", "donor", 2 },
	{ NULL, "ng@example.org", "donor", 4 },
	{ "FRIEND-9000", "nora@example.org", "donor", 1 },
};

static enum bo_status make_friends(struct bo *bo, int64_t *audience)
{
	enum bo_status status = bo_audience_add(bo, "Friends of the house", 2, audience);
	int64_t id;

	for (size_t i = 0; i < sizeof friends / sizeof *friends && !status; i++) {
		struct bo_member_fields fields = { .code = friends[i].code,
						   .email = friends[i].email,
						   .category = friends[i].category,
						   .quantity_given = true,
						   .quantity = friends[i].quantity };

		status = bo_member_add(bo, *audience, &fields, &id);
	}
	return status;
}

static enum bo_status run(struct bo *bo, const struct bo_campaign_terms *terms)
{
	int64_t id = 0;
	enum bo_status status = bo_campaign_add(bo, terms, &id);

	return status ? status : bo_campaign_start(bo, id);
}

static struct bo_campaign_terms open_terms(void)
{
	return (struct bo_campaign_terms){ .public_name = "",
					   .starts = BO_NONE,
					   .ends = BO_NONE,
					   .channel = BO_CHANNEL_ANY,
					   .min_tickets = 1,
					   .uses_limit = BO_NONE,
					   .money_limit = BO_NONE };
}

static enum bo_status make_friends_campaign(struct bo *bo, int64_t adult, int64_t youth)
{
	struct bo_target types[] = { { BO_TARGET_TYPE, adult, NULL },
				     { BO_TARGET_TYPE, youth, NULL } };
	struct bo_campaign_terms terms = open_terms();
	enum bo_status status = make_friends(bo, &terms.audience_id);

	terms.name = "Quarter for friends";
	terms.public_name = "Friends of the house";
	terms.unlocks = 1u << BO_UNLOCK_CODE | 1u << BO_UNLOCK_EMAIL;
	terms.effect = BO_EFFECT_PERCENT;
	terms.value = 2500;
	terms.scope = BO_SCOPE_ALL;
	terms.print_code = true;
	terms.target = types;
	terms.n_targets = 2;
	return status ? status : run(bo, &terms);
}

static enum bo_status make_attendees_campaign(struct bo *bo, int64_t evening, int64_t show)
{
	struct bo_target next[] = { { BO_TARGET_SHOW, show, NULL } };
	struct bo_campaign_terms terms = open_terms();
	enum bo_status status = bo_audience_add_attendees(bo, "Hamlet, first evening", &evening, 1,
							  1, &terms.audience_id);

	terms.name = "From Hamlet to Othello";
	terms.public_name = "Welcome back";
	terms.unlocks = 1u << BO_UNLOCK_TICKET | 1u << BO_UNLOCK_AUTOMATIC;
	terms.effect = BO_EFFECT_AMOUNT;
	terms.value = 500;
	terms.scope = BO_SCOPE_SHOW;
	terms.target = next;
	terms.n_targets = 1;
	return status ? status : run(bo, &terms);
}

/* What is asked for of the season, by its names: bo_demo_fill() made it. */
struct found {
	int64_t adult, youth, othello, patron;
	int64_t hamlet[7], first_othello; /* performances by date */
};

static enum bo_status performance(struct bo *bo, const char *title, int at, int64_t *id)
{
	*id = BO_NONE;
	return sql_number(bo, id,
			  "SELECT p.id FROM performance p JOIN show s ON s.id = p.show_id WHERE "
			  "s.title = $1 ORDER BY p.at, p.id LIMIT 1 OFFSET $2",
			  "sd", title, at);
}

static enum bo_status find(struct bo *bo, struct found *f)
{
	enum bo_status status = sql_number(
		bo, &f->adult, "SELECT id FROM voucher_type WHERE name = 'Adult General'", "");

	if (!status)
		status = sql_number(bo, &f->youth,
				    "SELECT id FROM voucher_type WHERE name = 'Youth General'", "");
	if (!status)
		status = sql_number(bo, &f->othello, "SELECT id FROM show WHERE title = 'Othello'",
				    "");
	if (!status)
		status = sql_number(bo, &f->patron,
				    "SELECT id FROM patron WHERE email_fold = 'zoe@example.org'",
				    "");
	for (int i = 0; i < 7 && !status; i++)
		status = performance(bo, "Hamlet", i, &f->hamlet[i]);
	if (!status)
		status = performance(bo, "Othello", 0, &f->first_othello);
	if (!status && f->first_othello == BO_NONE)
		status = fail(bo, BO_INVALID, "This store has no demo season to add to.");
	return status;
}

static enum bo_status sell(struct bo *bo, struct bo_wish wish, const char *code, int64_t patron_id)
{
	struct bo_arena arena = { 0 };
	struct bo_sale sale = {
		.lines = &wish, .n_lines = 1, .code = code, .patron_id = patron_id
	};
	struct bo_order order;
	enum bo_status status = bo_sell(bo, &arena, &sale, &order);

	bo_arena_clear(&arena);
	return status;
}

/* The first friend used all there was; somebody of the first evening comes again. */
static enum bo_status make(struct bo *bo)
{
	struct found f = { 0 };
	enum bo_status status = find(bo, &f);

	if (!status)
		status = make_friends_campaign(bo, f.adult, f.youth);
	if (!status)
		status = make_attendees_campaign(bo, f.hamlet[0], f.othello);
	if (!status)
		status = sell(bo, (struct bo_wish){ f.hamlet[5], f.adult, 1 }, "FRIEND-0017", 0);
	if (!status)
		status = sell(bo, (struct bo_wish){ f.hamlet[6], f.adult, 2 }, "FRIEND-0017", 0);
	if (!status)
		status = sell(bo, (struct bo_wish){ f.first_othello, f.adult, 2 }, NULL, f.patron);
	if (!status)
		status = demo_make_passes(bo);
	return status;
}

/* Two hours ago, as all of the demo was made before somebody looks at it. */
static int64_t before(void *arg)
{
	return *(const int64_t *)arg;
}

enum bo_status bo_demo_offers(struct bo *bo)
{
	bo_clock clock = bo->clock;
	void *clock_arg = bo->clock_arg;
	int64_t then = bo_now(bo) - 2 * 3600;
	size_t n;
	const struct bo_demo_person *people = bo_demo_people(&n);
	enum bo_status status = bo_till_use(bo, "Till 1");

	if (!status)
		status = bo_sign_in(bo, people->name, people->pin);
	if (!status)
		status = act_begin(bo);
	if (status)
		return status;
	bo_set_clock(bo, before, &then);
	status = act_end(bo, make(bo));
	bo_set_clock(bo, clock, clock_arg);
	bo_sign_out(bo);
	return status;
}
