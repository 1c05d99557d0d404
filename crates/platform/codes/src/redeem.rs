//! Redeeming an entered code.

use store::{StoreError, Transition, Tx};
use values::Timestamp;

use crate::plain::normalized;
use crate::{CodeState, Codes, Kind, table};

/// The entered code was right. It is used up now.
#[must_use = "the person has proven what the code was sent for"]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Redeemed;

/// Why an entered code proves nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodeRejection {
    /// It is not the code that was sent. One try was spent.
    #[error("the code is wrong")]
    Wrong {
        /// How many tries are left. With none left a new code has to be issued.
        tries_left: i64,
    },
    /// It is shorter or longer than a code. No try was spent.
    #[error("a code has {expected_chars} characters")]
    Malformed {
        /// How many characters a code has.
        expected_chars: usize,
    },
    /// All tries were spent before.
    #[error("no tries are left")]
    NoTriesLeft,
    /// The code was entered too late.
    #[error("the code has expired")]
    Expired,
    /// There is no code to redeem: none was issued, or it was redeemed before.
    #[error("no code was issued")]
    NotIssued,
}

impl Codes {
    /// Compares what was entered with the newest code of that kind and subject. A rejection must be committed too,
    /// because it spends a try: return `Ok` from the transaction.
    pub fn try_redeem(
        &self,
        tx: &mut Tx<'_>,
        now: Timestamp,
        kind: &Kind,
        subject: &str,
        entered: &str,
    ) -> Result<Result<Redeemed, CodeRejection>, StoreError> {
        let waiting = table::newest(tx, kind, subject)?;
        let waiting = match waiting {
            None => return Ok(Err(CodeRejection::NotIssued)),
            Some(code) => match code.state(now) {
                CodeState::Waiting { .. } => code,
                CodeState::Exhausted => return Ok(Err(CodeRejection::NoTriesLeft)),
                CodeState::Expired => return Ok(Err(CodeRejection::Expired)),
                CodeState::NotIssued | CodeState::Redeemed { .. } => {
                    return Ok(Err(CodeRejection::NotIssued));
                }
            },
        };
        let Some(entered) = normalized(kind.shape, entered) else {
            return Ok(Err(CodeRejection::Malformed { expected_chars: kind.shape.chars() }));
        };
        if self.hash.matches(&Self::bound_text(kind.purpose, subject, &entered), &waiting.hash) {
            return Ok(match table::redeem(tx, now, &waiting.id)? {
                Transition::Done => Ok(Redeemed),
                Transition::Lost => Err(CodeRejection::NotIssued),
            });
        }
        let tries_left = table::count_wrong_try(tx, &waiting.id)?;
        Ok(Err(
            tries_left.map_or(CodeRejection::NoTriesLeft, |tries_left| CodeRejection::Wrong { tries_left })
        ))
    }
}
