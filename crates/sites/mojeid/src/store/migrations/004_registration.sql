-- Whose use of an address or number it was, and when a code proved it. No account: from before this was kept, taken as proven.
ALTER TABLE registration_use ADD COLUMN account_id TEXT;
ALTER TABLE registration_use ADD COLUMN proven_at BIGINT;

-- Registration forms that were sent, so that one sent twice founds one account. Some wait for a code that proves an
-- address or number which another account used without ever proving it (B5).
CREATE TABLE IF NOT EXISTS registration_form (
    id TEXT PRIMARY KEY,
    content BYTEA NOT NULL, -- keyed hash of what was filled in
    sent_at BIGINT NOT NULL,
    activation TEXT,
    application BYTEA, -- sealed
    email_to_prove BYTEA,
    phone_to_prove BYTEA,
    email_proven_at BIGINT,
    phone_proven_at BIGINT
);
CREATE INDEX IF NOT EXISTS registration_form_by_time ON registration_form (sent_at);
CREATE INDEX IF NOT EXISTS registration_form_by_email ON registration_form (email_to_prove) WHERE email_to_prove IS NOT NULL;
CREATE INDEX IF NOT EXISTS registration_form_by_phone ON registration_form (phone_to_prove) WHERE phone_to_prove IS NOT NULL;

-- Which reminders an account that was never activated has had (B7).
CREATE TABLE IF NOT EXISTS lapse_reminder (
    account_id TEXT PRIMARY KEY,
    days_before BIGINT NOT NULL
);

-- What a service said it cannot do without when the person decided (B2).
ALTER TABLE consent ADD COLUMN essential TEXT NOT NULL DEFAULT '';
-- Whether the service may fetch data while the person is away: yes or no, or never asked (OpenID Connect Core §11).
ALTER TABLE consent ADD COLUMN offline_access TEXT;
