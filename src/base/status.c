/*
 * Statuses: their words and exit codes, from the one list.
 */
#include <boxoffice/status.h>

const char *bo_status_word(enum bo_status status)
{
	static const char *const words[] = {
#define X(name, word, code) [name] = word,
		BO_STATUS_LIST(X)
#undef X
	};

	return words[status];
}

int bo_status_exit(enum bo_status status)
{
	static const int codes[] = {
#define X(name, word, code) [name] = code,
		BO_STATUS_LIST(X)
#undef X
	};

	return codes[status];
}
