CREATE TABLE openid_grant (
  id BYTEA PRIMARY KEY,
  client_id TEXT NOT NULL,
  subject TEXT,
  scope TEXT NOT NULL,
  redirect_uri TEXT,
  code_challenge TEXT,
  nonce TEXT,
  level TEXT,
  methods TEXT NOT NULL,
  authenticated_at BIGINT,
  userinfo_claims TEXT NOT NULL,
  id_token_claims TEXT NOT NULL,
  details TEXT,
  created_at BIGINT NOT NULL,
  code_expires_at BIGINT NOT NULL,
  redeemed_at BIGINT,
  refreshed BIGINT NOT NULL,
  revoked_at BIGINT,
  expires_at BIGINT NOT NULL
);
CREATE INDEX openid_grant_by_expiry ON openid_grant (expires_at);
CREATE INDEX openid_grant_by_subject ON openid_grant (subject);
