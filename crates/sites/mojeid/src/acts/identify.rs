//! PIN3 of an account that is not identified yet (B6).

use codes::{CodeRejection, Redeemed};
use store::StoreError;
use values::Timestamp;

use super::{Origin, PIN3};
use crate::Mojeid;
use crate::messages;
use crate::rules::account::{AccountId, State};
use crate::rules::event::EventKind;
use crate::store::account;

/// What came of entering PIN3.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Identification {
    /// The account is identified now.
    Identified,
    /// Only an active account that is not identified yet takes a PIN3.
    NotExpected,
    /// The code was not taken.
    Refused(CodeRejection),
}

impl Mojeid {
    /// Tries PIN3. Wrong tries count.
    pub async fn identify(
        &self,
        now: Timestamp,
        id: &AccountId,
        pin3: &str,
        origin: &Origin,
    ) -> Result<Identification, StoreError> {
        self.store()
            .write(|tx| {
                let Some(account) = account::by_id(tx, id)? else { return Ok(Identification::NotExpected) };
                let State::Active(active) = account.state else { return Ok(Identification::NotExpected) };
                match self.codes().try_redeem(tx, now, &PIN3, id.as_str(), pin3)? {
                    Ok(Redeemed) => {
                        if !account::identify(tx, id, active.identify(now).identified_at)? {
                            return Err(StoreError::Conflict);
                        }
                        origin.record(tx, now, id, EventKind::Identified)?;
                        self.delivery().queue_warning(
                            tx,
                            now,
                            &messages::identified(self.web(), now, &account),
                        )?;
                        Ok(Identification::Identified)
                    }
                    Err(rejection) => {
                        if matches!(rejection, CodeRejection::Wrong { .. }) {
                            origin.record(tx, now, id, EventKind::PinRefused)?;
                        }
                        Ok(Identification::Refused(rejection))
                    }
                }
            })
            .await
    }
}
