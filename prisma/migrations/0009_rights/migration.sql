-- With whom synced e-mails and meetings are shared.
ALTER TABLE account ADD COLUMN mail_sharing text NOT NULL DEFAULT 'everyone',
  ADD CONSTRAINT account_mail_sharing CHECK (mail_sharing IN ('everyone', 'teams-only'));

-- Teams of an Enterprise account. Two names that differ in case or accents only are one team.
CREATE TABLE team (
  account_id uuid NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  id uuid NOT NULL,
  name text NOT NULL,
  folded text NOT NULL,
  CONSTRAINT team_pkey PRIMARY KEY (account_id, id),
  CONSTRAINT team_name UNIQUE (account_id, folded)
);
ALTER TABLE team OWNER TO usher_owner;
ALTER TABLE team ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_account ON team USING (account_id = nullif(current_setting('usher.account_id', true), '')::uuid);
GRANT SELECT, INSERT ON team TO usher_app;

-- Changes of a privacy level, with what was agreed to, until what is stored agrees with the level.
CREATE TABLE privacy_change (
  account_id uuid NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  id uuid NOT NULL,
  member_id uuid NOT NULL,
  asked_by uuid NOT NULL,
  asked_at timestamptz(6) NOT NULL,
  before text NOT NULL,
  level text NOT NULL,
  sentence text NOT NULL,
  subjects integer NOT NULL CHECK (subjects >= 0),
  purged integer NOT NULL CHECK (purged >= 0),
  state text NOT NULL,
  details jsonb NOT NULL,
  version integer NOT NULL,
  CONSTRAINT privacy_change_pkey PRIMARY KEY (account_id, id),
  CONSTRAINT privacy_change_member FOREIGN KEY (account_id, member_id) REFERENCES member (account_id, id)
    DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT privacy_change_asker FOREIGN KEY (account_id, asked_by) REFERENCES member (account_id, id)
    DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT privacy_change_levels CHECK (before IN ('share-all', 'share-subjects', 'participants-only')
    AND level IN ('share-all', 'share-subjects', 'participants-only')),
  CONSTRAINT privacy_change_state CHECK (state IN ('purging', 'reading', 'applied', 'superseded'))
);
CREATE INDEX privacy_change_by_member ON privacy_change (account_id, member_id, id);
CREATE INDEX privacy_change_by_asker ON privacy_change (account_id, asked_by);
CREATE UNIQUE INDEX privacy_change_open_once ON privacy_change (account_id, member_id)
  WHERE state IN ('purging', 'reading');
ALTER TABLE privacy_change OWNER TO usher_owner;
ALTER TABLE privacy_change ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_account ON privacy_change
  USING (account_id = nullif(current_setting('usher.account_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE ON privacy_change TO usher_app;
