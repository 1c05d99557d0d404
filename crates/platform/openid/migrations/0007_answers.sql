-- What an interaction was answered, so that it can be said once more.
ALTER TABLE openid_request ADD COLUMN answer TEXT;
