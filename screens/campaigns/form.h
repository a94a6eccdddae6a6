/*
 * The form of a campaign, as its files share it: form.c is the screen, fields.c
 * turns terms to fields and back, pick.c chooses the audience and what it concerns.
 */
#ifndef SCREENS_CAMPAIGNS_FORM_H
#define SCREENS_CAMPAIGNS_FORM_H

#include "campaigns/campaign.h"
#include "kit/ask.h"
#include "kit/choose.h"
#include "kit/fill.h"

#include "ui/widget/form.h"

enum campaign_field {
	FIELD_NAME,
	FIELD_PUBLIC,
	FIELD_AUDIENCE,
	FIELD_CODE, /* these four in the order of enum bo_unlock */
	FIELD_TICKET,
	FIELD_EMAIL,
	FIELD_AUTOMATIC,
	FIELD_SCOPE,
	FIELD_EFFECT,
	FIELD_VALUE,
	FIELD_JOINS,
	FIELD_PRINT,
	FIELD_PLACES,
	FIELD_TYPES,
	FIELD_STARTS,
	FIELD_ENDS,
	FIELD_CHANNEL,
	FIELD_MIN,
	FIELD_USES,
	FIELD_MONEY,
	CAMPAIGN_FIELDS
};

struct campaign_form {
	struct bo_arena arena;	 /* the campaign as it is, and what was picked since */
	struct bo_arena reading; /* the terms as last read for drawing */
	const struct session *session;
	struct screen *screen;
	enum campaign_act act;
	int64_t id; /* 0: a new one; then the one made */
	enum bo_campaign_state state;
	bool discard;

	struct ui_form form;
	struct ui_field field[CAMPAIGN_FIELDS];
	unsigned fixed;	  /* terms that may not change: a set of 1u << enum bo_term */
	unsigned touched; /* terms that were changed */
	const char *hint; /* of the field told, while what was understood stands there */
	int told;
	char understood[FILL_UNDERSTOOD];

	/* what fields cannot hold */
	int64_t audience_id, value;  /* value: as it was, where it is fixed */
	struct bo_audience audience; /* id 0: everybody */
	const struct bo_target *target;
	size_t n_targets;

	char fixed_text[CAMPAIGN_FIELDS][160];
	struct campaign_lines lines; /* how it reads now */
};

enum campaign_form_tag { CAMPAIGN_PICK_AUDIENCE = 1, CAMPAIGN_PICK_PLACES, CAMPAIGN_PICK_TYPES };

/* --- fields.c --- */
/* campaign NULL: what a new one starts with. */
void campaign_fields_set(struct campaign_form *form, const struct bo_campaign *campaign);
/* Which term a field is of. */
enum bo_term campaign_field_term(enum campaign_field field);
/* What the picks show, and which fields make sense now. */
void campaign_fields_refresh(struct campaign_form *form);
/* Reads the fields; wrong ones are marked where strict, else skipped.  Texts are lent by the
 * arena. */
enum bo_status campaign_fields_read(struct campaign_form *form, struct bo_arena *arena, bool strict,
				    struct bo_campaign_terms *terms);
/* The field the engine names in its sentence; CAMPAIGN_FIELDS: none. */
enum campaign_field campaign_field_named(const char *name);

/* --- pick.c --- */
bool campaign_is_pick(int field);
unsigned campaign_pick(struct screen *screen, enum campaign_field field);
/* Reads the audience again after another one was chosen. */
enum bo_status campaign_fetch_audience(struct campaign_form *form) BO_CHECKED;
/* chosen NULL: nothing was. */
unsigned campaign_picked(struct screen *screen, int tag, const struct chosen *chosen);

#endif
