-- Up Migration

-- An aggregate with a message that could not be applied. As long as it is here, its later messages are parked behind.
CREATE TABLE parked_aggregates (
  consumer text NOT NULL,
  aggregate_id uuid NOT NULL,
  -- Tries of its first message since it was parked, and why the last one failed.
  attempts integer NOT NULL DEFAULT 0,
  last_error text,
  failing_since timestamptz NOT NULL DEFAULT now(),
  -- infinity: it waits for a person.
  next_try_at timestamptz NOT NULL,
  PRIMARY KEY (consumer, aggregate_id)
);
CREATE INDEX parked_aggregates_due ON parked_aggregates (consumer, next_try_at);

-- json and not jsonb, which refuses some texts: whatever could be read can be parked.
CREATE TABLE parked_messages (
  position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  consumer text NOT NULL,
  aggregate_id uuid NOT NULL,
  event_id uuid NOT NULL,
  envelope json NOT NULL,
  parked_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (consumer, event_id),
  FOREIGN KEY (consumer, aggregate_id) REFERENCES parked_aggregates
);
CREATE INDEX parked_messages_in_order ON parked_messages (consumer, aggregate_id, position);
