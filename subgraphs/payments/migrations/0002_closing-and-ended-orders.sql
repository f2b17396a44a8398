-- Up Migration

-- No further attempt is to be taken. Of an OPEN order: one is under way, and its outcome decides.
ALTER TABLE order_payments ADD COLUMN closing boolean NOT NULL DEFAULT false;

-- Whose order it is, where that is known: they are told that it cannot be paid, others that there is none.
ALTER TABLE early_voids ADD COLUMN customer_id uuid;
