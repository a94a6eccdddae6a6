/*
 * A person's name out of the columns that hold it.
 */
#include "spelling/name.h"
#include "import/reading.h"

#include <boxoffice/text.h>

#include <string.h>

/* Does somebody's name have all words of another? */
static bool has_words(const char *name, const char *words)
{
	char all[NAME_FOLD], some[NAME_FOLD], *rest = some, *word;

	bo_text_fold(name, all, sizeof all);
	bo_text_fold(words, some, sizeof some);
	while ((word = strsep(&rest, " ,"))) {
		size_t n = strlen(word);
		bool found = n == 0;

		for (const char *at = strstr(all, word); at && !found; at = strstr(at + 1, word))
			found = (at == all || strchr(" ,-", at[-1])) && strchr(" ,-", at[n]);
		if (!found)
			return false;
	}
	return true;
}

void judge_name(struct judged *judged)
{
	static const enum bo_import_field parts[] = { BO_FIELD_NAME, BO_FIELD_LAST,
						      BO_FIELD_FIRST };
	struct bo_buf buf = BO_BUF(judged->name);
	const char *first = judged_cell(judged, BO_FIELD_FIRST);
	const char *last = judged_cell(judged, BO_FIELD_LAST);
	const char *name = judged_cell(judged, BO_FIELD_NAME);

	judged->name[0] = '\0';
	if (!*first && !*last && !*name && !*judged->beside) { /* most lists are without */
		judged->text[BO_FIELD_NAME] = judged->name;
		return;
	}
	for (size_t i = 1; i < sizeof parts / sizeof *parts; i++)
		if (!judged->column[BO_FIELD_NAME])
			judged->column[BO_FIELD_NAME] = judged->column[parts[i]];
	judged->text[BO_FIELD_NAME] = judged->name;
	if (*name && (*first || *last) && has_words(name, first) && has_words(name, last))
		first = last = ""; /* the name is whole */
	bo_buf_printf(&buf, "%s%s%s", first, *first && *last ? " " : "", last);
	if (*name && !*last) /* "Name" beside "Vorname" is the family's */
		bo_buf_printf(&buf, "%s%s", buf.len ? " " : "", name);
	else if (*name && !has_words(judged->name, name))
		bo_buf_printf(&buf, " (%s)", name);
	if (!buf.len)
		bo_buf_add(&buf, judged->beside);
}
