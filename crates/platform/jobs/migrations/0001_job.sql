-- One row for each piece of work. A row that is done stays without its payload, so that its idempotency key is known.
CREATE TABLE job (
    id TEXT PRIMARY KEY,
    idempotency_key TEXT NOT NULL,
    kind TEXT NOT NULL,
    payload BYTEA,
    state TEXT NOT NULL,
    order_key TEXT,
    sequence BIGINT,
    attempts BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    leased_until BIGINT,
    lease TEXT,
    queued_at BIGINT NOT NULL,
    expires_at BIGINT,
    finished_at BIGINT,
    problem TEXT
);
CREATE INDEX job_waiting ON job (kind, due_at) WHERE state = 'waiting';
CREATE INDEX job_failed ON job (finished_at) WHERE state = 'failed';
CREATE INDEX job_finished ON job (finished_at) WHERE finished_at IS NOT NULL;
CREATE INDEX job_order ON job (order_key, sequence) WHERE order_key IS NOT NULL;
