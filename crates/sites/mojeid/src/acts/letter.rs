//! The letter with PIN3 (B8): sent at once, or as soon as the limits allow it.

use delivery::{Quota, Recipient};
use store::{StoreError, Tx};
use values::Timestamp;

use super::ClientInfo;
use super::change_postal_info::addressee;
use super::codes::{LETTER_PIN, send_code};
use crate::context::Context;
use crate::messages;
use crate::rules::account::{Account, AccountId};
use crate::rules::event::EventKind;
use crate::store::{account, letter_due, postal_change};

/// So many letters that waited leave in one transaction.
const BATCH: i64 = 50;

/// What became of a letter.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Letter {
    /// It is on its way; the PIN3 of an older one no longer counts.
    Sent,
    /// It leaves then.
    Due {
        /// The first moment that the limits allow.
        at: Timestamp,
    },
    /// Asked for too often.
    TooSoon {
        /// When it can be asked for again.
        allowed_at: Timestamp,
    },
    /// There is nothing that a letter could prove.
    NotExpected,
}

/// How PIN3 stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LetterPin {
    /// The newest letter.
    pub(crate) newest: ::codes::CodeState,
    /// When a letter that waits will leave.
    pub(crate) due_at: Option<Timestamp>,
    /// When the next can be asked for, if not now.
    pub(crate) allowed_at: Option<Timestamp>,
}

/// Sends another letter with a new PIN3.
pub(crate) async fn request_letter(
    context: &Context,
    now: Timestamp,
    id: &AccountId,
    client: &ClientInfo,
) -> Result<Letter, StoreError> {
    context
        .store
        .write(|tx| {
            let Some(account) = account::by_id(tx, id)? else { return Ok(Letter::NotExpected) };
            let Some(addressee) = addressee(tx, account)? else { return Ok(Letter::NotExpected) };
            if let Some(allowed_at) = context.codes.next_issue_at(tx, now, &LETTER_PIN, id.as_str())? {
                return Ok(Letter::TooSoon { allowed_at });
            }
            send_letter(context, tx, now, &addressee, client)
        })
        .await
}

/// How an account's PIN3 stands.
pub(crate) async fn letter_pin(
    context: &Context,
    now: Timestamp,
    id: &AccountId,
) -> Result<LetterPin, StoreError> {
    context
        .store
        .read(|tx| {
            Ok(LetterPin {
                newest: context.codes.state(tx, now, &LETTER_PIN, id.as_str())?,
                due_at: letter_due::find(tx, id)?,
                allowed_at: context.codes.next_issue_at(tx, now, &LETTER_PIN, id.as_str())?,
            })
        })
        .await
}

/// Sends a letter to this name and address, or lets it wait until one may be sent.
pub(crate) fn send_letter(
    context: &Context,
    tx: &mut Tx<'_>,
    now: Timestamp,
    addressee: &Account,
    client: &ClientInfo,
) -> Result<Letter, StoreError> {
    let id = &addressee.id;
    let until = now.plus_ms(LETTER_PIN.lifetime_ms);
    let to = Some((Recipient::Post, Quota::Account));
    let wait = send_code(context, tx, now, (&LETTER_PIN, id.as_str()), to, |code| {
        messages::letter_pin(&context.site, now, addressee, code, until)
    })?;
    if let Some(allowed_at) = wait {
        letter_due::save(tx, id, allowed_at)?;
        postal_change::postpone(tx, id, allowed_at.plus_ms(LETTER_PIN.lifetime_ms))?;
        client.record(tx, now, id, EventKind::LetterDue)?;
        return Ok(Letter::Due { at: allowed_at });
    }
    letter_due::delete(tx, id)?;
    postal_change::postpone(tx, id, until)?;
    client.record(tx, now, id, EventKind::LetterSent)?;
    Ok(Letter::Sent)
}

/// Sends the letters that waited.
pub(crate) async fn send_due_letters(context: &Context, now: Timestamp) -> Result<(), StoreError> {
    loop {
        let sent = context
            .store
            .write(|tx| {
                let due = letter_due::due(tx, now, BATCH)?;
                for id in &due {
                    letter_due::delete(tx, id)?;
                    let Some(account) = account::by_id(tx, id)? else { continue };
                    if let Some(addressee) = addressee(tx, account)? {
                        let _ = send_letter(context, tx, now, &addressee, &ClientInfo::default())?;
                    }
                }
                Ok::<_, StoreError>(due.len())
            })
            .await?;
        if i64::try_from(sent).is_ok_and(|sent| sent < BATCH) {
            return Ok(());
        }
    }
}
