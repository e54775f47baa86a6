-- Where a surface can be reached, as it was told while it delivered something.
CREATE TABLE surface_address (
  account_id uuid NOT NULL REFERENCES account (id),
  surface text NOT NULL,
  workspace text NOT NULL,
  kind text NOT NULL CONSTRAINT surface_address_kind CHECK (kind IN ('user', 'channel', 'workspace')),
  name text NOT NULL,
  opaque text NOT NULL,
  seen_at timestamptz(6) NOT NULL,
  CONSTRAINT surface_address_pkey PRIMARY KEY (account_id, surface, workspace, kind, name)
);
ALTER TABLE surface_address OWNER TO usher_owner;
ALTER TABLE surface_address ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_account ON surface_address USING (account_id = nullif(current_setting('usher.account_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON surface_address TO usher_app;

-- What is true of the whole installation and of no account, such as which master key its secrets are wrapped with.
CREATE TABLE installation (
  name text CONSTRAINT installation_pkey PRIMARY KEY,
  value text NOT NULL
);
ALTER TABLE installation OWNER TO usher_owner;
GRANT SELECT, INSERT, UPDATE ON installation TO usher_app;
