//! The hub's events: what was done to a person's methods, sessions and data.

use std::collections::BTreeMap;

use ::audit::{Actor, Event};
use ::store::{StoreError, Tx};
use values::Timestamp;

use crate::rules::login::Login;
use crate::rules::person::PersonId;

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Action {
    PersonIdentified,
    MethodLinked,
    /// The register has named the person by a new description of the account.
    MethodConfirmed,
    /// The account describes somebody else now.
    MethodSuspended,
    /// The person disconnected an account.
    MethodDisconnected,
    /// The person allowed it again.
    MethodAllowed,
    /// The operator blocked an account.
    MethodBlocked,
    /// The operator allowed it again.
    MethodUnblocked,
    Authenticated,
    Login,
    LoginRefused,
    DataReleased,
    ConsentChanged,
    ConsentWithdrawn,
    DeviceRenamed,
    DeviceDisconnected,
    SessionEnded,
}

impl Action {
    /// What changes how a person can log in: their history shows it.
    const CHANGES: [Self; 9] = [
        Self::MethodLinked,
        Self::MethodConfirmed,
        Self::MethodSuspended,
        Self::MethodDisconnected,
        Self::MethodAllowed,
        Self::MethodBlocked,
        Self::MethodUnblocked,
        Self::DeviceDisconnected,
        Self::SessionEnded,
    ];

    pub(super) fn word(self) -> &'static str {
        match self {
            Self::PersonIdentified => "person-identified",
            Self::MethodLinked => "method-linked",
            Self::MethodConfirmed => "method-confirmed",
            Self::MethodSuspended => "method-suspended",
            Self::MethodDisconnected => "method-disconnected",
            Self::MethodAllowed => "method-allowed",
            Self::MethodBlocked => "method-blocked",
            Self::MethodUnblocked => "method-unblocked",
            Self::Authenticated => "authenticated",
            Self::Login => "login",
            Self::LoginRefused => "login-refused",
            Self::DataReleased => "data-released",
            Self::ConsentChanged => "choice-changed",
            Self::ConsentWithdrawn => "choice-withdrawn",
            Self::DeviceRenamed => "device-renamed",
            Self::DeviceDisconnected => "device-disconnected",
            Self::SessionEnded => "session-ended",
        }
    }
}

/// Records what happened, in its transaction. The object is the id of a method or a service.
pub(crate) fn add(
    tx: &mut Tx<'_>,
    now: Timestamp,
    person: &PersonId,
    action: Action,
    object: &str,
) -> Result<(), StoreError> {
    ::audit::record(tx, &event(now, person, action, object))
}

/// Records a login at a method for a service.
pub(crate) fn add_login(
    tx: &mut Tx<'_>,
    person: &PersonId,
    login: &Login,
    action: Action,
) -> Result<(), StoreError> {
    let method = BTreeMap::from([("method", login.method.as_str())]);
    ::audit::record(tx, &event(login.at, person, action, login.service.as_str()).with_details(&method))
}

pub(super) fn event(now: Timestamp, person: &PersonId, action: Action, object: &str) -> Event {
    let actor = match action {
        Action::MethodBlocked | Action::MethodUnblocked => Actor::Staff("operator".to_owned()),
        Action::MethodConfirmed | Action::MethodSuspended => Actor::Site,
        _ => Actor::Person(person.to_string()),
    };
    Event {
        subject: Some(person.to_string()),
        object: (!object.is_empty()).then(|| object.to_owned()),
        ..Event::new(now, actor, action.word())
    }
}

/// A change of how a person can log in.
pub(crate) struct Change {
    pub(crate) at: Timestamp,
    pub(crate) action: Action,
    /// The name of a method, if it is about one.
    pub(crate) detail: String,
}

/// A person's latest changes, newest first.
pub(crate) fn changes(tx: &mut Tx<'_>, person: &PersonId, limit: i64) -> Result<Vec<Change>, StoreError> {
    let events = ::audit::of_subject(tx, person.as_str(), &Action::CHANGES.map(Action::word), None, limit)?;
    let action = |word: &str| Action::CHANGES.into_iter().find(|action| action.word() == word);
    let change = |event: Event| {
        let detail = event.object.unwrap_or_default();
        Some(Change { at: event.at, action: action(&event.action)?, detail })
    };
    Ok(events.into_iter().filter_map(change).collect())
}
