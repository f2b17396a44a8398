-- Up Migration

-- Bank transfers: of a PENDING payment, the reference says that the provider has taken it up and awaits the money. Of a
-- DECLINED one that was held as never sent, that it had arrived after all and has been given back.
ALTER TABLE payments DROP CONSTRAINT payments_check2;
ALTER TABLE payments ADD CONSTRAINT payments_wanted_of CHECK (
  wanted IS NULL OR state = 'AUTHORIZED' OR (state = 'PENDING' AND wanted = 'VOID' AND provider_reference IS NOT NULL)
);
-- Webhooks name the provider's reference.
CREATE INDEX payments_of_reference ON payments (provider_reference) WHERE provider_reference IS NOT NULL;

-- The sum of all refunds that were asked for or are done: never more than was taken, whatever the code above does.
ALTER TABLE payments ADD COLUMN refunds_minor bigint NOT NULL DEFAULT 0;
ALTER TABLE payments ADD CONSTRAINT payments_refunds_minor CHECK (refunds_minor BETWEEN 0 AND amount_minor);
ALTER TABLE payments ADD CONSTRAINT payments_refunds_of CHECK (refunds_minor = 0 OR state = 'CAPTURED');

-- One refund. The provider knows it by the same id.
CREATE TABLE refunds (
  id uuid PRIMARY KEY,
  order_id uuid NOT NULL REFERENCES order_payments,
  payment_id uuid NOT NULL REFERENCES payments,
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  currency text NOT NULL,
  state text NOT NULL CHECK (state IN ('PENDING', 'REFUNDED', 'FAILED')),
  failure text,
  -- The command that asked for it, whose correlation its answer goes on with.
  cause jsonb NOT NULL,
  -- When the settling worker looks at it (again).
  look_again_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CHECK ((state = 'FAILED') = (failure IS NOT NULL)),
  CHECK ((state = 'PENDING') = (look_again_at IS NOT NULL))
);
CREATE INDEX refunds_of_payment ON refunds (payment_id, id);
CREATE INDEX refunds_to_look_at ON refunds (look_again_at) WHERE look_again_at IS NOT NULL;

CREATE FUNCTION sum_refunds() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  counted bigint := CASE WHEN NEW.state = 'FAILED' THEN 0 ELSE NEW.amount_minor END;
  counted_before bigint := 0;
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.state <> 'FAILED' THEN counted_before := OLD.amount_minor; END IF;
  IF counted <> counted_before THEN
    UPDATE payments SET refunds_minor = refunds_minor + counted - counted_before WHERE id = NEW.payment_id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER refunds_summed AFTER INSERT OR UPDATE ON refunds FOR EACH ROW EXECUTE FUNCTION sum_refunds();

CREATE FUNCTION refuse_refund_deletion() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a refund is never forgotten' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER refunds_kept BEFORE DELETE ON refunds FOR EACH ROW EXECUTE FUNCTION refuse_refund_deletion();

-- Store credit of a customer: what can be spent, and what is held for orders under way. Follows the ledger's accounts
-- customer-wallet and wallet-holds.
CREATE TABLE wallets (
  customer_id uuid NOT NULL,
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  balance_minor bigint NOT NULL DEFAULT 0 CHECK (balance_minor >= 0),
  held_minor bigint NOT NULL DEFAULT 0 CHECK (held_minor >= 0),
  PRIMARY KEY (customer_id, currency)
);

-- Store credit that staff gave.
CREATE TABLE wallet_credits (
  id uuid PRIMARY KEY,
  customer_id uuid NOT NULL,
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  currency text NOT NULL,
  reason text NOT NULL,
  credited_by uuid NOT NULL,
  at timestamptz NOT NULL DEFAULT now()
);

-- Nothing is booked twice: a payment's step, a refund, a credit.
ALTER TABLE ledger_transactions DROP CONSTRAINT ledger_transactions_payment_id_kind_key;
ALTER TABLE ledger_transactions DROP CONSTRAINT ledger_transactions_kind_check;
ALTER TABLE ledger_transactions ALTER COLUMN payment_id DROP NOT NULL;
ALTER TABLE ledger_transactions ADD COLUMN refund_id uuid UNIQUE REFERENCES refunds;
ALTER TABLE ledger_transactions ADD COLUMN credit_id uuid UNIQUE REFERENCES wallet_credits;
ALTER TABLE ledger_transactions ADD CONSTRAINT ledger_transactions_kind_check
  CHECK (kind IN ('AUTHORIZE', 'CAPTURE', 'VOID', 'REFUND', 'CREDIT'));
ALTER TABLE ledger_transactions ADD CONSTRAINT ledger_transactions_subject_check CHECK (
  (payment_id IS NOT NULL) = (kind <> 'CREDIT')
  AND (refund_id IS NOT NULL) = (kind = 'REFUND')
  AND (credit_id IS NOT NULL) = (kind = 'CREDIT')
);
CREATE UNIQUE INDEX ledger_transactions_step_once ON ledger_transactions (payment_id, kind) WHERE kind <> 'REFUND';

ALTER TABLE ledger_entries DROP CONSTRAINT ledger_entries_account_check;
ALTER TABLE ledger_entries ADD CONSTRAINT ledger_entries_account_check CHECK (account IN (
  'authorized-funds', 'customer-holds', 'provider-clearing', 'revenue', 'customer-wallet', 'wallet-holds', 'goodwill'
));
