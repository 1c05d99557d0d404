//! PIN3 of an account that is not identified yet (B6).

use ::codes::CodeRejection;
use store::StoreError;
use values::Timestamp;

use super::ClientInfo;
use super::codes::{self, LETTER_PIN};
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
    letter_pin: &str,
    client: &ClientInfo,
) -> Result<Identification, StoreError> {
    context
        .store
        .write(|tx| {
            let Some(account) = account::by_id(tx, id)? else { return Ok(Identification::NotExpected) };
            let State::Active(active) = account.state else { return Ok(Identification::NotExpected) };
            let code = (&LETTER_PIN, id.as_str());
            if let Err(rejection) = codes::redeem(context, tx, now, id, code, letter_pin, client)? {
                return Ok(Identification::Refused(rejection));
            }
            account::identify(tx, id, active.identify(now).identified_at)?.or_conflict()?;
            client.record(tx, now, id, EventKind::Identified)?;
            context.delivery.queue_warning(tx, now, &messages::identified(&context.site, now, &account))?;
            Ok(Identification::Identified)
        })
        .await
}
