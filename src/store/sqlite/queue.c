/*
 * The queue of tills before the store's lock.  SQLite has none: whoever finds the lock taken asks
 * again later, so that the till that has just let go of it gets it again and others wait for
 * seconds.  Here each is woken when it is its turn, in the order they came.
 *
 * It is a semaphore of the kernel, which hands it on to the one who has waited longest in the same
 * step in which it is given back, waits with a limit, and takes it back from a process that dies.
 * All stores of a user share one set and each has its place in it by the number of its file; two
 * that meet in a place wait for each other, and no more.  The queue is a courtesy: the lock
 * decides. Who finds no queue (other users' tills, a kernel without semaphores, programs that are
 * not this one) tries for the lock as ever.
 */
#include "store/sqlite/queue.h"
#include "store/store.h"

#include <errno.h>
#include <sys/ipc.h>
#include <sys/sem.h>
#include <time.h>
#include <unistd.h>

enum { PLACES = 256, NONE = -1 };

int64_t queue_clock(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * INT64_C(1000) + now.tv_nsec / 1000000;
}

/* "BOXO", and whose: a set that somebody else made, or may change, is not ours to trust. */
static int find_set(void)
{
	key_t key = (key_t)(0x424f584fu ^ (unsigned)geteuid() * 0x9e3779b1u);
	int set = semget(key, PLACES, IPC_CREAT | 0600);
	struct semid_ds of = { 0 };

	if (set < 0 || semctl(set, 0, IPC_STAT, &of) != 0)
		return NONE;
	return of.sem_perm.cuid == geteuid() && of.sem_perm.uid == geteuid() &&
			       (of.sem_perm.mode & 0077) == 0
		       ? set
		       : NONE;
}

unsigned short queue_place(const struct store *store)
{
	uint64_t number = (uint64_t)store->file.ino * 31 + (uint64_t)store->file.dev;

	return (unsigned short)(number * UINT64_C(0x9e3779b97f4a7c15) >> 56);
}

/* Zero is nobody's turn: so a new set needs no first value. */
static int take(int set, unsigned short place, int64_t milliseconds)
{
	struct sembuf steps[] = { { place, 0, 0 }, { place, 1, SEM_UNDO } };
	struct timespec limit = { milliseconds / 1000, milliseconds % 1000 * 1000000 };

	return semtimedop(set, steps, 2, &limit) == 0 ? 0 : errno;
}

void queue_enter(struct store *store)
{
	int error = EINTR;

	store->came = queue_clock();
	if (!store->file.known)
		return;
	for (int sets = 0; sets < 2 && error;) {
		int64_t left = store->came + BUSY_SECONDS * 1000 - queue_clock();

		if (store->queue == NONE)
			store->queue = find_set();
		if (store->queue == NONE)
			return;
		store->place = queue_place(store);
		error = take(store->queue, store->place, left > 0 ? left : 0);
		/* Somebody cleared the set away: who signs off last may take a user's along. */
		if (error == EIDRM || error == EINVAL) {
			store->queue = NONE;
			sets++;
		} else if (error != EINTR) {
			break;
		}
	}
	store->in_turn = error == 0;
}

void queue_leave(struct store *store)
{
	struct sembuf step = { store->place, -1, SEM_UNDO | IPC_NOWAIT };

	if (store->in_turn)
		(void)!semop(store->queue, &step, 1);
	store->in_turn = false;
}
