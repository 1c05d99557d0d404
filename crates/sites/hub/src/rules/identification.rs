//! Who logged in by a method: somebody linked, somebody to look for in the population register, or nobody yet.

use values::{AssuranceLevel, BirthDate, PersonName, PostalAddress};

use super::person::{Disconnected, Link};

/// What the register needs to find exactly one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatchingAttributes {
    /// Given and family name.
    pub name: PersonName,
    /// Date of birth.
    pub birth_date: BirthDate,
    /// Permanent residence.
    pub address: PostalAddress,
}

/// Matching attributes with their keyed hash, by which they are recognised at the next login.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HashedAttributes {
    /// What the method says about the person.
    pub attributes: MatchingAttributes,
    /// The same attributes have the same hash.
    pub hash: [u8; 32],
}

/// What has to happen after a login by a method.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub enum Next {
    /// The account is linked to a person, and describes them as it did when the link was made.
    Known(Link),
    /// The account is linked to a person and describes them otherwise than then, or was suspended for that: the register
    /// says whether it is the same person.
    Compare(Link, HashedAttributes),
    /// Nobody is linked; the method vouches for who it is, so the register is asked.
    AskRegister(HashedAttributes),
    /// Nobody is linked and this login was too weak to prove anything: log in once more, stronger.
    StepUp,
    /// Nobody is linked and the method cannot say who it is.
    Unidentified(Unidentified),
}

/// Why a person could not be identified; each has its own advice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unidentified {
    /// The account's identity was never proven (mojeID: PIN3 was not entered).
    NotProven,
    /// The method handed over too little: the person kept back their name, birth date or address.
    DataMissing,
    /// The register knows nobody, or more than one person, with these data.
    NoMatch,
    /// The method identifies only people whom it was attached to (a Mobile Key that was disconnected).
    NotAttached,
    /// The account is linked to one person and describes another one by now, or nobody.
    Changed,
    /// The person disconnected the account in the portal.
    DisconnectedByPerson,
    /// The operator blocked the account.
    Blocked,
}

/// The weakest login that proves an identity to the register.
pub const MIN_IDENTIFICATION_LEVEL: AssuranceLevel = AssuranceLevel::Substantial;

/// Decides after a login at a method that `identifies` people by itself, or does not, and asserts this level. Attributes
/// that the person kept back are none.
pub fn after_login(
    link: Option<Link>,
    identifies: bool,
    asserted: AssuranceLevel,
    stepped_up: bool,
    attributes: Option<HashedAttributes>,
) -> Next {
    if let Some(reason) = link.as_ref().and_then(|link| login_forbidden(link.disconnected)) {
        return Next::Unidentified(reason);
    }
    let link = match link {
        Some(link) if is_as_it_was(&link, identifies, attributes.as_ref()) => return Next::Known(link),
        other => other,
    };
    if !identifies {
        return Next::Unidentified(Unidentified::NotAttached);
    }
    if asserted < MIN_IDENTIFICATION_LEVEL {
        return if stepped_up { Next::Unidentified(Unidentified::NotProven) } else { Next::StepUp };
    }
    match (attributes, link) {
        (Some(attributes), Some(link)) => Next::Compare(link, attributes),
        (Some(attributes), None) => Next::AskRegister(attributes),
        (None, _) => Next::Unidentified(Unidentified::DataMissing),
    }
}

/// Why a disconnected account logs nobody in. One that was suspended may be confirmed by the register.
pub fn login_forbidden(disconnected: Option<Disconnected>) -> Option<Unidentified> {
    match disconnected? {
        Disconnected::ByPerson => Some(Unidentified::DisconnectedByPerson),
        Disconnected::Blocked => Some(Unidentified::Blocked),
        Disconnected::Suspended => None,
    }
}

/// Whether the link was made by the attributes that the account has now. A method that identifies nobody has only its link.
fn is_as_it_was(link: &Link, identifies: bool, attributes: Option<&HashedAttributes>) -> bool {
    !identifies
        || (link.disconnected.is_none()
            && attributes.is_some_and(|attributes| link.attributes_hash == Some(attributes.hash)))
}

#[cfg(test)]
mod tests {
    use values::Timestamp;

    use super::*;
    use crate::rules::method::MethodId;
    use crate::rules::person::PersonId;
    use AssuranceLevel::{Low, Substantial};

    const HASH: [u8; 32] = [7; 32];

    fn attributes(hash: [u8; 32]) -> HashedAttributes {
        let attributes = MatchingAttributes {
            name: PersonName::parse("Jana", "Sýkorová").unwrap(),
            birth_date: "1985-03-14".parse().unwrap(),
            address: PostalAddress::parse("Lipová 1", "Brno", "602 00", "CZ").unwrap(),
        };
        HashedAttributes { attributes, hash }
    }

    fn link() -> Link {
        Link {
            method: MethodId::parse("mojeid").unwrap(),
            sub: "jana".to_owned(),
            person: PersonId::new(Timestamp::from_unix_ms(0), [1; 10]),
            max_level: AssuranceLevel::Substantial,
            linked_at: Timestamp::from_unix_ms(0),
            last_used_at: None,
            attributes_hash: Some(HASH),
            disconnected: None,
        }
    }

    #[test]
    fn an_account_that_says_what_it_said_is_its_person_however_weak_the_login() {
        let next = after_login(Some(link()), true, Low, false, Some(attributes(HASH)));
        assert_eq!(next, Next::Known(link()));
        let key = Link { attributes_hash: None, ..link() };
        assert_eq!(after_login(Some(key.clone()), false, Low, false, None), Next::Known(key));
    }

    // finding S-A2
    #[test]
    fn an_account_that_says_something_else_is_looked_up_again_by_a_sure_login() {
        let old = Link { attributes_hash: None, ..link() };
        for (link, hash) in [(link(), [8; 32]), (old, HASH)] {
            let ask = |asserted, stepped_up, attributes| {
                after_login(Some(link.clone()), true, asserted, stepped_up, attributes)
            };
            assert!(matches!(ask(Substantial, false, Some(attributes(hash))), Next::Compare(..)));
            assert_eq!(ask(Low, false, Some(attributes(hash))), Next::StepUp);
            assert_eq!(ask(Low, true, Some(attributes(hash))), Next::Unidentified(Unidentified::NotProven));
            // Keeping something back does not keep the comparison from being made.
            assert_eq!(ask(Substantial, true, None), Next::Unidentified(Unidentified::DataMissing));
        }
    }

    // findings S-A2, S-A3
    #[test]
    fn a_disconnected_account_logs_nobody_in() {
        let ask = |why, asserted| {
            let link = Link { disconnected: Some(why), ..link() };
            after_login(Some(link), true, asserted, false, Some(attributes(HASH)))
        };
        let by_person = ask(Disconnected::ByPerson, Substantial);
        assert_eq!(by_person, Next::Unidentified(Unidentified::DisconnectedByPerson));
        assert_eq!(ask(Disconnected::Blocked, Substantial), Next::Unidentified(Unidentified::Blocked));
        let suspended = ask(Disconnected::Suspended, Substantial);
        assert!(matches!(suspended, Next::Compare(..)), "the register decides");
        assert_eq!(ask(Disconnected::Suspended, Low), Next::StepUp);
    }

    #[test]
    fn a_method_that_is_not_linked_must_prove_who_it_is() {
        for (identifies, asserted, stepped_up, attributes, expected) in [
            (true, Low, false, Some(attributes(HASH)), Next::StepUp),
            (true, Low, true, Some(attributes(HASH)), Next::Unidentified(Unidentified::NotProven)),
            (true, Substantial, true, None, Next::Unidentified(Unidentified::DataMissing)),
            (
                false,
                Substantial,
                false,
                Some(attributes(HASH)),
                Next::Unidentified(Unidentified::NotAttached),
            ),
        ] {
            assert_eq!(after_login(None, identifies, asserted, stepped_up, attributes), expected);
        }
        let next = after_login(None, true, Substantial, false, Some(attributes(HASH)));
        assert!(matches!(next, Next::AskRegister(found) if found.attributes.name.given() == "Jana"));
    }
}
