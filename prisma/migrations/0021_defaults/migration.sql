-- What a seat gets where whoever invites says nothing; accounts from before begin with none.
ALTER TABLE account ADD COLUMN seat_defaults jsonb NOT NULL DEFAULT '{}';
ALTER TABLE account ALTER COLUMN seat_defaults DROP DEFAULT;

-- Newcomers are put into a team where whoever set the rule said so, or the defaults did.
ALTER TABLE provisioning_rule ADD COLUMN team text;

-- One thing that is done for several members, one after the other: a change of their seats, or a look at their mailboxes.
CREATE TABLE round (
  account_id uuid NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  id uuid NOT NULL,
  asked_by uuid NOT NULL,
  asked_at timestamptz(6) NOT NULL,
  kind text NOT NULL CONSTRAINT round_kind CHECK (kind IN ('change', 'check')),
  deed jsonb NOT NULL,
  sentence text,
  plan_hash text,
  delivery_id uuid,
  state text NOT NULL CONSTRAINT round_state CHECK (state IN ('running', 'finished')),
  details jsonb NOT NULL,
  version integer NOT NULL,
  CONSTRAINT round_pkey PRIMARY KEY (account_id, id),
  CONSTRAINT round_consent CHECK (
    kind = 'check' OR (sentence IS NOT NULL AND plan_hash IS NOT NULL AND delivery_id IS NOT NULL)
  ),
  CONSTRAINT round_asker FOREIGN KEY (account_id, asked_by) REFERENCES member (account_id, id)
    DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX round_by_asker ON round (account_id, asked_by);
-- Mail systems are asked for one round at a time.
CREATE UNIQUE INDEX round_looks_once ON round (account_id) WHERE state = 'running' AND kind = 'check';
CREATE TABLE round_row (
  account_id uuid NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  round_id uuid NOT NULL,
  number integer NOT NULL,
  member_id uuid NOT NULL,
  state text NOT NULL CONSTRAINT round_row_state CHECK (state IN ('waiting', 'looking', 'ended')),
  details jsonb NOT NULL,
  version integer NOT NULL,
  CONSTRAINT round_row_pkey PRIMARY KEY (account_id, round_id, number),
  CONSTRAINT round_row_round FOREIGN KEY (account_id, round_id) REFERENCES round (account_id, id)
    DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT round_row_member FOREIGN KEY (account_id, member_id) REFERENCES member (account_id, id)
    DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX round_row_by_member ON round_row (account_id, member_id);
ALTER TABLE round OWNER TO usher_owner;
ALTER TABLE round ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_account ON round
  USING (account_id = nullif(current_setting('usher.account_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE ON round TO usher_app;
ALTER TABLE round_row OWNER TO usher_owner;
ALTER TABLE round_row ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_account ON round_row
  USING (account_id = nullif(current_setting('usher.account_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE ON round_row TO usher_app;
