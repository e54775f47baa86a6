-- What members may not change about themselves, because an Admin has kept it to those who manage the account.
ALTER TABLE account ADD COLUMN locked_settings text[] NOT NULL DEFAULT '{}',
  ADD CONSTRAINT account_locked_settings CHECK (locked_settings <@ ARRAY['privacy', 'mailboxes', 'api-keys', 'sync']);
