//! Who has just logged in by a method: somebody known, somebody to look for in the register, or nobody yet.

use values::{AssuranceLevel, BirthDate, PersonName, PostalAddress};

use super::person::Link;

/// What a method said about the person who logged in by it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Described {
    /// Given and family name.
    pub name: Option<PersonName>,
    /// Date of birth.
    pub birth_date: Option<BirthDate>,
    /// Permanent residence.
    pub address: Option<PostalAddress>,
}

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

/// What has to happen after a login by a method.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub enum Next {
    /// The method is linked to a person.
    Known(Link),
    /// Nobody is linked; the method vouches for who it is, so the register is asked.
    AskRegister(Description),
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

/// Decides after a login by a method.
pub fn after_login(
    link: Option<Link>,
    identifies: Identifies,
    said: AssuranceLevel,
    stepped_up: bool,
    described: Described,
) -> Next {
    if let Some(link) = link {
        return Next::Known(link);
    }
    if identifies == Identifies::ByLinkOnly {
        return Next::Unidentified(Reason::NotAttached);
    }
    if said < PROOF {
        return if stepped_up { Next::Unidentified(Reason::NotProven) } else { Next::StepUp };
    }
    match described {
        Described { name: Some(name), birth_date: Some(birth_date), address: Some(address) } => {
            Next::AskRegister(Description { name, birth_date, address })
        }
        _ => Next::Unidentified(Reason::DataMissing),
    }
}

#[cfg(test)]
mod tests {
    use values::Timestamp;

    use super::*;
    use crate::rules::method::MethodId;
    use crate::rules::person::PersonId;

    fn described() -> Described {
        Described {
            name: Some(PersonName::parse("Jana", "Sýkorová").unwrap()),
            birth_date: Some("1985-03-14".parse().unwrap()),
            address: Some(PostalAddress::parse("Lipová 1", "Brno", "602 00", "CZ").unwrap()),
        }
    }

    fn link() -> Link {
        Link {
            method: MethodId::parse("mojeid").unwrap(),
            person: PersonId::new(Timestamp::from_unix_ms(0), [1; 10]),
            bound: AssuranceLevel::Substantial,
            linked_at: Timestamp::from_unix_ms(0),
            last_used_at: None,
        }
    }

    #[test]
    fn a_linked_method_is_its_person_however_weak_the_login() {
        let next =
            after_login(Some(link()), Identifies::Itself, AssuranceLevel::Low, false, Described::default());
        assert_eq!(next, Next::Known(link()));
    }

    #[test]
    fn a_method_that_is_not_linked_must_prove_who_it_is() {
        use AssuranceLevel::{Low, Substantial};
        use Identifies::{ByLinkOnly, Itself};
        let partly = Described { address: None, ..described() };
        for (identifies, said, stepped_up, said_who, expected) in [
            (Itself, Low, false, described(), Next::StepUp),
            (Itself, Low, true, described(), Next::Unidentified(Reason::NotProven)),
            (Itself, Substantial, true, partly, Next::Unidentified(Reason::DataMissing)),
            (ByLinkOnly, Substantial, false, described(), Next::Unidentified(Reason::NotAttached)),
        ] {
            assert_eq!(after_login(None, identifies, said, stepped_up, said_who), expected);
        }
        let next = after_login(None, Itself, Substantial, false, described());
        assert!(matches!(next, Next::AskRegister(description) if description.name.given() == "Jana"));
    }
}
