-- What one login brought: shown to the person, and forgotten when the session ends.
CREATE TABLE visit (
    session_id TEXT PRIMARY KEY,
    pseudonym TEXT NOT NULL,
    level TEXT NOT NULL,
    claims TEXT NOT NULL,
    id_token TEXT NOT NULL,
    began_at BIGINT NOT NULL
);
