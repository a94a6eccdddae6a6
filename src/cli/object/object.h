/*
 * The JSON of every object, as the contract has it; tables and CSV are made
 * from the same objects, so that no format knows more than another.
 *
 * Amounts are whole minor units, times ISO 8601 with offset; BO_NONE is null.
 * When there is no memory a builder leaves the mark on struct cli, and out_*()
 * refuses to print.
 */
#ifndef CLI_OBJECT_H
#define CLI_OBJECT_H

#include "cli/cli.h"

/* Takes value over. */
void put(struct cli *cli, json_t *object, const char *key, json_t *value);
void append(struct cli *cli, json_t *array, json_t *value);
void put_text(struct cli *cli, json_t *object, const char *key, const char *text);
void put_text_or_null(struct cli *cli, json_t *object, const char *key, const char *text);
/* Codes, one a line, as an array, or as words; NULL is an empty array, or null. */
void put_codes(struct cli *cli, json_t *object, const char *key, const char *codes);
void put_code_words(struct cli *cli, json_t *object, const char *key, const char *codes);
void put_number(struct cli *cli, json_t *object, const char *key, int64_t number);
/* An id; 0 is null. */
void put_id(struct cli *cli, json_t *object, const char *key, int64_t id);
void put_flag(struct cli *cli, json_t *object, const char *key, bool flag);
void put_when(struct cli *cli, json_t *object, const char *key, int64_t when, const char *zone);
/* "Hamlet@2026-01-05T20:00", which every command understands; null without a show. */
void put_performance(struct cli *cli, json_t *object, const char *show, int64_t at,
		     const char *zone);

json_t *object_season(struct cli *cli, const struct bo_season *season);
json_t *object_house(struct cli *cli, const struct bo_house *house);
json_t *object_show(struct cli *cli, const struct bo_show *show);
json_t *object_performance(struct cli *cli, const struct bo_performance *performance);
json_t *object_voucher_type(struct cli *cli, const struct bo_voucher_type *type);
json_t *object_redemption(struct cli *cli, const struct bo_redemption *redemption);
json_t *object_change(struct cli *cli, const struct bo_change *change);
json_t *object_offer(struct cli *cli, const struct bo_offer *offer);
json_t *object_staff(struct cli *cli, const struct bo_staff *staff);
json_t *object_option(struct cli *cli, const struct bo_option *option);
json_t *object_patron(struct cli *cli, const struct bo_patron *patron);

/* object_sale.c */
json_t *object_order(struct cli *cli, const struct bo_order *order);
json_t *object_order_summary(struct cli *cli, const struct bo_order_summary *order);
json_t *object_voucher(struct cli *cli, const struct bo_voucher *voucher);
json_t *object_use(struct cli *cli, const struct bo_use *use);
json_t *object_hold(struct cli *cli, const struct bo_basket *basket);

/* object_campaign.c */
json_t *object_campaign(struct cli *cli, const struct bo_campaign *campaign);
json_t *object_standing(struct cli *cli, const struct bo_standing *standing);
json_t *object_taker(struct cli *cli, const struct bo_taker *taker);
/* A basket as a sale would make it, with what each campaign gives. */
json_t *object_preview(struct cli *cli, const struct bo_basket *basket);

/* object_audience.c */
json_t *object_audience(struct cli *cli, const struct bo_audience *audience);
json_t *object_member(struct cli *cli, const struct bo_member *member);
json_t *object_member_use(struct cli *cli, const struct bo_member_use *use);

/* object_print.c */
json_t *object_printer(struct cli *cli, const struct bo_printer *printer);
json_t *object_queue(struct cli *cli, const struct bo_queue *queue);
json_t *object_job(struct cli *cli, const struct bo_print_job *job);
json_t *object_journal_row(struct cli *cli, const struct bo_journal_row *row);

#endif
