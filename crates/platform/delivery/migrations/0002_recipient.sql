ALTER TABLE delivery_message ADD COLUMN recipient TEXT;
CREATE INDEX IF NOT EXISTS delivery_message_recent ON delivery_message (channel, queued_at);
CREATE INDEX IF NOT EXISTS delivery_message_recipient ON delivery_message (recipient, queued_at) WHERE recipient IS NOT NULL;
