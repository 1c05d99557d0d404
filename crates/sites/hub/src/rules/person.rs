//! A person as the hub knows them: an id of its own, and links. No reference data.

use values::{AssuranceLevel, DAY_MS, Timestamp};

use super::method::MethodId;

values::id_type!(
    /// The hub's internal id of a person. No service ever sees it: each sees its own pseudonym.
    pub PersonId
);

/// One account at an identification method that a person can log in by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The identification method.
    pub method: MethodId,
    /// What the method calls the account.
    pub sub: String,
    /// The person whom it logs in.
    pub person: PersonId,
    /// The level above which no login through it is worth more: how sure the hub is that the link is right.
    pub max_level: AssuranceLevel,
    /// When it was made.
    pub linked_at: Timestamp,
    /// When the person last logged in through it.
    pub last_used_at: Option<Timestamp>,
    /// A keyed hash of the name, birth date and address that led to the person; none of an older link or of a key.
    pub attributes_hash: Option<[u8; 32]>,
    /// Why it cannot be used for logging in; none if it can.
    pub disconnected: Option<Disconnected>,
}

/// Why an account cannot be used for logging in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Disconnected {
    /// The person disconnected it in the portal: they allow it again there, or the operator at their word.
    ByPerson,
    /// The operator blocked it: only the operator allows it again.
    Blocked,
    /// It describes somebody else now: it works again once the register names this person, or the operator allows it.
    Suspended,
}

/// Not a word of [`Disconnected`].
#[derive(Debug, PartialEq, Eq)]
pub struct DisconnectedError;

impl Disconnected {
    const ALL: [Self; 3] = [Self::ByPerson, Self::Blocked, Self::Suspended];

    /// The word in the store.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::ByPerson => "by-person",
            Self::Blocked => "blocked",
            Self::Suspended => "suspended",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Result<Self, DisconnectedError> {
        Self::ALL.into_iter().find(|why| why.as_str() == word).ok_or(DisconnectedError)
    }
}

/// What is done to an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountChange {
    /// The person disconnects it.
    Disconnect,
    /// The person allows it again.
    Allow,
    /// The hub suspends it, because it describes somebody else now.
    Suspend,
    /// The operator blocks it.
    Block,
    /// The operator allows it again, whoever disconnected it.
    Unblock,
}

/// The account is in that state already, or in one that this change does not touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NothingToChange;

impl AccountChange {
    /// The state after the change. Whoever blocks outweighs the person, and both outweigh the hub.
    pub fn of(self, present: Option<Disconnected>) -> Result<Option<Disconnected>, NothingToChange> {
        use Disconnected::{Blocked, ByPerson, Suspended};
        match (self, present) {
            (Self::Disconnect, None | Some(Suspended)) => Ok(Some(ByPerson)),
            (Self::Suspend, None) => Ok(Some(Suspended)),
            (Self::Block, None | Some(ByPerson | Suspended)) => Ok(Some(Blocked)),
            (Self::Allow, Some(ByPerson)) | (Self::Unblock, Some(_)) => Ok(None),
            _ => Err(NothingToChange),
        }
    }
}

/// How long accounts are pointed out after one came to another.
const NEW_FOR_MS: i64 = 30 * DAY_MS;

/// Whether several accounts log the person in, and the latest of them came lately: which of them is the stranger's, the
/// hub cannot tell, so each is pointed out to whoever came by another one.
pub fn came_together_lately<'a>(accounts: impl Iterator<Item = &'a Link>, now: Timestamp) -> bool {
    let mut linked: Vec<_> =
        accounts.filter(|link| link.disconnected.is_none()).map(|link| link.linked_at).collect();
    linked.sort_unstable();
    linked.len() > 1 && linked.last().is_some_and(|last| now.since(*last) <= NEW_FOR_MS)
}

/// Whether somebody who came by one way may disconnect an account, or allow it again: an account that is the only one of
/// its person, by whatever way they came; one of several, only by itself. Several accounts say alike that they are this
/// person, and whoever came first may be the stranger, so between them support decides, by blocking one. A Mobile Key is
/// no second proof: it was attached by one of them.
pub fn may_change(own: Option<&Link>, account: &Link, accounts: &[Link]) -> bool {
    let other =
        accounts.iter().any(|other| other != account && other.disconnected != Some(Disconnected::Blocked));
    !other || own == Some(account)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(person: u8, days: i64) -> Link {
        Link {
            method: MethodId::parse("mojeid").unwrap(),
            sub: days.to_string(),
            person: PersonId::new(Timestamp::from_unix_ms(0), [person; 10]),
            max_level: AssuranceLevel::Substantial,
            linked_at: Timestamp::from_unix_ms(days * DAY_MS),
            last_used_at: None,
            attributes_hash: None,
            disconnected: None,
        }
    }

    #[test]
    fn words_read_back() {
        for why in Disconnected::ALL {
            assert_eq!(Disconnected::parse(why.as_str()), Ok(why));
        }
        assert_eq!(Disconnected::parse("nobody"), Err(DisconnectedError));
    }

    // findings S-A3, A-5, A-6
    #[test]
    fn of_several_accounts_each_changes_itself_only_whoever_came_first() {
        let (first, second, key) = (link(1, 1), link(1, 2), link(1, 3));
        let both = [first.clone(), second.clone()];
        for (own, other) in [(&first, &second), (&second, &first)] {
            assert!(may_change(Some(own), own, &both));
            assert!(!may_change(Some(own), other, &both));
            assert!(!may_change(Some(&key), other, &both), "a key was attached by one of them");
            assert!(!may_change(None, other, &both));
        }
        for state in [Disconnected::ByPerson, Disconnected::Suspended] {
            let gone = Link { disconnected: Some(state), ..second.clone() };
            let both = [first.clone(), gone.clone()];
            assert!(!may_change(Some(&first), &gone, &both), "{state:?} may come back");
            assert!(!may_change(Some(&key), &first, &both));
        }
        let blocked = Link { disconnected: Some(Disconnected::Blocked), ..second };
        assert!(may_change(Some(&key), &first, &[first.clone(), blocked]), "support has decided");
        assert!(may_change(Some(&key), &first, std::slice::from_ref(&first)));
    }

    // finding S-A3
    #[test]
    fn who_blocks_outweighs_the_person_and_both_outweigh_the_hub() {
        use AccountChange::{Allow, Block, Disconnect, Suspend, Unblock};
        use Disconnected::{Blocked, ByPerson, Suspended};
        let nothing = Err(NothingToChange);
        for (present, after) in [
            (None, [Ok(Some(ByPerson)), Ok(Some(Suspended)), Ok(Some(Blocked)), nothing, nothing]),
            (Some(Suspended), [Ok(Some(ByPerson)), nothing, Ok(Some(Blocked)), nothing, Ok(None)]),
            (Some(ByPerson), [nothing, nothing, Ok(Some(Blocked)), Ok(None), Ok(None)]),
            (Some(Blocked), [nothing, nothing, nothing, nothing, Ok(None)]),
        ] {
            let changes = [Disconnect, Suspend, Block, Allow, Unblock];
            assert_eq!(changes.map(|change| change.of(present)), after, "{present:?}");
        }
    }

    // findings S-A3, A-5
    #[test]
    fn accounts_that_came_together_are_pointed_out_for_thirty_days() {
        let (first, second, now) = (link(1, 1), link(1, 2), Timestamp::from_unix_ms(32 * DAY_MS));
        assert!(came_together_lately([&second, &first].into_iter(), now));
        assert!(!came_together_lately([&second, &first].into_iter(), now.plus_ms(1)));
        assert!(!came_together_lately([&first].into_iter(), now), "alone it is no news");
        let gone = Link { disconnected: Some(Disconnected::ByPerson), ..second };
        assert!(!came_together_lately([&first, &gone].into_iter(), now));
    }
}
