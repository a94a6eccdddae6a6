/*
 * What stands in a column, told from its first rows: e-mails, codes, names,
 * numbers that count on.  It says whether the first row is one of titles, and it
 * is all there is to go by where there are none.
 */
#include "import/reading.h"

#include <boxoffice/text.h>

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/* --- Cells ------------------------------------------------------------------------------------ */

/* How many signs of each kind a text has. */
struct signs {
	size_t all, digits, upper, lower, other_letters, blanks, words, of_phones, of_names, marks;
	bool capital; /* the first one is an upper case letter, or one without case */
};

static void count_sign(struct signs *signs, utf8proc_int32_t c)
{
	utf8proc_category_t category = utf8proc_category(c);

	signs->all++;
	if (c >= '0' && c <= '9')
		signs->digits++;
	else if (category == UTF8PROC_CATEGORY_LL)
		signs->lower++;
	else if (category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT)
		signs->upper++;
	else if (category <= UTF8PROC_CATEGORY_ME)
		signs->other_letters++;
	else if (c == ' ' || category == UTF8PROC_CATEGORY_ZS)
		signs->blanks++;
	else if (c == '\'' || c == '.' || c == ',' || c == 0x2019)
		signs->of_names++;
	else if (c != '-')
		signs->marks++;
	signs->of_phones += c < 0x80 && c > 0 && strchr("0123456789+()/-. ", (int)c) != NULL;
	if (signs->all == 1)
		signs->capital = signs->upper > 0 || signs->other_letters > 0;
}

static void count_signs(const char *text, struct signs *signs)
{
	bool blank = true;

	*signs = (struct signs){ .all = 0 };
	while (*text) {
		size_t blanks = signs->blanks;
		utf8proc_int32_t c;
		utf8proc_ssize_t k = utf8proc_iterate((const utf8proc_uint8_t *)text, -1, &c);

		count_sign(signs, k > 0 ? c : 0xfffd);
		signs->words += blank && signs->blanks == blanks;
		blank = signs->blanks > blanks;
		text += k > 0 ? k : 1;
	}
}

static bool is_email(const char *text)
{
	const char *at = strchr(text, '@');

	return at && at > text && at[1] && !strpbrk(text, " \n\r\t,;<>()");
}

/* "" where something else stands there now. */
static const char *unwrapped_as(enum bo_import_field field, const char *text, char *room,
				size_t size)
{
	struct bo_buf buf = { room, 0, size, false };
	struct unwrapped out;

	room[0] = '\0';
	bo_buf_add(&buf, text);
	unwrap(field, room, &out);
	return out.kind == BO_ROW_FAULT_COUNT ? out.text : "";
}

enum look look_of_cell(const char *text)
{
	char room[BO_IMPORT_CELL_MAX + 1];
	const char *bare;
	struct signs signs;

	if (strchr(text, '@') && is_email(unwrapped_as(BO_FIELD_EMAIL, text, room, sizeof room)))
		return LOOKS_LIKE_MAIL;
	bare = unwrapped_as(BO_FIELD_CODE, text, room, sizeof room);
	count_signs(bare, &signs);
	if (signs.all == signs.blanks)
		return LOOKS_EMPTY;
	if (signs.digits == signs.all)
		return LOOKS_LIKE_NUMBER;
	if (signs.of_phones == signs.all && signs.digits > 5 && strpbrk(bare, "+(/ "))
		return LOOKS_LIKE_PHONE;
	if (signs.digits > 0)
		return signs.blanks > 0 && signs.lower > 0 ? LOOKS_LIKE_TEXT : LOOKS_LIKE_CODE;
	if (signs.upper + signs.lower + signs.other_letters == 0 || signs.marks > 0)
		return LOOKS_LIKE_TEXT;
	if (signs.words > 1)
		return signs.words < 6 ? LOOKS_LIKE_NAME : LOOKS_LIKE_TEXT;
	return signs.capital && signs.upper != signs.all ? LOOKS_LIKE_NAME : LOOKS_LIKE_CODE;
}

enum look look_of_column(const struct bo_import_view *view, size_t column, size_t from)
{
	size_t n[LOOKS_LIKE_TEXT + 1] = { 0 }, some = 0;

	for (size_t i = from; i < view->n_samples; i++) {
		const char *text = view->column[column].sample[i];
		enum look look = text ? look_of_cell(text) : LOOKS_EMPTY;

		n[look]++;
		some += look != LOOKS_EMPTY;
	}
	if (some == 0)
		return LOOKS_EMPTY;
	for (int look = LOOKS_LIKE_MAIL; look <= LOOKS_LIKE_TEXT; look++)
		if (n[look] * 2 > some)
			return (enum look)look;
	/* numbers among codes are codes */
	return (n[LOOKS_LIKE_NUMBER] + n[LOOKS_LIKE_CODE]) * 2 > some ? LOOKS_LIKE_CODE
								      : LOOKS_LIKE_TEXT;
}

bool counts_on(const struct bo_import_view *view, size_t column, int64_t first_most,
	       int64_t step_most)
{
	int64_t last = -1, first = -1;
	bool padded = false;
	size_t n = 0;

	for (size_t i = 0; i < view->n_samples; i++) {
		const char *text = view->column[column].sample[i];
		char room[BO_IMPORT_CELL_MAX + 1];
		int64_t value;

		if (!text || !*text)
			continue;
		text = unwrapped_as(BO_FIELD_CODE, text, room, sizeof room);
		if (!*text)
			continue;
		if (strspn(text, "0123456789") != strlen(text) || strlen(text) > 9)
			return false;
		padded = padded || (text[0] == '0' && text[1]);
		value = strtoll(text, NULL, 10);
		if (last >= 0 && (value <= last || value - last > step_most))
			return false;
		first = first < 0 ? value : first;
		last = value;
		n++;
	}
	if (n == 0 || first > first_most)
		return false;
	return (n > 1 && !padded) || first <= 1;
}

/* --- Is the first row one of titles? ---------------------------------------------------------- */

static bool names_anything(const struct bo_import *import, const char *text, bool *surely)
{
	static const enum bo_import_field sure[] = { BO_FIELD_CODE, BO_FIELD_EMAIL };
	bool any = false;

	for (int i = BO_FIELD_NONE + 1; i < BO_IMPORT_FIELD_COUNT; i++)
		any = any || (bo_import_field_of((enum bo_import_field)i, import->options.kind) &&
			      title_names(text, (enum bo_import_field)i) > 0);
	*surely = false;
	for (size_t i = 0; i < sizeof sure / sizeof *sure; i++)
		*surely = *surely || title_names(text, sure[i]) == TITLE_SURE;
	return any;
}

/* Of a column alone, the first cell is of another make than all below it. */
static bool is_of_another_make(const struct bo_import_view *view, const char *first, size_t column)
{
	struct signs title, signs;
	size_t n = 0, blank = 0, lower = 0, letters = 0, length = 0;
	bool same = true;

	count_signs(first, &title);
	for (size_t i = 1; i < view->n_samples; i++) {
		const char *text = view->column[column].sample[i];

		if (!text || !*text)
			continue;
		count_signs(text, &signs);
		same = same && (n == 0 || signs.all == length);
		length = signs.all;
		blank += signs.blanks > 0;
		lower += signs.lower > 0;
		letters += signs.upper + signs.lower > 0;
		n++;
	}
	if (n < 2 || title.digits > 0)
		return false;
	return (title.blanks > 0 && blank == 0) || (title.lower > 0 && lower == 0 && letters > 0) ||
	       (same && length != title.all);
}

/* Below a title stand numbers, codes with digits or e-mails, and it is none. */
static bool stands_out(const struct bo_import_view *view, const char *first, size_t column)
{
	size_t told = 0, valued = 0;

	if (!*first || strpbrk(first, "0123456789@"))
		return false;
	for (size_t i = 1; i < view->n_samples; i++) {
		const char *text = view->column[column].sample[i];

		if (!text || look_of_cell(text) == LOOKS_EMPTY)
			continue;
		valued += strpbrk(text, "0123456789@") != NULL;
		told++;
	}
	return told > 0 && (view->n_columns > 1 ? valued == told : valued * 3 >= told * 2);
}

/* The first cell is of the kind that stands below it, so it is no title. */
static bool is_one_of_them(const struct bo_import_view *view, const char *first, size_t column)
{
	enum look look = look_of_cell(first);

	return (look == LOOKS_LIKE_NUMBER || look == LOOKS_LIKE_CODE || look == LOOKS_LIKE_PHONE) &&
	       strpbrk(first, "0123456789") && look_of_column(view, column, 1) == look;
}

bool looks_like_titles(const struct bo_import *import, const char *const *first)
{
	const struct bo_import_view *view = &import->view;
	size_t titled = 0, values = 0;
	bool certain = false, out = false;

	for (size_t i = 0; i < view->n_columns; i++) {
		const char *below = view->n_samples > 1 ? view->column[i].sample[1] : NULL;
		bool sure = false, repeated = false;

		if (look_of_cell(first[i]) == LOOKS_LIKE_MAIL)
			return false;
		values += is_one_of_them(view, first[i], i);
		out = out || stands_out(view, first[i], i);
		if (!names_anything(import, first[i], &sure))
			continue;
		/* "Code 1", "Code 2" are no titles, nor is a category that comes again */
		if (below && *below && names_anything(import, below, &repeated))
			continue;
		titled++;
		certain = certain || sure;
	}
	if (view->n_columns == 1)
		return titled > 0 || out || is_of_another_make(view, first[0], 0);
	return certain || titled > values || (out && values == 0);
}
