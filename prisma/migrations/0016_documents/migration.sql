-- Files that people asked for, until they have them. What they hold is made when they leave and stored nowhere.
CREATE TABLE document (
  account_id uuid NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  id uuid NOT NULL,
  member_id uuid NOT NULL,
  delivery_id uuid NOT NULL,
  name text NOT NULL,
  asked_at timestamptz(6) NOT NULL,
  attempts integer NOT NULL CHECK (attempts >= 0),
  state text NOT NULL CONSTRAINT document_state CHECK (state IN (
    'wanted', 'offered', 'placed', 'handing', 'handed', 'declined', 'expired', 'failed'
  )),
  details jsonb NOT NULL,
  version integer NOT NULL,
  CONSTRAINT document_pkey PRIMARY KEY (account_id, id),
  CONSTRAINT document_member FOREIGN KEY (account_id, member_id) REFERENCES member (account_id, id)
    DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT document_delivery FOREIGN KEY (account_id, delivery_id) REFERENCES delivery (account_id, id)
    DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX document_by_member ON document (account_id, member_id);
CREATE INDEX document_by_delivery ON document (account_id, delivery_id);
ALTER TABLE document OWNER TO usher_owner;
ALTER TABLE document ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_account ON document
  USING (account_id = nullif(current_setting('usher.account_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE ON document TO usher_app;

-- Readings of who there is in the company's directories, one at a time, and who was found, kept for a day.
CREATE TABLE directory_look (
  account_id uuid NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  id uuid NOT NULL,
  asked_by uuid NOT NULL,
  asked_at timestamptz(6) NOT NULL,
  state text NOT NULL CONSTRAINT directory_look_state CHECK (state IN ('reading', 'read', 'failed', 'forgotten')),
  details jsonb NOT NULL,
  version integer NOT NULL,
  CONSTRAINT directory_look_pkey PRIMARY KEY (account_id, id),
  CONSTRAINT directory_look_asker FOREIGN KEY (account_id, asked_by) REFERENCES member (account_id, id)
    DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX directory_look_by_asker ON directory_look (account_id, asked_by);
-- Whoever asks meanwhile waits for the same reading.
CREATE UNIQUE INDEX directory_look_open_once ON directory_look (account_id) WHERE state = 'reading';
CREATE TABLE directory_person (
  account_id uuid NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  look_id uuid NOT NULL,
  address text NOT NULL,
  provider text NOT NULL CONSTRAINT directory_person_provider CHECK (provider IN ('google', 'microsoft')),
  full_name text NOT NULL,
  CONSTRAINT directory_person_pkey PRIMARY KEY (account_id, look_id, address),
  CONSTRAINT directory_person_look FOREIGN KEY (account_id, look_id) REFERENCES directory_look (account_id, id)
    DEFERRABLE INITIALLY DEFERRED
);
ALTER TABLE directory_look OWNER TO usher_owner;
ALTER TABLE directory_look ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_account ON directory_look
  USING (account_id = nullif(current_setting('usher.account_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE ON directory_look TO usher_app;
ALTER TABLE directory_person OWNER TO usher_owner;
ALTER TABLE directory_person ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_account ON directory_person
  USING (account_id = nullif(current_setting('usher.account_id', true), '')::uuid);
GRANT SELECT, INSERT, DELETE ON directory_person TO usher_app;
