//! What a service is given: the person's choice, item by item (mission: A1; the same rule as B2).

use values::Timestamp;

use super::item::{Item, Items};
use super::service::ServiceId;

/// One item that a service asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Requested {
    /// The item.
    pub item: Item,
    /// Whether the service cannot do without it.
    pub essential: bool,
}

/// What a service may ask for, by configuration.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    /// Items it cannot do without, whenever it asks for them.
    pub essential: Items,
    /// Items it may ask for.
    pub voluntary: Items,
}

impl Policy {
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
        asked.extend(Item::of_claim(claim));
        if is_essential {
            essential.extend(Item::of_claim(claim));
        }
    }
    (Items::new(asked), Items::new(essential))
}

/// What a request asks for, within what the service may ask for. The request may call an item essential too.
pub fn requested(policy: &Policy, asked: &Items, asked_as_essential: &Items) -> Vec<Requested> {
    let allowed = policy.essential.with(&policy.voluntary);
    let essential = policy.essential.with(asked_as_essential);
    asked
        .with(asked_as_essential)
        .common(&allowed)
        .iter()
        .map(|item| Requested { item, essential: essential.contains(item) })
        .collect()
}

/// A choice that the person asked to be remembered for one service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remembered {
    /// Every item the person was asked about.
    pub asked: Items,
    /// Those they released.
    pub released: Items,
}

impl Remembered {
    /// Whether the choice answers this request: everything asked now was asked then, and what has become
    /// essential since was released then. Otherwise the person is asked again.
    pub fn answers(&self, requested: &[Requested]) -> bool {
        requested
            .iter()
            .all(|one| self.asked.contains(one.item) && (!one.essential || self.released.contains(one.item)))
    }

    /// What the choice releases of this request.
    pub fn release(&self, requested: &[Requested]) -> Items {
        self.released.common(&all(requested))
    }
}

/// One release of data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    /// The entry's id; later releases have greater ones.
    pub id: String,
    /// When.
    pub at: Timestamp,
    /// To whom.
    pub service: ServiceId,
    /// What.
    pub items: Items,
}

/// What the page ticks beforehand: the essential items, and voluntary ones only if the person released them before.
pub fn ticked(requested: &[Requested], remembered: Option<&Remembered>) -> Items {
    let before = remembered.map(|choice| choice.release(requested)).unwrap_or_default();
    essential(requested).with(&before)
}

/// What a person releases by sending the form: everything essential, and what they ticked of what was asked.
pub fn chosen(requested: &[Requested], ticked: &Items) -> Items {
    essential(requested).with(&ticked.common(&all(requested)))
}

/// What the Mobile Key says was released in the app, held against what was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub enum FromApp {
    /// The person released this.
    Released(Items),
    /// The answer does not fit the question: an essential item is missing, or one was not asked for.
    DoesNotFit,
}

/// Checks a choice that was made in the app.
pub fn from_app(requested: &[Requested], released: Items) -> FromApp {
    if essential(requested).is_within(&released) && released.is_within(&all(requested)) {
        FromApp::Released(released)
    } else {
        FromApp::DoesNotFit
    }
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

    fn policy() -> Policy {
        Policy { essential: items("given_name family_name"), voluntary: items("birthdate address") }
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
        assert_eq!(ticked(&requested, None), items("given_name"));
        let before = Remembered { asked: items("given_name address"), released: items("given_name address") };
        assert_eq!(ticked(&requested, Some(&before)), items("given_name address"));
    }

    #[test]
    fn a_remembered_choice_does_not_answer_a_larger_question() {
        let choice = Remembered { asked: items("given_name address"), released: items("given_name") };
        let ask = |asked, essential| requested(&policy(), &items(asked), &items(essential));
        assert!(choice.answers(&ask("given_name address", "")));
        assert!(choice.answers(&ask("given_name", "")));
        assert!(!choice.answers(&ask("given_name birthdate", "")));
        assert!(!choice.answers(&ask("given_name", "address")));
    }

    #[test]
    fn what_the_app_says_was_released_must_fit_what_was_asked() {
        let requested = requested(&policy(), &items("given_name address"), &Items::default());
        assert_eq!(from_app(&requested, items("given_name")), FromApp::Released(items("given_name")));
        assert_eq!(
            from_app(&requested, items("given_name address")),
            FromApp::Released(items("given_name address"))
        );
        assert_eq!(from_app(&requested, items("address")), FromApp::DoesNotFit);
        assert_eq!(from_app(&requested, items("given_name birthdate")), FromApp::DoesNotFit);
    }

    fn some_items() -> impl Strategy<Value = Items> {
        proptest::collection::vec(proptest::sample::select(&Item::ALL[..]), 0..6).prop_map(Items::new)
    }

    proptest! {
        // mission: A1
        #[test]
        fn no_choice_releases_what_was_not_asked_or_keeps_what_is_essential(
            (essential, voluntary, asked, insisted, tick) in
                (some_items(), some_items(), some_items(), some_items(), some_items()),
        ) {
            let policy = Policy { essential, voluntary };
            let requested = requested(&policy, &asked, &insisted);
            let released = chosen(&requested, &tick);
            prop_assert!(released.is_within(&all(&requested)));
            prop_assert!(released.is_within(&policy.essential.with(&policy.voluntary)));
            prop_assert!(requested.iter().all(|one| !one.essential || released.contains(one.item)));
            prop_assert!(tick.common(&all(&requested)).is_within(&released));
        }

        #[test]
        fn remembering_a_choice_repeats_it(
            (voluntary, asked, tick) in (some_items(), some_items(), some_items()),
        ) {
            let policy = Policy { essential: Items::default(), voluntary };
            let requested = requested(&policy, &asked, &Items::default());
            let released = chosen(&requested, &tick);
            let choice = Remembered { asked: all(&requested), released: released.clone() };
            prop_assert!(choice.answers(&requested));
            prop_assert_eq!(choice.release(&requested), released);
        }
    }
}
