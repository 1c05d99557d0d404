CREATE INDEX IF NOT EXISTS web_session_by_use ON web_session (last_seen_at);
