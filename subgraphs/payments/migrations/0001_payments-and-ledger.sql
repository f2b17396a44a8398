-- Up Migration

-- What is to be paid for an order, and how far that has come. Its row is the lock for everything that moves the order's money.
CREATE TABLE order_payments (
  order_id uuid PRIMARY KEY,
  customer_id uuid NOT NULL,
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  state text NOT NULL CHECK (state IN ('OPEN', 'AUTHORIZED', 'CAPTURED', 'VOIDED', 'CLOSED')),
  -- Grows with every change; what readers of our events drop repetitions by.
  version integer NOT NULL DEFAULT 1,
  -- The newest command, whose correlation our events go on with.
  cause jsonb NOT NULL,
  opened_at timestamptz NOT NULL DEFAULT now()
);

-- Orders that were voided before anything was opened: a late opening is refused.
CREATE TABLE early_voids (
  order_id uuid PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT now()
);

-- One attempt to pay. The provider knows it by the same id.
CREATE TABLE payments (
  id uuid PRIMARY KEY,
  order_id uuid NOT NULL REFERENCES order_payments,
  customer_id uuid NOT NULL,
  method text NOT NULL CHECK (method IN ('CARD', 'WALLET', 'BANK_TRANSFER')),
  state text NOT NULL CHECK (state IN ('PENDING', 'AUTHORIZED', 'CAPTURED', 'VOIDED', 'DECLINED')),
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  currency text NOT NULL,
  idempotency_key text NOT NULL,
  -- SHA-256 of the input. The token itself is kept nowhere.
  fingerprint bytea NOT NULL,
  provider_reference text,
  decline_code text,
  decline_retryable boolean,
  -- Approved when the order had ended already: it is given back and was never announced as authorised.
  approved_late boolean NOT NULL DEFAULT false,
  -- What the provider has still to do about an authorised payment.
  wanted text CHECK (wanted IN ('CAPTURE', 'VOID')),
  -- When the settling worker looks at it (again).
  look_again_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (customer_id, idempotency_key),
  CHECK (state NOT IN ('AUTHORIZED', 'CAPTURED', 'VOIDED') OR provider_reference IS NOT NULL),
  CHECK (state <> 'DECLINED' OR (decline_code IS NOT NULL AND decline_retryable IS NOT NULL)),
  CHECK (wanted IS NULL OR state = 'AUTHORIZED')
);
-- An order is never charged twice, whatever the code above does.
CREATE UNIQUE INDEX payments_one_live ON payments (order_id) WHERE state IN ('PENDING', 'AUTHORIZED', 'CAPTURED');
CREATE INDEX payments_of_order ON payments (order_id, id);
CREATE INDEX payments_to_look_at ON payments (look_again_at) WHERE look_again_at IS NOT NULL;

CREATE TABLE ledger_transactions (
  id uuid PRIMARY KEY,
  payment_id uuid NOT NULL REFERENCES payments,
  kind text NOT NULL CHECK (kind IN ('AUTHORIZE', 'CAPTURE', 'VOID')),
  at timestamptz NOT NULL DEFAULT now(),
  -- Nothing is booked twice.
  UNIQUE (payment_id, kind)
);

-- Debits are positive, credits negative.
CREATE TABLE ledger_entries (
  transaction_id uuid NOT NULL REFERENCES ledger_transactions,
  account text NOT NULL CHECK (account IN ('authorized-funds', 'customer-holds', 'provider-clearing', 'revenue')),
  amount_minor bigint NOT NULL CHECK (amount_minor <> 0),
  currency text NOT NULL,
  PRIMARY KEY (transaction_id, account, currency)
);

CREATE FUNCTION check_ledger_balance() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  subject uuid := CASE TG_TABLE_NAME WHEN 'ledger_transactions' THEN to_jsonb(NEW)->>'id' ELSE to_jsonb(NEW)->>'transaction_id' END;
BEGIN
  IF NOT EXISTS (SELECT FROM ledger_entries WHERE transaction_id = subject) THEN
    RAISE EXCEPTION 'ledger transaction % has no entries', subject USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (SELECT FROM ledger_entries WHERE transaction_id = subject GROUP BY currency HAVING sum(amount_minor) <> 0) THEN
    RAISE EXCEPTION 'ledger transaction % does not balance', subject USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;

-- Deferred: a transaction's entries are complete only at the commit.
CREATE CONSTRAINT TRIGGER ledger_transactions_balance AFTER INSERT ON ledger_transactions
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_ledger_balance();
CREATE CONSTRAINT TRIGGER ledger_entries_balance AFTER INSERT ON ledger_entries
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_ledger_balance();

CREATE FUNCTION refuse_ledger_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the ledger is only ever added to' USING ERRCODE = 'check_violation';
END $$;

CREATE TRIGGER ledger_transactions_fixed BEFORE UPDATE OR DELETE ON ledger_transactions
  FOR EACH ROW EXECUTE FUNCTION refuse_ledger_change();
CREATE TRIGGER ledger_entries_fixed BEFORE UPDATE OR DELETE ON ledger_entries
  FOR EACH ROW EXECUTE FUNCTION refuse_ledger_change();
