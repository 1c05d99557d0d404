//! PIN3 of an account that is not identified yet (B6).

use codes::{CodeRejection, Redeemed};
use store::StoreError;
use values::Timestamp;

use super::{ClientInfo, LETTER_PIN};
use crate::context::Context;
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

/// Tries PIN3. Wrong tries count.
pub(crate) async fn identify(
    context: &Context,
    now: Timestamp,
    id: &AccountId,
    pin3: &str,
    client: &ClientInfo,
) -> Result<Identification, StoreError> {
    context
        .store
        .write(|tx| {
            let Some(account) = account::by_id(tx, id)? else { return Ok(Identification::NotExpected) };
            let State::Active(active) = account.state else { return Ok(Identification::NotExpected) };
            match context.codes.try_redeem(tx, now, &LETTER_PIN, id.as_str(), pin3)? {
                Ok(Redeemed) => {
                    if !account::identify(tx, id, active.identify(now).identified_at)? {
                        return Err(StoreError::Conflict);
                    }
                    client.record(tx, now, id, EventKind::Identified)?;
                    context.delivery.queue_warning(
                        tx,
                        now,
                        &messages::identified(&context.site, now, &account),
                    )?;
                    Ok(Identification::Identified)
                }
                Err(rejection) => {
                    if matches!(rejection, CodeRejection::Wrong { .. }) {
                        client.record(tx, now, id, EventKind::PinRefused)?;
                    }
                    Ok(Identification::Refused(rejection))
                }
            }
        })
        .await
}
