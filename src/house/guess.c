/*
 * Counting wrong PINs, per person and till.  The row with an empty till is of all tills where that
 * person does not act.
 */
#include "house/guess.h"
#include "base/fail.h"
#include "journal/journal.h"
#include "store/sql.h"

#include <boxoffice/staff.h>

#include <inttypes.h>
#include <string.h>

enum {
	GUESSES_HERE = 5,
	GUESSES_ELSEWHERE = 10,
	REST_SECONDS = 60,
	LONGEST_REST = 900,
	LOOK_BACK = 10000 /* acts of a till: whoever did none of them does not act there */
};

struct tally {
	const char *till;
	int64_t limit;
	int64_t guesses, rests, until; /* until: BO_NONE or when the last rest ends */
};

struct tallies {
	int64_t staff_id;
	struct tally row[2]; /* this till's; that of all unknown ones */
	size_t n;	     /* one at a till where the person acts */
};

/* Each rest after the first is twice as long. */
static int64_t rest_length(int64_t rests)
{
	int64_t length = REST_SECONDS;

	for (; rests > 1 && length < LONGEST_REST; rests--)
		length *= 2;
	return length < LONGEST_REST ? length : LONGEST_REST;
}

/* A clock that was set forward and back again makes no rest longer than it was. */
static bool outlasts(const struct tally *tally, int64_t now)
{
	return tally->until != BO_NONE && tally->until > now + rest_length(tally->rests);
}

static bool rests(const struct tally *tally, int64_t now)
{
	return tally->until != BO_NONE && tally->until > now;
}

static enum bo_status read_tally(struct bo *bo, int64_t staff_id, struct tally *tally)
{
	struct sql_rows *rows;
	enum bo_status status = sql_query(bo, &rows,
					  "SELECT guesses, rests, rests_until FROM pin_guess "
					  "WHERE staff_id = $1 AND till = $2",
					  "rs", staff_id, tally->till);

	if (status)
		return status;
	tally->until = BO_NONE;
	if (sql_next(rows)) {
		tally->guesses = sql_int(rows, 0);
		tally->rests = sql_int(rows, 1);
		tally->until = sql_int(rows, 2);
	}
	return sql_end(rows);
}

static enum bo_status acts_here(struct bo *bo, int64_t staff_id, bool *acts)
{
	int64_t seq = BO_NONE;
	enum bo_status status = sql_number(
		bo, &seq,
		"SELECT j.seq FROM till t JOIN journal j ON j.till_id = t.id AND j.seq > "
		"t.journal_seq - $3 WHERE t.name = $1 AND (j.staff_id = $2 OR j.approver_id = $2) "
		"ORDER BY j.seq DESC LIMIT 1",
		"srd", bo->session.till, staff_id, LOOK_BACK);

	*acts = !status && seq != BO_NONE;
	return status;
}

static bool is_clean(const struct tally *tally)
{
	return tally->guesses == 0 && tally->until == BO_NONE;
}

/* wrong: those of all other tills are to be counted.  Else it is seldom of interest whether the
 * person acts here, and not looked for. */
static enum bo_status read_tallies(struct bo *bo, int64_t staff_id, bool wrong,
				   struct tallies *tallies)
{
	bool acts = true;
	enum bo_status status;

	*tallies = (struct tallies){ .staff_id = staff_id, .n = 1 };
	tallies->row[0] = (struct tally){ .till = bo->session.till, .limit = GUESSES_HERE };
	tallies->row[1] = (struct tally){ .till = "", .limit = GUESSES_ELSEWHERE };
	status = read_tally(bo, staff_id, &tallies->row[0]);
	if (!status)
		status = read_tally(bo, staff_id, &tallies->row[1]);
	if (!status && (wrong || !is_clean(&tallies->row[1])))
		status = acts_here(bo, staff_id, &acts);
	if (!acts)
		tallies->n = 2;
	return status;
}

static enum bo_status write_tally(struct bo *bo, int64_t staff_id, const struct tally *tally)
{
	return sql_run(bo,
		       "INSERT INTO pin_guess (staff_id, till, guesses, rests, rests_until) "
		       "VALUES ($1, $2, $3, $4, $5) ON CONFLICT (staff_id, till) DO UPDATE SET "
		       "guesses = excluded.guesses, rests = excluded.rests, "
		       "rests_until = excluded.rests_until",
		       "rsiii", staff_id, tally->till, tally->guesses, tally->rests, tally->until);
}

/* Seconds until the last of them ends; 0 when none rests. */
static int64_t seconds_left(const struct tallies *tallies, int64_t now)
{
	int64_t left = 0;

	for (size_t i = 0; i < tallies->n; i++)
		if (rests(&tallies->row[i], now) && tallies->row[i].until - now > left)
			left = tallies->row[i].until - now;
	return left;
}

static enum bo_status refuse(struct bo *bo, const char *start, const char *name, int64_t seconds)
{
	if (seconds <= REST_SECONDS)
		return fail_rule(bo, BO_RULE_PERMISSION, BO_ROLE_NONE,
				 "%s %s; try again in a minute.", start, name);
	return fail_rule(bo, BO_RULE_PERMISSION, BO_ROLE_NONE,
			 "%s %s; try again in %" PRId64 " minutes.", start, name,
			 (seconds + 59) / 60);
}

static enum bo_status refuse_resting(struct bo *bo, const char *name, int64_t seconds)
{
	return refuse(bo, "Too many wrong PINs at this till for", name, seconds);
}

/* Rests that a clock set back would make endless begin again, now. */
static enum bo_status cut_rests(struct bo *bo, struct tallies *tallies, int64_t now)
{
	enum bo_status status = BO_OK;

	for (size_t i = 0; i < tallies->n && !status; i++) {
		struct tally *tally = &tallies->row[i];

		if (!outlasts(tally, now))
			continue;
		tally->until = now + rest_length(tally->rests);
		status = write_tally(bo, tallies->staff_id, tally);
	}
	return status;
}

static bool any_outlasts(const struct tallies *tallies, int64_t now)
{
	for (size_t i = 0; i < tallies->n; i++)
		if (outlasts(&tallies->row[i], now))
			return true;
	return false;
}

enum bo_status guess_may(struct bo *bo, int64_t staff_id, const char *name)
{
	struct tallies tallies;
	int64_t now = bo_now(bo);
	enum bo_status status;

	if (!bo->session.till[0])
		return fail(bo, BO_INVALID, "No till: name one with --till.");
	status = read_tallies(bo, staff_id, false, &tallies);
	if (!status && any_outlasts(&tallies, now)) {
		status = act_begin(bo);
		if (status)
			return status;
		status = read_tallies(bo, staff_id, false, &tallies);
		status = act_end(bo, status ? status : cut_rests(bo, &tallies, now));
	}
	if (!status && seconds_left(&tallies, now) > 0)
		status = refuse_resting(bo, name, seconds_left(&tallies, now));
	return status;
}

/* The guess that fills the number begins a rest. */
static enum bo_status count(struct bo *bo, struct tallies *tallies, int64_t now)
{
	enum bo_status status = BO_OK;

	for (size_t i = 0; i < tallies->n && !status; i++) {
		struct tally *tally = &tallies->row[i];

		if (++tally->guesses >= tally->limit) {
			tally->guesses = 0;
			tally->rests++;
			tally->until = now + rest_length(tally->rests);
		}
		status = write_tally(bo, tallies->staff_id, tally);
	}
	return status;
}

static enum bo_status note_wrong(struct bo *bo, const struct tallies *tallies, const char *what,
				 int64_t now)
{
	int64_t left = seconds_left(tallies, now);
	char till[BO_SHORT_NAME];
	enum bo_status status = BO_OK;

	if (bo->session.till_id == 0) {
		memcpy(till, bo->session.till, sizeof till);
		status = bo_till_use(bo, till);
	}
	if (status)
		return status;
	return journal_add(bo, "pin.wrong", 0,
			   json_pack("{s:I,s:s,s:o}", "staff", (json_int_t)tallies->staff_id, "for",
				     what, "rests",
				     left ? json_integer((json_int_t)left) : json_null()),
			   NULL);
}

static enum bo_status forgive(struct bo *bo, struct tallies *tallies)
{
	enum bo_status status = BO_OK;

	for (size_t i = 0; i < tallies->n && !status; i++) {
		tallies->row[i].guesses = tallies->row[i].rests = 0;
		tallies->row[i].until = BO_NONE;
		status = write_tally(bo, tallies->staff_id, &tallies->row[i]);
	}
	return status;
}

enum bo_status guess_judge(struct bo *bo, int64_t staff_id, const char *name, const char *what,
			   bool right)
{
	struct tallies tallies;
	int64_t now = bo_now(bo), rested = 0;
	enum bo_status status = read_tallies(bo, staff_id, !right, &tallies);

	/* Most people type their PIN right: that costs no writing. */
	if (status ||
	    (right && is_clean(&tallies.row[0]) && (tallies.n == 1 || is_clean(&tallies.row[1]))))
		return status;
	status = act_begin(bo);
	if (status)
		return status;
	status = read_tallies(bo, staff_id, !right, &tallies);
	if (!status) {
		rested = seconds_left(&tallies, now);
		if (!rested)
			status = right ? forgive(bo, &tallies) : count(bo, &tallies, now);
	}
	if (!status && !rested && !right)
		status = note_wrong(bo, &tallies, what, now);
	status = act_end(bo, status);
	if (status)
		return status;
	if (rested)
		return refuse_resting(bo, name, rested);
	if (right)
		return BO_OK;
	if (seconds_left(&tallies, now) == 0)
		return fail_rule(bo, BO_RULE_PERMISSION, BO_ROLE_NONE, "That is not %s's PIN.",
				 name);
	return refuse(bo, "That was the last of too many wrong PINs for", name,
		      seconds_left(&tallies, now));
}

enum bo_status guess_forget(struct bo *bo, int64_t staff_id)
{
	return sql_run(bo,
		       "UPDATE pin_guess SET guesses = 0, rests = 0, rests_until = NULL WHERE "
		       "staff_id = $1",
		       "r", staff_id);
}
