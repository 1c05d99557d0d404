//! The table `web_session`.

use store::{Row, Step, StoreError, Tx};
use values::Timestamp;

use crate::Session;

/// The migration steps of the table; `web::MIGRATIONS` begins with them.
pub const STEPS: [Step; 2] = [
    Step { name: "sessions", sql: include_str!("../migrations/0001_sessions.sql") },
    Step { name: "sessions-by-use", sql: include_str!("../migrations/0002_sessions_by_use.sql") },
];

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
            &session.amr.join(" "),
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

pub(super) const DELETE_EXPIRED: &str =
    "DELETE FROM web_session WHERE hash IN (SELECT hash FROM web_session WHERE expires_at <= $1 LIMIT $2)";

pub(super) const DELETE_IDLE: &str =
    "DELETE FROM web_session WHERE hash IN (SELECT hash FROM web_session WHERE last_seen_at <= $1 LIMIT $2)";

fn session(row: &Row<'_>) -> Result<Session, StoreError> {
    Ok(Session {
        id: row.get(0)?,
        subject: row.get(1)?,
        authenticated_at: row.get(2)?,
        level: row.get(3)?,
        amr: row.get::<String>(4)?.split_whitespace().map(str::to_owned).collect(),
        user_agent: row.get(5)?,
        created_at: row.get(6)?,
        last_seen_at: row.get(7)?,
        expires_at: row.get(8)?,
    })
}
