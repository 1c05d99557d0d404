CREATE TABLE IF NOT EXISTS one_time_code (
    id TEXT PRIMARY KEY,
    purpose TEXT NOT NULL,
    subject TEXT NOT NULL,
    channel TEXT NOT NULL,
    hash BYTEA NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    tries_left BIGINT NOT NULL,
    redeemed_at BIGINT,
    superseded_at BIGINT
);
CREATE INDEX IF NOT EXISTS one_time_code_by_subject ON one_time_code (subject, purpose, created_at);
CREATE INDEX IF NOT EXISTS one_time_code_by_expiry ON one_time_code (expires_at);
