-- The rulebook: codes are counted, and batches of redemptions can be taken back.

-- uses: how many pieces the code may open here, NULL for no limit.  used: how many it has; kept.
ALTER TABLE redemption_code ADD COLUMN uses NUMBER CHECK (uses >= 0);
ALTER TABLE redemption_code ADD COLUMN used NUMBER NOT NULL DEFAULT 0 CHECK (used >= 0);

-- code_fold: the form codes are compared in, so that "bard" and "BARD" are one in a report.
ALTER TABLE order_line ADD COLUMN code_fold TEXT;
UPDATE order_line SET code_fold = lower(trim(code)) WHERE code IS NOT NULL;
CREATE INDEX order_line_code ON order_line (code_fold, redemption_id) WHERE code_fold IS NOT NULL;

UPDATE redemption_code SET used = (
	SELECT count(*) FROM order_line l JOIN voucher v ON v.order_id = l.order_id AND v.line_id = l.id
	WHERE l.code_fold = redemption_code.code_fold AND l.redemption_id = redemption_code.redemption_id
	AND v.parent_id IS NULL AND v.state NOT IN ('refunded', 'void'));

-- One act on redemptions.  done: stands in the store; undone: was taken back and can be done again.
CREATE TABLE redemption_batch (
	id ID,
	at MOMENT NOT NULL,
	staff_id NUMBER REFERENCES staff (id),
	state TEXT NOT NULL DEFAULT 'done' CHECK (state IN ('done', 'undone'))
) PLAIN;

-- What a batch made of one pair.  before and after are the terms as text, NULL where there was, or
-- is, no redemption.  redemption_id: which it was, so that undoing a deletion restores it.
CREATE TABLE redemption_step (
	batch_id NUMBER NOT NULL REFERENCES redemption_batch (id) ON DELETE CASCADE,
	n NUMBER NOT NULL,
	redemption_id NUMBER NOT NULL,
	type_id NUMBER NOT NULL,
	performance_id NUMBER,
	before TEXT,
	after TEXT,
	PRIMARY KEY (batch_id, n)
) KEYED;

-- Only bundles pay for it.
CREATE INDEX voucher_parent ON voucher (parent_id) WHERE parent_id IS NOT NULL;
