/*
 * Reading lists from files: any CSV that a spreadsheet makes, into members of a
 * list or into patrons.
 *
 * An import is opened, its columns are linked to fields, it reads on step by
 * step while its owner paints, and then everything is known: how many rows are
 * new, changed or the same, and each that is wrong.  Until bo_import_apply()
 * nothing in the store has changed, and then it is one act.  Memory does not grow
 * with the file.
 */
#ifndef BOXOFFICE_IMPORT_H
#define BOXOFFICE_IMPORT_H

#include <boxoffice/office.h>
#include <boxoffice/words.h>

#define BO_IMPORT_KIND_LIST(X)                                                                     \
	X(BO_IMPORT_MEMBERS, "members", "Members")                                                 \
	X(BO_IMPORT_PATRONS, "patrons", "Patrons")

BO_WORDS(bo_import_kind, bo_import_kind, BO_IMPORT_KIND)

#define BO_ENCODING_LIST(X)                                                                        \
	X(BO_ENCODING_UTF8, "utf-8", "UTF-8")                                                      \
	X(BO_ENCODING_UTF16LE, "utf-16le", "UTF-16 (little)")                                      \
	X(BO_ENCODING_UTF16BE, "utf-16be", "UTF-16 (big)")                                         \
	X(BO_ENCODING_WINDOWS_1252, "windows-1252", "Windows-1252")                                \
	X(BO_ENCODING_WINDOWS_1250, "windows-1250", "Windows-1250")                                \
	X(BO_ENCODING_WINDOWS_1251, "windows-1251", "Windows-1251")                                \
	X(BO_ENCODING_WINDOWS_1253, "windows-1253", "Windows-1253")                                \
	X(BO_ENCODING_WINDOWS_1254, "windows-1254", "Windows-1254")                                \
	X(BO_ENCODING_WINDOWS_1257, "windows-1257", "Windows-1257")                                \
	X(BO_ENCODING_LATIN_1, "iso-8859-1", "ISO 8859-1")                                         \
	X(BO_ENCODING_LATIN_2, "iso-8859-2", "ISO 8859-2")                                         \
	X(BO_ENCODING_LATIN_9, "iso-8859-15", "ISO 8859-15")                                       \
	X(BO_ENCODING_MACINTOSH, "macintosh", "Macintosh")                                         \
	X(BO_ENCODING_CP437, "cp437", "DOS 437")                                                   \
	X(BO_ENCODING_CP850, "cp850", "DOS 850")

BO_WORDS(bo_encoding, bo_encoding, BO_ENCODING)

/* Finds by its code or another name people give it, however written: "Latin-1", "cp1252", "ANSI".
 * It is BO_ENCODING_COUNT if unknown. */
enum bo_encoding bo_encoding_named(const char *name);
/* What people call it besides, with blanks between. */
const char *bo_encoding_names(enum bo_encoding encoding);

/* X(enum, code, label, of members, of patrons); the codes are those of --columns.  section, row and
 * seat become the location, name, first and last one name. */
#define BO_IMPORT_FIELD_LIST(X)                                                                    \
	X(BO_FIELD_NONE, "-", "(not read)", true, true)                                            \
	X(BO_FIELD_CODE, "code", "Code", true, false)                                              \
	X(BO_FIELD_NAME, "name", "Name", true, true)                                               \
	X(BO_FIELD_FIRST, "first", "First name", true, true)                                       \
	X(BO_FIELD_LAST, "last", "Last name", true, true)                                          \
	X(BO_FIELD_EMAIL, "email", "E-mail", true, true)                                           \
	X(BO_FIELD_PHONE, "phone", "Phone", false, true)                                           \
	X(BO_FIELD_ADDRESS, "address", "Address", false, true)                                     \
	X(BO_FIELD_NOTES, "notes", "Notes", false, true)                                           \
	X(BO_FIELD_ACCESS, "access", "Access needs", false, true)                                  \
	X(BO_FIELD_LABELS, "labels", "Labels", false, true)                                        \
	X(BO_FIELD_OPT_OUTS, "opt-outs", "Opt-outs", false, true)                                  \
	X(BO_FIELD_NO_EMAIL, "no-email", "No e-mail", false, true)                                 \
	X(BO_FIELD_NO_POST, "no-post", "No post", false, true)                                     \
	X(BO_FIELD_NO_PHONE, "no-phone", "No phone calls", false, true)                            \
	X(BO_FIELD_CATEGORY, "category", "Category", true, false)                                  \
	X(BO_FIELD_LOCATION, "location", "Location", true, false)                                  \
	X(BO_FIELD_SECTION, "section", "Section", true, false)                                     \
	X(BO_FIELD_ROW, "row", "Row", true, false)                                                 \
	X(BO_FIELD_SEAT, "seat", "Seat", true, false)                                              \
	X(BO_FIELD_QUANTITY, "quantity", "Quantity", true, false)

BO_WORDS(bo_import_field, bo_import_field, BO_IMPORT_FIELD)

bool bo_import_field_of(enum bo_import_field field, enum bo_import_kind kind);

enum { BO_IMPORT_COLUMNS = 256, BO_IMPORT_SAMPLES = 8, BO_IMPORT_CELL_MAX = 2000 /* bytes */ };

struct bo_import; /* one import; ends with bo_import_close() */

/* The file as understood.  Borrowed until the next call on the import. */
struct bo_import_view {
	const char *path;
	int64_t bytes;
	enum bo_encoding encoding;
	char separator;	 /* ',' ';' '\t' '|' ':' */
	bool header;	 /* the first row names the columns */
	bool remembered; /* the mapping is that of the last file with these titles */
	size_t n_columns;
	struct {
		const char *title; /* "" without a header */
		enum bo_import_field field;
		const char *sample[BO_IMPORT_SAMPLES]; /* of the first rows; NULL: no such row */
	} column[BO_IMPORT_COLUMNS];
	size_t n_samples;
};

/* X(enum, code, words): what may be wrong with a row */
#define BO_ROW_FAULT_LIST(X)                                                                       \
	X(BO_ROW_NEITHER, "neither", "has neither a code nor an e-mail")                           \
	X(BO_ROW_NO_NAME, "no_name", "has no name")                                                \
	X(BO_ROW_QUANTITY, "quantity", "the quantity is not a whole number of uses")               \
	X(BO_ROW_EMAIL, "email", "is not an e-mail")                                               \
	X(BO_ROW_MANGLED, "mangled", "was mangled by a spreadsheet; the digits are lost")          \
	X(BO_ROW_TEXT, "text", "holds characters that may not be stored")                          \
	X(BO_ROW_TOO_LONG, "too_long", "is too long")                                              \
	X(BO_ROW_COLUMNS, "columns", "has another number of columns than the first row")           \
	X(BO_ROW_QUOTES, "quotes", "a quote is opened and not closed, or stands in a bare cell")   \
	X(BO_ROW_TWICE, "twice", "is in the file already")                                         \
	X(BO_ROW_KNOWN, "known", "is in the list already, with other values")                      \
	X(BO_ROW_OPT_OUT, "opt_out", "is no opt-out")                                              \
	X(BO_ROW_PHONE, "phone", "is not one phone number")                                        \
	X(BO_ROW_SPOILED, "spoiled", "is not what stood there: a program wrote it instead")        \
	X(BO_ROW_ENCODING, "encoding", "does not read like the encoding that was guessed")         \
	X(BO_ROW_TOTAL, "total", "looks like the total of a table")

BO_WORDS(bo_row_fault_kind, bo_row_fault, BO_ROW_FAULT)

struct bo_row_fault {
	int64_t line; /* of the file, from 1, where the row begins */
	int column;   /* from 1; 0: the whole row */
	enum bo_row_fault_kind kind;
	char value[80];	   /* cleaned, cut with "…" */
	char message[240]; /* one sentence with line, column and value */
};

struct bo_import_tally {
	int64_t read, bytes_read;	     /* rows so far */
	int64_t added, changed, same, wrong; /* what apply would do; known when done */
	bool done;			     /* everything is read and judged */
	size_t n_faults;		     /* kept here: the first BO_IMPORT_FAULTS */
	const struct bo_row_fault *fault;
};
enum { BO_IMPORT_FAULTS = 1000 };

struct bo_import_options {
	enum bo_import_kind kind;
	int64_t audience_id;	   /* of members */
	const char *new_audience;  /* instead: a list of this name, made by applying; or NULL */
	enum bo_encoding encoding; /* BO_ENCODING_COUNT: guess */
	char separator;		   /* 0: guess */
	int header;		   /* 1, 0; -1: guess */
	bool update;		   /* rows of the list with other values are changed, not wrong */
	bool quantity_given;	   /* of rows without one; else that of the audience */
	int64_t quantity;
};

/* Looks at the beginning of the file and guesses what the options leave open.  BO_INVALID when it
 * is no text, empty, or has no rows. */
enum bo_status bo_import_open(struct bo *bo, const char *path,
			      const struct bo_import_options *options,
			      struct bo_import **import) BO_CHECKED;
void bo_import_close(struct bo_import *import); /* NULL is fine */
const struct bo_import_view *bo_import_view(const struct bo_import *import);
/* "Nr. → code, E-Mail → e-mail, not read: Bestellt": what the columns are taken for.  NULL: no
 * memory. */
const char *bo_import_understood(const struct bo_import *import, struct bo_arena *arena);

/* These start the reading anew.  A field is of one column at most. */
enum bo_status bo_import_link(struct bo_import *import, size_t column,
			      enum bo_import_field field) BO_CHECKED;
enum bo_status bo_import_set_options(struct bo_import *import,
				     const struct bo_import_options *options) BO_CHECKED;
/* Fields of the first columns, by their codes; the others are not read. */
enum bo_status bo_import_link_all(struct bo_import *import, const enum bo_import_field *field,
				  size_t n) BO_CHECKED;

/* Reads on for some rows and says how far it is.  Call until done. */
enum bo_status bo_import_step(struct bo_import *import, struct bo_import_tally *tally) BO_CHECKED;
/*
 * Writes what was read, in one act, and remembers the mapping.  Wrong rows: BO_INVALID and nothing
 * is written, unless good_only; then they go to the file bad_path (NULL: nowhere) as they came,
 * with a column that says why.  Cancelled leaves nothing behind.
 */
enum bo_status bo_import_apply(struct bo_import *import, bool good_only, const char *bad_path,
			       bo_progress progress, void *arg) BO_CHECKED;

#endif
