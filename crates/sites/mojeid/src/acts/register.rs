//! Registering an account (B4, B5, B6, B9).

use secrets::PasswordError;
use store::{StoreError, Transition, Tx};
use values::{Language, Timestamp, UserName};

use super::activate::{self, confirm};
use super::{ClientInfo, jobs, prove_contact};
use crate::context::Context;
use crate::messages::registration as messages;
use crate::rules::account::{Account, AccountId, ActivationId, Contact, Registered, State};
use crate::rules::contact::Channel;
use crate::rules::event::EventKind;
use crate::rules::field_errors::FieldErrors;
use crate::rules::registration::{Registration, RegistrationForm};
use crate::rules::registration_use::{Availability, RegistrationUse, availability};
use crate::rules::submitted_form::{FormId, FormOutcome, SubmittedForm, ToProve};
use crate::store::{account, registration_use, submitted_form};

/// What came of a registration form.
#[must_use]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RegistrationOutcome {
    /// An account, which waits for its PINs there.
    Registered(ActivationId),
    /// Another account used the e-mail address or number without ever proving it: codes went there, and entering them
    /// registers the account (B5).
    ProofRequired(FormId),
}

/// Why no account was registered.
#[derive(Debug, thiserror::Error)]
pub enum RegisterError {
    /// What was entered is wrong.
    #[error("the form has errors")]
    Invalid(FieldErrors),
    /// So many accounts were registered from that network address lately.
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

/// An account about to be registered.
pub(crate) struct NewAccount {
    pub(crate) account: Account,
    pub(crate) password_hash: String,
}

/// An address or number of a registration, and its last use.
pub(crate) struct ContactUse {
    channel: Channel,
    value: [u8; 32],
    last: Option<RegistrationUse>,
}

/// Registers an account by a form. The same form sent twice leads to where it led first.
pub(crate) async fn register(
    context: &Context,
    now: Timestamp,
    form_id: &FormId,
    form: &RegistrationForm,
    language: Language,
    client: &ClientInfo,
) -> Result<RegistrationOutcome, RegisterError> {
    let content = content_of(context, form);
    let mut form_id = form_id.clone();
    if let Some(sent) = context.store.read(|tx| submitted_form::find(tx, &form_id)).await? {
        if sent.content == content && has_password(context, &sent, &form.password).await? {
            return Ok(led_to(sent));
        }
        // Filled in otherwise, it is another form.
        form_id = FormId::new(now, random::random_bytes());
    }
    let registration = check(context, now, form).await?;
    let counts = [
        (&client.address, &context.address_registrations),
        (&client.network, &context.network_registrations),
    ];
    for (from, limit) in counts {
        let Some(from) = from else { continue };
        limit.check(from).map_err(|_| RegisterError::TooMany)?;
    }
    // Before the costly hash; the transaction looks again.
    context.store.read(|tx| refuse_blocked(context, tx, now, &registration.contact)).await?;
    let password_hash = context.passwords.hash(registration.password.reveal()).await?;
    let Registration { user_name, contact, .. } = registration;
    let new = NewAccount::new(now, user_name, contact, language, password_hash);
    context
        .store
        .write(|tx| {
            if let Some(sent) = submitted_form::find(tx, &form_id)? {
                return Ok(led_to(sent));
            }
            let outcome = match to_prove(context, tx, now, &new.account.contact)? {
                to_prove if to_prove.is_empty() => {
                    insert(context, tx, now, &new, &to_prove, client)?;
                    FormOutcome::Registered(new.account.activation.clone())
                }
                to_prove => FormOutcome::ProofRequired(to_prove),
            };
            let sent = SubmittedForm { id: form_id.clone(), content, outcome };
            prove_contact::save_form(context, tx, now, &sent, form, &new, client)?;
            Ok(led_to(sent))
        })
        .await
}

/// Inserts the account, unless somebody was faster, and sends its PINs.
pub(crate) fn insert(
    context: &Context,
    tx: &mut Tx<'_>,
    now: Timestamp,
    new: &NewAccount,
    proven: &ToProve,
    client: &ClientInfo,
) -> Result<(), RegisterError> {
    let NewAccount { account, password_hash } = new;
    refuse_blocked(context, tx, now, &account.contact)?;
    for ContactUse { channel, value, last } in uses(context, tx, &account.contact)? {
        if let Availability::Unproven(before) = availability(last.as_ref(), now) {
            if !proven.has_proven(channel, &value) {
                return Err(RegisterError::used(channel));
            }
            displace(context, tx, now, &before)?;
        }
        let new_use = RegistrationUse { used_at: now, account: Some(account.id.clone()), proven_at: None };
        if registration_use::claim(tx, channel, &value, &new_use, last.as_ref())? == Transition::Lost {
            return Err(RegisterError::used(channel));
        }
    }
    if !account::insert(tx, account, password_hash)? {
        return Err(RegisterError::Invalid(FieldErrors::one("user_name", "taken")));
    }
    client.record(tx, now, &account.id, EventKind::Registered)?;
    let mut state = account.state;
    for channel in Channel::ALL {
        if proven.of(channel).is_some_and(|proof| proof.proven_at.is_some()) {
            state = confirm(tx, now, &account.id, state, channel, client)?;
        } else {
            let _ = activate::send_pin(context, tx, now, account, channel)?;
        }
    }
    if let State::Active(active) = state {
        activate::finish_activation(context, tx, now, account, active, client)?;
    }
    Ok(())
}

/// Refuses an e-mail address or number that belongs to somebody who proved it not long ago.
fn refuse_blocked(
    context: &Context,
    tx: &mut Tx<'_>,
    now: Timestamp,
    contact: &Contact,
) -> Result<(), RegisterError> {
    let mut errors = FieldErrors::default();
    for ContactUse { channel, last, .. } in uses(context, tx, contact)? {
        if availability(last.as_ref(), now) == Availability::Blocked {
            errors.add(channel.as_str(), "used");
        }
    }
    if errors.is_empty() { Ok(()) } else { Err(RegisterError::Invalid(errors)) }
}

/// Which of them another account used without proving it.
fn to_prove(
    context: &Context,
    tx: &mut Tx<'_>,
    now: Timestamp,
    contact: &Contact,
) -> Result<ToProve, StoreError> {
    let mut to_prove = ToProve::default();
    for ContactUse { channel, value, last } in uses(context, tx, contact)? {
        if matches!(availability(last.as_ref(), now), Availability::Unproven(_)) {
            to_prove.add(channel, value);
        }
    }
    Ok(to_prove)
}

fn uses(context: &Context, tx: &mut Tx<'_>, contact: &Contact) -> Result<Vec<ContactUse>, StoreError> {
    let values = [(Channel::Email, contact.email.canonical()), (Channel::Phone, contact.phone.to_string())];
    let mut uses = Vec::new();
    for (channel, value) in values {
        let value = context.contact_hash.hash_parts(&[channel.as_str().as_bytes(), value.as_bytes()]);
        uses.push(ContactUse { channel, value, last: registration_use::find(tx, channel, &value)? });
    }
    Ok(uses)
}

/// An account that never proved its address or number gives way to who did: it could not be activated any more.
fn displace(context: &Context, tx: &mut Tx<'_>, now: Timestamp, id: &AccountId) -> Result<(), StoreError> {
    let Some(account) = account::by_id(tx, id)? else { return Ok(()) };
    let State::Registered(registered) = &account.state else { return Ok(()) };
    if registered.email_confirmed_at.is_some() {
        context.delivery.queue_warning(tx, now, &messages::displaced(&context.site, now, &account))?;
    }
    jobs::delete_account(context, tx, id)
}

/// Everything that is wrong with a form by itself, and whether its user name is free: all at once.
async fn check(
    context: &Context,
    now: Timestamp,
    form: &RegistrationForm,
) -> Result<Registration, RegisterError> {
    let parsed = form.parse(now);
    let user_name = match &parsed {
        Ok(registration) => Some(registration.user_name.clone()),
        Err(_) => UserName::parse(&form.user_name).ok(),
    };
    let is_taken = match user_name {
        Some(user_name) => context.store.read(|tx| account::is_taken(tx, &user_name)).await?,
        None => false,
    };
    if !is_taken {
        return parsed.map_err(RegisterError::Invalid);
    }
    let others = parsed.err().unwrap_or_default();
    Err(RegisterError::Invalid(FieldErrors::one("user_name", "taken").followed_by(others)))
}

/// What was filled in, the password left out, so that a form sent twice is known again.
fn content_of(context: &Context, form: &RegistrationForm) -> [u8; 32] {
    let RegistrationForm { user_name, birth_date, email, phone, contact, .. } = form;
    let fields_of_contact = [
        &contact.given_name,
        &contact.family_name,
        &contact.street,
        &contact.city,
        &contact.postal_code,
        &contact.country,
        &contact.company_name,
        &contact.company_number,
        &contact.vat_number,
    ];
    let fields = [user_name, birth_date, email, phone].into_iter().chain(fields_of_contact);
    let parts: Vec<&[u8]> = std::iter::once(b"form".as_slice()).chain(fields.map(String::as_bytes)).collect();
    context.contact_hash.hash_parts(&parts)
}

/// Whether the form that was sent before had this password.
async fn has_password(
    context: &Context,
    sent: &SubmittedForm,
    password: &str,
) -> Result<bool, RegisterError> {
    let hash = match &sent.outcome {
        FormOutcome::Registered(activation) => {
            let read = |tx: &mut Tx<'_>| {
                let account = account::by_activation(tx, activation)?;
                account.map_or(Ok(None), |account| account::credentials(tx, &account.id))
            };
            context.store.read(read).await?.map(|credentials| credentials.password_hash)
        }
        FormOutcome::ProofRequired(_) => prove_contact::password_of_waiting(context, &sent.id).await?,
    };
    match hash {
        Some(hash) => Ok(context.passwords.verify(password, &hash).await?),
        None => Ok(false),
    }
}

impl NewAccount {
    pub(crate) fn new(
        now: Timestamp,
        user_name: UserName,
        contact: Contact,
        language: Language,
        password_hash: String,
    ) -> Self {
        let account = Account {
            id: AccountId::new(now, random::random_bytes()),
            activation: ActivationId::new(now, random::random_bytes()),
            user_name,
            contact,
            language,
            registered_at: now,
            state: State::Registered(Registered::default()),
            recovered_at: None,
        };
        Self { account, password_hash }
    }
}

impl RegisterError {
    fn used(channel: Channel) -> Self {
        Self::Invalid(FieldErrors::one(channel.as_str(), "used"))
    }
}

fn led_to(sent: SubmittedForm) -> RegistrationOutcome {
    match sent.outcome {
        FormOutcome::Registered(activation) => RegistrationOutcome::Registered(activation),
        FormOutcome::ProofRequired(_) => RegistrationOutcome::ProofRequired(sent.id),
    }
}
