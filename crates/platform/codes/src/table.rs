//! The SQL of one-time codes.

use store::{StoreError, Transition, Tx};
use values::Timestamp;

use crate::Kind;

/// A code to be stored.
pub(crate) struct NewCode<'a> {
    pub(crate) kind: &'a Kind,
    pub(crate) subject: &'a str,
    pub(crate) hash: [u8; 32],
    pub(crate) now: Timestamp,
}

/// A stored code. Whether it can be redeemed: [`StoredCode::state`].
pub(crate) struct StoredCode {
    pub(crate) id: String,
    pub(crate) hash: [u8; 32],
    pub(crate) issued_at: Timestamp,
    pub(crate) expires_at: Timestamp,
    pub(crate) tries_left: i64,
    pub(crate) redeemed_at: Option<Timestamp>,
}

/// Puts a code in the place of the older ones of its purpose and subject.
pub(crate) fn replace(tx: &mut Tx<'_>, code: &NewCode<'_>) -> Result<(), StoreError> {
    let NewCode { kind, subject, hash, now } = code;
    supersede(tx, kind, subject, *now)?;
    tx.execute(
        "INSERT INTO one_time_code (id, purpose, subject, channel, hash, created_at, expires_at, tries_left)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        &[
            &random::random_id(*now),
            &kind.purpose,
            subject,
            &kind.channel.as_str(),
            hash,
            now,
            &now.plus_ms(kind.lifetime_ms),
            &kind.tries,
        ],
    )?;
    Ok(())
}

/// No code of this purpose and subject counts any more.
pub(crate) fn supersede(
    tx: &mut Tx<'_>,
    kind: &Kind,
    subject: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE one_time_code SET superseded_at = $1
         WHERE subject = $2 AND purpose = $3 AND superseded_at IS NULL",
        &[&now, &subject, &kind.purpose],
    )?;
    Ok(())
}

/// When codes were issued, the latest first.
pub(crate) fn issued_since(
    tx: &mut Tx<'_>,
    kind: &Kind,
    subject: &str,
    since: Timestamp,
) -> Result<Vec<Timestamp>, StoreError> {
    tx.query(
        "SELECT created_at FROM one_time_code
         WHERE subject = $1 AND purpose = $2 AND created_at > $3 ORDER BY created_at DESC",
        &[&subject, &kind.purpose, &since],
        |row| row.get(0),
    )
}

/// Reads the newest code that was not superseded.
pub(crate) fn newest(tx: &mut Tx<'_>, kind: &Kind, subject: &str) -> Result<Option<StoredCode>, StoreError> {
    tx.query_one_or_none(
        "SELECT id, hash, created_at, expires_at, tries_left, redeemed_at FROM one_time_code
         WHERE subject = $1 AND purpose = $2 AND superseded_at IS NULL ORDER BY created_at DESC LIMIT 1",
        &[&subject, &kind.purpose],
        |row| {
            Ok(StoredCode {
                id: row.get(0)?,
                hash: row.get(1)?,
                issued_at: row.get(2)?,
                expires_at: row.get(3)?,
                tries_left: row.get(4)?,
                redeemed_at: row.get(5)?,
            })
        },
    )
}

/// Of two that redeem one code at once, one is `Lost`.
pub(crate) fn redeem(tx: &mut Tx<'_>, now: Timestamp, id: &str) -> Result<Transition, StoreError> {
    tx.transition(
        "UPDATE one_time_code SET redeemed_at = $1
         WHERE id = $2 AND redeemed_at IS NULL AND superseded_at IS NULL AND tries_left > 0",
        &[&now, &id],
    )
}

/// How many tries are left now; `None` if there were none.
pub(crate) fn count_wrong_try(tx: &mut Tx<'_>, id: &str) -> Result<Option<i64>, StoreError> {
    tx.query_one_or_none(
        "UPDATE one_time_code SET tries_left = tries_left - 1
         WHERE id = $1 AND redeemed_at IS NULL AND superseded_at IS NULL AND tries_left > 0 RETURNING tries_left",
        &[&id],
        |row| row.get(0),
    )
}

pub(crate) fn delete_of(tx: &mut Tx<'_>, subject: &str) -> Result<u64, StoreError> {
    tx.execute("DELETE FROM one_time_code WHERE subject = $1", &[&subject])
}

pub(crate) const DELETE_EXPIRED: &str =
    "DELETE FROM one_time_code WHERE id IN (SELECT id FROM one_time_code WHERE expires_at < $1 LIMIT $2)";
