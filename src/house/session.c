/*
 * Signing in and out, and the second person's leave.
 */
#include "base/fail.h"
#include "house/guess.h"
#include "house/pin.h"
#include "house/staff.h"
#include "store/sql.h"

#include <boxoffice/staff.h>
#include <boxoffice/text.h>

#include <stdio.h>
#include <string.h>

struct card {
	int64_t id;
	enum bo_role role;
	bool disabled, has_pin;
	char name[BO_SHORT_NAME], hash[PIN_HASH_SIZE];
};

static void take_card(struct sql_rows *rows, struct bo_arena *arena, void *row)
{
	struct card *card = row;

	(void)arena;
	card->id = sql_id(rows, 0);
	sql_fill(rows, 1, card->name, sizeof card->name);
	card->role = bo_role_from_code(sql_text(rows, 2));
	card->has_pin = sql_text(rows, 3) != NULL;
	sql_fill(rows, 3, card->hash, sizeof card->hash);
	card->disabled = sql_flag(rows, 4);
}

static enum bo_status read_card(struct bo *bo, const char *name, struct card *card)
{
	char folded[BO_NAME_MAX * 4];

	bo_text_fold(name, folded, sizeof folded);
	*card = (struct card){ 0 };
	return sql_one(bo, SQL_ROW(NULL, card, take_card), NULL,
		       "SELECT id, name, role, pin_hash, disabled FROM staff WHERE name_fold = $1",
		       "s", folded);
}

/* The hash is checked outside of any act: twenty milliseconds are too long to keep tills waiting.
 */
static enum bo_status check_card(struct bo *bo, const char *name, const char *pin, const char *what,
				 struct card *card)
{
	struct bo_arena arena = { 0 };
	struct bo_staff staff;
	enum bo_status status;

	if (!bo->store)
		return fail(bo, BO_IO, "No store is open.");
	status = read_card(bo, name, card);
	if (!status && card->id == 0) {
		status = staff_find(bo, &arena, name, &staff);
		if (!status)
			status = read_card(bo, staff.name, card);
		bo_arena_clear(&arena);
	}
	if (status)
		return status;
	if (card->disabled)
		return fail_rule(bo, BO_RULE_PERMISSION, BO_ROLE_NONE,
				 "%s does not work here any more.", card->name);
	if (!card->has_pin)
		return BO_OK;
	status = guess_may(bo, card->id, card->name);
	if (status)
		return status;
	if (!pin)
		return fail_rule(bo, BO_RULE_PERMISSION, BO_ROLE_NONE, "%s signs in with a PIN.",
				 card->name);
	return guess_judge(bo, card->id, card->name, what, pin_fits(card->hash, pin));
}

enum bo_status bo_sign_in(struct bo *bo, const char *name, const char *pin)
{
	struct card card;
	enum bo_status status = check_card(bo, name, pin, "sign-in", &card);

	if (status)
		return status;
	bo->session.staff_id = card.id;
	bo->session.role = card.role;
	bo->session.self_service = false;
	bo->session.known_at = -1;
	memcpy(bo->session.staff, card.name, sizeof card.name);
	bo_approve_end(bo);
	return BO_OK;
}

void bo_sign_out(struct bo *bo)
{
	bo->session.staff_id = 0;
	bo->session.role = BO_ROLE_NONE;
	bo->session.staff[0] = '\0';
	bo_approve_end(bo);
}

enum bo_status bo_approve(struct bo *bo, const char *name, const char *pin)
{
	struct card card;
	enum bo_status status = check_card(bo, name, pin, "approval", &card);

	if (status)
		return status;
	if (card.id == bo->session.staff_id && !bo->settings.second_person) {
		bo_approve_end(bo);
		return BO_OK;
	}
	if (card.id == bo->session.staff_id) {
		status = fail_rule(bo, BO_RULE_PERMISSION, BO_ROLE_NONE,
				   "%s is acting already; ask a second person.", card.name);
		snprintf(bo->error.field, sizeof bo->error.field, "approver");
		return status;
	}
	bo->session.approver_id = card.id;
	bo->session.approver_role = card.role;
	return BO_OK;
}

bool bo_override_alone(const struct bo *bo, enum bo_role least)
{
	enum bo_permission needed = bo_override_permission(least);

	return least != BO_ROLE_NONE && bo_role_may(bo->session.role, needed) &&
	       (needed == BO_MAY_SELL || !bo->settings.second_person);
}

void bo_approve_end(struct bo *bo)
{
	bo->session.approver_id = 0;
	bo->session.approver_role = BO_ROLE_NONE;
}

void bo_act_as_patron(struct bo *bo)
{
	bo_sign_out(bo);
	bo->session.self_service = true;
	bo->session.own_order = bo->session.own_voucher = 0;
	bo->session.own_basket = bo->session.own_patron = bo->session.named_patron = 0;
}
