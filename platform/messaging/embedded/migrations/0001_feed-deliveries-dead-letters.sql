-- Up Migration

-- Every message of every service, in the order in which they were taken.
CREATE TABLE feed (
  position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  envelope jsonb NOT NULL,
  occurred_at timestamptz NOT NULL,
  published_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX feed_published_at ON feed (published_at);

-- Which types a consumer group gets.
CREATE TABLE bindings (
  consumer_group text NOT NULL,
  type text NOT NULL,
  PRIMARY KEY (consumer_group, type)
);

-- What a group has still to consume, in this order within a partition.
CREATE TABLE deliveries (
  consumer_group text NOT NULL,
  partition smallint NOT NULL,
  position bigint NOT NULL,
  PRIMARY KEY (consumer_group, partition, position)
);

-- What a group could not consume.
CREATE TABLE dead_letters (
  consumer_group text NOT NULL,
  position bigint NOT NULL,
  envelope jsonb NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consumer_group, position)
);
