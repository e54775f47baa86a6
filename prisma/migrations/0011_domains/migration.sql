-- Domains that can be removed, and what stays known of one that was proved once.
ALTER TABLE domain_claim ADD COLUMN first_verified_at TIMESTAMPTZ(6);
ALTER TABLE domain_claim DROP CONSTRAINT domain_claim_state_check;
ALTER TABLE domain_claim ADD CONSTRAINT domain_claim_state_check
  CHECK (state IN ('pending', 'verified', 'lapsed', 'conflict', 'expired', 'revoked', 'removed'));
DROP INDEX domain_claimed_once;
CREATE UNIQUE INDEX domain_claimed_once ON domain_claim(account_id, domain)
  WHERE state NOT IN ('expired', 'revoked', 'removed');
