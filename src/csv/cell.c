/*
 * Cells of the CSV files that we write.  What a spreadsheet would take for a
 * formula gets an apostrophe, and so does what looks as if it had got one, from us
 * or from a spreadsheet that was to leave it alone; so reading can take one away
 * from either and has exactly what was written.
 */
#include "csv/csv.h"

#include <boxoffice/text.h>

#include <string.h>

static bool looks_guarded_or_worse(const char *text)
{
	char first = text[strspn(text, "'")];

	return first && strchr("=+-@\t\r", first);
}

/* As '0001, and not as 'tis. */
static bool bears_apostrophe(const char *text)
{
	return *text == '\'' && text[1] >= '0' && text[1] <= '9';
}

void bo_csv_cell(struct bo_buf *buf, const char *text)
{
	bool quoted = strpbrk(text, ",;\"\n\r\t") || *text == ' ';

	if (quoted)
		bo_buf_add(buf, "\"");
	if (looks_guarded_or_worse(text) || bears_apostrophe(text))
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
	if (*text != '\'' || (!looks_guarded_or_worse(text) && !bears_apostrophe(text + 1)))
		return text;
	return text + 1;
}
