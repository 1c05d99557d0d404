//! The data about a person that a service can be given, item by item.

use std::fmt;

use thiserror::Error;

/// One item that a person can release or keep. Its source is the population register at the moment of release.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Item {
    /// Given name or names.
    GivenName,
    /// Family name.
    FamilyName,
    /// Date of birth.
    BirthDate,
    /// Place of birth.
    PlaceOfBirth,
    /// Permanent residence.
    Address,
    /// Kind and number of the identity document.
    Document,
}

impl Item {
    /// Every item, in the order in which people read them.
    pub const ALL: [Self; 6] = [
        Self::GivenName,
        Self::FamilyName,
        Self::BirthDate,
        Self::PlaceOfBirth,
        Self::Address,
        Self::Document,
    ];

    /// The name on the wire, in configuration, in the store and in the keys of texts.
    pub fn name(self) -> &'static str {
        match self {
            Self::GivenName => "given_name",
            Self::FamilyName => "family_name",
            Self::BirthDate => "birthdate",
            Self::PlaceOfBirth => "place_of_birth",
            Self::Address => "address",
            Self::Document => "document",
        }
    }

    /// AccessLog the name of an item.
    pub fn parse(text: &str) -> Result<Self, UnknownItem> {
        Self::ALL.into_iter().find(|item| item.name() == text).ok_or_else(|| UnknownItem(text.to_owned()))
    }

    /// The items that a claim is made of; none for a claim that the hub does not have
    /// (OpenID Connect Core 1.0 §5.1, OpenID Connect for Identity Assurance §4.1 for `place_of_birth`).
    pub fn of_claim(claim: &str) -> &'static [Self] {
        match claim {
            "given_name" => &[Self::GivenName],
            "family_name" => &[Self::FamilyName],
            "name" => &[Self::GivenName, Self::FamilyName],
            "birthdate" => &[Self::BirthDate],
            "place_of_birth" => &[Self::PlaceOfBirth],
            "address" => &[Self::Address],
            "document_type" | "document_number" => &[Self::Document],
            _ => &[],
        }
    }

    /// Every claim the hub can give, for discovery.
    pub const CLAIMS: [&'static str; 8] = [
        "given_name",
        "family_name",
        "name",
        "birthdate",
        "place_of_birth",
        "address",
        "document_type",
        "document_number",
    ];
}

impl fmt::Display for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The hub releases no such item.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("the hub releases nothing called {0:?}")]
pub struct UnknownItem(pub String);

/// A set of items; as text their names in reading order, separated by spaces.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Items(Vec<Item>);

impl Items {
    /// The set of these items.
    pub fn new(items: impl IntoIterator<Item = Item>) -> Self {
        let mut items: Vec<Item> = items.into_iter().collect();
        items.sort_unstable();
        items.dedup();
        Self(items)
    }

    /// AccessLog space-separated names.
    pub fn parse(text: &str) -> Result<Self, UnknownItem> {
        Ok(Self::new(text.split_whitespace().map(Item::parse).collect::<Result<Vec<_>, _>>()?))
    }

    /// The items in reading order.
    pub fn iter(&self) -> impl Iterator<Item = Item> + '_ {
        self.0.iter().copied()
    }

    /// Everything that these claims are made of.
    pub fn of_claims<'a>(claims: impl Iterator<Item = &'a str>) -> Self {
        Self::new(claims.flat_map(Item::of_claim).copied())
    }

    /// Whether the item is in the set.
    pub fn contains(&self, item: Item) -> bool {
        self.0.contains(&item)
    }

    /// Whether every item of this set is in the other.
    pub fn is_within(&self, other: &Self) -> bool {
        self.iter().all(|item| other.contains(item))
    }

    /// What is in both.
    #[must_use]
    pub fn common(&self, other: &Self) -> Self {
        Self(self.iter().filter(|item| other.contains(*item)).collect())
    }

    /// What is in either.
    #[must_use]
    pub fn with(&self, other: &Self) -> Self {
        Self::new(self.iter().chain(other.iter()))
    }

    /// Whether nothing is in the set.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Those of the claims that are made only of items of this set.
    pub fn claims<'a>(&self, claims: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
        claims
            .into_iter()
            .filter(|claim| {
                let items = Item::of_claim(claim);
                !items.is_empty() && items.iter().all(|item| self.contains(*item))
            })
            .collect()
    }
}

impl fmt::Display for Items {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.iter().map(Item::name).collect();
        f.write_str(&names.join(" "))
    }
}

impl std::str::FromStr for Items {
    type Err = UnknownItem;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_item_reads_back_and_every_claim_has_items() {
        for item in Item::ALL {
            assert_eq!(Item::parse(item.name()), Ok(item));
        }
        assert!(Item::CLAIMS.iter().all(|claim| !Item::of_claim(claim).is_empty()));
        assert!(Item::of_claim("aifo").is_empty());
    }

    // mission: A1
    #[test]
    fn the_whole_name_needs_both_its_parts() {
        let given_only = Items::new([Item::GivenName]);
        assert_eq!(given_only.claims(["name", "given_name", "sub"]), ["given_name"]);
        let both = given_only.with(&Items::new([Item::FamilyName]));
        assert_eq!(both.claims(["name", "given_name"]), ["name", "given_name"]);
    }

    #[test]
    fn a_set_has_one_spelling() {
        let items = Items::new([Item::Address, Item::GivenName, Item::Address]);
        assert_eq!(items.to_string(), "given_name address");
        assert_eq!("address given_name".parse(), Ok(items));
    }
}
