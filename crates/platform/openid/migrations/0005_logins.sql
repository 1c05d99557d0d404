CREATE TABLE openid_login (
  id BYTEA PRIMARY KEY,
  relying_party TEXT NOT NULL,
  browser BYTEA NOT NULL,
  body TEXT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX openid_login_by_expiry ON openid_login (expires_at);
