-- On which device it was done that another one was renamed or disconnected.
ALTER TABLE audit ADD COLUMN by_device TEXT;
ALTER TABLE audit ADD COLUMN by_device_name TEXT;
ALTER TABLE notice ADD COLUMN by_device_name TEXT;
