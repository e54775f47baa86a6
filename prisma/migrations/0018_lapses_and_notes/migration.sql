-- A verified domain lapses only when a second look does not find its record either; what is stored was not missed yet.
ALTER TABLE domain_claim NO FORCE ROW LEVEL SECURITY;
UPDATE domain_claim SET details = details || jsonb_build_object('missedAt', NULL) WHERE state IN ('verified', 'lapsed');
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE domain_claim FORCE ROW LEVEL SECURITY;

-- Notes that their authors change, and lists and notes that are deleted.
ALTER TABLE note ADD COLUMN edited_at TIMESTAMPTZ(6);
GRANT UPDATE (body, edited_at), DELETE ON note TO usher_app;
GRANT DELETE ON note_person, list, list_entry TO usher_app;
