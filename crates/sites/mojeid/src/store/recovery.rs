//! The tables `recovery` and `login_notice`.

use store::{Row, StoreError, Transition, Tx};
use values::Timestamp;

use crate::rules::account::AccountId;
use crate::rules::recovery::RecoveryId;

store::text_value!(RecoveryId, as_str);

/// One recovery.
#[derive(Clone, Debug)]
pub(crate) struct Recovery {
    pub(crate) id: RecoveryId,
    pub(crate) account: AccountId,
    pub(crate) asked_at: Timestamp,
    pub(crate) done: Option<Done>,
}

/// A recovery that let somebody in.
#[derive(Clone, Debug)]
pub(crate) struct Done {
    pub(crate) at: Timestamp,
    pub(crate) undone_at: Option<Timestamp>,
    pub(crate) old: OldPassword,
}

/// The password from before a recovery.
#[derive(Clone, Debug)]
pub(crate) struct OldPassword {
    pub(crate) hash: String,
    pub(crate) blocked_at: Option<Timestamp>,
}

impl OldPassword {
    /// It opens the account when the recovery is undone.
    pub(crate) const fn counts(&self) -> bool {
        self.blocked_at.is_none()
    }
}

macro_rules! select_recovery {
    ($rest:literal) => {
        concat!(
            "SELECT id, account_id, asked_at, recovered_at, undone_at, old_password_hash, old_blocked_at FROM recovery ",
            $rest
        )
    };
}

/// A link was asked for.
pub(crate) fn insert(
    tx: &mut Tx<'_>,
    id: &RecoveryId,
    account: &AccountId,
    link: &[u8; 32],
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO recovery (id, account_id, link, asked_at) VALUES ($1, $2, $3, $4)",
        &[id, account, link, &now],
    )?;
    Ok(())
}

/// The recovery that a link belongs to.
pub(crate) fn by_link(tx: &mut Tx<'_>, link: &[u8; 32]) -> Result<Option<Recovery>, StoreError> {
    tx.query_one_or_none(select_recovery!("WHERE link = $1"), &[link], recovery)
}

/// The recovery that a link undoes.
pub(crate) fn by_undo(tx: &mut Tx<'_>, undo: &[u8; 32]) -> Result<Option<Recovery>, StoreError> {
    tx.query_one_or_none(select_recovery!("WHERE undo = $1"), &[undo], recovery)
}

/// An account's recoveries, the newest first.
pub(crate) fn of_account(tx: &mut Tx<'_>, account: &AccountId) -> Result<Vec<Recovery>, StoreError> {
    tx.query(select_recovery!("WHERE account_id = $1 ORDER BY asked_at DESC, id DESC"), &[account], recovery)
}

/// It let somebody in.
pub(crate) fn complete(
    tx: &mut Tx<'_>,
    id: &RecoveryId,
    now: Timestamp,
    undo: &[u8; 32],
    old: &OldPassword,
) -> Result<Transition, StoreError> {
    tx.transition(
        "UPDATE recovery SET recovered_at = $1, undo = $2, old_password_hash = $3, old_blocked_at = $4
         WHERE id = $5 AND recovered_at IS NULL",
        &[&now, undo, &old.hash, &old.blocked_at, id],
    )
}

/// When the first recovery of the account let somebody in that was not undone.
pub(crate) fn undoable_since(tx: &mut Tx<'_>, account: &AccountId) -> Result<Option<Timestamp>, StoreError> {
    let first = tx.query_one_or_none(
        "SELECT MIN(recovered_at) FROM recovery WHERE account_id = $1 AND undone_at IS NULL",
        &[account],
        |row| row.get::<Option<Timestamp>>(0),
    )?;
    Ok(first.flatten())
}

/// Somebody set another password by both factors since: undoing brings the one from before back no more.
pub(crate) fn block_old(tx: &mut Tx<'_>, account: &AccountId, now: Timestamp) -> Result<u64, StoreError> {
    tx.execute(
        "UPDATE recovery SET old_blocked_at = $1 WHERE account_id = $2 AND recovered_at IS NOT NULL
         AND undone_at IS NULL AND old_blocked_at IS NULL",
        &[&now, account],
    )
}

/// Every recovery of the account that let somebody in is undone.
pub(crate) fn undo(tx: &mut Tx<'_>, account: &AccountId, now: Timestamp) -> Result<u64, StoreError> {
    tx.execute(
        "UPDATE recovery SET undone_at = $1 WHERE account_id = $2 AND recovered_at IS NOT NULL AND undone_at IS NULL",
        &[&now, account],
    )
}

/// Links that were not used open nothing any more.
pub(crate) fn delete_unused(tx: &mut Tx<'_>, account: &AccountId) -> Result<u64, StoreError> {
    tx.execute("DELETE FROM recovery WHERE account_id = $1 AND recovered_at IS NULL", &[account])
}

/// Recoveries that can no longer be used or undone.
pub(crate) const DELETE_EXPIRED: &str =
    "DELETE FROM recovery WHERE id IN (SELECT id FROM recovery WHERE asked_at <= $1 LIMIT $2)";

/// Notices whose link opens nothing any more.
pub(crate) const DELETE_EXPIRED_NOTICES: &str =
    "DELETE FROM login_notice WHERE link IN (SELECT link FROM login_notice WHERE at <= $1 LIMIT $2)";

/// A login of which the owner was told.
#[derive(Clone, Debug)]
pub(crate) struct LoginNotice {
    pub(crate) account: AccountId,
    pub(crate) password: [u8; 32],
    pub(crate) at: Timestamp,
    pub(crate) denied_at: Option<Timestamp>,
}

/// Remembers a login of which the owner is told.
pub(crate) fn insert_notice(
    tx: &mut Tx<'_>,
    link: &[u8; 32],
    notice: &LoginNotice,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO login_notice (link, account_id, password, at) VALUES ($1, $2, $3, $4)",
        &[link, &notice.account, &notice.password, &notice.at],
    )?;
    Ok(())
}

/// Of how many logins the owner was told since then.
pub(crate) fn notices_since(
    tx: &mut Tx<'_>,
    account: &AccountId,
    since: Timestamp,
) -> Result<i64, StoreError> {
    let count = tx.query_one_or_none(
        "SELECT COUNT(*) FROM login_notice WHERE account_id = $1 AND at > $2",
        &[account, &since],
        |row| row.get(0),
    )?;
    Ok(count.unwrap_or(0))
}

/// The login that a link is about.
pub(crate) fn notice(tx: &mut Tx<'_>, link: &[u8; 32]) -> Result<Option<LoginNotice>, StoreError> {
    tx.query_one_or_none(
        "SELECT account_id, password, at, denied_at FROM login_notice WHERE link = $1",
        &[link],
        |row| {
            Ok(LoginNotice {
                account: row.get(0)?,
                password: row.get(1)?,
                at: row.get(2)?,
                denied_at: row.get(3)?,
            })
        },
    )
}

/// The owner says that it was somebody else.
pub(crate) fn deny(tx: &mut Tx<'_>, link: &[u8; 32], now: Timestamp) -> Result<Transition, StoreError> {
    tx.transition(
        "UPDATE login_notice SET denied_at = $1 WHERE link = $2 AND denied_at IS NULL",
        &[&now, link],
    )
}

fn recovery(row: &Row<'_>) -> Result<Recovery, StoreError> {
    let done = match (row.get::<Option<Timestamp>>(3)?, row.get::<Option<String>>(5)?) {
        (Some(at), Some(hash)) => {
            Some(Done { at, undone_at: row.get(4)?, old: OldPassword { hash, blocked_at: row.get(6)? } })
        }
        _ => None,
    };
    Ok(Recovery { id: row.get(0)?, account: row.get(1)?, asked_at: row.get(2)?, done })
}
