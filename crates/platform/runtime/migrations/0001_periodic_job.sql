CREATE TABLE IF NOT EXISTS periodic_job (
    name TEXT PRIMARY KEY,
    due_at BIGINT NOT NULL,
    holder TEXT, -- the process that runs it now
    leased_until BIGINT
);
