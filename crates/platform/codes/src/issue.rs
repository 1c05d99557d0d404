//! Issuing codes, within the limits of their kind.

use store::{Store, StoreError, Tx};
use values::{DAY_MS, Timestamp};

use crate::table::{self, NewCode};
use crate::{Codes, Kind, PlainCode};

/// No code was issued: the limits of its kind are reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("asked for too often, allowed again at {allowed_at}")]
pub struct TooSoon {
    /// When the next code can be issued.
    pub allowed_at: Timestamp,
}

impl Codes {
    /// Issues a code for a subject. Older codes of the same purpose and subject can no longer be redeemed.
    pub fn issue(
        &self,
        tx: &mut Tx<'_>,
        now: Timestamp,
        kind: &Kind,
        subject: &str,
    ) -> Result<Result<PlainCode, TooSoon>, StoreError> {
        if let Some(allowed_at) = self.next_issue_at(tx, now, kind, subject)? {
            return Ok(Err(TooSoon { allowed_at }));
        }
        let code = PlainCode::new(kind.shape, random::random_bytes());
        let hash = self.hash.hash(&Self::bound_text(kind.purpose, subject, code.as_str()));
        table::replace(tx, &NewCode { kind, subject, hash, now })?;
        Ok(Ok(code))
    }

    /// When the next code can be issued; `None` if it can be issued now. For pages that offer to send it again.
    pub fn next_issue_at(
        &self,
        tx: &mut Tx<'_>,
        now: Timestamp,
        kind: &Kind,
        subject: &str,
    ) -> Result<Option<Timestamp>, StoreError> {
        let since = now.plus_ms(-kind.looks_back_ms());
        let issued = table::issued_since(tx, kind, subject, since)?;
        Ok(kind.next_issue_at(now, &issued))
    }

    /// Makes the codes of one purpose worthless, because what they were to prove was given up. They still count in the
    /// limits of their kind.
    pub fn withdraw(
        &self,
        tx: &mut Tx<'_>,
        now: Timestamp,
        kind: &Kind,
        subject: &str,
    ) -> Result<(), StoreError> {
        table::supersede(tx, kind, subject, now)
    }

    /// Deletes all codes of a subject, for accounts that are deleted.
    pub fn delete_all(&self, tx: &mut Tx<'_>, subject: &str) -> Result<u64, StoreError> {
        table::delete_of(tx, subject)
    }

    /// Deletes codes that neither redeem nor count in any limit any more: a job of the site.
    pub async fn delete_expired(&self, store: &Store, now: Timestamp) -> Result<u64, StoreError> {
        const KEPT_AFTER_EXPIRY_MS: i64 = 31 * DAY_MS;
        store.delete_expired(table::DELETE_EXPIRED, &now.plus_ms(-KEPT_AFTER_EXPIRY_MS)).await
    }
}
