-- Many invitations that are looked at, priced and approved together.
CREATE TABLE batch (
  account_id uuid NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  id uuid NOT NULL,
  requested_by uuid NOT NULL,
  created_at timestamptz(6) NOT NULL,
  seat_type text NOT NULL CONSTRAINT batch_seat_type CHECK (seat_type IN ('sync-only', 'full-access')),
  state text NOT NULL CONSTRAINT batch_state CHECK (state IN (
    'fetching', 'draft', 'inviting', 'checking', 'awaiting-acknowledgement', 'awaiting-approval', 'settling', 'finished', 'cancelled', 'expired'
  )),
  details jsonb NOT NULL,
  version integer NOT NULL,
  CONSTRAINT batch_pkey PRIMARY KEY (account_id, id),
  CONSTRAINT batch_account_id_requested_by_fkey FOREIGN KEY (account_id, requested_by)
    REFERENCES member (account_id, id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX batch_account_id_requested_by_idx ON batch (account_id, requested_by);

-- One person of a batch. A seat belongs to one row at most.
CREATE TABLE batch_row (
  account_id uuid NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
  batch_id uuid NOT NULL,
  number integer NOT NULL,
  full_name text NOT NULL,
  address text NOT NULL,
  seat_id uuid,
  state text NOT NULL CONSTRAINT batch_row_state CHECK (state IN ('refused', 'ready', 'invited', 'readable', 'alone')),
  details jsonb NOT NULL,
  version integer NOT NULL,
  CONSTRAINT batch_row_pkey PRIMARY KEY (account_id, batch_id, number),
  CONSTRAINT batch_row_seat CHECK ((seat_id IS NULL) = (state IN ('refused', 'ready'))),
  CONSTRAINT batch_row_account_id_batch_id_fkey FOREIGN KEY (account_id, batch_id)
    REFERENCES batch (account_id, id) DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT batch_row_account_id_seat_id_fkey FOREIGN KEY (account_id, seat_id)
    REFERENCES seat (account_id, id) DEFERRABLE INITIALLY DEFERRED
);
CREATE UNIQUE INDEX batch_row_account_id_seat_id_key ON batch_row (account_id, seat_id);

ALTER TABLE batch OWNER TO usher_owner;
ALTER TABLE batch ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_account ON batch USING (account_id = nullif(current_setting('usher.account_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE ON batch TO usher_app;
ALTER TABLE batch_row OWNER TO usher_owner;
ALTER TABLE batch_row ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_account ON batch_row USING (account_id = nullif(current_setting('usher.account_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE ON batch_row TO usher_app;
