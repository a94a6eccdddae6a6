/*
 * A file system for SQLite that passes everything on to the usual one, and counts
 * what changes the disk.
 */
#include "support/disk.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct disk_file {
	sqlite3_file base;
	sqlite3_file *real; /* lies behind this struct */
};

static sqlite3_vfs disk;
static sqlite3_io_methods methods;
static enum disk_fault fault;
static int used, fails_at;

static sqlite3_file *real_of(sqlite3_file *file)
{
	return ((struct disk_file *)(void *)file)->real;
}

/* SQLITE_OK: go on. */
static int meet(int broken)
{
	used++;
	if (fault == DISK_FULL && used >= fails_at)
		return broken == SQLITE_IOERR_WRITE ? SQLITE_FULL : SQLITE_OK;
	if (used != fails_at)
		return SQLITE_OK;
	if (fault == DISK_KILLS)
		_exit(99);
	return fault == DISK_BREAKS ? broken : SQLITE_OK;
}

static int file_close(sqlite3_file *file)
{
	return real_of(file)->pMethods->xClose(real_of(file));
}

static int file_read(sqlite3_file *file, void *bytes, int n, sqlite3_int64 at)
{
	return real_of(file)->pMethods->xRead(real_of(file), bytes, n, at);
}

static int file_write(sqlite3_file *file, const void *bytes, int n, sqlite3_int64 at)
{
	int code = meet(SQLITE_IOERR_WRITE);

	return code ? code : real_of(file)->pMethods->xWrite(real_of(file), bytes, n, at);
}

static int file_truncate(sqlite3_file *file, sqlite3_int64 size)
{
	int code = meet(SQLITE_IOERR_TRUNCATE);

	return code ? code : real_of(file)->pMethods->xTruncate(real_of(file), size);
}

static int file_sync(sqlite3_file *file, int flags)
{
	int code = meet(SQLITE_IOERR_FSYNC);

	return code ? code : real_of(file)->pMethods->xSync(real_of(file), flags);
}

static int file_size(sqlite3_file *file, sqlite3_int64 *size)
{
	return real_of(file)->pMethods->xFileSize(real_of(file), size);
}

static int file_lock(sqlite3_file *file, int lock)
{
	return real_of(file)->pMethods->xLock(real_of(file), lock);
}

static int file_unlock(sqlite3_file *file, int lock)
{
	return real_of(file)->pMethods->xUnlock(real_of(file), lock);
}

static int file_reserved(sqlite3_file *file, int *reserved)
{
	return real_of(file)->pMethods->xCheckReservedLock(real_of(file), reserved);
}

static int file_control(sqlite3_file *file, int op, void *arg)
{
	return real_of(file)->pMethods->xFileControl(real_of(file), op, arg);
}

static int file_sector(sqlite3_file *file)
{
	return real_of(file)->pMethods->xSectorSize(real_of(file));
}

static int file_traits(sqlite3_file *file)
{
	return real_of(file)->pMethods->xDeviceCharacteristics(real_of(file));
}

static int shm_map(sqlite3_file *file, int page, int size, int extend, void volatile **memory)
{
	return real_of(file)->pMethods->xShmMap(real_of(file), page, size, extend, memory);
}

static int shm_lock(sqlite3_file *file, int offset, int n, int flags)
{
	return real_of(file)->pMethods->xShmLock(real_of(file), offset, n, flags);
}

static void shm_barrier(sqlite3_file *file)
{
	real_of(file)->pMethods->xShmBarrier(real_of(file));
}

static int shm_unmap(sqlite3_file *file, int remove)
{
	return real_of(file)->pMethods->xShmUnmap(real_of(file), remove);
}

static int disk_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out)
{
	struct disk_file *own = (struct disk_file *)(void *)file;
	sqlite3_vfs *real = vfs->pAppData;
	int code;

	own->real = (sqlite3_file *)(void *)(own + 1);
	code = real->xOpen(real, name, own->real, flags, out);
	own->base.pMethods = own->real->pMethods ? &methods : NULL;
	return code;
}

void disk_insert(void)
{
	sqlite3_vfs *real = sqlite3_vfs_find(NULL);

	if (real == &disk)
		return;
	methods = (sqlite3_io_methods){ .iVersion = 2,
					.xClose = file_close,
					.xRead = file_read,
					.xWrite = file_write,
					.xTruncate = file_truncate,
					.xSync = file_sync,
					.xFileSize = file_size,
					.xLock = file_lock,
					.xUnlock = file_unlock,
					.xCheckReservedLock = file_reserved,
					.xFileControl = file_control,
					.xSectorSize = file_sector,
					.xDeviceCharacteristics = file_traits,
					.xShmMap = shm_map,
					.xShmLock = shm_lock,
					.xShmBarrier = shm_barrier,
					.xShmUnmap = shm_unmap };
	/* The other entries take their own struct for nothing, so the real ones serve as they are.
	 */
	disk = *real;
	disk.pNext = NULL;
	disk.zName = "failing disk";
	disk.pAppData = real;
	disk.szOsFile = (int)sizeof(struct disk_file) + real->szOsFile;
	disk.xOpen = disk_open;
	sqlite3_vfs_register(&disk, 1);
}

void disk_arm(enum disk_fault kind, int nth)
{
	fault = kind;
	used = 0;
	fails_at = nth;
}

int disk_used(void)
{
	return used;
}
