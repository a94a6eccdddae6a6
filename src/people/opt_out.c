/*
 * What a patron does not want from the house: a set, kept as words.
 */
#include <boxoffice/patron.h>

#include "people/write.h"

#include <boxoffice/text.h>

#include <string.h>

static const char *const opt_out_codes[] = {
#define X(name, code, label) [name] = code,
	BO_OPT_OUT_LIST(X)
#undef X
};
static const char *const opt_out_labels[] = {
#define X(name, code, label) [name] = label,
	BO_OPT_OUT_LIST(X)
#undef X
};

const char *bo_opt_out_code(enum bo_opt_out opt_out)
{
	return opt_out_codes[opt_out];
}

const char *bo_opt_out_label(enum bo_opt_out opt_out)
{
	return opt_out_labels[opt_out];
}

enum bo_opt_out bo_opt_out_from_code(const char *code)
{
	int i = 0;

	while (i < BO_OPT_OUT_COUNT && strcmp(opt_out_codes[i], code) != 0)
		i++;
	return (enum bo_opt_out)i;
}

void opt_outs_text(unsigned opt_outs, char *text, size_t size)
{
	struct bo_buf buf = { text, 0, size, false };

	*text = '\0';
	for (int i = 0; i < BO_OPT_OUT_COUNT; i++)
		if (opt_outs & 1u << i)
			bo_buf_printf(&buf, "%s%s", buf.len ? " " : "", opt_out_codes[i]);
}

unsigned opt_outs_from(const char *text)
{
	unsigned set = 0;

	for (const char *at = text; *at; at += strspn(at, " ")) {
		size_t n = strcspn(at, " ");

		for (unsigned i = 0; i < BO_OPT_OUT_COUNT; i++)
			if (strlen(opt_out_codes[i]) == n && strncmp(at, opt_out_codes[i], n) == 0)
				set |= 1u << i;
		at += n;
	}
	return set;
}
