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
