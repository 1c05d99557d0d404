//! The table `web_session`.

use ::store::{MigrationSet, Row, Step, StoreError, Tx};
use values::Timestamp;

use super::Session;

/// The tables of this crate; every site with sessions has them.
pub const MIGRATIONS: MigrationSet = MigrationSet {
    component: "web",
    steps: &[
        Step {
            name: "sessions",
            sql: "CREATE TABLE IF NOT EXISTS web_session (
                hash BYTEA PRIMARY KEY,
                id TEXT NOT NULL UNIQUE,
                subject TEXT NOT NULL,
                authenticated_at BIGINT NOT NULL,
                level TEXT NOT NULL,
                methods TEXT NOT NULL,
                user_agent TEXT NOT NULL,
                created_at BIGINT NOT NULL,
                last_seen_at BIGINT NOT NULL,
                expires_at BIGINT NOT NULL
              );
              CREATE INDEX IF NOT EXISTS web_session_by_subject ON web_session (subject);
              CREATE INDEX IF NOT EXISTS web_session_by_expiry ON web_session (expires_at);",
        },
        Step {
            name: "sessions-by-use",
            sql: "CREATE INDEX IF NOT EXISTS web_session_by_use ON web_session (last_seen_at);",
        },
        crate::kept_page::STEP,
    ],
};

pub(super) fn insert(tx: &mut Tx<'_>, hash: &[u8; 32], session: &Session) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO web_session (hash, id, subject, authenticated_at, level, methods, user_agent, created_at,
         last_seen_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        &[
            hash,
            &session.id,
            &session.subject,
            &session.authenticated_at,
            &session.level,
            &session.methods.join(" "),
            &session.user_agent,
            &session.created_at,
            &session.last_seen_at,
            &session.expires_at,
        ],
    )?;
    Ok(())
}

pub(super) fn by_hash(tx: &mut Tx<'_>, hash: &[u8; 32]) -> Result<Option<Session>, StoreError> {
    tx.query_one_or_none(
        "SELECT id, subject, authenticated_at, level, methods, user_agent, created_at, last_seen_at, expires_at
         FROM web_session WHERE hash = $1",
        &[hash],
        session,
    )
}

pub(super) fn by_subject(tx: &mut Tx<'_>, subject: &str) -> Result<Vec<Session>, StoreError> {
    tx.query(
        "SELECT id, subject, authenticated_at, level, methods, user_agent, created_at, last_seen_at, expires_at
         FROM web_session WHERE subject = $1 ORDER BY last_seen_at DESC, id DESC",
        &[&subject],
        session,
    )
}

pub(super) fn note_use(tx: &mut Tx<'_>, id: &str, now: Timestamp) -> Result<(), StoreError> {
    tx.execute("UPDATE web_session SET last_seen_at = $1 WHERE id = $2 AND last_seen_at < $1", &[&now, &id])?;
    Ok(())
}

pub(super) fn delete(tx: &mut Tx<'_>, id: &str) -> Result<u64, StoreError> {
    tx.execute("DELETE FROM web_session WHERE id = $1", &[&id])
}

pub(super) fn delete_of_subject(tx: &mut Tx<'_>, subject: &str, id: &str) -> Result<bool, StoreError> {
    Ok(tx.execute("DELETE FROM web_session WHERE subject = $1 AND id = $2", &[&subject, &id])? == 1)
}

pub(super) fn delete_others(tx: &mut Tx<'_>, subject: &str, keep: &str) -> Result<u64, StoreError> {
    tx.execute("DELETE FROM web_session WHERE subject = $1 AND id <> $2", &[&subject, &keep])
}

pub(super) fn delete_all(tx: &mut Tx<'_>, subject: &str) -> Result<u64, StoreError> {
    tx.execute("DELETE FROM web_session WHERE subject = $1", &[&subject])
}

pub(super) fn delete_ended(
    tx: &mut Tx<'_>,
    now: Timestamp,
    idle_since: Timestamp,
) -> Result<u64, StoreError> {
    let expired = tx.execute("DELETE FROM web_session WHERE expires_at <= $1", &[&now])?;
    Ok(expired + tx.execute("DELETE FROM web_session WHERE last_seen_at <= $1", &[&idle_since])?)
}

fn session(row: &Row<'_>) -> Result<Session, StoreError> {
    Ok(Session {
        id: row.get(0)?,
        subject: row.get(1)?,
        authenticated_at: row.get(2)?,
        level: row.get(3)?,
        methods: row.get::<String>(4)?.split_whitespace().map(str::to_owned).collect(),
        user_agent: row.get(5)?,
        created_at: row.get(6)?,
        last_seen_at: row.get(7)?,
        expires_at: row.get(8)?,
    })
}
