CREATE TABLE IF NOT EXISTS audit_event (
    id TEXT PRIMARY KEY, -- UUID version 7: sorts by time
    at_ms BIGINT NOT NULL,
    actor_kind TEXT NOT NULL, -- person, staff, client, device, site, unknown
    actor_id TEXT,
    subject TEXT, -- whose history shows it
    action TEXT NOT NULL,
    object TEXT,
    outcome TEXT,
    request_id TEXT,
    address TEXT,
    user_agent TEXT,
    details TEXT -- a JSON object
);
CREATE INDEX IF NOT EXISTS audit_event_by_subject ON audit_event (subject, id) WHERE subject IS NOT NULL;
CREATE INDEX IF NOT EXISTS audit_event_by_request ON audit_event (request_id) WHERE request_id IS NOT NULL;
