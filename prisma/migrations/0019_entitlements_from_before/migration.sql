-- What was owned before changes were remembered, so that it is billed from the next period on. From when on it was owned nobody wrote
-- down, so it counts from now: nothing is charged for a time that nobody can show.
ALTER TABLE entitlement NO FORCE ROW LEVEL SECURITY;
ALTER TABLE entitlement_change NO FORCE ROW LEVEL SECURITY;
INSERT INTO entitlement_change (account_id, seat_type, version, purchased, used, at)
  SELECT account_id, seat_type, version, purchased, used, date_trunc('milliseconds', now()) FROM entitlement AS owned
  WHERE NOT EXISTS (
    SELECT FROM entitlement_change AS change
    WHERE change.account_id = owned.account_id AND change.seat_type = owned.seat_type
  );
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE entitlement FORCE ROW LEVEL SECURITY;
ALTER TABLE entitlement_change FORCE ROW LEVEL SECURITY;
