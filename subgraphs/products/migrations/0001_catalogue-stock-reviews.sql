-- Up Migration

CREATE TABLE categories (
  id uuid PRIMARY KEY,
  slug text NOT NULL UNIQUE,
  name text NOT NULL,
  UNIQUE (id, name)
);

CREATE TABLE products (
  id uuid PRIMARY KEY,
  slug text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name text NOT NULL,
  description text NOT NULL,
  price_minor bigint NOT NULL CHECK (price_minor > 0),
  currency text NOT NULL CHECK (length(currency) = 3),
  category_id uuid,
  -- A copy, because a generated column sees only its own row; the foreign key keeps it true.
  category_name text,
  -- Milliseconds, so that cursors carry the whole value.
  created_at timestamptz(3) NOT NULL,
  rating_sum integer NOT NULL DEFAULT 0,
  rating_count integer NOT NULL DEFAULT 0,
  -- The average in thousandths: exact in cursors.
  rating_milli integer NOT NULL
    GENERATED ALWAYS AS (CASE WHEN rating_count = 0 THEN 0 ELSE rating_sum * 1000 / rating_count END) STORED,
  -- Unstemmed words beside the stemmed ones: "runnin" begins "running", but not its stem "run".
  search tsvector NOT NULL GENERATED ALWAYS AS (
    setweight(to_tsvector('english', name), 'A') ||
    setweight(to_tsvector('simple', name), 'A') ||
    setweight(to_tsvector('english', coalesce(category_name, '')), 'B') ||
    setweight(to_tsvector('simple', coalesce(category_name, '')), 'B') ||
    setweight(to_tsvector('english', description), 'C')
  ) STORED,
  CHECK ((category_id IS NULL) = (category_name IS NULL)),
  CHECK (rating_sum BETWEEN rating_count AND rating_count * 5),
  FOREIGN KEY (category_id, category_name) REFERENCES categories (id, name) ON UPDATE CASCADE
);
CREATE INDEX products_search ON products USING gin (search);
CREATE INDEX products_category ON products (category_id);
-- One index for each sort of the catalogue.
CREATE INDEX products_by_age ON products (created_at, id);
CREATE INDEX products_by_name ON products (lower(name) COLLATE "C", id);
CREATE INDEX products_by_price ON products (currency, price_minor, id);
CREATE INDEX products_by_rating ON products (rating_milli, rating_count, id);

CREATE TABLE stock (
  product_id uuid PRIMARY KEY REFERENCES products,
  available integer NOT NULL CHECK (available >= 0),
  reserved integer NOT NULL DEFAULT 0 CHECK (reserved >= 0),
  sold integer NOT NULL DEFAULT 0 CHECK (sold >= 0),
  stocked integer NOT NULL,
  -- The version of the product's events. It stands here so that a reservation writes one row, not the wide product too.
  version integer NOT NULL DEFAULT 1,
  CHECK (available + reserved + sold = stocked)
);

-- Every change of what is available: the deltas of a product add up to it.
CREATE TABLE stock_movements (
  id uuid PRIMARY KEY,
  product_id uuid NOT NULL REFERENCES products,
  delta integer NOT NULL CHECK (delta <> 0),
  reason text NOT NULL,
  order_id uuid,
  at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX stock_movements_product ON stock_movements (product_id, id);

CREATE TABLE reservation_orders (
  order_id uuid PRIMARY KEY,
  status text NOT NULL CHECK (status IN ('HELD', 'RELEASED', 'COMMITTED', 'REFUSED')),
  -- What was too little when the order was refused: the answer to a repeated command.
  shortages jsonb NOT NULL DEFAULT '[]',
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE reservations (
  order_id uuid NOT NULL REFERENCES reservation_orders,
  product_id uuid NOT NULL REFERENCES products,
  quantity integer NOT NULL CHECK (quantity > 0),
  PRIMARY KEY (order_id, product_id)
);

CREATE TABLE reviews (
  id uuid PRIMARY KEY,
  product_id uuid NOT NULL REFERENCES products,
  customer_id uuid NOT NULL,
  rating smallint NOT NULL CHECK (rating BETWEEN 1 AND 5),
  body text NOT NULL,
  created_at timestamptz(3) NOT NULL,
  UNIQUE (product_id, customer_id)
);
CREATE INDEX reviews_of_product ON reviews (product_id, created_at, id);
