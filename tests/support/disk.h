/*
 * A disk that fails on demand, between SQLite and the real one.
 */
#ifndef SUPPORT_DISK_H
#define SUPPORT_DISK_H

enum disk_fault {
	DISK_WORKS,
	DISK_FULL,   /* that write and all after it */
	DISK_BREAKS, /* that write, sync or truncation, once */
	DISK_KILLS,  /* the process ends before it, as if the plug were pulled */
};

/* Every store opened from now on goes through it. */
void disk_insert(void);
/* The nth (from 1) write, sync or truncation from now on meets the fault. */
void disk_arm(enum disk_fault fault, int nth);
/* How many there were since it was armed. */
int disk_used(void);

#endif
