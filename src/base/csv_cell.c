/*
 * Cells of the CSV files that we write.  What a spreadsheet would take for a
 * formula gets an apostrophe, and so does what looks as if it had got one; so
 * reading can take one away from either and has exactly what was written.
 */
#include "base/csv.h"

#include <boxoffice/text.h>

#include <string.h>

static bool looks_guarded_or_worse(const char *text)
{
	char first = text[strspn(text, "'")];

	return first && strchr("=+-@\t\r", first);
}

void bo_csv_cell(struct bo_buf *buf, const char *text)
{
	bool quoted = strpbrk(text, ",;\"\n\r\t") || *text == ' ';

	if (quoted)
		bo_buf_add(buf, "\"");
	if (looks_guarded_or_worse(text))
		bo_buf_add(buf, "'");
	while (*text) {
		size_t n = strcspn(text, "\"");

		bo_buf_addn(buf, text, n);
		text += n;
		if (*text) {
			bo_buf_add(buf, "\"\"");
			text++;
		}
	}
	if (quoted)
		bo_buf_add(buf, "\"");
}

const char *csv_unguarded(const char *text)
{
	return *text == '\'' && looks_guarded_or_worse(text) ? text + 1 : text;
}
