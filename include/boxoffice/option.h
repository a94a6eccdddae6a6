/*
 * What the house has decided once, for all its tills.
 */
#ifndef BOXOFFICE_OPTION_H
#define BOXOFFICE_OPTION_H

#include <boxoffice/office.h>

struct bo_option {
	const char *name;    /* "hold-minutes" */
	const char *value;   /* as it is now */
	const char *initial; /* as it is in a new store */
	const char *help;    /* one sentence */
};
struct bo_options {
	size_t n;
	struct bo_option *row;
};

enum bo_status bo_option_list(struct bo *bo, struct bo_arena *arena,
			      struct bo_options *list) BO_CHECKED;
/* Checked by the option's own rule; currency and zone cannot change once something was sold. */
enum bo_status bo_option_set(struct bo *bo, const char *name, const char *value) BO_CHECKED;

#endif
