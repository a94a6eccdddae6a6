/*
 * Whether memory ran out while a JSON text was put together.
 *
 * Journal bodies are built piece by piece.  A piece that there was no memory for would be left out
 * without a word, and the row would tell less than what happened: so jansson takes its memory here,
 * and who writes a body asks.
 */
#ifndef BASE_JSON_ROOM_H
#define BASE_JSON_ROOM_H

#include <stdbool.h>

/* From now on; what gave jansson its memory before goes on giving it. */
void json_room_watch(void);
/* Since the last call, in this thread. */
bool json_room_ran_out(void);

#endif
