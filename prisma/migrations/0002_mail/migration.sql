-- Copies of messages and what they say: people, organizations, interactions, connections.

CREATE TABLE mailbox_reading (
    account_id UUID NOT NULL,
    mailbox_id UUID NOT NULL,
    work_id UUID NOT NULL,
    fencing INTEGER NOT NULL,
    claimed_until TIMESTAMPTZ(6) NOT NULL,
    horizon TIMESTAMPTZ(6),
    aliases TEXT[],
    walk INTEGER NOT NULL DEFAULT 1,
    walk_has_gaps BOOLEAN NOT NULL DEFAULT false,
    unavailable_since TIMESTAMPTZ(6),
    painted_at TIMESTAMPTZ(6),

    CONSTRAINT mailbox_reading_pkey PRIMARY KEY (account_id,mailbox_id)
);

-- Provider ids differ by case alone, so they are compared byte by byte whatever the database's collation.
CREATE TABLE message_copy (
    account_id UUID NOT NULL,
    id UUID NOT NULL,
    mailbox_id UUID NOT NULL,
    provider_id TEXT COLLATE "C" NOT NULL,
    thread_id TEXT COLLATE "C",
    interaction_id UUID,
    skipped TEXT,
    occurred_at TIMESTAMPTZ(6),
    received_at TIMESTAMPTZ(6) NOT NULL,
    direction TEXT NOT NULL,
    subject TEXT,
    walk INTEGER NOT NULL,
    gone_at TIMESTAMPTZ(6),

    CONSTRAINT message_copy_pkey PRIMARY KEY (account_id,id)
);

CREATE TABLE interaction (
    account_id UUID NOT NULL,
    id UUID NOT NULL,
    group_key TEXT COLLATE "C" NOT NULL,

    CONSTRAINT interaction_pkey PRIMARY KEY (account_id,id)
);

CREATE TABLE participant (
    account_id UUID NOT NULL,
    interaction_id UUID NOT NULL,
    address TEXT COLLATE "C" NOT NULL,
    field TEXT NOT NULL,
    kind TEXT NOT NULL,
    member_id UUID,
    name TEXT,

    CONSTRAINT participant_pkey PRIMARY KEY (account_id,interaction_id,address)
);

CREATE TABLE organization (
    account_id UUID NOT NULL,
    id UUID NOT NULL,
    domain TEXT COLLATE "C" NOT NULL,

    CONSTRAINT organization_pkey PRIMARY KEY (account_id,id)
);

CREATE TABLE person (
    account_id UUID NOT NULL,
    id UUID NOT NULL,
    address TEXT COLLATE "C" NOT NULL,
    name TEXT,
    named_at TIMESTAMPTZ(6),
    organization_id UUID,

    CONSTRAINT person_pkey PRIMARY KEY (account_id,id)
);

-- One row per copy and person, so that a copy that goes takes along exactly what it brought.
CREATE TABLE edge_touch (
    account_id UUID NOT NULL,
    copy_id UUID NOT NULL,
    person_id UUID NOT NULL,
    member_id UUID NOT NULL,
    interaction_id UUID NOT NULL,
    mailbox_class TEXT NOT NULL,
    at TIMESTAMPTZ(6) NOT NULL,
    direction TEXT NOT NULL,
    weight DOUBLE PRECISION NOT NULL,

    CONSTRAINT edge_touch_pkey PRIMARY KEY (account_id,copy_id,person_id)
);

CREATE TABLE connection (
    account_id UUID NOT NULL,
    member_id UUID NOT NULL,
    person_id UUID NOT NULL,
    mailbox_class TEXT NOT NULL,
    outgoing DOUBLE PRECISION NOT NULL,
    incoming DOUBLE PRECISION NOT NULL,
    as_of TIMESTAMPTZ(6) NOT NULL,
    first_at TIMESTAMPTZ(6) NOT NULL,
    last_at TIMESTAMPTZ(6) NOT NULL,
    sent INTEGER NOT NULL,
    received INTEGER NOT NULL,

    CONSTRAINT connection_pkey PRIMARY KEY (account_id,member_id,person_id,mailbox_class)
);

-- Messages that could not be read: which and why, and nothing of what is in them.
CREATE TABLE parked_item (
    account_id UUID NOT NULL,
    mailbox_id UUID NOT NULL,
    provider_id TEXT COLLATE "C" NOT NULL,
    reason TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    parked_at TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT parked_item_pkey PRIMARY KEY (account_id,mailbox_id,provider_id)
);

CREATE UNIQUE INDEX message_copy_account_id_mailbox_id_provider_id_key ON message_copy(account_id, mailbox_id, provider_id);
CREATE INDEX message_copy_account_id_interaction_id_idx ON message_copy(account_id, interaction_id);
CREATE INDEX message_copy_gone ON message_copy(account_id, mailbox_id, gone_at) WHERE gone_at IS NOT NULL;
CREATE UNIQUE INDEX interaction_account_id_group_key_key ON interaction(account_id, group_key);
CREATE INDEX participant_account_id_address_idx ON participant(account_id, address);
CREATE UNIQUE INDEX organization_account_id_domain_key ON organization(account_id, domain);
CREATE UNIQUE INDEX person_account_id_address_key ON person(account_id, address);
CREATE INDEX person_account_id_organization_id_idx ON person(account_id, organization_id);
CREATE INDEX edge_touch_account_id_member_id_person_id_idx ON edge_touch(account_id, member_id, person_id);
CREATE INDEX connection_account_id_person_id_idx ON connection(account_id, person_id);

ALTER TABLE message_copy
  ADD CHECK ((interaction_id IS NULL) = (skipped IS NOT NULL)),
  ADD CHECK ((interaction_id IS NULL) = (occurred_at IS NULL)),
  ADD CHECK (direction IN ('sent', 'received'));
ALTER TABLE edge_touch
  ADD CHECK (mailbox_class IN ('work', 'personal')),
  ADD CHECK (direction IN ('outgoing', 'incoming')),
  ADD CHECK (weight > 0);
ALTER TABLE connection ADD CHECK (sent + received > 0);

-- Checked at commit, so that the order of writing inside a transaction does not matter. Only what is written once or
-- twice per message is checked: the checks of participants, touches and connections took longer than all the rest.
ALTER TABLE mailbox_reading ADD CONSTRAINT mailbox_reading_account_id_mailbox_id_fkey FOREIGN KEY (account_id, mailbox_id) REFERENCES mailbox(account_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE message_copy ADD CONSTRAINT message_copy_account_id_mailbox_id_fkey FOREIGN KEY (account_id, mailbox_id) REFERENCES mailbox(account_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE message_copy ADD CONSTRAINT message_copy_account_id_interaction_id_fkey FOREIGN KEY (account_id, interaction_id) REFERENCES interaction(account_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE person ADD CONSTRAINT person_account_id_organization_id_fkey FOREIGN KEY (account_id, organization_id) REFERENCES organization(account_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE parked_item ADD CONSTRAINT parked_item_account_id_mailbox_id_fkey FOREIGN KEY (account_id, mailbox_id) REFERENCES mailbox(account_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE interaction ADD CONSTRAINT interaction_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE organization ADD CONSTRAINT organization_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) DEFERRABLE INITIALLY DEFERRED;

-- An account's transaction sees that account; without one, nothing is seen. FORCE binds the owner too.
ALTER TABLE mailbox_reading ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_account ON mailbox_reading USING (account_id = nullif(current_setting('usher.account_id', true), '')::uuid);
ALTER TABLE interaction ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_account ON interaction USING (account_id = nullif(current_setting('usher.account_id', true), '')::uuid);
ALTER TABLE message_copy ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_account ON message_copy USING (account_id = nullif(current_setting('usher.account_id', true), '')::uuid);
ALTER TABLE participant ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_account ON participant USING (account_id = nullif(current_setting('usher.account_id', true), '')::uuid);
ALTER TABLE organization ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_account ON organization USING (account_id = nullif(current_setting('usher.account_id', true), '')::uuid);
ALTER TABLE person ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_account ON person USING (account_id = nullif(current_setting('usher.account_id', true), '')::uuid);
ALTER TABLE edge_touch ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_account ON edge_touch USING (account_id = nullif(current_setting('usher.account_id', true), '')::uuid);
ALTER TABLE connection ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_account ON connection USING (account_id = nullif(current_setting('usher.account_id', true), '')::uuid);
ALTER TABLE parked_item ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_account ON parked_item USING (account_id = nullif(current_setting('usher.account_id', true), '')::uuid);

-- Derived data comes and goes with the mail it was derived from.
GRANT SELECT, INSERT, UPDATE, DELETE ON mailbox_reading, interaction, message_copy, participant, organization, person, edge_touch, connection, parked_item TO usher_app;
