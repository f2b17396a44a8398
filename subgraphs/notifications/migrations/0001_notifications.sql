-- Up Migration

CREATE TABLE notifications (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('WELCOME', 'ORDER_PLACED', 'ORDER_PAID', 'ORDER_COMPLETED', 'ORDER_CANCELLED')),
  title text NOT NULL,
  body text NOT NULL,
  order_id uuid,
  created_at timestamptz NOT NULL,
  read_at timestamptz
);
-- Ids are UUIDv7: by id is by time.
CREATE INDEX notifications_user ON notifications (user_id, id DESC);
CREATE INDEX notifications_unread ON notifications (user_id) WHERE read_at IS NULL;
