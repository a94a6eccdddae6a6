/*
 * What a file is taken for: titles in several languages, the surest first; what
 * parts cells; rows that are none; names of several columns; encodings.
 */
#include "support/list_file.h"
#include "support/office.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct list_file file;

#define TEXT(text) text, strlen(text)

/* --- Titles ----------------------------------------------------------------------------------- */

struct titled {
	const char *text, *understood;
};
static const struct titled titles[] = {
	/* a code that is called so is taken before a number */
	{ "Nr.;E-Mail;Gutscheincode;Bestellt\n1;a@b.c;X7;3\n2;d@e.f;X8;4\n",
	  "E-Mail → e-mail, Gutscheincode → code, not read: Nr., Bestellt" },
	{ "number,coupon,email\n9001,AB1,a@b.c\n",
	  "coupon → code, email → e-mail, not read: number" },
	{ "Ticket,Barcode,Email\nAdult,40063,a@b.c\n",
	  "Barcode → code, Email → e-mail, not read: Ticket" },
	{ "nr,voucher\n5,V1\n9,V2\n", "voucher → code, not read: nr" },
	{ "Nummer;Stregkode;Navn\n17;9001;Bo\n18;9002;Ib\n",
	  "Stregkode → code, Navn → name, not read: Nummer" },
	{ "id,Member ID,mail\n1,M-1,a@b.c\n", "Member ID → code, mail → e-mail, not read: id" },
	{ "Numéro;Code promo;Courriel\n1;P1;a@b.c\n2;P2;d@e.f\n",
	  "Code promo → code, Courriel → e-mail, not read: Numéro" },
	{ "N.;Codice sconto;Posta elettronica\n1;S1;a@b.c\n",
	  "Codice sconto → code, Posta elettronica → e-mail, not read: N." },
	{ "Código de descuento;Correo electrónico;Entradas\nD1;a@b.c;2\n",
	  "Código de descuento → code, Correo electrónico → e-mail, Entradas → quantity" },
	{ "Kortingscode;E-mailadres;Aantal\nK1;a@b.c;2\n",
	  "Kortingscode → code, E-mailadres → e-mail, Aantal → quantity" },
	{ "Rabattkod;E-post;Antal platser\nR1;a@b.c;2\n",
	  "Rabattkod → code, E-post → e-mail, Antal platser → quantity" },
	{ "Ihr Aktionscode (2026);Kontakt-E-Mail\nA1;a@b.c\n",
	  "Ihr Aktionscode (2026) → code, Kontakt-E-Mail → e-mail" },
	{ "Order code,Voucher code,Attendee email,Product\nQ1,V1,a@b.c,Adult\n",
	  "Voucher code → code, Attendee email → e-mail, not read: Order code, Product" },
	{ "Postcode,Country code,Code\n10115,DE,X1\n",
	  "Code → code, not read: Postcode, Country code" },
	/* running numbers are no codes unasked; others may be */
	{ "Nr;E-Mail\n1;a@b.c\n2;d@e.f\n3;g@h.i\n", "E-Mail → e-mail, not read: Nr" },
	{ "Nr;E-Mail\n1;a@b.c\n", "E-Mail → e-mail, not read: Nr" },
	{ "Nr;E-Mail\n17;a@b.c\n19;d@e.f\n22;g@h.i\n", "E-Mail → e-mail, not read: Nr" },
	{ "Nr;E-Mail\n001;a@b.c\n002;d@e.f\n", "E-Mail → e-mail, not read: Nr" },
	{ "Nr;E-Mail\n90017;a@b.c\n10422;d@e.f\n", "Nr → code, E-Mail → e-mail" },
	{ "ticket,email\n1,a@b.c\n2,d@e.f\n", "email → e-mail, not read: ticket" },
	{ "ticket,email\n4711,a@b.c\n4712,d@e.f\n", "ticket → code, email → e-mail" },
	{ "code,email\n1,a@b.c\n2,d@e.f\n", "code → code, email → e-mail" },
	/* how many of them, and nothing else, is a quantity */
	{ "code,Amount\nA1,20\n", "code → code, not read: Amount" },
	{ "code,Limit,Times\nA1,20,3\n", "code → code, not read: Limit, Times" },
	{ "code,Bestellungen\nA1,20\n", "code → code, not read: Bestellungen" },
	{ "code,Uses\nA1,2\n", "code → code, Uses → quantity" },
	{ "code,Number of tickets\nA1,2\n", "code → code, Number of tickets → quantity" },
	{ "code;Nombre de places\nA1;2\n", "code → code, Nombre de places → quantity" },
	{ "code;Anzahl Karten\nA1;2\n", "code → code, Anzahl Karten → quantity" },
	/* one column */
	{ "Losnummern\nAB12\nCD34\n", "Losnummern → code" },
	{ "Zugang für Freunde\nSOMMER\nWINTER\n", "Zugang für Freunde → code" },
	{ "Kundschaft\n00123\n00199\n", "Kundschaft → code" },
	{ "Freunde\nANNA\nBERTA\n", "Freunde → code" },
	{ "Wer kommt\na@b.c\nd@e.f\n", "Wer kommt → e-mail" },
	{ "AB12\nCD34\n", "column 1 → code" },
	{ "Code 1\nCode 2\nCode 3\n", "column 1 → code" },
	{ "codes 2026\nAB12\nCD34\n", "codes 2026 → code" },
	{ "Losnummern\nAB12\nCD34\n#####\nTotal: 2\n", "Losnummern → code" },
	/* without titles */
	{ "Zoë O'Hara,a@b.c,X123\nMax Muster,d@e.f,X124\n",
	  "column 1 → name, column 2 → e-mail, column 3 → code" },
	{ "1,Zoë O'Hara,a@b.c\n2,Max Muster,d@e.f\n",
	  "column 2 → name, column 3 → e-mail, not read: column 1" },
	{ "Anna;3;mailto:a@b.c\nBert;2;<d@e.f>\nCarl;5;g@h.i\n",
	  "column 1 → name, column 3 → e-mail, not read: column 2" },
	{ "A1\nA2;x@b.c\n", "column 1 → code, column 2 → e-mail" },
	/* what cannot be seen in a title */
	{ "\xe2\x80\x8b"
	  "Code,\xe2\x80\x8e"
	  "E-Mail\xe2\x80\xac,Anz\xc2\xad"
	  "ahl\nA1,a@b.c,2\n",
	  "Code → code, E-Mail → e-mail, Anzahl → quantity" },
	{ "\xef\xbb\xbf\xef\xbb\xbf"
	  "Code,E\xe2\x80\x91Mail\xc2\xa0\nA1,a@b.c\n",
	  "Code → code, E‑Mail\xc2\xa0 → e-mail" },
	{ "Ｃｏｄｅ:,*E-Mail*\nA1,a@b.c\n", "Ｃｏｄｅ: → code, *E-Mail* → e-mail" },
};
static const struct titled patron_titles[] = {
	/* exporters */
	{ "First Name,Last Name,Display Name,Primary Email,Work Phone\n"
	  "Zoë,O'Hara,Zoë O'Hara,a@b.c,1\n",
	  "First Name → first name, Last Name → last name, Display Name → name, Primary Email → "
	  "e-mail, Work Phone → phone" },
	{ "Name,Given Name,Family Name,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Value\n"
	  "Zoë O'Hara,Zoë,O'Hara,* Work,a@b.c,+49 1\n",
	  "Name → name, Given Name → first name, Family Name → last name, E-mail 1 - Value → "
	  "e-mail, Phone 1 - Value → phone, not read: E-mail 1 - Type" },
	{ "Name;Vorname;Kontakt\nMuster;Max;a@b.c\n",
	  "Name → name, Vorname → first name, Kontakt → e-mail" },
	{ "FirstName,LastName,Email,HasOptedOutOfEmail,DoNotCall,HasOptedOutOfFax\n"
	  "Max,Muster,a@b.c,false,true,false\n",
	  "FirstName → first name, LastName → last name, Email → e-mail, HasOptedOutOfEmail → no "
	  "e-mail, DoNotCall → no phone calls, not read: HasOptedOutOfFax" },
	{ "Zoë O'Hara,a@b.c,+49 171 23\nMax Muster,d@e.f,0171/2345\n",
	  "column 1 → name, column 2 → e-mail, column 3 → phone" },
};

static int misunderstood(enum bo_import_kind kind, const struct titled *rows, size_t n)
{
	int bad = 0;

	for (size_t i = 0; i < n; i++) {
		const char *refused = list_file_read(&file, kind, TEXT(rows[i].text));
		const char *understood = list_file_understood(&file);

		if (strcmp(understood, rows[i].understood) == 0 && !*refused)
			continue;
		print_error("%s: %s %s\n", rows[i].text, understood, refused);
		bad++;
	}
	return bad;
}

static void test_titles(void **state)
{
	(void)state;
	assert_int_equal(misunderstood(BO_IMPORT_MEMBERS, titles, sizeof titles / sizeof *titles) +
				 misunderstood(BO_IMPORT_PATRONS, patron_titles,
					       sizeof patron_titles / sizeof *patron_titles),
			 0);
}

/* A name is no code, and neither is a running number: then somebody must say what is. */
static void test_nothing_to_know_a_member_by(void **state)
{
	static const char *const texts[] = { "Zoë O'Hara\nMax Muster\n", "Anna\nBert\nCarl\n",
					     "1\n2\n3\n", "Nr;Name\n1;Anna\n2;Bert\n",
					     "Adult,3\nYouth,2\nAdult,9\n" };

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		const char *refused = list_file_read(&file, BO_IMPORT_MEMBERS, TEXT(texts[i]));

		assert_non_null(strstr(refused, "No column is the code or the e-mail"));
		assert_non_null(strstr(refused, list_file_understood(&file)));
	}
}

/* --- What was linked by hand ------------------------------------------------------------------ */

static void test_remembered_by_titles_alone(void **state)
{
	(void)state;
	assert_string_equal(list_file_read(&file, BO_IMPORT_MEMBERS, TEXT("A1,B1\nA2,B2\n")), "");
	OK(file.bo, bo_import_link(file.import, 1, BO_FIELD_CODE));
	assert_string_equal(list_file_rows(&file, "SELECT code FROM member ORDER BY id"), "B1; B2");
	/* another file of two columns is another file */
	assert_string_equal(list_file_read(&file, BO_IMPORT_MEMBERS, TEXT("C1,D1\nC2,D2\n")), "");
	assert_false(bo_import_view(file.import)->remembered);
	assert_string_equal(list_file_understood(&file), "column 1 → code, not read: column 2");
	assert_int_equal(test_number(file.bo, "SELECT count(*) FROM import_mapping"), 0);
	/* with the same titles it is the same, with others it is not */
	(void)list_file_read(&file, BO_IMPORT_MEMBERS, TEXT("Code,Losnummer\nE1,F1\n"));
	OK(file.bo, bo_import_link(file.import, 1, BO_FIELD_CODE));
	assert_string_equal(list_file_rows(&file, "SELECT code FROM member WHERE code = 'F1'"),
			    "F1");
	(void)list_file_read(&file, BO_IMPORT_MEMBERS, TEXT("CODE;los-nummer\nE2;F2\n"));
	assert_true(bo_import_view(file.import)->remembered);
	assert_string_equal(list_file_understood(&file), "los-nummer → code, not read: CODE");
	(void)list_file_read(&file, BO_IMPORT_MEMBERS, TEXT("Code,Nummer\nE2,F2\n"));
	assert_false(bo_import_view(file.import)->remembered);
	assert_string_equal(list_file_understood(&file), "Code → code, not read: Nummer");
}

/* --- Separators and rows ---------------------------------------------------------------------- */

static const struct {
	const char *text, *rows; /* code, e-mail, name, quantity */
} shapes[] = {
	/* chosen by all of the file, ties by content */
	{ "Code;Name\nA1;O'Hara, Zoë\nA2;Muster, Max\n", "A1||O'Hara, Zoë|1; A2||Muster, Max|1" },
	{ "Name, Vorname;Code\nO'Hara, Zoë;A1\nMuster, Max;A2\n",
	  "A1||O'Hara, Zoë|1; A2||Muster, Max|1" },
	{ "A1;a@b.c,x\nA2;d@e.f,x\n", "A1|||1; A2|||1" },
	{ "A1,x;a@b.c\nA2,y;d@e.f\n", "A1,x|a@b.c||1; A2,y|d@e.f||1" },
	{ "code;email;Preis\nA1;a@b.c;2,50\nA2;d@e.f;3,50\nA3;g@h.i;4,00\n",
	  "A1|a@b.c||1; A2|d@e.f||1; A3|g@h.i||1" },
	{ "code,email,note\nA1,a@b.c,x;y;z\nA2,d@e.f,x;y;z\nA3,g@h.i,\n",
	  "A1|a@b.c||1; A2|d@e.f||1; A3|g@h.i||1" },
	{ "code\temail\tnote\nA1\ta@b.c\tone, two, three\nA2\td@e.f\tone, two, three\n",
	  "A1|a@b.c||1; A2|d@e.f||1" },
	{ "code|email\nA1|a@b.c\nA2|d@e.f\n", "A1|a@b.c||1; A2|d@e.f||1" },
	{ "code;email\n\"A;1,2,3\";a@b.c\n\"A;2,2,3\";d@e.f\n",
	  "A;1,2,3|a@b.c||1; A;2,2,3|d@e.f||1" },
	/* sep= is never a row */
	{ "sep=;\r\ncode;email\r\nA1;a@b.c\r\n", "A1|a@b.c||1" },
	{ "\"sep=;\"\ncode;email\nA1;a@b.c\n", "A1|a@b.c||1" },
	{ "\xef\xbb\xbf"
	  "SEP=,\ncode,email\nA1,a@b.c\n",
	  "A1|a@b.c||1" },
	{ "sep=\t\ncode\temail\nA1\ta@b.c\n", "A1|a@b.c||1" },
	{ "sep=\\t\ncode\temail\nA1\ta@b.c\n", "A1|a@b.c||1" },
	{ "sep=;;;;\ncode;email\nA1;a@b.c\n", "A1|a@b.c||1" },
	{ "sep=;,,,\ncode;email\nA1;a@b.c\n", "A1|a@b.c||1" },
	{ "Sep = ;\ncode;email\nA1;a@b.c\n", "A1|a@b.c||1" },
	{ "sep=\ncode;email\nA1;a@b.c\n", "A1|a@b.c||1" },
	{ "\"sep=\ncode;email\"\n", NULL },
	{ "\n\nsep=|\ncode|email\nA1|a@b.c\n", "A1|a@b.c||1" },
	{ "sep=:\ncode:email\nA1:a@b.c\n", "A1|a@b.c||1" },
	{ "sep=^\ncode;email\nA1;a@b.c\n", "A1|a@b.c||1" },
	/* short rows, and long ones that are empty at their end */
	{ "code,email,quantity\nA1\nA2,a@b.c\nA3,,2\n", "A1|||1; A2|a@b.c||1; A3|||2" },
	{ "code,email\nA1,a@b.c,,,\nA2,d@e.f,\"\",\n", "A1|a@b.c||1; A2|d@e.f||1" },
	{ "code,email,,,\nA1,a@b.c\nA2,d@e.f,,\n", "A1|a@b.c||1; A2|d@e.f||1" },
	{ "code,email,\nA1,a@b.c,a remark\nA2,d@e.f\n", "A1|a@b.c||1; A2|d@e.f||1" },
	{ "code,email\nA1,a@b.c,x\n", NULL },
	{ "code,email\nA1;x\n", NULL },
	/* rows of nothing */
	{ "code,email\nA1,a@b.c\n\n,\n\" \",\"  "
	  "\"\n\xc2\xa0,\xc2\xa0\n\"\",\"\"\n\t\nA2,d@e.f\n,,,,\n",
	  "A1|a@b.c||1; A2|d@e.f||1" },
	{ "\"\",\"\"\n\xc2\xa0\ncode,email\nA1,a@b.c\n", "A1|a@b.c||1" },
	{ "code,email\nA1,a@b.c\n\xe3\x80\x80,\xe2\x80\x8b\n", "A1|a@b.c||1" },
	/* names of several columns */
	{ "Code;Name;Vorname\nA1;O'Hara;Zoë\n", "A1||Zoë O'Hara|1" },
	{ "Code;Nom;Prénom\nA1;Dupont;Jean\n", "A1||Jean Dupont|1" },
	{ "Code;First name;Name\nA1;Zoë;O'Hara\nA2;Max;Max Muster\n",
	  "A1||Zoë O'Hara|1; A2||Max Muster|1" },
	{ "Code;First name;Last name\nA1;Zoë;O'Hara\nA2;;Muster\nA3;Bo;\n",
	  "A1||Zoë O'Hara|1; A2||Muster|1; A3||Bo|1" },
	{ "Code;Name;First name;Last name\nA1;Zoë O’Hara;Zoe;O'Hara\nA2;;Max;Muster\n"
	  "A3;Theatre Ltd;Bo;Ek\n",
	  "A1||Zoë O’Hara|1; A2||Max Muster|1; A3||Bo Ek (Theatre Ltd)|1" },
	{ "Code;Vorname\nA1;Zoë\n", "A1||Zoë|1" },
	{ "E-Mail\nZoë O'Hara <a@b.c>\n\"\"\"Muster, Max\"\" <d@e.f>\"\n",
	  "|a@b.c|Zoë O'Hara|1; |d@e.f|Muster, Max|1" },
	/* whole numbers with decimals */
	{ "code,tickets\nA1,2.0\nA2,3.00\nA3,\"4,00\"\nA4,5.0000\nA5,6\n",
	  "A1|||2; A2|||3; A3|||4; A4|||5; A5|||6" },
	{ "code,tickets\nA1,2.5\n", NULL },
	{ "code;tickets\nA1;2.000\n", NULL },
	{ "code;tickets\nA1;2,10\n", NULL },
};

static void test_shapes(void **state)
{
	static const char query[] = "SELECT code || '|' || email || '|' || name || '|' || quantity "
				    "FROM member ORDER BY id";
	int bad = 0;

	(void)state;
	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
		const char *refused =
			list_file_read(&file, BO_IMPORT_MEMBERS, TEXT(shapes[i].text));
		bool wrong = *refused || file.tally.wrong > 0;
		const char *rows = wrong ? "" : list_file_rows(&file, query);

		list_file_forget(&file);
		if (shapes[i].rows ? !wrong && strcmp(rows, shapes[i].rows) == 0 : wrong)
			continue;
		print_error("%s: %s %s %s\n", shapes[i].text, rows, refused,
			    file.tally.n_faults ? file.tally.fault[0].message : "");
		bad++;
	}
	assert_int_equal(bad, 0);
}

/* What spreadsheets sum up below the rows. */
static void test_a_total_is_doubted(void **state)
{
	static const struct {
		const char *text;
		int64_t line; /* 0: no total */
	} files[] = {
		{ "code,tickets\nA1,2\nA2,3\nTotal,5\n", 4 },
		{ "code;tickets\nA1;2\nSumme:;2,00\n\n;\n", 3 },
		{ "tickets,code\n2,A1\n3,A2\n5,TOTAL\n", 4 },
		{ "code\nA1\nA2\n2 rows\n", 4 },
		{ "code,email,tickets\nA1,,2\nTotal général,,2\n", 3 },
		{ "code,tickets\nA1,2\nTotaal,\n", 3 },
		{ "code,tickets\nTotal,2\nA1,2\n", 0 },	 /* not the last one */
		{ "code,email\nA1,\nTotal,a@b.c\n", 0 }, /* somebody's */
		{ "code,tickets\nA1,2\nTOTAL7,5\n", 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		(void)list_file_read(&file, BO_IMPORT_MEMBERS, TEXT(files[i].text));
		assert_int_equal(file.tally.n_faults, files[i].line != 0);
		if (!files[i].line)
			continue;
		assert_int_equal(file.tally.fault[0].kind, BO_ROW_TOTAL);
		assert_int_equal(file.tally.fault[0].line, files[i].line);
		assert_non_null(strstr(file.tally.fault[0].message, "looks like the total"));
		/* the others can be taken */
		OK(file.bo, bo_import_apply(file.import, true, NULL, NULL, NULL));
		assert_int_equal(test_number(file.bo,
					     "SELECT count(*) FROM member WHERE "
					     "lower(code) LIKE 'tot%' OR code LIKE 'Sum%'"),
				 0);
		list_file_forget(&file);
	}
}

static void test_256_columns(void **state)
{
	char text[5000] = "";
	size_t n = 0;

	(void)state;
	for (int i = 1; i < 256; i++)
		n += (size_t)snprintf(text + n, sizeof text - n, "c%d,", i);
	n += (size_t)snprintf(text + n, sizeof text - n, "code\n");
	for (int i = 1; i < 256; i++)
		n += (size_t)snprintf(text + n, sizeof text - n, ",");
	snprintf(text + n, sizeof text - n, "A1\n");
	assert_string_equal(list_file_read(&file, BO_IMPORT_MEMBERS, TEXT(text)), "");
	assert_int_equal(bo_import_view(file.import)->n_columns, 256);
	assert_string_equal(list_file_rows(&file, "SELECT code FROM member"), "A1");
	/* and how it was read is kept and found again */
	(void)list_file_read(&file, BO_IMPORT_MEMBERS, TEXT(text));
	assert_true(bo_import_view(file.import)->remembered);
	assert_int_equal(bo_import_view(file.import)->column[255].field, BO_FIELD_CODE);
}

/* --- Encodings -------------------------------------------------------------------------------- */

/* The same word in the encodings that machines still write, by name. */
static void test_named_encodings(void **state)
{
	static const struct {
		const char *name, *bytes, *text;
	} words[] = {
		{ "windows-1250", "\xa3ukasz", "Łukasz" },
		{ "cp1250",
		  "D\xf8"
		  "e\x9a",
		  "Dřeš" },
		{ "windows-1251", "\xc8\xe2\xe0\xed", "Иван" },
		{ "windows-1252", "Zo\xeb", "Zoë" },
		{ "ansi", "\x8ci", "Œi" },
		{ "windows-1253", "\xc3\xe9\xfe", "Γιώ" },
		{ "windows-1254", "I\xfe\xfdk", "Işık" },
		{ "windows-1257",
		  "\xd0"
		  "ar\xfbnas",
		  "Šarūnas" },
		{ "iso-8859-1", "Zo\xeb", "Zoë" },
		{ "Latin 1", "\xc5ke", "Åke" },
		{ "ISO_8859-2", "\xa3ukasz", "Łukasz" },
		{ "iso-8859-15", "\xbci\xa4", "Œi€" },
		{ "macintosh", "Zo\x91", "Zoë" },
		{ "Mac Roman", "M\x9fller", "Müller" },
		{ "cp437", "M\x81ller", "Müller" },
		{ "cp850", "Ren\x82", "René" },
		{ "DOS 850", "\x9dy", "Øy" },
		{ "utf8", "Zo\xc3\xab", "Zoë" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		char text[100];

		snprintf(text, sizeof text, "code,name\nA1,%s\n", words[i].bytes);
		file.options.encoding = bo_encoding_named(words[i].name);
		assert_int_not_equal(file.options.encoding, BO_ENCODING_COUNT);
		assert_string_equal(list_file_read(&file, BO_IMPORT_MEMBERS, TEXT(text)), "");
		assert_string_equal(list_file_rows(&file, "SELECT name FROM member"),
				    words[i].text);
		list_file_forget(&file);
	}
	file.options.encoding = BO_ENCODING_COUNT;
	for (int i = 0; i < BO_ENCODING_COUNT; i++)
		assert_int_equal(bo_encoding_named(bo_encoding_code((enum bo_encoding)i)), i);
	assert_int_equal(bo_encoding_named("ebcdic"), BO_ENCODING_COUNT);
	assert_int_equal(bo_encoding_named(""), BO_ENCODING_COUNT);
}

/* A guess is doubted by what it makes of the words; a name for it is not. */
static void test_a_wrong_guess_is_doubted(void **state)
{
	static const struct {
		const char *bytes, *hint; /* NULL: it reads well */
	} words[] = {
		{ "\xa3ukasz", "windows-1250 makes it \"Łukasz\"" },
		{ "Ma\xb3gorzata", "windows-1250 makes it \"Małgorzata\"" },
		{ "Gda\xf1sk", "windows-1250 makes it \"Gdańsk\"" },
		{ "Petrovi\xe6", "windows-1250 makes it \"Petrović\"" },
		{ "Ji\xf8\xed", "windows-1250 makes it \"Jiří\"" },
		{ "\xc8\xe2\xe0\xed\xee\xe2", "windows-1251 makes it \"Иванов\"" },
		{ "\xc3\xe9\xfe\xf1\xe3\xef\xf2", "" },
		{ "M\x9fller", "macintosh makes it \"Müller\"" },
		{ "Ren\x8e", "macintosh makes it \"René\"" },
		{ "Bj\x94rn", "cp850 makes it \"Björn\"" },
		{ "M\x84"
		  "dchen",
		  "cp850 makes it \"Mädchen\"" },
		{ "M\x81ller", "" },
		{ "Ba\xfe"
		  "ak",
		  "windows-1254 makes it \"Başak\"" },
		{ "Zo\xc3\x83\xc2\xab", "utf-8 makes it \"Zoë\"" },
		{ "M\xc3\x83\xc2\xbcller", "utf-8 makes it \"Müller\"" },
		{ "Zo\xeb", NULL },
		{ "M\xfcller-L\xfc"
		  "denscheidt",
		  NULL },
		{ "Gu\xf0r\xfan \xdej\xf3\xf0"
		  "ardottir",
		  NULL },
		{ "S\xf8ren \xc6r\xf8", NULL },
		{ "Fran\xe7oise D\x92"
		  "Arc\xf4t",
		  NULL },
		{ "Mu\xf1oz Ib\xe1\xf1"
		  "ez",
		  NULL },
		{ "\xabLe Caf\xe9\xbb \x93Zo\xeb\x94", NULL },
		{ "20 \x80 5 m\xb2 1\xba", NULL },
		{ "Zo\xc3\xab \xe5\x8f\x8b", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		char text[100];

		snprintf(text, sizeof text, "code,name\nA1,%s\n", words[i].bytes);
		assert_string_equal(list_file_read(&file, BO_IMPORT_MEMBERS, TEXT(text)), "");
		if ((file.tally.n_faults > 0) != (words[i].hint != NULL))
			fail_msg("%s", words[i].bytes);
		if (!words[i].hint)
			continue;
		assert_int_equal(file.tally.fault[0].kind, BO_ROW_ENCODING);
		if (!strstr(file.tally.fault[0].message, words[i].hint))
			fail_msg("%s", file.tally.fault[0].message);
		/* who names it is believed, unless it cannot be */
		file.options.encoding = bo_import_view(file.import)->encoding;
		(void)list_file_read(&file, BO_IMPORT_MEMBERS, TEXT(text));
		file.options.encoding = BO_ENCODING_COUNT;
		if (file.tally.n_faults)
			assert_int_equal(file.tally.fault[0].kind, BO_ROW_TEXT);
	}
}

static int setup(void **state)
{
	(void)state;
	list_file_begin(&file);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	list_file_end(&file);
	return 0;
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(test_titles),
		TEST(test_nothing_to_know_a_member_by),
		TEST(test_remembered_by_titles_alone),
		TEST(test_shapes),
		TEST(test_a_total_is_doubted),
		TEST(test_256_columns),
		TEST(test_named_encodings),
		TEST(test_a_wrong_guess_is_doubted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
