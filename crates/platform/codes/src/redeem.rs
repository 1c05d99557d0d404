//! A code entered.

use store::{StoreError, Tx};
use values::Timestamp;

use crate::plain::normalized;
use crate::{Codes, Kind, State, table};

/// What came of entering a code.
#[must_use = "only `Redeemed` proves anything"]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The right code, now used up.
    Redeemed,
    /// A wrong code; one try fewer.
    Wrong {
        /// How many are left; with none left a new code has to be asked for.
        tries_left: i64,
    },
    /// Something shorter or longer than a code; no try was lost.
    Malformed {
        /// How many characters a code has.
        expected_chars: usize,
    },
    /// The tries were used up before.
    NoTriesLeft,
    /// Too late.
    Expired,
    /// There is no code to redeem: none was issued, or it was redeemed already.
    NotIssued,
}

impl Codes {
    /// Compares what was entered with the newest code of that kind and subject. Commit whatever comes out: a wrong
    /// try counts.
    pub fn try_redeem(
        &self,
        tx: &mut Tx<'_>,
        now: Timestamp,
        kind: &Kind,
        subject: &str,
        entered: &str,
    ) -> Result<Outcome, StoreError> {
        let waiting = table::newest(tx, kind, subject)?;
        let waiting = match waiting {
            None => return Ok(Outcome::NotIssued),
            Some(code) => match code.state(now) {
                State::Waiting { .. } => code,
                State::Exhausted => return Ok(Outcome::NoTriesLeft),
                State::Expired => return Ok(Outcome::Expired),
                State::NotIssued | State::Redeemed { .. } => return Ok(Outcome::NotIssued),
            },
        };
        let Some(entered) = normalized(kind.shape, entered) else {
            return Ok(Outcome::Malformed { expected_chars: kind.shape.chars() });
        };
        if self.hash.matches(&Self::bound_text(kind.purpose, subject, &entered), &waiting.hash) {
            let redeemed = table::redeem(tx, now, &waiting.id)?;
            Ok(if redeemed { Outcome::Redeemed } else { Outcome::NotIssued })
        } else {
            let tries_left = table::count_wrong_try(tx, &waiting.id)?;
            Ok(tries_left.map_or(Outcome::NoTriesLeft, |tries_left| Outcome::Wrong { tries_left }))
        }
    }
}
