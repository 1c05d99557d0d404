CREATE TABLE IF NOT EXISTS account (
    id TEXT PRIMARY KEY,
    user_name TEXT NOT NULL,
    user_name_key TEXT NOT NULL UNIQUE, -- lower case
    given_name TEXT NOT NULL,
    family_name TEXT NOT NULL,
    birth_date TEXT NOT NULL,
    email TEXT NOT NULL,
    email_key TEXT NOT NULL, -- lower case
    phone TEXT NOT NULL,
    street TEXT NOT NULL,
    city TEXT NOT NULL,
    postal_code TEXT NOT NULL,
    country TEXT NOT NULL,
    company_name TEXT,
    company_number TEXT,
    vat_number TEXT,
    language TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    activation TEXT NOT NULL UNIQUE,
    founded_at BIGINT NOT NULL,
    email_confirmed_at BIGINT,
    phone_confirmed_at BIGINT,
    activated_at BIGINT,
    identified_at BIGINT
);
CREATE INDEX IF NOT EXISTS account_by_email ON account (email_key);
CREATE INDEX IF NOT EXISTS account_by_founding ON account (founded_at);

-- Which address and number founded an account when (B5). Kept as keyed hashes: it outlives the account.
CREATE TABLE IF NOT EXISTS registration_use (
    channel TEXT NOT NULL,
    value BYTEA NOT NULL,
    used_at BIGINT NOT NULL,
    PRIMARY KEY (channel, value)
);
CREATE INDEX IF NOT EXISTS registration_use_by_time ON registration_use (used_at);

-- Failed logins since the last success, by account, by unknown name and by network address.
CREATE TABLE IF NOT EXISTS login_failure (
    whom TEXT PRIMARY KEY,
    failures BIGINT NOT NULL,
    last_at BIGINT NOT NULL
);
CREATE INDEX IF NOT EXISTS login_failure_by_time ON login_failure (last_at);

-- A new e-mail address or number that waits for its code.
CREATE TABLE IF NOT EXISTS pending_change (
    account_id TEXT NOT NULL,
    channel TEXT NOT NULL,
    value TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, channel)
);

-- What a person hands to a service (B2).
CREATE TABLE IF NOT EXISTS consent (
    account_id TEXT NOT NULL,
    client_id TEXT NOT NULL,
    given TEXT NOT NULL,
    kept TEXT NOT NULL,
    decided_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, client_id)
);

CREATE TABLE IF NOT EXISTS event (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL,
    at BIGINT NOT NULL,
    kind TEXT NOT NULL,
    client_id TEXT,
    items TEXT NOT NULL,
    address TEXT,
    user_agent TEXT
);
CREATE INDEX IF NOT EXISTS event_by_account ON event (account_id, id);
