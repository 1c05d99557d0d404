//! A person as the hub knows them: an id of its own, and links. No reference data.

use values::{AssuranceLevel, Timestamp};

use super::method::MethodId;

values::id_type!(
    /// The hub's internal id of a person. No service ever sees it: each sees its own pseudonym.
    pub PersonId
);

/// One account at an identification method that a person can log in by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The method.
    pub method: MethodId,
    /// What the method calls the account.
    pub sub: String,
    /// Whom it means.
    pub person: PersonId,
    /// How sure one may be that the link is right: no login through it is worth more.
    pub bound: AssuranceLevel,
    /// When it was made.
    pub linked_at: Timestamp,
    /// When the person last logged in through it.
    pub last_used_at: Option<Timestamp>,
    /// A keyed hash of the name, birth date and address that led to the person; none of an older link or of a key.
    pub described: Option<Vec<u8>>,
    /// When and by whom it was cut.
    pub cut: Option<Cut>,
}

/// A link that logs nobody in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cut {
    /// Since when.
    pub at: Timestamp,
    /// By whom.
    pub by: CutBy,
}

/// Who cut a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CutBy {
    /// The person, in the portal: only they allow it again.
    Person,
    /// The operator: only the operator allows it again.
    Operator,
    /// The hub, because the account describes somebody else now: it works again once the register names this person.
    Changed,
}

/// Not a word for who cut a link.
#[derive(Debug, PartialEq, Eq)]
pub struct CutByError;

impl CutBy {
    const ALL: [Self; 3] = [Self::Person, Self::Operator, Self::Changed];

    /// The word in the store.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Operator => "operator",
            Self::Changed => "changed",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Result<Self, CutByError> {
        Self::ALL.into_iter().find(|by| by.as_str() == word).ok_or(CutByError)
    }
}

/// Whether somebody who came by one account may cut another: itself, and those that were linked later. A stranger whose
/// account was linked to the person yesterday does not lock the person out.
pub fn may_cut(own: &Link, other: &Link) -> bool {
    own.person == other.person && own.linked_at <= other.linked_at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_read_back() {
        for by in CutBy::ALL {
            assert_eq!(CutBy::parse(by.as_str()), Ok(by));
        }
        assert_eq!(CutBy::parse("nobody"), Err(CutByError));
    }

    // finding S-A3
    #[test]
    fn an_account_cuts_itself_and_younger_ones_only() {
        let link = |person: u8, days: i64| Link {
            method: MethodId::parse("mojeid").unwrap(),
            sub: days.to_string(),
            person: PersonId::new(Timestamp::from_unix_ms(0), [person; 10]),
            bound: AssuranceLevel::Substantial,
            linked_at: Timestamp::from_unix_ms(days),
            last_used_at: None,
            described: None,
            cut: None,
        };
        assert!(may_cut(&link(1, 1), &link(1, 2)));
        assert!(may_cut(&link(1, 1), &link(1, 1)));
        assert!(!may_cut(&link(1, 2), &link(1, 1)));
        assert!(!may_cut(&link(1, 1), &link(2, 2)), "somebody else's");
    }
}
