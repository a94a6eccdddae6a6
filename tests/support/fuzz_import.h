/*
 * One file of any bytes through the importer and the parsers of codes; ends the
 * program when something does not hold.
 */
#ifndef SUPPORT_FUZZ_IMPORT_H
#define SUPPORT_FUZZ_IMPORT_H

#include <stddef.h>
#include <stdint.h>

void fuzz_begin(void);
void fuzz_file(const uint8_t *bytes, size_t n);
void fuzz_end(void);

#endif
