//! Logging in by user name and password (B1).

use secrets::PasswordError;
use sessions::{NewSession, Session, StartedSession};
use store::{StoreError, Tx};
use values::{AssuranceLevel, Timestamp};

use super::throttle::{self, Attempt};
use super::{ClientInfo, undo};
use crate::context::Context;
use crate::rules::account::ActivationId;
use crate::rules::event::EventKind;
use crate::rules::identifier::{LoginName, LoginNameProblem};
use crate::rules::reauthentication::BY_PASSWORD;
use crate::store::account::{self, Credentials};

/// What a password has proven.
#[must_use]
#[derive(Debug)]
pub(crate) enum Login {
    /// Signed in, at level low; and what the browser keeps, so that it is known the next time.
    In(StartedSession, String),
    /// The password is right, but PIN1 or PIN2 is still missing.
    NotActive(ActivationId),
}

/// Why nobody was signed in.
#[derive(Debug, thiserror::Error)]
pub(crate) enum LoginError {
    /// What was entered as a name is none.
    #[error(transparent)]
    Name(#[from] LoginNameProblem),
    /// Nothing was entered as the password: no try, so none is counted.
    #[error("no password was entered")]
    NoPassword,
    /// No such account, or another password: nobody is told which.
    #[error("name or password is wrong")]
    Wrong,
    /// The password is right, but the owner said that somebody else has it: a new one is needed.
    #[error("the password opens nothing any more")]
    Blocked,
    /// Too many failures.
    #[error("too many failures")]
    TooMany {
        /// When the next try may be made.
        until: Timestamp,
    },
    /// The password was not looked at.
    #[error(transparent)]
    Password(#[from] PasswordError),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Checks a name and a password and signs the person in, always with a new session.
pub(crate) async fn login(
    context: &Context,
    now: Timestamp,
    name: &str,
    password: &str,
    client: &ClientInfo,
    replaces: Option<&Session>,
) -> Result<Login, LoginError> {
    let name = LoginName::parse(name, &context.identifier_host)?;
    if password.is_empty() {
        return Err(LoginError::NoPassword);
    }
    let candidate = context.store.read(|tx| find(tx, &name)).await?;
    let tried = throttle::begin_attempt(context, now, &name, candidate.as_ref(), client).await?;
    let Some(person) = checked(context, now, &tried, password, candidate, client).await? else {
        return Err(LoginError::Wrong);
    };
    let Credentials { account, password_hash, .. } = &person;
    context
        .store
        .write(|tx| {
            throttle::succeeded(tx, &tried)?;
            // Checking took its time: a password that was changed meanwhile opens nothing.
            let present = account::credentials(tx, &account.id)?;
            let Some(present) = present.filter(|present| present.password_hash == *password_hash) else {
                return Ok(Err(LoginError::Wrong));
            };
            if !account.state.is_active() {
                return Ok(Ok(Login::NotActive(account.activation.clone())));
            }
            if present.password_blocked_at.is_some() {
                return Ok(Err(LoginError::Blocked));
            }
            client.record(tx, now, &account.id, EventKind::Login)?;
            let known = client.known_browser.as_deref();
            if known.is_none_or(|kept| context.known_browsers.name_of(kept, &person).is_none()) {
                undo::notify_of_new_browser(context, tx, now, &person, client)?;
            }
            let user_agent = client.user_agent.as_deref().unwrap_or_default();
            let subject = account.id.as_str();
            let level = AssuranceLevel::Low;
            let new = NewSession { subject, level, amr: BY_PASSWORD, user_agent, replaces };
            let cookie = context.site.sessions().start(tx, now, new)?;
            Ok::<_, LoginError>(Ok(Login::In(cookie, context.known_browsers.with(known, &person))))
        })
        .await?
}

/// Whether this is the password of a person who is signed in already.
pub(crate) async fn confirm_password(
    context: &Context,
    now: Timestamp,
    session: &Session,
    credentials: &Credentials,
    password: &str,
    client: &ClientInfo,
) -> Result<(), LoginError> {
    if password.is_empty() {
        return Err(LoginError::NoPassword);
    }
    let tried = throttle::begin_session_attempt(context, now, session).await?;
    let person = checked(context, now, &tried, password, Some(credentials.clone()), client).await?;
    person.ok_or(LoginError::Wrong)?;
    Ok(context.store.write(|tx| throttle::succeeded(tx, &tried)).await?)
}

/// The candidate, if the password is theirs. Takes the same time whether or not there is one.
async fn checked(
    context: &Context,
    now: Timestamp,
    tried: &Attempt<'_>,
    password: &str,
    candidate: Option<Credentials>,
    client: &ClientInfo,
) -> Result<Option<Credentials>, LoginError> {
    let checked = match &candidate {
        Some(credentials) => context.passwords.verify(password, &credentials.password_hash).await,
        None => context.passwords.verify_nobody(password).await.map(|()| false),
    };
    match checked {
        Ok(true) => Ok(candidate),
        Ok(false) => {
            context
                .store
                .write(|tx| {
                    throttle::failed(tx, now, tried)?;
                    match &candidate {
                        Some(Credentials { account, .. }) => {
                            client.record(tx, now, &account.id, EventKind::LoginRefused)
                        }
                        None => Ok(()),
                    }
                })
                .await?;
            tried.warn_of_guessing();
            Ok(None)
        }
        Err(error) => {
            context.store.write(|tx| throttle::give_back(tx, tried)).await?;
            Err(error.into())
        }
    }
}

/// The one account that is meant. An e-mail address that several active accounts share means none of them; one that
/// was never proven cannot stand in the way of one that was.
pub(crate) fn find(tx: &mut Tx<'_>, name: &LoginName) -> Result<Option<Credentials>, StoreError> {
    match name {
        LoginName::UserName(user_name) => account::by_user_name(tx, user_name),
        LoginName::Email(email) => {
            let mut found = account::by_email(tx, &email.canonical())?;
            if found.iter().any(|credentials| credentials.account.state.is_active()) {
                found.retain(|credentials| credentials.account.state.is_active());
            }
            Ok(if found.len() == 1 { found.pop() } else { None })
        }
    }
}
