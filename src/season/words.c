/*
 * The words of this room's lists, as they are stored and as the command line
 * reads and writes them.
 */
#include <boxoffice/performance.h>
#include <boxoffice/redemption.h>
#include <boxoffice/show.h>
#include <boxoffice/voucher_type.h>

#include "season/words.h"

#include <string.h>

#define X(name, code, label) [name] = code,
static const char *const event_types[] = { BO_EVENT_TYPE_LIST(X) };
static const char *const performance_states[] = { BO_PERFORMANCE_STATE_LIST(X) };
static const char *const purposes[] = { BO_PERFORMANCE_PURPOSE_LIST(X) };
static const char *const categories[] = { BO_CATEGORY_LIST(X) };
static const char *const availabilities[] = { BO_AVAILABILITY_LIST(X) };
static const char *const anchors[] = { BO_ANCHOR_LIST(X) };
static const char *const changes[] = { BO_CHANGE_LIST(X) };
#undef X

/* n if the code is unknown. */
static int index_of(const char *code, const char *const *codes, int n)
{
	int i = 0;

	while (i < n && (!code || strcmp(codes[i], code) != 0))
		i++;
	return i;
}

const char *bo_event_type_code(enum bo_event_type type)
{
	return event_types[type];
}

enum bo_event_type bo_event_type_from_code(const char *code)
{
	return (enum bo_event_type)index_of(code, event_types, BO_EVENT_TYPE_COUNT);
}

const char *bo_performance_state_code(enum bo_performance_state state)
{
	return performance_states[state];
}

enum bo_performance_state performance_state_from_code(const char *code)
{
	return (enum bo_performance_state)index_of(code, performance_states,
						   BO_PERFORMANCE_STATE_COUNT);
}

enum bo_performance_purpose bo_performance_purpose_from_code(const char *code)
{
	return (enum bo_performance_purpose)index_of(code, purposes, BO_PERFORMANCE_PURPOSE_COUNT);
}

const char *bo_category_code(enum bo_category category)
{
	return categories[category];
}

enum bo_category bo_category_from_code(const char *code)
{
	return (enum bo_category)index_of(code, categories, BO_CATEGORY_COUNT);
}

/* A bundle's places are those of what it includes; a product needs none. */
bool bo_category_takes_place(enum bo_category category)
{
	return category == BO_CATEGORY_REVENUE || category == BO_CATEGORY_COMP ||
	       category == BO_CATEGORY_INCLUDED;
}

const char *bo_availability_code(enum bo_availability availability)
{
	return availabilities[availability];
}

enum bo_availability bo_availability_from_code(const char *code)
{
	return (enum bo_availability)index_of(code, availabilities, BO_AVAILABILITY_COUNT);
}

const char *anchor_code(enum bo_anchor anchor)
{
	return anchors[anchor];
}

enum bo_anchor anchor_from_code(const char *code)
{
	return (enum bo_anchor)index_of(code, anchors, BO_ANCHOR_COUNT);
}

const char *bo_change_code(enum bo_change_kind kind)
{
	return changes[kind];
}
