/*
 * Bringing tickets to paper.  The worker is a separate process of this program
 * with no terminal: it goes on when the command is over or is interrupted, and
 * a hung scheduler hangs it alone.
 */
#include "cli/noun/paper.h"
#include "cli/object/object.h"
#include "cli/object/output.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { WAIT_MS = 5000, LOOK_MS = 25, WORKERS_MAX = 16 };

extern char **environ;

struct paper {
	int64_t order_id, after;
	struct bo_print_jobs jobs;
	size_t n_workers;
	int64_t printer[WORKERS_MAX];
	pid_t worker[WORKERS_MAX];
};

static bool on_its_way(enum bo_job_state state)
{
	return bo_job_turn(state) == BO_JOB_OF_WORKER;
}

static int64_t milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * INT64_C(1000) + now.tv_nsec / 1000000;
}

/* The jobs newer than paper->after, oldest first. */
static enum bo_status look(struct cli *cli, struct bo_arena *arena, struct paper *paper)
{
	struct bo_print_filter filter = { .order_id = paper->order_id };
	struct bo_print_jobs all = { 0 };
	enum bo_status status = bo_print_job_list(cli->bo, arena, &filter, &all);
	size_t n = 0;

	if (status)
		return status;
	for (size_t i = 0; i < all.n; i++) {
		struct bo_print_job job = all.row[i];
		size_t at = n;

		if (job.id <= paper->after)
			continue;
		/* In place: what is kept never overtakes what is read. */
		for (; at > 0 && all.row[at - 1].id > job.id; at--)
			all.row[at] = all.row[at - 1];
		all.row[at] = job;
		n++;
	}
	all.n = n;
	paper->jobs = all;
	return BO_OK;
}

enum bo_status paper_newest(struct cli *cli, int64_t order_id, int64_t *job_id)
{
	struct paper paper = { .order_id = order_id };
	enum bo_status status = look(cli, &cli->arena, &paper);

	if (!status)
		*job_id = paper.jobs.n ? paper.jobs.row[paper.jobs.n - 1].id : 0;
	return status;
}

static bool spawn(struct cli *cli, int64_t printer_id, pid_t *pid)
{
	char id[24], store[] = "--store", till[] = "--till", name[] = "boxoffice";
	char print[] = "print", worker[] = "worker", drain[] = "--drain", printer[] = "--printer";
	char *path = bo_arena_copy(&cli->arena, bo_store_path(cli->bo));
	char *where = bo_arena_copy(&cli->arena, cli->till);
	char *argv[] = { name, store, path, till, where, print, worker, drain, printer, id, NULL };
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attributes;
	bool started = false;

	snprintf(id, sizeof id, "%" PRId64, printer_id);
	if (!path || !where || posix_spawn_file_actions_init(&files))
		return false;
	if (posix_spawnattr_init(&attributes) == 0) {
		started =
			posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID) == 0 &&
			posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0) ==
				0 &&
			posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0) ==
				0 &&
			posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0) ==
				0 &&
			posix_spawn(pid, "/proc/self/exe", &files, &attributes, argv, environ) == 0;
		posix_spawnattr_destroy(&attributes);
	}
	posix_spawn_file_actions_destroy(&files);
	return started;
}

static void start_workers(struct cli *cli, struct paper *paper)
{
	for (size_t i = 0; i < paper->jobs.n && paper->n_workers < WORKERS_MAX; i++) {
		int64_t printer = paper->jobs.row[i].printer_id;
		size_t at = 0;

		while (at < paper->n_workers && paper->printer[at] != printer)
			at++;
		if (at < paper->n_workers ||
		    (paper->jobs.row[i].state != BO_JOB_QUEUED && !paper->jobs.row[i].stale))
			continue;
		if (spawn(cli, printer, &paper->worker[at]))
			paper->printer[paper->n_workers++] = printer;
	}
}

static bool any_on_its_way(const struct paper *paper)
{
	for (size_t i = 0; i < paper->jobs.n; i++)
		if (on_its_way(paper->jobs.row[i].state) || paper->jobs.row[i].stale)
			return true;
	return false;
}

/* Forgets workers that are through. */
static bool any_at_work(struct paper *paper)
{
	for (size_t i = 0; i < paper->n_workers;) {
		pid_t pid = waitpid(paper->worker[i], NULL, WNOHANG);

		if (pid == 0 || (pid < 0 && errno == EINTR)) {
			i++;
			continue;
		}
		paper->n_workers--;
		paper->worker[i] = paper->worker[paper->n_workers];
		paper->printer[i] = paper->printer[paper->n_workers];
	}
	return paper->n_workers > 0;
}

/* Ends with a last look into the command's own arena. */
static enum bo_status wait_for_paper(struct cli *cli, struct paper *paper)
{
	struct timespec nap = { 0, LOOK_MS * 1000000L };
	int64_t until = milliseconds() + WAIT_MS;
	struct bo_arena arena = { 0 };
	enum bo_status status = BO_OK;
	bool working = true;

	while (!status && working && any_on_its_way(paper) && milliseconds() < until) {
		nanosleep(&nap, NULL);
		working = any_at_work(paper);
		bo_arena_clear(&arena);
		status = look(cli, &arena, paper);
	}
	paper->jobs = (struct bo_print_jobs){ 0 };
	bo_arena_clear(&arena);
	return status ? status : look(cli, &cli->arena, paper);
}

const char *paper_reason(struct cli *cli, const struct bo_print_job *job)
{
	struct bo_printers printers = { 0 };

	if (job->message && job->message[0])
		return job->message;
	if (on_its_way(job->state) && bo_printer_list(cli->bo, &cli->arena, &printers) == BO_OK)
		for (size_t i = 0; i < printers.n; i++)
			if (printers.row[i].id == job->printer_id && printers.row[i].stopped)
				return printers.row[i].status;
	return "";
}

static const char *reason(struct cli *cli, const struct bo_print_job *job)
{
	const char *text = paper_reason(cli, job);

	if (*text)
		return text;
	return job->state == BO_JOB_QUEUED ? "no worker took it yet; see \"print queue\""
					   : bo_job_state_label(job->state);
}

/* A later ticket of the same voucher is printed or waits: the code of this one is void. */
static bool is_replaced(const struct paper *paper, const struct bo_print_job *job)
{
	for (size_t i = 0; i < paper->jobs.n; i++)
		if (paper->jobs.row[i].voucher_id == job->voucher_id &&
		    paper->jobs.row[i].issue > job->issue)
			return true;
	return false;
}

static void tell(struct cli *cli, const struct paper *paper)
{
	size_t all = 0, number = 0;

	for (size_t i = 0; i < paper->jobs.n; i++)
		all += !is_replaced(paper, &paper->jobs.row[i]);
	for (size_t i = 0; i < paper->jobs.n; i++) {
		const struct bo_print_job *job = &paper->jobs.row[i];
		const char *where = job->file && job->file[0] ? job->file : job->printer;

		if (is_replaced(paper, job))
			out_line(cli, "Replaced, void: %s %s", where,
				 bo_job_state_label(job->state));
		else if (job->state == BO_JOB_PRINTED)
			out_line(cli, "Ticket %zu of %zu: %s printed%s%s%s", ++number, all, where,
				 job->message && *job->message ? " (" : "",
				 job->message ? job->message : "",
				 job->message && *job->message ? ")" : "");
		else if (on_its_way(job->state))
			out_line(cli, "Ticket %zu of %zu: waiting: %s", ++number, all,
				 reason(cli, job));
		else
			out_line(cli, "Ticket %zu of %zu: %s: %s", ++number, all,
				 bo_job_state_label(job->state), reason(cli, job));
	}
}

enum bo_status paper_bring(struct cli *cli, int64_t order_id, int64_t after, bool start,
			   json_t **jobs)
{
	struct paper paper = { .order_id = order_id, .after = after };
	enum bo_status status = look(cli, &cli->arena, &paper);

	if (!status && start) {
		start_workers(cli, &paper);
		if (paper.n_workers > 0)
			status = wait_for_paper(cli, &paper);
	}
	if (status)
		return status;
	tell(cli, &paper);
	*jobs = object_list(cli, &object_job, paper.jobs.row, paper.jobs.n);
	return BO_OK;
}

void paper_mark(struct cli *cli, int64_t order_id)
{
	struct paper paper = { .order_id = order_id };

	if (look(cli, &cli->arena, &paper))
		return;
	for (size_t i = 0; i < paper.jobs.n; i++)
		if (paper.jobs.row[i].stale) {
			start_workers(cli, &paper);
			(void)!wait_for_paper(cli, &paper);
			return;
		}
}

/* Nothing was refused, so whatever hinders the look is no matter of this command. */
void paper_warn(struct cli *cli, json_t *object, const char *text, int64_t show_id, int64_t type_id)
{
	struct bo_paper_faults found = { 0 };

	if (bo_paper_try(cli->bo, &cli->arena, text, show_id, type_id, &found) || found.n == 0)
		return;
	for (size_t i = 0; i < found.n; i++)
		fprintf(stderr, "Warning: %s\n", found.row[i].message);
	put(cli, object, "warnings", object_list(cli, &object_paper_fault, found.row, found.n));
}
