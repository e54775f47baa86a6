-- Taking somebody out completely, step by step; its state is the step that is to be done now.
CREATE TABLE decommission (
  account_id uuid NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  id uuid NOT NULL,
  member_id uuid NOT NULL,
  started_by uuid NOT NULL,
  started_at timestamptz(6) NOT NULL,
  settled jsonb NOT NULL,
  stopped jsonb NOT NULL,
  state text NOT NULL,
  details jsonb NOT NULL,
  version integer NOT NULL,
  CONSTRAINT decommission_pkey PRIMARY KEY (account_id, id),
  CONSTRAINT decommission_member FOREIGN KEY (account_id, member_id) REFERENCES member (account_id, id)
    DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT decommission_starter FOREIGN KEY (account_id, started_by) REFERENCES member (account_id, id)
    DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT decommission_state CHECK (state IN ('disable-sync', 'remove-add-in', 'reset-mailbox', 'delete',
    'manual-folders', 'done', 'abandoned', 'came-back'))
);
CREATE INDEX decommission_by_member ON decommission (account_id, member_id, id);
CREATE INDEX decommission_by_starter ON decommission (account_id, started_by);
CREATE UNIQUE INDEX decommission_open_once ON decommission (account_id, member_id)
  WHERE state NOT IN ('done', 'abandoned', 'came-back');
ALTER TABLE decommission OWNER TO usher_owner;
ALTER TABLE decommission ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_account ON decommission
  USING (account_id = nullif(current_setting('usher.account_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE ON decommission TO usher_app;

-- Who paused the reading of a mailbox, and until when.
ALTER TABLE mailbox ADD COLUMN pauses jsonb NOT NULL DEFAULT '[]';

-- A link that came about can be taken back.
ALTER TABLE mailbox_link DROP CONSTRAINT mailbox_link_state;
ALTER TABLE mailbox_link ADD CONSTRAINT mailbox_link_state CHECK (state IN ('checking', 'awaiting-owner', 'linked', 'refused',
  'declined', 'expired', 'unlinked', 'purged', 'relinked'));
