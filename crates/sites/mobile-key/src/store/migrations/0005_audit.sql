-- What happened moves to the common table of events.
INSERT INTO audit_event (id, at_ms, actor_kind, actor_id, subject, action, object, outcome, request_id, details)
SELECT id, at,
    CASE WHEN COALESCE(by_device, device) IS NOT NULL THEN 'device'
        WHEN person IS NOT NULL THEN 'person' ELSE 'unknown' END,
    COALESCE(by_device, device, person),
    person, kind, COALESCE(service_domain, device), outcome, request,
    '{"device":' || COALESCE('"' || device || '"', 'null')
        || ',"device_name":'
        || COALESCE('"' || REPLACE(REPLACE(device_name, '\', '\\'), '"', '\"') || '"', 'null')
        || ',"by_device_name":'
        || COALESCE('"' || REPLACE(REPLACE(by_device_name, '\', '\\'), '"', '\"') || '"', 'null')
        || ',"service_name":'
        || COALESCE('"' || REPLACE(REPLACE(service_name, '\', '\\'), '"', '\"') || '"', 'null')
        || ',"data":' || COALESCE(data, 'null')
        || ',"tries":' || COALESCE(CAST(tries AS TEXT), 'null') || '}'
FROM audit;
DROP TABLE audit;
