CREATE TABLE IF NOT EXISTS person (
    id TEXT PRIMARY KEY,
    given_name TEXT NOT NULL,
    family_name TEXT NOT NULL,
    given_key TEXT NOT NULL,
    family_key TEXT NOT NULL,
    birth_date TEXT NOT NULL,
    place_of_birth TEXT NOT NULL,
    street TEXT NOT NULL,
    city TEXT NOT NULL,
    postal_code TEXT NOT NULL,
    country TEXT NOT NULL,
    document_kind TEXT,
    document_number TEXT,
    data_box TEXT,
    recorded_at BIGINT NOT NULL
);
CREATE INDEX IF NOT EXISTS person_by_name ON person (family_key, given_key, birth_date);
CREATE TABLE IF NOT EXISTS client_person (
    client TEXT NOT NULL,
    client_person TEXT NOT NULL,
    person TEXT NOT NULL,
    identified_at BIGINT NOT NULL,
    PRIMARY KEY (client, client_person)
);
CREATE TABLE IF NOT EXISTS person_read (
    id TEXT PRIMARY KEY,
    person TEXT NOT NULL,
    read_at BIGINT NOT NULL,
    client TEXT NOT NULL,
    on_behalf_of TEXT NOT NULL,
    reason TEXT NOT NULL,
    items TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS person_read_by_person ON person_read (person, id);
CREATE INDEX IF NOT EXISTS person_read_by_time ON person_read (read_at);
