/*
 * The option zone may be corrected at any time, as every moment is kept in UTC.
 * What must not happen is that a performance which is known to be at eight is at
 * another hour afterwards, because its house goes by the option.
 */
#include "house/zone.h"

#include "base/fail.h"
#include "house/settings.h"
#include "store/sql.h"

#include <boxoffice/when.h>

#include <string.h>

enum bo_status zone_default(struct bo *bo)
{
	char found[sizeof bo->settings.zone];
	struct bo_buf zone = BO_BUF(found);
	enum bo_status status =
		sql_string(bo, &zone,
			   "SELECT zone FROM house WHERE NOT EXISTS (SELECT 1 FROM house_option "
			   "WHERE name = 'zone') ORDER BY id LIMIT 1",
			   "");

	if (!status && *found)
		memcpy(bo->settings.zone, found, sizeof found);
	return status;
}

/* Moments people know by the clock of the house; house and what it is. */
#define SHOWN                                                                                      \
	"SELECT p.at, h.zone, h.name, s.title FROM house h JOIN show s ON s.house_id = h.id "      \
	"JOIN performance p ON p.show_id = s.id WHERE h.follows = 1 "
#define ENDS                                                                                       \
	"FROM house h JOIN show s ON s.house_id = h.id JOIN performance p ON p.show_id = s.id "    \
	"JOIN redemption r ON r.performance_id = p.id WHERE h.follows = 1 "

static enum bo_status check_moments(struct bo *bo, const char *zone)
{
	struct sql_rows *rows;
	char house[BO_SHORT_NAME] = "", show[BO_SHORT_NAME] = "", when[64] = "";
	enum bo_status status = sql_query(
		bo, &rows,
		SHOWN "UNION ALL SELECT r.start_value, h.zone, h.name, s.title " ENDS
		      "AND r.start_anchor = 'time' UNION ALL SELECT r.end_value, h.zone, h.name, "
		      "s.title " ENDS "AND r.end_anchor = 'time'",
		"");

	if (status)
		return status;
	while (!*house && sql_next(rows)) {
		int64_t at = sql_int(rows, 0);
		struct bo_buf name = BO_BUF(house), title = BO_BUF(show), text = BO_BUF(when);

		if (bo_when_civil(at, sql_text(rows, 1)).offset == bo_when_civil(at, zone).offset)
			continue;
		bo_when_short(&text, at, sql_text(rows, 1), true);
		bo_buf_add(&title, sql_text(rows, 3));
		bo_buf_add(&name, sql_text(rows, 2));
	}
	status = sql_end(rows);
	if (status || !*house)
		return status;
	return fail_rule(bo, BO_RULE_IN_USE, BO_ROLE_NONE,
			 "%s goes by the zone, and what is on %s there for %s would be at another "
			 "time of day.",
			 house, when, show);
}

enum bo_status zone_follow(struct bo *bo, const char *zone)
{
	enum bo_status status = check_moments(bo, zone);

	return status ? status
		      : sql_run(bo, "UPDATE house SET zone = $1 WHERE follows = 1", "s", zone);
}

/* --- The days of orders as moments, for the database, which reads by these --- */

enum { A_DAY = 86400 }; /* clocks are less than that away from UTC */

void order_days(const char *first, const char *last, int64_t *from, int64_t *to)
{
	int64_t begins = first ? bo_date_begins(first, "UTC") - A_DAY : BO_NONE;
	int64_t ends = last ? bo_date_ends(last, "UTC") + A_DAY : BO_NONE;

	if (first && (*from == BO_NONE || *from < begins))
		*from = begins;
	if (last && (*to == BO_NONE || *to > ends))
		*to = ends;
}
