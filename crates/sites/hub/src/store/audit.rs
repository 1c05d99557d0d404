//! The operator's audit: who did what to whom, without personal data.

use ::store::{StoreError, Tx};
use random::random_id;
use values::Timestamp;

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

    fn word(self) -> &'static str {
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

/// A change of how a person can log in.
pub(crate) struct Change {
    pub(crate) at: Timestamp,
    pub(crate) action: Action,
    /// The name of a method, if it is about one.
    pub(crate) detail: String,
}

/// A person's latest changes, newest first.
pub(crate) fn changes(tx: &mut Tx<'_>, person: &PersonId, limit: i64) -> Result<Vec<Change>, StoreError> {
    let entries = tx.query(
        "SELECT at, action, detail FROM audit WHERE person = $1
         AND action IN ($2, $3, $4, $5, $6, $7, $8, $9, $10) ORDER BY id DESC LIMIT $11",
        &[
            person,
            &Action::CHANGES[0].word(),
            &Action::CHANGES[1].word(),
            &Action::CHANGES[2].word(),
            &Action::CHANGES[3].word(),
            &Action::CHANGES[4].word(),
            &Action::CHANGES[5].word(),
            &Action::CHANGES[6].word(),
            &Action::CHANGES[7].word(),
            &Action::CHANGES[8].word(),
            &limit,
        ],
        |row| Ok((row.get::<Timestamp>(0)?, row.get::<String>(1)?, row.get::<String>(2)?)),
    )?;
    let known = |word: &str| Action::CHANGES.into_iter().find(|action| action.word() == word);
    Ok(entries
        .into_iter()
        .filter_map(|(at, word, detail)| Some(Change { at, action: known(&word)?, detail }))
        .collect())
}

/// Entries older than an instant.
pub(crate) const DELETE_EXPIRED: &str =
    "DELETE FROM audit WHERE id IN (SELECT id FROM audit WHERE at < $1 LIMIT $2)";
