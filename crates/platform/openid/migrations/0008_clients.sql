CREATE TABLE openid_client (
  id TEXT PRIMARY KEY,
  metadata TEXT NOT NULL,
  secret_hash BYTEA,
  updated_at BIGINT NOT NULL
);
