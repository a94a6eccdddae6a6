/*
 * A look at a file before SQLite opens it, so that what is wrong with it can be
 * said in a sentence: missing, empty, foreign, cut short, on a network.
 */
#include "base/fail.h"
#include "store/store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

/* Where locks are kept by another machine, or by none.  Source: statfs(2). */
static const struct {
	unsigned magic;
	const char *name;
} networks[] = {
	{ 0x6969, "NFS" },	{ 0x517b, "SMB" },	 { 0xff534d42, "CIFS" },
	{ 0xfe534d42, "SMB" },	{ 0x564c, "NCP" },	 { 0x5346414f, "AFS" },
	{ 0x73757245, "Coda" }, { 0x00c36400, "Ceph" },	 { 0x0bd00bd0, "Lustre" },
	{ 0x01161970, "GFS2" }, { 0x7461636f, "OCFS2" },
};

static enum bo_status inspect_folder(struct bo *bo, const char *path)
{
	struct statfs fs;

	if (statfs(path, &fs) != 0)
		return BO_OK;
	for (size_t i = 0; i < sizeof networks / sizeof *networks; i++)
		if ((unsigned)fs.f_type == networks[i].magic)
			return fail_field(bo, BO_IO, "store", path,
					  "%s lies on a network file system (%s), where locks "
					  "cannot be trusted; keep it on a disk of this machine.",
					  path, networks[i].name);
	return BO_OK;
}

/* After a kill the end of the file may still be in the log beside it. */
static bool has_log(const char *path)
{
	char log[PATH_LIMIT];
	struct stat st;

	return (size_t)snprintf(log, sizeof log, "%s-wal", path) < sizeof log &&
	       stat(log, &st) == 0 && st.st_size > 0;
}

/* Source: the SQLite file format, §1.3: page size at 16, pages at 28, application id at 68. */
static enum bo_status inspect_head(struct bo *bo, const char *path, int fd, off_t size)
{
	unsigned char head[100];
	uint64_t page, pages;
	unsigned id;

	if (size == 0)
		return fail_field(bo, BO_CORRUPT, "store", path,
				  "%s is empty, not a box office store.", path);
	if (pread(fd, head, sizeof head, 0) != (ssize_t)sizeof head ||
	    memcmp(head, "SQLite format 3", 16) != 0)
		return fail_field(bo, BO_CORRUPT, "store", path, "%s is not a box office store.",
				  path);
	id = (unsigned)head[68] << 24 | (unsigned)head[69] << 16 | (unsigned)head[70] << 8 |
	     head[71];
	if (id != STORE_MAGIC)
		return fail_field(bo, BO_CORRUPT, "store", path,
				  "%s is another program's database, not a box office store.",
				  path);
	if (has_log(path))
		return BO_OK;
	page = (uint64_t)head[16] << 8 | head[17];
	if (page == 1)
		page = 65536;
	pages = (uint64_t)head[28] << 24 | (uint64_t)head[29] << 16 | (uint64_t)head[30] << 8 |
		head[31];
	if ((uint64_t)size < page * pages)
		return fail_field(bo, BO_CORRUPT, "store", path,
				  "%s is cut short; restore a backup.", path);
	return BO_OK;
}

enum bo_status store_inspect(struct bo *bo, const char *path, bool to_write)
{
	enum bo_status status;
	struct stat st;
	/* not blocking: a pipe of that name would wait for a writer for ever */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

	if (fd < 0 && errno == ENOENT)
		return fail_field(bo, BO_IO, "store", path,
				  "There is no store at %s; make one with \"boxoffice init\" or "
				  "\"boxoffice demo\".",
				  path);
	if (fd < 0)
		return fail_field(bo, BO_IO, "store", path, "%s cannot be read: %s.", path,
				  strerror(errno));
	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode)) {
		close(fd);
		return fail_field(bo, BO_CORRUPT, "store", path, "%s is not a file.", path);
	}
	status = inspect_folder(bo, path);
	if (!status)
		status = inspect_head(bo, path, fd, st.st_size);
	if (!status && to_write && access(path, W_OK) != 0)
		status = fail_field(bo, BO_IO, "store", path,
				    "%s cannot be written to; check its permissions.", path);
	close(fd);
	return status;
}

void store_sync_folder(const char *path)
{
	char folder[PATH_LIMIT];
	char *slash;
	int fd;

	snprintf(folder, sizeof folder, "%s", path);
	slash = strrchr(folder, '/');
	if (slash == folder)
		slash[1] = '\0';
	else if (slash)
		*slash = '\0';
	fd = open(slash ? folder : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd >= 0) {
		fsync(fd);
		close(fd);
	}
}
