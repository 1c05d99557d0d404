//! The reference data that can be asked for, item by item.

use std::fmt;

use thiserror::Error;

/// One item of reference data. A client names the items it wants and gets no others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Item {
    /// Given name or names.
    GivenName,
    /// Family name.
    FamilyName,
    /// Date of birth.
    BirthDate,
    /// Municipality (or state) of birth.
    PlaceOfBirth,
    /// Permanent residence.
    Address,
    /// Kind and number of the electronically readable document.
    Document,
    /// Identifier of the person's data box.
    DataBox,
}

impl Item {
    /// Every item, in the order in which people read them.
    pub const ALL: [Self; 7] = [
        Self::GivenName,
        Self::FamilyName,
        Self::BirthDate,
        Self::PlaceOfBirth,
        Self::Address,
        Self::Document,
        Self::DataBox,
    ];

    /// The name on the wire and in the store.
    pub fn name(self) -> &'static str {
        match self {
            Self::GivenName => "given_name",
            Self::FamilyName => "family_name",
            Self::BirthDate => "birthdate",
            Self::PlaceOfBirth => "place_of_birth",
            Self::Address => "address",
            Self::Document => "document",
            Self::DataBox => "data_box",
        }
    }

    /// Reads the name of an item.
    pub fn parse(text: &str) -> Result<Self, UnknownItem> {
        Self::ALL.into_iter().find(|item| item.name() == text).ok_or_else(|| UnknownItem(text.to_owned()))
    }
}

impl fmt::Display for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The register keeps no item of this name.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("no reference data is called {0:?}")]
pub struct UnknownItem(pub String);

/// A set of items as one column: names in the order of [`Item::ALL`], separated by spaces.
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

    /// Reads space-separated names.
    pub fn parse(text: &str) -> Result<Self, UnknownItem> {
        Ok(Self::new(text.split_whitespace().map(Item::parse).collect::<Result<Vec<_>, _>>()?))
    }

    /// The items in reading order.
    pub fn iter(&self) -> impl Iterator<Item = Item> + '_ {
        self.0.iter().copied()
    }

    /// Whether the item is in the set.
    pub fn contains(&self, item: Item) -> bool {
        self.0.contains(&item)
    }

    /// Whether nothing is in the set.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The items of this set that are not in `allowed`.
    #[must_use]
    pub fn beyond(&self, allowed: &Self) -> Self {
        Self(self.iter().filter(|item| !allowed.contains(*item)).collect())
    }
}

impl fmt::Display for Items {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.iter().map(Item::name).collect();
        f.write_str(&names.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_item_reads_back() {
        for item in Item::ALL {
            assert_eq!(Item::parse(item.name()), Ok(item));
        }
        assert_eq!(Item::parse("aifo"), Err(UnknownItem("aifo".to_owned())));
    }

    #[test]
    fn a_set_has_one_spelling() {
        let items = Items::new([Item::Address, Item::GivenName, Item::Address]);
        assert_eq!(items.to_string(), "given_name address");
        assert_eq!(Items::parse(" address  given_name"), Ok(items));
        assert!(Items::parse("").unwrap().is_empty());
    }

    #[test]
    fn what_a_client_may_not_have_is_named() {
        let asked = Items::new([Item::GivenName, Item::Document]);
        let allowed = Items::new([Item::GivenName, Item::FamilyName]);
        assert_eq!(asked.beyond(&allowed), Items::new([Item::Document]));
        assert!(allowed.beyond(&allowed).is_empty());
    }
}
