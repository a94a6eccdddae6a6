/*
 * What every room stands on: the handle, and who acts through it.  Beside it in this room lie
 * memory, text, money, time, and how a function says no; nothing here knows tickets.
 */
#ifndef BASE_OFFICE_H
#define BASE_OFFICE_H

#include <boxoffice/office.h>

enum { BO_SHORT_NAME = 201 }; /* a name and its terminator */

/* Who acts, where, and by whose leave.  Ids are 0 for nobody. */
struct bo_session {
	int64_t staff_id, approver_id, till_id;
	enum bo_role role, approver_role;
	bool self_service;
	int64_t known_at; /* store_version() when the staff's row was looked at; -1: look again */
	/* What a self-service caller has shown to be theirs: src/basket/own.h. */
	int64_t own_order, own_voucher, own_basket, own_patron, named_patron;
	char staff[BO_SHORT_NAME], till[BO_SHORT_NAME];
};

/* Options as numbers, read when the store is opened and when one changes. */
struct bo_settings {
	struct bo_currency currency;
	char zone[BO_ZONE_MAX];
	int64_t hold_minutes, cancel_grace_minutes, advance_cutoff_minutes, performance_minutes;
	int64_t self_service_limit, self_service_share;
	int64_t comps_per_order;
	bool next_season_subscribers, second_person;
	enum bo_day_order date_order; /* unknown: as is usual in the zone */
	char presenter[BO_SHORT_NAME];
};

struct bo {
	bo_clock clock;
	bo_random random;
	void *clock_arg, *random_arg;
	struct bo_error error;
	struct bo_refusal refusal;
	struct bo_session session;
	struct bo_settings settings;
	struct bo_kept kept, keeping;	/* by what is committed; and by the open act */
	unsigned char proof_key[32];	/* src/house/secret.c */
	unsigned imports, imports_made; /* open now; ever */
	struct store *store;		/* src/store/store.h; NULL while nothing is open */
};

/* The open act makes or changes that order. */
void office_keeps_order(struct bo *bo, int64_t order_id);
void bo_fill_random(struct bo *bo, void *bytes, size_t n);

#endif
