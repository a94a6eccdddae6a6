/*
 * The form codes are compared in, and several of them in one text.
 */
#include <boxoffice/code.h>

#include <string.h>

enum { TYPED_MAX = 512 /* bytes; whatever is longer is no code */, FOLDED = 1024 * 2 };

/* Hyphens that bo_text_fold() leaves as they are. */
static size_t dash_bytes(const char *text)
{
	static const char *const dashes[] = {
		"-", "\xe2\x80\x92", "\xe2\x80\x94", "\xe2\x80\x95", "\xe2\x88\x92", "\xe2\x81\x83"
	};

	if ((unsigned char)*text < 0x80 && *text > ' ' &&
	    *text != '-') /* ASCII, which most codes are */
		return 0;
	for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++)
		if (strncmp(text, dashes[i], strlen(dashes[i])) == 0)
			return strlen(dashes[i]);
	return *text == ' ' ? 1 : 0;
}

void bo_code_fold(const char *text, char fold[BO_CODE_FOLD])
{
	char folded[FOLDED];
	size_t n = 0;

	fold[0] = '\0';
	if (strnlen(text, TYPED_MAX + 1) > TYPED_MAX)
		return;
	bo_text_fold(text, folded, sizeof folded);
	for (const char *p = folded; *p;) {
		size_t skip = dash_bytes(p);

		if (skip == 0 && n + 1 >= BO_CODE_FOLD) {
			fold[0] = '\0';
			return;
		}
		if (skip == 0)
			fold[n++] = *p;
		p += skip ? skip : 1;
	}
	fold[n] = '\0';
}

/* Hyphens tell e-mails apart, and texts that are nothing but blanks and hyphens. */
bool bo_code_same(const char *one, const char *other)
{
	char a[FOLDED], b[FOLDED];
	bool codes = !strchr(one, '@') && !strchr(other, '@');

	if (codes) {
		bo_code_fold(one, a);
		bo_code_fold(other, b);
	}
	if (!codes || (!*a && !*b)) {
		bo_text_fold(one, a, sizeof a);
		bo_text_fold(other, b, sizeof b);
	}
	return *a && strcmp(a, b) == 0;
}

bool bo_code_next(const char **codes, char code[BO_CODE_SIZE])
{
	while (*codes && **codes) {
		const char *line = *codes;
		size_t n = strcspn(line, "\n");

		*codes = line + n + (line[n] == '\n');
		if (n >= BO_CODE_SIZE || strspn(line, " ") >= n)
			continue;
		memcpy(code, line, n);
		code[n] = '\0';
		return true;
	}
	return false;
}

bool bo_code_among(const char *codes, const char *code)
{
	char one[BO_CODE_SIZE];

	while (bo_code_next(&codes, one))
		if (bo_code_same(one, code))
			return true;
	return false;
}

void bo_code_append(struct bo_buf *codes, const char *code)
{
	if (!bo_code_among(codes->text, code))
		bo_buf_printf(codes, "%s%s", codes->len ? "\n" : "", code);
}

bool bo_code_remove(const char *codes, const char *code, struct bo_buf *left)
{
	char one[BO_CODE_SIZE];
	bool found = false;

	while (bo_code_next(&codes, one)) {
		if (!bo_code_same(one, code))
			bo_buf_printf(left, "%s%s", left->len ? "\n" : "", one);
		else
			found = true;
	}
	return found;
}

size_t bo_code_count(const char *codes)
{
	char one[BO_CODE_SIZE];
	size_t n = 0;

	while (bo_code_next(&codes, one))
		n++;
	return n;
}

void bo_code_list(struct bo_buf *words, const char *codes)
{
	char one[BO_CODE_SIZE];

	for (bool first = true; bo_code_next(&codes, one); first = false)
		bo_buf_printf(words, "%s%s", first ? "" : ", ", one);
}
