/*
 * What a terminal says of itself when it is asked: its background, how many colours it has, that it
 * has answered at all.
 */
#ifndef UI_ANSWER_H
#define UI_ANSWER_H

#include "ui/draw/style.h"

#include <stdbool.h>
#include <stddef.h>

struct ui_answers {
	enum ui_ground ground; /* OSC 11 */
	bool many_colours;     /* OSC 4: it named the last colour of 256 */
	bool whole;	       /* the device attributes came, which are asked for last */
};

/* The questions, to be written to the terminal; what it does not know it passes over. */
extern const char ui_answer_questions[];

/* Is this whole escape sequence an answer, asked for or not?  Then it is no key, and what it says
 * is noted. */
bool ui_answer_read(const unsigned char *bytes, size_t n, struct ui_answers *answers);

#endif
