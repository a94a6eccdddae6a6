-- What use has shown: codes and uses that are held, tickets that are traced, names that look alike.

-- Codes ------------------------------------------------------------------------------------------

-- A code is compared without case, accents, blanks and hyphens wherever it is; two of one redemption
-- that are one by that become one, good for as much as both were.
-- held: pieces that baskets keep of it meanwhile; kept.  As with places, it may include baskets that
-- have run out and were not swept yet; who reads takes those off.
CREATE TABLE redemption_code_plain (
	redemption_id NUMBER NOT NULL REFERENCES redemption (id) ON DELETE CASCADE,
	code_fold TEXT NOT NULL CHECK (code_fold <> ''),
	code TEXT NOT NULL,
	uses NUMBER CHECK (uses >= 0),
	used NUMBER NOT NULL DEFAULT 0 CHECK (used >= 0),
	held NUMBER NOT NULL DEFAULT 0 CHECK (held >= 0),
	PRIMARY KEY (redemption_id, code_fold)
) KEYED;
INSERT INTO redemption_code_plain (redemption_id, code_fold, code, uses, used)
	SELECT redemption_id, CASE WHEN plain = '' THEN code_fold ELSE plain END, min(code),
	CASE WHEN count(*) = count(uses) THEN sum(uses) END, sum(used)
	FROM (SELECT redemption_id, code_fold, code, uses, used,
		replace(replace(replace(replace(replace(replace(replace(code_fold, ' ', ''), '-', ''), '‒', ''), '—', ''), '―', ''), '−', ''), '⁃', '') AS plain
		FROM redemption_code) AS c
	GROUP BY 1, 2;
DROP TABLE redemption_code;
ALTER TABLE redemption_code_plain RENAME TO redemption_code;
UPDATE order_line SET code_fold =
	replace(replace(replace(replace(replace(replace(replace(code_fold, ' ', ''), '-', ''), '‒', ''), '—', ''), '―', ''), '−', ''), '⁃', '')
	WHERE code_fold IS NOT NULL
	AND replace(replace(replace(replace(replace(replace(replace(code_fold, ' ', ''), '-', ''), '‒', ''), '—', ''), '―', ''), '−', ''), '⁃', '')
	NOT IN ('', code_fold);

-- The codes of its redemption that a line of a basket uses, as the buyer named them, each for so
-- many pieces: counts as used as long as the basket holds.
CREATE TABLE basket_line_code (
	line_id NUMBER NOT NULL REFERENCES basket_line (id) ON DELETE CASCADE,
	code_fold TEXT NOT NULL CHECK (code_fold <> ''),
	n NUMBER NOT NULL,
	code TEXT NOT NULL,
	qty NUMBER NOT NULL CHECK (qty > 0),
	PRIMARY KEY (line_id, code_fold)
) KEYED;

-- said: the code, e-mail or ticket the member was named by; NULL: only the patron brought it.
ALTER TABLE basket_use ADD COLUMN said TEXT;
ALTER TABLE campaign_use ADD COLUMN said TEXT;
UPDATE campaign_use SET said = (SELECT l.code FROM voucher v JOIN order_line l ON l.id = v.line_id
	WHERE v.id = campaign_use.voucher_id AND l.code_fold IS NULL);

-- All codes a line used, as the buyer named them, one a line; NULL where it is one or none, as code
-- has that.
ALTER TABLE order_line ADD COLUMN codes TEXT;

-- What baskets hold already.
INSERT INTO basket_line_code (line_id, code_fold, n, code, qty)
	SELECT l.id, c.code_fold, 1, b.code, l.qty FROM basket b
	JOIN basket_line l ON l.basket_id = b.id
	JOIN redemption_code c ON c.redemption_id = l.redemption_id AND c.code_fold =
	replace(replace(replace(replace(replace(replace(replace(lower(b.code), ' ', ''), '-', ''), '‒', ''), '—', ''), '―', ''), '−', ''), '⁃', '')
	WHERE b.code <> '';
UPDATE redemption_code SET held = coalesce((SELECT sum(u.qty) FROM basket_line_code u
	JOIN basket_line l ON l.id = u.line_id JOIN basket b ON b.id = l.basket_id
	WHERE b.holding = 1 AND l.redemption_id = redemption_code.redemption_id
	AND u.code_fold = redemption_code.code_fold), 0);

-- After the sale ---------------------------------------------------------------------------------

-- A ticket that was reserved for another performance than it was sold for left its money behind.
-- Its money goes along now, as if it had been exchanged: a line takes it back where it was, one sells
-- it where it is, and a void voucher keeps what it was.  n: counted from 1; at: when it was moved.
CREATE TABLE ticket_moved (
	n NUMBER PRIMARY KEY,
	voucher_id NUMBER NOT NULL UNIQUE,
	line_id NUMBER NOT NULL,
	to_redemption_id NUMBER,
	to_performance_id NUMBER NOT NULL,
	amount MONEY NOT NULL,
	first_line NUMBER NOT NULL,
	first_voucher NUMBER NOT NULL,
	total NUMBER NOT NULL,
	at MOMENT NOT NULL
) PLAIN;
INSERT INTO ticket_moved
	SELECT row_number() OVER (ORDER BY v.id), v.id, l.id, v.redemption_id, v.performance_id, v.amount,
	(SELECT max(id) FROM order_line), (SELECT max(id) FROM voucher), count(*) OVER (),
	coalesce((SELECT max(j.at) FROM journal j WHERE j.order_id = v.order_id
		AND (j.kind = 'voucher.changed' OR j.kind = 'voucher.reserved')), l.at)
	FROM voucher v JOIN order_line l ON l.id = v.line_id
	WHERE v.parent_id IS NULL AND v.state IN ('reserved', 'checked_in')
	AND v.performance_id <> l.performance_id;
INSERT INTO order_line (id, order_id, type_id, performance_id, redemption_id, qty, price, amount, code,
	at, code_fold, discount)
	SELECT m.first_line + m.n, l.order_id, l.type_id, l.performance_id, l.redemption_id, -1, l.price,
	-m.amount, l.code, m.at, l.code_fold, m.amount - l.price
	FROM ticket_moved m JOIN order_line l ON l.id = m.line_id;
INSERT INTO order_line (id, order_id, type_id, performance_id, redemption_id, qty, price, amount, code,
	at, discount)
	SELECT m.first_line + m.total + m.n, l.order_id, l.type_id, m.to_performance_id,
	m.to_redemption_id, 1, l.price, m.amount, l.code, m.at, l.price - m.amount
	FROM ticket_moved m JOIN order_line l ON l.id = m.line_id;
INSERT INTO voucher (id, order_id, line_id, type_id, redemption_id, performance_id, patron_id, state,
	amount)
	SELECT m.first_voucher + m.n, v.order_id, l.id, v.type_id, l.redemption_id, l.performance_id,
	v.patron_id, 'void', v.amount
	FROM ticket_moved m JOIN voucher v ON v.id = m.voucher_id JOIN order_line l ON l.id = m.line_id;
UPDATE voucher SET line_id = (SELECT m.first_line + m.total + m.n FROM ticket_moved m
	WHERE m.voucher_id = voucher.id) WHERE id IN (SELECT voucher_id FROM ticket_moved);
UPDATE voucher_type SET issued = issued + (SELECT count(*) FROM ticket_moved m JOIN voucher v
	ON v.id = m.voucher_id WHERE v.type_id = voucher_type.id);
UPDATE performance SET revenue = revenue
	+ coalesce((SELECT sum(m.amount) FROM ticket_moved m WHERE m.to_performance_id = performance.id), 0)
	- coalesce((SELECT sum(m.amount) FROM ticket_moved m JOIN order_line l ON l.id = m.line_id
		WHERE l.performance_id = performance.id), 0);

-- What campaigns gave them counts where they are, and their codes' uses came back.
INSERT INTO campaign_use (voucher_id, campaign_id, member_id, performance_id, code, discount, at,
	given_back)
	SELECT m.first_voucher + m.n, u.campaign_id, u.member_id, u.performance_id, u.code, u.discount,
	u.at, m.at FROM ticket_moved m JOIN campaign_use u ON u.voucher_id = m.voucher_id;
UPDATE campaign_use SET performance_id = (SELECT m.to_performance_id FROM ticket_moved m
	WHERE m.voucher_id = campaign_use.voucher_id)
	WHERE voucher_id IN (SELECT voucher_id FROM ticket_moved);
INSERT INTO campaign_count (campaign_id, member_id, performance_id, uses)
	SELECT DISTINCT u.campaign_id, u.member_id, u.performance_id, 0 FROM ticket_moved m
	JOIN campaign_use u ON u.voucher_id = m.voucher_id WHERE 1 = 1
	ON CONFLICT (campaign_id, member_id, performance_id) DO NOTHING;
UPDATE campaign_count SET uses = (SELECT count(*) FROM campaign_use u
	WHERE u.campaign_id = campaign_count.campaign_id AND u.member_id = campaign_count.member_id
	AND u.performance_id = campaign_count.performance_id AND u.given_back IS NULL)
	WHERE campaign_id IN (SELECT u.campaign_id FROM ticket_moved m JOIN campaign_use u
		ON u.voucher_id = m.voucher_id);
UPDATE redemption_code SET used = (SELECT count(*) FROM order_line l JOIN voucher v
	ON v.order_id = l.order_id AND v.line_id = l.id AND v.parent_id IS NULL
	AND v.state NOT IN ('refunded', 'void')
	WHERE l.redemption_id = redemption_code.redemption_id AND l.code_fold = redemption_code.code_fold)
	WHERE redemption_id IN (SELECT l.redemption_id FROM ticket_moved m JOIN order_line l
		ON l.id = m.line_id);
DROP TABLE ticket_moved;

-- Staff and proof --------------------------------------------------------------------------------

-- Wrong PINs of a person at a till, by its name, as it may not be made yet; '' stands for all tills
-- where the person does not act.  guesses: since the last right one or rest.  rests: how many there
-- were since the last right one.
CREATE TABLE pin_guess (
	staff_id NUMBER NOT NULL REFERENCES staff (id),
	till TEXT NOT NULL,
	guesses NUMBER NOT NULL DEFAULT 0,
	rests NUMBER NOT NULL DEFAULT 0,
	rests_until MOMENT,
	PRIMARY KEY (staff_id, till)
) KEYED;
ALTER TABLE staff DROP COLUMN pin_failures;
ALTER TABLE staff DROP COLUMN rests_until;

-- The earliest stores of the first schema were made without it.
CREATE INDEX IF NOT EXISTS journal_order ON journal (order_id)
	WHERE order_id IS NOT NULL AND kind <> 'order.sold';

-- What proofs of orders and holds are made with, by name; each made once, by the first who opens.
CREATE TABLE secret (
	name TEXT PRIMARY KEY,
	value BYTES NOT NULL
) KEYED;

-- Selling ----------------------------------------------------------------------------------------

-- What a clerk types for it, the same at all performances of the season; what is never sold by
-- itself has none.  At first it is the place where all of the season would stand in the list that a
-- clerk had: what is shown, what is sold beside it, bundles.
ALTER TABLE voucher_type ADD COLUMN number NUMBER;
UPDATE voucher_type SET number = o.place FROM (SELECT id, row_number() OVER (
	PARTITION BY season_id ORDER BY
		CASE category WHEN 'product' THEN 1 WHEN 'bundle' THEN 2 ELSE 0 END, display_order, price DESC, id) AS place
	FROM voucher_type WHERE category <> 'included') o
WHERE voucher_type.id = o.id;

-- Files ------------------------------------------------------------------------------------------

-- Whom a code or an e-mail belongs to, as given.
ALTER TABLE member ADD COLUMN name TEXT NOT NULL DEFAULT '';

-- Files without titles have nothing to be known by; they were known by their number of columns.
DELETE FROM import_mapping WHERE shape < ':' AND length(shape) < 3;

-- Answers ----------------------------------------------------------------------------------------

-- follows: the house has no clock of its own but goes by the option zone.
ALTER TABLE house ADD COLUMN follows FLAG NOT NULL DEFAULT 0 CHECK (follows IN (0, 1));
UPDATE house SET follows = 1
	WHERE zone = coalesce((SELECT value FROM house_option WHERE name = 'zone'), 'UTC');

-- start_days, end_days: a value counted from curtain is whole days of the calendar, kept in minutes.
-- "-2d" was 48 hours so far, and it is what people wrote who meant days.
ALTER TABLE redemption ADD COLUMN start_days FLAG NOT NULL DEFAULT 0 CHECK (start_days IN (0, 1));
ALTER TABLE redemption ADD COLUMN end_days FLAG NOT NULL DEFAULT 0 CHECK (end_days IN (0, 1));
UPDATE redemption SET start_days = 1
	WHERE start_anchor = 'curtain' AND start_value <> 0 AND start_value % 1440 = 0;
UPDATE redemption SET end_days = 1
	WHERE end_anchor = 'curtain' AND end_value <> 0 AND end_value % 1440 = 0;

-- Paper ------------------------------------------------------------------------------------------

-- dpi: dots in an inch, so that bars are whole dots; 0: not known.
ALTER TABLE printer ADD COLUMN dpi NUMBER NOT NULL DEFAULT 0;

-- made: its folder was made and marked once, so that its absence later is trouble.
ALTER TABLE printer ADD COLUMN made FLAG NOT NULL DEFAULT 0;

-- stale: its file still has the name of a good ticket, but the ticket is void.
ALTER TABLE print_job ADD COLUMN stale FLAG NOT NULL DEFAULT 0;
CREATE INDEX print_job_stale ON print_job (printer_id, id) WHERE stale = 1;

-- many: of an order with more waiting tickets than a person at the counter takes; others go first.
ALTER TABLE print_job ADD COLUMN many FLAG NOT NULL DEFAULT 0;
UPDATE print_job SET many = 1 WHERE state = 'queued' AND order_id IN (
	SELECT order_id FROM print_job WHERE state = 'queued' GROUP BY order_id HAVING count(*) > 12);
DROP INDEX print_job_open;
CREATE INDEX print_job_open ON print_job (printer_id, state, many, id)
	WHERE state <> 'printed' AND state <> 'spoiled' AND state <> 'dropped';

-- What a ticket of this template came out whole with, so that a sale need not try it again.
CREATE TABLE ticket_tried (
	template_id NUMBER NOT NULL REFERENCES ticket_template (id),
	field TEXT NOT NULL,
	value TEXT NOT NULL,
	PRIMARY KEY (template_id, field, value)
) KEYED;

-- The ticket as the program brought it had a Code 128 a little too narrow for three dots a bar, and
-- refused long titles and large prices.
INSERT INTO ticket_template (body, at)
SELECT replace(replace(replace(replace(replace(body,
	'stub code128 ticket.code    at 19.2,0.65 w 49.5 h 9.4 turned',
	'stub code128 ticket.code    at 19.2,0.25 w 50.3 h 9.4 turned'),
	'text show.title        at 5,5.6    w 78   font serif-bold 19..7 lines 2 required',
	'text show.title        at 5,5.6    w 78   font serif-bold 19..7 lines 2 required cut'),
	'text voucher_type      at 5,35.4   w 72   font sans-bold 11..5 required',
	'text voucher_type      at 5,35.4   w 72   font sans-bold 11..5 required cut'),
	'stub text voucher_type      at 9.4,19.4  w 29   font sans 7..6       turned',
	'stub text voucher_type      at 9.4,25.4  w 23   font sans 7..5       turned'),
	'stub text price             at 9.4,2.4   w 16   font sans-bold 7..6  turned align right required',
	'stub text price             at 9.4,2.4   w 22   font sans-bold 7..5  turned align right required'),
	at
FROM ticket_template WHERE id = (SELECT max(id) FROM ticket_template)
	AND body LIKE '%stub code128 ticket.code    at 19.2,0.65 w 49.5 h 9.4 turned%';
