/*
 * Words of the sale: basket states, tenders, voucher states, from their lists.
 */
#include "basket/words.h"

#include <string.h>

const char *bo_basket_state_code(enum bo_basket_state state)
{
	static const char *const codes[] = {
#define X(name, code, label) [name] = code,
		BO_BASKET_STATE_LIST(X)
#undef X
	};

	return codes[state];
}

static const char *const tender_codes[] = {
#define X(name, code, label) [name] = code,
	BO_TENDER_LIST(X)
#undef X
};

const char *bo_tender_code(enum bo_tender_kind kind)
{
	return tender_codes[kind];
}

const char *bo_tender_label(enum bo_tender_kind kind)
{
	static const char *const labels[] = {
#define X(name, code, label) [name] = label,
		BO_TENDER_LIST(X)
#undef X
	};

	return labels[kind];
}

enum bo_tender_kind bo_tender_from_code(const char *code)
{
	int kind = 0;

	while (kind < BO_TENDER_COUNT && strcmp(tender_codes[kind], code) != 0)
		kind++;
	return (enum bo_tender_kind)kind;
}

static const char *const voucher_state_codes[] = {
#define X(name, code, label) [name] = code,
	BO_VOUCHER_STATE_LIST(X)
#undef X
};

const char *bo_voucher_state_code(enum bo_voucher_state state)
{
	return voucher_state_codes[state];
}

enum bo_voucher_state voucher_state_from_code(const char *code)
{
	int state = 0;

	while (state < BO_VOUCHER_STATE_COUNT - 1 && strcmp(voucher_state_codes[state], code) != 0)
		state++;
	return (enum bo_voucher_state)state;
}
