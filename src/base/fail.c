/*
 * Sentences for what went wrong, and the two checks every input passes.
 */
#include "base/fail.h"

#include <boxoffice/text.h>

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void fail_text(char *out, size_t size, const char *text)
{
	char clean[1024];
	size_t n;

	bo_text_clean(text, clean, sizeof clean);
	n = strlen(clean);
	if (n < size) {
		memcpy(out, clean, n + 1);
		return;
	}
	for (n = size - sizeof "…"; n > 0 && ((unsigned char)clean[n] & 0xc0) == 0x80; n--)
		;
	memcpy(out, clean, n);
	memcpy(out + n, "…", sizeof "…");
}

BO_PRINTF(5, 0)
static enum bo_status set(struct bo *bo, enum bo_status status, const char *field,
			  const char *value, const char *format, va_list args) BO_PRINTF(5, 0);
static enum bo_status set(struct bo *bo, enum bo_status status, const char *field,
			  const char *value, const char *format, va_list args)
{
	char message[1024];

	vsnprintf(message, sizeof message, format, args);
	bo->error.status = status;
	fail_text(bo->error.field, sizeof bo->error.field, field);
	fail_text(bo->error.value, sizeof bo->error.value, value);
	fail_text(bo->error.message, sizeof bo->error.message, message);
	return status;
}

enum bo_status fail(struct bo *bo, enum bo_status status, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	set(bo, status, "", "", format, args);
	va_end(args);
	return status;
}

enum bo_status fail_field(struct bo *bo, enum bo_status status, const char *field,
			  const char *value, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	set(bo, status, field, value ? value : "", format, args);
	va_end(args);
	return status;
}

enum bo_status fail_number(struct bo *bo, const char *field, int64_t value, const char *format, ...)
{
	char digits[24];
	va_list args;

	snprintf(digits, sizeof digits, "%" PRId64, value);
	va_start(args, format);
	set(bo, BO_INVALID, field, digits, format, args);
	va_end(args);
	return BO_INVALID;
}

enum bo_status fail_memory(struct bo *bo)
{
	return fail(bo, BO_NO_MEMORY, "Out of memory; nothing was changed.");
}

enum bo_status fail_refused(struct bo *bo, const struct bo_refusal *refusal)
{
	bo->refusal = *refusal;
	return fail(bo, BO_REFUSED, "%s", refusal->message);
}

enum bo_status fail_rule(struct bo *bo, enum bo_rule rule, enum bo_role override,
			 const char *format, ...)
{
	struct bo_refusal refusal = {
		.rule = rule, .limit = BO_NONE, .wanted = BO_NONE, .left = 0, .override = override
	};
	char message[1024];
	va_list args;

	va_start(args, format);
	vsnprintf(message, sizeof message, format, args);
	va_end(args);
	fail_text(refusal.message, sizeof refusal.message, message);
	return fail_refused(bo, &refusal);
}

enum bo_status check_text(struct bo *bo, const char *field, const char *text, size_t max,
			  bool empty_ok)
{
	const char *fault = bo_text_fault(text, max, empty_ok);

	if (!fault)
		return BO_OK;
	return fail_field(bo, BO_INVALID, field, text, "The %s %s.", field, fault);
}

enum bo_status check_note(struct bo *bo, const char *field, const char *text, size_t max)
{
	const char *fault = bo_text_note_fault(text, max);

	if (!fault)
		return BO_OK;
	return fail_field(bo, BO_INVALID, field, text, "The %s %s.", field, fault);
}

enum bo_status check_range(struct bo *bo, const char *field, int64_t value, int64_t low,
			   int64_t high)
{
	if (value >= low && value <= high)
		return BO_OK;
	return fail_number(bo, field, value, "The %s must lie between %" PRId64 " and %" PRId64 ".",
			   field, low, high);
}
