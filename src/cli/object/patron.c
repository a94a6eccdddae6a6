/*
 * Patrons, and what is known of them.
 */
#include "cli/object/field.h"

static const struct field fields[] = {
	{ "id", IS_ID, AT(bo_patron, id) },
	{ "name", IS_TEXT, AT(bo_patron, name) },
	{ "email", IS_TEXT, AT(bo_patron, email) },
	{ "phone", IS_TEXT, AT(bo_patron, phone) },
	{ "orders", IS_COUNT, AT(bo_patron, orders) },
	{ "address", IS_TEXT, AT(bo_patron, address) },
	{ "notes", IS_TEXT, AT(bo_patron, notes) },
	{ "access", IS_TEXT, AT(bo_patron, access) },
	{ "opt_outs", IS_SET, AT(bo_patron, opt_outs), .word = word_opt_out },
	{ "labels", IS_TEXTS, AT(bo_patron, label), N(bo_patron, n_labels) },
	{ "other_emails", IS_TEXTS, AT(bo_patron, other_email), N(bo_patron, n_other_emails) },
};
enum { OF_A_LIST = 5 };
const struct object object_patron = { "patrons", .field = fields, .n_fields = OF_A_LIST,
				      .size = sizeof(struct bo_patron),
				      "id,name,email=E-MAIL,phone,orders" };
const struct object object_patron_page = {
	"patrons", FIELDS(fields, bo_patron),
	"id,name,email=E-MAIL,other_emails=OTHER "
	"E-MAILS,phone,address,access,opt_outs=OPT-OUTS,labels,orders"
};

static json_t *patron(const struct from *from)
{
	return object_of(from->cli, &object_patron_page, from->member);
}

static const struct field pair_fields[] = {
	{ "keep", IS_LIST, AT(bo_patron_pair, keep), .get = patron },
	{ "gone", IS_LIST, AT(bo_patron_pair, gone), .get = patron },
	{ "because", IS_TEXT, AT(bo_patron_pair, because) },
};
const struct object object_pair = { "duplicates", FIELDS(pair_fields, bo_patron_pair) };

/* The table has the ids and names of both in one line. */
static const struct field pair_row_fields[] = {
	{ "keep", IS_ID, AT(bo_patron_pair, keep.id) },
	{ "keep_name", IS_TEXT, AT(bo_patron_pair, keep.name) },
	{ "gone", IS_ID, AT(bo_patron_pair, gone.id) },
	{ "gone_name", IS_TEXT, AT(bo_patron_pair, gone.name) },
	{ "because", IS_TEXT, AT(bo_patron_pair, because) },
};
const struct object object_pair_row = { "duplicates", FIELDS(pair_row_fields, bo_patron_pair),
					"keep,keep_name=NAME,gone,gone_name=NAME,because" };

static const struct field label_fields[] = {
	{ "id", IS_ID, AT(bo_label, id) },
	{ "name", IS_TEXT, AT(bo_label, name) },
	{ "patrons", IS_COUNT, AT(bo_label, patrons) },
};
const struct object object_label = { "labels", FIELDS(label_fields, bo_label),
				     "name=LABEL,patrons" };

static const struct field event_fields[] = {
	{ "at", IS_MOMENT, AT(bo_patron_event, at) },
	{ "kind", IS_TEXT, AT(bo_patron_event, kind) },
	{ "order", IS_ID, AT(bo_patron_event, order_id) },
	{ "text", IS_TEXT, AT(bo_patron_event, text) },
	{ "staff", IS_TEXT, AT(bo_patron_event, staff) },
};
const struct object object_patron_event = { "history", FIELDS(event_fields, bo_patron_event),
					    "at,text=WHAT,staff",
					    offsetof(struct bo_patron_event, zone) };
