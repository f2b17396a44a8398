-- Up Migration

-- A session without a user is a guest's, who is nothing but this session and goes by its id.
ALTER TABLE sessions ALTER COLUMN user_id DROP NOT NULL;
