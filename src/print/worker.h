/*
 * Inside of the worker: the way of one job through the scheduler.
 */
#ifndef PRINT_WORKER_H
#define PRINT_WORKER_H

#include "print/job.h"

/* As bo_print_step(), for a printer behind CUPS. */
enum bo_status submit_step(struct bo *bo, struct bo_arena *arena, struct job_printer *printer,
			   int deadline, bool *worked) BO_CHECKED;

/* Called with a word for each point between two steps that a crash must not fall between unhealed;
 * NULL but in tests, which end the process there. */
extern void (*worker_watch)(const char *point);

#endif
