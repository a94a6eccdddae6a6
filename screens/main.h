/*
 * The screens as a program: the one door for whoever starts them.
 */
#ifndef SCREENS_MAIN_H
#define SCREENS_MAIN_H

#include <boxoffice/boxoffice.h>

struct screens_options {
	const char *program;	 /* path of this program, for its worker processes; NULL: none */
	const char *store;	 /* opened if bo has no store open yet; else unused */
	const char *till;	 /* stood at if bo stands at none yet; else unused */
	const char *staff, *pin; /* signed in if nobody acts yet; NULL: a screen asks */
	const char *color;	 /* of --color; NULL: auto */
	const char *log_path;	 /* where standard error goes meanwhile; NULL: nowhere */
	bool mouse;
};

/* Runs until the user leaves.  Returns the exit code; what went wrong is on standard error. */
int screens_main(struct bo *bo, const struct screens_options *options);

#endif
