/*
 * The outbox with letters of our own instead of tickets, carried by a transport of our own: every
 * state, every kill between two steps, what a person may decide, and one worker at a time.
 */
#include "outbox/outbox.h"
#include "store/sql.h"
#include "support/paper.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { DEADLINE = 1 };

/* --- The far side: a folder with a file for each parcel, empty until its letter came --- */

static const char *far_side, *mode; /* what goes wrong there; "" for nothing */

static bool goes(const char *wrong)
{
	return strcmp(mode, wrong) == 0;
}

static const char *parcel(int ref)
{
	static char path[500];

	snprintf(path, sizeof path, "%s/%d", far_side, ref);
	return path;
}

/* Bytes of it that are there; -1: it is not known. */
static long arrived(int ref)
{
	struct stat there;

	return stat(parcel(ref), &there) == 0 ? (long)there.st_size : -1;
}

static int letters(void)
{
	int n = 0;

	for (int ref = 1; ref < 100; ref++)
		n += arrived(ref) > 0;
	return n;
}

static void leave(int ref, const void *bytes, size_t n)
{
	FILE *file = fopen(parcel(ref), "w");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, n, file), n);
	fclose(file);
}

static enum bo_status open_way(struct bo *bo, struct bo_arena *arena,
			       const struct outbox_destination *to, void **way)
{
	(void)bo;
	(void)arena;
	assert_string_equal(to->target, "tickets");
	*way = &mode;
	return BO_OK;
}

static void close_way(void *way)
{
	assert_ptr_equal(way, &mode);
}

static void look(void *way, struct outbox_look *seen)
{
	(void)way;
	seen->ready = !goes("closed");
	seen->stopped = goes("closed");
	snprintf(seen->words, sizeof seen->words, "%s", goes("closed") ? "closed today" : "ready");
}

static void say(struct outbox_answer *answer, enum outbox_fate fate, const char *words)
{
	answer->fate = fate;
	snprintf(answer->words, sizeof answer->words, "%s", words);
}

static void create(void *way, struct outbox_row *row, const struct outbox_document *document,
		   struct outbox_answer *answer)
{
	(void)way;
	(void)document;
	if (goes("full")) {
		say(answer, OUTBOX_KEPT, "no room for one more");
		return;
	}
	row->ref = 1;
	while (arrived(row->ref) >= 0)
		row->ref++;
	snprintf(row->uuid, sizeof row->uuid, "parcel-%d", row->ref);
	leave(row->ref, "", 0);
	answer->fate = OUTBOX_UNDERWAY;
}

static void send(void *way, const struct outbox_row *row, const struct outbox_document *document,
		 struct outbox_answer *answer)
{
	(void)way;
	if (goes("refused")) {
		say(answer, OUTBOX_KEPT, "no such street");
		return;
	}
	leave(row->ref, document->bytes, document->n);
	answer->fate = OUTBOX_UNDERWAY;
}

static void ask(void *way, const struct outbox_row *row, struct outbox_answer *answer)
{
	long n = arrived(row->ref);

	(void)way;
	if (goes("silent"))
		say(answer, OUTBOX_SILENT, "no word since");
	else if (n < 0 || goes("lost"))
		say(answer, OUTBOX_DOUBT, "nobody knows it");
	else if (n == 0)
		say(answer, OUTBOX_EMPTY, "an empty parcel");
	else if (goes("again"))
		say(answer, OUTBOX_TWICE, "it would come again");
	else
		answer->fate = row->state == BO_JOB_CREATED || goes("slow") || goes("begun")
				       ? OUTBOX_UNDERWAY
				       : OUTBOX_OUT;
}

static void cancel(void *way, const struct outbox_row *row)
{
	(void)way;
	unlink(parcel(row->ref));
}

static void take_back(void *way, const struct outbox_row *row, const char *why, int seconds,
		      struct outbox_answer *answer)
{
	bool begun = goes("begun") || goes("again");

	(void)seconds;
	if (!begun)
		cancel(way, row);
	say(answer, begun ? OUTBOX_DOUBT : OUTBOX_KEPT, why ? why : "too slow");
}

static const struct outbox_transport mule = {
	.code = "cups", /* what the store lets a destination be */
	.open = open_way,
	.close = close_way,
	.look = look,
	.create = create,
	.send = send,
	.ask = ask,
	.take_back = take_back,
	.cancel = cancel,
};

/* --- What is sent: letters --- */

static bool wanted;
static int n_acted;
static enum bo_job_state acted_was, acted_is;

static enum bo_status write_letter(struct bo *bo, struct bo_arena *arena, int64_t id, int dpi,
				   struct outbox_document *document)
{
	char text[40];

	(void)arena;
	(void)dpi;
	if (goes("unwritten")) {
		bo->error.status = BO_PRINTER;
		snprintf(bo->error.message, sizeof bo->error.message, "the ink is dry");
		return BO_PRINTER;
	}
	document->wanted = wanted;
	if (!wanted)
		return BO_OK;
	snprintf(text, sizeof text, "letter %d", (int)id);
	document->bytes = (unsigned char *)strdup(text);
	document->n = strlen(text);
	document->name = "letter";
	snprintf(document->warning, sizeof document->warning, "a blot");
	return BO_OK;
}

static enum bo_status ask_wanted(struct bo *bo, int64_t id, bool *is)
{
	(void)bo;
	(void)id;
	*is = wanted;
	return BO_OK;
}

static enum bo_status acted(struct bo *bo, const struct outbox_row *row, enum bo_job_state was,
			    bool still)
{
	assert_true(act_is_open(bo));
	assert_int_equal(still, wanted);
	n_acted++;
	acted_was = was;
	acted_is = row->state;
	return BO_OK;
}

static const struct outbox_transport *const transports[] = { &mule, NULL };

static const struct outbox_kind kind = {
	.row = "delivery",
	.thing = "letter",
	.place = "depot",
	.mark = "",
	.transports = transports,
	.make = write_letter,
	.ask_wanted = ask_wanted,
	.acted = acted,
};

/* --- The stage: a destination, and one row that waits for it --- */

struct stage {
	struct paper p;
	int64_t depot, row;
};

static void be_at(const char *folder)
{
	far_side = folder;
	mode = "";
	wanted = true;
	n_acted = 0;
}

static void add_row(struct stage *s)
{
	paper_sell(&s->p, s->p.adult, 1);
	s->row = test_number(s->p.bo, "SELECT max(id) FROM print_job");
}

static int open_stage(void **state)
{
	struct stage *s = calloc(1, sizeof *s);

	paper_open(&s->p, "Hamlet");
	be_at(bo_arena_printf(&s->p.arena, "%s/far", paper_folder(&s->p)));
	assert_int_equal(mkdir(far_side, 0700), 0);
	test_act_as(s->p.bo, BO_ROLE_MANAGER);
	OK(s->p.bo,
	   bo_printer_add(s->p.bo, "Depot", BO_TRANSPORT_CUPS, "tickets", "", 0, false, &s->depot));
	OK(s->p.bo, bo_printer_use(s->p.bo, s->depot));
	add_row(s);
	*state = s;
	return 0;
}

static int close_stage(void **state)
{
	struct stage *s = *state;

	outbox_watch = NULL;
	paper_close(&s->p);
	free(s);
	return 0;
}

static bool step(struct stage *s)
{
	bool worked = false;

	OK(s->p.bo, outbox_step(s->p.bo, &kind, s->depot, DEADLINE, &worked));
	return worked;
}

static bool row_is(struct stage *s, enum bo_job_state state, const char *message)
{
	struct bo_print_filter all = { 0 };
	struct bo_print_jobs list;

	OK(s->p.bo, bo_print_job_list(s->p.bo, &s->p.arena, &all, &list));
	for (size_t i = 0; i < list.n; i++) {
		const struct bo_print_job *job = &list.row[i];

		if (job->id != s->row)
			continue;
		if (job->state == state && strcmp(job->message, message) == 0)
			return true;
		print_error("it is %s: %s\n", bo_job_state_code(job->state), job->message);
	}
	return false;
}

static enum bo_status decide(struct stage *s, enum bo_job_act act)
{
	int64_t *done = NULL;
	size_t n = 0;
	enum bo_status status =
		outbox_act(s->p.bo, &s->p.arena, &kind, &s->row, 1, act, false, &done, &n);

	if (!status)
		assert_int_equal(done[0], s->row);
	return status;
}

/* --- The way out --- */

static struct stage *watched;
static char walked[200];

static void note(const char *point)
{
	struct bo_print_filter filter = { .limit = 1 };
	struct bo_print_jobs list;

	OK(watched->p.bo, bo_print_job_list(watched->p.bo, &watched->p.arena, &filter, &list));
	snprintf(walked + strlen(walked), sizeof walked - strlen(walked), "%s %s, ", point,
		 bo_job_state_code(list.row[0].state));
}

static void test_the_whole_way(void **state)
{
	struct stage *s = *state;

	watched = s;
	walked[0] = '\0';
	outbox_watch = note;
	assert_true(step(s));
	assert_string_equal(walked, "drawn queued, empty queued, created created, sent created, "
				    "waiting sent, verdict sent, ");
	assert_true(row_is(s, BO_JOB_PRINTED, "a blot"));
	assert_int_equal(letters(), 1);
	assert_false(step(s));
}

static void test_what_goes_wrong(void **state)
{
	static const struct {
		const char *mode;
		enum bo_job_state becomes;
		const char *message;
		int letters;
		bool worked;
	} rows[] = {
		{ "refused", BO_JOB_FAILED, "no such street", 0, true },
		{ "unwritten", BO_JOB_FAILED, "the ink is dry", 0, true },
		{ "lost", BO_JOB_UNKNOWN, "nobody knows it", 1, true },
		{ "again", BO_JOB_UNKNOWN, "it would come again", 1, true },
		{ "begun", BO_JOB_UNKNOWN, "too slow", 1, true },
		{ "slow", BO_JOB_FAILED, "too slow", 0, true },
		{ "closed", BO_JOB_QUEUED, "", 0, false },
		{ "full", BO_JOB_QUEUED, "", 0, false },
	};
	struct stage *s = *state;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		int before = letters();

		if (i > 0)
			add_row(s);
		mode = rows[i].mode;
		assert_int_equal(step(s), rows[i].worked);
		assert_true(row_is(s, rows[i].becomes, rows[i].message));
		assert_int_equal(letters() - before, rows[i].letters);
		if (rows[i].worked)
			assert_false(step(s)); /* not again by itself */
	}
	assert_int_equal(test_number(s->p.bo, "SELECT count(*) FROM printer WHERE stopped = 1 "
					      "AND status = 'no room for one more'"),
			 1);
	mode = "";
	assert_true(step(s));
	assert_true(step(s));
	assert_false(step(s));
	assert_int_equal(test_number(s->p.bo, "SELECT count(*) FROM printer WHERE stopped = 0 "
					      "AND status = 'ready'"),
			 1);
}

/* Silent after the letter left: the row stays, until its time is over. */
static void test_no_word_since(void **state)
{
	struct stage *s = *state;

	mode = "silent";
	assert_true(step(s));
	assert_true(row_is(s, BO_JOB_SENT, ""));
	assert_false(step(s));
	assert_true(row_is(s, BO_JOB_SENT, ""));
	test_clock_set(TEST_NOW + DEADLINE + 1);
	assert_true(step(s));
	assert_true(row_is(s, BO_JOB_UNKNOWN, "no word since"));
	assert_int_equal(letters(), 1);
}

static void test_what_nobody_wants(void **state)
{
	struct stage *s = *state;

	wanted = false;
	assert_true(step(s));
	assert_true(row_is(s, BO_JOB_DROPPED, "The letter is void."));
	assert_int_equal(letters(), 0);
	add_row(s);
	OK(s->p.bo, act_begin(s->p.bo));
	OK(s->p.bo, act_end(s->p.bo, outbox_withdraw(s->p.bo, s->row, "Not wanted.")));
	assert_true(row_is(s, BO_JOB_DROPPED, "Not wanted."));
	assert_false(step(s));
}

/* --- What a person decides --- */

static void test_decisions(void **state)
{
	struct stage *s = *state;

	SAYS(s->p.bo, BO_REFUSED, "Delivery 1 is \"waiting\": it cannot become \"printed\".",
	     decide(s, BO_JOB_SETTLE_PRINTED));
	mode = "refused";
	assert_true(step(s));
	wanted = false;
	SAYS(s->p.bo, BO_REFUSED, "The letter of delivery 1 is void.", decide(s, BO_JOB_RETRY));
	wanted = true;
	assert_int_equal(n_acted, 0);
	OK(s->p.bo, decide(s, BO_JOB_RETRY));
	assert_int_equal(n_acted, 1);
	assert_int_equal(acted_was, BO_JOB_FAILED);
	assert_int_equal(acted_is, BO_JOB_QUEUED);
	mode = "begun";
	assert_true(step(s));
	SAYS(s->p.bo, BO_REFUSED, "it cannot become \"waiting\"", decide(s, BO_JOB_RETRY));
	OK(s->p.bo, decide(s, BO_JOB_SETTLE_PRINTED));
	assert_true(row_is(s, BO_JOB_PRINTED, ""));
	OK(s->p.bo, decide(s, BO_JOB_SETTLE_SPOILED)); /* damaged, as was seen later */
	assert_true(row_is(s, BO_JOB_SPOILED, ""));
	assert_int_equal(n_acted, 3);
	assert_false(step(s));
	s->row = 99;
	SAYS(s->p.bo, BO_NOT_FOUND, "There is no delivery 99.", decide(s, BO_JOB_RETRY));
}

static void test_all_that_failed_alike(void **state)
{
	struct stage *s = *state;
	int64_t first = s->row, *done = NULL;
	size_t n = 0;

	add_row(s);
	mode = "refused";
	assert_true(step(s));
	assert_true(step(s));
	add_row(s);
	mode = "unwritten";
	assert_true(step(s));
	OK(s->p.bo,
	   outbox_act(s->p.bo, &s->p.arena, &kind, &first, 1, BO_JOB_RETRY, true, &done, &n));
	assert_int_equal(n, 2);
	assert_true(row_is(s, BO_JOB_FAILED, "the ink is dry"));
}

/* --- Kills --- */

static const char *fatal;

static void end_here(const char *point)
{
	if (strcmp(point, fatal) == 0)
		kill(getpid(), SIGKILL);
}

static int64_t standing_clock(void *arg)
{
	(void)arg;
	return TEST_NOW;
}

/* A worker of its own process, run anew: a database connection must not be carried into a child. */
static int be_a_worker(char **argv)
{
	struct bo *bo = bo_new();
	bool worked;
	int fd;

	fatal = argv[1];
	be_at(argv[4]);
	outbox_watch = end_here;
	bo_set_clock(bo, standing_clock, NULL);
	if (bo_store_open(bo, argv[2]) || bo_outbox_lock(bo, strtoll(argv[3], NULL, 10), &fd) ||
	    outbox_step(bo, &kind, strtoll(argv[3], NULL, 10), DEADLINE, &worked))
		print_error("%s\n", bo_error(bo)->message);
	bo_free(bo);
	return 0;
}

static void worker_dies_at(struct stage *s, const char *point)
{
	const char *depot = bo_arena_printf(&s->p.arena, "%d", (int)s->depot);
	const char *store = bo_store_path(s->p.bo);
	int ended = 0;
	pid_t worker = fork();

	if (worker == 0) {
		execl("/proc/self/exe", "test_outbox", point, store, depot, far_side, (char *)NULL);
		_exit(1);
	}
	assert_int_equal(waitpid(worker, &ended, 0), worker);
	assert_true(WIFSIGNALED(ended)); /* else the point was never reached */
}

static void test_worker_dies_anywhere(void **state)
{
	static const struct {
		const char *point;
		enum bo_job_state left;
	} deaths[] = { { "drawn", BO_JOB_QUEUED },    { "empty", BO_JOB_QUEUED },
		       { "created", BO_JOB_CREATED }, { "sent", BO_JOB_CREATED },
		       { "waiting", BO_JOB_SENT },    { "verdict", BO_JOB_SENT } };
	struct stage *s = *state;

	for (size_t i = 0; i < sizeof deaths / sizeof *deaths; i++) {
		int fd = -1;

		if (i > 0)
			add_row(s);
		worker_dies_at(s, deaths[i].point);
		assert_true(row_is(s, deaths[i].left, ""));
		OK(s->p.bo, bo_outbox_lock(s->p.bo, s->depot, &fd)); /* its lock died with it */
		for (int k = 0; k < 3; k++)
			step(s);
		close(fd);
		assert_int_equal(test_number(s->p.bo, "SELECT count(*) FROM print_job WHERE "
						      "state = 'printed'"),
				 i + 1);
		assert_int_equal(letters(), i + 1); /* never two of one */
	}
}

static void test_one_worker_at_a_time(void **state)
{
	struct stage *s = *state;
	struct bo *other = bo_new();
	int fd = -1, second = -1;

	OK(other, bo_store_open(other, bo_store_path(s->p.bo)));
	OK(s->p.bo, bo_outbox_lock(s->p.bo, s->depot, &fd));
	SAYS(other, BO_BUSY, "Another program", bo_outbox_lock(other, s->depot, &second));
	OK(other, bo_outbox_lock(other, s->depot + 1, &second)); /* of another destination */
	close(second);
	close(fd);
	OK(other, bo_outbox_lock(other, s->depot, &second));
	close(second);
	bo_free(other);
}

int main(int argc, char **argv)
{
#define STAGED(test) cmocka_unit_test_setup_teardown(test, open_stage, close_stage)
	const struct CMUnitTest tests[] = {
		STAGED(test_the_whole_way),
		STAGED(test_what_goes_wrong),
		STAGED(test_no_word_since),
		STAGED(test_what_nobody_wants),
		STAGED(test_decisions),
		STAGED(test_all_that_failed_alike),
		STAGED(test_worker_dies_anywhere),
		STAGED(test_one_worker_at_a_time),
	};

	if (argc == 5)
		return be_a_worker(argv);
	return cmocka_run_group_tests_name("outbox/outbox", tests, NULL, NULL);
}
