//! Which items a service gets: the person's decision, remembered per service and changeable (B2).

use std::collections::{BTreeMap, BTreeSet};

use values::Timestamp;

use super::items::Item;

/// What a service asks for: each item, and whether the service cannot do without it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wishes(BTreeMap<Item, Need>);

/// How much a service needs an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    /// The person may keep it.
    Voluntary,
    /// Without it there is no login (OpenID Connect Core §5.5.1, `essential`).
    Essential,
}

/// What a person decided for one service.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decision {
    /// Handed over, current, at every login.
    pub given: BTreeSet<Item>,
    /// Asked for and kept.
    pub kept: BTreeSet<Item>,
    /// Those of the given without which the service lets nobody in.
    pub essential: BTreeSet<Item>,
    /// What was said to a service that wants to fetch data while the person is away; none if it never asked (OpenID
    /// Connect Core §11).
    pub offline: Option<bool>,
}

/// A remembered decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consent {
    /// For which service.
    pub client_id: String,
    /// What was decided.
    pub decision: Decision,
    /// When.
    pub decided_at: Timestamp,
}

impl Wishes {
    /// The items behind the claims a service asks for, each with whether it is essential. Claims mojeID does not have are left out.
    pub fn from_claims<'a>(claims: impl IntoIterator<Item = (&'a str, bool)>) -> Self {
        let mut wishes = BTreeMap::new();
        for (claim, essential) in claims {
            if let Some(item) = Item::of_claim(claim) {
                let need = if essential { Need::Essential } else { Need::Voluntary };
                let known = wishes.entry(item).or_insert(need);
                *known = need.max(*known);
            }
        }
        Self(wishes)
    }

    /// Every wish, in the order in which items are shown.
    pub fn iter(&self) -> impl Iterator<Item = (Item, Need)> {
        self.0.iter().map(|(item, need)| (*item, *need))
    }

    /// Whether there is nothing to decide.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Decision {
    /// The person ticked these of the wishes; what is essential is given in any case, because its box cannot be cleared.
    #[must_use]
    pub fn new(wishes: &Wishes, ticked: &BTreeSet<Item>) -> Self {
        let (given, kept) = wishes
            .iter()
            .partition::<Vec<_>, _>(|(item, need)| *need == Need::Essential || ticked.contains(item));
        let items = |wishes: Vec<(Item, Need)>| wishes.into_iter().map(|(item, _)| item).collect();
        let essential =
            wishes.iter().filter(|(_, need)| *need == Need::Essential).map(|(item, _)| item).collect();
        Self { given: items(given), kept: items(kept), essential, offline: None }
    }

    /// Whether it answers all the wishes, so that the person need not be asked again.
    pub fn answers(&self, wishes: &Wishes) -> bool {
        wishes.iter().all(|(item, need)| {
            self.given.contains(&item) || (need == Need::Voluntary && self.kept.contains(&item))
        })
    }

    /// A later decision replaces this one for the items it speaks of.
    #[must_use]
    pub fn followed_by(mut self, later: &Self) -> Self {
        for item in later.given.iter().chain(&later.kept) {
            self.given.remove(item);
            self.kept.remove(item);
            self.essential.remove(item);
        }
        self.given.extend(&later.given);
        self.kept.extend(&later.kept);
        self.essential.extend(&later.essential);
        self.offline = later.offline.or(self.offline);
        self
    }

    /// The person changed their mind later: what is essential stays, or the service would let nobody in.
    #[must_use]
    pub fn changed(self, ticked: &BTreeSet<Item>, offline: bool) -> Self {
        let Self { given, kept, essential, offline: asked } = self;
        let all = given.into_iter().chain(kept);
        let (given, kept) = all.partition(|item| essential.contains(item) || ticked.contains(item));
        Self { given, kept, essential, offline: asked.map(|_| offline) }
    }

    /// Whether this leaves a service less than `before`.
    pub fn is_less_than(&self, before: &Self) -> bool {
        !before.given.is_subset(&self.given) || (before.offline == Some(true) && self.offline != Some(true))
    }

    /// Those of the claims that this decision hands over.
    pub fn released<'a>(&self, claims: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
        claims
            .into_iter()
            .filter(|claim| Item::of_claim(claim).is_some_and(|item| self.given.contains(&item)))
            .collect()
    }
}

/// Items as one column holds them.
pub fn items_to_text(items: &BTreeSet<Item>) -> String {
    items.iter().map(|item| item.word()).collect::<Vec<_>>().join(" ")
}

/// Reads what [`items_to_text`] writes; nothing if a word names no item.
pub fn items_from_text(text: &str) -> Option<BTreeSet<Item>> {
    text.split_whitespace().map(Item::from_word).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn items(items: &[Item]) -> BTreeSet<Item> {
        items.iter().copied().collect()
    }

    #[test]
    fn essential_items_are_fixed_and_voluntary_ones_are_the_persons_choice() {
        // mission: B2
        let wishes = Wishes::from_claims([
            ("given_name", true),
            ("email", false),
            ("email_verified", false),
            ("address", false),
            ("unknown", true),
        ]);
        assert_eq!(
            wishes.iter().collect::<Vec<_>>(),
            [
                (Item::GivenName, Need::Essential),
                (Item::Email, Need::Voluntary),
                (Item::Address, Need::Voluntary)
            ]
        );
        let decision = Decision::new(&wishes, &items(&[Item::Email, Item::Phone]));
        assert_eq!(decision.given, items(&[Item::GivenName, Item::Email]));
        assert_eq!(decision.kept, items(&[Item::Address]));
        assert_eq!(
            decision.released(["sub", "given_name", "email", "email_verified", "address"]),
            ["given_name", "email", "email_verified"]
        );
    }

    #[test]
    fn a_remembered_decision_is_asked_again_only_for_something_new() {
        // mission: B2
        let decision =
            Decision { given: items(&[Item::Email]), kept: items(&[Item::Address]), ..Decision::default() };
        let wishes = |claims: &[(&'static str, bool)]| Wishes::from_claims(claims.iter().copied());
        assert!(decision.answers(&wishes(&[])));
        assert!(decision.answers(&wishes(&[("email", true), ("address", false)])));
        assert!(!decision.answers(&wishes(&[("address", true)])));
        assert!(!decision.answers(&wishes(&[("email", true), ("phone_number", false)])));
    }

    #[test]
    fn what_a_service_cannot_do_without_cannot_be_unticked() {
        // mission: B2; findings N-12, O16
        let wishes = Wishes::from_claims([("given_name", true), ("email", false), ("address", false)]);
        let decision = Decision::new(&wishes, &items(&[Item::Email]));
        let decision = Decision { offline: Some(true), ..decision };
        let nothing = decision.clone().changed(&BTreeSet::new(), false);
        assert_eq!(nothing.given, items(&[Item::GivenName]));
        assert_eq!(nothing.kept, items(&[Item::Email, Item::Address]));
        assert_eq!(nothing.offline, Some(false));
        assert!(nothing.is_less_than(&decision) && !decision.is_less_than(&nothing));
        let at_home_only = decision.clone().changed(&items(&[Item::Email]), false);
        assert!(at_home_only.is_less_than(&decision), "fetching while away ends");
        let never_asked = Decision { offline: None, ..decision };
        assert_eq!(never_asked.changed(&items(&[Item::Email]), true).offline, None);
    }

    fn any_items() -> impl Strategy<Value = BTreeSet<Item>> {
        proptest::collection::btree_set(proptest::sample::select(Item::ALL.to_vec()), 0..Item::ALL.len())
    }

    proptest! {
        #[test]
        fn items_survive_their_column(set in any_items()) {
            prop_assert_eq!(items_from_text(&items_to_text(&set)), Some(set));
        }

        #[test]
        fn a_decision_answers_its_own_wishes_and_keeps_earlier_ones(asked in any_items(), ticked in any_items(), earlier in any_items()) {
            let wishes = Wishes::from_claims(asked.iter().flat_map(|item| item.claims().iter().map(|claim| (*claim, false))));
            let earlier = Decision { given: earlier, ..Decision::default() };
            let later = Decision::new(&wishes, &ticked);
            prop_assert!(later.answers(&wishes));
            let both = earlier.clone().followed_by(&later);
            prop_assert!(both.answers(&wishes));
            prop_assert!(both.given.is_disjoint(&both.kept));
            prop_assert!(earlier.given.iter().all(|item| both.given.contains(item) || asked.contains(item)));
        }
    }
}
