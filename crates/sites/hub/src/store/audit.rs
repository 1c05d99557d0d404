//! The operator's audit: who did what to whom, without personal data.

use ::store::{StoreError, Tx};
use environment::random_id;
use values::Timestamp;

use crate::rules::person::PersonId;

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Action {
    PersonIdentified,
    MethodLinked,
    Authenticated,
    Login,
    LoginRefused,
    DataReleased,
    ChoiceChanged,
    ChoiceWithdrawn,
    DeviceRenamed,
    DeviceDisconnected,
    SessionEnded,
}

impl Action {
    fn word(self) -> &'static str {
        match self {
            Self::PersonIdentified => "person-identified",
            Self::MethodLinked => "method-linked",
            Self::Authenticated => "authenticated",
            Self::Login => "login",
            Self::LoginRefused => "login-refused",
            Self::DataReleased => "data-released",
            Self::ChoiceChanged => "choice-changed",
            Self::ChoiceWithdrawn => "choice-withdrawn",
            Self::DeviceRenamed => "device-renamed",
            Self::DeviceDisconnected => "device-disconnected",
            Self::SessionEnded => "session-ended",
        }
    }
}

/// Adds an entry, in the transaction that it is about. `detail` holds names of methods, services and items only.
pub(crate) fn add(
    tx: &mut Tx<'_>,
    now: Timestamp,
    person: &PersonId,
    action: Action,
    detail: &str,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO audit (id, at, person, action, detail) VALUES ($1, $2, $3, $4, $5)",
        &[&random_id(now), &now, person, &action.word(), &detail],
    )?;
    Ok(())
}

/// Forgets entries older than an instant.
pub(crate) fn forget_before(tx: &mut Tx<'_>, instant: Timestamp) -> Result<u64, StoreError> {
    tx.execute("DELETE FROM audit WHERE at < $1", &[&instant])
}
