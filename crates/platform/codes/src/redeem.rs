//! A code entered.

use store::{StoreError, Tx};
use values::Timestamp;

use crate::plain::normalized;
use crate::state::newest;
use crate::{Codes, Kind, State};

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
        let waiting = newest(tx, kind, subject)?;
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
            redeem(tx, now, &waiting.id)
        } else {
            count_wrong_try(tx, &waiting.id)
        }
    }
}

/// The guard is in the statement: of two that redeem at once, one finds the code gone.
fn redeem(tx: &mut Tx<'_>, now: Timestamp, id: &str) -> Result<Outcome, StoreError> {
    let redeemed = tx.execute(
        "UPDATE one_time_code SET redeemed_at = $1
         WHERE id = $2 AND redeemed_at IS NULL AND superseded_at IS NULL AND tries_left > 0",
        &[&now, &id],
    )?;
    Ok(if redeemed == 1 { Outcome::Redeemed } else { Outcome::NotIssued })
}

fn count_wrong_try(tx: &mut Tx<'_>, id: &str) -> Result<Outcome, StoreError> {
    let tries_left: Option<i64> = tx.query_one_or_none(
        "UPDATE one_time_code SET tries_left = tries_left - 1
         WHERE id = $1 AND redeemed_at IS NULL AND superseded_at IS NULL AND tries_left > 0 RETURNING tries_left",
        &[&id],
        |row| row.get(0),
    )?;
    Ok(tries_left.map_or(Outcome::NoTriesLeft, |tries_left| Outcome::Wrong { tries_left }))
}
