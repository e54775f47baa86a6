-- Named people who share a part of a quote each have a line of their own; without a seat there is one line a part.
DROP INDEX charge_line_account_id_request_id_part_key;
CREATE UNIQUE INDEX charge_line_account_id_request_id_part_seat_id_key
  ON charge_line(account_id, request_id, part, seat_id) NULLS NOT DISTINCT;

-- What an entitlement was after each of its changes, written once: usage over time is read from it, and bills as well.
CREATE TABLE entitlement_change (
  account_id uuid NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  seat_type text NOT NULL CHECK (seat_type IN ('sync-only', 'full-access')),
  version integer NOT NULL,
  purchased integer NOT NULL,
  used integer NOT NULL,
  at timestamptz(6) NOT NULL,
  CHECK (used >= 0 AND used <= purchased),
  CONSTRAINT entitlement_change_pkey PRIMARY KEY (account_id, seat_type, version)
);
ALTER TABLE entitlement_change OWNER TO usher_owner;
ALTER TABLE entitlement_change ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_account ON entitlement_change USING (account_id = nullif(current_setting('usher.account_id', true), '')::uuid);
GRANT SELECT, INSERT ON entitlement_change TO usher_app;

-- Statements and what changes a bill go to a channel of their own.
ALTER TABLE channel DROP CONSTRAINT channel_purpose_check;
ALTER TABLE channel ADD CHECK (purpose IN ('approvals', 'jobs', 'support', 'billing'));

-- What was taken back of a charge in the period it was made for; written once, bound to its line.
CREATE TABLE credit (
  account_id uuid NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  id uuid NOT NULL,
  charge_line_id uuid NOT NULL,
  quantity integer NOT NULL CHECK (quantity > 0),
  currency text NOT NULL,
  amount_minor bigint NOT NULL CHECK (amount_minor >= 0),
  from_day date NOT NULL,
  formula text NOT NULL,
  taken_back_by uuid NOT NULL,
  at timestamptz(6) NOT NULL,
  CONSTRAINT credit_pkey PRIMARY KEY (account_id, id),
  CONSTRAINT credit_account_id_charge_line_id_fkey FOREIGN KEY (account_id, charge_line_id)
    REFERENCES charge_line (account_id, id) DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT credit_account_id_taken_back_by_fkey FOREIGN KEY (account_id, taken_back_by)
    REFERENCES member (account_id, id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX credit_account_id_charge_line_id_idx ON credit (account_id, charge_line_id);
CREATE INDEX credit_account_id_taken_back_by_idx ON credit (account_id, taken_back_by);

-- Seats that were given up; those of earlier periods end at the renewal.
CREATE TABLE reduction (
  account_id uuid NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  id uuid NOT NULL,
  seat_type text NOT NULL CHECK (seat_type IN ('sync-only', 'full-access')),
  plan jsonb NOT NULL,
  plan_hash text NOT NULL,
  sentence text NOT NULL,
  agreed_by uuid NOT NULL,
  delivery_id uuid NOT NULL,
  at timestamptz(6) NOT NULL,
  state text NOT NULL CHECK (state IN ('pending', 'done')),
  details jsonb NOT NULL,
  version integer NOT NULL,
  CONSTRAINT reduction_pkey PRIMARY KEY (account_id, id),
  CONSTRAINT reduction_account_id_agreed_by_fkey FOREIGN KEY (account_id, agreed_by)
    REFERENCES member (account_id, id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX reduction_account_id_agreed_by_idx ON reduction (account_id, agreed_by);

-- One bill for each period and currency, written once.
CREATE TABLE statement (
  account_id uuid NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  number integer NOT NULL CHECK (number > 0),
  period_start date NOT NULL,
  currency text NOT NULL,
  due_minor bigint NOT NULL,
  hash text NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),
  body jsonb NOT NULL,
  CONSTRAINT statement_pkey PRIMARY KEY (account_id, number)
);
CREATE UNIQUE INDEX statement_account_id_period_start_currency_key ON statement (account_id, period_start, currency);

ALTER TABLE credit OWNER TO usher_owner;
ALTER TABLE credit ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_account ON credit USING (account_id = nullif(current_setting('usher.account_id', true), '')::uuid);
ALTER TABLE reduction OWNER TO usher_owner;
ALTER TABLE reduction ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_account ON reduction USING (account_id = nullif(current_setting('usher.account_id', true), '')::uuid);
ALTER TABLE statement OWNER TO usher_owner;
ALTER TABLE statement ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_account ON statement USING (account_id = nullif(current_setting('usher.account_id', true), '')::uuid);
GRANT SELECT, INSERT ON credit, reduction, statement TO usher_app;
GRANT UPDATE ON reduction TO usher_app;
