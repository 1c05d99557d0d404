CREATE TABLE IF NOT EXISTS web_session (
  hash BYTEA PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  subject TEXT NOT NULL,
  authenticated_at BIGINT NOT NULL,
  level TEXT NOT NULL,
  methods TEXT NOT NULL,
  user_agent TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  last_seen_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX IF NOT EXISTS web_session_by_subject ON web_session (subject);
CREATE INDEX IF NOT EXISTS web_session_by_expiry ON web_session (expires_at);
