/*
 * What columns mean: by the names people give them, by what stands in them, and
 * by how the last file of this kind was read.  Names are compared without case,
 * accents, blanks and marks, so "E-Mail", "e mail" and "EMAIL" are one.
 */
#include "base/fail.h"
#include "base/name.h"
#include "import/reading.h"

#include <boxoffice/text.h>

#include <ctype.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#define X(name, code, label, members, patrons) { code, label, { members, patrons } },
static const struct {
	const char *code, *label;
	bool of[BO_IMPORT_KIND_COUNT];
} fields[] = { BO_IMPORT_FIELD_LIST(X) };
#undef X

const char *bo_import_field_code(enum bo_import_field field)
{
	return (unsigned)field < BO_IMPORT_FIELD_COUNT ? fields[field].code : "";
}

const char *bo_import_field_label(enum bo_import_field field)
{
	return (unsigned)field < BO_IMPORT_FIELD_COUNT ? fields[field].label : "";
}

bool bo_import_field_of(enum bo_import_field field, enum bo_import_kind kind)
{
	return (unsigned)field < BO_IMPORT_FIELD_COUNT && (unsigned)kind < BO_IMPORT_KIND_COUNT &&
	       fields[field].of[kind];
}

enum bo_import_field bo_import_field_from_code(const char *code)
{
	for (int i = 0; i < BO_IMPORT_FIELD_COUNT; i++)
		if (strcmp(fields[i].code, code) == 0)
			return (enum bo_import_field)i;
	return BO_IMPORT_FIELD_COUNT;
}

/* Each in the form title_fold() makes; blanks part them. */
static const struct {
	enum bo_import_field field;
	const char *titles;
} known[] = {
	{ BO_FIELD_CODE,
	  " code codes barcode ticket ticketcode ticketnumber ticketno ticketnr ticketid number "
	  "vouchercode voucher couponcode coupon promocode accesscode membercode membernumber "
	  "memberno qr qrcode token pin gutschein gutscheincode gutscheinnummer strichcode "
	  "kartennummer ticketnummer nummer nr mitgliedsnummer codebarre codebarres billet "
	  "numerobillet codigo codigodebarras entrada codice codiceabarre biglietto streepjescode "
	  "kaartnummer kod streckkod biljett " },
	{ BO_FIELD_NAME,
	  " name fullname names patron customer customername contact contactname participant "
	  "attendee guest kunde kundenname teilnehmer gast nom nomcomplet nombrecompleto "
	  "nomecompleto naam volledigenaam namn navn " },
	{ BO_FIELD_FIRST, " first firstname forename givenname given vorname prenom nombre nome "
			  "voornaam fornamn fornavn " },
	{ BO_FIELD_LAST,
	  " last lastname surname familyname family nachname familienname "
	  "nomdefamille apellido apellidos cognome achternaam efternamn etternavn " },
	{ BO_FIELD_EMAIL,
	  " email mail emailaddress mailaddress emails emailadresse mailadresse epost epostadresse "
	  "courriel adresseemail adressemail adressecourriel correo correoelectronico "
	  "emailadres epostadress posta postaelettronica " },
	{ BO_FIELD_PHONE,
	  " phone phonenumber telephone telephonenumber tel mobile mobilephone mobilenumber cell "
	  "cellphone telefon telefonnummer handy handynummer mobil mobiltelefon telephoneportable "
	  "telefono movil cellulare telefoon telefoonnummer " },
	{ BO_FIELD_ADDRESS, " address postaladdress mailingaddress streetaddress adresse anschrift "
			    "postanschrift direccion indirizzo adres adress " },
	{ BO_FIELD_NOTES, " notes note comment comments remark remarks notizen notiz bemerkung "
			  "bemerkungen kommentar remarques commentaire notas note opmerkingen " },
	{ BO_FIELD_ACCESS, " access accessneeds accessibility accessrequirements barrierefreiheit "
			   "accessibilite accesibilidad accessibilita toegankelijkheid " },
	{ BO_FIELD_LABELS, " label labels tag tags group groups etikett etiketten schlagworte "
			   "stichworte gruppe gruppen etiquettes etiquetas etichette " },
	{ BO_FIELD_OPT_OUTS, " optout optouts donotcontact nocontact unsubscribed abgemeldet "
			     "widerspruch desinscrit " },
	{ BO_FIELD_CATEGORY, " category type tickettype class pricecategory kategorie typ art "
			     "ticketart preiskategorie "
			     "kartenart categorie categoria categorietarif tarif tipo kategori " },
	{ BO_FIELD_LOCATION,
	  " location place seatlocation position ort sitzplatz platzierung emplacement "
	  "ubicacion posizione plaats plats " },
	{ BO_FIELD_SECTION, " section area block zone sector bereich sektor bloc secteur seccion "
			    "settore vak sektion " },
	{ BO_FIELD_ROW, " row reihe rang rangee fila rij rad " },
	{ BO_FIELD_SEAT,
	  " seat seatnumber platz sitz sitznummer platznummer siege asiento posto stoel "
	  "stol sate " },
	{ BO_FIELD_QUANTITY,
	  " quantity qty count amount uses numberofuses noofuses usecount maxuses limit times "
	  "tickets numberoftickets anzahl menge stuck stueck anzahltickets anzahlkarten "
	  "nutzungen anzahlnutzungen quantite nombredebillets cantidad quantita aantal antal "
	  "antall " },
};

static void title_fold(const char *title, char fold[NAME_FOLD])
{
	size_t kept = 0;

	bo_text_fold(title, fold, NAME_FOLD);
	for (const char *c = fold; *c; c++)
		if (isalnum((unsigned char)*c) || (unsigned char)*c >= 0x80)
			fold[kept++] = *c;
	fold[kept] = '\0';
}

static enum bo_import_field field_titled(const char *title, enum bo_import_kind kind)
{
	char fold[NAME_FOLD], word[NAME_FOLD + 2];

	title_fold(title, fold);
	if (!*fold)
		return BO_FIELD_NONE;
	snprintf(word, sizeof word, " %s ", fold);
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (bo_import_field_of(known[i].field, kind) && strstr(known[i].titles, word))
			return known[i].field;
	return BO_FIELD_NONE;
}

static bool is_email(const char *text)
{
	const char *at = strchr(text, '@');

	return at && at > text && at[1] && !strpbrk(text, " \n\r\t");
}

static bool is_number(const char *text)
{
	return *text && strspn(text, "0123456789") == strlen(text);
}

/* --- Is the first row one of titles? ---------------------------------------------------------- */

/* Below a title stand numbers or e-mails, and it is neither. */
static bool stands_out(const struct bo_import_view *view, const char *const *first, size_t column)
{
	size_t told = 0;

	if (!*first[column] || is_number(first[column]))
		return false;
	for (size_t i = 1; i < view->n_samples; i++) {
		const char *text = view->column[column].sample[i];

		if (!text || !*text)
			continue;
		if (!is_email(text) && !is_number(text))
			return false;
		told++;
	}
	return told > 0;
}

static bool guess_header(const struct bo_import *import, const char *const *first)
{
	const struct bo_import_view *view = &import->view;
	bool titled = false, out = false;

	for (size_t i = 0; i < view->n_columns; i++) {
		if (is_email(first[i]))
			return false;
		titled = titled || field_titled(first[i], import->options.kind) != BO_FIELD_NONE;
		out = out || stands_out(view, first, i);
	}
	return titled || out;
}

/* --- Which column is what --------------------------------------------------------------------- */

static bool is_linked(const struct bo_import_view *view, enum bo_import_field field)
{
	for (size_t i = 0; i < view->n_columns; i++)
		if (view->column[i].field == field)
			return true;
	return false;
}

static void link_titles(struct bo_import *import, const char *const *first)
{
	struct bo_import_view *view = &import->view;

	for (size_t i = 0; i < view->n_columns; i++) {
		enum bo_import_field field = field_titled(first[i], import->options.kind);

		if (field != BO_FIELD_NONE && !is_linked(view, field))
			view->column[i].field = field;
	}
}

/* E-mails show what they are; the first of what is left names the row. */
static void link_by_content(struct bo_import *import)
{
	struct bo_import_view *view = &import->view;
	enum bo_import_field names =
		import->options.kind == BO_IMPORT_MEMBERS ? BO_FIELD_CODE : BO_FIELD_NAME;

	for (size_t i = 0; i < view->n_columns && !is_linked(view, BO_FIELD_EMAIL); i++)
		for (size_t k = 0; k < view->n_samples; k++)
			if (view->column[i].field == BO_FIELD_NONE && view->column[i].sample[k] &&
			    is_email(view->column[i].sample[k]))
				view->column[i].field = BO_FIELD_EMAIL;
	for (size_t i = 0; i < view->n_columns && !is_linked(view, names) && !view->header; i++)
		if (view->column[i].field == BO_FIELD_NONE)
			view->column[i].field = names;
}

/* --- How the last one was read ---------------------------------------------------------------- */

/* What files of one kind have in common: their titles, or the number of columns. */
static void name_shape(struct bo_import *import, const char *const *first)
{
	struct bo_import_view *view = &import->view;
	struct bo_buf buf = BO_BUF(import->titles);
	crypto_generichash_state hash;
	unsigned char sum[16];
	char hex[2 * sizeof sum + 1];

	if (!view->header) {
		bo_buf_printf(&buf, "%zu", view->n_columns);
		return;
	}
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

#define X(name, code, label) code,
static const char *const kinds[] = { BO_IMPORT_KIND_LIST(X) };
#undef X

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
	enum bo_status status =
		sql_query(import->bo, &rows,
			  "SELECT mapping FROM import_mapping WHERE kind = $1 AND shape = $2", "ss",
			  kinds[import->options.kind], import->titles);

	if (status)
		return status;
	if (sql_next(rows))
		import->view.remembered = take_mapping(import, sql_text(rows, 0));
	return sql_end(rows);
}

enum bo_status fields_guess(struct bo_import *import, const char *const *first, int header)
{
	struct bo_import_view *view = &import->view;

	view->header = header < 0 ? guess_header(import, first) : header == 1;
	view->remembered = false;
	for (size_t i = 0; i < view->n_columns; i++) {
		view->column[i].field = BO_FIELD_NONE;
		view->column[i].title = view->header ? first[i] : "";
	}
	name_shape(import, first);
	if (view->header)
		link_titles(import, first);
	link_by_content(import);
	return recall(import);
}

enum bo_status fields_remember(struct bo_import *import)
{
	char mapping[BO_IMPORT_COLUMNS * 16];
	struct bo_buf buf = BO_BUF(mapping);

	for (size_t i = 0; i < import->view.n_columns; i++)
		bo_buf_printf(&buf, "%s%s", i ? "," : "",
			      bo_import_field_code(import->view.column[i].field));
	return sql_run(import->bo,
		       "INSERT INTO import_mapping (kind, shape, mapping, at) "
		       "VALUES ($1, $2, $3, $4) ON CONFLICT (kind, shape) "
		       "DO UPDATE SET mapping = excluded.mapping, at = excluded.at",
		       "sssi", kinds[import->options.kind], import->titles, mapping,
		       bo_now(import->bo));
}
