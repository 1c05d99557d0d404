//! Whether two addresses are the same place: compared as parts, not as text.
//!
//! A house is identified by its municipality, its postal code, the street and the house number. A Czech or Slovak
//! house has up to two numbers, in this order: the *conscription number* (číslo popisné, súpisné číslo), or for a
//! cottage the *registration number* (číslo evidenční), and the *orientation number* within the street:
//! `Dlouhá 1910/45`. People write both or either of them.
//!
//! Whoever describes an address chooses its text freely, and a postman reads all of it. So every word and number that
//! only they have makes it another place, but for labels that say nothing.

mod house;
mod street;
mod tokens;
mod town;
mod words;

use crate::words::{are_alike, are_respelled};
use crate::{Country, PostalAddress};

use street::Street;
use tokens::tokens;
use town::{Town, is_name};

/// An address of the two republics in its parts.
pub(crate) struct Place<'a> {
    postal_code: &'a str,
    country: Country,
    street: Street,
    town: Town,
}

impl<'a> Place<'a> {
    pub(crate) fn of(address: &'a PostalAddress) -> Self {
        let postal_code = address.postal_code();
        Self {
            postal_code,
            country: address.country(),
            street: Street::parse(&tokens(address.street(), postal_code)),
            town: Town::parse(&tokens(address.city(), postal_code)),
        }
    }

    /// Whether a letter to this arrives where one to the register's address does: all that is said here is there.
    pub(crate) fn is_form_of(&self, full: &Self) -> bool {
        self.country == full.country
            && self.postal_code == full.postal_code
            && self.street.house.are_of(&full.street.house)
            && self.street.rest == full.street.rest
            && self.has_district_of(full)
            && self.has_names_of(full)
    }

    /// Nothing was left out, and nothing has come but accents and words in full.
    pub(crate) fn is_respelling_of(&self, earlier: &Self) -> bool {
        let is_village = self.is_village() && earlier.is_village();
        let numbers = |place: &Self| {
            if is_village { place.street.house.without_streets() } else { place.street.house.clone() }
        };
        let street = |place: &Self| {
            if is_village { place.locality().to_vec() } else { place.street.name.clone() }
        };
        self.country == earlier.country
            && self.postal_code == earlier.postal_code
            && numbers(self) == numbers(earlier)
            && self.street.rest == earlier.street.rest
            && self.town.numbers == earlier.town.numbers
            && are_respelled(&street(self), &street(earlier))
            && are_respelled(&self.street.parts.concat(), &earlier.street.parts.concat())
            && are_respelled(&self.town.all(), &earlier.town.all())
    }

    /// No other number of a district. One that the register lacks may stand only where the postal code says it too:
    /// 130 00 is in Praha 3.
    fn has_district_of(&self, full: &Self) -> bool {
        let numbers = &self.town.numbers;
        let is_prague = full.town.names.first().is_some_and(|name| *name == ["praha"]);
        let of_code = match self.postal_code.as_bytes() {
            [b'1', b'0', ..] => Some("10".to_owned()),
            [b'1', digit, ..] => Some(char::from(*digit).to_string()),
            _ => None,
        };
        numbers.is_empty()
            || *numbers == full.town.numbers
            || (is_prague
                && full.town.numbers.is_empty()
                && of_code.is_some_and(|number| *numbers == [number]))
    }

    /// The register's town and street, and no part of a town that the register does not have.
    fn has_names_of(&self, full: &Self) -> bool {
        let is_whole_town = is_name(&self.town.all(), &full.town.all());
        let town = if is_whole_town { &full.town.names } else { &self.town.names };
        let is_of_town = is_whole_town
            || matches!((town.first(), full.town.names.first()), (Some(own), Some(its)) if is_name(own, its));
        let mut parts = town.iter().chain(&self.street.parts);
        let are_known = parts.all(|part| full.names().any(|name| is_name(part, name)));
        let is_there = if self.street.name.is_empty() {
            is_name(locality(&self.street, town), full.locality())
        } else {
            are_alike(&self.street.name, full.locality())
        };
        is_of_town && are_known && is_there
    }

    /// The names of the town and its parts.
    fn names(&self) -> impl Iterator<Item = &Vec<String>> {
        self.town.names.iter().chain(&self.street.parts)
    }

    /// Where a village has no streets, its name stands in their place, or nothing does.
    fn is_village(&self) -> bool {
        self.street.name.is_empty() || self.names().any(|name| are_alike(name, &self.street.name))
    }

    fn locality(&self) -> &[String] {
        locality(&self.street, &self.town.names)
    }
}

/// In what houses without a street are numbered: the part that is named last, for each has a number 1 of its own. A
/// district (okres) numbers nothing.
fn locality<'a>(street: &'a Street, town: &'a [Vec<String>]) -> &'a [String] {
    if !street.name.is_empty() {
        return &street.name;
    }
    let mut names = town.iter().chain(&street.parts).rev();
    names.find(|name| name.first().is_none_or(|word| word != "okr")).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests;
