//! Who has just logged in by a method: somebody known, somebody to look for in the register, or nobody yet.

use values::{AssuranceLevel, BirthDate, PersonName, PostalAddress};

use super::person::{CutBy, Link};

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
    /// The account is linked to a person, and describes them as it did when the link was made.
    Known(Link),
    /// The account is linked to a person and describes them otherwise than then, or was suspended for that: the register
    /// says whether it is the same person.
    Compare(Link, Description),
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
    /// The account is linked to one person and describes another one by now, or nobody.
    Changed,
    /// The person disconnected the account in the portal.
    CutByPerson,
    /// The operator blocked the account.
    CutByOperator,
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

impl Described {
    /// The whole description, if nothing is missing.
    pub fn complete(self) -> Option<Description> {
        Some(Description { name: self.name?, birth_date: self.birth_date?, address: self.address? })
    }
}

/// Decides after a login by a method. `mark` is the keyed hash of the description, if that is complete.
pub fn after_login(
    link: Option<Link>,
    identifies: Identifies,
    said: AssuranceLevel,
    stepped_up: bool,
    description: Option<Description>,
    mark: Option<&[u8]>,
) -> Next {
    match link.as_ref().and_then(|link| link.cut).map(|cut| cut.by) {
        Some(CutBy::Person) => return Next::Unidentified(Reason::CutByPerson),
        Some(CutBy::Operator) => return Next::Unidentified(Reason::CutByOperator),
        Some(CutBy::Changed) | None => {}
    }
    let link = match link {
        Some(link) if is_as_it_was(&link, identifies, mark) => return Next::Known(link),
        other => other,
    };
    if identifies == Identifies::ByLinkOnly {
        return Next::Unidentified(Reason::NotAttached);
    }
    if said < PROOF {
        return if stepped_up { Next::Unidentified(Reason::NotProven) } else { Next::StepUp };
    }
    match (description, link) {
        (Some(description), Some(link)) => Next::Compare(link, description),
        (Some(description), None) => Next::AskRegister(description),
        (None, _) => Next::Unidentified(Reason::DataMissing),
    }
}

/// What the link was made by is what the account says now. A key describes nobody: its link is all it has.
fn is_as_it_was(link: &Link, identifies: Identifies, mark: Option<&[u8]>) -> bool {
    identifies == Identifies::ByLinkOnly
        || (link.cut.is_none() && mark.is_some() && link.described.as_deref() == mark)
}

#[cfg(test)]
mod tests {
    use values::Timestamp;

    use super::*;
    use crate::rules::method::MethodId;
    use crate::rules::person::{Cut, PersonId};
    use AssuranceLevel::{Low, Substantial};
    use Identifies::{ByLinkOnly, Itself};

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
            sub: "jana".to_owned(),
            person: PersonId::new(Timestamp::from_unix_ms(0), [1; 10]),
            bound: AssuranceLevel::Substantial,
            linked_at: Timestamp::from_unix_ms(0),
            last_used_at: None,
            described: Some(vec![7]),
            cut: None,
        }
    }

    #[test]
    fn an_account_that_says_what_it_said_is_its_person_however_weak_the_login() {
        let next = after_login(Some(link()), Itself, Low, false, described().complete(), Some(&[7]));
        assert_eq!(next, Next::Known(link()));
        let key = Link { described: None, ..link() };
        assert_eq!(after_login(Some(key.clone()), ByLinkOnly, Low, false, None, None), Next::Known(key));
    }

    // finding S-A2
    #[test]
    fn an_account_that_says_something_else_is_looked_up_again_by_a_sure_login() {
        let now = || described().complete();
        let old = Link { described: None, ..link() };
        for (link, mark) in [(link(), Some(&[8_u8][..])), (old, Some(&[7]))] {
            let ask = |said, stepped_up, description, mark| {
                after_login(Some(link.clone()), Itself, said, stepped_up, description, mark)
            };
            assert!(matches!(ask(Substantial, false, now(), mark), Next::Compare(..)));
            assert_eq!(ask(Low, false, now(), mark), Next::StepUp);
            assert_eq!(ask(Low, true, now(), mark), Next::Unidentified(Reason::NotProven));
            // Keeping something back does not keep the comparison from being made.
            assert_eq!(ask(Substantial, true, None, None), Next::Unidentified(Reason::DataMissing));
        }
    }

    // findings S-A2, S-A3
    #[test]
    fn a_link_that_was_cut_logs_nobody_in() {
        let ask = |by, said| {
            let cut = Some(Cut { at: Timestamp::from_unix_ms(1), by });
            after_login(Some(Link { cut, ..link() }), Itself, said, false, described().complete(), Some(&[7]))
        };
        assert_eq!(ask(CutBy::Person, Substantial), Next::Unidentified(Reason::CutByPerson));
        assert_eq!(ask(CutBy::Operator, Substantial), Next::Unidentified(Reason::CutByOperator));
        assert!(matches!(ask(CutBy::Changed, Substantial), Next::Compare(..)), "the register decides");
        assert_eq!(ask(CutBy::Changed, Low), Next::StepUp);
    }

    #[test]
    fn a_method_that_is_not_linked_must_prove_who_it_is() {
        let partly = || Described { address: None, ..described() }.complete();
        let all = || described().complete();
        for (identifies, said, stepped_up, said_who, expected) in [
            (Itself, Low, false, all(), Next::StepUp),
            (Itself, Low, true, all(), Next::Unidentified(Reason::NotProven)),
            (Itself, Substantial, true, partly(), Next::Unidentified(Reason::DataMissing)),
            (ByLinkOnly, Substantial, false, all(), Next::Unidentified(Reason::NotAttached)),
        ] {
            assert_eq!(after_login(None, identifies, said, stepped_up, said_who, None), expected);
        }
        let next = after_login(None, Itself, Substantial, false, all(), None);
        assert!(matches!(next, Next::AskRegister(description) if description.name.given() == "Jana"));
    }
}
