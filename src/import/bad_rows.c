/*
 * The file of bad rows: what could not be taken, as it came, with a column that
 * says why, so that it can be put right and imported.  The rows are read from the
 * file once more, by where they stand.
 */
#include "base/fail.h"
#include "csv/decode.h"
#include "import/reading.h"

#include <boxoffice/store.h>

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PIECE = 1 << 16 };

struct copy {
	struct bo_import *import;
	FILE *out;
	struct decoder decoder;
	int64_t offset, at; /* of the file; of the first decoded byte in text */
	size_t there;
	bool ended;
	int failed; /* errno of reading; 0: none */
	char text[DECODE_ROOM(PIECE)];
	unsigned char bytes[PIECE];
};

/* Decodes the next piece; false at the end or when it cannot be read. */
static bool fill(struct copy *copy)
{
	ssize_t n;

	if (copy->ended || copy->failed)
		return false;
	do
		n = pread(copy->import->fd, copy->bytes, sizeof copy->bytes, copy->offset);
	while (n < 0 && errno == EINTR);
	if (n < 0) {
		copy->failed = errno;
		return false;
	}
	copy->at += (int64_t)copy->there;
	copy->offset += n;
	copy->ended = n == 0;
	copy->there = decode(&copy->decoder, copy->bytes, (size_t)n, n == 0, copy->text);
	return true;
}

static void put(FILE *out, char c, bool quoted)
{
	unsigned char byte = (unsigned char)c;

	if (byte == DECODE_BROKEN || byte == DECODE_NUL) {
		fputs("\xef\xbf\xbd", out);
		return;
	}
	if (quoted && c == '"')
		putc_unlocked('"', out);
	putc_unlocked(c, out);
}

static void put_quoted(FILE *out, const char *text)
{
	putc_unlocked('"', out);
	for (; *text; text++)
		put(out, *text, true);
	putc_unlocked('"', out);
}

/* The bytes of a place without the end of its line. */
static void copy_place(struct copy *copy, const struct place *place, bool quoted)
{
	int64_t at = place->at, end = place->at + place->bytes;
	int held = EOF;

	while (at < end) {
		char c;

		while (at >= copy->at + (int64_t)copy->there)
			if (!fill(copy))
				return;
		c = copy->text[at - copy->at];
		if (held != EOF)
			put(copy->out, (char)held, quoted);
		held = c;
		at++;
	}
	if (held != EOF && held != '\n' && held != '\r')
		put(copy->out, (char)held, quoted);
}

static void copy_row(struct copy *copy, const struct place *place, bool whole, const char *why)
{
	if (whole)
		putc_unlocked('"', copy->out);
	copy_place(copy, place, whole);
	if (whole)
		putc_unlocked('"', copy->out);
	putc_unlocked(copy->import->view.separator, copy->out);
	put_quoted(copy->out, why);
	putc_unlocked('\n', copy->out);
}

static enum bo_status copy_rows(struct copy *copy)
{
	struct bo_import *import = copy->import;
	struct sql_rows *rows;
	enum bo_status status;

	if (import->view.encoding != BO_ENCODING_UTF8)
		fputs("\xef\xbb\xbf", copy->out);
	if (import->view.header) {
		copy_place(copy, &import->titles_place, false);
		fprintf(copy->out, "%cwhy\n", import->view.separator);
	}
	status = sql_query(import->bo, &rows,
			   "SELECT at, bytes, whole, why FROM import_bad WHERE base = $1 "
			   "ORDER BY at",
			   "i", import->base);
	if (status)
		return status;
	while (sql_next(rows)) {
		struct place place = { 0, sql_int(rows, 0), sql_int(rows, 1) };

		copy_row(copy, &place, sql_flag(rows, 2), sql_text(rows, 3));
	}
	return sql_end(rows);
}

static enum bo_status unwritable(struct bo *bo, const char *path)
{
	return fail_field(bo, BO_IO, "bad-rows", path, "%s cannot be written: %s.", path,
			  strerror(errno));
}

/* Neither the file that is read nor the store may be lost for it. */
static enum bo_status check_path(struct bo_import *import, const char *path)
{
	static const char *const parts[] = { "", "-wal", "-shm" };
	const char *store = bo_store_path(import->bo);
	char name[PATH_MAX];
	struct stat there, part;
	bool in_use;

	if (stat(path, &there) != 0)
		return BO_OK;
	if (!S_ISREG(there.st_mode))
		return fail_field(import->bo, BO_INVALID, "bad-rows", path,
				  "%s is not a file to write to.", path);
	in_use = there.st_dev == import->file.st_dev && there.st_ino == import->file.st_ino;
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		snprintf(name, sizeof name, "%s%s", store, parts[i]);
		if (stat(name, &part) == 0 && there.st_dev == part.st_dev &&
		    there.st_ino == part.st_ino)
			in_use = true;
	}
	if (in_use)
		return fail_field(import->bo, BO_INVALID, "bad-rows", path,
				  "%s is in use; name another file for the bad rows.", path);
	return BO_OK;
}

static enum bo_status unchanged(struct bo_import *import)
{
	struct stat now;

	if (fstat(import->fd, &now) == 0 && now.st_size == import->file.st_size &&
	    now.st_mtim.tv_sec == import->file.st_mtim.tv_sec &&
	    now.st_mtim.tv_nsec == import->file.st_mtim.tv_nsec)
		return BO_OK;
	return fail_field(import->bo, BO_INVALID, "file", import->path,
			  "%s was changed while it was read; import it again.", import->path);
}

static enum bo_status write_to(struct bo_import *import, int fd, const char *path)
{
	struct copy *copy = calloc(1, sizeof *copy);
	enum bo_status status;
	bool bad;

	if (!copy)
		return fail_memory(import->bo);
	copy->import = import;
	copy->out = fdopen(dup(fd), "w");
	if (!copy->out) {
		free(copy);
		return unwritable(import->bo, path);
	}
	decode_start(&copy->decoder, import->view.encoding);
	status = copy_rows(copy);
	bad = ferror(copy->out) != 0;
	bad = fclose(copy->out) != 0 || bad;
	if (!status && copy->failed)
		status = fail_field(import->bo, BO_IO, "file", import->path,
				    "%s cannot be read: %s.", import->path, strerror(copy->failed));
	if (!status && (bad || fsync(fd) != 0))
		status = unwritable(import->bo, path);
	free(copy);
	return status ? status : unchanged(import);
}

enum bo_status bad_rows_write(struct bo_import *import, const char *path, char name[BAD_NAME])
{
	enum bo_status status = check_path(import, path);
	int fd;

	name[0] = '\0';
	if (status)
		return status;
	if ((size_t)snprintf(name, BAD_NAME, "%s.XXXXXX", path) >= BAD_NAME) {
		name[0] = '\0';
		errno = ENAMETOOLONG;
		return unwritable(import->bo, path);
	}
	fd = mkostemp(name, O_CLOEXEC);
	if (fd < 0) {
		name[0] = '\0';
		return unwritable(import->bo, path);
	}
	status = write_to(import, fd, path);
	close(fd);
	if (status)
		unlink(name);
	if (status)
		name[0] = '\0';
	return status;
}
