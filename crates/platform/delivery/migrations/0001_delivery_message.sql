CREATE TABLE IF NOT EXISTS delivery_message (
    id TEXT PRIMARY KEY,
    cause TEXT NOT NULL,
    channel TEXT NOT NULL,
    sealed BYTEA,
    state TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    leased_until BIGINT,
    lease TEXT,
    queued_at BIGINT NOT NULL,
    useless_after BIGINT,
    finished_at BIGINT,
    problem TEXT
);
CREATE INDEX IF NOT EXISTS delivery_message_waiting ON delivery_message (channel, due_at) WHERE state = 'waiting';
CREATE INDEX IF NOT EXISTS delivery_message_failed ON delivery_message (finished_at) WHERE state = 'failed';
CREATE INDEX IF NOT EXISTS delivery_message_finished ON delivery_message (finished_at);
