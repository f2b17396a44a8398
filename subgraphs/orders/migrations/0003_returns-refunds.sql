-- Up Migration

ALTER TABLE orders
  -- Until when stock is held and the order can be paid; while that is awaited.
  ADD COLUMN payment_due_at timestamptz,
  -- What was captured, less what was refunded and what is being refunded.
  ADD COLUMN refundable_minor bigint NOT NULL DEFAULT 0 CHECK (refundable_minor BETWEEN 0 AND total_minor);

UPDATE orders SET refundable_minor = total_minor - coalesce((
    SELECT sum((data->'amount'->>'amountMinor')::bigint) FROM order_events
    WHERE order_id = orders.id AND type = 'PaymentRefunded'), 0)
  WHERE status = 'COMPLETED';

ALTER TABLE order_history ADD COLUMN reason text;

-- Goods that came back or have never left. They and the refunds follow from order_events, too.
CREATE TABLE order_returns (
  order_id uuid NOT NULL REFERENCES orders ON DELETE CASCADE,
  return_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('RETURNED', 'UNDELIVERED')),
  -- [{productId, quantity}]
  lines jsonb NOT NULL,
  amount_minor bigint NOT NULL CHECK (amount_minor >= 0),
  currency text NOT NULL,
  reason text,
  at timestamptz NOT NULL,
  PRIMARY KEY (order_id, return_id)
);

-- Money that payments was asked to give back; for a return the refund has the return's id.
CREATE TABLE order_refunds (
  order_id uuid NOT NULL REFERENCES orders ON DELETE CASCADE,
  refund_id uuid NOT NULL,
  status text NOT NULL CHECK (status IN ('REQUESTED', 'REFUNDED', 'FAILED')),
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  currency text NOT NULL,
  reason text,
  failure text,
  requested_at timestamptz NOT NULL,
  settled_at timestamptz,
  PRIMARY KEY (order_id, refund_id)
);
