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
