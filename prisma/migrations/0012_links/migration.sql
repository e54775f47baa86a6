-- Further mailboxes that are to be read for members, until they are linked or not.
CREATE TABLE mailbox_link (
  account_id uuid NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  id uuid NOT NULL,
  member_id uuid NOT NULL,
  address text NOT NULL,
  provider text NOT NULL,
  class text NOT NULL,
  asked_by uuid NOT NULL,
  asked_at timestamptz(6) NOT NULL,
  until timestamptz(6) NOT NULL,
  state text NOT NULL,
  details jsonb NOT NULL,
  version integer NOT NULL,
  CONSTRAINT mailbox_link_pkey PRIMARY KEY (account_id, id),
  CONSTRAINT mailbox_link_member FOREIGN KEY (account_id, member_id) REFERENCES member (account_id, id)
    DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT mailbox_link_asker FOREIGN KEY (account_id, asked_by) REFERENCES member (account_id, id)
    DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT mailbox_link_provider CHECK (provider IN ('google', 'microsoft')),
  CONSTRAINT mailbox_link_class CHECK (class IN ('work', 'personal')),
  CONSTRAINT mailbox_link_state CHECK (state IN ('checking', 'awaiting-owner', 'linked', 'refused', 'declined', 'expired'))
);
CREATE INDEX mailbox_link_by_member ON mailbox_link (account_id, member_id);
CREATE INDEX mailbox_link_by_asker ON mailbox_link (account_id, asked_by);
-- Whoever asks for the same meanwhile is told that it is being looked at.
CREATE UNIQUE INDEX mailbox_link_open_once ON mailbox_link (account_id, address) WHERE state IN ('checking', 'awaiting-owner');
ALTER TABLE mailbox_link OWNER TO usher_owner;
ALTER TABLE mailbox_link ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_account ON mailbox_link
  USING (account_id = nullif(current_setting('usher.account_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE ON mailbox_link TO usher_app;
