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

-- Paper ------------------------------------------------------------------------------------------
