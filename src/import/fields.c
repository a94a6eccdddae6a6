/*
 * What columns mean: by their titles, by what stands in them, and by how the last
 * file with the same titles was read.  The whole row of titles is looked at, and
 * the surest goes first, so that a code called so is taken before a number.
 */
#include "base/fail.h"
#include "import/reading.h"
#include "spelling/name.h"

#include <boxoffice/text.h>

#include <ctype.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

/* --- Which column is what --------------------------------------------------------------------- */

static bool is_linked(const struct bo_import_view *view, enum bo_import_field field)
{
	for (size_t i = 0; i < view->n_columns; i++)
		if (view->column[i].field == field)
			return true;
	return false;
}

enum { ANY = 100000000 /* where running numbers may begin */, STEP = 10, CODE_DIGITS = 4 };

/* How surely a column is a field, by its title and by what that cannot be.  Running numbers are no
 * codes, whatever they are called but a code. */
static int sureness(const struct bo_import_view *view, const char *title, size_t column,
		    enum bo_import_field field)
{
	int sure = title_names(title, field);
	enum look look;

	if (field != BO_FIELD_CODE && field != BO_FIELD_EMAIL && field != BO_FIELD_NAME)
		return sure;
	look = look_of_column(view, column, 0);
	if (field == BO_FIELD_NAME)
		return look == LOOKS_LIKE_MAIL ? 0 : sure;
	if (field == BO_FIELD_EMAIL) /* "Contact" may be either */
		return sure || look != LOOKS_LIKE_MAIL || !title_names(title, BO_FIELD_NAME)
			       ? sure
			       : TITLE_FAIR;
	if (sure == 0 || sure > TITLE_FAIR)
		return sure;
	if (look == LOOKS_LIKE_MAIL || look == LOOKS_LIKE_NAME)
		return 0;
	return counts_on(view, column, sure > TITLE_MAYBE ? 1 : ANY, sure > TITLE_MAYBE ? 1 : STEP)
		       ? 0
		       : sure;
}

/* The surest pair of a column and a field goes first, and of equals the first column. */
static void link_titles(struct bo_import *import, const char *const *first)
{
	struct bo_import_view *view = &import->view;
	static const enum bo_import_field none = BO_FIELD_NONE;
	signed char sure[BO_IMPORT_COLUMNS][BO_IMPORT_FIELD_COUNT];

	memset(sure, 0, sizeof sure);
	for (size_t i = 0; i < view->n_columns; i++)
		for (int f = none + 1; f < BO_IMPORT_FIELD_COUNT; f++)
			if (bo_import_field_of((enum bo_import_field)f, import->options.kind))
				sure[i][f] = (signed char)sureness(view, first[i], i,
								   (enum bo_import_field)f);
	for (;;) {
		size_t column = 0;
		int field = none;

		for (size_t i = 0; i < view->n_columns; i++)
			for (int f = none + 1; f < BO_IMPORT_FIELD_COUNT; f++)
				if (sure[i][f] > (field == none ? 0 : sure[column][field]) &&
				    view->column[i].field == none &&
				    !is_linked(view, (enum bo_import_field)f)) {
					column = i;
					field = f;
				}
		if (field == none)
			return;
		view->column[column].field = (enum bo_import_field)field;
	}
}

/* Beside other columns short numbers may be anything; running ones are no codes anywhere. */
static bool may_be_coded(const struct bo_import_view *view, size_t column)
{
	bool alone = view->n_columns == 1;

	for (size_t k = 0; k < view->n_samples && !alone; k++) {
		const char *text = view->column[column].sample[k];

		if (text && *text && strlen(text) < CODE_DIGITS)
			return false;
	}
	return !counts_on(view, column, alone ? 1 : ANY, 1);
}

/* "Code 1" where nothing stands beside it. */
static bool all_have_digits(const struct bo_import_view *view, size_t column)
{
	for (size_t k = 0; k < view->n_samples; k++) {
		const char *text = view->column[column].sample[k];

		if (text && *text && !strpbrk(text, "0123456789"))
			return false;
	}
	return view->n_columns == 1;
}

/* The first column that is nothing yet and looks so. */
static bool link_look(struct bo_import_view *view, enum bo_import_field field, enum look look)
{
	if (is_linked(view, field))
		return false;
	for (size_t i = 0; i < view->n_columns; i++) {
		if (view->column[i].field != BO_FIELD_NONE || look_of_column(view, i, 0) != look)
			continue;
		if (look == LOOKS_LIKE_NUMBER && !may_be_coded(view, i))
			continue;
		if (look == LOOKS_LIKE_TEXT && !all_have_digits(view, i))
			continue;
		view->column[i].field = field;
		return true;
	}
	return false;
}

/* E-mails show what they are, with titles or without; the others only where nobody says anything,
 * or where there is but one column. */
static void link_looks(struct bo_import *import)
{
	struct bo_import_view *view = &import->view;
	bool members = import->options.kind == BO_IMPORT_MEMBERS;

	link_look(view, BO_FIELD_EMAIL, LOOKS_LIKE_MAIL);
	if (view->header && view->n_columns > 1)
		return;
	if (members && !link_look(view, BO_FIELD_CODE, LOOKS_LIKE_CODE) &&
	    !link_look(view, BO_FIELD_CODE, LOOKS_LIKE_NUMBER))
		link_look(view, BO_FIELD_CODE, LOOKS_LIKE_TEXT);
	link_look(view, BO_FIELD_NAME, LOOKS_LIKE_NAME);
	if (!members && !link_look(view, BO_FIELD_PHONE, LOOKS_LIKE_PHONE))
		link_look(view, BO_FIELD_PHONE, LOOKS_LIKE_NUMBER);
}

/* --- What was understood ---------------------------------------------------------------------- */

enum { TITLE_COLUMNS = 40 };

static void name_column(const struct bo_import_view *view, size_t column, struct bo_buf *buf)
{
	const char *title = view->column[column].title;
	size_t n = bo_text_prefix(title, TITLE_COLUMNS);

	if (*title)
		bo_buf_printf(buf, "%.*s%s", (int)n, title, title[n] ? "…" : "");
	else
		bo_buf_printf(buf, "column %zu", column + 1);
}

static void name_linked(const struct bo_import_view *view, struct bo_buf *buf)
{
	for (size_t i = 0; i < view->n_columns; i++) {
		const char *label = bo_import_field_label(view->column[i].field);

		if (view->column[i].field == BO_FIELD_NONE)
			continue;
		bo_buf_add(buf, buf->len ? ", " : "");
		name_column(view, i, buf);
		bo_buf_printf(buf, " → %c%s", tolower((unsigned char)*label), label + 1);
	}
}

static void name_unread(const struct bo_import_view *view, struct bo_buf *buf)
{
	bool begun = false;

	for (size_t i = 0; i < view->n_columns; i++) {
		if (view->column[i].field != BO_FIELD_NONE)
			continue;
		bo_buf_add(buf, begun ? ", " : buf->len ? ", not read: " : "not read: ");
		name_column(view, i, buf);
		begun = true;
	}
}

const char *bo_import_understood(const struct bo_import *import, struct bo_arena *arena)
{
	enum { EACH = TITLE_COLUMNS * 4 + 40 };
	const struct bo_import_view *view = &import->view;
	size_t size = (view->n_columns + 1) * EACH;
	char *text = bo_arena_alloc(arena, size);
	struct bo_buf buf = { text, 0, size, false };

	if (!text)
		return NULL;
	text[0] = '\0';
	name_linked(view, &buf);
	name_unread(view, &buf);
	return text;
}

enum bo_status fields_missing(struct bo_import *import, const char *what)
{
	struct bo_arena arena = { 0 };
	const char *understood = bo_import_understood(import, &arena);
	enum bo_status status;

	if (!understood)
		return fail_memory(import->bo);
	status = fail_field(import->bo, BO_INVALID, "columns", "",
			    "No column is the %s; say which is.  As understood: %s.", what,
			    understood);
	bo_arena_clear(&arena);
	return status;
}

/* --- How the last one was read ---------------------------------------------------------------- */

/* What files of one kind have in common: their titles.  "": there are none to know them by. */
static void name_shape(struct bo_import *import, const char *const *first)
{
	struct bo_import_view *view = &import->view;
	struct bo_buf buf = BO_BUF(import->titles);
	crypto_generichash_state hash;
	unsigned char sum[16];
	char hex[2 * sizeof sum + 1];

	import->titles[0] = '\0';
	if (!view->header)
		return;
	crypto_generichash_init(&hash, NULL, 0, sizeof sum);
	for (size_t i = 0; i < view->n_columns; i++) {
		char fold[NAME_FOLD];

		title_fold(first[i], fold);
		crypto_generichash_update(&hash, (const unsigned char *)fold, strlen(fold) + 1);
		bo_buf_printf(&buf, "%s%s", i ? "," : "", fold);
	}
	if (!buf.full && buf.len < 1000)
		return;
	crypto_generichash_final(&hash, sum, sizeof sum);
	sodium_bin2hex(hex, sizeof hex, sum, sizeof sum);
	import->titles[0] = '\0';
	buf = (struct bo_buf){ import->titles, 0, sizeof import->titles, false };
	bo_buf_add(&buf, hex);
}

/* "code,email,-" into the columns; a mapping this program cannot read is none. */
static bool take_mapping(struct bo_import *import, const char *mapping)
{
	struct bo_import_view *view = &import->view;
	enum bo_import_field field[BO_IMPORT_COLUMNS];
	size_t n = 0;

	while (*mapping && n < view->n_columns) {
		char code[24];
		size_t length = strcspn(mapping, ",");

		snprintf(code, sizeof code, "%.*s", (int)length, mapping);
		field[n] = bo_import_field_from_code(code);
		if (!bo_import_field_of(field[n], import->options.kind))
			return false;
		n++;
		mapping += length + (mapping[length] == ',');
	}
	if (*mapping || n != view->n_columns)
		return false;
	for (size_t i = 0; i < n; i++)
		view->column[i].field = field[i];
	return true;
}

static enum bo_status recall(struct bo_import *import)
{
	struct sql_rows *rows;
	enum bo_status status;

	if (!*import->titles)
		return BO_OK;
	status = sql_query(import->bo, &rows,
			   "SELECT mapping FROM import_mapping WHERE kind = $1 AND shape = $2",
			   "ss", bo_import_kind_code(import->options.kind), import->titles);
	if (status)
		return status;
	if (sql_next(rows))
		import->view.remembered = take_mapping(import, sql_text(rows, 0));
	return sql_end(rows);
}

enum bo_status fields_guess(struct bo_import *import, const char *const *first)
{
	struct bo_import_view *view = &import->view;

	view->remembered = false;
	for (size_t i = 0; i < view->n_columns; i++) {
		view->column[i].field = BO_FIELD_NONE;
		view->column[i].title = view->header ? first[i] : "";
	}
	name_shape(import, first);
	if (view->header)
		link_titles(import, first);
	link_looks(import);
	return recall(import);
}

enum bo_status fields_remember(struct bo_import *import)
{
	char mapping[BO_IMPORT_COLUMNS * 16];
	struct bo_buf buf = BO_BUF(mapping);

	if (!*import->titles)
		return BO_OK;
	for (size_t i = 0; i < import->view.n_columns; i++)
		bo_buf_printf(&buf, "%s%s", i ? "," : "",
			      bo_import_field_code(import->view.column[i].field));
	return sql_run(import->bo,
		       "INSERT INTO import_mapping (kind, shape, mapping, at) "
		       "VALUES ($1, $2, $3, $4) ON CONFLICT (kind, shape) "
		       "DO UPDATE SET mapping = excluded.mapping, at = excluded.at",
		       "sssi", bo_import_kind_code(import->options.kind), import->titles, mapping,
		       bo_now(import->bo));
}
