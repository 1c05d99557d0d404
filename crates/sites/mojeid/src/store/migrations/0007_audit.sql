-- Histories move to the common table of events.
INSERT INTO audit_event (id, at_ms, actor_kind, actor_id, subject, action, object, address, user_agent, details)
SELECT id, at,
    CASE WHEN kind IN ('login-refused', 'pin-refused', 'recovery-asked') THEN 'unknown' ELSE 'person' END,
    CASE WHEN kind IN ('login-refused', 'pin-refused', 'recovery-asked') THEN NULL ELSE account_id END,
    account_id, kind, client_id, address, user_agent,
    CASE WHEN items <> '' THEN '{"items":["' || REPLACE(items, ' ', '","') || '"]}' END
FROM event;
DROP TABLE event;
