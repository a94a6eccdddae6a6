/*
 * Stored codes back to values, where only this room needs that.
 */
#ifndef SEASON_WORDS_H
#define SEASON_WORDS_H

#include <boxoffice/performance.h>
#include <boxoffice/redemption.h>

/* _COUNT if unknown, as the public ones. */
enum bo_performance_state performance_state_from_code(const char *code);
enum bo_anchor anchor_from_code(const char *code);
const char *anchor_code(enum bo_anchor anchor);

#endif
