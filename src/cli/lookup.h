/*
 * Objects by what a person calls them: readers of the kinds that name something, which
 * fill number i with its id and row i with the object (commands.h).
 */
#ifndef CLI_LOOKUP_H
#define CLI_LOOKUP_H

#include "cli/given.h"

/* A SOURCE: one redemption. */
struct source {
	struct bo_voucher_type type;
	struct bo_performance performance;
};

read_text read_season, read_house, read_show, read_performance, read_type, read_patron,
	read_voucher, read_audience, read_member, read_campaign, read_printer, read_staff,
	read_line, read_included, read_source;

struct ids {
	size_t n;
	int64_t *id; /* arena */
};

/* Adds it unless it is there. */
enum bo_status add_id(struct cli *cli, struct ids *ids, int64_t id) BO_CHECKED;
/* All performances of all these shows, of which each must have some. */
enum bo_status add_performances(struct cli *cli, const struct value *shows,
				struct ids *ids) BO_CHECKED;
/* All of --performance, or all performances of --show; none where neither was given. */
enum bo_status given_performances(struct cli *cli, struct ids *ids) BO_CHECKED;
/* All of --code, one a line; "" where none was given. */
enum bo_status given_codes(struct cli *cli, const char **codes) BO_CHECKED;

#endif
