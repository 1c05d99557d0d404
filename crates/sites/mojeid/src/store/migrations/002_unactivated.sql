-- Each minute a job looks for accounts that were never activated (B7); the others are many.
CREATE INDEX IF NOT EXISTS account_unactivated ON account (founded_at) WHERE activated_at IS NULL;
DROP INDEX account_by_founding;
