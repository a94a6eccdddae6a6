/*
 * The private scheduler of the tests, driven through cupsd.sh.
 */
#include "support/cups.h"

#include <glob.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

static char folder[512];

static void script(const char *verb)
{
	struct bo_arena arena = { 0 };

	paper_run(&arena, "sh tests/support/cupsd.sh %s '%s' 2>&1", verb, folder);
	bo_arena_clear(&arena);
}

void cupsd_open(void)
{
	const char *base = getenv("TMPDIR");
	char socket[600];

	snprintf(folder, sizeof folder, "%s/boxoffice-cups-XXXXXX",
		 base && *base ? base : P_tmpdir);
	assert_non_null(mkdtemp(folder));
	chmod(folder, 0755); /* the scheduler's backends run as another user */
	snprintf(socket, sizeof socket, "%s/run/cups.sock", folder);
	setenv("CUPS_SERVER", socket, 1);
	script("up");
	cupsd_mode("ok");
	cupsd_run("lpadmin -p tickets -E -v tick:$FOLDER/printed -m raw");
}

void cupsd_close(void)
{
	if (!*folder)
		return;
	script("down");
	paper_remove(folder);
	*folder = '\0';
}

void cupsd_again(void)
{
	script("up");
}

void cupsd_signal(int signal)
{
	struct bo_arena arena = { 0 };
	char *pid = paper_run(&arena, "cat '%s/pid'", folder);

	assert_int_equal(kill((pid_t)strtol(pid, NULL, 10), signal), 0);
	if (signal == SIGKILL) /* not our child: it is gone when nobody answers for it */
		paper_run(&arena, "while kill -0 %ld 2>/dev/null; do sleep 0.01; done",
			  strtol(pid, NULL, 10));
	bo_arena_clear(&arena);
}

void cupsd_run(const char *command)
{
	struct bo_arena arena = { 0 };

	paper_run(&arena, "PATH=$PATH:/usr/sbin FOLDER='%s'; %s 2>&1", folder, command);
	bo_arena_clear(&arena);
}

void cupsd_mode(const char *mode)
{
	struct bo_arena arena = { 0 };

	paper_run(&arena, "echo %s >'%s/printed/mode'", mode, folder);
	bo_arena_clear(&arena);
}

static int find_pages(glob_t *found)
{
	char pattern[600];

	snprintf(pattern, sizeof pattern, "%s/printed/job-*.pdf", folder);
	return glob(pattern, 0, NULL, found) == 0 ? (int)found->gl_pathc : 0;
}

int cupsd_pages(void)
{
	glob_t found = { 0 };
	int n = find_pages(&found);

	globfree(&found);
	return n;
}

const char *cupsd_page(struct bo_arena *arena)
{
	glob_t found = { 0 };
	const char *path = NULL;

	if (find_pages(&found) > 0)
		path = bo_arena_copy(arena, found.gl_pathv[0]);
	globfree(&found);
	assert_non_null(path);
	return path;
}

void cupsd_clear(void)
{
	struct bo_arena arena = { 0 };

	paper_run(&arena, "rm -f '%s'/printed/job-* '%s/printed/log'", folder, folder);
	bo_arena_clear(&arena);
}

const char *cupsd_log(struct bo_arena *arena)
{
	return paper_run(arena, "cat '%s/printed/log'", folder);
}
