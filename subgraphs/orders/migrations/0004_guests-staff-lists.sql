-- Up Migration

-- Guests who have signed in: what they still bring is the user's.
CREATE TABLE adopted_guests (
  guest_id uuid PRIMARY KEY,
  user_id uuid NOT NULL
);

-- What staff page through, newest first: all orders, or those of some statuses.
CREATE INDEX orders_newest ON orders (placed_at DESC, id DESC);
CREATE INDEX orders_of_status ON orders (status, placed_at DESC, id DESC);
