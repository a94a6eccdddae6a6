/*
 * Objects by what a person calls them.
 */
#ifndef CLI_LEGACY_LOOKUP_H
#define CLI_LEGACY_LOOKUP_H

#include "cli/legacy.h"
#include "cli/lookup.h"

/* Ids are found like names. */
/* Adds it unless it is there. */
/* The season of a performance's show. */
enum bo_status season_of_show(struct cli *cli, int64_t show_id, int64_t *season_id) BO_CHECKED;
/* --season, 0 where it was not given. */
enum bo_status option_season(struct cli *cli, int64_t *season_id) BO_CHECKED;
/* --patron, 0 where it was not given. */
enum bo_status option_patron(struct cli *cli, int64_t *patron_id) BO_CHECKED;
/* All of --performance and of --show, no performance twice; *season that of the first. */
enum bo_status option_performances(struct cli *cli, struct ids *ids, int64_t *season_id,
				   const char **zone) BO_CHECKED;
/* All of --type, within the season. */
enum bo_status option_types(struct cli *cli, int64_t season_id, struct ids *ids) BO_CHECKED;
/* All of --code, one a line; "" where none was given. */
enum bo_status option_named_codes(struct cli *cli, const char **codes) BO_CHECKED;
/* All of --voucher. */
enum bo_status option_vouchers(struct cli *cli, struct ids *ids) BO_CHECKED;
/* "2 Adult General" …; performance_id 0: bundles, of any season. */
enum bo_status find_wishes(struct cli *cli, int64_t performance_id, int64_t show_id,
			   const char **text, size_t n, struct bo_wish **wishes) BO_CHECKED;
/* Words of "sell" and "hold add": a performance, unless the first word is a line, and lines. */
enum bo_status read_lines(struct cli *cli, bool needs_performance, struct bo_wish **wishes,
			  size_t *n) BO_CHECKED;
/* An order's number. */
enum bo_status parse_order(struct cli *cli, const char *text, int64_t *id) BO_CHECKED;

#endif
