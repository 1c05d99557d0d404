ALTER TABLE login ADD COLUMN authenticated_at BIGINT NOT NULL DEFAULT 0;
UPDATE login SET authenticated_at = at;
DROP INDEX IF EXISTS login_by_person_and_time;
CREATE INDEX IF NOT EXISTS login_by_person_and_authentication ON login (person, authenticated_at);
