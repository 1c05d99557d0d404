//! A new code.

use store::{StoreError, Tx};
use values::{DAY_MS, Timestamp};

use crate::table::{self, Kept};
use crate::{Codes, Kind, PlainCode};

/// What came of asking for a code.
#[must_use = "the code has to be sent, or the person told to wait"]
#[derive(Debug, PartialEq, Eq)]
pub enum Issued {
    /// A new code, the only one that counts from now on.
    Code(PlainCode),
    /// Asked for too often.
    TooSoon {
        /// When it can be asked for again.
        allowed_at: Timestamp,
    },
}

impl Codes {
    /// Makes a code for a subject. Older ones of the same purpose and subject stop counting.
    pub fn issue(
        &self,
        tx: &mut Tx<'_>,
        now: Timestamp,
        kind: &Kind,
        subject: &str,
    ) -> Result<Issued, StoreError> {
        if let Some(allowed_at) = self.next_issue_at(tx, now, kind, subject)? {
            return Ok(Issued::TooSoon { allowed_at });
        }
        let code = PlainCode::new(kind.shape, random::random_bytes());
        let hash = self.hash.hash(&Self::bound_text(kind.purpose, subject, code.as_str()));
        table::replace(tx, &Kept { kind, subject, hash, now })?;
        Ok(Issued::Code(code))
    }

    /// When a code can be asked for, if not now: for pages that offer to send it again.
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

    /// Makes the codes of one purpose worthless; they still count in its limits. For what they were to prove no longer
    /// waits to be proven.
    pub fn withdraw(
        &self,
        tx: &mut Tx<'_>,
        now: Timestamp,
        kind: &Kind,
        subject: &str,
    ) -> Result<(), StoreError> {
        table::supersede(tx, kind, subject, now)
    }

    /// Makes all codes of a subject worthless, for every purpose; for accounts that are deleted or blocked.
    pub fn forget(&self, tx: &mut Tx<'_>, subject: &str) -> Result<u64, StoreError> {
        table::delete_of(tx, subject)
    }

    /// Deletes codes that neither redeem nor count in any limit any more. For the site's due jobs.
    pub fn forget_old(&self, tx: &mut Tx<'_>, now: Timestamp) -> Result<u64, StoreError> {
        const KEPT_AFTER_EXPIRY_MS: i64 = 31 * DAY_MS;
        table::delete_expired(tx, now.plus_ms(-KEPT_AFTER_EXPIRY_MS))
    }
}
