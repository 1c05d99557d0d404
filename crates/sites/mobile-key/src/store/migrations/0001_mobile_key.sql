-- Installations of the app. What a thief could use lies here only sealed (oprf_seed) or as a public key.
CREATE TABLE IF NOT EXISTS device (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  possession BYTEA NOT NULL,
  oprf_seed BYTEA,
  state TEXT NOT NULL,
  person TEXT,
  level TEXT,
  installed_at BIGINT NOT NULL,
  attached_at BIGINT,
  ended_at BIGINT,
  last_iat BIGINT NOT NULL,
  last_used_at BIGINT,
  quiet_since BIGINT,
  tries_left BIGINT NOT NULL,
  try_spent_at BIGINT,
  factor_kind TEXT,
  factor_key BYTEA,
  credential_id BYTEA,
  credential_counter BIGINT,
  challenge BYTEA,
  challenge_expires_at BIGINT
);
CREATE INDEX IF NOT EXISTS device_of_person ON device (person);
CREATE INDEX IF NOT EXISTS device_by_state ON device (state, installed_at);

-- Requests to log in or to enrol. `secret` is sealed: the interaction of a login, the identity of an enrolment.
CREATE TABLE IF NOT EXISTS request (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  browser TEXT NOT NULL,
  browser_hash BYTEA NOT NULL,
  interaction_hash BYTEA,
  secret BYTEA,
  service_name TEXT,
  service_domain TEXT,
  bound TEXT NOT NULL,
  items TEXT,
  person TEXT,
  device TEXT,
  code TEXT,
  level TEXT,
  same_device_at BIGINT,
  claimed_at BIGINT,
  released TEXT,
  decided_at BIGINT,
  finished_at BIGINT
);
CREATE UNIQUE INDEX IF NOT EXISTS request_pending ON request (device) WHERE state = 'claimed';
CREATE INDEX IF NOT EXISTS request_of_interaction ON request (interaction_hash);
CREATE INDEX IF NOT EXISTS request_by_state ON request (state, expires_at);
CREATE INDEX IF NOT EXISTS request_by_age ON request (created_at);

-- What happened, for people and auditors.
CREATE TABLE IF NOT EXISTS audit (
  id TEXT PRIMARY KEY,
  at BIGINT NOT NULL,
  kind TEXT NOT NULL,
  outcome TEXT NOT NULL,
  person TEXT,
  device TEXT,
  device_name TEXT,
  request TEXT,
  service_name TEXT,
  service_domain TEXT,
  data TEXT
);
CREATE INDEX IF NOT EXISTS audit_of_person ON audit (person, at);
CREATE INDEX IF NOT EXISTS audit_by_age ON audit (at);

-- What the app shows under its bell: one row for each device that is told.
CREATE TABLE IF NOT EXISTS notice (
  id TEXT PRIMARY KEY,
  device TEXT NOT NULL,
  -- Grows on each device: identifiers made in one millisecond do not.
  number BIGINT NOT NULL,
  cause TEXT NOT NULL,
  at BIGINT NOT NULL,
  kind TEXT NOT NULL,
  service_name TEXT,
  method TEXT,
  device_name TEXT,
  read_at BIGINT,
  UNIQUE (device, number),
  UNIQUE (device, cause)
);
CREATE INDEX IF NOT EXISTS notice_by_age ON notice (at);

-- One-use tickets for the stream of events, which cannot carry a signature.
CREATE TABLE IF NOT EXISTS stream_ticket (
  hash BYTEA PRIMARY KEY,
  device TEXT NOT NULL,
  expires_at BIGINT NOT NULL
);
