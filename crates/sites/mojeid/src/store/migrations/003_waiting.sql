-- A new name and address of an identified account: they count once PIN3 of the letter that goes there is entered.
CREATE TABLE IF NOT EXISTS place_change (
    account_id TEXT PRIMARY KEY,
    id TEXT NOT NULL UNIQUE, -- in the link that cancels it
    given_name TEXT NOT NULL,
    family_name TEXT NOT NULL,
    street TEXT NOT NULL,
    city TEXT NOT NULL,
    postal_code TEXT NOT NULL,
    country TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX IF NOT EXISTS place_change_by_expiry ON place_change (expires_at);

-- A letter with PIN3 that leaves as soon as the limits of letters allow it.
CREATE TABLE IF NOT EXISTS letter_due (
    account_id TEXT PRIMARY KEY,
    due_at BIGINT NOT NULL
);
CREATE INDEX IF NOT EXISTS letter_due_by_time ON letter_due (due_at);
