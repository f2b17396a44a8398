-- Up Migration

-- A group is bound to every version of a type: one that it does not know goes to its dead letters.
CREATE TABLE bindings_by_name (
  consumer_group text NOT NULL,
  name text NOT NULL,
  PRIMARY KEY (consumer_group, name)
);
INSERT INTO bindings_by_name SELECT DISTINCT consumer_group, regexp_replace(type, '\.v\d+$', '') FROM bindings;
DROP TABLE bindings;
ALTER TABLE bindings_by_name RENAME TO bindings;
ALTER INDEX bindings_by_name_pkey RENAME TO bindings_pkey;

-- Of a message that was a dead letter: it has a position of its own, and nothing in the feed.
ALTER TABLE deliveries ADD COLUMN envelope jsonb;
