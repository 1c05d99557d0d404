//! What a service is given: the person's choice, item by item (mission: A1; the same rule as B2).

use serde::Deserialize;
use values::Timestamp;

use super::item::{Item, Items, items_of_claim};
use super::service::ServiceId;

/// One item that a service asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Requested {
    /// The item.
    pub item: Item,
    /// Whether the service cannot do without it.
    pub essential: bool,
}

/// What a service may ask for: `release` of `[[hub.settings.services]]`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ReleasePolicy {
    /// Items it cannot do without, whenever it asks for them.
    pub essential: Items,
    /// Items that a person may keep back.
    pub voluntary: Items,
}

impl ReleasePolicy {
    /// Of a service for which nothing else is configured: what its scope stands for, all of it voluntary.
    pub fn of_scope<'a>(scope: impl Iterator<Item = &'a str>) -> Self {
        let items = scope.flat_map(|token| match token {
            "profile" => &[Item::GivenName, Item::FamilyName, Item::BirthDate][..],
            "address" => &[Item::Address],
            _ => &[],
        });
        Self { essential: Items::default(), voluntary: Items::new(items.copied()) }
    }
}

/// The items that a request names by its claims, and those of them that it calls essential.
pub fn asked_by<'a>(claims: impl Iterator<Item = (&'a str, bool)>) -> (Items, Items) {
    let (mut asked, mut essential) = (Vec::new(), Vec::new());
    for (claim, is_essential) in claims {
        asked.extend(items_of_claim(claim));
        if is_essential {
            essential.extend(items_of_claim(claim));
        }
    }
    (Items::new(asked), Items::new(essential))
}

/// What a request asks for, within what the service may ask for. The request may call an item essential too.
pub fn requested(policy: &ReleasePolicy, asked: &Items, asked_as_essential: &Items) -> Vec<Requested> {
    let allowed = policy.essential.with(&policy.voluntary);
    let essential = policy.essential.with(asked_as_essential);
    asked
        .with(asked_as_essential)
        .common(&allowed)
        .iter()
        .map(|item| Requested { item, essential: essential.contains(item) })
        .collect()
}

/// What a person agreed to for one service, and asked to be remembered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredConsent {
    /// Every item the person was asked about.
    pub asked: Items,
    /// Those they released.
    pub released: Items,
}

impl StoredConsent {
    /// Whether it answers this request: everything asked now was asked then, and what is essential was released then.
    /// Otherwise the person is asked again.
    pub fn answers(&self, requested: &[Requested]) -> bool {
        requested
            .iter()
            .all(|one| self.asked.contains(one.item) && (!one.essential || self.released.contains(one.item)))
    }

    /// What it releases of this request.
    pub fn release(&self, requested: &[Requested]) -> Items {
        self.released.common(&all(requested))
    }
}

/// One release of data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    /// The entry's id; later releases have greater ones.
    pub id: String,
    /// When the data were released.
    pub at: Timestamp,
    /// The service that was given them.
    pub service: ServiceId,
    /// The items.
    pub items: Items,
}

/// What the page ticks beforehand: the essential items, and voluntary ones only if the person released them before.
pub fn preselected(requested: &[Requested], stored: Option<&StoredConsent>) -> Items {
    let before = stored.map(|consent| consent.release(requested)).unwrap_or_default();
    essential(requested).with(&before)
}

/// What a person releases by sending the form: everything essential, and what they selected of what was asked.
pub fn selected(requested: &[Requested], chosen: &Items) -> Items {
    essential(requested).with(&chosen.common(&all(requested)))
}

/// Whether what an app says was released fits the request: nothing essential is missing, and nothing was not asked for.
pub fn fits(requested: &[Requested], released: &Items) -> bool {
    essential(requested).is_within(released) && released.is_within(&all(requested))
}

/// All the items of a request.
pub fn all(requested: &[Requested]) -> Items {
    Items::new(requested.iter().map(|one| one.item))
}

fn essential(requested: &[Requested]) -> Items {
    Items::new(requested.iter().filter(|one| one.essential).map(|one| one.item))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn items(text: &str) -> Items {
        Items::parse(text).unwrap()
    }

    fn policy() -> ReleasePolicy {
        ReleasePolicy { essential: items("given_name family_name"), voluntary: items("birthdate address") }
    }

    // mission: A1
    #[test]
    fn a_service_is_offered_no_more_than_its_policy_allows() {
        let requested = requested(&policy(), &items("given_name address document"), &items("birthdate"));
        let lines: Vec<_> = requested.iter().map(|one| (one.item.name(), one.essential)).collect();
        assert_eq!(lines, [("given_name", true), ("birthdate", true), ("address", false)]);
    }

    #[test]
    fn nothing_voluntary_is_ticked_before_the_person_chose_it() {
        let requested = requested(&policy(), &items("given_name address birthdate"), &Items::default());
        assert_eq!(preselected(&requested, None), items("given_name"));
        let before =
            StoredConsent { asked: items("given_name address"), released: items("given_name address") };
        assert_eq!(preselected(&requested, Some(&before)), items("given_name address"));
    }

    #[test]
    fn a_stored_consent_does_not_answer_a_larger_question() {
        let consent = StoredConsent { asked: items("given_name address"), released: items("given_name") };
        let ask = |asked, essential| requested(&policy(), &items(asked), &items(essential));
        assert!(consent.answers(&ask("given_name address", "")));
        assert!(consent.answers(&ask("given_name", "")));
        assert!(!consent.answers(&ask("given_name birthdate", "")));
        assert!(!consent.answers(&ask("given_name", "address")));
    }

    #[test]
    fn what_the_app_says_was_released_must_fit_what_was_asked() {
        let requested = requested(&policy(), &items("given_name address"), &Items::default());
        for (released, expected) in [
            ("given_name", true),
            ("given_name address", true),
            ("address", false),
            ("given_name birthdate", false),
        ] {
            assert_eq!(fits(&requested, &items(released)), expected, "{released}");
        }
    }

    fn some_items() -> impl Strategy<Value = Items> {
        proptest::collection::vec(proptest::sample::select(&crate::rules::item::RELEASED[..]), 0..6)
            .prop_map(Items::new)
    }

    proptest! {
        // mission: A1
        #[test]
        fn no_choice_releases_what_was_not_asked_or_keeps_what_is_essential(
            (essential, voluntary, asked, insisted, tick) in
                (some_items(), some_items(), some_items(), some_items(), some_items()),
        ) {
            let policy = ReleasePolicy { essential, voluntary };
            let requested = requested(&policy, &asked, &insisted);
            let released = selected(&requested, &tick);
            prop_assert!(released.is_within(&all(&requested)));
            prop_assert!(released.is_within(&policy.essential.with(&policy.voluntary)));
            prop_assert!(requested.iter().all(|one| !one.essential || released.contains(one.item)));
            prop_assert!(tick.common(&all(&requested)).is_within(&released));
        }

        #[test]
        fn storing_a_consent_repeats_it(
            (voluntary, asked, tick) in (some_items(), some_items(), some_items()),
        ) {
            let policy = ReleasePolicy { essential: Items::default(), voluntary };
            let requested = requested(&policy, &asked, &Items::default());
            let released = selected(&requested, &tick);
            let consent = StoredConsent { asked: all(&requested), released: released.clone() };
            prop_assert!(consent.answers(&requested));
            prop_assert_eq!(consent.release(&requested), released);
        }
    }
}
