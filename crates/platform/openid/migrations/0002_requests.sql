CREATE TABLE openid_request (
  id BYTEA PRIMARY KEY,
  kind TEXT NOT NULL,
  client_id TEXT,
  browser BYTEA,
  body TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  finished_at BIGINT
);
CREATE INDEX openid_request_by_expiry ON openid_request (expires_at);
