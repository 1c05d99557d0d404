-- How many wrong or unfinished entries of a PIN came before a right one.
ALTER TABLE audit ADD COLUMN tries BIGINT;
ALTER TABLE notice ADD COLUMN tries BIGINT;
ALTER TABLE device ADD COLUMN failed_tries BIGINT;
ALTER TABLE device ADD COLUMN failed_tries_at BIGINT;
-- Where the service that asks is found, for the way back.
ALTER TABLE request ADD COLUMN service_uri TEXT;
-- A history leaves the scan of an enrolment out once it is known how its request ended.
CREATE INDEX IF NOT EXISTS audit_of_request ON audit (request);
