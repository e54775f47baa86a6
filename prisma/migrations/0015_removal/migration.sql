-- What was said about a request names people; whoever is removed is taken out of it.
GRANT UPDATE (text) ON request_comment TO usher_app;

-- A Sync Only seat that is to become Full Access.
ALTER TABLE seat DROP CONSTRAINT seat_state_check;
ALTER TABLE seat ADD CONSTRAINT seat_state_check
  CHECK (state IN ('checking', 'refused', 'awaiting-acknowledgement', 'awaiting-approval', 'provisioning', 'active',
    'conversion-requested', 'conversion-granted', 'deactivated', 'removed', 'declined', 'cancelled', 'expired'));

-- How long a removal waits after its day was set: a day at least, two weeks at most.
ALTER TABLE account ADD COLUMN cool_off_hours integer NOT NULL DEFAULT 24,
  ADD CONSTRAINT account_cool_off CHECK (cool_off_hours BETWEEN 24 AND 336);
