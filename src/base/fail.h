/*
 * How an engine function says no: the sentence goes onto the handle, the status
 * back to the caller, in one statement:
 *	return fail_field(bo, BO_INVALID, "price", text, "…");
 */
#ifndef BASE_FAIL_H
#define BASE_FAIL_H

#include "base/office.h"

enum bo_status fail(struct bo *bo, enum bo_status status, const char *format, ...) BO_PRINTF(3, 4);
/* status BO_INVALID, BO_NOT_FOUND or BO_EXISTS; value is cleaned for display. */
enum bo_status fail_field(struct bo *bo, enum bo_status status, const char *field,
			  const char *value, const char *format, ...) BO_PRINTF(5, 6);
enum bo_status fail_number(struct bo *bo, const char *field, int64_t value, const char *format, ...)
	BO_PRINTF(4, 5);
enum bo_status fail_memory(struct bo *bo);
/* A text as messages have it: cleaned, cut at a whole character and marked with "…" where it is
 * longer than size lets it be. */
void fail_text(char *out, size_t size, const char *text);
/* Keeps a copy of the refusal; returns BO_REFUSED. */
enum bo_status fail_refused(struct bo *bo, const struct bo_refusal *refusal);
/* A refusal without numbers. */
enum bo_status fail_rule(struct bo *bo, enum bo_rule rule, enum bo_role override,
			 const char *format, ...) BO_PRINTF(4, 5);

/* BO_INVALID naming the field unless the text may be stored as a name; empty_ok as bo_text_fault().
 */
enum bo_status check_text(struct bo *bo, const char *field, const char *text, size_t max,
			  bool empty_ok) BO_CHECKED;
/* The same of a text of several lines, as bo_text_note_fault(). */
enum bo_status check_note(struct bo *bo, const char *field, const char *text,
			  size_t max) BO_CHECKED;
/* BO_INVALID unless low <= value <= high. */
enum bo_status check_range(struct bo *bo, const char *field, int64_t value, int64_t low,
			   int64_t high) BO_CHECKED;

#endif
