/*
 * Writing people's lists into files: whole or not at all, and for their owner only.
 */
#include "cli/export.h"
#include "cli/say.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
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

enum bo_status export_to(struct cli *cli, const char *path, export_writer write, void *arg)
{
	const char *beside;
	enum bo_status status;
	FILE *to;
	int fd;

	if (!path)
		return write(cli, stdout, arg);
	beside = bo_arena_printf(&cli->arena, "%s.new", path);
	if (!beside)
		return say_no_memory(cli);
	fd = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (fd < 0)
		return not_written(cli, beside);
	to = fdopen(fd, "w");
	if (!to) {
		status = not_written(cli, beside);
		close(fd);
		return status;
	}
	status = write(cli, to, arg);
	if (!status && (fflush(to) != 0 || ferror(to) || fsync(fd) != 0))
		status = not_written(cli, beside);
	if (fclose(to) != 0 && !status)
		status = not_written(cli, beside);
	if (!status && rename(beside, path) != 0)
		status = not_written(cli, path);
	if (status)
		unlink(beside);
	return status;
}
