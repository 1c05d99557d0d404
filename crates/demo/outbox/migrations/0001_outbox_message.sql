CREATE TABLE IF NOT EXISTS outbox_message (
    id TEXT PRIMARY KEY,
    arrival TEXT NOT NULL,
    received_at BIGINT NOT NULL,
    channel TEXT NOT NULL,
    sender TEXT NOT NULL,
    recipient TEXT NOT NULL,
    recipient_key TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    pdf BYTEA
);
CREATE UNIQUE INDEX IF NOT EXISTS outbox_message_arrival ON outbox_message (arrival);
