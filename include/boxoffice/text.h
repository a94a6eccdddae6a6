/*
 * UTF-8 text: what may be stored, how names are compared, how wide they are.
 */
#ifndef BOXOFFICE_TEXT_H
#define BOXOFFICE_TEXT_H

#include <boxoffice/arena.h>

enum { BO_NAME_MAX = 200, BO_NOTE_MAX = 2000 }; /* bytes of a name, of a note */

/*
 * Why a text may not be stored, as the rest of a sentence ("holds a control character"), or NULL if
 * it may: UTF-8, no control characters, no marks that turn the direction of writing, not longer
 * than max bytes, not only blanks (unless empty_ok).
 */
const char *bo_text_fault(const char *text, size_t max, bool empty_ok);
/* The same of a text of several lines: "\n" parts them, and it may be empty. */
const char *bo_text_note_fault(const char *text, size_t max);

/* Tells whether all its bytes are UTF-8. */
bool bo_text_is_utf8(const char *text);

/*
 * The form names are compared and searched in: no case, no accents, single blanks, no blanks at the
 * ends ("  Zoë  O’Hara" and "zoe o'hara" are one).  Terminated; cut at whole characters when size
 * is too small.  Invalid bytes are dropped.
 */
void bo_text_fold(const char *text, char *folded, size_t size);
/* The folded text with letters of other alphabets that look like Latin ones replaced by those: two
 * names with the same looks cannot be told apart on a screen. */
void bo_text_looks(const char *text, char *out, size_t size);

/* A copy that is safe on any terminal or printer: control and direction marks and broken bytes
 * become U+FFFD.  Terminated. */
void bo_text_clean(const char *text, char *clean, size_t size);

/* A copy without what the other replaces, for words that are only compared and shown. */
void bo_text_visible(const char *text, char *visible, size_t size);

/* Appends a cell of a CSV file: quoted where it must be, and with an apostrophe in front of what a
 * spreadsheet would take for a formula.  Our imports take that one away again, and read exactly
 * what was written. */
void bo_csv_cell(struct bo_buf *buf, const char *text);

/* Columns on a terminal: 0 for combining marks, 2 for wide letters. */
int bo_text_columns(const char *text);
/* Counts the bytes of the longest prefix no wider than columns. */
size_t bo_text_prefix(const char *text, int columns);

/* The candidate nearest to a mistyped word, or NULL if none is near: for "did you mean". */
const char *bo_text_nearest(const char *word, const char *const *candidates, size_t n);

#endif
