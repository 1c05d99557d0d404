//! The reference data that can be asked for, item by item.

use std::fmt;

use serde::{Deserialize, Serialize};

/// One item of reference data. A client names the items it wants and gets no others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Item {
    /// Given name or names.
    GivenName,
    /// Family name.
    FamilyName,
    /// Date of birth.
    #[serde(rename = "birthdate")]
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

    /// The name on the wire, in stores and in the keys of texts.
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

/// There is no item of this name.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("no reference data is called {0:?}")]
pub struct UnknownItem(pub String);

/// A set of items, in the order of [`Item::ALL`]. On the wire a list; as text (in columns) names separated by spaces.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(from = "Vec<Item>")]
pub struct Items(Vec<Item>);

impl From<Vec<Item>> for Items {
    fn from(items: Vec<Item>) -> Self {
        Self::new(items)
    }
}

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

    /// Whether every item of this set is in the other.
    pub fn is_within(&self, other: &Self) -> bool {
        self.iter().all(|item| other.contains(item))
    }

    /// Whether nothing is in the set.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
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

    /// What is in this set and not in the other.
    #[must_use]
    pub fn without(&self, other: &Self) -> Self {
        Self(self.iter().filter(|item| !other.contains(*item)).collect())
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
    fn every_item_has_one_name_on_the_wire_and_in_stores() {
        for item in Item::ALL {
            assert_eq!(Item::parse(item.name()), Ok(item));
            assert_eq!(serde_json::to_value(item).unwrap(), item.name());
        }
        assert_eq!(Item::parse("aifo"), Err(UnknownItem("aifo".to_owned())));
    }

    #[test]
    fn a_set_has_one_spelling() {
        let items = Items::new([Item::Address, Item::GivenName, Item::Address]);
        assert_eq!(items.to_string(), "given_name address");
        assert_eq!(" address  given_name".parse(), Ok(items.clone()));
        assert_eq!(serde_json::to_string(&items).unwrap(), r#"["given_name","address"]"#);
        assert_eq!(serde_json::from_str::<Items>(r#"["address","given_name","address"]"#).unwrap(), items);
        assert!(Items::parse("").unwrap().is_empty());
    }

    #[test]
    fn sets_are_compared_item_by_item() {
        let asked = Items::new([Item::GivenName, Item::Document]);
        let allowed = Items::new([Item::GivenName, Item::FamilyName]);
        assert_eq!(asked.without(&allowed), Items::new([Item::Document]));
        assert_eq!(asked.common(&allowed), Items::new([Item::GivenName]));
        assert_eq!(asked.with(&allowed).to_string(), "given_name family_name document");
        assert!(!asked.is_within(&allowed) && asked.common(&allowed).is_within(&allowed));
    }
}
