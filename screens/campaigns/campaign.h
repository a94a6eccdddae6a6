/*
 * What the screens of campaigns share: their terms in words, the form, the page of one.
 */
#ifndef SCREENS_CAMPAIGNS_CAMPAIGN_H
#define SCREENS_CAMPAIGNS_CAMPAIGN_H

#include "kit/fill.h"

enum { CAMPAIGN_LINES = 10 };

/* The terms as one would say them, each a sentence or two. */
struct campaign_lines {
	size_t n;
	const char *line[CAMPAIGN_LINES]; /* in the arena it was told in */
};
/* audience: of the terms; NULL: for everybody, or not known. */
void campaign_tell(const struct session *session, struct bo_arena *arena,
		   const struct bo_campaign_terms *terms, const struct bo_audience *audience,
		   struct campaign_lines *lines);

/* "always", "from 5 Jan", "to 9 Jan", "5 Jan - 9 Jan" */
void campaign_say_when(struct bo_buf *buf, const struct bo_campaign_terms *terms, const char *zone);
/* Names of targets: those of voucher types, or the others.  Nothing if there are none. */
void campaign_say_targets(struct bo_buf *buf, const struct bo_campaign_terms *terms, bool types,
			  size_t most);
/* What the k-th campaign on a line makes of it, by however many codes and tickets of the buyer;
 * false when there are fewer. */
bool campaign_on_line(const struct bo_basket_line *line, size_t k, struct bo_line_use *sum);

/* A new one, one that is edited, or a copy.  Result: const int64_t *, its id, once saved. */
enum campaign_act { CAMPAIGN_NEW, CAMPAIGN_EDIT, CAMPAIGN_CLONE };
struct campaign_form_args {
	enum campaign_act act;
	int64_t id; /* of what is edited or copied */
};
extern const struct screen_ops campaign_form_screen;
/* Opens it, or says why not. */
unsigned campaign_form_open(struct screen *screen, enum campaign_act act,
			    const struct bo_campaign *campaign, int tag);

/* args: const int64_t *, the campaign's id. */
extern const struct screen_ops campaign_page_screen;

/* How a member is named at the counter. */
struct campaign_buyer {
	char code[BO_MEMBER_CODE_MAX + 200], email[BO_NAME_MAX + 1];
};
/* args: const int64_t *, the campaign's id; it is for an audience.  Result: struct campaign_buyer,
 * to try a sale with. */
extern const struct screen_ops campaign_takers_screen;

/* What is done about a campaign, from the list and from its page (act.c). */
enum { CAMPAIGN_TAG_END = 500, CAMPAIGN_TAG_DELETE };
/* Does the command work on one in that state? */
bool campaign_works(enum bo_campaign_state state, enum command command);
/* CMD_START, CMD_PAUSE at once; CMD_END, CMD_DELETE ask. */
unsigned campaign_command(struct screen *screen, struct fill_room *room,
			  const struct bo_campaign *campaign, enum command command);
/* The answer, about the one in the room; true: it was done. */
bool campaign_answered(struct screen *screen, int64_t id, int tag, const void *result);

#endif
