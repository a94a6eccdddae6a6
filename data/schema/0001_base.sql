-- The store, first version.  One transaction; never edited after a release, only followed.
--
-- Words in capitals that are no SQL are translated by the store (src/store/translate.c):
-- ID, NUMBER, MONEY (minor units), MOMENT (UTC seconds), DAY (YYYY-MM-DD), FLAG (0 or 1), BYTES,
-- and at the end of a table PLAIN or KEYED (kept in the order of its primary key).
-- A sale pays for every index and every word of a check: those on its way are few, and their checks
-- are chains of OR, as SQLite makes a table of each longer IN list every time.
-- The tables of orders, vouchers, tickets and the journal only ever grow.

CREATE TABLE house_option (
	name TEXT PRIMARY KEY,
	value TEXT NOT NULL
) KEYED;

-- Who works here ---------------------------------------------------------------------------------

CREATE TABLE staff (
	id ID,
	name TEXT NOT NULL,
	name_fold TEXT NOT NULL UNIQUE,
	role TEXT NOT NULL CHECK (role IN ('clerk', 'door', 'reports', 'supervisor', 'manager', 'admin')),
	pin_hash TEXT,
	pin_failures NUMBER NOT NULL DEFAULT 0,
	rests_until MOMENT,
	disabled FLAG NOT NULL DEFAULT 0
) PLAIN;

-- removed: gone from every list, kept for the history of its jobs.
CREATE TABLE printer (
	id ID,
	name TEXT NOT NULL,
	name_fold TEXT NOT NULL,
	transport TEXT NOT NULL CHECK (transport IN ('folder', 'cups')),
	target TEXT NOT NULL,
	media TEXT NOT NULL DEFAULT '',
	is_default FLAG NOT NULL DEFAULT 0,
	disabled FLAG NOT NULL DEFAULT 0,
	status TEXT NOT NULL DEFAULT '',
	status_at MOMENT,
	stopped FLAG NOT NULL DEFAULT 0,
	removed FLAG NOT NULL DEFAULT 0
) PLAIN;
CREATE UNIQUE INDEX printer_name ON printer (name_fold) WHERE removed = 0;

-- A new store prints into a folder beside it, so that the first sale has somewhere to go.
INSERT INTO printer (name, name_fold, transport, target, is_default)
	VALUES ('Folder', 'folder', 'folder', 'tickets', 1);

-- journal_seq and journal_hash: the head of this till's chain, so that a tail cut off shows.
CREATE TABLE till (
	id ID,
	name TEXT NOT NULL UNIQUE,
	printer_id NUMBER REFERENCES printer (id),
	journal_seq NUMBER NOT NULL DEFAULT 0,
	journal_hash BYTES NOT NULL
) PLAIN;

CREATE TABLE journal (
	till_id NUMBER NOT NULL REFERENCES till (id),
	seq NUMBER NOT NULL,
	at MOMENT NOT NULL,
	staff_id NUMBER REFERENCES staff (id),
	approver_id NUMBER REFERENCES staff (id),
	order_id NUMBER,
	kind TEXT NOT NULL,
	body TEXT NOT NULL,
	previous BYTES NOT NULL,
	hash BYTES NOT NULL,
	PRIMARY KEY (till_id, seq)
) KEYED;

-- The row an order was sold by is named by the order; only what came later is looked for.
CREATE INDEX journal_order ON journal (order_id) WHERE order_id IS NOT NULL AND kind <> 'order.sold';

CREATE TRIGGER journal_keeps BEFORE UPDATE ON journal
BEGIN
	SELECT RAISE(ABORT, 'the journal is append-only');
END;

CREATE TRIGGER journal_stays BEFORE DELETE ON journal
BEGIN
	SELECT RAISE(ABORT, 'the journal is append-only');
END;

-- What is on -------------------------------------------------------------------------------------

CREATE TABLE season (
	id ID,
	name TEXT NOT NULL,
	name_fold TEXT NOT NULL UNIQUE,
	first DAY NOT NULL,
	last DAY NOT NULL CHECK (last >= first)
) PLAIN;

CREATE TABLE house (
	id ID,
	name TEXT NOT NULL,
	name_fold TEXT NOT NULL UNIQUE,
	capacity NUMBER NOT NULL CHECK (capacity > 0),
	zone TEXT NOT NULL
) PLAIN;

CREATE TABLE show (
	id ID,
	season_id NUMBER NOT NULL REFERENCES season (id),
	house_id NUMBER NOT NULL REFERENCES house (id),
	title TEXT NOT NULL,
	title_fold TEXT NOT NULL,
	event_type TEXT NOT NULL,
	listed DAY,
	UNIQUE (season_id, title_fold)
) PLAIN;

-- sold, held, revenue are kept: changed in the transaction that sells, holds, frees or refunds.
-- held may include holds that have run out and were not swept yet; who reads takes those off.
CREATE TABLE performance (
	id ID,
	show_id NUMBER NOT NULL REFERENCES show (id),
	at MOMENT NOT NULL,
	capacity NUMBER NOT NULL CHECK (capacity > 0),
	advance NUMBER CHECK (advance >= 0),
	state TEXT NOT NULL DEFAULT 'on_sale' CHECK (state IN ('on_sale', 'cancelled')),
	sold NUMBER NOT NULL DEFAULT 0 CHECK (sold >= 0),
	held NUMBER NOT NULL DEFAULT 0 CHECK (held >= 0),
	revenue MONEY NOT NULL DEFAULT 0,
	UNIQUE (show_id, at)
) PLAIN;
CREATE INDEX performance_at ON performance (at, id);

CREATE TABLE voucher_type (
	id ID,
	season_id NUMBER NOT NULL REFERENCES season (id),
	name TEXT NOT NULL,
	name_fold TEXT NOT NULL,
	category TEXT NOT NULL CHECK (category IN ('revenue', 'comp', 'included', 'bundle', 'product')),
	availability TEXT NOT NULL CHECK (availability IN ('anyone', 'subscribers', 'boxoffice', 'external')),
	price MONEY NOT NULL CHECK (price >= 0),
	account_code TEXT NOT NULL DEFAULT '',
	display_order NUMBER NOT NULL DEFAULT 0,
	subscription FLAG NOT NULL DEFAULT 0,
	changeable FLAG NOT NULL DEFAULT 0,
	issued NUMBER NOT NULL DEFAULT 0,
	UNIQUE (season_id, name_fold)
) PLAIN;

CREATE TABLE bundle_item (
	bundle_id NUMBER NOT NULL REFERENCES voucher_type (id) ON DELETE CASCADE,
	type_id NUMBER NOT NULL REFERENCES voucher_type (id),
	qty NUMBER NOT NULL CHECK (qty > 0),
	PRIMARY KEY (bundle_id, type_id)
) KEYED;

-- A window's end: anchor open (no limit), time (value: UTC seconds) or curtain (value: minutes
-- after it, negative before), so that a moved performance takes its windows along.
CREATE TABLE redemption (
	id ID,
	type_id NUMBER NOT NULL REFERENCES voucher_type (id),
	performance_id NUMBER REFERENCES performance (id),
	start_anchor TEXT NOT NULL CHECK (start_anchor IN ('open', 'time', 'curtain')),
	start_value NUMBER NOT NULL DEFAULT 0,
	end_anchor TEXT NOT NULL CHECK (end_anchor IN ('open', 'time', 'curtain')),
	end_value NUMBER NOT NULL DEFAULT 0,
	cap NUMBER CHECK (cap >= 0),
	min NUMBER NOT NULL DEFAULT 1 CHECK (min >= 1),
	max NUMBER CHECK (max >= min),
	step NUMBER NOT NULL DEFAULT 1 CHECK (step >= 1),
	sold NUMBER NOT NULL DEFAULT 0 CHECK (sold >= 0),
	held NUMBER NOT NULL DEFAULT 0 CHECK (held >= 0)
) PLAIN;
CREATE UNIQUE INDEX redemption_pair ON redemption (performance_id, type_id) WHERE performance_id IS NOT NULL;
CREATE UNIQUE INDEX redemption_bundle ON redemption (type_id) WHERE performance_id IS NULL;
CREATE INDEX redemption_type ON redemption (type_id);

CREATE TABLE redemption_code (
	redemption_id NUMBER NOT NULL REFERENCES redemption (id) ON DELETE CASCADE,
	code_fold TEXT NOT NULL CHECK (code_fold <> ''),
	code TEXT NOT NULL,
	PRIMARY KEY (redemption_id, code_fold)
) KEYED;

-- Who buys ---------------------------------------------------------------------------------------

CREATE TABLE patron (
	id ID,
	name TEXT NOT NULL,
	name_fold TEXT NOT NULL,
	email TEXT NOT NULL DEFAULT '',
	email_fold TEXT NOT NULL DEFAULT '',
	phone TEXT NOT NULL DEFAULT ''
) PLAIN;
CREATE INDEX patron_name ON patron (name_fold, id);
CREATE UNIQUE INDEX patron_email ON patron (email_fold) WHERE email_fold <> '';

-- Every word of a name and an e-mail, so that any of them finds the person by its beginning.
CREATE TABLE patron_word (
	word TEXT NOT NULL,
	patron_id NUMBER NOT NULL REFERENCES patron (id) ON DELETE CASCADE,
	PRIMARY KEY (word, patron_id)
) KEYED;

INSERT INTO patron (id, name, name_fold) VALUES (1, 'Walk-up', 'walk-up');

-- Selling ----------------------------------------------------------------------------------------

-- authority of a line: the rules its approver let it break, by their codes.
-- holding: its places are in the kept counts.  Cleared when its time is over and somebody sweeps.
CREATE TABLE basket (
	id ID,
	state TEXT NOT NULL CHECK (state = 'open' OR state = 'parked' OR state = 'hold'),
	till_id NUMBER NOT NULL REFERENCES till (id),
	staff_id NUMBER REFERENCES staff (id),
	patron_id NUMBER NOT NULL REFERENCES patron (id),
	self_service FLAG NOT NULL DEFAULT 0,
	code TEXT NOT NULL DEFAULT '',
	label TEXT NOT NULL DEFAULT '',
	created MOMENT NOT NULL,
	expires MOMENT NOT NULL,
	holding FLAG NOT NULL DEFAULT 0
) PLAIN;
CREATE UNIQUE INDEX basket_of_till ON basket (till_id) WHERE state = 'open';
CREATE INDEX basket_expires ON basket (expires) WHERE holding = 1;

CREATE TABLE basket_line (
	id ID,
	basket_id NUMBER NOT NULL REFERENCES basket (id) ON DELETE CASCADE,
	redemption_id NUMBER NOT NULL REFERENCES redemption (id),
	type_id NUMBER NOT NULL REFERENCES voucher_type (id),
	performance_id NUMBER REFERENCES performance (id),
	takes_place FLAG NOT NULL,
	qty NUMBER NOT NULL CHECK (qty > 0),
	price MONEY NOT NULL,
	reason TEXT,
	approver_id NUMBER REFERENCES staff (id),
	authority TEXT NOT NULL DEFAULT '',
	UNIQUE (basket_id, redemption_id)
) PLAIN;
CREATE INDEX basket_line_redemption ON basket_line (redemption_id);

CREATE TABLE basket_tender (
	id ID,
	basket_id NUMBER NOT NULL REFERENCES basket (id) ON DELETE CASCADE,
	kind TEXT NOT NULL,
	amount MONEY NOT NULL,
	reference TEXT,
	at MOMENT NOT NULL
) PLAIN;
CREATE INDEX basket_tender_basket ON basket_tender (basket_id);

CREATE TABLE orders (
	id ID,
	patron_id NUMBER NOT NULL REFERENCES patron (id),
	till_id NUMBER NOT NULL REFERENCES till (id),
	staff_id NUMBER REFERENCES staff (id),
	at MOMENT NOT NULL,
	total MONEY NOT NULL,
	net MONEY NOT NULL,
	change_given MONEY NOT NULL,
	journal_seq NUMBER NOT NULL
) PLAIN;
CREATE INDEX orders_of_patron ON orders (patron_id, id) WHERE patron_id <> 1;

-- qty and amount negative: a refund, dated when it happened.
CREATE TABLE order_line (
	id ID,
	order_id NUMBER NOT NULL REFERENCES orders (id),
	type_id NUMBER NOT NULL REFERENCES voucher_type (id),
	performance_id NUMBER REFERENCES performance (id),
	redemption_id NUMBER,
	qty NUMBER NOT NULL,
	price MONEY NOT NULL,
	amount MONEY NOT NULL,
	code TEXT,
	at MOMENT NOT NULL
) PLAIN;
CREATE INDEX order_line_order ON order_line (order_id);

CREATE TABLE tender (
	order_id NUMBER NOT NULL REFERENCES orders (id),
	n NUMBER NOT NULL,
	kind TEXT NOT NULL CHECK (kind = 'cash' OR kind = 'card' OR kind = 'check' OR kind = 'gift' OR kind = 'none'),
	amount MONEY NOT NULL,
	reference TEXT,
	at MOMENT NOT NULL,
	PRIMARY KEY (order_id, n)
) KEYED;

-- subject: what the rule was about, in words, as it was then.
CREATE TABLE sale_override (
	id ID,
	order_id NUMBER NOT NULL REFERENCES orders (id),
	rule TEXT NOT NULL,
	limit_value NUMBER,
	actual NUMBER,
	subject TEXT NOT NULL,
	reason TEXT NOT NULL,
	staff_id NUMBER NOT NULL REFERENCES staff (id),
	approver_id NUMBER REFERENCES staff (id),
	at MOMENT NOT NULL
) PLAIN;
CREATE INDEX sale_override_order ON sale_override (order_id);

CREATE TABLE voucher (
	id ID,
	order_id NUMBER NOT NULL REFERENCES orders (id),
	line_id NUMBER NOT NULL REFERENCES order_line (id),
	type_id NUMBER NOT NULL REFERENCES voucher_type (id),
	redemption_id NUMBER,
	performance_id NUMBER REFERENCES performance (id),
	patron_id NUMBER NOT NULL REFERENCES patron (id),
	parent_id NUMBER REFERENCES voucher (id),
	state TEXT NOT NULL CHECK (state = 'reserved' OR state = 'open' OR state = 'checked_in' OR state = 'refunded' OR state = 'void'),
	seat TEXT,
	amount MONEY NOT NULL
) PLAIN;
CREATE INDEX voucher_order ON voucher (order_id);
CREATE INDEX voucher_performance ON voucher (performance_id, id);
CREATE INDEX voucher_patron ON voucher (patron_id, id) WHERE patron_id <> 1;

-- One printed issue of a voucher.  The code belongs to the issue: a reprint makes the old one void.
CREATE TABLE ticket (
	id ID,
	voucher_id NUMBER NOT NULL REFERENCES voucher (id),
	issue NUMBER NOT NULL,
	code TEXT NOT NULL UNIQUE,
	state TEXT NOT NULL DEFAULT 'active' CHECK (state = 'active' OR state = 'void' OR state = 'spoiled'),
	ended_at MOMENT
) PLAIN;
CREATE UNIQUE INDEX ticket_active ON ticket (voucher_id) WHERE state = 'active';
CREATE UNIQUE INDEX ticket_ended ON ticket (voucher_id, issue) WHERE state <> 'active';

-- What goes onto paper ---------------------------------------------------------------------------

CREATE TABLE ticket_template (
	id ID,
	body TEXT NOT NULL,
	at MOMENT NOT NULL
) PLAIN;

-- scheduler_job, scheduler_uuid: what the spooler called it, written before the document leaves.
CREATE TABLE print_job (
	id ID,
	printer_id NUMBER NOT NULL REFERENCES printer (id),
	ticket_id NUMBER NOT NULL REFERENCES ticket (id),
	order_id NUMBER NOT NULL REFERENCES orders (id),
	template_id NUMBER NOT NULL REFERENCES ticket_template (id),
	staff_id NUMBER REFERENCES staff (id),
	till_id NUMBER NOT NULL REFERENCES till (id),
	state TEXT NOT NULL DEFAULT 'queued'
		CHECK (state = 'queued' OR state = 'created' OR state = 'sent' OR state = 'printed'
			OR state = 'failed' OR state = 'unknown' OR state = 'spoiled' OR state = 'dropped'),
	attempt NUMBER NOT NULL DEFAULT 0,
	scheduler_job NUMBER,
	scheduler_uuid TEXT,
	message TEXT NOT NULL DEFAULT '',
	file TEXT,
	queued_at MOMENT NOT NULL,
	changed_at MOMENT NOT NULL
) PLAIN;
CREATE INDEX print_job_open ON print_job (printer_id, state, id)
	WHERE state <> 'printed' AND state <> 'spoiled' AND state <> 'dropped';
CREATE INDEX print_job_order ON print_job (order_id);
