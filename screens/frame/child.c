/*
 * Starting, hearing and ending a child.  The loop keeps its signals blocked, and a child would
 * inherit that, so it starts with a clean mask and the handlers every program starts with.
 */
#include "frame/child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

enum { BURIED_LATER = 16 };

/* Told to end, but not yet seen dead; what does not fit is init's when this process ends. */
static pid_t ending[BURIED_LATER];

static bool attributes(posix_spawnattr_t *attr)
{
	sigset_t none, all;

	sigemptyset(&none);
	sigfillset(&all);
	return posix_spawnattr_setsigmask(attr, &none) == 0 &&
	       posix_spawnattr_setsigdefault(attr, &all) == 0 &&
	       posix_spawnattr_setflags(attr, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF |
						      POSIX_SPAWN_SETSID) == 0;
}

static bool spawn(pid_t *pid, int fd, const char *const *argv)
{
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attr;
	bool ok = false;
	/* posix_spawn() promises not to write there */
	union {
		const char *const *in;
		char *const *out;
	} args = { argv };

	if (posix_spawn_file_actions_init(&files) != 0)
		return false;
	if (posix_spawnattr_init(&attr) == 0) {
		ok = attributes(&attr) && posix_spawn_file_actions_adddup2(&files, fd, 0) == 0 &&
		     posix_spawn_file_actions_adddup2(&files, fd, 1) == 0 &&
		     posix_spawn(pid, argv[0], &files, &attr, args.out, environ) == 0;
		posix_spawnattr_destroy(&attr);
	}
	posix_spawn_file_actions_destroy(&files);
	return ok;
}

bool child_start(struct child *child, const char *const *argv)
{
	int ends[2];
	pid_t pid;

	child_bury();
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
		return false;
	if (fcntl(ends[0], F_SETFL, O_NONBLOCK) != 0 || !spawn(&pid, ends[1], argv)) {
		close(ends[0]);
		close(ends[1]);
		return false;
	}
	close(ends[1]);
	*child = (struct child){ .pid = pid, .fd = ends[0] };
	return true;
}

bool child_runs(const struct child *child)
{
	return child->pid > 0;
}

bool child_send(struct child *child, char byte)
{
	if (!child_runs(child))
		return false;
	/* a full buffer means that it has enough to hear already */
	return send(child->fd, &byte, 1, MSG_NOSIGNAL | MSG_DONTWAIT) == 1 || errno == EAGAIN;
}

ssize_t child_read(struct child *child, char *bytes, size_t size)
{
	ssize_t n;

	if (!child_runs(child))
		return -1;
	n = read(child->fd, bytes, size);
	if (n > 0)
		return n;
	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return 0;
	child_end(child);
	return -1;
}

void child_end(struct child *child)
{
	if (!child_runs(child))
		return;
	close(child->fd);
	for (int i = 0; i < BURIED_LATER; i++) {
		if (ending[i] == 0) {
			ending[i] = child->pid;
			break;
		}
	}
	*child = (struct child){ 0 };
	child_bury();
}

void child_bury(void)
{
	for (int i = 0; i < BURIED_LATER; i++)
		if (ending[i] > 0 && waitpid(ending[i], NULL, WNOHANG) != 0)
			ending[i] = 0;
}
