//! Logging in by user name and password (B1).

use secrets::PasswordError;
use store::{StoreError, Tx};
use values::{AssuranceLevel, Timestamp};
use web::{NewSession, Session, SessionCookie};

use super::Origin;
use crate::Mojeid;
use crate::rules::account::{ActivationId, State};
use crate::rules::event::EventKind;
use crate::rules::identifier::{LoginName, LoginNameProblem};
use crate::rules::tries::{ACCOUNT_PACE, ADDRESS_PACE, Pace};
use crate::store::account::{self, Credentials};
use crate::store::failure;

/// What a password has proven.
#[must_use]
#[derive(Debug)]
pub enum Login {
    /// Signed in, at level low; and what the browser keeps, so that it is known the next time.
    In(SessionCookie, String),
    /// The password is right, but PIN1 or PIN2 is still missing.
    NotActive(ActivationId),
}

/// Why nobody was signed in.
#[derive(Debug, thiserror::Error)]
pub enum LoginError {
    /// What was entered as a name is none.
    #[error(transparent)]
    Name(#[from] LoginNameProblem),
    /// No such account, or another password: nobody is told which.
    #[error("name or password is wrong")]
    Wrong,
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

impl Mojeid {
    /// Checks a name and a password and signs the person in, always with a new session.
    pub async fn login(
        &self,
        now: Timestamp,
        name: &str,
        password: &str,
        origin: &Origin,
        replaces: Option<&Session>,
    ) -> Result<Login, LoginError> {
        let name = LoginName::parse(name, self.identifier_host())?;
        let candidate = self.store().read(|tx| find(tx, &name)).await?;
        let whom = self.counted_as(&name, candidate.as_ref(), origin);
        // One try after the other for each account: a burst gets no more tries than a queue.
        let _turn = self.turn_of(&whom).await;
        self.may_try(now, &whom, origin).await?;
        if !self.is_right(password, candidate.as_ref()).await? {
            self.count_failure(now, &whom, candidate.as_ref(), origin).await?;
            return Err(LoginError::Wrong);
        }
        // Nobody's password is right.
        let Some(person) = candidate else { return Err(LoginError::Wrong) };
        let Credentials { account, password_hash } = &person;
        if let State::Registered(registered) = &account.state {
            return Ok(Login::NotActive(registered.activation.clone()));
        }
        self.store()
            .write(|tx| {
                // Checking took its time: a password that was changed meanwhile opens nothing.
                let present = account::credentials(tx, &account.id)?;
                if present.is_none_or(|present| present.password_hash != *password_hash) {
                    return Err(LoginError::Wrong);
                }
                failure::clear(tx, &whom)?;
                origin.record(tx, now, &account.id, EventKind::Login)?;
                let user_agent = origin.user_agent.as_deref().unwrap_or_default();
                let subject = account.id.as_str();
                let level = AssuranceLevel::Low;
                let new = NewSession { subject, level, methods: &["pwd"], user_agent, replaces };
                let cookie = self.web().sessions().start(tx, now, new)?;
                let kept = self.known_browsers().with(origin.known_browser.as_deref(), &person);
                Ok(Login::In(cookie, kept))
            })
            .await
    }

    /// Whether this is the password of a person who is signed in already. Each session has a count of its own, so that
    /// nobody else can fill it.
    pub(super) async fn confirm_password(
        &self,
        now: Timestamp,
        session: &Session,
        credentials: &Credentials,
        password: &str,
        origin: &Origin,
    ) -> Result<(), LoginError> {
        let whom = format!("session:{}", session.id);
        let _turn = self.turn_of(&whom).await;
        self.may_try(now, &whom, origin).await?;
        if self.is_right(password, Some(credentials)).await? {
            return Ok(());
        }
        self.count_failure(now, &whom, Some(credentials), origin).await?;
        Err(LoginError::Wrong)
    }

    /// An account is counted by its id, whatever name was entered, and for each known browser apart; a name that nobody has
    /// by itself, so that it locks alike.
    fn counted_as(&self, name: &LoginName, candidate: Option<&Credentials>, origin: &Origin) -> String {
        match (candidate, name) {
            (Some(person), _) => {
                let (id, kept) = (&person.account.id, origin.known_browser.as_deref());
                match kept.and_then(|kept| self.known_browsers().name_of(kept, person)) {
                    Some(browser) => format!("account:{id}:{browser}"),
                    None => format!("account:{id}"),
                }
            }
            (None, LoginName::UserName(name)) => self.unknown("user name", &name.canonical()),
            (None, LoginName::Email(email)) => self.unknown("e-mail", &email.canonical()),
        }
    }

    fn unknown(&self, what: &str, name: &str) -> String {
        let hash = self.contact_hash().hash_parts(&[b"login", what.as_bytes(), name.as_bytes()]);
        let (start, _) = hash.split_at(16);
        start.iter().fold("name:".to_owned(), |text, byte| format!("{text}{byte:02x}"))
    }

    async fn may_try(&self, now: Timestamp, whom: &str, origin: &Origin) -> Result<(), LoginError> {
        let until = self
            .store()
            .read(|tx| {
                let mut until = ACCOUNT_PACE.wait_until(failure::find(tx, whom)?, now);
                if let Some(address) = address_key(origin) {
                    until = until.max(ADDRESS_PACE.wait_until(failure::find(tx, &address)?, now));
                }
                Ok::<_, StoreError>(until)
            })
            .await?;
        until.map_or(Ok(()), |until| Err(LoginError::TooMany { until }))
    }

    /// Takes the same time whether or not there is such an account.
    async fn is_right(&self, password: &str, candidate: Option<&Credentials>) -> Result<bool, PasswordError> {
        match candidate {
            Some(credentials) => self.passwords().verify(password, &credentials.password_hash).await,
            None => self.passwords().verify_nobody(password).await.map(|()| false),
        }
    }

    async fn count_failure(
        &self,
        now: Timestamp,
        whom: &str,
        candidate: Option<&Credentials>,
        origin: &Origin,
    ) -> Result<(), StoreError> {
        self.store()
            .write(|tx| {
                count(tx, now, whom, &ACCOUNT_PACE)?;
                if let Some(address) = address_key(origin) {
                    count(tx, now, &address, &ADDRESS_PACE)?;
                }
                match candidate {
                    Some(Credentials { account, .. }) => {
                        origin.record(tx, now, &account.id, EventKind::LoginRefused)
                    }
                    None => Ok(()),
                }
            })
            .await
    }
}

fn address_key(origin: &Origin) -> Option<String> {
    origin.address.as_ref().map(|address| format!("address:{address}"))
}

fn count(tx: &mut Tx<'_>, now: Timestamp, whom: &str, pace: &Pace) -> Result<(), StoreError> {
    let failures = pace.one_more(failure::find(tx, whom)?, now);
    failure::save(tx, whom, failures)
}

/// The one account that is meant. An e-mail address that several active accounts share means none of them; one that
/// was never proven cannot stand in the way of one that was.
fn find(tx: &mut Tx<'_>, name: &LoginName) -> Result<Option<Credentials>, StoreError> {
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
