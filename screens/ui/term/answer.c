/*
 * Questions to the terminal and their answers, as xterm's control sequences have them: OSC 11 for
 * the background, OSC 4 for a colour of the palette, and last the primary device attributes, which
 * every terminal answers, so that one knows when to stop waiting.
 */
#include "ui/term/answer.h"

#include <stdio.h>
#include <string.h>

const char ui_answer_questions[] = "\033]11;?\033\\\033]4;255;?\033\\\033[c";

/* "rgb:RRRR/GGGG/BBBB" with one to four hexadecimal digits each, into 0 to 1. */
static bool read_rgb(const char *text, double rgb[3])
{
	unsigned value[3];
	int from[3], to[3];

	if (sscanf(text, "rgb:%n%4x%n/%n%4x%n/%n%4x%n", &from[0], &value[0], &to[0], &from[1],
		   &value[1], &to[1], &from[2], &value[2], &to[2]) != 3)
		return false;
	for (int i = 0; i < 3; i++)
		rgb[i] = value[i] / (double)((1U << (4 * (to[i] - from[i]))) - 1);
	return true;
}

static void read_colour(const char *text, struct ui_answers *answers)
{
	double rgb[3];

	if (strncmp(text, "11;", 3) == 0 && read_rgb(text + 3, rgb))
		answers->ground = 0.299 * rgb[0] + 0.587 * rgb[1] + 0.114 * rgb[2] > 0.5
					  ? UI_GROUND_LIGHT
					  : UI_GROUND_DARK;
	else if (strncmp(text, "4;255;", 6) == 0 && read_rgb(text + 6, rgb))
		answers->many_colours = true;
}

bool ui_answer_read(const unsigned char *bytes, size_t n, struct ui_answers *answers)
{
	char text[64];
	size_t len = n - 2 < sizeof text - 1 ? n - 2 : sizeof text - 1;

	if (n < 3)
		return false;
	memcpy(text, bytes + 2, len);
	text[len] = '\0';
	if (bytes[1] == ']')
		read_colour(text, answers);
	if (bytes[1] == '[' && bytes[2] == '?' && bytes[n - 1] == 'c')
		answers->whole = true;
	return strchr("]P_^", bytes[1]) || (bytes[1] == '[' && bytes[2] == '?');
}
