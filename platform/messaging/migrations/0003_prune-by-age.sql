-- Up Migration

-- What is old is found without reading all that is not. Rows come in the order of their age, so a few bytes for each
-- megabyte of the table say where to look.
CREATE INDEX inbox_applied_at ON inbox USING brin (applied_at) WITH (autosummarize = on);
CREATE INDEX idempotency_keys_created_at ON idempotency_keys USING brin (created_at) WITH (autosummarize = on);
