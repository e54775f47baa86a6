-- Rows of every account are changed and held against its members, which the owner may not while the policies are forced on it.
ALTER TABLE delegation NO FORCE ROW LEVEL SECURITY;
ALTER TABLE approval_policy NO FORCE ROW LEVEL SECURITY;
ALTER TABLE member NO FORCE ROW LEVEL SECURITY;

-- Who named a delegate: for what they ask for themselves, that delegate decides nothing. Null: the operator.
ALTER TABLE delegation ADD COLUMN set_by uuid;
UPDATE delegation SET set_by = from_member;
ALTER TABLE delegation ADD CONSTRAINT delegation_account_id_set_by_fkey FOREIGN KEY (account_id, set_by)
  REFERENCES member (account_id, id) DEFERRABLE INITIALLY DEFERRED;

-- Who chose the mode stays known when somebody changes something else.
UPDATE approval_policy SET policy = policy || jsonb_build_object('modeSetBy', policy->'setBy');

ALTER TABLE delegation FORCE ROW LEVEL SECURITY;
ALTER TABLE approval_policy FORCE ROW LEVEL SECURITY;
ALTER TABLE member FORCE ROW LEVEL SECURITY;
