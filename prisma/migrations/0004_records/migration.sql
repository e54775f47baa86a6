-- What people keep in the CRM themselves, and the keys by which programs read it.

CREATE TABLE list (
    account_id UUID NOT NULL,
    id UUID NOT NULL,
    name TEXT NOT NULL,
    owner_id UUID NOT NULL,
    privacy TEXT NOT NULL,
    created_at TIMESTAMPTZ(6) NOT NULL,
    version INTEGER NOT NULL,

    CONSTRAINT list_pkey PRIMARY KEY (account_id,id)
);

CREATE TABLE list_entry (
    account_id UUID NOT NULL,
    list_id UUID NOT NULL,
    kind TEXT NOT NULL,
    target_id UUID NOT NULL,
    audience TEXT NOT NULL,
    added_by UUID NOT NULL,
    added_at TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT list_entry_pkey PRIMARY KEY (account_id,list_id,kind,target_id)
);

CREATE TABLE note (
    account_id UUID NOT NULL,
    id UUID NOT NULL,
    author_id UUID NOT NULL,
    interaction_id UUID,
    organization_id UUID,
    audience TEXT NOT NULL,
    body TEXT NOT NULL,
    written_at TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT note_pkey PRIMARY KEY (account_id,id)
);

CREATE TABLE note_person (
    account_id UUID NOT NULL,
    note_id UUID NOT NULL,
    person_id UUID NOT NULL,

    CONSTRAINT note_person_pkey PRIMARY KEY (account_id,note_id,person_id)
);

CREATE TABLE api_key (
    account_id UUID NOT NULL,
    id UUID NOT NULL,
    member_id UUID NOT NULL,
    integration TEXT NOT NULL,
    prefix TEXT COLLATE "C" NOT NULL,
    digest TEXT NOT NULL,
    created_at TIMESTAMPTZ(6) NOT NULL,
    last_used_at TIMESTAMPTZ(6),
    state TEXT NOT NULL,
    details JSONB NOT NULL,
    version INTEGER NOT NULL,

    CONSTRAINT api_key_pkey PRIMARY KEY (account_id,id)
);

-- A link that makes a key, once. The key itself is never stored, and of the link only what recognises it.
CREATE TABLE api_key_offer (
    account_id UUID NOT NULL,
    id UUID NOT NULL,
    member_id UUID NOT NULL,
    integration TEXT NOT NULL,
    supersedes UUID,
    digest TEXT NOT NULL,
    expires_at TIMESTAMPTZ(6) NOT NULL,
    taken_at TIMESTAMPTZ(6),
    version INTEGER NOT NULL,

    CONSTRAINT api_key_offer_pkey PRIMARY KEY (account_id,id)
);

CREATE INDEX list_account_id_owner_id_idx ON list(account_id, owner_id);
CREATE INDEX list_entry_account_id_target_id_idx ON list_entry(account_id, target_id);
CREATE INDEX note_account_id_interaction_id_idx ON note(account_id, interaction_id);
CREATE INDEX note_account_id_organization_id_idx ON note(account_id, organization_id);
CREATE INDEX note_person_account_id_person_id_idx ON note_person(account_id, person_id);
CREATE INDEX api_key_account_id_member_id_idx ON api_key(account_id, member_id);
CREATE UNIQUE INDEX api_key_offer_account_id_digest_key ON api_key_offer(account_id, digest);
-- A key finds its account by its prefix, before any account is known.
CREATE UNIQUE INDEX api_key_prefix_key ON api_key(prefix);
CREATE UNIQUE INDEX api_key_active_once ON api_key(account_id, member_id) WHERE state = 'active';

ALTER TABLE list ADD CHECK (privacy IN ('private', 'shared'));
ALTER TABLE list_entry
  ADD CHECK (kind IN ('person', 'organization')),
  ADD CHECK (audience IN ('account', 'self'));
ALTER TABLE note
  ADD CHECK (audience IN ('account', 'self')),
  ADD CHECK (interaction_id IS NULL OR organization_id IS NULL);
ALTER TABLE api_key
  ADD CHECK (state IN ('active', 'revoked')),
  ADD CHECK (digest ~ '^[0-9a-f]{64}$');

-- People and organizations are not referenced: they come and go with the mail, and what points at one that went is not shown.
ALTER TABLE list ADD CONSTRAINT list_account_id_owner_id_fkey FOREIGN KEY (account_id, owner_id) REFERENCES member(account_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE list_entry ADD CONSTRAINT list_entry_account_id_list_id_fkey FOREIGN KEY (account_id, list_id) REFERENCES list(account_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE note ADD CONSTRAINT note_account_id_author_id_fkey FOREIGN KEY (account_id, author_id) REFERENCES member(account_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE note_person ADD CONSTRAINT note_person_account_id_note_id_fkey FOREIGN KEY (account_id, note_id) REFERENCES note(account_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE api_key ADD CONSTRAINT api_key_account_id_member_id_fkey FOREIGN KEY (account_id, member_id) REFERENCES member(account_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE api_key_offer ADD CONSTRAINT api_key_offer_account_id_member_id_fkey FOREIGN KEY (account_id, member_id) REFERENCES member(account_id, id) DEFERRABLE INITIALLY DEFERRED;
-- A note outlives its interaction, whatever deletes it: it becomes a regular note on the people it remembers.
ALTER TABLE note ADD CONSTRAINT note_account_id_interaction_id_fkey FOREIGN KEY (account_id, interaction_id) REFERENCES interaction(account_id, id) ON DELETE SET NULL (interaction_id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE list ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_account ON list USING (account_id = nullif(current_setting('usher.account_id', true), '')::uuid);
ALTER TABLE list_entry ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_account ON list_entry USING (account_id = nullif(current_setting('usher.account_id', true), '')::uuid);
ALTER TABLE note ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_account ON note USING (account_id = nullif(current_setting('usher.account_id', true), '')::uuid);
ALTER TABLE note_person ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_account ON note_person USING (account_id = nullif(current_setting('usher.account_id', true), '')::uuid);
ALTER TABLE api_key ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_account ON api_key USING (account_id = nullif(current_setting('usher.account_id', true), '')::uuid);
ALTER TABLE api_key_offer ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_account ON api_key_offer USING (account_id = nullif(current_setting('usher.account_id', true), '')::uuid);

-- Notes are written once; no key is ever deleted.
GRANT SELECT, INSERT ON list, list_entry, note, note_person, api_key, api_key_offer TO usher_app;
GRANT UPDATE ON list, api_key, api_key_offer TO usher_app;

CREATE POLICY across_accounts ON api_key FOR SELECT TO usher_owner USING (true);
CREATE FUNCTION usher_account_of_api_key(asked_prefix text) RETURNS TABLE (account_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS 'SELECT k.account_id FROM public.api_key k WHERE k.prefix = asked_prefix';
REVOKE ALL ON FUNCTION usher_account_of_api_key(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION usher_account_of_api_key(text) TO usher_app;
