-- Written by hand. schema/*.prisma describes the same for the client; a test compares the two.
ALTER TABLE account ADD COLUMN removals INTEGER NOT NULL DEFAULT 0;

CREATE TABLE removal_request (
    account_id UUID NOT NULL,
    id UUID NOT NULL,
    number INTEGER NOT NULL,
    member_id UUID NOT NULL,
    due_by TIMESTAMPTZ(6) NOT NULL,
    body JSONB NOT NULL,
    state TEXT NOT NULL,
    details JSONB NOT NULL,
    version INTEGER NOT NULL,

    CONSTRAINT removal_request_pkey PRIMARY KEY (account_id,id)
);

-- Digests under a key that the database does not hold: whoever reads this table can name nobody.
CREATE TABLE suppression (
    account_id UUID NOT NULL,
    digest TEXT NOT NULL,
    since TIMESTAMPTZ(6) NOT NULL,
    lifted_at TIMESTAMPTZ(6),

    CONSTRAINT suppression_pkey PRIMARY KEY (account_id,digest)
);

CREATE UNIQUE INDEX removal_request_account_id_number_key ON removal_request(account_id, number);
CREATE INDEX removal_request_account_id_member_id_idx ON removal_request(account_id, member_id);
-- Whoever asks for the same meanwhile joins the one that is open.
CREATE UNIQUE INDEX removal_open_once ON removal_request(account_id, member_id) WHERE state NOT IN ('completed', 'rejected', 'withdrawn');

ALTER TABLE removal_request
  ADD CHECK (number > 0),
  ADD CHECK (state IN ('awaiting-endorsement', 'submitted', 'assigned', 'info-needed', 'scheduled', 'executing', 'failed',
    'completed', 'rejected', 'withdrawn'));

-- Checked at commit, so that the order of writing inside a transaction does not matter.
ALTER TABLE removal_request ADD CONSTRAINT removal_request_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE removal_request ADD CONSTRAINT removal_request_account_id_member_id_fkey FOREIGN KEY (account_id, member_id) REFERENCES member(account_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE suppression ADD CONSTRAINT suppression_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) DEFERRABLE INITIALLY DEFERRED;

-- An account's transaction sees that account; without one, nothing is seen. FORCE binds the owner too.
ALTER TABLE removal_request ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_account ON removal_request USING (account_id = nullif(current_setting('usher.account_id', true), '')::uuid);
ALTER TABLE suppression ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_account ON suppression USING (account_id = nullif(current_setting('usher.account_id', true), '')::uuid);

-- Neither a request nor a suppression is ever deleted.
GRANT SELECT, INSERT, UPDATE ON removal_request, suppression TO usher_app;
-- Whoever is removed is linked to no chat any more.
GRANT DELETE ON identity TO usher_app;
