/*
 * What else a patron's page tells: the offers there are for the person now, the audiences they are
 * in and what they have used there, what happened to the record.
 */
#include "patrons/state.h"

#include <boxoffice/campaign.h>

#include <inttypes.h>

enum { PAGE_FIRST = 10, PAGE_MORE = 50, USES = 12 };

static const char *left_of(struct patron_page *p, int64_t left)
{
	return left == BO_NONE ? "no limit"
	       : left <= 0     ? "none left"
			       : PATRON_TEXT(p, "%" PRId64 " left", left);
}

/* --- Offers --- */

static void add_standing(struct patron_page *p, const struct bo_standing *s)
{
	struct patron_row *row = patron_row_add(p, PATRON_OFFER, s->campaign);

	row->id = s->campaign_id;
	row->usable = s->reason == BO_RULE_NONE;
	row->more = s->effect;
	row->right = row->usable ? left_of(p, s->left) : "not now";
	row->story = s->message	 ? s->message
		     : s->member ? PATRON_TEXT(p, "Known by %s", s->member)
				 : "For everybody";
}

static enum bo_status add_standings(struct patron_page *p)
{
	struct bo_standings list = { 0 };
	enum bo_status status =
		bo_campaign_standings(p->session->bo, &p->view.arena, NULL, p->view.of, 0, &list);

	if (!status && list.n > 0)
		patron_row_add(p, PATRON_HEAD, "Offers now");
	for (size_t i = 0; !status && i < list.n; i++)
		add_standing(p, &list.row[i]);
	return status;
}

/* --- Audiences --- */

static const char *tell_use(struct patron_page *p, const char *before,
			    const struct bo_member_use *use)
{
	char when[SESSION_WHEN];

	return PATRON_TEXT(p, "%s%s · %s, %s%s\n", before, use->campaign, use->show,
			   session_when(p->session, use->performance_at, use->zone, when),
			   use->given_back == BO_NONE ? "" : " · given back");
}

/* What the panel says: all of the member, and where it was used. */
static enum bo_status tell_member(struct patron_page *p, struct patron_row *row,
				  const struct bo_member *m)
{
	struct bo_member_uses uses = { 0 };
	const char *text = "";
	enum bo_status status = BO_OK;
	const char *const parts[] = { m->code, m->email, m->category, m->location };

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (parts[i] && *parts[i])
			text = PATRON_TEXT(p, "%s%s%s", text, *text ? " · " : "", parts[i]);
	if (m->used > 0)
		status = bo_member_use_list(p->session->bo, &p->view.arena, m->audience_id, m->id,
					    USES + 1, &uses);
	if (uses.n > 0)
		text = PATRON_TEXT(p, "%s\n", text);
	for (size_t i = 0; i < uses.n && i < USES; i++)
		text = tell_use(p, text, &uses.row[i]);
	if (uses.n > USES)
		text = PATRON_TEXT(p, "%s\nand before that, see the audience", text);
	row->story = text;
	return status;
}

static enum bo_status add_member(struct patron_page *p, const struct bo_member *m)
{
	struct patron_row *row = patron_row_add(p, PATRON_MEMBER, m->audience);

	row->id = m->id;
	row->usable = m->quantity == BO_NONE || m->used < m->quantity;
	row->more = *m->code ? m->code : m->email;
	row->right = m->quantity == BO_NONE ? PATRON_TEXT(p, "%" PRId64 " used", m->used)
					    : PATRON_TEXT(p, "%" PRId64 " of %" PRId64 " used",
							  m->used, m->quantity);
	return tell_member(p, row, m);
}

static enum bo_status add_members(struct patron_page *p)
{
	struct bo_members list = { 0 };
	enum bo_status status =
		bo_member_of_patron(p->session->bo, &p->view.arena, p->view.of, &list);

	if (!status && list.n > 0)
		patron_row_add(p, PATRON_HEAD, "Audiences");
	for (size_t i = 0; !status && i < list.n; i++)
		status = add_member(p, &list.row[i]);
	return status;
}

enum bo_status patron_story_offers(struct patron_page *p)
{
	enum bo_status status = add_standings(p);

	return status ? status : add_members(p);
}

/* --- History --- */

static void add_event(struct patron_page *p, size_t at, const struct bo_patron_event *e)
{
	struct patron_row *row = patron_row_add(p, PATRON_EVENT, e->text);

	row->id = (int64_t)at + 1;
	row->order_id = e->order_id;
	row->more = e->staff ? e->staff : "self-service";
	row->right = patron_row_when(p, e->at, e->zone);
	row->story = e->text;
}

void patron_story_longer(struct patron_page *p)
{
	p->history += PAGE_MORE;
}

enum bo_status patron_story_history(struct patron_page *p)
{
	size_t limit = PAGE_FIRST + p->history;
	struct bo_patron_events list = { 0 };
	enum bo_status status =
		bo_patron_history(p->session->bo, &p->view.arena, p->view.of, limit + 1, &list);

	if (status)
		return status;
	patron_row_add(p, PATRON_HEAD, "History");
	if (list.n == 0)
		patron_row_add(p, PATRON_NOTHING, "nothing yet");
	for (size_t i = 0; i < list.n && i < limit; i++)
		add_event(p, i, &list.row[i]);
	if (list.n > limit)
		patron_row_add(p, PATRON_MORE, "Enter shows what was before");
	return BO_OK;
}
