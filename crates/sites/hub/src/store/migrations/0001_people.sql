CREATE TABLE IF NOT EXISTS person (
    id TEXT PRIMARY KEY,
    register_person TEXT NOT NULL UNIQUE,
    created_at BIGINT NOT NULL
);
CREATE TABLE IF NOT EXISTS method_link (
    method TEXT NOT NULL,
    sub TEXT NOT NULL,
    person TEXT NOT NULL,
    level TEXT NOT NULL,
    linked_at BIGINT NOT NULL,
    last_used_at BIGINT,
    PRIMARY KEY (method, sub)
);
CREATE INDEX IF NOT EXISTS method_link_by_person ON method_link (person);
CREATE TABLE IF NOT EXISTS login (
    id TEXT PRIMARY KEY,
    person TEXT NOT NULL,
    at BIGINT NOT NULL,
    method TEXT NOT NULL,
    service TEXT NOT NULL,
    level TEXT NOT NULL,
    browser TEXT NOT NULL,
    outcome TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS login_by_person ON login (person, id);
CREATE INDEX IF NOT EXISTS login_by_person_and_time ON login (person, at);
CREATE INDEX IF NOT EXISTS login_by_time ON login (at);
CREATE TABLE IF NOT EXISTS data_release (
    id TEXT PRIMARY KEY,
    person TEXT NOT NULL,
    at BIGINT NOT NULL,
    service TEXT NOT NULL,
    items TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS data_release_by_person ON data_release (person, id);
CREATE INDEX IF NOT EXISTS data_release_by_time ON data_release (at);
CREATE TABLE IF NOT EXISTS remembered_release (
    person TEXT NOT NULL,
    service TEXT NOT NULL,
    asked TEXT NOT NULL,
    released TEXT NOT NULL,
    chosen_at BIGINT NOT NULL,
    PRIMARY KEY (person, service)
);
CREATE TABLE IF NOT EXISTS audit (
    id TEXT PRIMARY KEY,
    at BIGINT NOT NULL,
    person TEXT NOT NULL,
    action TEXT NOT NULL,
    detail TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS audit_by_time ON audit (at);
