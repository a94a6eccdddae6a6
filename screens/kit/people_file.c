/*
 * Lists of people in files.  A file is made where none is: nothing of somebody's is written over.
 */
#include "kit/people_file.h"

#include <boxoffice/text.h>

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

FILE *people_file_new(const char *path)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600), error;
	FILE *file = fd < 0 ? NULL : fdopen(fd, "w");

	if (fd >= 0 && !file) {
		error = errno;
		close(fd);
		unlink(path);
		errno = error;
	}
	return file;
}

void people_file_cell(FILE *file, const char *text, bool last)
{
	char cell[2 * PEOPLE_FILE_CELL + 4];
	struct bo_buf buf = BO_BUF(cell);

	bo_csv_cell(&buf, text);
	fputs(cell, file);
	fputs(last ? "\r\n" : ",", file);
}

bool people_file_end(FILE *file, const char *path, bool keep)
{
	bool whole = fflush(file) == 0 && !ferror(file);
	int error = errno;

	if (fclose(file) != 0 && whole) {
		whole = false;
		error = errno;
	}
	if (!whole || !keep)
		unlink(path);
	errno = error;
	return whole;
}
