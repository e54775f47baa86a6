-- Seats that nobody pays for, and seats that end on a day.
ALTER TABLE seat ADD COLUMN basis text NOT NULL DEFAULT 'purchased';
ALTER TABLE seat ADD CONSTRAINT seat_basis CHECK (basis IN ('purchased', 'trial'));

CREATE TABLE seat_term (
  account_id uuid NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  id uuid NOT NULL,
  seat_id uuid NOT NULL,
  member_id uuid NOT NULL,
  kind text NOT NULL,
  ends_on date NOT NULL,
  time_zone text NOT NULL,
  consent jsonb NOT NULL,
  warned integer[] NOT NULL,
  state text NOT NULL,
  details jsonb NOT NULL,
  version integer NOT NULL,
  CONSTRAINT seat_term_pkey PRIMARY KEY (account_id, id),
  CONSTRAINT seat_term_seat FOREIGN KEY (account_id, seat_id) REFERENCES seat (account_id, id)
    DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT seat_term_member FOREIGN KEY (account_id, member_id) REFERENCES member (account_id, id)
    DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT seat_term_kind CHECK (kind IN ('trial', 'expiring')),
  CONSTRAINT seat_term_state CHECK (state IN ('running', 'ended', 'replaced', 'lifted', 'moot'))
);
CREATE INDEX seat_term_by_member ON seat_term (account_id, member_id, id);
-- A seat has one end at a time.
CREATE UNIQUE INDEX seat_term_running_once ON seat_term (account_id, seat_id) WHERE state = 'running';
ALTER TABLE seat_term OWNER TO usher_owner;
ALTER TABLE seat_term ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_account ON seat_term
  USING (account_id = nullif(current_setting('usher.account_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE ON seat_term TO usher_app;
