/*
 * The states of a row, which way they may go, and what a person may do in each.
 */
#include "outbox/outbox.h"

#include <boxoffice/text.h>

#include <ctype.h>
#include <inttypes.h>

enum bo_job_turn bo_job_turn(enum bo_job_state state)
{
	if (state == BO_JOB_QUEUED || state == BO_JOB_CREATED || state == BO_JOB_SENT)
		return BO_JOB_OF_WORKER;
	return state == BO_JOB_FAILED || state == BO_JOB_UNKNOWN ? BO_JOB_OF_PERSON
								 : BO_JOB_OF_NOBODY;
}

#define TO(state) (1U << (state))

bool outbox_may(enum bo_job_state from, enum bo_job_state to)
{
	static const unsigned ways[BO_JOB_STATE_COUNT] = {
		/* printed: a folder has no way between */
		[BO_JOB_QUEUED] = TO(BO_JOB_CREATED) | TO(BO_JOB_PRINTED) | TO(BO_JOB_FAILED) |
				  TO(BO_JOB_DROPPED),
		[BO_JOB_CREATED] = TO(BO_JOB_QUEUED) | TO(BO_JOB_SENT) | TO(BO_JOB_FAILED) |
				   TO(BO_JOB_UNKNOWN),
		/* failed: taken back before anything of it came out */
		[BO_JOB_SENT] = TO(BO_JOB_PRINTED) | TO(BO_JOB_FAILED) | TO(BO_JOB_UNKNOWN),
		[BO_JOB_PRINTED] = TO(BO_JOB_SPOILED),
		[BO_JOB_FAILED] = TO(BO_JOB_QUEUED) | TO(BO_JOB_SPOILED) | TO(BO_JOB_DROPPED),
		[BO_JOB_UNKNOWN] = TO(BO_JOB_PRINTED) | TO(BO_JOB_SPOILED) | TO(BO_JOB_DROPPED),
	};

	return (ways[from] & TO(to)) != 0;
}

enum bo_job_state outbox_becomes(enum bo_job_act act)
{
	static const enum bo_job_state states[] = { [BO_JOB_SETTLE_PRINTED] = BO_JOB_PRINTED,
						    [BO_JOB_SETTLE_SPOILED] = BO_JOB_SPOILED,
						    [BO_JOB_RETRY] = BO_JOB_QUEUED };

	return states[act];
}

/* What is the worker's nobody pulls away from it. */
bool outbox_may_act(const struct outbox_kind *kind, int64_t id, enum bo_job_state state,
		    bool wanted, enum bo_job_act act, struct bo_buf *why)
{
	enum bo_job_state to = outbox_becomes(act);

	if (act == BO_JOB_RETRY && !wanted) {
		if (why)
			bo_buf_printf(why, "The %s of %s %" PRId64 " is void.", kind->thing,
				      kind->row, id);
		return false;
	}
	if (bo_job_turn(state) != BO_JOB_OF_WORKER && outbox_may(state, to))
		return true;
	if (why)
		bo_buf_printf(why, "%c%s %" PRId64 " is \"%s\": it cannot become \"%s\".",
			      toupper((unsigned char)kind->row[0]), kind->row + 1, id,
			      bo_job_state_label(state), bo_job_state_label(to));
	return false;
}
