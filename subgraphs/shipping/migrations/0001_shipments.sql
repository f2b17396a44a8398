-- Up Migration

CREATE TABLE shipments (
  id uuid PRIMARY KEY,
  -- One parcel an order.
  order_id uuid NOT NULL UNIQUE,
  customer_id uuid NOT NULL,
  address jsonb NOT NULL,
  items jsonb NOT NULL,
  status text NOT NULL CHECK (status IN ('REQUESTED', 'BOOKED', 'DISPATCHED', 'FAILED', 'CANCELLED')),
  tracking_number text,
  cancel_requested boolean NOT NULL DEFAULT false,
  version integer NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL,
  dispatched_at timestamptz,
  -- When the carrier is to be asked next, and how often it has been; null once the shipment has ended.
  ask_at timestamptz,
  asked integer NOT NULL DEFAULT 0,
  CHECK (status NOT IN ('BOOKED', 'DISPATCHED') OR tracking_number IS NOT NULL),
  CHECK ((ask_at IS NULL) = (status IN ('DISPATCHED', 'FAILED', 'CANCELLED')))
);
CREATE INDEX shipments_ask_at ON shipments (ask_at) WHERE ask_at IS NOT NULL;
