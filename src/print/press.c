/*
 * Making one ticket's PDF.
 */
#include "print/press.h"
#include "base/fail.h"

#include "store/sql.h"
#include <boxoffice/print.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *press_lacks(struct pen *pen, struct bo_arena *arena)
{
	char text[200];
	struct bo_buf families = BO_BUF(text);

	if (!pen_lacks(pen, &families))
		return NULL;
	return bo_arena_printf(
		arena,
		"Fonts of the tickets are not installed on this machine: %s; install "
		"the package fonts-dejavu-core.",
		text);
}

enum bo_status bo_print_fonts(struct bo *bo, struct bo_arena *arena, const char **lacks)
{
	struct pen *pen = pen_new();

	if (!pen)
		return fail_memory(bo);
	*lacks = press_lacks(pen, arena);
	pen_free(pen);
	return BO_OK;
}

/* A name in letters that no font here has is better marked than not printed, but not in silence. */
static void warn(const struct layout *layout, struct pdf *pdf)
{
	struct bo_buf words = BO_BUF(pdf->warning);

	for (int i = 0; i < FIELD_COUNT; i++)
		if (layout->unknown & 1U << i)
			bo_buf_printf(&words, "%s%s", words.len ? ", " : "",
				      ticket_field_name((enum ticket_field)i));
	if (words.len)
		bo_buf_add(&words, ": \"?\" stands for letters that no font on this machine has.");
}

static enum bo_status draw(struct bo *bo, const struct template *template,
			   const struct ticket *ticket, int dpi, int64_t made, struct pdf *pdf)
{
	struct bo_arena arena = { 0 };
	struct template_fault fault = { 0 };
	struct layout layout;
	struct pen *pen = pen_new();
	struct ruler ruler;
	const char *lacks = NULL;
	enum bo_status status = BO_OK;
	char title[64];
	bool ok;

	if (!pen)
		return fail_memory(bo);
	ruler = pen_ruler(pen, dpi);
	snprintf(title, sizeof title, "Order %s, ticket %s", ticket->value[FIELD_ORDER],
		 ticket->value[FIELD_SEQUENCE]);
	ok = layout_make(template, ticket->value, &ruler, &arena, &layout, &fault) &&
	     pdf_draw(pen, &layout, title, made, pdf, &fault);
	if (ok)
		warn(&layout, pdf);
	if (!ok) /* what does not fit may fit in its own font */
		lacks = press_lacks(pen, &arena);
	if (!ok)
		status = fail(bo, BO_PRINTER, "%s%s%s", lacks ? lacks : "", lacks ? " " : "",
			      fault.message);
	pen_free(pen);
	bo_arena_clear(&arena);
	return status;
}

enum bo_status press_draw(struct bo *bo, const char *text, const struct ticket *ticket, int dpi,
			  int64_t made, struct pdf *pdf)
{
	struct template *template = malloc(sizeof *template);
	struct template_fault fault;
	enum bo_status status;

	if (!template)
		return fail_memory(bo);
	if (template_read(text, template, &fault))
		status = draw(bo, template, ticket, dpi, made, pdf);
	else
		status = fail(bo, BO_INVALID, "The ticket template is faulty. %s", fault.message);
	free(template);
	return status;
}

enum bo_status press_sharp(struct bo *bo, const char *text, int dpi)
{
	struct template *template = malloc(sizeof *template);
	struct template_fault fault;
	enum bo_status status = template ? BO_OK : fail_memory(bo);

	if (!status && template_read(text, template, &fault) &&
	    !template_sharp(template, dpi, &fault))
		status = fail_field(bo, BO_INVALID, "template", "", "%s", fault.message);
	free(template);
	return status;
}
