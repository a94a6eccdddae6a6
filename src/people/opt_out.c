/*
 * What a patron does not want from the house: a set, kept as words.
 */
#include <boxoffice/patron.h>

#include "people/write.h"

#include <boxoffice/text.h>

#include <string.h>

void opt_outs_text(unsigned opt_outs, char *text, size_t size)
{
	struct bo_buf buf = { text, 0, size, false };

	*text = '\0';
	for (int i = 0; i < BO_OPT_OUT_COUNT; i++)
		if (opt_outs & 1u << i)
			bo_buf_printf(&buf, "%s%s", buf.len ? " " : "",
				      bo_opt_out_code((enum bo_opt_out)i));
}

unsigned opt_outs_from(const char *text)
{
	unsigned set = 0;

	for (const char *at = text; *at; at += strspn(at, " ")) {
		size_t n = strcspn(at, " ");

		for (unsigned i = 0; i < BO_OPT_OUT_COUNT; i++) {
			const char *code = bo_opt_out_code((enum bo_opt_out)i);

			if (strlen(code) == n && strncmp(at, code, n) == 0)
				set |= 1u << i;
		}
		at += n;
	}
	return set;
}
