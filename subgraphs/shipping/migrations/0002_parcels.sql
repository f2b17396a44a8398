-- Up Migration

CREATE TABLE parcels (
  -- Also what the carrier knows it by.
  id uuid PRIMARY KEY,
  shipment_id uuid NOT NULL REFERENCES shipments (id),
  number integer NOT NULL CHECK (number > 0),
  items jsonb NOT NULL,
  status text NOT NULL CHECK (status IN (
    'REQUESTED', 'BOOKED', 'DISPATCHED', 'IN_TRANSIT', 'OUT_FOR_DELIVERY', 'DELIVERED', 'FAILED', 'CANCELLED'
  )),
  tracking_number text,
  -- Steps and their times, oldest first.
  tracking jsonb NOT NULL DEFAULT '[]',
  -- When the carrier is to be asked next, and how often it has been since the last change; null when nothing more can come.
  ask_at timestamptz,
  asked integer NOT NULL DEFAULT 0,
  UNIQUE (shipment_id, number),
  CHECK (status IN ('REQUESTED', 'FAILED', 'CANCELLED') OR tracking_number IS NOT NULL),
  CHECK (status NOT IN ('DELIVERED', 'FAILED', 'CANCELLED') OR ask_at IS NULL)
);
CREATE INDEX parcels_ask_at ON parcels (ask_at) WHERE ask_at IS NOT NULL;

-- The version before this may run beside it: it goes on reading and writing shipments' items, ask_at and asked, which this
-- one leaves alone. What it takes in is one parcel, whose id is the shipment's, so that either version books the same.
ALTER TABLE shipments ALTER COLUMN items DROP NOT NULL, DROP CONSTRAINT shipments_check1;
CREATE FUNCTION add_only_parcel() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO parcels (id, shipment_id, number, items, status, ask_at) VALUES (NEW.id, NEW.id, 1, NEW.items, NEW.status, NEW.ask_at);
  RETURN NULL;
END $$;
CREATE TRIGGER shipments_only_parcel AFTER INSERT ON shipments FOR EACH ROW
  WHEN (NEW.items IS NOT NULL) EXECUTE FUNCTION add_only_parcel();

CREATE FUNCTION pg_temp.step(step text, at timestamptz) RETURNS jsonb LANGUAGE sql AS $$
  SELECT jsonb_build_object('step', step, 'at', to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
$$;
INSERT INTO parcels (id, shipment_id, number, items, status, tracking_number, tracking, ask_at, asked)
SELECT id, id, 1, items, status, tracking_number,
  CASE WHEN tracking_number IS NULL THEN '[]'
       WHEN dispatched_at IS NULL THEN jsonb_build_array(pg_temp.step('BOOKED', created_at))
       ELSE jsonb_build_array(pg_temp.step('BOOKED', created_at), pg_temp.step('DISPATCHED', dispatched_at)) END,
  ask_at, asked
FROM shipments;
