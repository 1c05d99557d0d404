//! A person comes back from the method they chose.

use ::store::{StoreError, Tx};
use mobile_key_api::people::LoginKind;
use mobile_key_api::release::{IDENTITY_RELEASE, ReleaseGranted};
use openid::Identity;
use random::{random_bytes, random_id};
use serde_json::Value;
use sessions::{NewSession, Session, StartedSession};
use thiserror::Error;
use values::{AssuranceLevel, PersonName, PostalAddress, SECOND_MS, Timestamp};

use super::{accounts, notice};
use crate::clients::population::PopulationError;
use crate::config::Method;
use crate::context::{Context, HUB_NAME};
use crate::protocol::{AuthorizationResponse, InteractionError, LoginTarget, Provider};
use crate::rules::identification::{self, HashedAttributes, MatchingAttributes, Next, Unidentified};
use crate::rules::item::Items;
use crate::rules::level::{self, LevelCheck};
use crate::rules::login::{Login, Outcome};
use crate::rules::login_state::LoginState;
use crate::rules::person::{Link, PersonId};
use crate::rules::release;
use crate::store::{
    self,
    audit::Action,
    session_participants::{self, Kind},
};

/// What came of a login at a method.
#[expect(clippy::large_enum_variant, reason = "one for each login, and the large one is the usual one")]
pub(crate) enum CallbackOutcome {
    /// The person is signed in.
    SignedIn {
        /// For the browser.
        cookie: StartedSession,
        /// The answer to the service, if the person need not be asked anything.
        answer: Option<AuthorizationResponse>,
    },
    /// The login was too weak to prove who it is; one more is needed.
    StepUp,
    /// The method let in somebody else than who is signed in here, by a session of its own: they have to prove it.
    LoginAgain,
    /// The login succeeded, but the hub does not know who it is.
    Unidentified(Unidentified),
    /// The login is worth less than the service asks for.
    TooLow {
        /// What it was worth.
        reached: AssuranceLevel,
        /// What is asked.
        asked: AssuranceLevel,
    },
}

/// Why a login could not be finished.
#[derive(Debug, Error)]
pub(crate) enum CallbackError {
    /// The population register does not answer.
    #[error(transparent)]
    Population(#[from] PopulationError),
    /// The service does not wait any more, or the login does not fit it.
    #[error(transparent)]
    Interaction(#[from] InteractionError),
    /// The method says that something was released that nobody asked for, or not what is essential.
    #[error("the method's answer does not fit the question")]
    DoesNotFit,
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What a method answered, and to whom it is of use.
#[derive(Clone, Copy)]
pub(crate) struct Callback<'a> {
    pub(crate) method: &'a Method,
    pub(crate) identity: &'a Identity,
    pub(crate) target: &'a LoginTarget,
    pub(crate) state: &'a LoginState,
    pub(crate) browser: Browser<'a>,
}

/// The browser that came back.
#[derive(Clone, Copy)]
pub(crate) struct Browser<'a> {
    pub(crate) user_agent: &'a str,
    pub(crate) session: Option<&'a Session>,
    pub(crate) now: Timestamp,
}

/// Finishes a login: finds the person, signs them in, and answers the service if nothing is left to ask.
pub(crate) async fn callback(
    context: &Context,
    provider: &Provider,
    callback: Callback<'_>,
) -> Result<CallbackOutcome, CallbackError> {
    let Callback { method, identity, target, state, browser } = callback;
    let found = match find(context, method, identity, state.stepped_up).await? {
        FoundPerson::Person(found) => found,
        FoundPerson::Changed(link) => {
            accounts::suspend(context, provider, &link, browser.now).await?;
            return Ok(CallbackOutcome::Unidentified(Unidentified::Changed));
        }
        FoundPerson::StepUp => return Ok(CallbackOutcome::StepUp),
        FoundPerson::Nobody(reason) => return Ok(CallbackOutcome::Unidentified(reason)),
    };
    if !state.forced_login && !found.is_signed_in(browser.session) {
        return Ok(CallbackOutcome::LoginAgain);
    }
    let asserted = asserted_level(identity);
    let reached = level::of_login(asserted, method.level, found.max_level(asserted));
    let check = level::check(reached, target.minimum_level());
    let released_in_app = released_in_app(method, identity, target)?;
    let is_nothing_new = is_nothing_new(&callback, reached);
    let login = Login {
        id: random_id(browser.now),
        at: browser.now,
        method: method.id.clone(),
        service: target.service(),
        level: reached,
        browser: sessions::browser_name(browser.user_agent),
        authenticated_at: authenticated_at(identity, target, browser.now),
        outcome: match (check, target) {
            (LevelCheck::TooLow { .. }, _) => Outcome::LevelTooLow,
            (LevelCheck::Enough, LoginTarget::Portal { .. }) if is_nothing_new => Outcome::SingleSignOn,
            (LevelCheck::Enough, LoginTarget::Portal { .. }) => Outcome::LoggedIn,
            (LevelCheck::Enough, LoginTarget::Service(..)) => Outcome::Authenticated,
        },
        session: None,
        account_number: Some(context.hashes.account_number(&method.id, &identity.subject)),
    };
    let record = Record { context, method, identity, found: &found, asserted, login: &login, is_nothing_new };
    let new_id = PersonId::new(browser.now, random_bytes());
    let outcome = context.store.write(|tx| {
        if let Some(reason) = record.login_forbidden(tx)? {
            return Ok(CallbackOutcome::Unidentified(reason));
        }
        let person = record.person(tx, &new_id)?;
        if let LevelCheck::TooLow { reached, asked } = check {
            record.write(tx, &person, &login)?;
            return Ok(CallbackOutcome::TooLow { reached, asked });
        }
        let cookie = start_session(context, tx, &callback, &person, &login)?;
        let session = cookie.session();
        record.write(tx, &person, &Login { session: Some(session.id.clone()), ..login.clone() })?;
        let answer = match target {
            LoginTarget::Service(_, reply_to) => match &released_in_app {
                Some(items) => reply_to.grant(provider, tx, session, items, None).map(Some)?,
                None => reply_to.resume(provider, tx, session)?,
            },
            LoginTarget::Portal { .. } => None,
        };
        Ok(CallbackOutcome::SignedIn { cookie, answer })
    });
    outcome.await
}

/// Whether the method was asked once more whether the person is still logged in there, and they are: no login that
/// anybody has to be told of.
fn is_nothing_new(callback: &Callback<'_>, reached: AssuranceLevel) -> bool {
    let Callback { identity, state, browser, .. } = callback;
    let times = identity.authenticated_at.zip(state.started_at_ms);
    !state.forced_login
        && browser.session.is_some_and(|session| session.level >= reached)
        && times.is_some_and(|(at, started_at_ms)| at.unix_ms() + SECOND_MS < started_at_ms)
}

/// The session takes the place of the browser's former one.
fn start_session(
    context: &Context,
    tx: &mut Tx<'_>,
    callback: &Callback<'_>,
    person: &PersonId,
    login: &Login,
) -> Result<StartedSession, StoreError> {
    let Callback { method, identity, browser: Browser { user_agent, session: old, now }, .. } = *callback;
    let amr: Vec<&str> = identity.amr.iter().map(String::as_str).collect();
    let new =
        NewSession { subject: person.as_str(), level: login.level, amr: &amr, user_agent, replaces: old };
    let cookie = context.sessions.start_authenticated(tx, now, login.authenticated_at, new)?;
    let session = cookie.session();
    if let Some(old) = old {
        session_participants::carry_over(tx, &old.id, &session.id, Kind::Method, now)?;
        // Nobody is told where somebody else was.
        if old.subject == session.subject {
            session_participants::carry_over(tx, &old.id, &session.id, Kind::Service, now)?;
        }
    }
    session_participants::add(tx, &session.id, Kind::Method, &method.id, now)?;
    Ok(cookie)
}

/// When the person proved who they are at the method, which may have let them pass on a session of its own. A fresh
/// login that was asked for was made since, as the relying party has checked. The method tells whole seconds (OpenID
/// Connect Core 1.0 §2, `auth_time`).
fn authenticated_at(identity: &Identity, target: &LoginTarget, now: Timestamp) -> Timestamp {
    match identity.authenticated_at {
        Some(at) if !target.force_login() => at.plus_ms(SECOND_MS - 1).min(now),
        _ => now,
    }
}

fn asserted_level(identity: &Identity) -> AssuranceLevel {
    identity.level.unwrap_or(AssuranceLevel::Low)
}

/// Whom a login at a method means.
enum FoundPerson {
    Person(KnownPerson),
    /// The link's account describes somebody else by now.
    Changed(Link),
    StepUp,
    Nobody(Unidentified),
}

/// Somebody whom the hub can name.
enum KnownPerson {
    /// By a link that is as it was.
    Linked(Link),
    /// By a link whose account describes them otherwise now; the register says that it is them.
    Confirmed(Link, [u8; 32]),
    /// By the register, for the first time with this account.
    New { register_person: String, attributes_hash: [u8; 32] },
}

impl KnownPerson {
    /// The level above which no login through the link is worth more.
    fn max_level(&self, asserted: AssuranceLevel) -> AssuranceLevel {
        match self {
            Self::Linked(link) | Self::Confirmed(link, _) => link.max_level,
            Self::New { .. } => asserted,
        }
    }

    /// Whether it is who is signed in in this browser. An account that is new here never is.
    fn is_signed_in(&self, session: Option<&Session>) -> bool {
        match self {
            Self::Linked(link) | Self::Confirmed(link, _) => {
                session.is_some_and(|session| session.subject == link.person.as_str())
            }
            Self::New { .. } => false,
        }
    }
}

/// By the link, or by the register where there is none or the account describes somebody otherwise than when it was made.
async fn find(
    context: &Context,
    method: &Method,
    identity: &Identity,
    stepped_up: bool,
) -> Result<FoundPerson, CallbackError> {
    let link = context.store.read(|tx| store::link::find(tx, &method.id, &identity.subject)).await?;
    let attributes = matching_attributes(identity).map(|attributes| HashedAttributes {
        hash: context.hashes.matching_attributes(&attributes),
        attributes,
    });
    let (identifies, asserted) = (method.capabilities().identifies, asserted_level(identity));
    match identification::after_login(link, identifies, asserted, stepped_up, attributes) {
        Next::Known(link) => Ok(FoundPerson::Person(KnownPerson::Linked(link))),
        Next::AskRegister(HashedAttributes { attributes, hash }) => {
            let found = context.population.identify(&attributes, HUB_NAME).await?;
            Ok(found.map_or(FoundPerson::Nobody(Unidentified::NoMatch), |register_person| {
                FoundPerson::Person(KnownPerson::New { register_person, attributes_hash: hash })
            }))
        }
        Next::Compare(link, HashedAttributes { attributes, hash }) => {
            let named = context.population.identify(&attributes, HUB_NAME).await?;
            let known = context.store.read(|tx| store::person::register_person(tx, &link.person)).await?;
            let is_confirmed = named.is_some() && named == known;
            Ok(if is_confirmed {
                FoundPerson::Person(KnownPerson::Confirmed(link, hash))
            } else {
                FoundPerson::Changed(link)
            })
        }
        Next::StepUp => Ok(FoundPerson::StepUp),
        Next::Unidentified(reason) => Ok(FoundPerson::Nobody(reason)),
    }
}

/// What is written down of a login.
struct Record<'a> {
    context: &'a Context,
    method: &'a Method,
    identity: &'a Identity,
    found: &'a KnownPerson,
    asserted: AssuranceLevel,
    login: &'a Login,
    /// The method was asked once more whether the person is still logged in there, and they are.
    is_nothing_new: bool,
}

impl Record<'_> {
    /// Why the account logs nobody in by now: it may have been disconnected, blocked or suspended since it was found.
    fn login_forbidden(&self, tx: &mut Tx<'_>) -> Result<Option<Unidentified>, StoreError> {
        let link = store::link::find(tx, &self.method.id, &self.identity.subject)?;
        let disconnected = link.and_then(|link| link.disconnected);
        Ok(match (identification::login_forbidden(disconnected), self.found) {
            (None, KnownPerson::Linked(_)) if disconnected.is_some() => Some(Unidentified::Changed),
            (reason, _) => reason,
        })
    }

    /// The person, with their link as it is from now on; a new link is told to all that the person has.
    fn person(&self, tx: &mut Tx<'_>, new_id: &PersonId) -> Result<PersonId, StoreError> {
        let (login, method) = (self.login, self.login.method.as_str());
        match self.found {
            KnownPerson::Linked(link) => Ok(link.person.clone()),
            KnownPerson::Confirmed(link, hash) => {
                // Whether it is disconnected was looked at in this transaction.
                store::link::confirm(tx, link, hash)?.or_conflict()?;
                store::audit::add(tx, login.at, &link.person, Action::MethodConfirmed, method)?;
                Ok(link.person.clone())
            }
            KnownPerson::New { register_person, attributes_hash } => {
                let person = store::person::find_or_make(tx, new_id, register_person, login.at)?;
                let is_new = person == *new_id;
                if is_new {
                    store::audit::add(tx, login.at, &person, Action::PersonIdentified, method)?;
                }
                let link = Link {
                    method: self.method.id.clone(),
                    sub: self.identity.subject.clone(),
                    person: person.clone(),
                    max_level: self.asserted,
                    linked_at: login.at,
                    last_used_at: None,
                    attributes_hash: Some(*attributes_hash),
                    disconnected: None,
                };
                if store::link::make(tx, &link)?.is_done() {
                    store::audit::add(tx, login.at, &person, Action::MethodLinked, method)?;
                    if !is_new {
                        notice::of_account(self.context, tx, &link, LoginKind::AccountLinked, login.at)?;
                    }
                }
                Ok(person)
            }
        }
    }

    /// History, notice and audit.
    fn write(&self, tx: &mut Tx<'_>, person: &PersonId, login: &Login) -> Result<(), StoreError> {
        store::link::note_use(tx, &self.method.id, &self.identity.subject, login.at)?;
        store::login::add(tx, person, login)?;
        let action =
            if login.outcome == Outcome::LevelTooLow { Action::LoginRefused } else { Action::Authenticated };
        store::audit::add_login(tx, person, login, action)?;
        match (self.is_nothing_new, login.outcome) {
            (true, Outcome::SingleSignOn) => Ok(()),
            (true, _) => {
                let login = Login { outcome: Outcome::SingleSignOn, ..login.clone() };
                notice::of_login(self.context, tx, person, &login)
            }
            (false, _) => notice::of_login(self.context, tx, person, login),
        }
    }
}

/// The items that the person released in the method's app, where they also signed for it: no second page.
fn released_in_app(
    method: &Method,
    identity: &Identity,
    target: &LoginTarget,
) -> Result<Option<Items>, CallbackError> {
    let Some(request) = target.request().filter(|_| method.capabilities().releases_in_app) else {
        return Ok(None);
    };
    let detail = identity.authorization_details.iter().find(|detail| detail.kind == IDENTITY_RELEASE);
    let detail = detail.and_then(|detail| serde_json::to_value(detail).ok());
    let granted = detail.and_then(|detail| serde_json::from_value::<ReleaseGranted>(detail).ok());
    let granted = granted.ok_or(CallbackError::DoesNotFit)?;
    let items = Items::parse(&granted.data.join(" ")).map_err(|_| CallbackError::DoesNotFit)?;
    if release::fits(&request.requested, &items) { Ok(Some(items)) } else { Err(CallbackError::DoesNotFit) }
}

/// What the method handed over about the person; `None` if something is missing or cannot be read.
fn matching_attributes(identity: &Identity) -> Option<MatchingAttributes> {
    let claim = |name: &str| identity.claims.get(name).and_then(Value::as_str);
    // Who has one name only has no claim for the other.
    let (given, family) = (claim("given_name").unwrap_or_default(), claim("family_name").unwrap_or_default());
    Some(MatchingAttributes {
        name: PersonName::parse(given, family).ok()?,
        birth_date: claim("birthdate")?.parse().ok()?,
        address: address(identity.claims.get("address")?)?,
    })
}

/// OpenID Connect Core 1.0 §5.1.1.
fn address(claim: &Value) -> Option<PostalAddress> {
    let part = |name: &str| claim.get(name).and_then(Value::as_str);
    let country = part("country").unwrap_or("CZ");
    PostalAddress::parse(part("street_address")?, part("locality")?, part("postal_code")?, country).ok()
}
