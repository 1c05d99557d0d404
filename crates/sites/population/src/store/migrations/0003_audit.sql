-- The access log moves to the common table of events.
INSERT INTO audit_event (id, at_ms, actor_kind, actor_id, subject, action, object, details)
SELECT id, read_at, 'client', client, person,
    CASE WHEN items = '' THEN 'person-identified' ELSE 'person-read' END,
    on_behalf_of,
    '{"reason":"' || REPLACE(REPLACE(reason, '\', '\\'), '"', '\"') || '","items":['
        || CASE WHEN items = '' THEN '' ELSE '"' || REPLACE(items, ' ', '","') || '"' END || ']}'
FROM person_read;
DROP TABLE person_read;
