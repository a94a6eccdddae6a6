-- Searching lists.

-- The words of what members are called, as they are compared: a search knows at once what nobody of
-- a long list has.  The program fills in those of earlier lists when it makes this.  A word may stay
-- when the last member with it leaves; it goes with the list.
CREATE TABLE member_word (
	audience_id NUMBER NOT NULL REFERENCES audience (id) ON DELETE CASCADE,
	word TEXT NOT NULL,
	PRIMARY KEY (audience_id, word)
) KEYED;
