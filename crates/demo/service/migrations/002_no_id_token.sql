ALTER TABLE visit DROP COLUMN id_token;
