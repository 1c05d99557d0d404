//! What became of a guarded update.

use crate::StoreError;

/// Whether a guarded update (`UPDATE … WHERE id = $1 AND redeemed_at IS NULL`) changed its row. See
/// [`crate::Tx::transition`].
#[must_use = "a lost transition changed nothing: somebody else was first"]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transition {
    /// The row was in the expected state and was changed.
    Done,
    /// No row was in the expected state: another transaction changed or deleted it first. Nothing was written.
    Lost,
}

impl Transition {
    /// Whether the row was changed.
    #[must_use]
    pub fn is_done(self) -> bool {
        self == Self::Done
    }

    /// For transitions that cannot be lost after what the same transaction has read: a lost one fails it, so that
    /// nothing of it is written.
    pub fn or_conflict(self) -> Result<(), StoreError> {
        match self {
            Self::Done => Ok(()),
            Self::Lost => Err(StoreError::Conflict),
        }
    }
}
