//! Founding an account (B4, B5, B6, B9).

use secrets::PasswordError;
use store::{StoreError, Tx};
use values::{Language, Timestamp};

use super::Origin;
use super::activate::confirm;
use crate::Mojeid;
use crate::messages::registration as messages;
use crate::rules::account::{Account, AccountId, ActivationId, Contact, Pin, Registered, State};
use crate::rules::contact::Channel;
use crate::rules::event::EventKind;
use crate::rules::registration::{Application, Registration, RegistrationComplaint};
use crate::rules::registration_form::{FormId, FormOutcome, SentForm, ToProve};
use crate::rules::registration_use::{Standing, Use, standing};
use crate::store::{account, registration_form, registration_use};

/// What came of a registration form.
#[must_use]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sent {
    /// An account, which waits for its PINs there.
    Founded(ActivationId),
    /// Another account used the e-mail address or number without ever proving it: codes went there, and entering them
    /// founds the account (B5).
    Waits(FormId),
}

/// Why no account was founded.
#[derive(Debug, thiserror::Error)]
pub enum RegisterError {
    /// Something in the application is wrong.
    #[error("{} complaints about the application", .0.len())]
    Refused(Vec<RegistrationComplaint>),
    /// So many accounts were founded from that network address lately.
    #[error("too many accounts from one address")]
    TooMany,
    /// The codes that would have to be entered cannot be sent now.
    #[error("no code can be sent now")]
    TooSoon {
        /// When they can.
        allowed_at: Timestamp,
    },
    /// Too many passwords are being hashed.
    #[error(transparent)]
    Password(#[from] PasswordError),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// An account about to be founded.
pub(super) struct New {
    pub(super) account: Account,
    pub(super) activation: ActivationId,
    pub(super) password_hash: String,
}

/// An address or number that an account is founded with, and its last use.
pub(super) struct Claim {
    channel: Channel,
    value: [u8; 32],
    last: Option<Use>,
}

impl Mojeid {
    /// Founds an account by a form. The same form sent twice leads to where it led first.
    pub async fn send_registration(
        &self,
        now: Timestamp,
        form: &FormId,
        application: &Application,
        language: Language,
        origin: &Origin,
    ) -> Result<Sent, RegisterError> {
        let content = self.content_of(application);
        let mut form = form.clone();
        if let Some(sent) = self.store().read(|tx| registration_form::find(tx, &form)).await? {
            if sent.content == content && self.has_password(&sent, &application.password).await? {
                return Ok(led_to(sent));
            }
            // Filled in otherwise, it is another form.
            form = FormId::new(now, random::random_bytes());
        }
        let registration = self.check(now, application).await?;
        let counts =
            [(&origin.address, self.registrations()), (&origin.network, self.network_registrations())];
        for (from, limit) in counts {
            let Some(from) = from else { continue };
            limit.check(from).map_err(|_| RegisterError::TooMany)?;
        }
        // Before the costly hash; the transaction looks again.
        refuse_if_any(self.store().read(|tx| self.blocked(tx, now, &registration.contact)).await?)?;
        let password_hash = self.passwords().hash(registration.password.reveal()).await?;
        let Registration { user_name, contact, .. } = registration;
        let new = new_account(now, user_name, contact, language, password_hash);
        let sent = self
            .store()
            .write(|tx| {
                if let Some(sent) = registration_form::find(tx, &form)? {
                    return Ok(led_to(sent));
                }
                let outcome = match self.to_prove(tx, now, &new.account.contact)? {
                    to_prove if to_prove.is_empty() => {
                        self.found(tx, now, &new, &to_prove, origin)?;
                        FormOutcome::Founded(new.activation.clone())
                    }
                    to_prove => FormOutcome::Waits(to_prove),
                };
                let sent = SentForm { id: form.clone(), content, outcome };
                self.keep_form(tx, now, &sent, application, &new, origin)?;
                Ok::<_, RegisterError>(led_to(sent))
            })
            .await?;
        Ok(sent)
    }

    /// Founds the account, unless somebody was faster.
    pub(super) fn found(
        &self,
        tx: &mut Tx<'_>,
        now: Timestamp,
        new: &New,
        proven: &ToProve,
        origin: &Origin,
    ) -> Result<(), RegisterError> {
        let New { account, activation, password_hash } = new;
        refuse_if_any(self.blocked(tx, now, &account.contact)?)?;
        for Claim { channel, value, last } in self.claims(tx, &account.contact)? {
            if let Standing::Unproven(before) = standing(last.as_ref(), now) {
                if !proven.has_proven(channel, &value) {
                    return Err(refused(channel));
                }
                self.displace(tx, now, &before)?;
            }
            let new_use = Use { used_at: now, account: Some(account.id.clone()), proven_at: None };
            if !registration_use::claim(tx, channel, &value, &new_use, last.as_ref())? {
                return Err(refused(channel));
            }
        }
        if !account::insert(tx, account, activation, password_hash)? {
            return Err(RegisterError::Refused(vec![RegistrationComplaint::UserNameTaken]));
        }
        origin.record(tx, now, &account.id, EventKind::Registered)?;
        let mut state = account.state.clone();
        for (channel, pin) in [(Channel::Email, Pin::Pin1), (Channel::Phone, Pin::Pin2)] {
            if proven.of(channel).is_some_and(|proof| proof.proven_at.is_some()) {
                state = confirm(tx, now, &account.id, state, pin, origin)?;
            } else {
                let _ = self.send_pin(tx, now, account, activation, pin)?;
            }
        }
        if let State::Active(active) = state {
            self.finish_activation(tx, now, account, active, origin)?;
        }
        Ok(())
    }

    /// The e-mail address and number belong to somebody who proved it not long ago.
    fn blocked(
        &self,
        tx: &mut Tx<'_>,
        now: Timestamp,
        contact: &Contact,
    ) -> Result<Vec<RegistrationComplaint>, StoreError> {
        let claims = self.claims(tx, contact)?.into_iter();
        let blocked = claims.filter(|claim| standing(claim.last.as_ref(), now) == Standing::Blocked);
        Ok(blocked.map(|claim| used(claim.channel)).collect())
    }

    /// Which of them another account used without proving it.
    fn to_prove(&self, tx: &mut Tx<'_>, now: Timestamp, contact: &Contact) -> Result<ToProve, StoreError> {
        let mut to_prove = ToProve::default();
        for Claim { channel, value, last } in self.claims(tx, contact)? {
            if matches!(standing(last.as_ref(), now), Standing::Unproven(_)) {
                to_prove.add(channel, value);
            }
        }
        Ok(to_prove)
    }

    pub(super) fn claims(&self, tx: &mut Tx<'_>, contact: &Contact) -> Result<Vec<Claim>, StoreError> {
        let values =
            [(Channel::Email, contact.email.canonical()), (Channel::Phone, contact.phone.to_string())];
        let mut claims = Vec::new();
        for (channel, value) in values {
            let value = self.contact_hash().hash_parts(&[channel.as_str().as_bytes(), value.as_bytes()]);
            claims.push(Claim { channel, value, last: registration_use::find(tx, channel, &value)? });
        }
        Ok(claims)
    }

    /// An account that never proved its address or number gives way to who did: it could not be activated any more.
    fn displace(&self, tx: &mut Tx<'_>, now: Timestamp, id: &AccountId) -> Result<(), StoreError> {
        let Some(account) = account::by_id(tx, id)? else { return Ok(()) };
        let State::Registered(registered) = &account.state else { return Ok(()) };
        if registered.email_confirmed_at.is_some() {
            self.delivery().queue_warning(tx, now, &messages::displaced(self.web(), now, &account))?;
        }
        self.delete_account(tx, id)
    }

    /// Everything that is wrong with an application by itself, and whether its user name is free: all at once.
    async fn check(&self, now: Timestamp, application: &Application) -> Result<Registration, RegisterError> {
        let checked = application.check(now);
        let user_name = match &checked {
            Ok(registration) => Some(registration.user_name.clone()),
            Err(_) => values::UserName::parse(&application.user_name).ok(),
        };
        let taken = match user_name {
            Some(user_name) => self.store().read(|tx| account::is_taken(tx, &user_name)).await?,
            None => false,
        };
        let taken = taken.then_some(RegistrationComplaint::UserNameTaken);
        match checked {
            Ok(registration) if taken.is_none() => Ok(registration),
            checked => {
                let rest = checked.err().unwrap_or_default();
                Err(RegisterError::Refused(taken.into_iter().chain(rest).collect()))
            }
        }
    }

    /// What was filled in, the password left out, so that a form sent twice is known again.
    fn content_of(&self, application: &Application) -> [u8; 32] {
        let Application { user_name, birth_date, email, phone, place, .. } = application;
        let place = [
            &place.given_name,
            &place.family_name,
            &place.street,
            &place.city,
            &place.postal_code,
            &place.country,
            &place.company_name,
            &place.company_number,
            &place.vat_number,
        ];
        let fields = [user_name, birth_date, email, phone].into_iter().chain(place);
        let parts: Vec<&[u8]> =
            std::iter::once(b"form".as_slice()).chain(fields.map(String::as_bytes)).collect();
        self.contact_hash().hash_parts(&parts)
    }

    /// Whether the form that was sent before had this password.
    async fn has_password(&self, sent: &SentForm, password: &str) -> Result<bool, RegisterError> {
        let hash = match &sent.outcome {
            FormOutcome::Founded(activation) => {
                let read = |tx: &mut Tx<'_>| {
                    let account = account::by_activation(tx, activation)?;
                    account.map_or(Ok(None), |account| account::credentials(tx, &account.id))
                };
                self.store().read(read).await?.map(|credentials| credentials.password_hash)
            }
            FormOutcome::Waits(_) => self.password_of_waiting(&sent.id).await?,
        };
        match hash {
            Some(hash) => Ok(self.passwords().verify(password, &hash).await?),
            None => Ok(false),
        }
    }
}

/// An account as a registration makes it.
pub(super) fn new_account(
    now: Timestamp,
    user_name: values::UserName,
    contact: Contact,
    language: Language,
    password_hash: String,
) -> New {
    let activation = ActivationId::new(now, random::random_bytes());
    let account = Account {
        id: AccountId::new(now, random::random_bytes()),
        user_name,
        contact,
        language,
        founded_at: now,
        state: State::Registered(Registered::new(activation.clone())),
        recovered_at: None,
    };
    New { account, activation, password_hash }
}

fn led_to(sent: SentForm) -> Sent {
    match sent.outcome {
        FormOutcome::Founded(activation) => Sent::Founded(activation),
        FormOutcome::Waits(_) => Sent::Waits(sent.id),
    }
}

pub(super) const fn used(channel: Channel) -> RegistrationComplaint {
    match channel {
        Channel::Email => RegistrationComplaint::EmailUsed,
        Channel::Phone => RegistrationComplaint::PhoneUsed,
    }
}

fn refused(channel: Channel) -> RegisterError {
    RegisterError::Refused(vec![used(channel)])
}

fn refuse_if_any(complaints: Vec<RegistrationComplaint>) -> Result<(), RegisterError> {
    if complaints.is_empty() { Ok(()) } else { Err(RegisterError::Refused(complaints)) }
}
