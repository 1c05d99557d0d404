-- When the newest reminder was sent: nobody's account is deleted before they had time to read it (B7). Of reminders before
-- this step it is not known; their accounts are reminded once more.
ALTER TABLE lapse_reminder ADD COLUMN reminded_at BIGINT NOT NULL DEFAULT 0;
UPDATE lapse_reminder SET days_before = 30 WHERE days_before < 30;
