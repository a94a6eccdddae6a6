/*
 * Pages turned into dots by poppler and ghostscript, and read by ZXing and zbar.
 */
#include "support/raster.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define X(name, word) word,
static const char *const renderers[] = { RENDERER_LIST(X) };
static const char *const decoders[] = { DECODER_LIST(X) };
#undef X

const char *renderer_name(enum renderer renderer)
{
	return renderers[renderer];
}

const char *decoder_name(enum decoder decoder)
{
	return decoders[decoder];
}

const char *raster_make(struct bo_arena *arena, const char *pdf, const struct raster *r)
{
	const char *base = bo_arena_printf(arena, "%s-%s-%d-%s", pdf, renderers[r->renderer],
					   r->dpi, r->mono ? "mono" : "grey");

	if (r->renderer == RENDERER_POPPLER)
		paper_run(arena, "pdftoppm -r %d %s -singlefile '%s' '%s' && mv '%s.%s' '%s.pnm'",
			  r->dpi, r->mono ? "-mono" : "-gray", pdf, base, base,
			  r->mono ? "pbm" : "pgm", base);
	else
		paper_run(arena,
			  "gs -q -dSAFER -dBATCH -dNOPAUSE -sDEVICE=%s -r%d -o '%s.pnm' '%s'",
			  r->mono ? "pbmraw" : "pgmraw", r->dpi, base, pdf);
	return bo_arena_printf(arena, "%s.pnm", base);
}

/* Every "format text" line that the decoder has for the file. */
static const char *decode(struct bo_arena *arena, const char *png, enum decoder decoder)
{
	if (decoder == DECODER_ZXING)
		return paper_run(arena,
				 "ZXingReader '%s' | sed -n 's/^Text: *\"\\(.*\\)\"/\\1/p; "
				 "s/^Format: *//p' | paste -d' ' - - | awk '{print $2, $1}'",
				 png);
	return paper_run(arena,
			 "zbarimg --nodbus -q '%s' | sed 's/^QR-Code:/QRCode /; "
			 "s/^CODE-128:/Code128 /' || true",
			 png);
}

static bool has_line(const char *lines, const char *wanted)
{
	size_t n = strlen(wanted);

	for (const char *p = lines; p && *p; p = strchr(p, '\n') ? strchr(p, '\n') + 1 : NULL)
		if (strncmp(p, wanted, n) == 0 && (p[n] == '\n' || p[n] == '\0'))
			return true;
	return false;
}

/* ZXing gives up on a large picture in which it meets the same bars twice, so it is told what to
 * look for, and bars are shown to it as a strip. */
bool raster_reads_qr(const char *dots, enum decoder decoder, const char *code)
{
	struct bo_arena arena = { 0 };
	const char *wanted = bo_arena_printf(&arena, "QRCode %s", code);
	bool reads;

	paper_run(&arena, "pnmtopng '%s' >'%s.png' 2>/dev/null", dots, dots);
	reads = has_line(decoder == DECODER_ZXING
				 ? paper_run(&arena,
					     "ZXingReader -format QRCode '%s.png' | sed -n "
					     "'s/^Text: *\"\\(.*\\)\"/QRCode \\1/p'",
					     dots)
				 : decode(&arena, bo_arena_printf(&arena, "%s.png", dots), decoder),
			 wanted);
	bo_arena_clear(&arena);
	return reads;
}

bool raster_reads_code128(const char *dots, struct strip s, enum decoder decoder, const char *code)
{
	struct bo_arena arena = { 0 };
	const char *wanted = bo_arena_printf(&arena, "Code128 %s", code);
	const char *png = bo_arena_printf(&arena, "%s.strip.png", dots);
	bool reads;

	paper_run(&arena,
		  "pamcut -left %d -top %d -width %d -height %d '%s' | pnmtopng 2>/dev/null >'%s'",
		  s.left, s.top, s.width, s.height, dots, png);
	reads = has_line(decode(&arena, png, decoder), wanted);
	bo_arena_clear(&arena);
	return reads;
}

/* One digit a dot, from the top to the bottom of one column. */
int raster_bars(const char *dots, struct strip s, int *width, int most)
{
	struct bo_arena arena = { 0 };
	const char *line = paper_run(&arena,
				     "pamcut -left %d -top %d -width 1 -height %d '%s' | "
				     "pnmtoplainpnm | tail -n +3 | tr -cd 01",
				     s.left + s.width / 2, s.top, s.height, dots);
	size_t n = strlen(line), first = strcspn(line, "1");
	int found = 0;

	while (n > 0 && line[n - 1] == '0')
		n--;
	for (size_t i = first, k; i < n && found < most; i = k) {
		for (k = i; k < n && line[k] == line[i]; k++)
			;
		width[found++] = (int)(k - i);
	}
	bo_arena_clear(&arena);
	return found;
}
