-- When a forgotten password was replaced by mailbox and telephone, or that was undone.
ALTER TABLE account ADD COLUMN recovered_at BIGINT;
-- When the owner said that somebody else had logged in with the password: it opens nothing any more.
ALTER TABLE account ADD COLUMN password_blocked_at BIGINT;

CREATE TABLE recovery (
    id TEXT PRIMARY KEY,
    account_id TEXT NOT NULL,
    link BYTEA NOT NULL UNIQUE, -- keyed hash of what the link contains
    asked_at BIGINT NOT NULL,
    recovered_at BIGINT,
    undo BYTEA UNIQUE, -- keyed hash of what the link contains that undoes it
    undone_at BIGINT,
    old_password_hash TEXT, -- what counts again when it is undone
    old_blocked_at BIGINT
);
CREATE INDEX recovery_by_account ON recovery (account_id, asked_at);
CREATE INDEX recovery_by_time ON recovery (asked_at);

-- Logins from new browsers, of which the owner was told.
CREATE TABLE login_notice (
    link BYTEA PRIMARY KEY, -- keyed hash of what the link contains
    account_id TEXT NOT NULL,
    password BYTEA NOT NULL, -- keyed hash of the password's hash
    at BIGINT NOT NULL,
    denied_at BIGINT
);
CREATE INDEX login_notice_by_time ON login_notice (at);
CREATE INDEX login_notice_by_account ON login_notice (account_id, at);
