/*
 * Data into a file of its own.
 */
#ifndef CLI_EXPORT_H
#define CLI_EXPORT_H

#include "cli/cli.h"

#include <stdio.h>

/* Writes all of it; whether to took it is looked at by who called. */
typedef enum bo_status (*export_writer)(struct cli *cli, FILE *to, void *arg);

/* Onto standard output where path is NULL; else beside the file first, so that there is the old one
 * or the whole new one, which only its owner may read. */
enum bo_status export_to(struct cli *cli, const char *path, export_writer write,
			 void *arg) BO_CHECKED;
/* A cell, as bo_csv_cell() has it, and what follows it. */
void export_cell(FILE *to, const char *text, bool last);

/* BO_EXISTS for a file that is there already, unless --force says to write over it. */
enum bo_status export_may(struct cli *cli, const char *path) BO_CHECKED;

#endif
