ALTER TABLE login ADD COLUMN session TEXT NOT NULL DEFAULT '';
ALTER TABLE login ADD COLUMN account TEXT NOT NULL DEFAULT '';
UPDATE login SET session = COALESCE(
    (SELECT MIN(live.id) FROM web_session live
     WHERE live.subject = login.person AND live.authenticated_at = login.authenticated_at), '');
DROP INDEX IF EXISTS login_by_person_and_authentication;
CREATE INDEX IF NOT EXISTS login_by_session ON login (session, id);
ALTER TABLE method_link ADD COLUMN described BYTEA;
ALTER TABLE method_link ADD COLUMN cut_at BIGINT;
ALTER TABLE method_link ADD COLUMN cut_by TEXT;
CREATE INDEX IF NOT EXISTS audit_by_person ON audit (person, id);
CREATE TABLE IF NOT EXISTS trail (
    session TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (session, kind, name)
);
CREATE INDEX IF NOT EXISTS trail_by_time ON trail (at);
CREATE TABLE IF NOT EXISTS logout (
    id BYTEA PRIMARY KEY,
    session TEXT NOT NULL,
    request TEXT,
    expires_at BIGINT NOT NULL
);
CREATE INDEX IF NOT EXISTS logout_by_expiry ON logout (expires_at);
