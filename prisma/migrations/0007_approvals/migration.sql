-- How purchases of a seat type are approved; a change is a new version, never an edit.
CREATE TABLE approval_policy (
  account_id uuid NOT NULL REFERENCES account (id),
  seat_type text NOT NULL CONSTRAINT approval_policy_seat_type CHECK (seat_type IN ('sync-only', 'full-access')),
  version integer NOT NULL CONSTRAINT approval_policy_version CHECK (version > 0),
  policy jsonb NOT NULL,
  CONSTRAINT approval_policy_pkey PRIMARY KEY (account_id, seat_type, version)
);

-- While somebody is away, another member decides on their requests too.
CREATE TABLE delegation (
  account_id uuid NOT NULL REFERENCES account (id),
  from_member uuid NOT NULL,
  to_member uuid NOT NULL,
  since timestamptz(6) NOT NULL,
  until timestamptz(6) NOT NULL,
  version integer NOT NULL,
  CONSTRAINT delegation_pkey PRIMARY KEY (account_id, from_member),
  CONSTRAINT delegation_account_id_from_member_fkey FOREIGN KEY (account_id, from_member)
    REFERENCES member (account_id, id) DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT delegation_account_id_to_member_fkey FOREIGN KEY (account_id, to_member)
    REFERENCES member (account_id, id) DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT delegation_to_another CHECK (from_member <> to_member)
);
CREATE INDEX delegation_account_id_until_idx ON delegation (account_id, until);

-- What was said about a request.
CREATE TABLE request_comment (
  account_id uuid NOT NULL REFERENCES account (id),
  id uuid NOT NULL,
  request_id uuid NOT NULL,
  kind text NOT NULL CONSTRAINT request_comment_kind CHECK (kind IN ('comment', 'question', 'answer')),
  by_member uuid NOT NULL,
  at timestamptz(6) NOT NULL,
  text text NOT NULL,
  CONSTRAINT request_comment_pkey PRIMARY KEY (account_id, id),
  CONSTRAINT request_comment_account_id_request_id_fkey FOREIGN KEY (account_id, request_id)
    REFERENCES approval_request (account_id, id) DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT request_comment_account_id_by_member_fkey FOREIGN KEY (account_id, by_member)
    REFERENCES member (account_id, id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX request_comment_account_id_request_id_idx ON request_comment (account_id, request_id);

ALTER TABLE approval_policy OWNER TO usher_owner;
ALTER TABLE delegation OWNER TO usher_owner;
ALTER TABLE request_comment OWNER TO usher_owner;
ALTER TABLE approval_policy ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE delegation ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE request_comment ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_account ON approval_policy USING (account_id = nullif(current_setting('usher.account_id', true), '')::uuid);
CREATE POLICY own_account ON delegation USING (account_id = nullif(current_setting('usher.account_id', true), '')::uuid);
CREATE POLICY own_account ON request_comment USING (account_id = nullif(current_setting('usher.account_id', true), '')::uuid);
GRANT SELECT, INSERT ON approval_policy, delegation, request_comment TO usher_app;
GRANT UPDATE ON delegation TO usher_app;

-- What somebody writes under a message is found by that message.
CREATE INDEX notice_message_idx ON notice (account_id, (details->'message'->>'reference')) WHERE state = 'delivered';
