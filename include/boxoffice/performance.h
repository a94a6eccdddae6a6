/*
 * One date and time of a show, and how many places it has left.
 *
 * Counts are kept in the row (src/basket/count.c changes them) and corrected here
 * for holds that have run out but were not swept yet.
 */
#ifndef BOXOFFICE_PERFORMANCE_H
#define BOXOFFICE_PERFORMANCE_H

#include <boxoffice/office.h>
#include <boxoffice/words.h>

#define BO_PERFORMANCE_STATE_LIST(X)                                                               \
	X(BO_PERFORMANCE_ON_SALE, "on_sale", "on sale")                                            \
	X(BO_PERFORMANCE_CANCELLED, "cancelled", "cancelled")

BO_WORDS(bo_performance_state, bo_performance_state, BO_PERFORMANCE_STATE)

struct bo_performance {
	int64_t id, show_id;
	const char *show, *house, *zone;
	int64_t at;	    /* curtain */
	int64_t capacity;   /* places in the house */
	int64_t advance;    /* max advance sales; BO_NONE: all */
	int64_t sold, held; /* places; held without holds that ran out */
	int64_t left;	    /* on sale: max(min(capacity, advance) - sold - held, 0) */
	int64_t house_left; /* max(capacity - sold - held, 0) */
	int64_t oversold;   /* max(sold + held - capacity, 0) */
	int64_t revenue; /* minor units, as sold, less refunds; BO_NONE to who may not read sales */
	enum bo_performance_state state;
};
struct bo_performances {
	size_t n;
	struct bo_performance *row;
};

/* One to make; capacity and advance BO_NONE: the house's, all. */
enum bo_status bo_performance_add(struct bo *bo, int64_t show_id, int64_t at, int64_t capacity,
				  int64_t advance, int64_t *id) BO_CHECKED;
/* Several in one act: all or none; id has room for n. */
enum bo_status bo_performance_add_several(struct bo *bo, int64_t show_id, const int64_t *at,
					  size_t n, int64_t capacity, int64_t advance,
					  int64_t *id) BO_CHECKED;

/* Many by dates: every chosen weekday from first to last (both included) at minutes of the day. */
struct bo_performance_series {
	int64_t show_id;
	const char *first, *last;
	unsigned weekdays; /* bit 0 = Sunday */
	int minutes;
	int64_t capacity, advance;
};
struct bo_performance_series_result {
	size_t made, skipped;
	int64_t *made_id, *made_at; /* arena */
	int64_t *skipped_at;	    /* existed already */
};
/* All or none.  Existing ones are skipped and named; BO_EXISTS if all exist; BO_INVALID if the
 * pattern has no date, a date lies outside the season, or the clock skips that time. */
enum bo_status bo_performance_add_series(struct bo *bo, struct bo_arena *arena,
					 const struct bo_performance_series *series,
					 struct bo_performance_series_result *result) BO_CHECKED;

/* What a list of performances is for, which says whether those that are cancelled or past are on
 * it.  For latecomers a performance is past two hours after its curtain. */
#define BO_PERFORMANCE_PURPOSE_LIST(X)                                                             \
	X(BO_TO_LOOK_BACK, "look-back", "all, past and cancelled ones too")                        \
	X(BO_TO_PLAN, "plan", "not past; cancelled ones too")                                      \
	X(BO_TO_EXCHANGE, "exchange", "not begun, not cancelled: places are changed to these")     \
	X(BO_TO_SELL, "sell", "not past, not cancelled")

BO_WORDS(bo_performance_purpose, bo_performance_purpose, BO_PERFORMANCE_PURPOSE)
/* Is it one of those? */
bool bo_performance_is_for(const struct bo *bo, const struct bo_performance *performance,
			   enum bo_performance_purpose purpose);

struct bo_performance_filter {
	int64_t show_id;   /* 0: all */
	int64_t season_id; /* 0: all */
	int64_t from;	   /* curtain at or after; BO_NONE: all */
	size_t limit;	   /* 0: all */
	enum bo_performance_purpose purpose;
};
/* They come by curtain, then id. */
enum bo_status bo_performance_list(struct bo *bo, struct bo_arena *arena,
				   const struct bo_performance_filter *filter,
				   struct bo_performances *list) BO_CHECKED;
enum bo_status bo_performance_get(struct bo *bo, struct bo_arena *arena, int64_t id,
				  struct bo_performance *performance) BO_CHECKED;
/* Finds by id or "hamlet@2026-01-05T20:00"; a near miss is named in the sentence. */
enum bo_status bo_performance_find(struct bo *bo, struct bo_arena *arena, const char *text,
				   struct bo_performance *performance) BO_CHECKED;
/* The one a clerk most likely sells: the first whose curtain is less than two hours gone.
 * BO_NOT_FOUND if there is none. */
enum bo_status bo_performance_next(struct bo *bo, struct bo_arena *arena,
				   struct bo_performance *performance) BO_CHECKED;

/* Windows relative to curtain move along; absolute ones stay where they are. */
enum bo_status bo_performance_move(struct bo *bo, int64_t id, int64_t to) BO_CHECKED;
/* The same, and absolute ends of windows are as far from the new curtain as they were from the old
 * one, on the clock of the house. */
enum bo_status bo_performance_move_whole(struct bo *bo, int64_t id, int64_t to) BO_CHECKED;

/* An absolute end of a window, which a move by itself leaves behind. */
struct bo_window_end {
	const char *type;
	int64_t type_id;
	bool is_start;	  /* else the end */
	int64_t at, then; /* now; where bo_performance_move_whole() puts it */
};
struct bo_window_ends {
	size_t n;
	struct bo_window_end *row;
};
/* They come by type in the order of lists, starts first. */
enum bo_status bo_performance_windows(struct bo *bo, struct bo_arena *arena, int64_t id, int64_t to,
				      struct bo_window_ends *list) BO_CHECKED;
/* BO_NONE leaves it; advance -1: all.  Lowering below what is sold is allowed and stops sales. */
enum bo_status bo_performance_edit(struct bo *bo, int64_t id, int64_t capacity,
				   int64_t advance) BO_CHECKED;
/* Stops sales; what was sold stays sold. */
enum bo_status bo_performance_cancel(struct bo *bo, int64_t id) BO_CHECKED;
/* It is refused (in_use) when anything was ever sold or is held. */
enum bo_status bo_performance_delete(struct bo *bo, int64_t id) BO_CHECKED;

#endif
