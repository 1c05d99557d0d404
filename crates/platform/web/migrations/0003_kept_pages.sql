CREATE TABLE IF NOT EXISTS web_shown (
  key BYTEA PRIMARY KEY,
  sealed BYTEA NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX IF NOT EXISTS web_shown_by_expiry ON web_shown (expires_at);
