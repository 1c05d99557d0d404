-- Each minute a job looks for devices that spent their last try.
CREATE INDEX IF NOT EXISTS device_lapsed ON device (try_spent_at) WHERE tries_left <= 0;
