//! A person as the hub knows them: an id of its own, and links. No reference data.

use values::{AssuranceLevel, Timestamp};

use super::method::MethodId;

values::id_type!(
    /// The hub's internal id of a person. No service ever sees it: each sees its own pseudonym.
    pub PersonId
);

/// One identification method that a person can log in by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The method.
    pub method: MethodId,
    /// Whom it means.
    pub person: PersonId,
    /// How sure one may be that the link is right: no login through it is worth more.
    pub bound: AssuranceLevel,
    /// When it was made.
    pub linked_at: Timestamp,
    /// When the person last logged in through it.
    pub last_used_at: Option<Timestamp>,
}
