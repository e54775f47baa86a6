-- The ground: every account's rows, who may see them, and the rules that hold whatever the application does.
-- Applied by usher_owner. The roles usher_owner and usher_app belong to the cluster and exist before.

CREATE TABLE account (
    id UUID NOT NULL,
    name TEXT NOT NULL,
    tier TEXT NOT NULL,
    user_managers TEXT NOT NULL,
    version INTEGER NOT NULL,
    requests INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT account_pkey PRIMARY KEY (id)
);

CREATE TABLE account_terms (
    account_id UUID NOT NULL,
    version INTEGER NOT NULL,
    terms JSONB NOT NULL,

    CONSTRAINT account_terms_pkey PRIMARY KEY (account_id,version)
);

CREATE TABLE workspace (
    account_id UUID NOT NULL,
    surface TEXT NOT NULL,
    workspace TEXT NOT NULL,

    CONSTRAINT workspace_pkey PRIMARY KEY (account_id,surface,workspace)
);

CREATE TABLE channel (
    account_id UUID NOT NULL,
    purpose TEXT NOT NULL,
    surface TEXT NOT NULL,
    workspace TEXT NOT NULL,
    channel TEXT NOT NULL,
    label TEXT NOT NULL,

    CONSTRAINT channel_pkey PRIMARY KEY (account_id,purpose,surface)
);

CREATE TABLE domain_claim (
    account_id UUID NOT NULL,
    id UUID NOT NULL,
    domain TEXT NOT NULL,
    token TEXT NOT NULL,
    claimed_at TIMESTAMPTZ(6) NOT NULL,
    state TEXT NOT NULL,
    details JSONB NOT NULL,
    version INTEGER NOT NULL,

    CONSTRAINT domain_claim_pkey PRIMARY KEY (account_id,id)
);

CREATE TABLE org_credential (
    account_id UUID NOT NULL,
    id UUID NOT NULL,
    provider TEXT NOT NULL,
    label TEXT NOT NULL,
    secret TEXT NOT NULL,
    health JSONB NOT NULL,
    version INTEGER NOT NULL,

    CONSTRAINT org_credential_pkey PRIMARY KEY (account_id,id)
);

CREATE TABLE wrapped_key (
    account_id UUID NOT NULL,
    owner TEXT NOT NULL,
    wrapped TEXT NOT NULL,

    CONSTRAINT wrapped_key_pkey PRIMARY KEY (account_id,owner)
);

CREATE TABLE approval_request (
    account_id UUID NOT NULL,
    id UUID NOT NULL,
    number INTEGER NOT NULL,
    requested_by UUID NOT NULL,
    requested_at TIMESTAMPTZ(6) NOT NULL,
    subject JSONB NOT NULL,
    quote_id UUID NOT NULL,
    policy JSONB NOT NULL,
    approvals JSONB NOT NULL,
    state TEXT NOT NULL,
    details JSONB NOT NULL,
    version INTEGER NOT NULL,

    CONSTRAINT approval_request_pkey PRIMARY KEY (account_id,id)
);

CREATE TABLE audit_record (
    account_id UUID NOT NULL,
    seq INTEGER NOT NULL,
    hash TEXT NOT NULL,
    record JSONB NOT NULL,

    CONSTRAINT audit_record_pkey PRIMARY KEY (account_id,seq)
);

CREATE TABLE quote (
    account_id UUID NOT NULL,
    id UUID NOT NULL,
    currency TEXT NOT NULL,
    total_minor BIGINT NOT NULL,
    quoted_at TIMESTAMPTZ(6) NOT NULL,
    expires_at TIMESTAMPTZ(6) NOT NULL,
    body JSONB NOT NULL,

    CONSTRAINT quote_pkey PRIMARY KEY (account_id,id)
);

CREATE TABLE acknowledgement (
    account_id UUID NOT NULL,
    id UUID NOT NULL,
    quote_id UUID NOT NULL,
    quote_hash TEXT NOT NULL,
    member_id UUID NOT NULL,
    part TEXT NOT NULL,
    sentence TEXT NOT NULL,
    currency TEXT NOT NULL,
    amount_minor BIGINT NOT NULL,
    delivery_id UUID NOT NULL,
    at TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT acknowledgement_pkey PRIMARY KEY (account_id,id)
);

CREATE TABLE charge_line (
    account_id UUID NOT NULL,
    id UUID NOT NULL,
    request_id UUID NOT NULL,
    quote_id UUID NOT NULL,
    part INTEGER NOT NULL,
    seat_type TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    seat_id UUID,
    acknowledged JSONB NOT NULL,
    state TEXT NOT NULL,
    currency TEXT,
    amount_minor BIGINT,
    details JSONB NOT NULL,
    version INTEGER NOT NULL,

    CONSTRAINT charge_line_pkey PRIMARY KEY (account_id,id)
);

CREATE TABLE delivery (
    account_id UUID NOT NULL,
    id UUID NOT NULL,
    surface TEXT NOT NULL,
    workspace TEXT NOT NULL,
    delivery_key TEXT NOT NULL,
    inbound JSONB NOT NULL,
    received_at TIMESTAMPTZ(6) NOT NULL,
    attempts INTEGER NOT NULL,
    state TEXT NOT NULL,
    details JSONB NOT NULL,

    CONSTRAINT delivery_pkey PRIMARY KEY (account_id,id)
);

CREATE TABLE stored_action (
    account_id UUID NOT NULL,
    id UUID NOT NULL,
    call JSONB NOT NULL,
    expires_at TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT stored_action_pkey PRIMARY KEY (account_id,id)
);

CREATE TABLE notice (
    account_id UUID NOT NULL,
    id UUID NOT NULL,
    key TEXT NOT NULL,
    subject TEXT NOT NULL,
    recipient JSONB NOT NULL,
    view JSONB NOT NULL,
    wanted INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    state TEXT NOT NULL,
    details JSONB NOT NULL,

    CONSTRAINT notice_pkey PRIMARY KEY (account_id,id)
);

CREATE TABLE mailbox (
    account_id UUID NOT NULL,
    id UUID NOT NULL,
    member_id UUID NOT NULL,
    provider TEXT NOT NULL,
    address TEXT NOT NULL,
    class TEXT NOT NULL,
    desired TEXT NOT NULL,
    health JSONB NOT NULL,
    cursor TEXT,
    retry_at TIMESTAMPTZ(6),
    last_sync_at TIMESTAMPTZ(6),
    next_sync_at TIMESTAMPTZ(6),
    version INTEGER NOT NULL,

    CONSTRAINT mailbox_pkey PRIMARY KEY (account_id,id)
);

CREATE TABLE sync_run (
    account_id UUID NOT NULL,
    id UUID NOT NULL,
    mailbox_id UUID NOT NULL,
    trigger TEXT NOT NULL,
    queued_at TIMESTAMPTZ(6) NOT NULL,
    expected INTEGER,
    gaps TEXT[] NOT NULL,
    tally JSONB NOT NULL,
    state TEXT NOT NULL,
    details JSONB NOT NULL,
    version INTEGER NOT NULL,

    CONSTRAINT sync_run_pkey PRIMARY KEY (account_id,id)
);

CREATE TABLE episode (
    account_id UUID NOT NULL,
    id UUID NOT NULL,
    cause TEXT NOT NULL,
    mailboxes UUID[] NOT NULL,
    opened_at TIMESTAMPTZ(6) NOT NULL,
    closed_at TIMESTAMPTZ(6),
    version INTEGER NOT NULL,

    CONSTRAINT episode_pkey PRIMARY KEY (account_id,id)
);

CREATE TABLE member (
    account_id UUID NOT NULL,
    id UUID NOT NULL,
    full_name TEXT NOT NULL,
    address TEXT NOT NULL,
    role TEXT NOT NULL,
    grants TEXT[] NOT NULL,
    standing TEXT NOT NULL,
    version INTEGER NOT NULL,

    CONSTRAINT member_pkey PRIMARY KEY (account_id,id)
);

CREATE TABLE identity (
    account_id UUID NOT NULL,
    id UUID NOT NULL,
    member_id UUID NOT NULL,
    surface TEXT NOT NULL,
    workspace TEXT NOT NULL,
    user_key TEXT NOT NULL,
    proof TEXT NOT NULL,
    linked_at TIMESTAMPTZ(6) NOT NULL,
    seen_at TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT identity_pkey PRIMARY KEY (account_id,id)
);

CREATE TABLE seat (
    account_id UUID NOT NULL,
    id UUID NOT NULL,
    member_id UUID NOT NULL,
    seat_type TEXT NOT NULL,
    team TEXT,
    privacy TEXT NOT NULL,
    provider TEXT NOT NULL,
    invited_by UUID NOT NULL,
    state TEXT NOT NULL,
    details JSONB NOT NULL,
    version INTEGER NOT NULL,

    CONSTRAINT seat_pkey PRIMARY KEY (account_id,id)
);

CREATE TABLE entitlement (
    account_id UUID NOT NULL,
    seat_type TEXT NOT NULL,
    purchased INTEGER NOT NULL,
    used INTEGER NOT NULL,
    version INTEGER NOT NULL,

    CONSTRAINT entitlement_pkey PRIMARY KEY (account_id,seat_type)
);

CREATE TABLE work (
    account_id UUID NOT NULL,
    id UUID NOT NULL,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    payload JSONB NOT NULL,
    due_at TIMESTAMPTZ(6) NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT 'open',
    reason TEXT,
    leased_until TIMESTAMPTZ(6),
    fencing INTEGER NOT NULL DEFAULT 0,
    again_at TIMESTAMPTZ(6),

    CONSTRAINT work_pkey PRIMARY KEY (account_id,id)
);

-- Indexes of the schema.
CREATE UNIQUE INDEX workspace_of_one_account ON workspace(surface, workspace);
CREATE INDEX domain_claim_account_id_domain_idx ON domain_claim(account_id, domain);
CREATE UNIQUE INDEX org_credential_account_id_provider_key ON org_credential(account_id, provider);
CREATE INDEX approval_request_account_id_requested_by_idx ON approval_request(account_id, requested_by);
CREATE INDEX approval_request_account_id_quote_id_idx ON approval_request(account_id, quote_id);
CREATE UNIQUE INDEX approval_request_account_id_number_key ON approval_request(account_id, number);
CREATE INDEX acknowledgement_account_id_member_id_idx ON acknowledgement(account_id, member_id);
CREATE UNIQUE INDEX acknowledgement_account_id_quote_id_member_id_part_key ON acknowledgement(account_id, quote_id, member_id, part);
CREATE INDEX charge_line_account_id_seat_id_idx ON charge_line(account_id, seat_id);
CREATE INDEX charge_line_account_id_quote_id_idx ON charge_line(account_id, quote_id);
CREATE UNIQUE INDEX charge_line_account_id_request_id_part_key ON charge_line(account_id, request_id, part);
CREATE INDEX delivery_account_id_state_received_at_idx ON delivery(account_id, state, received_at);
CREATE UNIQUE INDEX delivery_account_id_surface_workspace_delivery_key_key ON delivery(account_id, surface, workspace, delivery_key);
CREATE INDEX stored_action_account_id_expires_at_idx ON stored_action(account_id, expires_at);
CREATE INDEX notice_account_id_subject_idx ON notice(account_id, subject);
CREATE INDEX notice_account_id_state_idx ON notice(account_id, state);
CREATE UNIQUE INDEX notice_account_id_key_key ON notice(account_id, key);
CREATE INDEX mailbox_account_id_member_id_idx ON mailbox(account_id, member_id);
CREATE INDEX sync_run_account_id_mailbox_id_queued_at_idx ON sync_run(account_id, mailbox_id, queued_at);
CREATE INDEX episode_account_id_opened_at_idx ON episode(account_id, opened_at);
CREATE UNIQUE INDEX member_account_id_address_key ON member(account_id, address);
CREATE INDEX identity_account_id_member_id_seen_at_idx ON identity(account_id, member_id, seen_at);
CREATE UNIQUE INDEX identity_account_id_surface_workspace_user_key_key ON identity(account_id, surface, workspace, user_key);
CREATE INDEX seat_account_id_member_id_id_idx ON seat(account_id, member_id, id);
CREATE INDEX seat_account_id_invited_by_idx ON seat(account_id, invited_by);

-- Rules that the schema language cannot say.
CREATE UNIQUE INDEX domain_verified_once ON domain_claim(domain) WHERE state = 'verified';
CREATE UNIQUE INDEX domain_claimed_once ON domain_claim(account_id, domain) WHERE state NOT IN ('expired', 'revoked');
CREATE UNIQUE INDEX sync_run_unfinished_once ON sync_run(account_id, mailbox_id) WHERE state IN ('queued', 'running', 'waiting');
CREATE UNIQUE INDEX episode_open_once ON episode(account_id, cause) WHERE closed_at IS NULL;
CREATE UNIQUE INDEX work_open_once ON work(account_id, key) WHERE state = 'open';
-- The one index that does not begin with the account: the queue asks what is due, whoever owns it.
CREATE INDEX work_due ON work(due_at) WHERE state = 'open';

ALTER TABLE account
  ADD CHECK (tier IN ('essential', 'scale', 'advanced', 'enterprise')),
  ADD CHECK (user_managers IN ('enterprise-admin', 'admin', 'standard'));
ALTER TABLE channel ADD CHECK (purpose IN ('approvals', 'jobs', 'support'));
ALTER TABLE domain_claim ADD CHECK (state IN ('pending', 'verified', 'lapsed', 'conflict', 'expired', 'revoked'));
ALTER TABLE org_credential ADD CHECK (provider IN ('google', 'microsoft'));
ALTER TABLE member
  ADD CHECK (role IN ('standard', 'admin', 'enterprise-admin')),
  ADD CHECK (grants <@ ARRAY['approver', 'support']),
  ADD CHECK (standing IN ('invited', 'active', 'deactivated', 'removed'));
ALTER TABLE identity ADD CHECK (proof IN ('confirmed-address', 'first-admin', 'operator'));
ALTER TABLE seat
  ADD CHECK (seat_type IN ('sync-only', 'full-access')),
  ADD CHECK (privacy IN ('share-all', 'share-subjects', 'participants-only')),
  ADD CHECK (provider IN ('google', 'microsoft')),
  ADD CHECK (state IN ('checking', 'refused', 'awaiting-acknowledgement', 'awaiting-approval', 'provisioning', 'active',
    'deactivated', 'removed', 'declined', 'cancelled', 'expired'));
ALTER TABLE entitlement
  ADD CHECK (seat_type IN ('sync-only', 'full-access')),
  ADD CONSTRAINT entitlement_capacity CHECK (used >= 0 AND used <= purchased);
ALTER TABLE quote ADD CHECK (total_minor >= 0);
ALTER TABLE acknowledgement
  ADD CHECK (part IN ('requester', 'approver')),
  ADD CHECK (amount_minor >= 0);
ALTER TABLE charge_line
  ADD CHECK (seat_type IN ('sync-only', 'full-access')),
  ADD CHECK (quantity > 0 AND part >= 0),
  ADD CHECK (state IN ('waiting', 'accrued', 'voided')),
  ADD CHECK (amount_minor >= 0),
  ADD CHECK ((state = 'accrued') = (amount_minor IS NOT NULL) AND (amount_minor IS NULL) = (currency IS NULL));
ALTER TABLE approval_request
  ADD CHECK (number > 0),
  ADD CHECK (state IN ('pending', 'awaiting-requester', 'approved', 'rejected', 'cancelled', 'expired'));
ALTER TABLE delivery ADD CHECK (state IN ('open', 'unlinked', 'handled', 'answering', 'answered'));
ALTER TABLE notice ADD CHECK (state IN ('pending', 'sending', 'unknown', 'delivered', 'undeliverable'));
ALTER TABLE work ADD CHECK (state IN ('open', 'done', 'parked', 'cancelled'));
ALTER TABLE audit_record ADD CHECK (seq > 0), ADD CHECK (hash ~ '^[0-9a-f]{64}$');
ALTER TABLE mailbox
  ADD CHECK (provider IN ('google', 'microsoft')),
  ADD CHECK (class IN ('work', 'personal')),
  ADD CHECK (desired IN ('enabled', 'paused', 'disabled'));
ALTER TABLE sync_run
  ADD CHECK (trigger IN ('initial', 'cycle', 'forced')),
  ADD CHECK (state IN ('queued', 'running', 'waiting', 'succeeded', 'failed', 'cancelled'));

-- Checked at commit, so that the order of writing inside a transaction does not matter.
ALTER TABLE account_terms ADD CONSTRAINT account_terms_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE workspace ADD CONSTRAINT workspace_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE channel ADD CONSTRAINT channel_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE domain_claim ADD CONSTRAINT domain_claim_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE org_credential ADD CONSTRAINT org_credential_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE wrapped_key ADD CONSTRAINT wrapped_key_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE approval_request ADD CONSTRAINT approval_request_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE approval_request ADD CONSTRAINT approval_request_account_id_requested_by_fkey FOREIGN KEY (account_id, requested_by) REFERENCES member(account_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE approval_request ADD CONSTRAINT approval_request_account_id_quote_id_fkey FOREIGN KEY (account_id, quote_id) REFERENCES quote(account_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE audit_record ADD CONSTRAINT audit_record_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE quote ADD CONSTRAINT quote_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE acknowledgement ADD CONSTRAINT acknowledgement_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE acknowledgement ADD CONSTRAINT acknowledgement_account_id_quote_id_fkey FOREIGN KEY (account_id, quote_id) REFERENCES quote(account_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE acknowledgement ADD CONSTRAINT acknowledgement_account_id_member_id_fkey FOREIGN KEY (account_id, member_id) REFERENCES member(account_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE charge_line ADD CONSTRAINT charge_line_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE charge_line ADD CONSTRAINT charge_line_account_id_request_id_fkey FOREIGN KEY (account_id, request_id) REFERENCES approval_request(account_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE charge_line ADD CONSTRAINT charge_line_account_id_quote_id_fkey FOREIGN KEY (account_id, quote_id) REFERENCES quote(account_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE charge_line ADD CONSTRAINT charge_line_account_id_seat_id_fkey FOREIGN KEY (account_id, seat_id) REFERENCES seat(account_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE delivery ADD CONSTRAINT delivery_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE stored_action ADD CONSTRAINT stored_action_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE notice ADD CONSTRAINT notice_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE mailbox ADD CONSTRAINT mailbox_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE mailbox ADD CONSTRAINT mailbox_account_id_member_id_fkey FOREIGN KEY (account_id, member_id) REFERENCES member(account_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE sync_run ADD CONSTRAINT sync_run_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE sync_run ADD CONSTRAINT sync_run_account_id_mailbox_id_fkey FOREIGN KEY (account_id, mailbox_id) REFERENCES mailbox(account_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE episode ADD CONSTRAINT episode_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE member ADD CONSTRAINT member_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE identity ADD CONSTRAINT identity_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE identity ADD CONSTRAINT identity_account_id_member_id_fkey FOREIGN KEY (account_id, member_id) REFERENCES member(account_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE seat ADD CONSTRAINT seat_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE seat ADD CONSTRAINT seat_account_id_member_id_fkey FOREIGN KEY (account_id, member_id) REFERENCES member(account_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE seat ADD CONSTRAINT seat_account_id_invited_by_fkey FOREIGN KEY (account_id, invited_by) REFERENCES member(account_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE entitlement ADD CONSTRAINT entitlement_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE work ADD CONSTRAINT work_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) DEFERRABLE INITIALLY DEFERRED;

-- An account's transaction sees that account; without one, nothing is seen. FORCE binds the owner too.
ALTER TABLE account ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_account ON account USING (id = nullif(current_setting('usher.account_id', true), '')::uuid);
ALTER TABLE account_terms ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_account ON account_terms USING (account_id = nullif(current_setting('usher.account_id', true), '')::uuid);
ALTER TABLE workspace ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_account ON workspace USING (account_id = nullif(current_setting('usher.account_id', true), '')::uuid);
ALTER TABLE channel ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_account ON channel USING (account_id = nullif(current_setting('usher.account_id', true), '')::uuid);
ALTER TABLE domain_claim ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_account ON domain_claim USING (account_id = nullif(current_setting('usher.account_id', true), '')::uuid);
ALTER TABLE org_credential ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_account ON org_credential USING (account_id = nullif(current_setting('usher.account_id', true), '')::uuid);
ALTER TABLE wrapped_key ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_account ON wrapped_key USING (account_id = nullif(current_setting('usher.account_id', true), '')::uuid);
ALTER TABLE approval_request ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_account ON approval_request USING (account_id = nullif(current_setting('usher.account_id', true), '')::uuid);
ALTER TABLE audit_record ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_account ON audit_record USING (account_id = nullif(current_setting('usher.account_id', true), '')::uuid);
ALTER TABLE quote ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_account ON quote USING (account_id = nullif(current_setting('usher.account_id', true), '')::uuid);
ALTER TABLE acknowledgement ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_account ON acknowledgement USING (account_id = nullif(current_setting('usher.account_id', true), '')::uuid);
ALTER TABLE charge_line ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_account ON charge_line USING (account_id = nullif(current_setting('usher.account_id', true), '')::uuid);
ALTER TABLE delivery ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_account ON delivery USING (account_id = nullif(current_setting('usher.account_id', true), '')::uuid);
ALTER TABLE stored_action ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_account ON stored_action USING (account_id = nullif(current_setting('usher.account_id', true), '')::uuid);
ALTER TABLE notice ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_account ON notice USING (account_id = nullif(current_setting('usher.account_id', true), '')::uuid);
ALTER TABLE mailbox ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_account ON mailbox USING (account_id = nullif(current_setting('usher.account_id', true), '')::uuid);
ALTER TABLE sync_run ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_account ON sync_run USING (account_id = nullif(current_setting('usher.account_id', true), '')::uuid);
ALTER TABLE episode ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_account ON episode USING (account_id = nullif(current_setting('usher.account_id', true), '')::uuid);
ALTER TABLE member ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_account ON member USING (account_id = nullif(current_setting('usher.account_id', true), '')::uuid);
ALTER TABLE identity ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_account ON identity USING (account_id = nullif(current_setting('usher.account_id', true), '')::uuid);
ALTER TABLE seat ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_account ON seat USING (account_id = nullif(current_setting('usher.account_id', true), '')::uuid);
ALTER TABLE entitlement ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_account ON entitlement USING (account_id = nullif(current_setting('usher.account_id', true), '')::uuid);
ALTER TABLE work ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_account ON work USING (account_id = nullif(current_setting('usher.account_id', true), '')::uuid);

-- A record joins the end of its account's chain or is not stored; asked under row-level security, so of that account.
CREATE FUNCTION usher_joins_chain() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  ended record;
BEGIN
  SELECT seq, hash INTO ended FROM public.audit_record WHERE account_id = NEW.account_id ORDER BY seq DESC LIMIT 1;
  IF NEW.seq = coalesce(ended.seq, 0) + 1 AND NEW.record->>'previousHash' = coalesce(ended.hash, repeat('0', 64)) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'Audit record % does not join the chain after %', NEW.seq, coalesce(ended.seq, 0);
END $$;
CREATE TRIGGER joins_chain BEFORE INSERT ON audit_record FOR EACH ROW EXECUTE FUNCTION usher_joins_chain();

-- What the application's role may do: what is written once is never changed, and few things are ever deleted.
GRANT USAGE ON SCHEMA public TO usher_app;
GRANT SELECT, INSERT ON account, account_terms, workspace, channel, domain_claim, org_credential, wrapped_key, approval_request, audit_record, quote, acknowledgement, charge_line, delivery, stored_action, notice, mailbox, sync_run, episode, member, identity, seat, entitlement, work TO usher_app;
GRANT UPDATE ON account, workspace, channel, domain_claim, org_credential, wrapped_key, approval_request, charge_line, delivery, stored_action, notice, mailbox, sync_run, episode, member, identity, seat, entitlement, work TO usher_app;
GRANT DELETE ON stored_action, delivery, work, channel TO usher_app;

-- The few questions across accounts. The functions run as the owner, whom these policies let read four tables.
CREATE POLICY across_accounts ON account FOR SELECT TO usher_owner USING (true);
CREATE POLICY across_accounts ON workspace FOR SELECT TO usher_owner USING (true);
CREATE POLICY across_accounts ON domain_claim FOR SELECT TO usher_owner USING (true);
CREATE POLICY across_accounts ON work FOR SELECT TO usher_owner USING (true);

CREATE FUNCTION usher_accounts() RETURNS TABLE (account_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS 'SELECT id FROM public.account ORDER BY id';

CREATE FUNCTION usher_account_of_workspace(asked_surface text, asked_workspace text) RETURNS TABLE (account_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS 'SELECT w.account_id FROM public.workspace w WHERE w.surface = asked_surface AND w.workspace = asked_workspace';

CREATE FUNCTION usher_account_of_domain(asked_domain text) RETURNS TABLE (account_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$SELECT c.account_id FROM public.domain_claim c WHERE c.domain = asked_domain AND c.state = 'verified'$$;

CREATE FUNCTION usher_due_work(at timestamptz, known_kinds text[], at_most integer) RETURNS TABLE (account_id uuid, work_id uuid, kind text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$SELECT w.account_id, w.id, w.kind FROM public.work w
       WHERE w.state = 'open' AND w.due_at <= at AND (w.leased_until IS NULL OR w.leased_until <= at)
         AND w.kind = ANY (known_kinds)
       ORDER BY w.due_at, w.id LIMIT at_most$$;

REVOKE ALL ON FUNCTION usher_accounts(), usher_account_of_workspace(text, text), usher_account_of_domain(text),
  usher_due_work(timestamptz, text[], integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION usher_accounts(), usher_account_of_workspace(text, text), usher_account_of_domain(text),
  usher_due_work(timestamptz, text[], integer) TO usher_app;
