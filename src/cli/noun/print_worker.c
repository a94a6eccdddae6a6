/*
 * The print worker: one process for each printer, so that a hung printer hangs
 * nothing else.  With --drain it ends when nothing waits; with --listen it
 * stays beside a screen: a byte on standard input wakes it, the end of standard
 * input ends it, and it writes a byte after every change it made.
 */
#include "cli/given.h"

#include <errno.h>
#include <poll.h>
#include <time.h>
#include <unistd.h>

enum {
	LOOK_MS = 250,	   /* how often a listening worker asks whether the store changed */
	TROUBLE_MS = 2000, /* how long it leaves a printer in trouble alone */
	PATIENCE = 20,	   /* tries to become the worker, 100 ms apart, before a drain gives up */
	DEADLINE = 30,
	DEADLINE_MAX = 3600
};

static void nap(long ms)
{
	struct timespec rest = { ms / 1000, (ms % 1000) * 1000000L };

	nanosleep(&rest, NULL);
}

/* The screen may be gone; the tickets are printed all the same. */
static void tell_screen(void)
{
	(void)!write(STDOUT_FILENO, ".", 1);
}

/* Carries out what waits; *worked: anything at all. */
static enum bo_status empty_queue(struct cli *cli, int64_t printer_id, int deadline, bool tell)
{
	enum bo_status status = BO_OK;
	bool worked = true;

	while (!status && worked) {
		worked = false;
		status = bo_print_step(cli->bo, printer_id, deadline, &worked);
		if (tell && (worked || status))
			tell_screen();
	}
	return status;
}

/*
 * Another worker may just be ending: it looked into the queue before our job
 * was there.  Whoever still has the lock two seconds later saw the job.
 */
static enum bo_status drain(struct cli *cli, int64_t printer_id, int deadline)
{
	enum bo_status status = BO_BUSY;
	int fd = -1;

	for (int i = 0; status == BO_BUSY && i < PATIENCE; i++) {
		if (i > 0)
			nap(100);
		status = bo_outbox_lock(cli->bo, printer_id, &fd);
	}
	if (status == BO_BUSY)
		return BO_OK;
	if (!status)
		status = empty_queue(cli, printer_id, deadline, false);
	if (fd >= 0)
		close(fd);
	return status;
}

/* Waits for a wake byte; false when standard input is at its end. */
static bool wait_for_wake(int ms, bool *woken)
{
	struct pollfd in = { .fd = STDIN_FILENO, .events = POLLIN };
	char bytes[64];
	ssize_t n;

	*woken = false;
	if (poll(&in, 1, ms) <= 0)
		return true;
	n = read(STDIN_FILENO, bytes, sizeof bytes);
	*woken = n > 0;
	return n > 0 || (n < 0 && (errno == EINTR || errno == EAGAIN));
}

static enum bo_status listen_for_work(struct cli *cli, int64_t printer_id, int deadline)
{
	enum bo_status status = BO_OK;
	int64_t rest_ms = 0; /* until the next look that nobody asked for */
	bool there = true, woken;
	int fd = -1;

	while (there) {
		if (fd < 0 && bo_outbox_lock(cli->bo, printer_id, &fd) != BO_OK)
			fd = -1;
		if (bo_store_changed(cli->bo) && !status)
			rest_ms = 0;
		if (fd >= 0 && rest_ms <= 0) {
			status = empty_queue(cli, printer_id, deadline, true);
			/* A queue that is stopped is no trouble of ours, it is on the printer's
			 * row; but nothing says when it goes on, so it is asked now and then. */
			rest_ms = TROUBLE_MS;
		}
		there = wait_for_wake(LOOK_MS, &woken);
		rest_ms = woken ? 0 : rest_ms - LOOK_MS;
	}
	if (fd >= 0) {
		(void)!empty_queue(cli, printer_id, deadline, true);
		close(fd);
	}
	return BO_OK;
}

static enum bo_status run_worker(struct cli *cli)
{
	int deadline = (int)given_number(cli, "--deadline", DEADLINE);
	struct bo_printer printer = *(const struct bo_printer *)given_row(cli, "--printer");
	enum bo_status status = BO_OK;

	if (!printer.id)
		status = bo_printer_of_till(cli->bo, &cli->arena, &printer);
	if (status)
		return status;
	cli->acts = BO_NONE; /* a job is done for itself, and none stands for the others */
	return given(cli, "--listen") ? listen_for_work(cli, printer.id, deadline)
				      : drain(cli, printer.id, deadline);
}

const struct command worker_commands[] = {
	{ "print worker", "Carry out the print jobs of one printer.", run_worker, WRITES, ANYBODY,
	  TAKES(ARG("--printer P", PRINTER, 0, "The printer; else that of the till."),
		ARG("--drain", FLAG, NEEDED, "End when nothing waits any more.", EITHER(-1, 1)),
		ARG("--listen", FLAG, NEEDED,
		    "Stay until standard input ends; a byte there wakes it.", EITHER(-1, 2)),
		ARG("--deadline SECONDS", NUMBER, 0, "How long a printer may take over one ticket.",
		    1, DEADLINE_MAX)) },
	{ 0 }
};
