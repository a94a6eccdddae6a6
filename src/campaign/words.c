/*
 * Words of campaigns: the codes that are stored, the labels that are shown, and
 * which terms may change when.
 */
#include "campaign/row.h"

#include <string.h>

#define X(name, code, label) [name] = code,
static const char *const states[] = { BO_CAMPAIGN_STATE_LIST(X) };
static const char *const effects[] = { BO_EFFECT_LIST(X) };
static const char *const scopes[] = { BO_SCOPE_LIST(X) };
static const char *const channels[] = { BO_CHANNEL_LIST(X) };
#undef X
#define X(name, code) [name] = code,
static const char *const unlocks[] = { BO_UNLOCK_LIST(X) };
static const char *const targets[] = { BO_TARGET_LIST(X) };
#undef X

#define X(name, code, label) [name] = label,
static const char *const scope_labels[] = { BO_SCOPE_LIST(X) };
static const char *const channel_labels[] = { BO_CHANNEL_LIST(X) };
#undef X

/* n if the code is unknown. */
static int index_of(const char *code, size_t length, const char *const *codes, int n)
{
	int i = 0;

	while (i < n && (strlen(codes[i]) != length || strncmp(codes[i], code, length) != 0))
		i++;
	return i;
}

static int find(const char *code, const char *const *codes, int n)
{
	return code ? index_of(code, strlen(code), codes, n) : n;
}

const char *bo_campaign_state_code(enum bo_campaign_state state)
{
	return states[state];
}

enum bo_campaign_state campaign_state_from_code(const char *code)
{
	return (enum bo_campaign_state)find(code, states, BO_CAMPAIGN_STATE_COUNT);
}

const char *bo_effect_code(enum bo_effect effect)
{
	return effects[effect];
}

enum bo_effect bo_effect_from_code(const char *code)
{
	return (enum bo_effect)find(code, effects, BO_EFFECT_COUNT);
}

const char *bo_scope_code(enum bo_scope scope)
{
	return scopes[scope];
}

const char *bo_scope_label(enum bo_scope scope)
{
	return scope_labels[scope];
}

enum bo_scope bo_scope_from_code(const char *code)
{
	return (enum bo_scope)find(code, scopes, BO_SCOPE_COUNT);
}

const char *bo_channel_code(enum bo_channel channel)
{
	return channels[channel];
}

const char *bo_channel_label(enum bo_channel channel)
{
	return channel_labels[channel];
}

enum bo_channel bo_channel_from_code(const char *code)
{
	return (enum bo_channel)find(code, channels, BO_CHANNEL_COUNT);
}

const char *bo_unlock_code(enum bo_unlock unlock)
{
	return unlocks[unlock];
}

enum bo_unlock bo_unlock_from_code(const char *code)
{
	return (enum bo_unlock)find(code, unlocks, BO_UNLOCK_COUNT);
}

const char *bo_target_code(enum bo_target_kind kind)
{
	return targets[kind];
}

enum bo_target_kind target_from_code(const char *code)
{
	return (enum bo_target_kind)find(code, targets, BO_TARGET_COUNT);
}

void unlocks_write(struct bo_buf *buf, unsigned set)
{
	const char *between = "";

	for (int i = 0; i < BO_UNLOCK_COUNT; i++)
		if (set & 1U << i) {
			bo_buf_printf(buf, "%s%s", between, unlocks[i]);
			between = " ";
		}
}

unsigned unlocks_read(const char *text)
{
	unsigned set = 0;

	while (*text) {
		size_t n = strcspn(text, " ");
		int i = index_of(text, n, unlocks, BO_UNLOCK_COUNT);

		if (i < BO_UNLOCK_COUNT)
			set |= 1U << i;
		text += n + (text[n] == ' ');
	}
	return set;
}

bool bo_term_may_change(enum bo_term term, enum bo_campaign_state state)
{
	static const enum bo_campaign_state until[] = {
#define X(name, code, state) [name] = state,
		BO_TERM_LIST(X)
#undef X
	};

	return state <= until[term];
}

/* "12.5", "10" */
static void write_percent(struct bo_buf *buf, int64_t value)
{
	bo_buf_printf(buf, "%d", (int)(value / 100));
	if (value % 100)
		bo_buf_printf(buf, value % 10 ? ".%02d" : ".%d",
			      (int)(value % 10 ? value % 100 : value % 100 / 10));
}

void bo_campaign_effect_words(struct bo_buf *buf, const struct bo_campaign_terms *terms,
			      struct bo_currency currency)
{
	switch (terms->effect) {
	case BO_EFFECT_PERCENT:
		write_percent(buf, terms->value);
		bo_buf_add(buf, "% off");
		break;
	case BO_EFFECT_AMOUNT:
		bo_money_write(buf, terms->value, currency);
		bo_buf_add(buf, " off");
		break;
	case BO_EFFECT_PRICE:
		bo_buf_add(buf, "for ");
		bo_money_write(buf, terms->value, currency);
		break;
	case BO_EFFECT_UNLOCK:
	case BO_EFFECT_COUNT:
		bo_buf_add(buf, "opens hidden offers");
		break;
	}
}
