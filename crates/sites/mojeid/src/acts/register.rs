//! Founding an account (B4, B5, B6, B9).

use secrets::PasswordError;
use store::{StoreError, Tx};
use values::{Language, Timestamp};

use super::Origin;
use crate::Mojeid;
use crate::rules::account::{Account, AccountId, ActivationId, Contact, Pin, Registered, State};
use crate::rules::contact::Channel;
use crate::rules::event::EventKind;
use crate::rules::registration::{Application, Registration, RegistrationComplaint};
use crate::rules::retention::{CONTACT_BLOCKED_MS, free_again_at};
use crate::store::account;
use crate::store::registration_use;

/// An account that waits for its PINs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Founded {
    /// The account.
    pub account: AccountId,
    /// The page where PIN1 and PIN2 are entered.
    pub activation: ActivationId,
}

/// Why no account was founded.
#[derive(Debug, thiserror::Error)]
pub enum RegisterError {
    /// Something in the application is wrong.
    #[error("{} complaints about the application", .0.len())]
    Refused(Vec<RegistrationComplaint>),
    /// Too many passwords are being hashed.
    #[error(transparent)]
    Password(#[from] PasswordError),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Mojeid {
    /// Founds an account and sends PIN1 and PIN2 at once.
    pub async fn register(
        &self,
        now: Timestamp,
        application: &Application,
        language: Language,
        origin: &Origin,
    ) -> Result<Founded, RegisterError> {
        let registration = application.check(now).map_err(RegisterError::Refused)?;
        // Before the costly hash; the transaction looks again.
        refuse_if_any(self.store().read(|tx| self.unavailable(tx, now, &registration)).await?)?;
        let password_hash = self.passwords().hash(registration.password.reveal()).await?;

        let activation = ActivationId::new(now, environment::random_bytes());
        let account = Account {
            id: AccountId::new(now, environment::random_bytes()),
            user_name: registration.user_name.clone(),
            contact: registration.contact.clone(),
            language,
            founded_at: now,
            state: State::Registered(Registered::new(activation.clone())),
            recovered_at: None,
        };
        self.store()
            .write(|tx| {
                refuse_if_any(self.unavailable(tx, now, &registration)?)?;
                self.claim(tx, now, &account.contact)?;
                if !account::insert(tx, &account, &activation, &password_hash)? {
                    return Err(RegisterError::Refused(vec![RegistrationComplaint::UserNameTaken]));
                }
                origin.record(tx, now, &account.id, EventKind::Registered)?;
                for pin in [Pin::Pin1, Pin::Pin2] {
                    self.send_pin(tx, now, &account, &activation, pin)?;
                }
                Ok(())
            })
            .await?;
        Ok(Founded { account: account.id, activation })
    }

    /// What of a good application belongs to somebody already.
    fn unavailable(
        &self,
        tx: &mut Tx<'_>,
        now: Timestamp,
        registration: &Registration,
    ) -> Result<Vec<RegistrationComplaint>, StoreError> {
        let mut complaints = Vec::new();
        if account::is_taken(tx, &registration.user_name)? {
            complaints.push(RegistrationComplaint::UserNameTaken);
        }
        for (channel, value) in self.uses_of(&registration.contact) {
            let free_at = registration_use::used_at(tx, channel, &value)?.map(free_again_at);
            if let Some(free_at) = free_at.filter(|free_at| now < *free_at) {
                complaints.push(used(channel, free_at));
            }
        }
        Ok(complaints)
    }

    /// Uses the address and the number up for the next 30 days (B5).
    fn claim(&self, tx: &mut Tx<'_>, now: Timestamp, contact: &Contact) -> Result<(), RegisterError> {
        for (channel, value) in self.uses_of(contact) {
            let free_until = now.plus_ms(-CONTACT_BLOCKED_MS);
            if !registration_use::claim(tx, channel, &value, now, free_until)? {
                // Somebody was faster within this very moment.
                return Err(RegisterError::Refused(vec![used(channel, free_again_at(now))]));
            }
        }
        Ok(())
    }

    fn uses_of(&self, contact: &Contact) -> [(Channel, [u8; 32]); 2] {
        let hash = |channel: Channel, value: &str| {
            (channel, self.contact_hash().hash_parts(&[channel.as_str().as_bytes(), value.as_bytes()]))
        };
        [hash(Channel::Email, &contact.email.canonical()), hash(Channel::Phone, contact.phone.as_str())]
    }
}

const fn used(channel: Channel, free_at: Timestamp) -> RegistrationComplaint {
    match channel {
        Channel::Email => RegistrationComplaint::EmailUsed { free_at },
        Channel::Phone => RegistrationComplaint::PhoneUsed { free_at },
    }
}

fn refuse_if_any(complaints: Vec<RegistrationComplaint>) -> Result<(), RegisterError> {
    if complaints.is_empty() { Ok(()) } else { Err(RegisterError::Refused(complaints)) }
}
