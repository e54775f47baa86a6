-- Domains that can be removed, and what stays known of one that was proved once.
ALTER TABLE domain_claim ADD COLUMN first_verified_at TIMESTAMPTZ(6);
ALTER TABLE domain_claim DROP CONSTRAINT domain_claim_state_check;
ALTER TABLE domain_claim ADD CONSTRAINT domain_claim_state_check
  CHECK (state IN ('pending', 'verified', 'lapsed', 'conflict', 'expired', 'revoked', 'removed'));
DROP INDEX domain_claimed_once;
CREATE UNIQUE INDEX domain_claimed_once ON domain_claim(account_id, domain)
  WHERE state NOT IN ('expired', 'revoked', 'removed');

-- What is stored already says from now on when it is looked at next, and since when the domain is proved.
ALTER TABLE domain_claim NO FORCE ROW LEVEL SECURITY;
UPDATE domain_claim SET details = details || jsonb_build_object('nextLookAt', details -> 'expiresAt') WHERE state = 'pending';
UPDATE domain_claim SET details = details || jsonb_build_object('nextLookAt', details -> 'checkedAt') WHERE state = 'verified';
UPDATE domain_claim SET details = details || jsonb_build_object('nextLookAt', details -> 'graceUntil', 'because', 'not-found')
  WHERE state = 'lapsed';
UPDATE domain_claim SET details = details || jsonb_build_object('sawRecord', true) WHERE state = 'conflict';
UPDATE domain_claim SET first_verified_at = coalesce((details ->> 'verifiedAt')::timestamptz, claimed_at)
  WHERE state IN ('verified', 'lapsed', 'revoked');
-- References are checked at the end of a transaction, and no table is altered while a check waits.
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE domain_claim FORCE ROW LEVEL SECURITY;

-- What was told of an episode last, so that another cause is told anew.
ALTER TABLE episode ADD COLUMN fault TEXT NOT NULL DEFAULT 'access-denied';
ALTER TABLE episode ALTER COLUMN fault DROP DEFAULT;

-- When a key stops working, where that is known.
ALTER TABLE org_credential ADD COLUMN expires_at TIMESTAMPTZ(6);
