-- What a record is about, to find it without reading the log. Worked out from the record itself, so it can say nothing else;
-- columns of their own, because under row-level security no index over an expression of JSON is used.
ALTER TABLE audit_record
  ADD COLUMN subject_id text GENERATED ALWAYS AS (record->'subject'->>'id') STORED,
  ADD COLUMN request_id text GENERATED ALWAYS AS (record->'facts'->>'request') STORED;
CREATE INDEX audit_record_by_subject ON audit_record (account_id, subject_id);
CREATE INDEX audit_record_by_request ON audit_record (account_id, request_id);
-- What is still open is found without reading every request there ever was.
CREATE INDEX approval_request_by_state ON approval_request (account_id, state);
