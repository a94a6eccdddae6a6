/*
 * What a title names, in the languages that lists come in.  Titles are compared
 * without case, accents, blanks, marks and what is not seen, so "E-Mail", "e mail"
 * and "EMAIL" are one.  A title may name a field surely, or only maybe: a column
 * called "number" is the code where no other one is called so better.
 */
#include "import/reading.h"

#include <boxoffice/text.h>

#include <ctype.h>
#include <string.h>
#include <utf8proc.h>

/* Each title in the form title_fold() makes; blanks part them. */
static const struct {
	enum bo_import_field field;
	int sure; /* TITLE_… */
	const char *titles;
} known[] = {
	{ BO_FIELD_CODE, TITLE_SURE,
	  " code codes barcode barcodes barcodenumber "
	  "coupon coupons couponcode couponnumber voucher vouchercode vouchernumber voucherno "
	  "vouchernr promocode promotioncode promotionalcode discountcode accesscode entrycode "
	  "membercode memberid membernumber memberno membernr membershipid membershipnumber "
	  "membershipno cardnumber cardno cardcode cardid invitecode invitationcode "
	  "giftcode giftcard giftcardcode redemptioncode redeemcode unlockcode referralcode "
	  "friendcode onetimecode uniquecode qr qrcode token pin ticketcode ticketbarcode "
	  "ticketsecret secret codeword gutschein gutscheine gutscheincode gutscheincodes "
	  "gutscheinnummer gutscheinnr rabattcode aktionscode zugangscode einlasscode "
	  "einladungscode freischaltcode strichcode kartennummer kartennr mitgliedsnummer "
	  "mitgliedsnr mitgliednr mitgliedernummer mitgliedsid ausweisnummer ausweisnr "
	  "losnummer kennwort codebarre codebarres codesbarres codepromo codepromotionnel "
	  "codereduction codecadeau codeacces codedacces codeinvitation numerodecarte "
	  "numerocarte numerodemembre numeromembre numeroadherent numerodadherent numadherent bon "
	  "bonreduction chequecadeau codigo codigos codigodebarras codigobarras codigopromocional "
	  "codigodescuento codigodedescuento codigoacceso codigodeacceso cupon cupones "
	  "numerodesocio numsocio nsocio codice codici codiceabarre codiceabbarre codicesconto "
	  "codicepromo codicepromozionale codiceaccesso buono buonosconto numerotessera "
	  "tessera codicetessera streepjescode kortingscode actiecode toegangscode kaartnummer "
	  "lidnummer lidmaatschapsnummer cadeaubon waardebon kod kode koder stregkode stregkoder "
	  "strekkode strekkoder streckkod streckkoder rabatkode rabattkode rabattkod kampagnekode "
	  "kampanjkod kampanjekode adgangskode gavekort gavekortnummer presentkort medlemsnummer "
	  "medlemsnr medlemsid medlemskode medlemskod billetkode biljettkod kortnummer " },
	{ BO_FIELD_CODE, TITLE_FAIR,
	  " ticket ticketnumber ticketno ticketnr ticketid ticketnummer eticket "
	  "eintrittskarte karte billet billetnummer billetnr billett billettnummer billettnr "
	  "biljett biljettnummer biljettnr numerobillet numerodebillet numerodubillet biglietto "
	  "numerobiglietto numerodelbiglietto entrada numeroentrada numerodeentrada kaart "
	  "kaartje ticketref reference ref referenz referens referanse referencia riferimento " },
	{ BO_FIELD_CODE, TITLE_MAYBE,
	  " number no nr num nummer numero id ids key schluessel schlussel n " },
	{ BO_FIELD_NAME, TITLE_SURE,
	  " name fullname names displayname patron customer customername contactname contact "
	  "participant participantname attendee attendeename guest guestname buyer buyername "
	  "membername holder holdername ticketholder person visitor kunde kundenname teilnehmer "
	  "teilnehmername gast gastname mitglied mitgliedsname kontakt kontaktname ansprechpartner "
	  "vorundnachname vornamenachname vornameundnachname nachnamevorname namevorname nom "
	  "nomcomplet nometprenom nomprenom nomprenoms prenomnom prenometnom client participante "
	  "nombrecompleto nombreyapellidos nombreapellidos nomecompleto nomeecognome nomecognome "
	  "cognomenome cognomeenome naam volledigenaam klant namn fulltnavn fullstendignavn navn "
	  "kund gjest gaest deltager deltagare " },
	{ BO_FIELD_FIRST, TITLE_SURE,
	  " first firstname firstnames fname forename forenames givenname givennames given "
	  "attendeefirstname vorname vornamen rufname prenom prenoms nombre nombres nome voornaam "
	  "voornamen roepnaam fornamn fornavn imie jmeno etunimi " },
	{ BO_FIELD_LAST, TITLE_SURE,
	  " last lastname lastnames lname surname surnames familyname family attendeelastname "
	  "nachname nachnamen familienname zuname nomdefamille nomfamille apellido apellidos "
	  "cognome "
	  "achternaam familienaam efternamn etternavn efternavn nazwisko prijmeni sukunimi " },
	{ BO_FIELD_EMAIL, TITLE_SURE,
	  " email emails emailaddress emailaddresses emailaddr emailadresse emailadressen "
	  "mailaddress mailadresse mailadressen emailvalue epost epostadresse epostadress "
	  "epostadresser courriel adresseemail adressemail adressecourriel adresseelectronique "
	  "correo correos correoelectronico direccionemail direcciondecorreo "
	  "direcciondecorreoelectronico emailadres mailadres emailadressen epostadressen posta "
	  "postaelettronica indirizzoemail indirizzomail indirizzodiposta mejl mejladress " },
	{ BO_FIELD_EMAIL, TITLE_FAIR, " mail mails smtp smtpaddress upn userprincipalname " },
	{ BO_FIELD_PHONE, TITLE_SURE,
	  " phone phones phonenumber phonevalue telephone telephonenumber tel telno mobile "
	  "mobilephone mobilenumber cell cellphone primaryphone homephone telefon telefonnummer "
	  "telefonnr telnr handy handynummer handynr mobil mobilnummer mobilnr mobiltelefon "
	  "mobiltelefonnummer rufnummer telephoneportable numerodetelephone portable gsm telefono "
	  "telefonos numerodetelefono movil celular cellulare numeroditelefono telefoon "
	  "telefoonnummer mobieltje mobielnummer tlf tlfnr " },
	{ BO_FIELD_PHONE, TITLE_FAIR, " businessphone workphone telefonprivat privattelefon " },
	{ BO_FIELD_ADDRESS, TITLE_SURE,
	  " address postaladdress mailingaddress streetaddress mailingstreet homeaddress "
	  "addressformatted adresse anschrift postanschrift direccion indirizzo adres adress "
	  "adressepostale " },
	{ BO_FIELD_NOTES, TITLE_SURE,
	  " notes note comment comments remark "
	  "remarks notizen notiz bemerkung bemerkungen kommentar kommentare anmerkung anmerkungen "
	  "remarque remarques commentaire commentaires notas nota comentario comentarios "
	  "commento commenti opmerking opmerkingen anteckning anteckningar bemaerkning merknad " },
	{ BO_FIELD_ACCESS, TITLE_SURE,
	  " access accessneeds accessibility accessrequirements barrierefreiheit accessibilite "
	  "accesibilidad accessibilita toegankelijkheid tilgaengelighed tillganglighet " },
	{ BO_FIELD_LABELS, TITLE_SURE,
	  " label labels tag tags group groups groupmembership etikett etiketten schlagworte "
	  "stichworte gruppe gruppen etiquette etiquettes etiquetas etichette " },
	{ BO_FIELD_OPT_OUTS, TITLE_SURE,
	  " optout optouts optedout hasoptedout donotcontact nocontact contactoptout widerspruch "
	  "widersprueche keinkontakt kontaktsperre nepascontacter nocontactar nietcontacteren "
	  "ingenkontakt marketingoptout " },
	{ BO_FIELD_NO_EMAIL, TITLE_SURE,
	  " donotemail donotemailme noemail noemails noemailing nomailing emailoptout "
	  "optoutemail optedoutemail optedoutofemail hasoptedoutofemail emailoptedout emailoptouts "
	  "donotbulkemail donotsendemail unsubscribed unsubscribe unsubscribedemail unsubtime "
	  "keineemail keineemails keinemail keinemails keinnewsletter newsletterabmeldung "
	  "abgemeldet emailabmeldung desinscrit desinscription desabonne pasdemail pasdemails "
	  "pasdecourriel nepasenvoyerdemail noenviaremail sinemail bajaemail cancelosuscripcion "
	  "noemailmarketing disiscritto nonemail nonviaremail geenemail geenmail afgemeld "
	  "uitgeschreven ingenemail ingenmail avmeldt afmeldt avregistrerad avprenumererad " },
	{ BO_FIELD_NO_PHONE, TITLE_SURE,
	  " donotcall donotphone donottelephone dnc nophone nocalls phoneoptout optoutphone "
	  "optedoutofphone donottext donotsms nosms smsoptout hasoptedoutofsms keinanruf "
	  "keineanrufe nichtanrufen keintelefon pasdappel pasdappels nepasappeler nepastelephoner "
	  "nollamar nontelefonare nonchiamare nietbellen ikkering ikkeringe ringinte " },
	{ BO_FIELD_NO_POST, TITLE_SURE,
	  " donotmail donotpost donotpostalmail "
	  "donotbulkpostalmail donotsendpostalmail nopost nopostalmail nodirectmail "
	  "postoptout postaloptout mailoptout optedoutofmail keinepost keinbrief keinebriefe "
	  "pasdecourrier sinpost nocartas nocorreopostal nienteposta geenpost ingenpost " },
	{ BO_FIELD_CATEGORY, TITLE_SURE,
	  " category tickettype ticketcategory "
	  "pricecategory membertype membershiptype kategorie ticketart preiskategorie "
	  "kartenart kartentyp tickettyp mitgliedsart categorie categorietarif tarif "
	  "categoria tipodeentrada tipobiglietto kategori billettype biljettyp billettkategori " },
	{ BO_FIELD_CATEGORY, TITLE_FAIR, " type class typ art tipo soort " },
	{ BO_FIELD_LOCATION, TITLE_SURE,
	  " location place "
	  "seatlocation ort sitzplatz platzierung emplacement ubicacion plaats plats placering " },
	{ BO_FIELD_LOCATION, TITLE_FAIR, " position posizione placement " },
	{ BO_FIELD_SECTION, TITLE_SURE,
	  " section area block zone sector bereich sektor bloc secteur seccion settore vak "
	  "sektion " },
	{ BO_FIELD_ROW, TITLE_SURE, " row reihe rang rangee fila rij rad raekke " },
	{ BO_FIELD_SEAT, TITLE_SURE,
	  " seat seatnumber seatno "
	  "platz sitz sitznummer platznummer siege asiento butaca posto stoel stol sate saede " },
	/* only what says how many tickets, places or uses */
	{ BO_FIELD_QUANTITY, TITLE_SURE,
	  " quantity quantities qty ticketquantity uses numberofuses noofuses usecount maxuses "
	  "maximumuses maximumusages maxusages usagelimit usesallowed tickets ticketcount "
	  "nooftickets numberoftickets numtickets places numberofplaces noofplaces seats "
	  "numberofseats noofseats numberofguests numberofpeople numberofpersons admits admissions "
	  "anzahl anzahltickets anzahlderticket anzahldertickets ticketanzahl anzahlkarten "
	  "anzahlderkarten kartenanzahl karten anzahlplatze anzahlderplatze platze plaetze "
	  "anzahlplaetze anzahlpersonen personenzahl menge stuck stueck stuckzahl stueckzahl "
	  "nutzungen anzahlnutzungen einlosungen anzahleinlosungen quantite nombredebillets "
	  "nbbillets nbdebillets billets nombredeplaces nbplaces nbdeplaces nombrepersonnes "
	  "nombredepersonnes utilisations nombredutilisations cantidad cantidaddeentradas entradas "
	  "numerodeentradas plazas numerodeplazas localidades usos numerodeusos quantita biglietti "
	  "numerobiglietti numerodibiglietti posti numeroposti numerodiposti utilizzi aantal "
	  "aantaltickets aantalkaarten kaarten aantalplaatsen plaatsen aantalpersonen hoeveelheid "
	  "antal antall antalbilletter antallbilletter antalbiljetter antallbillett billetter "
	  "biljetter antalpladser antallplasser antalplatser pladser plasser platser antalpersoner "
	  "antallpersoner " },
	{ BO_FIELD_QUANTITY, TITLE_FAIR, " count numberof " },
	/* what ends like a code or an e-mail and is none, and running numbers that say so */
	{ BO_FIELD_NONE, TITLE_SURE,
	  " postcode zipcode zip postalcode plz postleitzahl "
	  "codepostal codigopostal codicepostale cap postnummer postnr countrycode landcode "
	  "landkode landskod laendercode landercode areacode ordercode bestellcode productcode "
	  "artikelcode colorcode colourcode currencycode languagecode eventcode errorcode "
	  "statuscode taxcode codicefiscale codigofiscal sourcecode regioncode statecode citycode "
	  "bankcode sortcode pricecode ratecode customercode lfdnr lfdnummer laufendenummer "
	  "lnr rownumber rowno rownr rowid index pos posnr lopenummer lopnummer volgnummer "
	  "emailtype emaillabel emaildisplayname emailstatus phonetype phonelabel phonestatus " },
};

/* What a longer title may end in, or begin with: "Ihr Aktionscode", "Kontakt-E-Mail", "Code de…".
 */
static const struct {
	enum bo_import_field field;
	const char *word;
	bool begins;
} parts[] = {
	{ BO_FIELD_CODE, "code", false },	    { BO_FIELD_CODE, "codes", false },
	{ BO_FIELD_CODE, "kode", false },	    { BO_FIELD_CODE, "barcode", false },
	{ BO_FIELD_CODE, "codede", true },	    { BO_FIELD_CODE, "codigode", true },
	{ BO_FIELD_CODE, "codicedi", true },	    { BO_FIELD_EMAIL, "email", false },
	{ BO_FIELD_EMAIL, "emailaddress", false },  { BO_FIELD_EMAIL, "emailadresse", false },
	{ BO_FIELD_EMAIL, "epost", false },	    { BO_FIELD_PHONE, "phone", false },
	{ BO_FIELD_PHONE, "phonenumber", false },   { BO_FIELD_PHONE, "telefon", false },
	{ BO_FIELD_PHONE, "telefonnummer", false }, { BO_FIELD_FIRST, "firstname", false },
	{ BO_FIELD_FIRST, "vorname", false },	    { BO_FIELD_FIRST, "prenom", false },
	{ BO_FIELD_LAST, "lastname", false },	    { BO_FIELD_LAST, "surname", false },
	{ BO_FIELD_LAST, "nachname", false },
};

void title_fold(const char *title, char fold[NAME_FOLD])
{
	size_t kept = 0;

	bo_text_fold(title, fold, NAME_FOLD);
	for (const char *c = fold; *c;) {
		utf8proc_int32_t sign = (unsigned char)*c;
		utf8proc_ssize_t k = 1;
		bool letter = isalnum((unsigned char)*c);

		if ((unsigned char)*c >= 0x80) {
			k = utf8proc_iterate((const utf8proc_uint8_t *)c, -1, &sign);
			k = k > 0 ? k : 1;
			letter = utf8proc_category(sign) <= UTF8PROC_CATEGORY_NO;
		}
		for (utf8proc_ssize_t i = 0; i < k; i++, c++)
			if (letter)
				fold[kept++] = *c;
	}
	fold[kept] = '\0';
}

/* Without what stands in brackets, and without numbers: "E-mail 2 (private)". */
static void shorten(const char *title, char fold[NAME_FOLD])
{
	char text[NAME_FOLD];
	size_t n = 0;
	int depth = 0;

	for (; *title && n + 1 < sizeof text; title++) {
		depth += *title == '(' || *title == '[';
		if (depth == 0 && !isdigit((unsigned char)*title))
			text[n++] = *title;
		depth -= depth > 0 && (*title == ')' || *title == ']');
	}
	text[n] = '\0';
	title_fold(text, fold);
}

/* How surely a title of the table names that field. */
static int look_up(const char *fold, enum bo_import_field field, bool *known_as_none)
{
	char word[NAME_FOLD + 2];
	struct bo_buf buf = BO_BUF(word);

	if (!*fold)
		return 0;
	bo_buf_printf(&buf, " %s ", fold);
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		if (known[i].field != field && known[i].field != BO_FIELD_NONE)
			continue;
		if (!strstr(known[i].titles, word))
			continue;
		if (known[i].field == field)
			return known[i].sure;
		*known_as_none = true;
	}
	return 0;
}

static int match_parts(const char *fold, enum bo_import_field field)
{
	size_t n = strlen(fold);

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		size_t k = strlen(parts[i].word);

		if (parts[i].field != field || k >= n)
			continue;
		if (strncmp(parts[i].begins ? fold : fold + n - k, parts[i].word, k) == 0)
			return TITLE_FAIR;
	}
	return 0;
}

int title_names(const char *title, enum bo_import_field field)
{
	char fold[NAME_FOLD], less[NAME_FOLD];
	bool none = false;
	int sure;

	title_fold(title, fold);
	sure = look_up(fold, field, &none);
	if (sure || none)
		return sure;
	shorten(title, less);
	sure = look_up(less, field, &none);
	if (sure || none)
		return sure ? sure - 1 : 0;
	sure = match_parts(less, field);
	return sure ? sure - 2 : 0;
}
