/*
 * What spreadsheets, mail programs and exporters put around a value, so that it
 * is shown or left alone by the next program: taken away again.  What they put in
 * its place cannot be taken back, and is refused: a code that is a number with an
 * exponent, a date or an error now is nobody's code.
 *
 * Everything happens in the buffer that the value lies in; it only gets shorter.
 */
#include "import/reading.h"

#include <ctype.h>
#include <string.h>

enum { ROUNDS = 8 /* one thing may be wrapped in another */ };

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_key(enum bo_import_field field)
{
	return field == BO_FIELD_CODE || field == BO_FIELD_EMAIL || field == BO_FIELD_PHONE;
}

bool may_be_wrapped(enum bo_import_field field, const char *text)
{
	const unsigned char *c = (const unsigned char *)text;
	static const bool is_odd[256] = { ['#'] = true,	 ['&'] = true, ['='] = true, ['"'] = true,
					  ['\''] = true, ['_'] = true, [':'] = true };
	bool key = is_key(field), months = false;

	if (!key) {
		while (*c && !is_odd[*c])
			c++;
		return *c || *text == 'L'; /* Loading... */
	}
	for (; *c; c++) {
		if (isalnum(*c) || *c == '@')
			continue;
		if (*c == '-' && field == BO_FIELD_CODE)
			months = true; /* 3-Apr */
		else if (field != BO_FIELD_EMAIL || !strchr("._-+", *c))
			return true;
	}
	if (field == BO_FIELD_EMAIL && *text && (!strchr(text, '@') || c[-1] == '.'))
		return true;
	/* NULL, None, nan, undefined */
	return strchr("nNuU", *text) != NULL || (months && strlen(text) < 12);
}

/* --- Ends ------------------------------------------------------------------------------------- */

/* Bytes of a sign that is not seen, which begins there. */
static size_t unseen(const char *text, bool marks)
{
	static const char *const blanks[] = {
		" ", "\t", "\r", "\n", "\xc2\xa0", "\xe3\x80\x80", "\xe2\x80\xaf", "\xe2\x81\x9f"
	};
	/* directions, joiners, byte order */
	static const char *const hidden[] = { "\xe2\x80\xaa", "\xe2\x80\xab", "\xe2\x80\xac",
					      "\xe2\x80\xad", "\xe2\x80\x8b", "\xe2\x80\x8e",
					      "\xe2\x80\x8f", "\xe2\x81\xa0", "\xe2\x81\xa6",
					      "\xe2\x81\xa8", "\xe2\x81\xa9", "\xef\xbb\xbf" };

	for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++)
		if (strncmp(text, blanks[i], strlen(blanks[i])) == 0)
			return strlen(blanks[i]);
	if (strncmp(text, "\xe2\x80", 2) == 0 && (unsigned char)text[2] >= 0x80 &&
	    (unsigned char)text[2] <= 0x8a)
		return 3;
	for (size_t i = 0; marks && i < sizeof hidden / sizeof *hidden; i++)
		if (strncmp(text, hidden[i], strlen(hidden[i])) == 0)
			return strlen(hidden[i]);
	return 0;
}

/* marks: such that hide or turn too.  In a code these are refused, not lost: two that look alike
 * would be one. */
static char *trim(char *text, bool marks)
{
	size_t n, k;

	while ((k = unseen(text, marks)) > 0)
		text += k;
	for (n = strlen(text); n > 0;) {
		size_t at = n - 1;

		while (at > 0 && ((unsigned char)text[at] & 0xc0) == 0x80)
			at--;
		k = unseen(text + at, marks);
		if (k == 0 || at + k != n)
			break;
		n = at;
		text[n] = '\0';
	}
	return text;
}

static bool ends_in(const char *text, const char *end)
{
	size_t n = strlen(text), k = strlen(end);

	return n >= k && strcmp(text + n - k, end) == 0;
}

static void cut(char *text, size_t bytes)
{
	text[strlen(text) - bytes] = '\0';
}

/* Past a word that the text begins with, whatever its case; NULL: it does not. */
static char *past(char *text, const char *word)
{
	size_t n = strlen(word);

	return strncasecmp(text, word, n) == 0 ? text + n : NULL;
}

/* --- Signs around ----------------------------------------------------------------------------- */

static char *in_quotes(char *text)
{
	static const struct {
		const char *open, *close;
	} pairs[] = {
		{ "\"", "\"" },	    { "'", "'" }, { "`", "`" }, { "\xc2\xb4", "\xc2\xb4" },
		{ "\\\"", "\\\"" }, { "“", "”" }, { "„", "“" }, { "„", "”" },
		{ "”", "”" },	    { "‘", "’" }, { "‚", "‘" }, { "’", "’" },
		{ "«", "»" },	    { "»", "«" }, { "‹", "›" },
	};

	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		size_t n = strlen(pairs[i].open), k = strlen(pairs[i].close);

		if (strlen(text) < n + k || strncmp(text, pairs[i].open, n) != 0 ||
		    !ends_in(text, pairs[i].close))
			continue;
		cut(text, k);
		return text + n;
	}
	return text;
}

/* Doubled quotes of a formula or of CSV within CSV are one. */
static void undouble(char *text)
{
	char *to = text;

	for (; *text; text++) {
		*to++ = *text;
		text += text[0] == '"' && text[1] == '"';
	}
	*to = '\0';
}

/* ="0001", =T("0001"), =HYPERLINK("mailto:a@b.c","a@b.c"). */
static char *in_formula(char *text)
{
	static const char *const functions[] = { "T(",	       "TEXT(",	 "TRIM(",	 "CLEAN(",
						 "HYPERLINK(", "IMAGE(", "CONCATENATE(", "" };

	if (*text != '=' && *text != '@' && *text != '+')
		return text;
	for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
		char *inner = past(text + 1, functions[i]), *end;

		if (!inner || *inner != '"')
			continue;
		for (end = ++inner; *end && (*end != '"' || end[1] == '"'); end++)
			end += *end == '"';
		if (!*end || (!*functions[i] && end[1]))
			continue;
		*end = '\0';
		undouble(inner);
		return inner;
	}
	return text;
}

/* One that a text cell bears in front, which is shown nowhere. */
static char *bare_apostrophe(char *text)
{
	if (*text == '\'')
		return text + 1;
	if (strncmp(text, "’", 3) == 0 || strncmp(text, "‘", 3) == 0)
		return text + 3;
	return text;
}

static const struct {
	const char *entity, *sign;
} entities[] = { { "&amp;", "&" },    { "&lt;", "<" },	  { "&gt;", ">" },    { "&quot;", "\"" },
		 { "&apos;", "'" },   { "&#39;", "'" },	  { "&#039;", "'" },  { "&#x27;", "'" },
		 { "&nbsp;", " " },   { "&#160;", " " },  { "&#64;", "@" },   { "&#43;", "+" },
		 { "&commat;", "@" }, { "_x000D_", " " }, { "_x000d_", " " }, { "_x000A_", " " },
		 { "_x0009_", " " } };

/* Signs as the web and XML spell them. */
static void unspell(char *text)
{
	char *to = text;

	while (*text) {
		size_t n = 0, k = 0;

		for (size_t i = 0; (*text == '&' || *text == '_') && n == 0 &&
				   i < sizeof entities / sizeof *entities;
		     i++) {
			if (strncmp(text, entities[i].entity, strlen(entities[i].entity)) != 0)
				continue;
			n = strlen(entities[i].entity);
			k = strlen(entities[i].sign);
			memcpy(to, entities[i].sign, k);
		}
		if (n == 0)
			*to = *text;
		to += n ? k : 1;
		text += n ? n : 1;
	}
	*to = '\0';
}

/* <b>0001</b>, <a href="mailto:a@b.c">a@b.c</a> */
static char *in_tags(char *text)
{
	size_t n = strlen(text);
	char *open = text, *end;

	if (*text != '<' || text[n - 1] != '>' || !strstr(text, "</"))
		return text;
	while (*open == '<' && (end = strchr(open, '>')))
		open = end + 1;
	end = strchr(open, '<');
	if (end)
		*end = '\0';
	return open;
}

/* --- E-mails ---------------------------------------------------------------------------------- */

static char *without_scheme(char *text)
{
	static const char *const schemes[] = { "mailto:", "smtp:", "email:", "e-mail:",
					       "mail:",	  "sip:",  "to:",    "xmpp:" };

	for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
		char *inner = past(text, schemes[i]);

		if (!inner)
			continue;
		inner[strcspn(inner, "?#")] = '\0';
		return inner;
	}
	return text;
}

/* Zoë <a@b.c>, <a@b.c>, a@b.c <mailto:a@b.c>: the address, and what stands in front of it. */
static char *in_angles(char *text, struct unwrapped *out)
{
	size_t n = strlen(text);
	char *open = strrchr(text, '<');

	if (!open || n < 3 || text[n - 1] != '>' || !strchr(open, '@'))
		return text;
	cut(text, 1);
	*open = '\0';
	text = in_quotes(trim(text, true));
	if (*text && !strchr(text, '@'))
		out->name = text;
	return open + 1;
}

/* a@b.c (Zoë), [a@b.c](mailto:a@b.c), a@b.c#mailto:a@b.c# */
static char *beside(char *text, struct unwrapped *out)
{
	char *open = strstr(text, " ("), *hash = strchr(text, '#');
	size_t n = strlen(text);

	if (hash && past(hash + 1, "mailto:")) {
		hash += strlen("#mailto:");
		hash[strcspn(hash, "?#")] = '\0';
		return hash;
	}
	if (*text == '[' && strstr(text, "](") && text[n - 1] == ')') {
		*strstr(text, "](") = '\0';
		return text + 1;
	}
	if (open && text[n - 1] == ')' && strchr(text, '@') < open && !strchr(open, '@')) {
		cut(text, 1);
		*open = '\0';
		out->name = open + 2;
	}
	return text;
}

static char *bare_email(char *text, struct unwrapped *out)
{
	text = without_scheme(text);
	text = in_angles(text, out);
	text = beside(text, out);
	while (*text && strchr(";,.", text[strlen(text) - 1]) && strchr(text, '@'))
		cut(text, 1);
	return text;
}

/* --- Phones and codes ------------------------------------------------------------------------- */

/* 49,171,123,456 and 12345.0 and 12345,00: a number that was written as one. */
static void bare_number(char *text)
{
	size_t first = strspn(text, "0123456789"), groups = 0, zeros;
	char *end = text + first, *to = text;

	if (first == 0)
		return;
	while (first <= 3 && text[0] != '0' && end[0] == ',' &&
	       strspn(end + 1, "0123456789") == 3) {
		end += 4;
		groups++;
	}
	zeros = *end == '.' || (*end == ',' && groups == 0) ? 1 + strspn(end + 1, "0") : 0;
	/* 1.000 may be a thousand */
	if (end[zeros] || zeros == 1 || (zeros == 4 && groups == 0))
		return;
	for (const char *from = text; from < end; from++)
		if (*from != ',')
			*to++ = *from;
	*to = '\0';
}

static char *bare_phone(char *text)
{
	static const char *const schemes[] = { "tel:",	    "callto:", "sms:", "phone:",
					       "whatsapp:", "p:",      "fon:", "telephone:" };
	char *extension;

	for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
		char *inner = past(text, schemes[i]);

		text = inner ? inner : text;
	}
	if (*text == '=' && (text[1] == '+' || is_digit(text[1])))
		text++;
	extension = strchr(text, ';');
	if (extension && (past(extension, ";ext=") || past(extension, ";phone-context=")))
		*extension = '\0';
	while (*text && strchr(";,", text[strlen(text) - 1]))
		cut(text, 1);
	bare_number(text);
	return text;
}

/* *0001* is what the font of a barcode wants. */
static char *bare_code(char *text)
{
	size_t n = strlen(text);

	if (n > 2 && *text == '*' && text[n - 1] == '*' && !memchr(text + 1, '*', n - 2)) {
		cut(text, 1);
		text++;
	}
	while (*text && strchr(";,", text[strlen(text) - 1]))
		cut(text, 1);
	bare_number(text);
	return text;
}

/* --- What stands there instead ---------------------------------------------------------------- */

static bool is_one_of(const char *text, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(text, words[i]) == 0)
			return true;
	return false;
}

/* What databases and programs write for nothing. */
static bool is_nothing(const char *text)
{
	static const char *const words[] = {
		"NULL", "null", "Null", "(null)", "<null>",    "<NULL>", "[NULL]",  "\\N",
		"None", "nan",	"NaN",	"NAN",	  "NaT",       "nil",	 "n/a",	    "N/A",
		"N.A.", "n.a.", "k.A.", "k. A.",  "undefined", "(leer)", "(blank)", "(vide)",
		"-",	"--",	"—",	"–",	  "''",	       "\"\"",
	};

	return is_one_of(text, words, sizeof words / sizeof *words);
}

static bool is_error(const char *text)
{
	static const char *const words[] = {
		"#N/A",	     "#NV",	   "#N/D",
		"#NA",	     "#REF!",	   "#BEZUG!",
		"#RIF!",     "#VALUE!",	   "#WERT!",
		"#VALEUR!",  "#VALOR!",	   "#VALORE!",
		"#WAARDE!",  "#VÄRDEFEL!", "#NAME?",
		"#NOM?",     "#NOMBRE?",   "#NOME?",
		"#NAAM?",    "#DIV/0!",	   "#NULL!",
		"#NUM!",     "#ZAHL!",	   "#NOMBRE!",
		"#NOTNUM!",  "#SPILL!",	   "#CALC!",
		"#FIELD!",   "#ERROR!",	   "#GETTING_DATA",
		"#BUSY!",    "Loading...", "[object Object]",
		"#VERW!",    "#¡REF!",	   "#¡VALOR!",
		"#¿NOMBRE?", "#¡DIV/0!",   "#UNKNOWN!",
	};

	return is_one_of(text, words, sizeof words / sizeof *words) ||
	       (strncmp(text, "Err:5", 5) == 0 && strlen(text) == 7);
}

/* "1.2E+15", "1,2E-07", "4E+12", or a column that was too narrow: "####". */
static bool lost_digits(const char *text)
{
	const char *c = text;
	bool point;

	if (*c == '#')
		return c[1] && c[strspn(c, "#")] == '\0';
	c += *c == '-' || *c == '+';
	if (!is_digit(*c))
		return false;
	c += strspn(c, "0123456789");
	point = *c == '.' || *c == ',';
	if (point)
		c += 1 + strspn(c + 1, "0123456789");
	if ((*c != 'E' && *c != 'e') || (c[1] != '+' && (c[1] != '-' || !point)))
		return false;
	c += 2;
	return *c && c[strspn(c, "0123456789")] == '\0';
}

/* A month as spreadsheets write it, an upper case letter, then lower case; its bytes. */
static size_t month(const char *text)
{
	static const char *const names[] = {
		"Jan", "Feb", "Mar",  "Apr",  "May", "Jun", "Jul", "Aug", "Sep",
		"Oct", "Nov", "Dec",  "Mrz",  "Mär", "Mai", "Okt", "Dez", "Ene",
		"Abr", "Ago", "Dic",  "Gen",  "Mag", "Giu", "Lug", "Set", "Ott",
		"Maj", "Mrt", "Juin", "Juil", "Avr", "Déc", "Fév",
	};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strncmp(text, names[i], strlen(names[i])) == 0)
			return strlen(names[i]);
	return 0;
}

/* 3-Apr, 03. Apr, 3. Apr. 26: what is behind the day. */
static bool is_month_and_year(const char *text)
{
	size_t n = strspn(text, ".-/ "), m = n < 3 ? month(text + n) : 0;

	text += n + m;
	if (m == 0)
		return false;
	return !*text ||
	       (strchr("-./ ", *text) && text[1 + strspn(text + 1, " 0123456789")] == '\0');
}

/* 3/4/2026 and 3.4.2026: what is behind the day. */
static bool is_number_and_year(const char *text)
{
	char mark = *text;
	size_t n = strspn(text + 1, "0123456789");

	return (mark == '/' || mark == '.') && (n == 1 || n == 2) && text[n + 1] == mark &&
	       strspn(text + n + 2, "0123456789") == 4 && !text[n + 6];
}

/* What became of 3-4 and of APR26. */
static bool is_date(const char *text)
{
	size_t n = strspn(text, "0123456789"), m = n == 0 ? month(text) : 0;

	if (ends_in(text, " 00:00:00") || ends_in(text, "T00:00:00"))
		return true;
	if (m > 0)
		return text[m] == '-' && strspn(text + m + 1, "0123456789") == 2 && !text[m + 3];
	return (n == 1 || n == 2) && (is_month_and_year(text + n) || is_number_and_year(text + n));
}

static enum bo_row_fault_kind judge(enum bo_import_field field, const char *text, const char **more)
{
	bool coded = field == BO_FIELD_CODE || field == BO_FIELD_PHONE;

	if (is_error(text)) {
		*more = ", an error";
		return BO_ROW_SPOILED;
	}
	if (strncmp(text, "=?", 2) == 0 && ends_in(text, "?=")) {
		*more = ", encoded for mail";
		return BO_ROW_SPOILED;
	}
	if ((coded || field == BO_FIELD_EMAIL || *text == '#') && lost_digits(text))
		return BO_ROW_MANGLED;
	if (coded && is_date(text)) {
		*more = ", a date";
		return BO_ROW_SPOILED;
	}
	if (field == BO_FIELD_PHONE && (strchr(text, '@') || strstr(text, ":::")))
		return BO_ROW_PHONE;
	return BO_ROW_FAULT_COUNT;
}

/* --- All of it -------------------------------------------------------------------------------- */

static char *once(enum bo_import_field field, char *text, struct unwrapped *out)
{
	bool key = is_key(field);

	text = trim(text, field == BO_FIELD_EMAIL || field == BO_FIELD_PHONE);
	unspell(text);
	text = in_formula(text);
	if (key || *text == '"')
		text = in_quotes(text);
	if (!key)
		return text;
	text = bare_apostrophe(in_tags(text));
	if (field == BO_FIELD_EMAIL)
		return bare_email(text, out);
	return field == BO_FIELD_PHONE ? bare_phone(text) : bare_code(text);
}

void unwrap(enum bo_import_field field, char *text, struct unwrapped *out)
{
	*out = (struct unwrapped){ "", "", BO_ROW_FAULT_COUNT, NULL };
	for (int i = 0; i < ROUNDS; i++) {
		size_t before = strlen(text);

		text = once(field, text, out);
		if (strlen(text) == before)
			break;
	}
	if (is_key(field) && is_nothing(text))
		return;
	out->kind = judge(field, text, &out->more);
	out->text = text;
}
