/*
 * One voucher type × one performance: where, when and how many may be sold.
 * What a type costs and who may have it is on the type.
 */
#ifndef BOXOFFICE_REDEMPTION_H
#define BOXOFFICE_REDEMPTION_H

#include <boxoffice/office.h>
#include <boxoffice/words.h>

/* This is how an end of a sales window is said. */
#define BO_ANCHOR_LIST(X)                                                                          \
	X(BO_ANCHOR_OPEN, "open", "no limit")                                                      \
	X(BO_ANCHOR_TIME, "time", "absolute")                                                      \
	X(BO_ANCHOR_CURTAIN, "curtain", "relative to curtain")                                     \
	X(BO_ANCHOR_DAYS, "days", "days from curtain")

BO_WORDS(bo_anchor, bo_anchor, BO_ANCHOR)

/* time: UTC seconds; curtain: minutes after curtain, negative before; days: the same for whole
 * days, which are the calendar's: the time of day of the curtain, whatever clocks did in between.
 */
struct bo_bound {
	enum bo_anchor anchor;
	int64_t value;
};

/* "none", "-90m", "-3h", "-2d", "+30m", or a time on the clock of zone; NULL, or why not.  "-2d"
 * are days of the calendar, "-48h" is elapsed time. */
const char *bo_bound_parse(const char *text, const char *zone, struct bo_bound *bound);
/* The same with a time as people type it: "5 feb 20:00". */
const char *bo_bound_typed(const struct bo_typing *typing, const char *text,
			   struct bo_bound *bound);
/* Appends what bo_bound_parse() reads. */
void bo_bound_write(struct bo_buf *buf, struct bo_bound bound, const char *zone);
/* The same for people: "curtain" for "+0m", which is read back, too. */
void bo_bound_say(struct bo_buf *buf, struct bo_bound bound, const char *zone);
/* The moment it means at a performance in a house of that zone; BO_NONE if there is no limit. */
int64_t bo_bound_resolve(struct bo_bound bound, int64_t curtain, const char *zone);
/* Tells whether it moves with the curtain. */
bool bo_bound_is_relative(struct bo_bound bound);

struct bo_redemption {
	int64_t id, type_id, performance_id; /* performance 0: a bundle's own */
	const char *type, *show, *zone;
	int64_t performance_at;
	struct bo_bound start, end;
	int64_t cap;		/* max sales for type; BO_NONE: no limit; 0: closed */
	int64_t sold, held;	/* pieces; held without holds that ran out */
	int64_t min, max, step; /* per transaction; max BO_NONE: no limit */
	size_t n_codes;
	const char **codes; /* as typed by the manager, trimmed; "BARD:50" where uses are limited */
	const int64_t *code_used; /* pieces that each has opened, less those given back */
	const int64_t *code_held; /* and those that baskets and holds keep */
};
struct bo_redemptions {
	size_t n;
	struct bo_redemption *row;
};

/* Fields of a batch; a bit in given says the field was typed, in keep that only new ones take it.
 */
enum {
	BO_FIELD_START = 1,
	BO_FIELD_END = 2,
	BO_FIELD_CAP = 4,
	BO_FIELD_CODES = 8,
	BO_FIELD_MIN = 16,
	BO_FIELD_MAX = 32,
	BO_FIELD_STEP = 64,
	BO_FIELD_ALL = 127
};

struct bo_redemption_batch {
	const int64_t *types,
		*performances; /* every pair of them; n_performances 0: the bundles' own */
	size_t n_types, n_performances;
	/* Which pairs, type by type: n_types * n_performances; NULL: all.  No id stands twice then.
	 */
	const bool *chosen;
	unsigned given, keep;
	struct bo_bound start, end;
	int64_t cap, min, max, step;
	const char *codes; /* comma list, "BARD:50,FRIEND": of BARD at most 50 pieces; "" clears */
	bool dry_run;
};

#define BO_CHANGE_LIST(X)                                                                          \
	X(BO_CHANGE_CREATED, "created", "new")                                                     \
	X(BO_CHANGE_CHANGED, "changed", "changed")                                                 \
	X(BO_CHANGE_UNCHANGED, "unchanged", "same")                                                \
	X(BO_CHANGE_REFUSED, "refused", "refused")                                                 \
	X(BO_CHANGE_DELETED, "deleted", "deleted") /* by undo and redo only */

BO_WORDS(bo_change_kind, bo_change, BO_CHANGE)

struct bo_field_change {
	const char *field, *before, *after; /* before NULL: newly made; after NULL: deleted */
};
struct bo_change {
	const char *type, *show, *zone;
	int64_t type_id, performance_id, performance_at;
	enum bo_change_kind kind;
	size_t n_fields;
	struct bo_field_change *fields;
	const char *message; /* why refused, or a warning; else NULL */
};
struct bo_changes {
	size_t n, created, changed, unchanged, refused, deleted;
	struct bo_change *row;
};

/* All pairs in one transaction or none: BO_INVALID (with the list filled) when any pair is refused.
 * Source of the keep-as-is rule: one box per field, all ticked at the start. */
enum bo_status bo_redemption_apply(struct bo *bo, struct bo_arena *arena,
				   const struct bo_redemption_batch *batch,
				   struct bo_changes *changes) BO_CHECKED;
/* One redemption with all its terms to every pair of types and performances; to existing ones too.
 * performance 0: a bundle's own, to other bundles' (n_performances 0). */
struct bo_redemption_copy {
	int64_t type_id, performance_id;
	const int64_t *types, *performances;
	size_t n_types, n_performances;
	bool dry_run;
};
/* As bo_redemption_apply().  BO_NOT_FOUND: there is no redemption to copy. */
enum bo_status bo_redemption_copy(struct bo *bo, struct bo_arena *arena,
				  const struct bo_redemption_copy *copy,
				  struct bo_changes *changes) BO_CHECKED;
/*
 * Takes back the last act on redemptions (apply, copy, delete), or does again what was undone last:
 * whole, or not at all.  BO_REFUSED (in_use, with the list filled) when the world moved on: a pair
 * was changed since, or one that would go is sold or held.  A new act makes what was undone
 * unrepeatable.  BO_NOT_FOUND: there is nothing.  The last hundred acts are kept.
 */
enum bo_status bo_redemption_undo(struct bo *bo, struct bo_arena *arena,
				  struct bo_changes *changes) BO_CHECKED;
enum bo_status bo_redemption_redo(struct bo *bo, struct bo_arena *arena,
				  struct bo_changes *changes) BO_CHECKED;
/* Both 0: all.  By curtain, then display order of the type. */
enum bo_status bo_redemption_list(struct bo *bo, struct bo_arena *arena, int64_t show_id,
				  int64_t performance_id, struct bo_redemptions *list) BO_CHECKED;
/* All pairs or none; refused (in_use) when any is sold or held. */
enum bo_status bo_redemption_delete(struct bo *bo, const int64_t *types, size_t n_types,
				    const int64_t *performances, size_t n_performances,
				    size_t *deleted) BO_CHECKED;
/* The same for n single pairs: types[i] at performances[i]. */
enum bo_status bo_redemption_delete_pairs(struct bo *bo, const int64_t *types,
					  const int64_t *performances, size_t n,
					  size_t *deleted) BO_CHECKED;

#endif
