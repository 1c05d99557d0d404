//! How a code stands, for pages that show it.

use store::{StoreError, Tx};
use values::Timestamp;

use crate::{Codes, Kind, table};

/// How the newest code of a kind and subject stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// None was issued, or none that is still known.
    NotIssued,
    /// It can be entered.
    Waiting {
        /// When it was made.
        issued_at: Timestamp,
        /// Until when it can be entered.
        expires_at: Timestamp,
        /// How many wrong tries it survives.
        tries_left: i64,
    },
    /// It was entered.
    Redeemed {
        /// When.
        at: Timestamp,
    },
    /// All tries were wrong.
    Exhausted,
    /// Nobody entered it in time.
    Expired,
}

pub(crate) struct Newest {
    pub(crate) id: String,
    pub(crate) hash: [u8; 32],
    pub(crate) issued_at: Timestamp,
    pub(crate) expires_at: Timestamp,
    pub(crate) tries_left: i64,
    pub(crate) redeemed_at: Option<Timestamp>,
}

impl Codes {
    /// How the newest code of that kind and subject stands.
    pub fn state(
        &self,
        tx: &mut Tx<'_>,
        now: Timestamp,
        kind: &Kind,
        subject: &str,
    ) -> Result<State, StoreError> {
        Ok(table::newest(tx, kind, subject)?.map_or(State::NotIssued, |code| code.state(now)))
    }
}

impl Newest {
    pub(crate) fn state(&self, now: Timestamp) -> State {
        match self.redeemed_at {
            Some(at) => State::Redeemed { at },
            None if now >= self.expires_at => State::Expired,
            None if self.tries_left <= 0 => State::Exhausted,
            None => State::Waiting {
                issued_at: self.issued_at,
                expires_at: self.expires_at,
                tries_left: self.tries_left,
            },
        }
    }
}
