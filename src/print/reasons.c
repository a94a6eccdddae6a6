/*
 * Printer state reasons (RFC 8011 §5.4.12) in words.  A printer continues by
 * itself after most of them, which people who reprint meanwhile must know.
 */
#include "print/reasons.h"

#include <string.h>

enum { KEYWORD = 64 };

/* Gravest first. */
static const struct {
	const char *keyword, *advice;
	bool stops;
} table[] = {
	{ "paused", "The queue is stopped; start it again at the scheduler.", true },
	{ "shutdown", "Switch the printer on.", true },
	{ "offline", "Switch the printer on and check its cable.", true },
	{ "media-empty", "Load tickets; printing goes on by itself, do not reprint.", true },
	{ "media-needed", "Load tickets; printing goes on by itself, do not reprint.", true },
	{ "media-jam", "Clear the jam, then look which ticket was in it.", true },
	{ "cover-open", "Close the cover.", true },
	{ "door-open", "Close the door.", true },
	{ "interlock-open", "Close the printer.", true },
	{ "output-area-full", "Take the tickets out of the tray.", true },
	{ "marker-supply-empty", "Change the ribbon or ink.", true },
	{ "toner-empty", "Change the toner.", true },
	{ "timed-out", "The printer does not answer; check its cable.", true },
	{ "connecting-to-device", "The scheduler is looking for the printer.", false },
	{ "media-low", "Few tickets left.", false },
	{ "marker-supply-low", "The ribbon or ink runs low.", false },
	{ "toner-low", "The toner runs low.", false },
};
enum { KNOWN = sizeof table / sizeof *table };

/* Without the suffix that says how bad it is; false if it says it is not bad. */
static bool strip(char *keyword)
{
	static const char *const suffixes[] = { "-report", "-warning", "-error" };
	size_t n = strlen(keyword);

	for (size_t i = 0; i < 3; i++) {
		size_t k = strlen(suffixes[i]);

		if (n > k && strcmp(keyword + n - k, suffixes[i]) == 0) {
			keyword[n - k] = '\0';
			return i == 2;
		}
	}
	return true;
}

/* The next keyword of the list without its suffix; NULL at the end. */
static const char *next(const char *list, char keyword[KEYWORD], bool *grave)
{
	size_t n = strcspn(list, ","), kept = n < KEYWORD ? n : KEYWORD - 1;

	if (n == 0)
		return NULL;
	memcpy(keyword, list, kept);
	keyword[kept] = '\0';
	*grave = strip(keyword);
	return list + n + (list[n] == ',');
}

static size_t find(const char *keyword)
{
	size_t i = 0;

	while (i < KNOWN && strcmp(table[i].keyword, keyword) != 0)
		i++;
	return i;
}

/* The scheduler's talk with itself. */
static bool idle_talk(const char *keyword)
{
	return strcmp(keyword, "none") == 0 || strncmp(keyword, "cups-", 5) == 0;
}

bool reasons_words(const char *keywords, struct bo_buf *words)
{
	char keyword[KEYWORD];
	size_t worst = KNOWN;
	bool stops = false, grave;

	for (const char *p = keywords; (p = next(p, keyword, &grave));) {
		size_t i = find(keyword);

		if (i < worst)
			worst = i;
		stops |= i < KNOWN && table[i].stops && grave;
	}
	if (worst < KNOWN)
		bo_buf_printf(words, "%s%s: %s", words->len ? " " : "", table[worst].keyword,
			      table[worst].advice);
	for (const char *p = keywords; (p = next(p, keyword, &grave));) {
		size_t i = find(keyword);

		if (!idle_talk(keyword) && (i == KNOWN || i != worst))
			bo_buf_printf(words, "%s%s", words->len ? " " : "", keyword);
	}
	return stops;
}
