CREATE TABLE openid_key (
  kid TEXT PRIMARY KEY,
  owner TEXT NOT NULL,
  algorithm TEXT NOT NULL,
  sealed BYTEA NOT NULL,
  signs_from BIGINT NOT NULL,
  UNIQUE (owner, algorithm, signs_from)
);
