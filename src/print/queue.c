/*
 * The CUPS queue as a transport: what it says of itself becomes ready or not, what
 * it says of a job becomes out, kept or in doubt.  The order of the steps is the
 * outbox's.
 */
#include "print/queue.h"
#include "base/fail.h"
#include "print/cups.h"
#include "store/sql.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* --- Reasons --- */

/* A printer continues by itself after most of them, which people who reprint meanwhile must know.
 * Gravest first. */
enum { KEYWORD = 64 };

static const struct {
	const char *keyword, *advice;
	bool stops;
} table[] = {
	{ "paused", "The queue is stopped; start it again at the scheduler.", true },
	{ "shutdown", "Switch the printer on.", true },
	{ "offline", "Switch the printer on and check its cable.", true },
	{ "media-empty", "Load tickets; printing goes on by itself, do not reprint.", true },
	{ "media-needed", "Load tickets; printing goes on by itself, do not reprint.", true },
	{ "media-jam", "Clear the jam, then look which ticket was in it.", true },
	{ "cover-open", "Close the cover.", true },
	{ "door-open", "Close the door.", true },
	{ "interlock-open", "Close the printer.", true },
	{ "output-area-full", "Take the tickets out of the tray.", true },
	{ "marker-supply-empty", "Change the ribbon or ink.", true },
	{ "toner-empty", "Change the toner.", true },
	{ "timed-out", "The printer does not answer; check its cable.", true },
	{ "connecting-to-device", "The scheduler is looking for the printer.", false },
	{ "media-low", "Few tickets left.", false },
	{ "marker-supply-low", "The ribbon or ink runs low.", false },
	{ "toner-low", "The toner runs low.", false },
};
enum { KNOWN = sizeof table / sizeof *table };

/* Without the suffix that says how bad it is; false if it says it is not bad. */
static bool strip(char *keyword)
{
	static const char *const suffixes[] = { "-report", "-warning", "-error" };
	size_t n = strlen(keyword);

	for (size_t i = 0; i < 3; i++) {
		size_t k = strlen(suffixes[i]);

		if (n > k && strcmp(keyword + n - k, suffixes[i]) == 0) {
			keyword[n - k] = '\0';
			return i == 2;
		}
	}
	return true;
}

/* The next keyword of the list without its suffix; NULL at the end. */
static const char *next_keyword(const char *list, char keyword[KEYWORD], bool *grave)
{
	size_t n = strcspn(list, ","), kept = n < KEYWORD ? n : KEYWORD - 1;

	if (n == 0)
		return NULL;
	memcpy(keyword, list, kept);
	keyword[kept] = '\0';
	*grave = strip(keyword);
	return list + n + (list[n] == ',');
}

static size_t find(const char *keyword)
{
	size_t i = 0;

	while (i < KNOWN && strcmp(table[i].keyword, keyword) != 0)
		i++;
	return i;
}

/* The scheduler's talk with itself. */
static bool idle_talk(const char *keyword)
{
	return strcmp(keyword, "none") == 0 || strncmp(keyword, "cups-", 5) == 0;
}

bool reasons_words(const char *keywords, struct bo_buf *words)
{
	char keyword[KEYWORD];
	size_t worst = KNOWN;
	bool stops = false, grave;

	for (const char *p = keywords; (p = next_keyword(p, keyword, &grave));) {
		size_t i = find(keyword);

		if (i < worst)
			worst = i;
		stops |= i < KNOWN && table[i].stops && grave;
	}
	if (worst < KNOWN)
		bo_buf_printf(words, "%s%s: %s", words->len ? " " : "", table[worst].keyword,
			      table[worst].advice);
	for (const char *p = keywords; (p = next_keyword(p, keyword, &grave));) {
		size_t i = find(keyword);

		if (!idle_talk(keyword) && (i == KNOWN || i != worst))
			bo_buf_printf(words, "%s%s", words->len ? " " : "", keyword);
	}
	return stops;
}

/* --- Media --- */

static const double near_mm = 1; /* makers round inches and millimetres */

struct size {
	double w, h; /* mm, w <= h */
};

static bool read_size(const char *name, struct size *size)
{
	const char *at = strrchr(name, '_');
	char *end;
	double w, h;

	if (!at)
		return false;
	w = strtod(at + 1, &end);
	if (*end != 'x')
		return false;
	h = strtod(end + 1, &end);
	if (strcmp(end, "in") == 0) {
		w *= 25.4;
		h *= 25.4;
	} else if (strcmp(end, "mm") != 0) {
		return false;
	}
	*size = (struct size){ fmin(w, h), fmax(w, h) };
	return w > 0 && h > 0;
}

/* The next name of the list; NULL at its end. */
static const char *next_name(const char *list, char name[MEDIA_NAME])
{
	size_t n = strcspn(list, ",");

	if (n == 0)
		return NULL;
	snprintf(name, MEDIA_NAME, "%.*s", (int)n, list);
	return list + n + (list[n] == ',');
}

static bool begins(const char *name, const char *word)
{
	return strncmp(name, word, strlen(word)) == 0;
}

/* Between the least and the most that the queue takes. */
static bool in_range(const char *names, struct size wanted)
{
	struct size size, least = { 0, 0 }, most = { 0, 0 };
	char name[MEDIA_NAME];

	for (const char *p = names; (p = next_name(p, name));) {
		if (begins(name, "custom_min_") && read_size(name, &size))
			least = size;
		if (begins(name, "custom_max_") && read_size(name, &size))
			most = size;
	}
	return most.w > 0 && wanted.w >= least.w - near_mm && wanted.h >= least.h - near_mm &&
	       wanted.w <= most.w + near_mm && wanted.h <= most.h + near_mm;
}

static void custom(struct size size, char name[MEDIA_NAME])
{
	snprintf(name, MEDIA_NAME, "custom_%gx%gmm_%gx%gmm", size.w, size.h, size.w, size.h);
}

enum media_fit media_choose(const char *names, double width, double height, char name[MEDIA_NAME])
{
	struct size wanted = { fmin(width, height), fmax(width, height) }, size;
	double nearest = HUGE_VAL;
	char one[MEDIA_NAME];

	custom(wanted, name);
	if (!*names)
		return MEDIA_SILENT;
	for (const char *p = names; (p = next_name(p, one));) {
		double off;

		if (begins(one, "custom_m") || !read_size(one, &size))
			continue;
		off = fmax(fabs(size.w - wanted.w), fabs(size.h - wanted.h));
		if (off < nearest) {
			nearest = off;
			snprintf(name, MEDIA_NAME, "%s", one);
		}
	}
	if (nearest <= near_mm)
		return MEDIA_HAS;
	if (in_range(names, wanted)) {
		custom(wanted, name);
		return MEDIA_HAS;
	}
	return MEDIA_LACKS;
}

bool media_knows(const char *names, const char *name)
{
	char one[MEDIA_NAME];
	struct size size;

	if (!*names)
		return true;
	for (const char *p = names; (p = next_name(p, one));)
		if (strcmp(one, name) == 0 && !begins(one, "custom_m"))
			return true;
	return begins(name, "custom_") && !begins(name, "custom_m") && read_size(name, &size) &&
	       in_range(names, size);
}

/* --- The transport --- */

enum { CANCEL_MS = 2000, POLL_MS = 50 };

struct queue {
	struct spool *spool;
	const struct outbox_destination *to;
	const char *media;	   /* as the printer's row says; "" for none */
	struct spool_printer seen; /* at the last look */
};

static enum bo_status open_queue(struct bo *bo, struct bo_arena *arena,
				 const struct outbox_destination *to, void **way)
{
	struct queue *q = bo_arena_alloc(arena, sizeof *q);
	enum bo_status status;

	if (!q)
		return fail_memory(bo);
	*q = (struct queue){ .to = to, .media = "" };
	status = sql_one(bo, SQL_ROW(arena, &q->media, sql_read_text), NULL,
			 "SELECT media FROM printer WHERE id = $1", "r", to->id);
	if (status)
		return status;
	q->spool = spool_open(to->target);
	if (!q->spool)
		return fail_memory(bo);
	*way = q;
	return BO_OK;
}

static void close_queue(void *way)
{
	struct queue *q = way;

	spool_close(q->spool);
}

static void look(void *way, struct outbox_look *seen)
{
	struct queue *q = way;
	struct bo_buf words = BO_BUF(seen->words);

	*seen->words = '\0';
	seen->ready = false;
	seen->stopped = true;
	if (spool_look(q->spool, &q->seen) != SPOOL_OK) {
		bo_buf_add(&words, spool_why(q->spool));
		return;
	}
	seen->stopped = reasons_words(q->seen.reasons, &words);
	if (!q->seen.accepting)
		bo_buf_printf(&words,
			      "%sThe queue takes no jobs; let it accept them again at the "
			      "scheduler.",
			      words.len ? " " : "");
	else if (q->seen.stopped && !words.len)
		bo_buf_add(&words, "The queue is stopped; start it again at the scheduler.");
	if (!words.len)
		bo_buf_add(&words, "ready");
	seen->ready = q->seen.accepting && !q->seen.stopped;
	seen->stopped |= !seen->ready;
	seen->dpi = q->seen.dpi;
}

static void answer_with(struct outbox_answer *answer, enum outbox_fate fate, const char *words)
{
	answer->fate = fate;
	snprintf(answer->words, sizeof answer->words, "%s", words);
}

/* The paper of the document as the queue calls it; false with a sentence when it has none, or not
 * the one it was told. */
static bool choose_media(const struct queue *q, const struct outbox_document *document,
			 char name[MEDIA_NAME], struct outbox_answer *answer)
{
	bool lacks = *q->media ? !media_knows(q->seen.media, q->media)
			       : media_choose(q->seen.media, document->width, document->height,
					      name) == MEDIA_LACKS;

	if (*q->media)
		snprintf(name, MEDIA_NAME, "%s", q->media);
	if (!lacks)
		return true;
	answer->fate = OUTBOX_KEPT;
	if (*q->media)
		snprintf(answer->words, sizeof answer->words,
			 "The queue does not know the medium %.100s any more.", q->media);
	else
		snprintf(
			answer->words, sizeof answer->words,
			"The queue has no paper of %g x %g mm, which the tickets have; the nearest "
			"it has is %.100s.  Set up such paper there, or name another for this "
			"printer.",
			document->width, document->height, name);
	return false;
}

static void create(void *way, struct outbox_row *row, const struct outbox_document *document,
		   struct outbox_answer *answer)
{
	struct queue *q = way;
	char name[48], media[MEDIA_NAME];

	if (!choose_media(q, document, media, answer))
		return;
	snprintf(name, sizeof name, "boxoffice-%" PRId64, row->id);
	answer->fate = OUTBOX_UNDERWAY;
	if (spool_create(q->spool, name, media, &row->ref, row->uuid) != SPOOL_OK)
		answer_with(answer, OUTBOX_KEPT, spool_why(q->spool));
}

static void send(void *way, const struct outbox_row *row, const struct outbox_document *document,
		 struct outbox_answer *answer)
{
	struct queue *q = way;

	switch (spool_send(q->spool, row->ref, document->bytes, document->n)) {
	case SPOOL_OK:
		answer->fate = OUTBOX_UNDERWAY;
		break;
	case SPOOL_SILENT:
		answer->fate = OUTBOX_SILENT;
		break;
	case SPOOL_NO:
	case SPOOL_GONE:
		answer_with(answer, OUTBOX_KEPT, spool_why(q->spool));
		break;
	}
}

static void cancel(void *way, const struct outbox_row *row)
{
	struct queue *q = way;

	(void)spool_cancel(q->spool, row->ref);
}

static const char *ended_how(int state)
{
	switch (state) {
	case 6:
		return "stopped";
	case 7:
		return "canceled";
	case 8:
		return "aborted";
	default:
		return "ended";
	}
}

static void ask_created(const struct spool_job *seen, struct outbox_answer *answer)
{
	if (seen->empty || (seen->state > 6 && seen->state < 9 && !seen->began))
		answer_with(answer, OUTBOX_EMPTY, "Its document did not arrive.");
	else
		answer->fate = OUTBOX_UNDERWAY;
}

static void ask_sent(struct queue *q, const struct outbox_row *row, const struct spool_job *seen,
		     struct outbox_answer *answer)
{
	enum bo_job_state verdict = spool_verdict(seen);

	if (verdict == BO_JOB_SENT && seen->wants_name)
		answer_with(answer, OUTBOX_TWICE,
			    "The queue held it until somebody gives a name and password; a queue "
			    "for tickets must not ask.  It was taken back.");
	else if (verdict == BO_JOB_SENT && spool_would_repeat(seen))
		answer_with(answer, OUTBOX_TWICE,
			    "The queue stopped when the printer had begun with it; it was taken "
			    "back, so that it does not come twice.");
	else
		answer->fate = verdict == BO_JOB_SENT	   ? OUTBOX_UNDERWAY
			       : verdict == BO_JOB_PRINTED ? OUTBOX_OUT
							   : OUTBOX_DOUBT;
	if (answer->fate == OUTBOX_DOUBT)
		snprintf(answer->words, sizeof answer->words,
			 "The job was %s after it left us (%s); look whether the ticket came out.",
			 ended_how(seen->state),
			 *seen->message ? seen->message : "no reason given");
	if (seen->state == 6) /* for us it is over; nobody is to restart it */
		cancel(q, row);
}

static void ask(void *way, const struct outbox_row *row, struct outbox_answer *answer)
{
	struct queue *q = way;
	struct spool_job seen;
	enum spool_answer said = spool_job(q->spool, row->ref, &seen);

	if (said == SPOOL_SILENT)
		answer_with(answer, OUTBOX_SILENT,
			    "The scheduler fell silent after the ticket left us; look whether it "
			    "came out.");
	else if (said != SPOOL_OK || strcmp(row->uuid, seen.uuid) != 0)
		answer_with(answer, OUTBOX_DOUBT,
			    "The scheduler does not know this job any more; look whether the "
			    "ticket came out.");
	else if (row->state == BO_JOB_CREATED)
		ask_created(&seen, answer);
	else
		ask_sent(q, row, &seen, answer);
}

static int64_t milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * INT64_C(1000) + now.tv_nsec / 1000000;
}

/* Until the scheduler obeys, or does not. */
static enum spool_answer cancel_and_wait(struct queue *q, const struct outbox_row *row,
					 struct spool_job *seen)
{
	const struct timespec nap = { 0, POLL_MS * 1000000L };
	int64_t until = milliseconds() + CANCEL_MS;
	enum spool_answer said;

	cancel(q, row);
	do {
		said = spool_job(q->spool, row->ref, seen);
		if (said == SPOOL_OK && seen->state > 6)
			break;
		nanosleep(&nap, NULL);
	} while (said == SPOOL_OK && milliseconds() < until);
	return said;
}

static void take_back(void *way, const struct outbox_row *row, const char *why, int seconds,
		      struct outbox_answer *answer)
{
	struct queue *q = way;
	struct spool_job seen = { 0 };
	enum spool_answer said = cancel_and_wait(q, row, &seen);
	enum bo_job_state verdict = BO_JOB_UNKNOWN;

	if (said == SPOOL_OK && strcmp(row->uuid, seen.uuid) == 0)
		verdict = spool_verdict_taken_back(&seen);
	answer->fate = said == SPOOL_SILENT	   ? OUTBOX_SILENT
		       : verdict == BO_JOB_PRINTED ? OUTBOX_OUT
		       : verdict == BO_JOB_FAILED  ? OUTBOX_KEPT
						   : OUTBOX_DOUBT;
	if (verdict == BO_JOB_PRINTED)
		return;
	if (why)
		snprintf(answer->words, sizeof answer->words, "%s%s", why,
			 verdict == BO_JOB_FAILED ? "" : " Look whether the ticket came out.");
	else if (verdict == BO_JOB_FAILED)
		snprintf(answer->words, sizeof answer->words,
			 "The printer did not begin with it in %d seconds; it was taken back.",
			 seconds);
	else
		snprintf(answer->words, sizeof answer->words,
			 "The printer did not finish in %d seconds (%.400s); look whether the "
			 "ticket came out.",
			 seconds, q->to->status);
}

const struct outbox_transport print_queue = {
	.code = "cups",
	.open = open_queue,
	.close = close_queue,
	.look = look,
	.create = create,
	.send = send,
	.ask = ask,
	.take_back = take_back,
	.cancel = cancel,
};
