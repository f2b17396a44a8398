-- Up Migration

-- Of what left for the order, what came back.
ALTER TABLE reservations
  ADD COLUMN returned integer NOT NULL DEFAULT 0,
  ADD CHECK (returned BETWEEN 0 AND quantity);

-- The returns that were taken, each once.
CREATE TABLE reservation_returns (
  return_id uuid PRIMARY KEY,
  order_id uuid NOT NULL REFERENCES reservation_orders,
  -- Of the reservation after it: that of the answer, also to a repeated command.
  version integer NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX reservation_returns_order ON reservation_returns (order_id);
