-- Messages are jobs now. They keep their ids, by which receivers recognise a message that is sent again.
INSERT INTO job (id, idempotency_key, kind, payload, state, attempts, due_at, leased_until, lease, queued_at, expires_at,
    finished_at, problem)
SELECT id, cause, CASE channel WHEN 'notice' THEN 'webhook' ELSE channel END, sealed,
    CASE state WHEN 'sent' THEN 'done' ELSE state END, attempts, due_at, leased_until, lease, queued_at, useless_after,
    finished_at, problem
FROM delivery_message;
-- Messages that count towards the limits of a day.
CREATE TABLE delivery_quota_use (
    id TEXT PRIMARY KEY,
    channel TEXT NOT NULL,
    quota TEXT NOT NULL,
    recipient TEXT,
    queued_at BIGINT NOT NULL
);
CREATE INDEX delivery_quota_use_channel ON delivery_quota_use (channel, queued_at);
CREATE INDEX delivery_quota_use_quota ON delivery_quota_use (channel, quota, queued_at);
CREATE INDEX delivery_quota_use_recipient ON delivery_quota_use (recipient, queued_at) WHERE recipient IS NOT NULL;
CREATE INDEX delivery_quota_use_age ON delivery_quota_use (queued_at);
INSERT INTO delivery_quota_use (id, channel, quota, recipient, queued_at)
SELECT id, channel, CASE asker WHEN 'stranger' THEN 'anonymous' ELSE asker END, recipient, queued_at
FROM delivery_message WHERE channel = 'letter' OR recipient IS NOT NULL;
DROP TABLE delivery_message;
