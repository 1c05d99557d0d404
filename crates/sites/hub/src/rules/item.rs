//! The data about a person that a service can be given, item by item, and the claims that are made of them.

pub use population_api::{Item, Items};

/// What the hub releases, in the order in which people read it.
pub const RELEASED: [Item; 6] =
    [Item::GivenName, Item::FamilyName, Item::BirthDate, Item::PlaceOfBirth, Item::Address, Item::Document];

/// Every claim the hub can give, for discovery.
pub const CLAIMS: [&str; 8] = [
    "given_name",
    "family_name",
    "name",
    "birthdate",
    "place_of_birth",
    "address",
    "document_type",
    "document_number",
];

/// The items that a claim is made of; none for a claim that the hub does not have
/// (OpenID Connect Core 1.0 §5.1, OpenID Connect for Identity Assurance §4.1 for `place_of_birth`).
pub fn items_of_claim(claim: &str) -> &'static [Item] {
    match claim {
        "given_name" => &[Item::GivenName],
        "family_name" => &[Item::FamilyName],
        "name" => &[Item::GivenName, Item::FamilyName],
        "birthdate" => &[Item::BirthDate],
        "place_of_birth" => &[Item::PlaceOfBirth],
        "address" => &[Item::Address],
        "document_type" | "document_number" => &[Item::Document],
        _ => &[],
    }
}

/// Everything that these claims are made of.
pub fn items_of_claims<'a>(claims: impl Iterator<Item = &'a str>) -> Items {
    Items::new(claims.flat_map(items_of_claim).copied())
}

/// Those of the claims that are made only of these items.
pub fn claims_of_items<'a>(items: &Items, claims: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let is_whole = |claim: &&str| {
        let parts = items_of_claim(claim);
        !parts.is_empty() && parts.iter().all(|item| items.contains(*item))
    };
    claims.into_iter().filter(is_whole).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_claim_has_items_that_are_released() {
        let released = Items::new(RELEASED);
        for claim in CLAIMS {
            let items = Items::new(items_of_claim(claim).iter().copied());
            assert!(!items.is_empty() && items.is_within(&released), "{claim}");
        }
        assert!(items_of_claim("aifo").is_empty());
    }

    // mission: A1
    #[test]
    fn the_whole_name_needs_both_its_parts() {
        let given_only = Items::new([Item::GivenName]);
        assert_eq!(claims_of_items(&given_only, ["name", "given_name", "sub"]), ["given_name"]);
        let both = given_only.with(&Items::new([Item::FamilyName]));
        assert_eq!(claims_of_items(&both, ["name", "given_name"]), ["name", "given_name"]);
    }
}
