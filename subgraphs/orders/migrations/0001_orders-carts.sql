-- Up Migration

-- What has happened to each order: the truth. Two writers of one version meet at the primary key.
CREATE TABLE order_events (
  order_id uuid NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  type text NOT NULL,
  data jsonb NOT NULL,
  occurred_at timestamptz NOT NULL,
  PRIMARY KEY (order_id, version)
);

-- The three tables of the read model follow from order_events alone.
CREATE TABLE orders (
  id uuid PRIMARY KEY,
  customer_id uuid NOT NULL,
  status text NOT NULL CHECK (status IN (
    'PENDING', 'AWAITING_PAYMENT', 'AWAITING_SHIPMENT', 'COMPLETED',
    'CANCELLED_NO_STOCK', 'PAYMENT_FAILED', 'CANCELLED', 'SHIPMENT_FAILED')),
  payment_status text NOT NULL CHECK (payment_status IN (
    'UNPAID', 'AUTHORIZED', 'CAPTURED', 'VOIDED', 'FAILED', 'PARTIALLY_REFUNDED', 'REFUNDED')),
  total_minor bigint NOT NULL CHECK (total_minor >= 0),
  currency text NOT NULL,
  shipping_address jsonb NOT NULL,
  placed_at timestamptz NOT NULL,
  -- Of the newest event that these columns show.
  version integer NOT NULL
);
CREATE INDEX orders_of_customer ON orders (customer_id, placed_at DESC, id DESC);

CREATE TABLE order_items (
  order_id uuid NOT NULL REFERENCES orders ON DELETE CASCADE,
  position integer NOT NULL,
  product_id uuid NOT NULL,
  name text NOT NULL,
  quantity integer NOT NULL CHECK (quantity > 0),
  unit_price_minor bigint NOT NULL CHECK (unit_price_minor >= 0),
  currency text NOT NULL,
  PRIMARY KEY (order_id, position)
);

CREATE TABLE order_history (
  order_id uuid NOT NULL REFERENCES orders ON DELETE CASCADE,
  version integer NOT NULL,
  status text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (order_id, version)
);

-- What the checkout is to be told of when the time has come.
CREATE TABLE order_deadlines (
  order_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('PAYMENT')),
  due_at timestamptz NOT NULL,
  PRIMARY KEY (order_id, kind)
);
CREATE INDEX order_deadlines_due_at ON order_deadlines (due_at);

CREATE TABLE carts (
  id uuid PRIMARY KEY,
  -- Null is a guest's: it belongs to whoever knows its id.
  customer_id uuid,
  updated_at timestamptz NOT NULL
);

CREATE TABLE cart_items (
  cart_id uuid NOT NULL REFERENCES carts ON DELETE CASCADE,
  product_id uuid NOT NULL,
  quantity integer NOT NULL CHECK (quantity BETWEEN 1 AND 999),
  added_at timestamptz NOT NULL,
  PRIMARY KEY (cart_id, product_id)
);
