/*
 * Writing people's lists into files: whole or not at all, and for their owner only.
 */
#include "cli/noun/export.h"
#include "cli/given.h"
#include "cli/say.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CELL_MAX = 20000 }; /* bytes: more than all e-mails of somebody */

void export_cell(FILE *to, const char *text, bool last)
{
	char cell[2 * CELL_MAX + 4];
	struct bo_buf buf = BO_BUF(cell);

	bo_csv_cell(&buf, text);
	fputs(cell, to);
	fputs(last ? "\r\n" : ",", to);
}

static enum bo_status not_written(struct cli *cli, const char *path)
{
	return say_failed(cli, BO_IO, "%s cannot be written: %s.", path, strerror(errno));
}

/* Neither the store, with what belongs to it, nor a device may be lost for it. */
static enum bo_status check_path(struct cli *cli, const char *path)
{
	static const char *const parts[] = { "", "-wal", "-shm" };
	struct stat there, part;

	if (stat(path, &there) != 0)
		return BO_OK;
	if (!S_ISREG(there.st_mode))
		return say_invalid(cli, "file", path, "%s is not a file to write to.", path);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		const char *name =
			bo_arena_printf(&cli->arena, "%s%s", bo_store_path(cli->bo), parts[i]);

		if (!name)
			return say_no_memory(cli);
		if (stat(name, &part) == 0 && there.st_dev == part.st_dev &&
		    there.st_ino == part.st_ino)
			return say_invalid(cli, "file", path, "%s is in use; name another file.",
					   path);
	}
	return BO_OK;
}

enum bo_status export_may(struct cli *cli, const char *path)
{
	struct stat there;

	if (given(cli, "--force") || stat(path, &there) != 0 || !S_ISREG(there.st_mode))
		return BO_OK;
	return say_invalid(cli, "file", path,
			   "%s exists already; nothing was written.  --force writes over it.",
			   path);
}

enum bo_status export_to(struct cli *cli, const char *path, export_writer write, void *arg)
{
	char *beside;
	enum bo_status status;
	FILE *to;
	int fd;

	if (!path)
		return write(cli, stdout, arg);
	status = check_path(cli, path);
	if (!status)
		status = export_may(cli, path);
	if (status)
		return status;
	beside = bo_arena_printf(&cli->arena, "%s.XXXXXX", path);
	if (!beside)
		return say_no_memory(cli);
	fd = mkostemp(beside, O_CLOEXEC);
	if (fd < 0)
		return not_written(cli, path);
	to = fdopen(fd, "w");
	if (!to) {
		status = not_written(cli, path);
		close(fd);
		return status;
	}
	status = write(cli, to, arg);
	if (!status && (fflush(to) != 0 || ferror(to) || fsync(fd) != 0))
		status = not_written(cli, path);
	if (fclose(to) != 0 && !status)
		status = not_written(cli, path);
	if (!status && rename(beside, path) != 0)
		status = not_written(cli, path);
	if (status)
		unlink(beside);
	else
		kept_done(cli);
	return status;
}
