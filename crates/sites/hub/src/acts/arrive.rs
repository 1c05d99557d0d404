//! A person comes back from the method they chose.

use ::store::{StoreError, Tx};
use openid::{AuthorizationResponse, Grant, Identity, InteractionError, Release as Released};
use random::{random_bytes, random_id};
use serde_json::Value;
use sessions::{NewSession, Session, StartedSession};
use thiserror::Error;
use values::{AssuranceLevel, PersonName, PostalAddress, SECOND_MS, Timestamp};

use super::depart::IDENTITY_RELEASE;
use super::purpose::{Errand, Purpose};
use super::{Desk, HUB_NAME, Hub, accounts, conclude, notice};
use crate::config::{Method, MethodKind};
use crate::neighbours::register::RegisterError;
use crate::rules::identification::{self, Described, Description, Identifies, Next, Reason};
use crate::rules::item::{Item, Items};
use crate::rules::level::{self, Verdict};
use crate::rules::login::{Login, Outcome};
use crate::rules::person::{Link, PersonId};
use crate::rules::release::{self, FromApp};
use crate::store::{self, audit::Action, trail};

/// What came of a login at a method.
#[expect(clippy::large_enum_variant, reason = "one for each login, and the large one is the usual one")]
pub(crate) enum Arrival {
    /// The person is signed in.
    Authenticated {
        /// For the browser.
        cookie: StartedSession,
        /// The answer to the service, if the person need not be asked anything.
        answer: Option<AuthorizationResponse>,
    },
    /// The login was too weak to prove who it is; one more is needed.
    StepUp,
    /// The method let in somebody else than who is signed in here, by a session of its own: they have to prove it.
    LoginAgain,
    /// Nobody we can name.
    Unidentified(Reason),
    /// The login is worth less than the service asks for.
    TooLow {
        /// What it was worth.
        reached: AssuranceLevel,
        /// What is asked.
        asked: AssuranceLevel,
    },
}

/// Why a login could not be taken in.
#[derive(Debug, Error)]
pub(crate) enum ArriveError {
    /// The register does not answer.
    #[error(transparent)]
    Register(#[from] RegisterError),
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

/// The browser that came back.
#[derive(Clone, Copy)]
pub(crate) struct Browser<'a> {
    pub(crate) user_agent: &'a str,
    pub(crate) session: Option<&'a Session>,
    pub(crate) now: Timestamp,
}

/// Takes in a login: finds the person, signs them in, and answers the service if nothing is left to ask.
pub(crate) async fn arrive(
    hub: &Hub,
    method: &Method,
    identity: &Identity,
    (purpose, errand): (&Purpose, &Errand),
    browser: Browser<'_>,
) -> Result<Arrival, ArriveError> {
    let desk = &*hub.desk;
    let found = match find(hub, method, identity, errand.stepped_up).await? {
        Found::Person(found) => found,
        Found::Changed(link) => {
            accounts::suspend(hub, &link, browser.now).await?;
            return Ok(Arrival::Unidentified(Reason::Changed));
        }
        Found::StepUp => return Ok(Arrival::StepUp),
        Found::Nobody(reason) => return Ok(Arrival::Unidentified(reason)),
    };
    if !errand.fresh && !found.is_signed_in(browser.session) {
        return Ok(Arrival::LoginAgain);
    }
    let said = said(identity);
    let reached = level::of_login(said, method.level, found.bound(said));
    let verdict = level::judge(reached, purpose.level());
    let from_app = chosen_in_app(desk, method, identity, purpose)?;
    let is_nothing_new = !errand.fresh
        && browser.session.is_some_and(|session| session.level >= reached)
        && identity
            .authenticated_at
            .zip(errand.left_at_ms)
            .is_some_and(|(at, left_at_ms)| at.unix_ms() + SECOND_MS < left_at_ms);
    let login = Login {
        id: random_id(browser.now),
        at: browser.now,
        method: method.id.clone(),
        service: purpose.service().ok_or(ArriveError::DoesNotFit)?,
        level: reached,
        browser: sessions::browser_name(browser.user_agent),
        authenticated_at: proven_at(identity, purpose, browser.now),
        outcome: match (verdict, purpose) {
            (Verdict::TooLow { .. }, _) => Outcome::LevelTooLow,
            (Verdict::Enough, Purpose::Portal { .. }) if is_nothing_new => Outcome::SingleSignOn,
            (Verdict::Enough, Purpose::Portal { .. }) => Outcome::LoggedIn,
            (Verdict::Enough, Purpose::Service(_)) => Outcome::Authenticated,
        },
        session: None,
        account_number: Some(desk.hashes.account_number(&method.id, &identity.subject)),
    };
    let entry = Entry { desk, method, identity, found: &found, said, login: &login, is_nothing_new };
    let new_id = PersonId::new(browser.now, random_bytes());
    hub.desk
        .store
        .write(|tx| {
            if let Some(reason) = entry.barred(tx)? {
                return Ok(Arrival::Unidentified(reason));
            }
            let person = entry.person(tx, &new_id)?;
            if let Verdict::TooLow { reached, asked } = verdict {
                entry.write(tx, &person, &login)?;
                return Ok(Arrival::TooLow { reached, asked });
            }
            let amr: Vec<&str> = identity.amr.iter().map(String::as_str).collect();
            let new = NewSession {
                subject: person.as_str(),
                level: reached,
                amr: &amr,
                user_agent: browser.user_agent,
                replaces: browser.session,
            };
            let cookie =
                hub.site.sessions().start_authenticated(tx, browser.now, login.authenticated_at, new)?;
            let session = cookie.session();
            entry.write(tx, &person, &Login { session: Some(session.id.clone()), ..login.clone() })?;
            if let Some(old) = browser.session {
                trail::carry_over(tx, &old.id, &session.id, trail::Kind::Method, browser.now)?;
                // Nobody is told where somebody else was.
                if old.subject == session.subject {
                    trail::carry_over(tx, &old.id, &session.id, trail::Kind::Service, browser.now)?;
                }
            }
            trail::add(tx, &session.id, trail::Kind::Method, &method.id, browser.now)?;
            let answer = answer(hub, tx, &person, purpose, from_app.clone(), session)?;
            Ok(Arrival::Authenticated { cookie, answer })
        })
        .await
}

/// When the person proved who they are at the method, which may have let them pass on a session of its own. A fresh
/// login that was asked for was made since, as the relying party has checked. The method tells whole seconds (OpenID
/// Connect Core 1.0 §2, `auth_time`).
fn proven_at(identity: &Identity, purpose: &Purpose, now: Timestamp) -> Timestamp {
    match identity.authenticated_at {
        Some(at) if !purpose.wants_fresh_login() => at.plus_ms(SECOND_MS - 1).min(now),
        _ => now,
    }
}

fn said(identity: &Identity) -> AssuranceLevel {
    identity.level.unwrap_or(AssuranceLevel::Low)
}

/// Whom a login at a method means.
enum Found {
    Person(Known),
    /// The link's account describes somebody else by now.
    Changed(Link),
    StepUp,
    Nobody(Reason),
}

/// Somebody whom the hub can name.
enum Known {
    /// By a link that is as it was.
    Linked(Link),
    /// By a link whose account describes them otherwise now; the register says that it is them.
    Confirmed(Link, [u8; 32]),
    /// By the register, for the first time with this account.
    Register { register_person: String, description_hash: [u8; 32] },
}

impl Known {
    fn bound(&self, said: AssuranceLevel) -> AssuranceLevel {
        match self {
            Self::Linked(link) | Self::Confirmed(link, _) => link.bound,
            Self::Register { .. } => said,
        }
    }

    /// Whether it is who is signed in in this browser. An account that is new here never is.
    fn is_signed_in(&self, session: Option<&Session>) -> bool {
        match self {
            Self::Linked(link) | Self::Confirmed(link, _) => {
                session.is_some_and(|session| session.subject == link.person.as_str())
            }
            Self::Register { .. } => false,
        }
    }
}

/// By the link, or by the register where there is none or the account describes somebody otherwise than when it was made.
async fn find(
    hub: &Hub,
    method: &Method,
    identity: &Identity,
    stepped_up: bool,
) -> Result<Found, ArriveError> {
    let desk = &*hub.desk;
    let link = desk.store.read(|tx| store::link::find(tx, &method.id, &identity.subject)).await?;
    let described = description(identity)
        .map(|description| Described { hash: desk.hashes.description(&description), description });
    match identification::after_login(link, identifies(method), said(identity), stepped_up, described) {
        Next::Known(link) => Ok(Found::Person(Known::Linked(link))),
        Next::AskRegister(Described { description, hash }) => {
            let found = desk.register.identify(&description, HUB_NAME).await?;
            Ok(found.map_or(Found::Nobody(Reason::NoMatch), |register_person| {
                Found::Person(Known::Register { register_person, description_hash: hash })
            }))
        }
        Next::Compare(link, Described { description, hash }) => {
            let named = desk.register.identify(&description, HUB_NAME).await?;
            let known = desk.store.read(|tx| store::person::register_person(tx, &link.person)).await?;
            let is_confirmed = named.is_some() && named == known;
            Ok(if is_confirmed { Found::Person(Known::Confirmed(link, hash)) } else { Found::Changed(link) })
        }
        Next::StepUp => Ok(Found::StepUp),
        Next::Unidentified(reason) => Ok(Found::Nobody(reason)),
    }
}

struct Entry<'a> {
    desk: &'a Desk,
    method: &'a Method,
    identity: &'a Identity,
    found: &'a Known,
    said: AssuranceLevel,
    login: &'a Login,
    /// The method was asked once more whether the person is still logged in there, and they are.
    is_nothing_new: bool,
}

impl Entry<'_> {
    /// Why the account logs nobody in by now: it may have been disconnected, blocked or suspended since it was found.
    fn barred(&self, tx: &mut Tx<'_>) -> Result<Option<Reason>, StoreError> {
        let link = store::link::find(tx, &self.method.id, &self.identity.subject)?;
        let disconnected = link.and_then(|link| link.disconnected);
        Ok(match (identification::barred(disconnected), self.found) {
            (None, Known::Linked(_)) if disconnected.is_some() => Some(Reason::Changed),
            (reason, _) => reason,
        })
    }

    /// The person, with their link as it is from now on; a new link is told to all that the person has.
    fn person(&self, tx: &mut Tx<'_>, new_id: &PersonId) -> Result<PersonId, StoreError> {
        let (login, method) = (self.login, self.login.method.as_str());
        match self.found {
            Known::Linked(link) => Ok(link.person.clone()),
            Known::Confirmed(link, hash) => {
                if store::link::confirm(tx, link, hash)? {
                    store::audit::add(tx, login.at, &link.person, Action::MethodConfirmed, method)?;
                }
                Ok(link.person.clone())
            }
            Known::Register { register_person, description_hash } => {
                let person = store::person::find_or_make(tx, new_id, register_person, login.at)?;
                let is_new = person == *new_id;
                if is_new {
                    store::audit::add(tx, login.at, &person, Action::PersonIdentified, method)?;
                }
                let link = Link {
                    method: self.method.id.clone(),
                    sub: self.identity.subject.clone(),
                    person: person.clone(),
                    bound: self.said,
                    linked_at: login.at,
                    last_used_at: None,
                    description_hash: Some(*description_hash),
                    disconnected: None,
                };
                if store::link::make(tx, &link)? {
                    store::audit::add(tx, login.at, &person, Action::MethodLinked, method)?;
                    if !is_new {
                        notice::of_account(self.desk, tx, &link, notice::Kind::AccountLinked, login.at)?;
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
        store::audit::add(tx, login.at, person, action, &format!("{} {}", login.method, login.service))?;
        match (self.is_nothing_new, login.outcome) {
            (true, Outcome::SingleSignOn) => Ok(()),
            (true, _) => {
                let login = Login { outcome: Outcome::SingleSignOn, ..login.clone() };
                notice::of_login(self.desk, tx, person, &login)
            }
            (false, _) => notice::of_login(self.desk, tx, person, login),
        }
    }
}

/// The code for the service, if nothing is left to ask.
fn answer(
    hub: &Hub,
    tx: &mut Tx<'_>,
    person: &PersonId,
    purpose: &Purpose,
    from_app: Option<Released>,
    session: &Session,
) -> Result<Option<AuthorizationResponse>, ArriveError> {
    let Purpose::Service(interaction) = purpose else { return Ok(None) };
    let released = match from_app {
        Some(released) => Some(released),
        None => conclude::settled(&hub.desk, tx, person, interaction)?,
    };
    let Some(released) = released else { return Ok(None) };
    Ok(Some(hub.provider.complete(tx, interaction, &Grant::from_session(session, released))?))
}

/// With a Mobile Key the person chose in the app, and signed it there: no second page.
fn chosen_in_app(
    desk: &Desk,
    method: &Method,
    identity: &Identity,
    purpose: &Purpose,
) -> Result<Option<Released>, ArriveError> {
    let (MethodKind::MobileKey { .. }, Purpose::Service(interaction)) = (&method.kind, purpose) else {
        return Ok(None);
    };
    let detail = identity.authorization_details.iter().find(|detail| detail.kind == IDENTITY_RELEASE);
    let names = detail.and_then(|detail| detail.fields.get("data")?.as_array().cloned());
    let names = names.ok_or(ArriveError::DoesNotFit)?;
    let items = names.iter().map(|name| name.as_str().and_then(|name| Item::parse(name).ok()));
    let items = items.collect::<Option<Vec<_>>>().ok_or(ArriveError::DoesNotFit)?;
    let requested = conclude::requested(desk, &interaction.client, &interaction.request);
    match release::from_app(&requested, Items::new(items)) {
        FromApp::Released(items) => Ok(Some(conclude::released(&items, &interaction.request))),
        FromApp::DoesNotFit => Err(ArriveError::DoesNotFit),
    }
}

fn identifies(method: &Method) -> Identifies {
    if method.is_mobile_key() { Identifies::ByLinkOnly } else { Identifies::Itself }
}

/// What the method handed over about the person; `None` if something is missing or cannot be read.
fn description(identity: &Identity) -> Option<Description> {
    let claim = |name: &str| identity.claims.get(name).and_then(Value::as_str);
    // Who has one name only has no claim for the other.
    let (given, family) = (claim("given_name").unwrap_or_default(), claim("family_name").unwrap_or_default());
    Some(Description {
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
