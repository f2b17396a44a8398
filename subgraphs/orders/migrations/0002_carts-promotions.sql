-- Up Migration

ALTER TABLE carts
  -- Counts the cart's changes, the first of which makes it.
  ADD COLUMN version integer NOT NULL DEFAULT 1,
  ADD COLUMN coupon_code text;

ALTER TABLE cart_items
  -- What one cost when it was put in; null for what was put in before this was kept.
  ADD COLUMN unit_price_minor bigint CHECK (unit_price_minor >= 0),
  ADD COLUMN currency text;

-- {subtotal, discount, shipping, tax} of the total; null for orders from before it was kept.
ALTER TABLE orders ADD COLUMN breakdown jsonb;

-- What a merge left out because a cart holds no more. Told until the product or the whole cart is changed by hand.
CREATE TABLE cart_cappings (
  cart_id uuid NOT NULL REFERENCES carts ON DELETE CASCADE,
  product_id uuid NOT NULL,
  left_out integer NOT NULL CHECK (left_out > 0),
  PRIMARY KEY (cart_id, product_id)
);

-- The one cart that a customer's shopping goes into. A customer may have others by id: those that were a guest's.
CREATE TABLE open_carts (
  customer_id uuid PRIMARY KEY,
  cart_id uuid NOT NULL UNIQUE REFERENCES carts ON DELETE CASCADE
);
INSERT INTO open_carts (customer_id, cart_id)
SELECT DISTINCT ON (customer_id) customer_id, id FROM carts
WHERE customer_id IS NOT NULL ORDER BY customer_id, updated_at DESC, id DESC;
CREATE INDEX carts_of_customer ON carts (customer_id);

CREATE TABLE promotions (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  -- Null applies by itself. A code belongs to one promotion for ever.
  code text UNIQUE,
  -- Either a percentage or a fixed amount.
  basis_points integer CHECK (basis_points BETWEEN 1 AND 10000),
  amount_minor bigint CHECK (amount_minor > 0),
  minimum_minor bigint CHECK (minimum_minor > 0),
  -- Of the two amounts.
  currency text,
  category_id uuid,
  per_customer_limit integer CHECK (per_customer_limit > 0),
  total_limit integer CHECK (total_limit > 0),
  valid_from timestamptz NOT NULL,
  valid_until timestamptz CHECK (valid_until > valid_from),
  ended_at timestamptz,
  -- Counted only where there is a total limit; otherwise no order would wait for another one's.
  uses integer NOT NULL DEFAULT 0 CHECK (uses >= 0 AND (total_limit IS NULL OR uses <= total_limit)),
  created_at timestamptz NOT NULL,
  CHECK ((basis_points IS NULL) <> (amount_minor IS NULL)),
  CHECK ((currency IS NULL) = (amount_minor IS NULL AND minimum_minor IS NULL))
);
CREATE INDEX promotions_automatic ON promotions (id) WHERE code IS NULL AND ended_at IS NULL;

-- Orders that a promotion made cheaper; those that ended unfulfilled are no uses.
CREATE TABLE promotion_uses (
  promotion_id uuid NOT NULL REFERENCES promotions,
  order_id uuid NOT NULL,
  customer_id uuid NOT NULL,
  PRIMARY KEY (promotion_id, order_id)
);
CREATE INDEX promotion_uses_of_order ON promotion_uses (order_id);
CREATE INDEX promotion_uses_of_customer ON promotion_uses (customer_id, promotion_id);
