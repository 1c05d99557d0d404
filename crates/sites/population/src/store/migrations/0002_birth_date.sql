CREATE INDEX IF NOT EXISTS person_by_birth_date ON person (birth_date);
