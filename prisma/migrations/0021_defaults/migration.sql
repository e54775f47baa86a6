-- What a seat gets where whoever invites says nothing; accounts from before begin with none.
ALTER TABLE account ADD COLUMN seat_defaults jsonb NOT NULL DEFAULT '{}';
ALTER TABLE account ALTER COLUMN seat_defaults DROP DEFAULT;
