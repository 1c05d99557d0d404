//! Changing the e-mail address and the telephone number (B2, B6).

use codes::{Issued, Outcome};
use delivery::Recipient;
use store::{StoreError, Tx};
use values::Timestamp;

use super::{EMAIL_CHANGE, Origin, PHONE_CHANGE, PRESENT_PHONE};
use crate::Mojeid;
use crate::messages::{self, NewContact};
use crate::rules::account::{Account, AccountId};
use crate::rules::contact::Channel;
use crate::rules::contact::{self, Complaint};
use crate::rules::event::EventKind;
use crate::store::account;
use crate::store::pending_change;

/// Why contact data stayed as they were.
#[derive(Debug, thiserror::Error)]
pub enum ChangeError {
    /// Something entered is wrong.
    #[error("{} complaints", .0.len())]
    Refused(Vec<Complaint>),
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
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Mojeid {
    /// Sends a code to a new e-mail address or telephone number; before a new number, another one to the present one.
    pub async fn ask_for_change(
        &self,
        now: Timestamp,
        id: &AccountId,
        channel: Channel,
        entered: &str,
    ) -> Result<(), ChangeError> {
        let new = match channel {
            Channel::Email => contact::parse_email(entered).map(NewContact::Email),
            Channel::Phone => contact::parse_phone(entered).map(NewContact::Phone),
        };
        let new = new.map_err(|complaint| ChangeError::Refused(vec![complaint]))?;
        self.store()
            .write(|tx| {
                let account = account::by_id(tx, id)?.filter(|account| account.state.is_identified());
                let account = account.ok_or(ChangeError::NotIdentified)?;
                let (value, is_same) = match &new {
                    NewContact::Email(email) => (email.as_str(), *email == account.contact.email),
                    NewContact::Phone(phone) => (phone.as_str(), *phone == account.contact.phone),
                };
                if is_same {
                    return Err(ChangeError::Same);
                }
                if let NewContact::Phone(phone) = &new {
                    for phone in [phone, &account.contact.phone] {
                        let full = self.delivery().full_until(tx, now, Recipient::Phone(phone))?;
                        if let Some(allowed_at) = full {
                            return Err(ChangeError::TooSoon { allowed_at });
                        }
                    }
                }
                match self.codes().issue(tx, now, kind_of(channel), id.as_str())? {
                    Issued::TooSoon { allowed_at } => Err(ChangeError::TooSoon { allowed_at }),
                    Issued::Code(code) => {
                        pending_change::save(tx, id, channel, value, now)?;
                        if channel == Channel::Phone {
                            self.send_to_present_phone(tx, now, &account)?;
                        }
                        let message = messages::change_code(self.web(), now, &account, &new, code.as_str());
                        self.delivery().queue(tx, now, &message)?;
                        Ok(())
                    }
                }
            })
            .await
    }

    /// The new e-mail address or number that waits for its code.
    pub async fn pending_change(
        &self,
        id: &AccountId,
        channel: Channel,
    ) -> Result<Option<String>, StoreError> {
        self.store().read(|tx| pending_change::find(tx, id, channel)).await
    }

    /// Whether the code that came to the present number was entered for the change that waits.
    pub async fn present_phone_is_proven(&self, now: Timestamp, id: &AccountId) -> Result<bool, StoreError> {
        self.store().read(|tx| self.has_proven_present_phone(tx, now, id)).await
    }

    /// Tries the code that came to the present number. Whoever knows the password only must not choose the telephone to
    /// which passcodes go. Wrong tries count; a right one need not be entered again for this change.
    pub async fn confirm_present_phone(
        &self,
        now: Timestamp,
        id: &AccountId,
        entered: &str,
        origin: &Origin,
    ) -> Result<Outcome, StoreError> {
        self.store()
            .write(|tx| {
                if self.has_proven_present_phone(tx, now, id)? {
                    return Ok(Outcome::Redeemed);
                }
                let outcome = self.codes().try_redeem(tx, now, &PRESENT_PHONE, id.as_str(), entered)?;
                if matches!(outcome, Outcome::Wrong { .. }) {
                    origin.record(tx, now, id, EventKind::PinRefused)?;
                }
                Ok(outcome)
            })
            .await
    }

    /// Tries the code; if it is right, the new address or number counts from now on. Wrong tries count. A new number
    /// needs [`Mojeid::confirm_present_phone`] first.
    pub async fn confirm_change(
        &self,
        now: Timestamp,
        id: &AccountId,
        channel: Channel,
        entered: &str,
        origin: &Origin,
    ) -> Result<Outcome, StoreError> {
        self.store()
            .write(|tx| {
                // One that has lost its identity meanwhile may no longer be edited (B6).
                let account = account::by_id(tx, id)?.filter(|account| account.state.is_identified());
                let (Some(account), Some(value)) = (account, pending_change::find(tx, id, channel)?) else {
                    return Ok(Outcome::NotIssued);
                };
                if channel == Channel::Phone && !self.has_proven_present_phone(tx, now, id)? {
                    return Ok(Outcome::NotIssued);
                }
                let outcome = self.codes().try_redeem(tx, now, kind_of(channel), id.as_str(), entered)?;
                if outcome != Outcome::Redeemed {
                    return Ok(outcome);
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
                origin.record(tx, now, id, kind)?;
                // To the address known until now: its owner must learn of a change made by somebody else.
                self.delivery().queue(
                    tx,
                    now,
                    &messages::contact_changed(self.web(), now, &account, channel),
                )?;
                Ok(Outcome::Redeemed)
            })
            .await
    }

    fn send_to_present_phone(
        &self,
        tx: &mut Tx<'_>,
        now: Timestamp,
        account: &Account,
    ) -> Result<(), ChangeError> {
        match self.codes().issue(tx, now, &PRESENT_PHONE, account.id.as_str())? {
            Issued::TooSoon { allowed_at } => Err(ChangeError::TooSoon { allowed_at }),
            Issued::Code(code) => {
                let message = messages::present_phone_code(self.web(), now, account, code.as_str());
                self.delivery().queue(tx, now, &message)?;
                Ok(())
            }
        }
    }

    /// Each change asked for issues a new code, so that no older proof counts for it.
    fn has_proven_present_phone(
        &self,
        tx: &mut Tx<'_>,
        now: Timestamp,
        id: &AccountId,
    ) -> Result<bool, StoreError> {
        let state = self.codes().state(tx, now, &PRESENT_PHONE, id.as_str())?;
        Ok(matches!(state, codes::State::Redeemed { .. }))
    }
}

const fn kind_of(channel: Channel) -> &'static codes::Kind {
    match channel {
        Channel::Email => &EMAIL_CHANGE,
        Channel::Phone => &PHONE_CHANGE,
    }
}

fn unreadable() -> StoreError {
    StoreError::Corrupt { place: "pending_change.value".to_owned(), expected: "what was written" }
}
