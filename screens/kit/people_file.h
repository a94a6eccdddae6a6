/*
 * Files that people's data is written to: new, for their owner only, and whole or not there.
 */
#ifndef SCREENS_KIT_PEOPLE_FILE_H
#define SCREENS_KIT_PEOPLE_FILE_H

#include <stdbool.h>
#include <stdio.h>

enum { PEOPLE_FILE_CELL = 8000 }; /* bytes of a cell's text at most */

/* NULL when it cannot be made, as when it is there already: errno says why. */
FILE *people_file_new(const char *path);
/* As bo_csv_cell() has it, so that no spreadsheet takes it for a formula and an import reads what
 * it was; then what follows it. */
void people_file_cell(FILE *file, const char *text, bool last);
/* False when it could not be written: errno says why.  It is left there only if it is to be kept
 * and is whole. */
bool people_file_end(FILE *file, const char *path, bool keep);

#endif
