//! The letter with PIN3 (B8): sent at once, or as soon as the limits allow it.

use delivery::{Quota, Recipient};
use store::{StoreError, Tx};
use values::Timestamp;

use super::change_place::addressee;
use super::{Origin, PIN3};
use crate::Mojeid;
use crate::messages;
use crate::rules::account::{Account, AccountId};
use crate::rules::event::EventKind;
use crate::store::{account, letter_due, place_change};

/// So many letters that waited leave in one transaction.
const BATCH: i64 = 50;

/// What became of a letter.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Letter {
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
pub struct Pin3 {
    /// The newest letter.
    pub newest: codes::CodeState,
    /// When a letter that waits will leave.
    pub due_at: Option<Timestamp>,
    /// When the next can be asked for, if not now.
    pub allowed_at: Option<Timestamp>,
}

impl Mojeid {
    /// Sends another letter with a new PIN3.
    pub async fn ask_for_letter(
        &self,
        now: Timestamp,
        id: &AccountId,
        origin: &Origin,
    ) -> Result<Letter, StoreError> {
        self.store()
            .write(|tx| {
                let Some(account) = account::by_id(tx, id)? else { return Ok(Letter::NotExpected) };
                let Some(addressee) = addressee(tx, account)? else { return Ok(Letter::NotExpected) };
                if let Some(allowed_at) = self.codes().next_issue_at(tx, now, &PIN3, id.as_str())? {
                    return Ok(Letter::TooSoon { allowed_at });
                }
                self.send_letter(tx, now, &addressee, origin)
            })
            .await
    }

    /// How an account's PIN3 stands.
    pub async fn pin3(&self, now: Timestamp, id: &AccountId) -> Result<Pin3, StoreError> {
        self.store()
            .read(|tx| {
                Ok(Pin3 {
                    newest: self.codes().state(tx, now, &PIN3, id.as_str())?,
                    due_at: letter_due::find(tx, id)?,
                    allowed_at: self.codes().next_issue_at(tx, now, &PIN3, id.as_str())?,
                })
            })
            .await
    }

    /// Sends a letter to this name and address, or lets it wait until one may be sent.
    pub(super) fn send_letter(
        &self,
        tx: &mut Tx<'_>,
        now: Timestamp,
        addressee: &Account,
        origin: &Origin,
    ) -> Result<Letter, StoreError> {
        let id = &addressee.id;
        let until = now.plus_ms(PIN3.lifetime_ms);
        let to = Some((Recipient::Post, Quota::Account));
        let wait = self.send_code(tx, now, (&PIN3, id.as_str()), to, |code| {
            messages::pin3(self.web(), now, addressee, code, until)
        })?;
        if let Some(allowed_at) = wait {
            letter_due::save(tx, id, allowed_at)?;
            place_change::postpone(tx, id, allowed_at.plus_ms(PIN3.lifetime_ms))?;
            origin.record(tx, now, id, EventKind::LetterDue)?;
            return Ok(Letter::Due { at: allowed_at });
        }
        letter_due::delete(tx, id)?;
        place_change::postpone(tx, id, until)?;
        origin.record(tx, now, id, EventKind::LetterSent)?;
        Ok(Letter::Sent)
    }

    /// Sends the letters that waited.
    pub(super) async fn send_due_letters(&self, now: Timestamp) -> Result<(), StoreError> {
        loop {
            let sent = self
                .store()
                .write(|tx| {
                    let due = letter_due::due(tx, now, BATCH)?;
                    for id in &due {
                        letter_due::delete(tx, id)?;
                        let Some(account) = account::by_id(tx, id)? else { continue };
                        if let Some(addressee) = addressee(tx, account)? {
                            let _ = self.send_letter(tx, now, &addressee, &Origin::default())?;
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
}
