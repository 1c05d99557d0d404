//! Changing the e-mail address and the telephone number (B2, B6).

use ::codes::{CodeRejection, CodeState, Kind, Redeemed};
use delivery::{Message, Quota, Recipient};
use sessions::Session;
use store::{StoreError, Tx};
use values::{EmailAddress, PhoneNumber, Timestamp};

use super::ClientInfo;
use super::change_guard::{self, ChangeRefused};
use super::codes::{self, PRESENT_PHONE};
use crate::context::Context;
use crate::messages::{self, NewContact};
use crate::rules::account::AccountId;
use crate::rules::contact::Channel;
use crate::rules::event::EventKind;
use crate::rules::field_errors::{FieldErrors, Reason};
use crate::store::{account, pending_change};

/// Why contact data stayed as they were.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ChangeError {
    /// What was entered is wrong.
    #[error("the form has errors")]
    Invalid(FieldErrors),
    /// Only identified accounts can be edited (B6).
    #[error("the account is not identified")]
    NotIdentified,
    /// It is what the account has already.
    #[error("nothing would change")]
    Same,
    /// Codes were asked for too often.
    #[error("asked for too often")]
    TooSoon {
        /// When it can be asked again.
        allowed_at: Timestamp,
    },
    /// The proof is not fresh, or a recovery locks what would change.
    #[error(transparent)]
    Refused(#[from] ChangeRefused),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Sends a code to a new e-mail address or telephone number; before a new number, another one to the present one.
pub(crate) async fn request_contact_change(
    context: &Context,
    now: Timestamp,
    session: &Session,
    channel: Channel,
    entered: &str,
) -> Result<(), ChangeError> {
    let id = &change_guard::proven(session, now)?;
    let new = match channel {
        Channel::Email => checked("email", EmailAddress::parse(entered)).map(NewContact::Email),
        Channel::Phone => {
            checked("phone", PhoneNumber::parse_czech_or_slovak_mobile(entered)).map(NewContact::Phone)
        }
    }?;
    context
        .store
        .write(|tx| {
            let account = change_guard::unlocked(tx, now, id)?;
            if !account.state.is_identified() {
                return Err(ChangeError::NotIdentified);
            }
            let (value, is_same) = match &new {
                NewContact::Email(email) => (email.as_str(), *email == account.contact.email),
                NewContact::Phone(phone) => (phone.as_str(), *phone == account.contact.phone),
            };
            if is_same {
                return Err(ChangeError::Same);
            }
            let to = match &new {
                NewContact::Email(_) => None,
                NewContact::Phone(phone) => Some((Recipient::Phone(phone), Quota::Account)),
            };
            send(context, tx, now, (channel.change_code(), id), to, |code| {
                let until = now.plus_ms(channel.change_code().lifetime_ms);
                messages::change_code(&context.site, now, &account, &new, (code, until))
            })?;
            if channel == Channel::Phone {
                let present = Some((Recipient::Phone(&account.contact.phone), Quota::Owner));
                send(context, tx, now, (&PRESENT_PHONE, id), present, |code| {
                    messages::present_phone_code(&context.site, now, &account, code)
                })?;
            }
            pending_change::save(tx, id, channel, value, now)?;
            Ok(())
        })
        .await
}

/// The new e-mail address or number that waits for its code.
pub(crate) async fn pending_change(
    context: &Context,
    id: &AccountId,
    channel: Channel,
) -> Result<Option<String>, StoreError> {
    context.store.read(|tx| pending_change::find(tx, id, channel)).await
}

/// What waits for a code that can still be entered.
pub(crate) async fn pending_contact_changes(
    context: &Context,
    now: Timestamp,
    id: &AccountId,
) -> Result<Vec<(Channel, String)>, StoreError> {
    context
        .store
        .read(|tx| {
            let mut waiting = Vec::new();
            for channel in Channel::ALL {
                let state = context.codes.state(tx, now, channel.change_code(), id.as_str())?;
                let value = pending_change::find(tx, id, channel)?;
                let value = value.filter(|_| matches!(state, CodeState::Waiting { .. }));
                waiting.extend(value.map(|value| (channel, value)));
            }
            Ok(waiting)
        })
        .await
}

/// The person does not want the change that waits; its codes are worth nothing any more.
pub(crate) async fn cancel_contact_change(
    context: &Context,
    now: Timestamp,
    id: &AccountId,
    channel: Channel,
) -> Result<(), StoreError> {
    context.store.write(|tx| cancel(context, tx, now, id, channel)).await
}

/// Deletes a change that waits, and makes its codes worthless.
pub(crate) fn cancel(
    context: &Context,
    tx: &mut Tx<'_>,
    now: Timestamp,
    id: &AccountId,
    channel: Channel,
) -> Result<(), StoreError> {
    pending_change::delete(tx, id, channel)?;
    if channel == Channel::Phone {
        context.codes.withdraw(tx, now, &PRESENT_PHONE, id.as_str())?;
    }
    context.codes.withdraw(tx, now, channel.change_code(), id.as_str())
}

/// Whether the code that came to the present number was entered for the change that waits.
pub(crate) async fn present_phone_is_proven(
    context: &Context,
    now: Timestamp,
    id: &AccountId,
) -> Result<bool, StoreError> {
    context.store.read(|tx| has_proven_present_phone(context, tx, now, id)).await
}

/// Tries the code that came to the present number. Whoever knows the password only must not choose the telephone to
/// which passcodes go. Wrong tries count; a right one need not be entered again for this change.
pub(crate) async fn confirm_present_phone(
    context: &Context,
    now: Timestamp,
    session: &Session,
    entered: &str,
    client: &ClientInfo,
) -> Result<Result<Redeemed, CodeRejection>, ChangeRefused> {
    let id = &change_guard::proven(session, now)?;
    context
        .store
        .write(|tx| {
            change_guard::unlocked(tx, now, id)?;
            if has_proven_present_phone(context, tx, now, id)? {
                return Ok(Ok(Redeemed));
            }
            Ok(codes::redeem(context, tx, now, id, (&PRESENT_PHONE, id.as_str()), entered, client)?)
        })
        .await
}

/// Tries the code; if it is right, the new address or number counts from now on. Wrong tries count. A new number
/// needs [`confirm_present_phone`] first.
pub(crate) async fn confirm_contact_change(
    context: &Context,
    now: Timestamp,
    session: &Session,
    channel: Channel,
    entered: &str,
    client: &ClientInfo,
) -> Result<Result<Redeemed, CodeRejection>, ChangeRefused> {
    let id = &change_guard::proven(session, now)?;
    context
        .store
        .write(|tx| {
            let account = change_guard::unlocked(tx, now, id)?;
            // One that has lost its identity meanwhile may no longer be edited (B6).
            let pending = pending_change::find(tx, id, channel)?;
            let Some(value) = pending.filter(|_| account.state.is_identified()) else {
                return Ok(Err(CodeRejection::NotIssued));
            };
            if channel == Channel::Phone && !has_proven_present_phone(context, tx, now, id)? {
                return Ok(Err(CodeRejection::NotIssued));
            }
            if let Err(rejection) =
                context.codes.try_redeem(tx, now, channel.change_code(), id.as_str(), entered)?
            {
                return Ok(Err(rejection));
            }
            let kind = match channel {
                Channel::Email => {
                    let email = value.parse().map_err(|_| unreadable())?;
                    account::change_email(tx, id, &email, now)?;
                    EventKind::EmailChanged
                }
                Channel::Phone => {
                    let phone = value.parse().map_err(|_| unreadable())?;
                    account::change_phone(tx, id, &phone, now)?;
                    EventKind::PhoneChanged
                }
            };
            pending_change::delete(tx, id, channel)?;
            client.record(tx, now, id, kind)?;
            // To the address known until now: its owner must learn of a change made by somebody else.
            context.delivery.queue_warning(
                tx,
                now,
                &messages::contact_changed(&context.site, now, &account, channel),
            )?;
            Ok(Ok(Redeemed))
        })
        .await
}

/// Refusing undoes what the transaction has sent before.
fn send(
    context: &Context,
    tx: &mut Tx<'_>,
    now: Timestamp,
    (kind, id): (&'static Kind, &AccountId),
    to: Option<(Recipient<'_>, Quota)>,
    message: impl FnOnce(&str) -> Message,
) -> Result<(), ChangeError> {
    match codes::send_code(context, tx, now, (kind, id.as_str()), to, message)? {
        Some(allowed_at) => Err(ChangeError::TooSoon { allowed_at }),
        None => Ok(()),
    }
}

fn has_proven_present_phone(
    context: &Context,
    tx: &mut Tx<'_>,
    now: Timestamp,
    id: &AccountId,
) -> Result<bool, StoreError> {
    let state = context.codes.state(tx, now, &PRESENT_PHONE, id.as_str())?;
    Ok(matches!(state, CodeState::Redeemed { .. }))
}

fn checked<T, E: Reason>(field: &'static str, parsed: Result<T, E>) -> Result<T, ChangeError> {
    parsed.map_err(|error| ChangeError::Invalid(FieldErrors::one(field, error.reason())))
}

fn unreadable() -> StoreError {
    StoreError::Corrupt { place: "pending_change.value".to_owned(), expected: "what was written" }
}
