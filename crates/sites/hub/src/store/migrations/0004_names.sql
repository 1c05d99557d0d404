-- What is not known is NULL, not an empty text. Logins are found by their session.
ALTER TABLE login ADD COLUMN known_session TEXT;
ALTER TABLE login ADD COLUMN account_number TEXT;
UPDATE login SET known_session = NULLIF(session, ''), account_number = NULLIF(account, '');
DROP INDEX IF EXISTS login_by_session;
ALTER TABLE login DROP COLUMN session;
ALTER TABLE login DROP COLUMN account;
ALTER TABLE login RENAME COLUMN known_session TO session;
CREATE INDEX IF NOT EXISTS login_by_session ON login (session, id);
-- One word for an account that logs nobody in, and why.
ALTER TABLE method_link RENAME COLUMN described TO description_hash;
ALTER TABLE method_link RENAME COLUMN cut_at TO disconnected_at;
ALTER TABLE method_link RENAME COLUMN cut_by TO disconnected;
UPDATE method_link SET disconnected = 'by-person' WHERE disconnected = 'person';
UPDATE method_link SET disconnected = 'blocked' WHERE disconnected = 'operator';
UPDATE method_link SET disconnected = 'suspended' WHERE disconnected = 'changed';
UPDATE audit SET action = 'method-disconnected' WHERE action = 'method-cut';
