CREATE TABLE openid_assertion (
  id BYTEA PRIMARY KEY,
  expires_at BIGINT NOT NULL
);
CREATE INDEX openid_assertion_by_expiry ON openid_assertion (expires_at);
