#include "cli/legacy.h"
#include <string.h>
const struct option_info option_info[OPTION_COUNT] = {
	{ "store", "FILE" },
	{ "staff", "NAME" },
	{ "approve", "NAME" },
	{ "till", "NAME" },
	{ "as", "patron|NAME" },
	{ "proof", "CODE" },
	{ "format", "table|json|csv" },
	{ "now", "TIME" },
	{ "help", NULL },
	{ "version", NULL },
	{ "color", "WHEN" },
	{ "mouse", NULL },
	{ "log", "FILE" },
	{ "man", NULL },
	{ "training", NULL },
	{ "role", "R" },
	{ "pin", "PIN" },
	{ "disabled", "yes|no" },
	{ "name", "NAME" },
	{ "from", "D" },
	{ "to", "T" },
	{ "shift", "SPAN" },
	{ "shift-windows", NULL },
	{ "with-redemptions", NULL },
	{ "capacity", "N" },
	{ "zone", "TZ" },
	{ "season", "S" },
	{ "house", "H" },
	{ "event-type", "T" },
	{ "listed", "D" },
	{ "at", "T" },
	{ "on", "DAYS" },
	{ "time", "HH:MM" },
	{ "advance", "N|none" },
	{ "category", "C" },
	{ "price", "A" },
	{ "availability", "A" },
	{ "includes", "\"N TYPE\"" },
	{ "subscription", NULL },
	{ "no-subscription", NULL },
	{ "changeable", "yes|no" },
	{ "account", "CODE" },
	{ "order", "N" },
	{ "type", "T" },
	{ "performance", "P" },
	{ "show", "SHOW" },
	{ "start", "T" },
	{ "end", "T" },
	{ "cap", "N|none" },
	{ "codes", "X,Y" },
	{ "min", "N" },
	{ "max", "N|none" },
	{ "step", "N" },
	{ "keep", "FIELDS" },
	{ "dry-run", NULL },
	{ "code", "C" },
	{ "patron", "X" },
	{ "override", "REASON" },
	{ "pay", "KIND:AMOUNT[:REFERENCE]" },
	{ "no-print", NULL },
	{ "hold", "ID" },
	{ "voucher", "V" },
	{ "open", NULL },
	{ "reason", "TEXT" },
	{ "limit", "N" },
	{ "email", "E" },
	{ "phone", "TEL" },
	{ "anchor", "TEXT" },
	{ "kind", "K" },
	{ "printer", "P" },
	{ "all", NULL },
	{ "folder", "DIR" },
	{ "queue", "NAME" },
	{ "media", "MEDIA" },
	{ "same", NULL },
	{ "dpi", "N" },
	{ "default", NULL },
	{ "drain", NULL },
	{ "listen", NULL },
	{ "deadline", "SECONDS" },
	{ "address", "TEXT" },
	{ "notes", "TEXT" },
	{ "access", "TEXT" },
	{ "label", "L" },
	{ "add-label", "L" },
	{ "remove-label", "L" },
	{ "opt-out", "O" },
	{ "history", NULL },
	{ "quantity", "N|none" },
	{ "attendees", "P" },
	{ "location", "TEXT" },
	{ "plus", "A" },
	{ "minus", "A" },
	{ "count", "N" },
	{ "length", "N" },
	{ "prefix", "TEXT" },
	{ "search", "WORDS" },
	{ "after", "ID" },
	{ "file", "FILE" },
	{ "force", NULL },
	{ "audience", "A" },
	{ "everybody", NULL },
	{ "public-name", "NAME" },
	{ "everything", NULL },
	{ "discount", "10%|5.00" },
	{ "unlock", NULL },
	{ "by", "HOW" },
	{ "automatic", NULL },
	{ "across-events", NULL },
	{ "per", "performance|show" },
	{ "until", "T" },
	{ "channel", "C" },
	{ "min-tickets", "N" },
	{ "max-uses", "N|none" },
	{ "max-money", "A|none" },
	{ "joins", NULL },
	{ "no-joins", NULL },
	{ "print-code", NULL },
	{ "no-print-code", NULL },
	{ "place", "N" },
	{ "columns", "FIELDS" },
	{ "header", NULL },
	{ "no-header", NULL },
	{ "separator", "S" },
	{ "encoding", "E" },
	{ "update", NULL },
	{ "new", NULL },
	{ "good-rows", NULL },
	{ "bad-rows", "FILE" },
};
static bool is(const struct given *g, enum option o)
{
	return strcmp(g->name + 2, option_info[o].name) == 0;
}
const char *args_value(const struct args *args, enum option option)
{
	const char *value = NULL;
	for (size_t i = 0; i < args->n_given; i++)
		if (is(&args->given[i], option))
			value = args->given[i].value;
	return value;
}
bool args_has(const struct args *args, enum option option)
{
	for (size_t i = 0; i < args->n_given; i++)
		if (is(&args->given[i], option))
			return true;
	return false;
}
const char **args_values(const struct args *args, struct bo_arena *arena, enum option option,
			 size_t *n)
{
	const char **values = bo_arena_alloc(arena, (args->n_given + 1) * sizeof *values);
	*n = 0;
	for (size_t i = 0; values && i < args->n_given; i++)
		if (is(&args->given[i], option))
			values[(*n)++] = args->given[i].value;
	return values;
}
