-- Up Migration

-- When its goods were in stock again; null until then, and for returns from before this was kept.
ALTER TABLE order_returns ADD COLUMN restocked_at timestamptz;
