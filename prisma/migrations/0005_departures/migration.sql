-- Members who leave: what was agreed to, how far it is carried out, and what it came to.
CREATE TABLE departure (
    account_id UUID NOT NULL,
    id UUID NOT NULL,
    member_id UUID NOT NULL,
    plan JSONB NOT NULL,
    consent JSONB NOT NULL,
    steps JSONB NOT NULL,
    undo JSONB NOT NULL,
    state TEXT NOT NULL,
    details JSONB NOT NULL,
    version INTEGER NOT NULL,

    CONSTRAINT departure_pkey PRIMARY KEY (account_id,id)
);
ALTER TABLE departure OWNER TO usher_owner;

CREATE INDEX departure_account_id_member_id_id_idx ON departure(account_id, member_id, id);
CREATE UNIQUE INDEX departure_open_once ON departure(account_id, member_id)
  WHERE state IN ('scheduled', 'leaving', 'undoable', 'purging');
ALTER TABLE departure ADD CHECK (state IN ('scheduled', 'leaving', 'undoable', 'purging', 'done', 'cancelled', 'undone',
  'superseded'));
ALTER TABLE departure ADD CONSTRAINT departure_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE departure ADD CONSTRAINT departure_account_id_member_id_fkey FOREIGN KEY (account_id, member_id) REFERENCES member(account_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE departure ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_account ON departure USING (account_id = nullif(current_setting('usher.account_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE ON departure TO usher_app;

-- Whose data must be kept, for a reason that somebody gave; lifted, not deleted.
CREATE TABLE legal_hold (
    account_id UUID NOT NULL,
    member_id UUID NOT NULL,
    state TEXT NOT NULL,
    details JSONB NOT NULL,
    version INTEGER NOT NULL,

    CONSTRAINT legal_hold_pkey PRIMARY KEY (account_id,member_id)
);
ALTER TABLE legal_hold OWNER TO usher_owner;
ALTER TABLE legal_hold ADD CHECK (state IN ('on', 'off'));
ALTER TABLE legal_hold ADD CONSTRAINT legal_hold_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE legal_hold ADD CONSTRAINT legal_hold_account_id_member_id_fkey FOREIGN KEY (account_id, member_id) REFERENCES member(account_id, id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE legal_hold ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_account ON legal_hold USING (account_id = nullif(current_setting('usher.account_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE ON legal_hold TO usher_app;
