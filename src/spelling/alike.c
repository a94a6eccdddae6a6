/*
 * Names that look alike: written with letters of another alphabet that are drawn as
 * Latin ones are.  Source: the letters of Cyrillic, Greek, Armenian, Cherokee and
 * Latin itself that Unicode's table of confusables (UTS 39) gives a Latin prototype,
 * both cases of each, as names are compared without case.
 */
#include <boxoffice/text.h>

#include <string.h>

/* Folded, so in lower case; Cherokee folds to its capitals. */
static const struct {
	const char *letter;
	char latin;
} alike[] = {
	{ "а", 'a' }, { "в", 'b' }, { "с", 'c' }, { "е", 'e' }, { "н", 'h' }, { "і", 'i' },
	{ "ј", 'j' }, { "к", 'k' }, { "м", 'm' }, { "о", 'o' }, { "р", 'p' }, { "ѕ", 's' },
	{ "т", 't' }, { "х", 'x' }, { "у", 'y' }, { "ү", 'y' }, { "ԁ", 'd' }, { "ԛ", 'q' },
	{ "ԝ", 'w' }, { "һ", 'h' }, { "ѵ", 'v' }, { "ь", 'b' }, { "ӏ", 'i' }, { "ԍ", 'g' },
	{ "α", 'a' }, { "β", 'b' }, { "ε", 'e' }, { "ζ", 'z' }, { "η", 'h' }, { "ι", 'i' },
	{ "κ", 'k' }, { "μ", 'm' }, { "ν", 'n' }, { "ο", 'o' }, { "ρ", 'p' }, { "τ", 't' },
	{ "υ", 'y' }, { "χ", 'x' }, { "ϲ", 'c' }, { "ϳ", 'j' }, { "օ", 'o' }, { "ս", 'u' },
	{ "ո", 'n' }, { "հ", 'h' }, { "ց", 'g' }, { "զ", 'q' }, { "ɑ", 'a' }, { "ɡ", 'g' },
	{ "ı", 'i' }, { "ȷ", 'j' }, { "Ꭰ", 'd' }, { "Ꭱ", 'r' }, { "Ꭲ", 't' }, { "Ꭺ", 'a' },
	{ "Ꭻ", 'j' }, { "Ꭼ", 'e' }, { "Ꮃ", 'w' }, { "Ꮇ", 'm' }, { "Ꮋ", 'h' }, { "Ꮐ", 'g' },
	{ "Ꮓ", 'z' }, { "Ꮩ", 'v' }, { "Ꮪ", 's' }, { "Ꮮ", 'l' }, { "Ꮯ", 'c' }, { "Ꮲ", 'p' },
	{ "Ꮶ", 'k' }, { "Ᏼ", 'b' },
};

/* The Latin letter that text begins with by its looks, and how many bytes that is; 0: none. */
static char latin_of(const char *text, size_t *n)
{
	for (size_t i = 0; i < sizeof alike / sizeof *alike; i++) {
		*n = strlen(alike[i].letter);
		if (strncmp(text, alike[i].letter, *n) == 0)
			return alike[i].latin;
	}
	return 0;
}

void bo_text_looks(const char *text, char *out, size_t size)
{
	char fold[BO_NAME_MAX * 4];
	struct bo_buf buf = { .text = out, .size = size };

	bo_text_fold(text, fold, sizeof fold);
	if (size)
		*out = '\0';
	for (const char *at = fold; *at;) {
		size_t n = 1;
		char latin = (unsigned char)*at < 0x80 ? *at : latin_of(at, &n);

		if (latin) {
			bo_buf_addn(&buf, &latin, 1);
		} else {
			for (n = 1; ((unsigned char)at[n] & 0xc0) == 0x80; n++)
				;
			bo_buf_addn(&buf, at, n);
		}
		at += n;
	}
}
