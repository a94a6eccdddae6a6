/*
 * The words and options of one command line, sorted apart.
 *
 * Options stand anywhere, as "--name value" or "--name=value"; "--" ends them.
 * A word such as "-2" or "-90m" is a word, not an option.
 */
#ifndef CLI_ARGS_H
#define CLI_ARGS_H

#include <boxoffice/arena.h>

/* X(enum, name, what its value is or NULL for a switch, one sentence) */
#define OPTION_LIST(X)                                                                             \
	X(OPT_STORE, "store", "FILE", "The store to use.")                                         \
	X(OPT_STAFF, "staff", "NAME", "Who acts; a PIN is asked, or taken from BOXOFFICE_PIN.")    \
	X(OPT_APPROVE, "approve", "NAME",                                                          \
	  "The second person for an override; a PIN is asked, or taken from "                      \
	  "BOXOFFICE_APPROVE_PIN.")                                                                \
	X(OPT_TILL, "till", "NAME", "Which till; else the machine's name and terminal.")           \
	X(OPT_AS, "as", "patron|NAME",                                                             \
	  "As patron: self-service rules, no override helps.  Of a copy: its name.")               \
	X(OPT_PROOF, "proof", "CODE",                                                              \
	  "With --as patron: a ticket's code, or the proof of an order or a hold.")                \
	X(OPT_FORMAT, "format", "table|json|csv", "How data is written; a table is the default.")  \
	X(OPT_NOW, "now", "TIME", "The clock, in training stores only.")                           \
	X(OPT_HELP, "help", NULL, "What the command does and takes.")                              \
	X(OPT_VERSION, "version", NULL, "The version of this program.")                            \
	X(OPT_COLOR, "color", "WHEN",                                                              \
	  "Colours of the screens: auto, always, never, 8, 256, or those for a light or dark "     \
	  "background.")                                                                           \
	X(OPT_MOUSE, "mouse", NULL, "Let the screens take the mouse.")                             \
	X(OPT_LOG, "log", "FILE", "Where standard error goes while the screens are open.")         \
	X(OPT_MAN, "man", NULL, "Every command and option, one a line, to check the manual with.") \
	X(OPT_TRAINING, "training", NULL,                                                          \
	  "Make a store to learn with: its clock can be set, its tickets are specimens.")          \
	X(OPT_ROLE, "role", "R", "clerk, door, supervisor, manager, reports or admin.")            \
	X(OPT_PIN, "pin", "PIN", "The PIN to sign in with, 4 to 32 characters; \"\" for none.")    \
	X(OPT_DISABLED, "disabled", "yes|no", "Whether it is out of use.")                         \
	X(OPT_NAME, "name", "NAME", "The new name.")                                               \
	X(OPT_FROM, "from", "D", "The first day, or the earliest time.")                           \
	X(OPT_TO, "to", "T",                                                                       \
	  "The last day or latest time; where to move, exchange or give back to.")                 \
	X(OPT_SHIFT, "shift", "SPAN", "How much later: 1y, 52w, 14d.")                             \
	X(OPT_SHIFT_WINDOWS, "shift-windows", NULL,                                                \
	  "Windows with fixed times move as far as the performance does.")                         \
	X(OPT_WITH_REDEMPTIONS, "with-redemptions", NULL,                                          \
	  "With the redemptions of the show's nearest performance.")                               \
	X(OPT_CAPACITY, "capacity", "N", "Places in the house.")                                   \
	X(OPT_ZONE, "zone", "TZ", "The time zone, such as Europe/Berlin.")                         \
	X(OPT_SEASON, "season", "S", "The season, by id or name.")                                 \
	X(OPT_HOUSE, "house", "H", "The house, by id or name.")                                    \
	X(OPT_EVENT_TYPE, "event-type", "T", "theatre, concert, sport, family, class or other.")   \
	X(OPT_LISTED, "listed", "D", "The day patrons first see the show.")                        \
	X(OPT_AT, "at", "T", "Date and time of a performance; may be given several times.")        \
	X(OPT_ON, "on", "DAYS", "Weekdays, such as fri,sat.")                                      \
	X(OPT_TIME, "time", "HH:MM", "The time of day.")                                           \
	X(OPT_ADVANCE, "advance", "N|none", "Max advance sales.")                                  \
	X(OPT_CATEGORY, "category", "C",                                                           \
	  "revenue, comp, included, bundle or product; of a member: any words.")                   \
	X(OPT_PRICE, "price", "A", "The price in major units: 40.00.")                             \
	X(OPT_AVAILABILITY, "availability", "A", "anyone, subscribers, boxoffice or external.")    \
	X(OPT_INCLUDES, "includes", "\"N TYPE\"", "What a bundle issues; several times.")          \
	X(OPT_SUBSCRIPTION, "subscription", NULL, "Whoever has it is a subscriber.")               \
	X(OPT_NO_SUBSCRIPTION, "no-subscription", NULL, "Whoever has it is not a subscriber.")     \
	X(OPT_CHANGEABLE, "changeable", "yes|no",                                                  \
	  "Whether patrons may change what they reserved with it.")                                \
	X(OPT_ACCOUNT, "account", "CODE", "The account code for the bookkeeping.")                 \
	X(OPT_ORDER, "order", "N", "The order; of a voucher type: its place in lists.")            \
	X(OPT_TYPE, "type", "T", "The voucher type, by id or name.")                               \
	X(OPT_PERFORMANCE, "performance", "P",                                                     \
	  "The performance, by id or as hamlet@2026-01-05T20:00.")                                 \
	X(OPT_SHOW, "show", "SHOW", "All performances of the show.")                               \
	X(OPT_START, "start", "T", "When sales start: a time, -2d before curtain, or none.")       \
	X(OPT_END, "end", "T", "When sales end: a time, -3h before curtain, or none.")             \
	X(OPT_CAP, "cap", "N|none", "Max sales for the type; 0 closes it.")                        \
	X(OPT_CODES, "codes", "X,Y",                                                               \
	  "Codes that open it, BARD:50 at most 50 pieces; \"\" clears them.")                      \
	X(OPT_MIN, "min", "N", "Minimum per transaction.")                                         \
	X(OPT_MAX, "max", "N|none", "Maximum per transaction.")                                    \
	X(OPT_STEP, "step", "N", "Step per transaction.")                                          \
	X(OPT_KEEP, "keep", "FIELDS", "Fields that existing redemptions keep: start,end,cap …")    \
	X(OPT_DRY_RUN, "dry-run", NULL, "Show what would change; change nothing.")                 \
	X(OPT_CODE, "code", "C", "A code the buyer names, several times; or a member's.")          \
	X(OPT_PATRON, "patron", "X", "The buyer, by id, e-mail or name; else the walk-up patron.") \
	X(OPT_OVERRIDE, "override", "REASON", "Break what rule must be broken, for this reason.")  \
	X(OPT_PAY, "pay", "KIND:AMOUNT[:REFERENCE]",                                               \
	  "A tender: cash, card, check, gift or none; several times.  For a refund: the kind.")    \
	X(OPT_NO_PRINT, "no-print", NULL, "Print nothing.")                                        \
	X(OPT_HOLD, "hold", "ID", "Sell what this hold keeps.")                                    \
	X(OPT_VOUCHER, "voucher", "V", "A voucher, by id or code; several times.")                 \
	X(OPT_OPEN, "open", NULL, "Only what is not reserved yet.")                                \
	X(OPT_REASON, "reason", "TEXT", "Why, for the journal.")                                   \
	X(OPT_LIMIT, "limit", "N", "At most so many rows.")                                        \
	X(OPT_EMAIL, "email", "E", "The e-mail address.")                                          \
	X(OPT_PHONE, "phone", "TEL", "The telephone number.")                                      \
	X(OPT_ANCHOR, "anchor", "TEXT", "The anchor on a printed receipt, to check against.")      \
	X(OPT_KIND, "kind", "K", "Only journal rows whose kind begins so.")                        \
	X(OPT_PRINTER, "printer", "P", "The printer, by id or name.")                              \
	X(OPT_ALL, "all", NULL, "What is done with, too.")                                         \
	X(OPT_FOLDER, "folder", "DIR", "Print into PDF files in this folder.")                     \
	X(OPT_QUEUE, "queue", "NAME", "Print through this CUPS queue.")                            \
	X(OPT_MEDIA, "media", "MEDIA", "A PWG media name the queue is told.")                      \
	X(OPT_SAME, "same", NULL, "And all that failed there for the same reason.")                \
	X(OPT_DPI, "dpi", "N", "Dots in an inch of the printer; 0: as its queue says.")            \
	X(OPT_DEFAULT, "default", NULL, "For all tills without a printer of their own.")           \
	X(OPT_DRAIN, "drain", NULL, "End when nothing waits any more.")                            \
	X(OPT_LISTEN, "listen", NULL, "Stay until standard input ends; a byte there wakes it.")    \
	X(OPT_DEADLINE, "deadline", "SECONDS", "How long a printer may take over one ticket.")     \
	X(OPT_ADDRESS, "address", "TEXT", "The postal address.")                                   \
	X(OPT_NOTES, "notes", "TEXT", "Notes; they may have lines.")                               \
	X(OPT_ACCESS, "access", "TEXT", "Access needs, such as a wheelchair place.")               \
	X(OPT_LABEL, "label", "L", "A label, several times: all there shall be; \"\" for none.")   \
	X(OPT_ADD_LABEL, "add-label", "L", "A label more; several times.")                         \
	X(OPT_REMOVE_LABEL, "remove-label", "L", "A label less; several times.")                   \
	X(OPT_OPT_OUT, "opt-out", "O", "email, post or phone, several times: all; none for none.") \
	X(OPT_HISTORY, "history", NULL, "With what happened, newest first.")                       \
	X(OPT_QUANTITY, "quantity", "N|none", "Uses that a member has; 1 in a new audience.")      \
	X(OPT_ATTENDEES, "attendees", "P", "A performance whose tickets are the members.")         \
	X(OPT_LOCATION, "location", "TEXT", "Where a member sits: Stalls / C / 12.")               \
	X(OPT_PLUS, "plus", "A", "An audience whose members go in; several times.")                \
	X(OPT_MINUS, "minus", "A", "An audience whose members stay out; several times.")           \
	X(OPT_COUNT, "count", "N", "How many codes.")                                              \
	X(OPT_LENGTH, "length", "N", "Characters of a code behind its prefix; else 8.")            \
	X(OPT_PREFIX, "prefix", "TEXT", "What the codes begin with.")                              \
	X(OPT_SEARCH, "search", "WORDS", "Only whom the beginnings of these words fit.")           \
	X(OPT_AFTER, "after", "ID", "Go on behind this member.")                                   \
	X(OPT_FILE, "file", "FILE", "Write into this file.")                                       \
	X(OPT_FORCE, "force", NULL, "Write over a file that is there.")                            \
	X(OPT_AUDIENCE, "audience", "A", "The audience, by id or name.")                           \
	X(OPT_EVERYBODY, "everybody", NULL, "For everybody instead of an audience.")               \
	X(OPT_PUBLIC_NAME, "public-name", "NAME", "What the buyer reads; else the name.")          \
	X(OPT_EVERYTHING, "everything", NULL, "Concern everything again, but what is named.")      \
	X(OPT_DISCOUNT, "discount", "10%|5.00", "A percentage or an amount off each ticket.")      \
	X(OPT_UNLOCK, "unlock", NULL, "Open what needs a code or an audience.")                    \
	X(OPT_BY, "by", "HOW", "Known by code, ticket, email or automatic.")                       \
	X(OPT_AUTOMATIC, "automatic", NULL, "Known by being the patron, too.")                     \
	X(OPT_ACROSS_EVENTS, "across-events", NULL, "A quantity counts once across all.")          \
	X(OPT_PER, "per", "performance|show", "A quantity counts at each of them.")                \
	X(OPT_UNTIL, "until", "T", "The last day or the latest time.")                             \
	X(OPT_CHANNEL, "channel", "C", "any, counter or self_service.")                            \
	X(OPT_MIN_TICKETS, "min-tickets", "N", "Tickets an order needs at least.")                 \
	X(OPT_MAX_USES, "max-uses", "N|none", "Uses of the whole campaign.")                       \
	X(OPT_MAX_MONEY, "max-money", "A|none", "Discount it gives in all.")                       \
	X(OPT_JOINS, "joins", NULL, "A ticket may have it beside others that join.")               \
	X(OPT_NO_JOINS, "no-joins", NULL, "A ticket has it alone.")                                \
	X(OPT_PRINT_CODE, "print-code", NULL, "Print the member's code on the ticket.")            \
	X(OPT_NO_PRINT_CODE, "no-print-code", NULL, "Print no code.")                              \
	X(OPT_PLACE, "place", "N", "The place in the order, from 1.")                              \
	X(OPT_COLUMNS, "columns", "FIELDS", "What the columns of a file are: code,email,-.")       \
	X(OPT_HEADER, "header", NULL, "The first row names the columns.")                          \
	X(OPT_NO_HEADER, "no-header", NULL, "The first row is one as the others.")                 \
	X(OPT_SEPARATOR, "separator", "S", "comma, semicolon, tab, pipe or colon; else guessed.")  \
	X(OPT_ENCODING, "encoding", "E",                                                           \
	  "utf-8, utf-16le, windows-1252, macintosh, cp850 and others; else guessed.")             \
	X(OPT_UPDATE, "update", NULL, "Change those who are there with other values.")             \
	X(OPT_NEW, "new", NULL, "Make the list, in the same act.")                                 \
	X(OPT_GOOD_ROWS, "good-rows", NULL, "Take the good rows, leave the wrong ones out.")       \
	X(OPT_BAD_ROWS, "bad-rows", "FILE", "Write the rows left out into this file, with why.")

enum option {
#define X(name, word, value, help) name,
	OPTION_LIST(X)
#undef X
		OPTION_COUNT
};

struct option_info {
	const char *name, *value, *help;
};
extern const struct option_info option_info[OPTION_COUNT];

struct given {
	enum option option;
	const char *value; /* NULL: a switch */
};
struct args {
	size_t n_words, n_given;
	const char **word;
	struct given *given;
};

/* What is wrong with a command line; message is a whole sentence. */
struct args_fault {
	char field[48], value[160], message[400];
};

enum args_result { ARGS_OK, ARGS_WRONG, ARGS_NO_MEMORY };

/* Strings are borrowed from argv. */
enum args_result args_read(struct bo_arena *arena, int argc, char **argv, struct args *args,
			   struct args_fault *fault);
/* The value given last, NULL if none. */
const char *args_value(const struct args *args, enum option option);
bool args_has(const struct args *args, enum option option);
/* All its values in order, *n of them; NULL when there is no memory. */
const char **args_values(const struct args *args, struct bo_arena *arena, enum option option,
			 size_t *n);

/* The value of --name in argv before anything was checked, NULL if none: an error must know its
 * format. */
const char *args_peek(int argc, char **argv, enum option option);

#endif
