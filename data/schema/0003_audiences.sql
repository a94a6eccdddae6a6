-- Patrons as people, audiences with their members, campaigns with what they gave.

-- Who buys ---------------------------------------------------------------------------------------

-- opt_outs: codes with blanks between.  phone_digits: what is left of the phone to compare it.
ALTER TABLE patron ADD COLUMN address TEXT NOT NULL DEFAULT '';
ALTER TABLE patron ADD COLUMN notes TEXT NOT NULL DEFAULT '';
ALTER TABLE patron ADD COLUMN access TEXT NOT NULL DEFAULT '';
ALTER TABLE patron ADD COLUMN opt_outs TEXT NOT NULL DEFAULT '';
ALTER TABLE patron ADD COLUMN phone_digits TEXT NOT NULL DEFAULT '';

-- The same as the program does it, for the marks that phones are written with: words are no digits
-- of somebody either way, and are made right when the person is edited.
UPDATE patron SET phone_digits = replace(replace(replace(replace(replace(replace(replace(phone,
	' ', ''), '-', ''), '(', ''), ')', ''), '/', ''), '.', ''), '+', '') WHERE phone <> '';
UPDATE patron SET phone_digits = substr(phone_digits, 3)
	WHERE substr(phone_digits, 1, 2) = '00' AND length(phone_digits) > 2;
CREATE INDEX patron_phone ON patron (phone_digits, id) WHERE phone_digits <> '';

-- Further e-mails of somebody, from merging: they still find the person and open offers.
CREATE TABLE patron_email_other (
	email_fold TEXT PRIMARY KEY CHECK (email_fold <> ''),
	email TEXT NOT NULL,
	patron_id NUMBER NOT NULL REFERENCES patron (id) ON DELETE CASCADE
) KEYED;
CREATE INDEX patron_email_other_patron ON patron_email_other (patron_id);

-- Who was merged into whom, so that an id on old paper still finds the person.  The row of whoever
-- was stays in patron with nothing in it: its name_fold is '' and nobody else's is.
CREATE TABLE patron_former (
	id NUMBER PRIMARY KEY,
	patron_id NUMBER NOT NULL REFERENCES patron (id)
) KEYED;
CREATE INDEX patron_former_patron ON patron_former (patron_id);

CREATE TABLE label (
	id ID,
	name TEXT NOT NULL,
	name_fold TEXT NOT NULL UNIQUE
) PLAIN;

CREATE TABLE patron_label (
	patron_id NUMBER NOT NULL REFERENCES patron (id) ON DELETE CASCADE,
	label_id NUMBER NOT NULL REFERENCES label (id),
	PRIMARY KEY (patron_id, label_id)
) KEYED;
CREATE INDEX patron_label_label ON patron_label (label_id, patron_id);

-- What happened to a person's record, for the page; without names or addresses.
CREATE TABLE patron_event (
	id ID,
	patron_id NUMBER NOT NULL REFERENCES patron (id) ON DELETE CASCADE,
	at MOMENT NOT NULL,
	staff_id NUMBER REFERENCES staff (id),
	kind TEXT NOT NULL,
	text TEXT NOT NULL
) PLAIN;
CREATE INDEX patron_event_patron ON patron_event (patron_id, id);

-- Lists ------------------------------------------------------------------------------------------

-- kind list: the rows of member.  attendees: whoever holds a good voucher for one of its
-- performances now; its members are those vouchers, nothing is copied.
-- quantity: what a member without one of its own gets, NULL for no limit.  members: kept, of lists.
CREATE TABLE audience (
	id ID,
	name TEXT NOT NULL,
	name_fold TEXT NOT NULL UNIQUE,
	kind TEXT NOT NULL CHECK (kind IN ('list', 'attendees')),
	quantity NUMBER CHECK (quantity >= 0),
	members NUMBER NOT NULL DEFAULT 0 CHECK (members >= 0),
	created MOMENT NOT NULL
) PLAIN;

CREATE TABLE audience_performance (
	audience_id NUMBER NOT NULL REFERENCES audience (id) ON DELETE CASCADE,
	performance_id NUMBER NOT NULL REFERENCES performance (id),
	PRIMARY KEY (audience_id, performance_id)
) KEYED;
CREATE INDEX audience_performance_performance ON audience_performance (performance_id, audience_id);

-- code_fold, email_fold: the forms they are compared in, NULL where there is none.
-- quantity NULL: no limit.  removed: taken off the list but with uses, which come back with it.
CREATE TABLE member (
	id ID,
	audience_id NUMBER NOT NULL REFERENCES audience (id),
	code TEXT NOT NULL DEFAULT '',
	code_fold TEXT CHECK (code_fold <> ''),
	email TEXT NOT NULL DEFAULT '',
	email_fold TEXT CHECK (email_fold <> ''),
	category TEXT NOT NULL DEFAULT '',
	location TEXT NOT NULL DEFAULT '',
	quantity NUMBER CHECK (quantity >= 0),
	removed FLAG NOT NULL DEFAULT 0,
	CHECK (code_fold IS NOT NULL OR email_fold IS NOT NULL)
) PLAIN;
CREATE INDEX member_audience ON member (audience_id, id);
CREATE UNIQUE INDEX member_code ON member (code_fold, audience_id) WHERE code_fold IS NOT NULL;
CREATE INDEX member_email ON member (email_fold, audience_id) WHERE email_fold IS NOT NULL;

-- How codes were generated, so that a mistyped one is told from an unknown one.
CREATE TABLE code_batch (
	id ID,
	audience_id NUMBER NOT NULL REFERENCES audience (id) ON DELETE CASCADE,
	prefix_fold TEXT NOT NULL,
	length NUMBER NOT NULL,
	count NUMBER NOT NULL,
	at MOMENT NOT NULL
) PLAIN;

-- How the columns of a kind of file were read the last time.  shape: of its header row.
CREATE TABLE import_mapping (
	kind TEXT NOT NULL,
	shape TEXT NOT NULL,
	mapping TEXT NOT NULL,
	at MOMENT NOT NULL,
	PRIMARY KEY (kind, shape)
) KEYED;

-- Campaigns --------------------------------------------------------------------------------------

-- effect_value: hundredths of a percent, or minor units.  audience_id NULL: everybody.
-- unlocks: how a member is known, codes with blanks between.  uses, spent: kept.
CREATE TABLE campaign (
	id ID,
	name TEXT NOT NULL,
	name_fold TEXT NOT NULL UNIQUE,
	public_name TEXT NOT NULL,
	state TEXT NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'running', 'paused', 'ended')),
	position NUMBER NOT NULL,
	audience_id NUMBER REFERENCES audience (id),
	unlocks TEXT NOT NULL,
	effect TEXT NOT NULL CHECK (effect IN ('percent', 'amount', 'price', 'unlock')),
	effect_value NUMBER NOT NULL DEFAULT 0 CHECK (effect_value >= 0),
	joins FLAG NOT NULL DEFAULT 0,
	starts MOMENT,
	ends MOMENT,
	channel TEXT NOT NULL DEFAULT 'any' CHECK (channel IN ('any', 'counter', 'self_service')),
	min_tickets NUMBER NOT NULL DEFAULT 1 CHECK (min_tickets >= 1),
	scope TEXT NOT NULL DEFAULT 'performance' CHECK (scope IN ('performance', 'show', 'all')),
	uses_limit NUMBER CHECK (uses_limit >= 0),
	money_limit MONEY CHECK (money_limit >= 0),
	print_code FLAG NOT NULL DEFAULT 0,
	uses NUMBER NOT NULL DEFAULT 0 CHECK (uses >= 0),
	spent MONEY NOT NULL DEFAULT 0
) PLAIN;
CREATE INDEX campaign_running ON campaign (position, id) WHERE state = 'running';
CREATE INDEX campaign_audience ON campaign (audience_id) WHERE audience_id IS NOT NULL;

-- kind season, show or performance: it concerns these only, any of them; type: these only, too.
CREATE TABLE campaign_target (
	campaign_id NUMBER NOT NULL REFERENCES campaign (id) ON DELETE CASCADE,
	kind TEXT NOT NULL CHECK (kind IN ('season', 'show', 'performance', 'type')),
	target_id NUMBER NOT NULL,
	PRIMARY KEY (campaign_id, kind, target_id)
) KEYED;

-- How often a member used a campaign at a performance (0: what needs none); kept.
-- member_id: of a list; of attendees the voucher; 0 where the campaign is for everybody.
CREATE TABLE campaign_count (
	campaign_id NUMBER NOT NULL REFERENCES campaign (id),
	member_id NUMBER NOT NULL,
	performance_id NUMBER NOT NULL,
	uses NUMBER NOT NULL CHECK (uses >= 0),
	PRIMARY KEY (campaign_id, member_id, performance_id)
) KEYED;

-- One use: a voucher that a campaign made cheaper or possible.  given_back: when it came back.
CREATE TABLE campaign_use (
	voucher_id NUMBER NOT NULL REFERENCES voucher (id),
	campaign_id NUMBER NOT NULL REFERENCES campaign (id),
	member_id NUMBER NOT NULL,
	performance_id NUMBER NOT NULL,
	code TEXT,
	discount MONEY NOT NULL CHECK (discount >= 0),
	at MOMENT NOT NULL,
	given_back MOMENT,
	PRIMARY KEY (voucher_id, campaign_id)
) KEYED;
CREATE INDEX campaign_use_member ON campaign_use (campaign_id, member_id, voucher_id);

-- The same while it is in a basket: counts as used as long as the basket holds.
CREATE TABLE basket_use (
	line_id NUMBER NOT NULL REFERENCES basket_line (id) ON DELETE CASCADE,
	campaign_id NUMBER NOT NULL REFERENCES campaign (id),
	member_id NUMBER NOT NULL,
	basket_id NUMBER NOT NULL REFERENCES basket (id) ON DELETE CASCADE,
	performance_id NUMBER NOT NULL,
	qty NUMBER NOT NULL CHECK (qty > 0),
	discount MONEY NOT NULL CHECK (discount >= 0),
	PRIMARY KEY (line_id, campaign_id, member_id)
) KEYED;
CREATE INDEX basket_use_member ON basket_use (campaign_id, member_id);
CREATE INDEX basket_use_basket ON basket_use (basket_id);

-- What campaigns took off: amount is price times quantity less discount.
ALTER TABLE basket_line ADD COLUMN discount MONEY NOT NULL DEFAULT 0;
ALTER TABLE order_line ADD COLUMN discount MONEY NOT NULL DEFAULT 0;
