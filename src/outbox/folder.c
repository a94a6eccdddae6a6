/*
 * The destination that is a folder: each document a file, named so that they sort.
 *
 * Writing the same file again under the same name is no second one, so a folder
 * needs none of the states between.  It is made once, when it is set up, and
 * marked as ours.  Later it must be there with its mark: a disk that is not
 * mounted, or a folder somebody took away, stops the destination instead of
 * filling a place where nobody looks.
 */
#include "base/fail.h"
#include "outbox/row.h"

#include <boxoffice/store.h>

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char mark[] = ".boxoffice";

/* A relative folder lies beside the store. */
static enum bo_status name_in(struct bo *bo, const char *target, const char *name,
			      char path[PATH_MAX])
{
	const char *store = bo_store_path(bo), *slash = strrchr(store, '/');
	int beside = *target == '/' || !slash ? 0 : (int)(slash - store + 1);

	if (snprintf(path, PATH_MAX, "%.*s%s/%s", beside, store, target, name) < PATH_MAX)
		return BO_OK;
	return fail(bo, BO_IO, "The folder's name is too long.");
}

/* Each folder above path that is missing. */
static bool make_above(const char *path)
{
	char part[PATH_MAX];

	for (const char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		snprintf(part, sizeof part, "%.*s", (int)(slash - path), path);
		if (mkdir(part, 0700) < 0 && errno != EEXIST)
			return false;
	}
	return true;
}

enum bo_status outbox_folder_make(struct bo *bo, const struct outbox_kind *kind, const char *target)
{
	size_t n = strlen(kind->mark);
	char path[PATH_MAX];
	bool written;
	int fd;
	enum bo_status status = name_in(bo, target, mark, path);

	if (status)
		return status;
	if (!make_above(path))
		return fail(bo, BO_IO, "The folder %s cannot be made: %s.", target,
			    strerror(errno));
	fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	written = fd >= 0 && write(fd, kind->mark, n) == (ssize_t)n;
	if (fd >= 0 && close(fd) < 0)
		written = false;
	if (!written)
		return fail(bo, BO_IO, "The folder %s cannot be written: %s.", target,
			    strerror(errno));
	return BO_OK;
}

static enum bo_status there(struct bo *bo, const struct outbox_kind *kind,
			    const struct outbox_destination *to)
{
	char path[PATH_MAX];
	enum bo_status status = name_in(bo, to->target, mark, path);

	if (status || access(path, F_OK) == 0)
		return status;
	return fail(bo, BO_IO,
		    "The %s folder %.150s is not there any more, or is another one without its "
		    "mark %s: mount it again, or set this %s's folder again, which makes it.",
		    kind->thing, to->target, mark, kind->place);
}

/* The folder of a new store, or of one that an older program made, is made by its first document.
 */
static enum bo_status ready(struct bo *bo, const struct outbox_kind *kind,
			    struct outbox_destination *to)
{
	enum bo_status status = to->made ? BO_OK : outbox_folder_make(bo, kind, to->target);

	if (!status && !to->made)
		status = row_made(bo, to);
	return status ? status : there(bo, kind, to);
}

static enum bo_status put(struct bo *bo, struct bo_arena *arena,
			  const struct outbox_destination *to,
			  const struct outbox_document *document, const char **file)
{
	char path[PATH_MAX];
	enum bo_status status = name_in(bo, to->target, document->name, path);

	if (!status)
		status = outbox_write(bo, path, document->bytes, document->n);
	if (status)
		return status;
	*file = bo_arena_copy(arena, path);
	return *file ? BO_OK : fail_memory(bo);
}

/* One that is not there any more was taken away by somebody, unless the folder is not there either:
 * then it waits. */
static enum bo_status withdraw(struct bo *bo, struct bo_arena *arena,
			       const struct outbox_kind *kind, const struct outbox_destination *to,
			       const char *file, const char **named)
{
	const char *dot = strrchr(file, '.');
	int n = dot && !strchr(dot, '/') ? (int)(dot - file) : (int)strlen(file);
	const char *name = bo_arena_printf(arena, "%.*s-void%s", n, file, file + n);

	if (!name)
		return fail_memory(bo);
	*named = rename(file, name) == 0 ? name : file;
	return *named == file && to->made ? there(bo, kind, to) : BO_OK;
}

const struct outbox_transport outbox_folder = {
	.code = "folder",
	.ready = ready,
	.put = put,
	.withdraw = withdraw,
};

/* --- Writing a file --- */

static enum bo_status fail_file(struct bo *bo, const char *path, int error)
{
	return fail(bo, BO_IO, "%s cannot be written: %s.", path, strerror(error));
}

static bool write_all(int fd, const char *bytes, size_t n)
{
	while (n > 0) {
		ssize_t done = write(fd, bytes, n);

		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return false;
		bytes += done;
		n -= (size_t)done;
	}
	return fsync(fd) == 0;
}

/* The new name itself must reach the disk too. */
static void sync_folder(const char *path)
{
	char folder[PATH_MAX];
	const char *slash = strrchr(path, '/');
	int fd;

	snprintf(folder, sizeof folder, "%.*s", slash ? (int)(slash - path + 1) : 1,
		 slash ? path : ".");
	fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd >= 0) {
		fsync(fd);
		close(fd);
	}
}

enum bo_status outbox_write(struct bo *bo, const char *path, const void *bytes, size_t n)
{
	char temporary[PATH_MAX];
	int fd, error = 0;

	if ((size_t)snprintf(temporary, sizeof temporary, "%s.part", path) >= sizeof temporary)
		return fail_file(bo, path, ENAMETOOLONG);
	fd = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (fd < 0)
		return fail_file(bo, path, errno);
	if (!write_all(fd, bytes, n))
		error = errno;
	if (close(fd) < 0 && !error)
		error = errno;
	if (!error && rename(temporary, path) < 0)
		error = errno;
	if (error) {
		unlink(temporary);
		return fail_file(bo, path, error);
	}
	sync_folder(path);
	return BO_OK;
}
