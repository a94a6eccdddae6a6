/*
 * The printer that is a folder: each ticket a PDF file, named so that they sort.
 *
 * The folder is made once, when it is set up, and marked as ours.  Later it must be there with its
 * mark: a disk that is not mounted, or a folder somebody took away, stops the printer instead of
 * filling a place where nobody looks.
 */
#ifndef PRINT_FOLDER_H
#define PRINT_FOLDER_H

#include "print/job.h"

/* Makes the folder, and those above it, if they are not there, and its mark.  BO_IO. */
enum bo_status folder_make(struct bo *bo, const char *target) BO_CHECKED;
/* As bo_print_step(): the next job becomes a file, or the file of a void ticket gets its name. */
enum bo_status folder_step(struct bo *bo, struct bo_arena *arena, struct job_printer *printer,
			   bool *worked) BO_CHECKED;

#endif
