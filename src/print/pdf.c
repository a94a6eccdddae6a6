/*
 * Drawing with cairo and pango.  Fonts are embedded, nothing is hinted (a ticket
 * is measured in millimetres, not in pixels), and what pango would quietly cut or
 * replace by a box is looked for after each text.
 */
#include "print/pdf.h"
#include "base/fail.h"

#include <boxoffice/print.h>

#include <cairo-pdf.h>
#include <math.h>
#include <pango/pangocairo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const double mm = 72 / 25.4; /* points */

struct pen {
	PangoContext *context;
	PangoLayout *layout;
};

static const char *const families[] = { "DejaVu Sans", "DejaVu Serif", "DejaVu Sans Condensed",
					"DejaVu Sans Mono" };

struct pen *pen_new(void)
{
	struct pen *pen = calloc(1, sizeof *pen);
	cairo_font_options_t *options = cairo_font_options_create();

	if (pen) {
		pen->context = pango_font_map_create_context(pango_cairo_font_map_get_default());
		cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
		cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
		pango_cairo_context_set_font_options(pen->context, options);
		pango_cairo_context_set_resolution(pen->context, 72);
		pango_context_set_round_glyph_positions(pen->context, FALSE);
		pen->layout = pango_layout_new(pen->context);
	}
	cairo_font_options_destroy(options);
	return pen;
}

void pen_free(struct pen *pen)
{
	if (!pen)
		return;
	g_object_unref(pen->layout);
	g_object_unref(pen->context);
	free(pen);
}

static void set_text(struct pen *pen, const char *text, struct font font, double points,
		     double width, int lines, bool anywhere)
{
	PangoFontDescription *description = pango_font_description_new();

	pango_font_description_set_family_static(description, families[font.face]);
	pango_font_description_set_weight(description,
					  font.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
	pango_font_description_set_size(description, (int)lround(points * PANGO_SCALE));
	pango_layout_set_font_description(pen->layout, description);
	pango_font_description_free(description);
	pango_layout_set_ellipsize(pen->layout, PANGO_ELLIPSIZE_NONE);
	pango_layout_set_wrap(pen->layout, anywhere ? PANGO_WRAP_WORD_CHAR : PANGO_WRAP_WORD);
	/* One line may not wrap at all: a blank at its end would make a second one. */
	pango_layout_set_width(pen->layout, lines > 1 ? (int)(width * mm * PANGO_SCALE) : -1);
	pango_layout_set_single_paragraph_mode(pen->layout, TRUE);
	pango_layout_set_auto_dir(pen->layout, TRUE);
	pango_layout_set_text(pen->layout, text, -1);
}

static bool fits(void *arg, const char *text, struct font font, double points, double width,
		 int lines, bool anywhere)
{
	struct pen *pen = arg;
	int w, h;

	set_text(pen, text, font, points, width, lines, anywhere);
	pango_layout_get_size(pen->layout, &w, &h);
	return w <= width * mm * PANGO_SCALE && pango_layout_get_line_count(pen->layout) <= lines;
}

static bool draws(void *arg, const char *text, struct font font)
{
	struct pen *pen = arg;

	set_text(pen, text, font, 10, 0, 1, false);
	return pango_layout_get_unknown_glyphs_count(pen->layout) == 0;
}

struct ruler pen_ruler(struct pen *pen, int dpi)
{
	return (struct ruler){ pen, fits, draws, dpi };
}

/* "DejaVu Sans Condensed" may be called "DejaVu Sans", which is condensed then. */
static bool same_font(const char *got, const char *wanted)
{
	return strncmp(got, wanted, strlen(got)) == 0 && strlen(got) >= strlen("DejaVu Sans");
}

/* The families that tickets are set in and this machine lacks, with commas. */
static bool lacks_fonts(struct pen *pen, struct bo_buf *list)
{
	bool lacks = false;

	for (size_t i = 0; i < sizeof families / sizeof *families; i++) {
		PangoFontDescription *wanted = pango_font_description_new(), *got = NULL;
		PangoFont *font;
		const char *name = NULL;

		pango_font_description_set_family_static(wanted, families[i]);
		pango_font_description_set_size(wanted, 10 * PANGO_SCALE);
		font = pango_context_load_font(pen->context, wanted);
		if (font) {
			got = pango_font_describe(font);
			name = pango_font_description_get_family(got);
		}
		if (!name || !same_font(name, families[i])) {
			bo_buf_printf(list, "%s%s", lacks ? ", " : "", families[i]);
			lacks = true;
		}
		pango_font_description_free(got);
		pango_font_description_free(wanted);
		if (font)
			g_object_unref(font);
	}
	return lacks;
}

const char *pen_lacks(struct pen *pen, struct bo_arena *arena)
{
	char text[200];
	struct bo_buf lacking = BO_BUF(text);

	if (!lacks_fonts(pen, &lacking))
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
	*lacks = pen_lacks(pen, arena);
	pen_free(pen);
	return BO_OK;
}

static bool draw_text(struct pen *pen, cairo_t *cairo, const struct layout_item *item)
{
	static const PangoAlignment aligns[] = { PANGO_ALIGN_LEFT, PANGO_ALIGN_CENTER,
						 PANGO_ALIGN_RIGHT };
	int w, h;
	double left = 0;

	set_text(pen, item->text, item->font, item->points, item->w, item->lines, item->anywhere);
	pango_layout_set_alignment(pen->layout, aligns[item->align]);
	pango_layout_get_size(pen->layout, &w, &h);
	if (item->lines == 1)
		left = (item->w * mm - (double)w / PANGO_SCALE) * (item->align == ALIGN_LEFT ? 0
								   : item->align == ALIGN_CENTER
									   ? 0.5
									   : 1);
	cairo_move_to(cairo, left, item->top ? 0 : (item->h * mm - (double)h / PANGO_SCALE) / 2);
	pango_cairo_show_layout(cairo, pen->layout);
	return !pango_layout_is_ellipsized(pen->layout) &&
	       pango_layout_get_line_count(pen->layout) <= item->lines &&
	       pango_layout_get_unknown_glyphs_count(pen->layout) == 0;
}

static bool is_dark(const struct barcode *code, int row, int column)
{
	return row >= 0 && row < code->rows && column >= 0 && column < code->columns &&
	       code->dark[row][column];
}

/* One module: its edges towards light ones stay a little inside of their dots, so that whatever a
 * printer does with a dot that is touched, the bar is as wide as it should be. */
static void draw_module(cairo_t *cairo, const struct layout_item *item, int row, int column)
{
	const struct barcode *code = item->code;
	double size = item->module * mm, in = item->inset * mm;
	double h = code->rows == 1 ? item->h * mm : size;
	double left = column * size + (is_dark(code, row, column - 1) ? 0 : in);
	double right = (column + 1) * size - (is_dark(code, row, column + 1) ? 0 : in);
	double top = row * size + (is_dark(code, row - 1, column) ? 0 : in);
	double bottom = row * size + h - (is_dark(code, row + 1, column) ? 0 : in);

	cairo_rectangle(cairo, left, top, right - left, bottom - top);
}

/* All modules are one path, so that no viewer shows a seam. */
static void draw_barcode(cairo_t *cairo, const struct layout_item *item)
{
	cairo_set_antialias(cairo, CAIRO_ANTIALIAS_NONE);
	for (int row = 0; row < item->code->rows; row++)
		for (int column = 0; column < item->code->columns; column++)
			if (item->code->dark[row][column])
				draw_module(cairo, item, row, column);
	cairo_fill(cairo);
}

static void draw_stroke(cairo_t *cairo, const struct layout_item *item)
{
	cairo_set_line_width(cairo, item->width * mm);
	if (item->kind == TEMPLATE_BOX) {
		cairo_rectangle(cairo, 0, 0, item->w * mm, item->h * mm);
	} else {
		cairo_move_to(cairo, 0, 0);
		cairo_line_to(cairo, item->w * mm, item->h * mm);
	}
	cairo_stroke(cairo);
}

static bool draw_item(struct pen *pen, cairo_t *cairo, const struct layout_item *item,
		      struct template_fault *fault)
{
	bool ok = true;

	cairo_save(cairo);
	cairo_translate(cairo, item->x * mm, (item->y + (item->turned ? item->w : 0)) * mm);
	if (item->turned)
		cairo_rotate(cairo, -G_PI / 2);
	if (item->code)
		draw_barcode(cairo, item);
	else if (item->text)
		ok = draw_text(pen, cairo, item);
	else
		draw_stroke(cairo, item);
	cairo_restore(cairo);
	if (!ok)
		snprintf(fault->message, sizeof fault->message,
			 "The %s \"%.150s\" cannot be drawn whole; nothing was printed.",
			 item->name, item->text);
	return ok;
}

static void draw_tear(cairo_t *cairo, const struct layout *layout)
{
	static const double dashes[] = { 2, 2 };

	if (layout->tear == 0)
		return;
	cairo_save(cairo);
	cairo_set_dash(cairo, dashes, 2, 0);
	cairo_set_line_width(cairo, 0.5);
	cairo_set_source_rgb(cairo, 0.45, 0.45, 0.45);
	cairo_move_to(cairo, layout->tear * mm, 0);
	cairo_line_to(cairo, layout->tear * mm, layout->height * mm);
	cairo_stroke(cairo);
	cairo_restore(cairo);
}

static cairo_status_t append(void *closure, const unsigned char *bytes, unsigned n)
{
	struct pdf *pdf = closure;
	unsigned char *grown = realloc(pdf->bytes, pdf->n + n);

	if (!grown)
		return CAIRO_STATUS_NO_MEMORY;
	memcpy(grown + pdf->n, bytes, n);
	pdf->bytes = grown;
	pdf->n += n;
	return CAIRO_STATUS_SUCCESS;
}

static void describe(cairo_surface_t *surface, const char *title, int64_t made)
{
	char iso[32] = "";
	time_t when = (time_t)made;
	struct tm utc;

	if (gmtime_r(&when, &utc))
		strftime(iso, sizeof iso, "%Y-%m-%dT%H:%M:%SZ", &utc);
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title);
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "boxoffice");
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, iso);
}

bool pdf_draw(struct pen *pen, const struct layout *layout, const char *title, int64_t made,
	      struct pdf *pdf, struct template_fault *fault)
{
	struct pdf drawn = { .width = layout->width, .height = layout->height };
	cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(
		append, &drawn, layout->width * mm, layout->height * mm);
	cairo_t *cairo = cairo_create(surface);
	bool ok = true;

	*fault = (struct template_fault){ 0, "" };
	describe(surface, title, made);
	draw_tear(cairo, layout);
	for (size_t i = 0; ok && i < layout->n; i++)
		ok = draw_item(pen, cairo, &layout->item[i], fault);
	cairo_show_page(cairo);
	cairo_destroy(cairo);
	cairo_surface_finish(surface);
	if (ok && cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS) {
		snprintf(fault->message, sizeof fault->message,
			 "The ticket could not be drawn: %s; nothing was printed.",
			 cairo_status_to_string(cairo_surface_status(surface)));
		ok = false;
	}
	cairo_surface_destroy(surface);
	if (ok)
		*pdf = drawn;
	else
		free(drawn.bytes);
	return ok;
}
