//! The state of a code, for pages that show it.

use store::{StoreError, Tx};
use values::Timestamp;

use crate::table::StoredCode;
use crate::{Codes, Kind, table};

/// The state of the newest code of a kind and subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeState {
    /// None was issued, or none that is still known.
    NotIssued,
    /// It can be entered.
    Waiting {
        /// When it was issued.
        issued_at: Timestamp,
        /// From this instant on it cannot be entered.
        expires_at: Timestamp,
        /// How many tries are left.
        tries_left: i64,
    },
    /// It was entered.
    Redeemed {
        /// When it was entered.
        at: Timestamp,
    },
    /// All tries were wrong.
    Exhausted,
    /// Nobody entered it in time.
    Expired,
}

impl Codes {
    /// The state of the newest code of that kind and subject.
    pub fn state(
        &self,
        tx: &mut Tx<'_>,
        now: Timestamp,
        kind: &Kind,
        subject: &str,
    ) -> Result<CodeState, StoreError> {
        Ok(table::newest(tx, kind, subject)?.map_or(CodeState::NotIssued, |code| code.state(now)))
    }
}

impl StoredCode {
    pub(crate) fn state(&self, now: Timestamp) -> CodeState {
        match self.redeemed_at {
            Some(at) => CodeState::Redeemed { at },
            None if now >= self.expires_at => CodeState::Expired,
            None if self.tries_left <= 0 => CodeState::Exhausted,
            None => CodeState::Waiting {
                issued_at: self.issued_at,
                expires_at: self.expires_at,
                tries_left: self.tries_left,
            },
        }
    }
}
