-- Up Migration

CREATE TABLE users (
  id uuid PRIMARY KEY,
  -- Lower case: "Ada@Example.com" and "ada@example.com" are one account.
  email text NOT NULL UNIQUE CHECK (email = lower(email COLLATE "C")),
  name text NOT NULL,
  roles text[] NOT NULL CHECK (cardinality(roles) > 0 AND roles <@ ARRAY['CUSTOMER', 'STAFF', 'ADMIN']),
  created_at timestamptz NOT NULL DEFAULT now(),
  -- Of the newest event that tells of the user.
  version integer NOT NULL DEFAULT 1 CHECK (version > 0)
);

-- Apart from users, so that no query for a user can bring a hash along.
CREATE TABLE credentials (
  user_id uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
  password_hash text NOT NULL CHECK (password_hash LIKE '$argon2id$%'),
  changed_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE sessions (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  created_at timestamptz NOT NULL DEFAULT now(),
  -- That of its newest refresh token.
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz
);
CREATE INDEX sessions_user_id ON sessions (user_id) WHERE revoked_at IS NULL;
CREATE INDEX sessions_expires_at ON sessions (expires_at);

-- Used tokens stay until they expire: one that is used again tells of a thief.
CREATE TABLE refresh_tokens (
  hash bytea PRIMARY KEY CHECK (length(hash) = 32),
  session_id uuid NOT NULL REFERENCES sessions ON DELETE CASCADE,
  expires_at timestamptz NOT NULL,
  rotated_at timestamptz
);
CREATE INDEX refresh_tokens_session_id ON refresh_tokens (session_id);
CREATE INDEX refresh_tokens_expires_at ON refresh_tokens (expires_at);

CREATE TABLE addresses (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  name text NOT NULL,
  street text NOT NULL,
  city text NOT NULL,
  state text,
  postal_code text NOT NULL,
  country text NOT NULL CHECK (country ~ '^[A-Z]{2}$')
);
CREATE INDEX addresses_user_id ON addresses (user_id, id);
