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

-- A shipment was one parcel, which the carrier knew by the shipment's id.
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

ALTER TABLE shipments DROP COLUMN items, DROP COLUMN ask_at, DROP COLUMN asked;
