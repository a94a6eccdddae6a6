/*
 * SQLite's log beside the store, which grows with every sale until it is emptied into the file.
 */
#ifndef STORE_SQLITE_LOG_H
#define STORE_SQLITE_LOG_H

struct store;

/* From now on it is known how long the log is, and only log_tidy() empties it. */
void log_watch(struct store *store);
/* What the log holds goes into the file when it is much.  After an act, for the next not to wait.
 */
void log_tidy(struct store *store);

#endif
