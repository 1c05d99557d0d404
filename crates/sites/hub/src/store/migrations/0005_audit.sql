-- What happened moves to the common table of events. Releases stood in both tables; theirs has the items.
INSERT INTO audit_event (id, at_ms, actor_kind, actor_id, subject, action, object)
SELECT id, at,
    CASE WHEN action IN ('method-blocked', 'method-unblocked') THEN 'staff'
        WHEN action IN ('method-confirmed', 'method-suspended') THEN 'site' ELSE 'person' END,
    CASE WHEN action IN ('method-blocked', 'method-unblocked') THEN 'operator'
        WHEN action IN ('method-confirmed', 'method-suspended') THEN NULL ELSE person END,
    person, action, NULLIF(detail, '')
FROM audit WHERE action <> 'data-released';
INSERT INTO audit_event (id, at_ms, actor_kind, actor_id, subject, action, object, details)
SELECT id, at, 'person', person, person, 'data-released', service,
    '{"items":[' || CASE WHEN items = '' THEN '' ELSE '"' || REPLACE(items, ' ', '","') || '"' END || ']}'
FROM data_release;
DROP TABLE audit;
DROP TABLE data_release;
