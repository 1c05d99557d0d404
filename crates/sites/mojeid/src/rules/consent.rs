//! Which items a service gets: the person's decision, remembered per service and changeable (B2).

use std::collections::{BTreeMap, BTreeSet};

use values::Timestamp;

use super::items::Item;

/// What a service asks for: each item, and whether the service cannot do without it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct RequestedItems(BTreeMap<Item, Need>);

/// How much a service needs an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Need {
    /// The person may keep it.
    Voluntary,
    /// Without it there is no login (OpenID Connect Core §5.5.1, `essential`).
    Essential,
}

/// What a person decided for one service.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Consent {
    /// Handed over, current, at every login.
    pub(crate) granted: BTreeSet<Item>,
    /// Asked for and denied.
    pub(crate) denied: BTreeSet<Item>,
    /// Those of the granted items that the service cannot do without.
    pub(crate) essential: BTreeSet<Item>,
    /// What was said to a service that wants to fetch data while the person is away; none if it never asked (OpenID
    /// Connect Core §11).
    pub(crate) offline: Option<bool>,
}

/// A remembered decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StoredConsent {
    /// The client id of the service.
    pub(crate) client_id: String,
    /// What the person decided.
    pub(crate) consent: Consent,
    /// When the person decided.
    pub(crate) decided_at: Timestamp,
}

impl RequestedItems {
    /// The items of the requested claims, each with whether it is essential. Claims that mojeID does not have are left out.
    pub(crate) fn from_claims<'a>(claims: impl IntoIterator<Item = (&'a str, bool)>) -> Self {
        let mut requested = BTreeMap::new();
        for (claim, essential) in claims {
            if let Some(item) = Item::of_claim(claim) {
                let need = if essential { Need::Essential } else { Need::Voluntary };
                let known = requested.entry(item).or_insert(need);
                *known = need.max(*known);
            }
        }
        Self(requested)
    }

    /// Every item, in the order in which pages list them.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (Item, Need)> {
        self.0.iter().map(|(item, need)| (*item, *need))
    }
}

impl Consent {
    /// The consent of a person who selected these items. Essential ones are granted in any case: they have no box.
    #[must_use]
    pub(crate) fn new(requested: &RequestedItems, selected: &BTreeSet<Item>) -> Self {
        let (granted, denied) = requested
            .iter()
            .partition::<Vec<_>, _>(|(item, need)| *need == Need::Essential || selected.contains(item));
        let items = |requested: Vec<(Item, Need)>| requested.into_iter().map(|(item, _)| item).collect();
        let essential =
            requested.iter().filter(|(_, need)| *need == Need::Essential).map(|(item, _)| item).collect();
        Self { granted: items(granted), denied: items(denied), essential, offline: None }
    }

    /// Whether it covers all requested items, so that the person need not be asked again.
    pub(crate) fn answers(&self, requested: &RequestedItems) -> bool {
        requested.iter().all(|(item, need)| {
            self.granted.contains(&item) || (need == Need::Voluntary && self.denied.contains(&item))
        })
    }

    /// A later decision replaces this one for the items it speaks of.
    #[must_use]
    pub(crate) fn followed_by(mut self, later: &Self) -> Self {
        for item in later.granted.iter().chain(&later.denied) {
            self.granted.remove(item);
            self.denied.remove(item);
            self.essential.remove(item);
        }
        self.granted.extend(&later.granted);
        self.denied.extend(&later.denied);
        self.essential.extend(&later.essential);
        self.offline = later.offline.or(self.offline);
        self
    }

    /// The person changed their mind later: what is essential stays, or the service would let nobody in.
    #[must_use]
    pub(crate) fn changed(self, selected: &BTreeSet<Item>, offline: bool) -> Self {
        let Self { granted, denied, essential, offline: asked } = self;
        let all = granted.into_iter().chain(denied);
        let (granted, denied) = all.partition(|item| essential.contains(item) || selected.contains(item));
        Self { granted, denied, essential, offline: asked.map(|_| offline) }
    }

    /// Whether this leaves a service less than `before`.
    pub(crate) fn is_less_than(&self, before: &Self) -> bool {
        !before.granted.is_subset(&self.granted)
            || (before.offline == Some(true) && self.offline != Some(true))
    }

    /// Those of the claims that this decision hands over.
    pub(crate) fn released<'a>(&self, claims: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
        claims
            .into_iter()
            .filter(|claim| Item::of_claim(claim).is_some_and(|item| self.granted.contains(&item)))
            .collect()
    }
}

/// Items as one column holds them.
pub(crate) fn items_to_text(items: &BTreeSet<Item>) -> String {
    items.iter().map(|item| item.word()).collect::<Vec<_>>().join(" ")
}

/// Reads what [`items_to_text`] writes; nothing if a word names no item.
pub(crate) fn items_from_text(text: &str) -> Option<BTreeSet<Item>> {
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
        let requested = RequestedItems::from_claims([
            ("given_name", true),
            ("email", false),
            ("email_verified", false),
            ("address", false),
            ("unknown", true),
        ]);
        assert_eq!(
            requested.iter().collect::<Vec<_>>(),
            [
                (Item::GivenName, Need::Essential),
                (Item::Email, Need::Voluntary),
                (Item::Address, Need::Voluntary)
            ]
        );
        let consent = Consent::new(&requested, &items(&[Item::Email, Item::Phone]));
        assert_eq!(consent.granted, items(&[Item::GivenName, Item::Email]));
        assert_eq!(consent.denied, items(&[Item::Address]));
        assert_eq!(
            consent.released(["sub", "given_name", "email", "email_verified", "address"]),
            ["given_name", "email", "email_verified"]
        );
    }

    #[test]
    fn a_remembered_decision_is_asked_again_only_for_something_new() {
        // mission: B2
        let consent =
            Consent { granted: items(&[Item::Email]), denied: items(&[Item::Address]), ..Consent::default() };
        let requested = |claims: &[(&'static str, bool)]| RequestedItems::from_claims(claims.iter().copied());
        assert!(consent.answers(&requested(&[])));
        assert!(consent.answers(&requested(&[("email", true), ("address", false)])));
        assert!(!consent.answers(&requested(&[("address", true)])));
        assert!(!consent.answers(&requested(&[("email", true), ("phone_number", false)])));
    }

    #[test]
    fn what_a_service_cannot_do_without_cannot_be_unticked() {
        // mission: B2; findings N-12, O16
        let requested =
            RequestedItems::from_claims([("given_name", true), ("email", false), ("address", false)]);
        let consent = Consent::new(&requested, &items(&[Item::Email]));
        let consent = Consent { offline: Some(true), ..consent };
        let nothing = consent.clone().changed(&BTreeSet::new(), false);
        assert_eq!(nothing.granted, items(&[Item::GivenName]));
        assert_eq!(nothing.denied, items(&[Item::Email, Item::Address]));
        assert_eq!(nothing.offline, Some(false));
        assert!(nothing.is_less_than(&consent) && !consent.is_less_than(&nothing));
        let at_home_only = consent.clone().changed(&items(&[Item::Email]), false);
        assert!(at_home_only.is_less_than(&consent), "fetching while away ends");
        let never_asked = Consent { offline: None, ..consent };
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
        fn a_decision_answers_its_own_wishes_and_keeps_earlier_ones(asked in any_items(), selected in any_items(), earlier in any_items()) {
            let requested = RequestedItems::from_claims(asked.iter().flat_map(|item| item.claims().iter().map(|claim| (*claim, false))));
            let earlier = Consent { granted: earlier, ..Consent::default() };
            let later = Consent::new(&requested, &selected);
            prop_assert!(later.answers(&requested));
            let both = earlier.clone().followed_by(&later);
            prop_assert!(both.answers(&requested));
            prop_assert!(both.granted.is_disjoint(&both.denied));
            prop_assert!(earlier.granted.iter().all(|item| both.granted.contains(item) || asked.contains(item)));
        }
    }
}
