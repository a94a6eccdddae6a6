/*
 * Bytes from a terminal become events.
 *
 * Pure: no terminal, no clock, no curses.  Curses' own decoding hides the number pad, cannot tell
 * an unknown sequence from Esc and letters, and cannot be tested; this reads what xterm, tmux,
 * screen, rxvt, the Linux console and vt220 send, with what terminfo knows added by the terminal.
 */
#ifndef UI_DECODE_H
#define UI_DECODE_H

#include "ui/event.h"
#include "ui/term/answer.h"

enum {
	UI_DECODE_BYTES = 4096, /* input kept between two calls */
	UI_DECODE_EXTRA = 48,
	UI_PASTE_MAX = 1 << 20, /* the rest of a longer paste is dropped, and .paste_cut is set */
};

struct ui_decoder {
	unsigned char bytes[UI_DECODE_BYTES];
	size_t start, end;
	char *paste; /* what came so far, in a paste */
	size_t paste_len, paste_size;
	bool pasting, paste_cut, paste_given;
	bool after_return; /* a newline now is the second half of a scanner's CR LF */
	bool expired;	   /* nothing more came in time: an unfinished sequence is finished */
	struct {
		char bytes[16];
		struct ui_key key;
	} extra[UI_DECODE_EXTRA];
	int extras;
	struct ui_answers answers; /* what the terminal said of itself so far */
};

/* Zeroed it is ready.  Frees what it holds. */
void ui_decoder_clear(struct ui_decoder *decoder);
/* A sequence (starting with Esc) that terminfo knows. */
void ui_decoder_learn(struct ui_decoder *decoder, const char *bytes, struct ui_key key);
/* Takes bytes in; returns how many (fewer when it is full: pull events first). */
size_t ui_decoder_feed(struct ui_decoder *decoder, const void *bytes, size_t n);
/* The next event; false when what is there is not a whole one.  Its paste lives until the next
 * call. */
bool ui_decoder_next(struct ui_decoder *decoder, struct ui_event *event);
/* Milliseconds to wait for the rest of what has begun (escape: for a lone Esc), or -1: nothing has
 * begun. */
int ui_decoder_patience(const struct ui_decoder *decoder, int escape);
/* The time is over; ask next again. */
void ui_decoder_expire(struct ui_decoder *decoder);
/* Takes the terminal's answers out of what is there and leaves the keys before and behind them. */
void ui_decoder_take_answers(struct ui_decoder *decoder);
/* Forgets everything not yet made an event, but notes what the terminal answered meanwhile. */
void ui_decoder_drop(struct ui_decoder *decoder);

#endif
