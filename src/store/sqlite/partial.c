/*
 * Files in the making, and what is left of them.
 */
#include "store/sqlite/partial.h"
#include "base/fail.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define ENDING ".boxoffice-partial"

static const char *const besides[] = { "", "-journal", "-wal", "-shm" };

static void take_away(const char *path)
{
	char file[PATH_LIMIT];

	for (size_t i = 0; i < sizeof besides / sizeof *besides; i++)
		if ((size_t)snprintf(file, sizeof file, "%s%s", path, besides[i]) < sizeof file)
			unlink(file);
}

/* Does fd still have that name?  A sweeper may have been faster. */
static bool is_named(int fd, const char *path)
{
	struct stat opened, there;

	return fstat(fd, &opened) == 0 && lstat(path, &there) == 0 &&
	       opened.st_dev == there.st_dev && opened.st_ino == there.st_ino;
}

static void sweep_one(const char *path)
{
	int fd = open(path, O_RDWR | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW);
	struct stat st;

	if (fd < 0)
		return;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && flock(fd, LOCK_EX | LOCK_NB) == 0 &&
	    is_named(fd, path))
		take_away(path);
	close(fd);
}

static void sweep(const char *beside)
{
	char path[PATH_LIMIT];
	const char *slash = strrchr(beside, '/');
	int folder = slash ? (int)(slash - beside + 1) : 0;
	struct dirent *entry;
	DIR *dir;

	snprintf(path, sizeof path, "%.*s", folder, beside);
	dir = opendir(folder ? path : ".");
	while (dir && (entry = readdir(dir))) {
		size_t n = strlen(entry->d_name);

		if (n > sizeof ENDING - 1 &&
		    strcmp(entry->d_name + n - (sizeof ENDING - 1), ENDING) == 0 &&
		    (size_t)snprintf(path, sizeof path, "%.*s%s", folder, beside, entry->d_name) <
			    sizeof path)
			sweep_one(path);
	}
	if (dir)
		closedir(dir);
}

enum bo_status partial_make(struct bo *bo, const char *beside, const char *what,
			    struct partial *partial)
{
	sweep(beside);
	for (int tries = 0; tries < 100; tries++) {
		if ((size_t)snprintf(partial->path, sizeof partial->path, "%s.XXXXXX" ENDING,
				     beside) >= sizeof partial->path - sizeof "-journal")
			return fail_field(bo, BO_INVALID, what, beside,
					  "The %s's name is too long.", what);
		partial->fd = mkostemps(partial->path, sizeof ENDING - 1, O_CLOEXEC);
		if (partial->fd < 0)
			return fail_field(bo, BO_IO, what, beside, "%s cannot be made: %s.", beside,
					  strerror(errno));
		/* a disk without such locks is never swept */
		if ((flock(partial->fd, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK) &&
		    is_named(partial->fd, partial->path))
			return BO_OK;
		close(partial->fd);
	}
	return fail_field(bo, BO_IO, what, beside, "%s cannot be made: its folder is in use.",
			  beside);
}

/* Sticks that people carry copies away on know no links, old kernels no rename of that kind. */
bool partial_name(const struct partial *partial, const char *path)
{
	if (renameat2(AT_FDCWD, partial->path, AT_FDCWD, path, RENAME_NOREPLACE) == 0)
		return true;
	if (errno == EEXIST || (errno != EINVAL && errno != ENOSYS))
		return false;
	if (link(partial->path, path) == 0)
		return unlink(partial->path) == 0;
	if (errno != EPERM && errno != EOPNOTSUPP)
		return false;
	if (access(path, F_OK) == 0) {
		errno = EEXIST;
		return false;
	}
	return rename(partial->path, path) == 0;
}

void partial_end(struct partial *partial)
{
	take_away(partial->path);
	close(partial->fd);
}
