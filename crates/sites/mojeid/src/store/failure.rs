//! The table `login_failure`.

use store::{StoreError, Tx};

use crate::rules::backoff::Failures;

/// The failures counted against an account, a name or an address.
pub(crate) fn find(tx: &mut Tx<'_>, throttle_key: &str) -> Result<Option<Failures>, StoreError> {
    tx.query_one_or_none(
        "SELECT failures, last_at FROM login_failure WHERE whom = $1",
        &[&throttle_key],
        |row| Ok(Failures { count: row.get(0)?, last_at: row.get(1)? }),
    )
}

/// Writes the count down.
pub(crate) fn save(tx: &mut Tx<'_>, throttle_key: &str, failures: Failures) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO login_failure (whom, failures, last_at) VALUES ($1, $2, $3)
         ON CONFLICT (whom) DO UPDATE SET failures = excluded.failures, last_at = excluded.last_at",
        &[&throttle_key, &failures.count, &failures.last_at],
    )?;
    Ok(())
}

/// A success: nothing is counted any more.
pub(crate) fn clear(tx: &mut Tx<'_>, throttle_key: &str) -> Result<(), StoreError> {
    tx.execute("DELETE FROM login_failure WHERE whom = $1", &[&throttle_key])?;
    Ok(())
}

/// Failures that no longer count.
pub(crate) const DELETE_EXPIRED: &str =
    "DELETE FROM login_failure WHERE whom IN (SELECT whom FROM login_failure WHERE last_at <= $1 LIMIT $2)";
