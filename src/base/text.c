/*
 * UTF-8 text, on top of utf8proc: what may be stored, folding, width, near misses.
 * Names reach screens and printers, so marks that hide or turn text around are
 * kept out at the door rather than filtered at every exit.
 */
#include <boxoffice/text.h>

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/* Marks that change the direction of what follows, or are not seen at all.  The two joiners are
 * not among them: Persian and the scripts of India are written with them. */
static const struct {
	utf8proc_int32_t first, last;
} hidden[] = {
	{ 0x00ad, 0x00ad },   { 0x061c, 0x061c }, { 0x115f, 0x1160 }, { 0x180e, 0x180e },
	{ 0x200b, 0x200b },   { 0x200e, 0x200f }, { 0x2028, 0x202e }, { 0x2060, 0x206f },
	{ 0x3164, 0x3164 },   { 0xfeff, 0xfeff }, { 0xffa0, 0xffa0 }, { 0xfff9, 0xfffb },
	{ 0xe0000, 0xe0fff },
};

static bool hides(utf8proc_int32_t c)
{
	for (size_t i = 0; i < sizeof hidden / sizeof *hidden && hidden[i].first <= c; i++)
		if (c <= hidden[i].last)
			return true;
	return false;
}

static bool is_blank(utf8proc_int32_t c)
{
	return c == ' ' || (c > 0x7f && utf8proc_category(c) == UTF8PROC_CATEGORY_ZS);
}

static bool controls(utf8proc_int32_t c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0);
}

static utf8proc_ssize_t next(const char *text, utf8proc_int32_t *c)
{
	return utf8proc_iterate((const utf8proc_uint8_t *)text, -1, c);
}

static const char *fault_of(const char *text, size_t max, bool empty_ok, bool lines)
{
	bool blank = true;
	size_t n = strnlen(text, max + 1);

	if (n > max)
		return "is too long";
	for (const char *p = text; *p;) {
		utf8proc_int32_t c;
		utf8proc_ssize_t k;

		if (*p > ' ' && *p < 0x7f) { /* most of what there is */
			blank = false;
			p++;
			continue;
		}
		k = next(p, &c);
		if (k <= 0)
			return "is not valid UTF-8";
		if (controls(c) && !(lines && c == '\n'))
			return "holds a control character";
		if (hides(c))
			return "holds an invisible mark or one that turns the direction of writing";
		if (!is_blank(c))
			blank = false;
		p += k;
	}
	return blank && !empty_ok ? "must not be empty" : NULL;
}

bool bo_text_is_utf8(const char *text)
{
	utf8proc_int32_t c;

	while (*text) {
		utf8proc_ssize_t n = 1;

		if ((unsigned char)*text >= 0x80)
			n = utf8proc_iterate((const utf8proc_uint8_t *)text, -1, &c);
		if (n <= 0)
			return false;
		text += n;
	}
	return true;
}

const char *bo_text_fault(const char *text, size_t max, bool empty_ok)
{
	return fault_of(text, max, empty_ok, false);
}

const char *bo_text_note_fault(const char *text, size_t max)
{
	return fault_of(text, max, true, true);
}

/* Decomposed, lower case, without marks; typographic apostrophes as typed ones. */
static void fold_char(utf8proc_int32_t c, struct bo_buf *out)
{
	utf8proc_int32_t parts[16];
	utf8proc_ssize_t n;
	int boundary = 0;

	if (c == 0x2019 || c == 0x2018 || c == 0x02bc)
		c = '\'';
	if (c == 0x2010 || c == 0x2011 || c == 0x2013)
		c = '-';
	if (c == 0x0142 || c == 0x0141) /* has no decomposition, but people type l */
		c = 'l';
	if (c == 0x00f8 || c == 0x00d8)
		c = 'o';
	n = utf8proc_decompose_char(c, parts, 16,
				    UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD |
					    UTF8PROC_STRIPMARK | UTF8PROC_IGNORE,
				    &boundary);
	for (utf8proc_ssize_t i = 0; i < n && i < 16; i++) {
		utf8proc_uint8_t bytes[4];

		bo_buf_addn(out, (const char *)bytes,
			    (size_t)utf8proc_encode_char(parts[i], bytes));
	}
}

void bo_text_fold(const char *text, char *folded, size_t size)
{
	struct bo_buf out = { folded, 0, size, false };
	bool gap = false;

	folded[0] = '\0';
	while (*text && !out.full) {
		utf8proc_int32_t c = (unsigned char)*text;
		utf8proc_ssize_t k = c < 0x80 ? 1 : next(text, &c);

		if (k <= 0) {
			text++;
			continue;
		}
		text += k;
		if (is_blank(c) || controls(c)) {
			gap = out.len > 0;
			continue;
		}
		if (gap)
			bo_buf_add(&out, " ");
		gap = false;
		if (c < 0x80) {
			if (out.len + 1 == out.size) {
				out.full = true;
				break;
			}
			out.text[out.len++] = (char)(c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c);
			out.text[out.len] = '\0';
			continue;
		}
		fold_char(c, &out);
	}
}

static void copy_visible(const char *text, const char *instead, char *copy, size_t size)
{
	struct bo_buf out = { copy, 0, size, false };

	copy[0] = '\0';
	while (*text && !out.full) {
		utf8proc_int32_t c;
		utf8proc_ssize_t k = next(text, &c);

		if (k <= 0 || controls(c) || hides(c))
			bo_buf_add(&out, instead);
		else
			bo_buf_addn(&out, text, (size_t)k);
		text += k > 0 ? k : 1;
	}
}

void bo_text_clean(const char *text, char *clean, size_t size)
{
	copy_visible(text, "\xef\xbf\xbd", clean, size);
}

void bo_text_visible(const char *text, char *visible, size_t size)
{
	copy_visible(text, "", visible, size);
}

size_t bo_text_prefix(const char *text, int columns)
{
	size_t n = 0;
	int used = 0;

	while (text[n]) {
		utf8proc_int32_t c;
		utf8proc_ssize_t k = next(text + n, &c);
		int width = k <= 0 ? 1 : utf8proc_charwidth(c);

		if (used + width > columns)
			break;
		used += width;
		n += k > 0 ? (size_t)k : 1;
	}
	return n;
}

int bo_text_columns(const char *text)
{
	int used = 0;

	while (*text) {
		utf8proc_int32_t c;
		utf8proc_ssize_t k = next(text, &c);

		used += k <= 0 ? 1 : utf8proc_charwidth(c);
		text += k > 0 ? k : 1;
	}
	return used;
}

enum { WORD_MAX = 63 };

/* Edits (insert, delete, replace, swap neighbours) between two folded words. */
static int distance(const char *a, const char *b)
{
	int rows[3][WORD_MAX + 2];
	size_t n = strlen(a), m = strlen(b);

	for (size_t j = 0; j <= m; j++)
		rows[0][j] = (int)j;
	for (size_t i = 1; i <= n; i++) {
		int *two = rows[(i + 1) % 3], *one = rows[(i - 1) % 3], *now = rows[i % 3];

		now[0] = (int)i;
		for (size_t j = 1; j <= m; j++) {
			int best = one[j - 1] + (a[i - 1] != b[j - 1]);

			if (one[j] + 1 < best)
				best = one[j] + 1;
			if (now[j - 1] + 1 < best)
				best = now[j - 1] + 1;
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
			    two[j - 2] + 1 < best)
				best = two[j - 2] + 1;
			now[j] = best;
		}
	}
	return rows[n % 3][m];
}

const char *bo_text_nearest(const char *word, const char *const *candidates, size_t n)
{
	char a[WORD_MAX + 1], b[WORD_MAX + 1];
	const char *nearest = NULL;
	int least;

	bo_text_fold(word, a, sizeof a);
	least = (int)strlen(a) / 3 + 2; /* one slip in three letters is still a slip */
	for (size_t i = 0; i < n; i++) {
		int d;

		bo_text_fold(candidates[i], b, sizeof b);
		d = *a && strncmp(a, b, strlen(a)) == 0 ? 1 : distance(a, b);
		if (d < least) {
			least = d;
			nearest = candidates[i];
		}
	}
	return nearest;
}
