-- What members may not change about themselves, because an Admin has kept it to those who manage the account.
ALTER TABLE account ADD COLUMN locked_settings text[] NOT NULL DEFAULT '{}',
  ADD CONSTRAINT account_locked_settings CHECK (locked_settings <@ ARRAY['privacy', 'mailboxes', 'api-keys', 'sync']);

-- For a proved domain: newcomers of the company's directory are invited by themselves, as somebody agreed to.
CREATE TABLE provisioning_rule (
  account_id uuid NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  claim_id uuid NOT NULL,
  domain text NOT NULL,
  provider text NOT NULL,
  seat_type text NOT NULL,
  privacy text NOT NULL,
  only_free boolean NOT NULL,
  per_day integer NOT NULL CHECK (per_day BETWEEN 1 AND 100),
  excluded text[] NOT NULL,
  set_by uuid NOT NULL,
  set_at timestamptz(6) NOT NULL,
  sentence text NOT NULL,
  page text,
  is_first boolean NOT NULL,
  looked_at timestamptz(6),
  next_look_at timestamptz(6) NOT NULL,
  invited_at timestamptz(6),
  batch_id uuid,
  state text NOT NULL,
  details jsonb NOT NULL,
  version integer NOT NULL,
  CONSTRAINT provisioning_rule_pkey PRIMARY KEY (account_id, claim_id),
  CONSTRAINT provisioning_rule_claim FOREIGN KEY (account_id, claim_id) REFERENCES domain_claim (account_id, id)
    DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT provisioning_rule_setter FOREIGN KEY (account_id, set_by) REFERENCES member (account_id, id)
    DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT provisioning_rule_batch FOREIGN KEY (account_id, batch_id) REFERENCES batch (account_id, id)
    DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT provisioning_rule_provider CHECK (provider IN ('google', 'microsoft')),
  CONSTRAINT provisioning_rule_seat_type CHECK (seat_type IN ('full-access', 'sync-only')),
  CONSTRAINT provisioning_rule_privacy CHECK (privacy IN ('share-all', 'share-subjects', 'participants-only')),
  CONSTRAINT provisioning_rule_state CHECK (state IN ('on', 'off', 'halted'))
);
ALTER TABLE provisioning_rule OWNER TO usher_owner;
ALTER TABLE provisioning_rule ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_account ON provisioning_rule
  USING (account_id = nullif(current_setting('usher.account_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE ON provisioning_rule TO usher_app;

-- Who was seen in the directory: as a digest that can name nobody, and by name only while they are about to be invited.
CREATE TABLE provisioning_person (
  account_id uuid NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  claim_id uuid NOT NULL,
  digest text NOT NULL,
  seen_at timestamptz(6) NOT NULL,
  state text NOT NULL,
  details jsonb NOT NULL,
  version integer NOT NULL,
  CONSTRAINT provisioning_person_pkey PRIMARY KEY (account_id, claim_id, digest),
  CONSTRAINT provisioning_person_rule FOREIGN KEY (account_id, claim_id) REFERENCES provisioning_rule (account_id, claim_id)
    DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT provisioning_person_state CHECK (state IN ('known', 'eligible', 'invited'))
);
CREATE INDEX provisioning_person_by_state ON provisioning_person (account_id, claim_id, state, seen_at);
ALTER TABLE provisioning_person OWNER TO usher_owner;
ALTER TABLE provisioning_person ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_account ON provisioning_person
  USING (account_id = nullif(current_setting('usher.account_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE ON provisioning_person TO usher_app;
