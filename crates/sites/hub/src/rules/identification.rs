//! Who has just logged in by a method: somebody known, somebody to look for in the register, or nobody yet.

use values::{AssuranceLevel, BirthDate, PersonName, PostalAddress};

use super::person::{Disconnected, Link};

/// The description by which the register is asked for exactly one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Description {
    /// Given and family name.
    pub name: PersonName,
    /// Date of birth.
    pub birth_date: BirthDate,
    /// Permanent residence.
    pub address: PostalAddress,
}

/// A description with its keyed hash, by which it is recognised at the next login.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Described {
    /// What the method said about the person.
    pub description: Description,
    /// The same description has the same hash.
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
    Compare(Link, Described),
    /// Nobody is linked; the method vouches for who it is, so the register is asked.
    AskRegister(Described),
    /// Nobody is linked and this login was too weak to prove anything: log in once more, stronger.
    StepUp,
    /// Nobody is linked and the method cannot say who it is.
    Unidentified(Reason),
}

/// Why a person could not be identified; each has its own advice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
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

/// Whether a method may identify people who are not linked yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Identifies {
    /// It proves who its holders are: they are looked up in the register.
    Itself,
    /// It was attached to a person at the hub; without the link it proves nothing.
    ByLinkOnly,
}

/// The weakest login that proves an identity to the register.
pub const PROOF: AssuranceLevel = AssuranceLevel::Substantial;

/// Decides after a login by a method that described its holder, or left something out.
pub fn after_login(
    link: Option<Link>,
    identifies: Identifies,
    said: AssuranceLevel,
    stepped_up: bool,
    described: Option<Described>,
) -> Next {
    if let Some(reason) = link.as_ref().and_then(|link| barred(link.disconnected)) {
        return Next::Unidentified(reason);
    }
    let link = match link {
        Some(link) if is_as_it_was(&link, identifies, described.as_ref()) => return Next::Known(link),
        other => other,
    };
    if identifies == Identifies::ByLinkOnly {
        return Next::Unidentified(Reason::NotAttached);
    }
    if said < PROOF {
        return if stepped_up { Next::Unidentified(Reason::NotProven) } else { Next::StepUp };
    }
    match (described, link) {
        (Some(described), Some(link)) => Next::Compare(link, described),
        (Some(described), None) => Next::AskRegister(described),
        (None, _) => Next::Unidentified(Reason::DataMissing),
    }
}

/// Why an account logs nobody in, whatever it says of them.
pub fn barred(disconnected: Option<Disconnected>) -> Option<Reason> {
    match disconnected? {
        Disconnected::ByPerson => Some(Reason::DisconnectedByPerson),
        Disconnected::Blocked => Some(Reason::Blocked),
        Disconnected::Suspended => None,
    }
}

/// What the link was made by is what the account says now. A key describes nobody: its link is all it has.
fn is_as_it_was(link: &Link, identifies: Identifies, described: Option<&Described>) -> bool {
    identifies == Identifies::ByLinkOnly
        || (link.disconnected.is_none()
            && described.is_some_and(|described| link.description_hash == Some(described.hash)))
}

#[cfg(test)]
mod tests {
    use values::Timestamp;

    use super::*;
    use crate::rules::method::MethodId;
    use crate::rules::person::PersonId;
    use AssuranceLevel::{Low, Substantial};
    use Identifies::{ByLinkOnly, Itself};

    const HASH: [u8; 32] = [7; 32];

    fn described(hash: [u8; 32]) -> Described {
        let description = Description {
            name: PersonName::parse("Jana", "Sýkorová").unwrap(),
            birth_date: "1985-03-14".parse().unwrap(),
            address: PostalAddress::parse("Lipová 1", "Brno", "602 00", "CZ").unwrap(),
        };
        Described { description, hash }
    }

    fn link() -> Link {
        Link {
            method: MethodId::parse("mojeid").unwrap(),
            sub: "jana".to_owned(),
            person: PersonId::new(Timestamp::from_unix_ms(0), [1; 10]),
            bound: AssuranceLevel::Substantial,
            linked_at: Timestamp::from_unix_ms(0),
            last_used_at: None,
            description_hash: Some(HASH),
            disconnected: None,
        }
    }

    #[test]
    fn an_account_that_says_what_it_said_is_its_person_however_weak_the_login() {
        let next = after_login(Some(link()), Itself, Low, false, Some(described(HASH)));
        assert_eq!(next, Next::Known(link()));
        let key = Link { description_hash: None, ..link() };
        assert_eq!(after_login(Some(key.clone()), ByLinkOnly, Low, false, None), Next::Known(key));
    }

    // finding S-A2
    #[test]
    fn an_account_that_says_something_else_is_looked_up_again_by_a_sure_login() {
        let old = Link { description_hash: None, ..link() };
        for (link, hash) in [(link(), [8; 32]), (old, HASH)] {
            let ask = |said, stepped_up, described| {
                after_login(Some(link.clone()), Itself, said, stepped_up, described)
            };
            assert!(matches!(ask(Substantial, false, Some(described(hash))), Next::Compare(..)));
            assert_eq!(ask(Low, false, Some(described(hash))), Next::StepUp);
            assert_eq!(ask(Low, true, Some(described(hash))), Next::Unidentified(Reason::NotProven));
            // Keeping something back does not keep the comparison from being made.
            assert_eq!(ask(Substantial, true, None), Next::Unidentified(Reason::DataMissing));
        }
    }

    // findings S-A2, S-A3
    #[test]
    fn a_disconnected_account_logs_nobody_in() {
        let ask = |why, said| {
            let link = Link { disconnected: Some(why), ..link() };
            after_login(Some(link), Itself, said, false, Some(described(HASH)))
        };
        let by_person = ask(Disconnected::ByPerson, Substantial);
        assert_eq!(by_person, Next::Unidentified(Reason::DisconnectedByPerson));
        assert_eq!(ask(Disconnected::Blocked, Substantial), Next::Unidentified(Reason::Blocked));
        let suspended = ask(Disconnected::Suspended, Substantial);
        assert!(matches!(suspended, Next::Compare(..)), "the register decides");
        assert_eq!(ask(Disconnected::Suspended, Low), Next::StepUp);
    }

    #[test]
    fn a_method_that_is_not_linked_must_prove_who_it_is() {
        for (identifies, said, stepped_up, described, expected) in [
            (Itself, Low, false, Some(described(HASH)), Next::StepUp),
            (Itself, Low, true, Some(described(HASH)), Next::Unidentified(Reason::NotProven)),
            (Itself, Substantial, true, None, Next::Unidentified(Reason::DataMissing)),
            (ByLinkOnly, Substantial, false, Some(described(HASH)), Next::Unidentified(Reason::NotAttached)),
        ] {
            assert_eq!(after_login(None, identifies, said, stepped_up, described), expected);
        }
        let next = after_login(None, Itself, Substantial, false, Some(described(HASH)));
        assert!(matches!(next, Next::AskRegister(found) if found.description.name.given() == "Jana"));
    }
}
