/*
 * A campaign as it stands in the store.  The room sets campaigns up, starts and ends them; what
 * they make of an order is the room promote's.
 */
#ifndef CAMPAIGN_ROW_H
#define CAMPAIGN_ROW_H

#include "base/office.h"
#include "store/sql.h"

#include <boxoffice/campaign.h>

/* Starts an act that changes campaigns, if the acting person may; act_end() must follow. */
enum bo_status campaign_begin(struct bo *bo) BO_CHECKED;

/* The columns row_read() takes, of campaign c and its audience a; followed by the asker's own. */
#define CAMPAIGN_COLUMNS                                                                           \
	"SELECT c.id, c.name, c.public_name, c.state, c.position, c.audience_id, a.name, "         \
	"c.unlocks, c.effect, c.effect_value, c.joins, c.starts, c.ends, c.channel, "              \
	"c.min_tickets, c.scope, c.uses_limit, c.money_limit, c.print_code, c.uses, c.spent"
#define CAMPAIGN_TABLES " FROM campaign c LEFT JOIN audience a ON a.id = c.audience_id "
SQL_COLUMNS(CAMPAIGN_ID, CAMPAIGN_NAME, CAMPAIGN_PUBLIC, CAMPAIGN_STATE, CAMPAIGN_POSITION,
	    CAMPAIGN_AUDIENCE_ID, CAMPAIGN_AUDIENCE, CAMPAIGN_UNLOCKS, CAMPAIGN_EFFECT,
	    CAMPAIGN_VALUE, CAMPAIGN_JOINS, CAMPAIGN_STARTS, CAMPAIGN_ENDS, CAMPAIGN_CHANNEL,
	    CAMPAIGN_MIN, CAMPAIGN_SCOPE, CAMPAIGN_MAX_USES, CAMPAIGN_MAX_MONEY,
	    CAMPAIGN_PRINT_CODE, CAMPAIGN_USES, CAMPAIGN_SPENT, CAMPAIGN_OWN);

sql_reader row_read; /* a struct bo_campaign without targets */
/* Its targets by kind and id; names only if asked for. */
enum bo_status row_targets(struct bo *bo, struct bo_arena *arena, int64_t id, bool named,
			   struct bo_campaign_terms *terms) BO_CHECKED;
/* "code ticket" */
void unlocks_write(struct bo_buf *buf, unsigned unlocks);
unsigned unlocks_read(const char *text);

#endif
