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

-- Staff and proof --------------------------------------------------------------------------------

-- Wrong PINs of a person at a till, by its name, as it may not be made yet; '' stands for all tills
-- where the person never signed in (known = 0).  guesses: since the last right one or rest.
-- rests: how many there were since the last right one.
CREATE TABLE pin_guess (
	staff_id NUMBER NOT NULL REFERENCES staff (id),
	till TEXT NOT NULL,
	guesses NUMBER NOT NULL DEFAULT 0,
	rests NUMBER NOT NULL DEFAULT 0,
	rests_until MOMENT,
	known FLAG NOT NULL DEFAULT 0,
	PRIMARY KEY (staff_id, till)
) KEYED;
INSERT INTO pin_guess (staff_id, till, known)
	SELECT s.id, t.name, 1 FROM (SELECT staff_id, till_id FROM journal UNION
		SELECT approver_id, till_id FROM journal) j
	JOIN staff s ON s.id = j.staff_id JOIN till t ON t.id = j.till_id;
ALTER TABLE staff DROP COLUMN pin_failures;
ALTER TABLE staff DROP COLUMN rests_until;

-- Selling ----------------------------------------------------------------------------------------

-- Files ------------------------------------------------------------------------------------------

-- Answers ----------------------------------------------------------------------------------------

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

-- The ticket as the program brought it had a Code 128 a little too narrow for three dots a bar.
INSERT INTO ticket_template (body, at)
SELECT replace(body, 'stub code128 ticket.code    at 19.2,0.65 w 49.5 h 9.4 turned',
	'stub code128 ticket.code    at 19.2,0.25 w 50.3 h 9.4 turned'), at
FROM ticket_template WHERE id = (SELECT max(id) FROM ticket_template)
	AND body LIKE '%stub code128 ticket.code    at 19.2,0.65 w 49.5 h 9.4 turned%';
