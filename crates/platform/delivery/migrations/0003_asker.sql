-- On whose word a message leaves: strangers are counted apart, and so are owners.
ALTER TABLE delivery_message ADD COLUMN asker TEXT NOT NULL DEFAULT 'account';
CREATE INDEX IF NOT EXISTS delivery_message_asker ON delivery_message (channel, asker, queued_at);
