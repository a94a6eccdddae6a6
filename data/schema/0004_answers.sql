-- What use has shown: codes and uses that are held, tickets that are traced, names that look alike.

-- Codes ------------------------------------------------------------------------------------------

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
