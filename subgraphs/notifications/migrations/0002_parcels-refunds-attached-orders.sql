-- Up Migration

ALTER TABLE notifications
  DROP CONSTRAINT notifications_kind_check,
  ADD CONSTRAINT notifications_kind_check CHECK (
    kind IN (
      'WELCOME', 'ORDER_PLACED', 'ORDER_PAID', 'ORDER_COMPLETED', 'ORDER_CANCELLED',
      'PARCEL_DISPATCHED', 'PARCEL_DELIVERED', 'ITEMS_RETURNED', 'PAYMENT_REFUNDED'
    )
  );
CREATE INDEX notifications_order ON notifications (order_id) WHERE order_id IS NOT NULL;

-- Orders that came to another customer, and to whom: what other services said before they knew still names the former one.
CREATE TABLE attached_orders (
  order_id uuid PRIMARY KEY,
  customer_id uuid NOT NULL
);
