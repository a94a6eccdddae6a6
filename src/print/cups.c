/*
 * The only file that sees libcups.  Plain requests on a connection of our own:
 * the library's convenient calls look printers up on a second connection whose
 * timeout nobody can set, and hang for minutes behind a hung scheduler.
 */
#include "print/cups.h"

#include <boxoffice/text.h>

#include <cups/cups.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CONNECT_MS = 1500, URI_SIZE = 400 };
static const double answer_seconds = 1.5; /* libcups waits up to twice as long */

struct spool {
	http_t *http;
	char queue[200], uri[URI_SIZE], resource[URI_SIZE];
	bool silent;
	char why[SPOOL_WORDS];
};

static const char silence[] = "The print scheduler (CUPS) does not answer.";

/* Called when an answer is late: no, do not wait on. */
static int give_up(http_t *http, void *arg)
{
	(void)http;
	(void)arg;
	return 0;
}

/* Nobody sits at a worker's terminal to be asked. */
static const char *no_password(const char *prompt, http_t *http, const char *method,
			       const char *resource, void *arg)
{
	(void)prompt;
	(void)http;
	(void)method;
	(void)resource;
	(void)arg;
	return NULL;
}

static enum spool_answer silent(struct spool *spool)
{
	spool->silent = true;
	snprintf(spool->why, sizeof spool->why, "%s", silence);
	return SPOOL_SILENT;
}

struct spool *spool_open(const char *queue)
{
	struct spool *spool = calloc(1, sizeof *spool);

	if (!spool)
		return NULL;
	snprintf(spool->queue, sizeof spool->queue, "%s", queue);
	httpAssembleURIf(HTTP_URI_CODING_ALL, spool->uri, sizeof spool->uri, "ipp", NULL,
			 "localhost", 0, "/printers/%s", spool->queue);
	snprintf(spool->resource, sizeof spool->resource, "/printers/%s", spool->queue);
	cupsSetPasswordCB2(no_password, NULL);
	spool->http = httpConnect2(cupsServer(), ippPort(), NULL, AF_UNSPEC, cupsEncryption(), 1,
				   CONNECT_MS, NULL);
	if (spool->http)
		httpSetTimeout(spool->http, answer_seconds, give_up, NULL);
	else
		silent(spool);
	return spool;
}

void spool_close(struct spool *spool)
{
	if (!spool)
		return;
	httpClose(spool->http);
	free(spool);
}

const char *spool_why(const struct spool *spool)
{
	return spool->why;
}

static ipp_t *request(const struct spool *spool, ipp_op_t operation, int job)
{
	ipp_t *ipp = ippNewRequest(operation);

	ippAddString(ipp, IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", NULL, spool->uri);
	if (job)
		ippAddInteger(ipp, IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", job);
	ippAddString(ipp, IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", NULL,
		     cupsUser());
	return ipp;
}

/* It has no status of its own. */
static bool is_quota(ipp_t *answer, ipp_status_t status)
{
	const char *said =
		ippGetString(ippFindAttribute(answer, "status-message", IPP_TAG_TEXT), 0, NULL);

	return status == IPP_STATUS_ERROR_NOT_POSSIBLE && said && strstr(said, "uota");
}

/* The text libcups has for a failure may be "Success" or "Host is down": only the status counts. */
static enum spool_answer judge(struct spool *spool, ipp_t *answer, const char *what)
{
	ipp_status_t status;

	if (!answer)
		return silent(spool);
	status = ippGetStatusCode(answer);
	if (status <= IPP_STATUS_OK_CONFLICTING)
		return SPOOL_OK;
	if (status == IPP_STATUS_ERROR_NOT_FOUND) {
		snprintf(spool->why, sizeof spool->why, "The scheduler knows no %s.", what);
		return SPOOL_GONE;
	}
	if (status == IPP_STATUS_ERROR_NOT_ACCEPTING_JOBS)
		snprintf(spool->why, sizeof spool->why, "The queue %s takes no jobs now.",
			 spool->queue);
	else if (is_quota(answer, status))
		snprintf(spool->why, sizeof spool->why,
			 "The quota of %s on the queue %s is used up; raise it at the scheduler.",
			 cupsUser(), spool->queue);
	else if (status == IPP_STATUS_ERROR_NOT_AUTHENTICATED)
		snprintf(spool->why, sizeof spool->why,
			 "The queue %s wants a name and a password; a queue for tickets must not.",
			 spool->queue);
	else if (status == IPP_STATUS_ERROR_NOT_AUTHORIZED || status == IPP_STATUS_ERROR_FORBIDDEN)
		snprintf(spool->why, sizeof spool->why,
			 "The queue %s does not let %s print; allow it at the scheduler.",
			 spool->queue, cupsUser());
	else
		snprintf(spool->why, sizeof spool->why, "The scheduler refuses (%s).",
			 ippErrorString(status));
	return SPOOL_NO;
}

/* Takes the request over; *answer is to be deleted when SPOOL_OK. */
static enum spool_answer ask(struct spool *spool, ipp_t *ipp, const char *what, ipp_t **answer)
{
	enum spool_answer result;

	if (spool->silent) {
		ippDelete(ipp);
		return silent(spool);
	}
	*answer = cupsDoRequest(spool->http, ipp, spool->resource);
	result = judge(spool, *answer, what);
	if (result != SPOOL_OK) {
		ippDelete(*answer);
		*answer = NULL;
	}
	return result;
}

static const char *queue_words(const struct spool *spool, char words[SPOOL_WORDS])
{
	snprintf(words, SPOOL_WORDS, "queue %s", spool->queue);
	return words;
}

static void put_text(ipp_t *answer, const char *name, char *text, size_t size)
{
	const char *value = ippGetString(ippFindAttribute(answer, name, IPP_TAG_ZERO), 0, NULL);

	bo_text_clean(value ? value : "", text, size);
}

static bool has_reason(ipp_t *answer, const char *name, const char *reason)
{
	ipp_attribute_t *attribute = ippFindAttribute(answer, name, IPP_TAG_KEYWORD);

	return attribute && ippContainsString(attribute, reason);
}

static void put_reasons(ipp_attribute_t *attribute, char *text, size_t size)
{
	struct bo_buf buf = { .text = text, .size = size };
	int n = attribute ? ippGetCount(attribute) : 0;

	text[0] = '\0';
	for (int i = 0; i < n; i++)
		if (ippGetString(attribute, i, NULL))
			bo_buf_printf(&buf, "%s%s", buf.len ? "," : "",
				      ippGetString(attribute, i, NULL));
}

static int read_dpi(ipp_t *answer)
{
	ipp_attribute_t *attribute =
		ippFindAttribute(answer, "printer-resolution-default", IPP_TAG_RESOLUTION);
	ipp_res_t units = IPP_RES_PER_INCH;
	int x, y = 0;

	if (!attribute)
		return 0;
	x = ippGetResolution(attribute, 0, &y, &units);
	if (units == IPP_RES_PER_CM) {
		x = (int)(x * 2.54 + 0.5);
		y = (int)(y * 2.54 + 0.5);
	}
	return x == y && x >= 100 && x <= 2400 ? x : 0;
}

enum spool_answer spool_look(struct spool *spool, struct spool_printer *printer)
{
	static const char *const wanted[] = { "printer-state", "printer-state-reasons",
					      "printer-is-accepting-jobs", "media-supported",
					      "printer-resolution-default" };
	char words[SPOOL_WORDS];
	ipp_t *answer = NULL, *ipp = request(spool, IPP_OP_GET_PRINTER_ATTRIBUTES, 0);
	enum spool_answer result;

	ippAddStrings(ipp, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes",
		      sizeof wanted / sizeof *wanted, NULL, wanted);
	result = ask(spool, ipp, queue_words(spool, words), &answer);
	if (result != SPOOL_OK)
		return result;
	printer->stopped = ippGetInteger(ippFindAttribute(answer, "printer-state", IPP_TAG_ENUM),
					 0) == IPP_PSTATE_STOPPED;
	printer->accepting = ippGetBoolean(
		ippFindAttribute(answer, "printer-is-accepting-jobs", IPP_TAG_BOOLEAN), 0);
	put_reasons(ippFindAttribute(answer, "printer-state-reasons", IPP_TAG_KEYWORD),
		    printer->reasons, sizeof printer->reasons);
	put_reasons(ippFindAttribute(answer, "media-supported", IPP_TAG_ZERO), printer->media,
		    sizeof printer->media);
	printer->dpi = read_dpi(answer);
	ippDelete(answer);
	return SPOOL_OK;
}

static void name_settings(ipp_t *ipp)
{
	static const char *const words[][2] = {
		{ "print-scaling", "none" }, { "job-sheets", "none" },
		{ "sides", "one-sided" },    { "job-hold-until", "no-hold" },
		{ "page-border", "none" },   { "page-set", "all" }
	};
	static const char *const switches[] = { "fit-to-page", "fitplot", "mirror" };

	ippAddInteger(ipp, IPP_TAG_JOB, IPP_TAG_INTEGER, "copies", 1);
	ippAddInteger(ipp, IPP_TAG_JOB, IPP_TAG_INTEGER, "number-up", 1);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		ippAddString(ipp, IPP_TAG_JOB, IPP_TAG_KEYWORD, words[i][0], NULL, words[i][1]);
	for (size_t i = 0; i < sizeof switches / sizeof *switches; i++)
		ippAddBoolean(ipp, IPP_TAG_JOB, switches[i], 0);
}

enum spool_answer spool_create(struct spool *spool, const char *name, const char *media, int *id,
			       char uuid[SPOOL_UUID])
{
	char words[SPOOL_WORDS];
	ipp_t *answer = NULL, *ipp = request(spool, IPP_OP_CREATE_JOB, 0);
	struct spool_job job;
	enum spool_answer result;

	ippAddString(ipp, IPP_TAG_OPERATION, IPP_TAG_NAME, "job-name", NULL, name);
	name_settings(ipp);
	if (*media)
		ippAddString(ipp, IPP_TAG_JOB, IPP_TAG_KEYWORD, "media", NULL, media);
	result = ask(spool, ipp, queue_words(spool, words), &answer);
	if (result != SPOOL_OK)
		return result;
	*id = ippGetInteger(ippFindAttribute(answer, "job-id", IPP_TAG_INTEGER), 0);
	ippDelete(answer);
	/* Ids come again after a crash of the scheduler, so the id alone names no job. */
	result = spool_job(spool, *id, &job);
	if (result == SPOOL_OK)
		memcpy(uuid, job.uuid, sizeof job.uuid);
	return result;
}

/* By hand, as the library sends only files: a ticket must not lie about in a temporary one. */
static ipp_t *post(struct spool *spool, ipp_t *ipp, const void *bytes, size_t n)
{
	ipp_t *answer = NULL;
	http_status_t status =
		cupsSendRequest(spool->http, ipp, spool->resource, ippLength(ipp) + n);

	if (status == HTTP_STATUS_CONTINUE)
		status = cupsWriteRequestData(spool->http, bytes, n);
	if (status == HTTP_STATUS_CONTINUE)
		answer = cupsGetResponse(spool->http, spool->resource);
	ippDelete(ipp);
	return answer;
}

enum spool_answer spool_send(struct spool *spool, int id, const void *bytes, size_t n)
{
	ipp_t *answer, *ipp;
	enum spool_answer result;

	if (spool->silent)
		return silent(spool);
	ipp = request(spool, IPP_OP_SEND_DOCUMENT, id);
	ippAddString(ipp, IPP_TAG_OPERATION, IPP_TAG_MIMETYPE, "document-format", NULL,
		     "application/pdf");
	ippAddBoolean(ipp, IPP_TAG_OPERATION, "last-document", 1);
	answer = post(spool, ipp, bytes, n);
	result = judge(spool, answer, "such job any more");
	ippDelete(answer);
	return result;
}

enum spool_answer spool_cancel(struct spool *spool, int id)
{
	ipp_t *answer = NULL;
	enum spool_answer result =
		ask(spool, request(spool, IPP_OP_CANCEL_JOB, id), "such job any more", &answer);

	ippDelete(answer);
	return result;
}

enum spool_answer spool_job(struct spool *spool, int id, struct spool_job *job)
{
	static const char *const wanted[] = { "job-state",	    "job-state-reasons",
					      "job-uuid",	    "job-printer-state-message",
					      "time-at-processing", "number-of-documents" };
	ipp_t *answer = NULL, *ipp = request(spool, IPP_OP_GET_JOB_ATTRIBUTES, id);
	enum spool_answer result;

	ippAddStrings(ipp, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes",
		      sizeof wanted / sizeof *wanted, NULL, wanted);
	result = ask(spool, ipp, "such job any more", &answer);
	if (result != SPOOL_OK)
		return result;
	memset(job, 0, sizeof *job);
	job->state = ippGetInteger(ippFindAttribute(answer, "job-state", IPP_TAG_ENUM), 0);
	/* A scheduler that was started anew forgets the reason, but counts the documents; it
	 * forgets those when the job has ended. */
	job->empty =
		has_reason(answer, "job-state-reasons", "job-incoming") ||
		(job->state < IPP_JSTATE_STOPPED &&
		 ippGetInteger(ippFindAttribute(answer, "number-of-documents", IPP_TAG_INTEGER),
			       0) == 0);
	job->wants_name = has_reason(answer, "job-state-reasons", "cups-held-for-authentication");
	job->began = ippFindAttribute(answer, "time-at-processing", IPP_TAG_INTEGER) != NULL;
	put_text(answer, "job-uuid", job->uuid, sizeof job->uuid);
	put_text(answer, "job-printer-state-message", job->message, sizeof job->message);
	ippDelete(answer);
	return SPOOL_OK;
}

enum bo_job_state spool_verdict(const struct spool_job *job)
{
	switch (job->state) {
	case IPP_JSTATE_PENDING:
	case IPP_JSTATE_HELD:
	case IPP_JSTATE_PROCESSING:
		return BO_JOB_SENT;
	case IPP_JSTATE_COMPLETED:
		return BO_JOB_PRINTED;
	default: /* stopped, canceled, aborted, or a state of a later standard */
		return BO_JOB_UNKNOWN;
	}
}

bool spool_would_repeat(const struct spool_job *job)
{
	return job->began && (job->state == IPP_JSTATE_PENDING || job->state == IPP_JSTATE_HELD);
}

enum bo_job_state spool_verdict_taken_back(const struct spool_job *job)
{
	if (job->state == IPP_JSTATE_COMPLETED)
		return BO_JOB_PRINTED;
	if ((job->state == IPP_JSTATE_CANCELED || job->state == IPP_JSTATE_ABORTED) && !job->began)
		return BO_JOB_FAILED;
	return BO_JOB_UNKNOWN;
}

static const char *state_words(int state)
{
	return state == IPP_PSTATE_IDLE		? "idle"
	       : state == IPP_PSTATE_PROCESSING ? "printing"
	       : state == IPP_PSTATE_STOPPED	? "stopped"
						: "unknown";
}

static const char *arena_text(struct bo_arena *arena, const char *value)
{
	char clean[SPOOL_WORDS];

	bo_text_clean(value ? value : "", clean, sizeof clean);
	return bo_arena_copy(arena, clean);
}

/* Attributes come as one flat list; a separator stands between printers. */
static bool read_queue(ipp_t *answer, ipp_attribute_t **at, struct bo_arena *arena,
		       struct bo_queue *queue)
{
	ipp_attribute_t *a = *at;

	*queue = (struct bo_queue){ .info = "", .state = "unknown" };
	while (a && ippGetGroupTag(a) != IPP_TAG_PRINTER)
		a = ippNextAttribute(answer);
	for (; a && ippGetGroupTag(a) == IPP_TAG_PRINTER; a = ippNextAttribute(answer)) {
		const char *name = ippGetName(a) ? ippGetName(a) : "";

		if (strcmp(name, "printer-name") == 0)
			queue->name = arena_text(arena, ippGetString(a, 0, NULL));
		else if (strcmp(name, "printer-info") == 0)
			queue->info = arena_text(arena, ippGetString(a, 0, NULL));
		else if (strcmp(name, "printer-state") == 0)
			queue->state = state_words(ippGetInteger(a, 0));
		else if (strcmp(name, "printer-is-accepting-jobs") == 0)
			queue->accepting = ippGetBoolean(a, 0);
	}
	*at = a;
	return queue->name != NULL && queue->info != NULL;
}

enum spool_answer spool_queues(struct spool *spool, struct bo_arena *arena, struct bo_queues *list)
{
	static const char *const wanted[] = { "printer-name", "printer-info", "printer-state",
					      "printer-is-accepting-jobs" };
	struct bo_queues found = { 0 };
	ipp_t *answer = NULL, *ipp = ippNewRequest(IPP_OP_CUPS_GET_PRINTERS);
	enum spool_answer result;

	ippAddStrings(ipp, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes",
		      sizeof wanted / sizeof *wanted, NULL, wanted);
	result = ask(spool, ipp, "queue", &answer);
	if (result == SPOOL_GONE) { /* no printers at all is an error in IPP, not for us */
		*list = found;
		return SPOOL_OK;
	}
	if (result != SPOOL_OK)
		return result;
	for (ipp_attribute_t *a = ippFirstAttribute(answer); a;) {
		struct bo_queue queue;

		if (!read_queue(answer, &a, arena, &queue))
			continue;
		found.row = bo_arena_grow(arena, found.row, found.n, sizeof queue);
		if (!found.row) {
			ippDelete(answer);
			return silent(spool);
		}
		found.row[found.n++] = queue;
	}
	ippDelete(answer);
	*list = found;
	return SPOOL_OK;
}
