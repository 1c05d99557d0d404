//! Whether two addresses are the same place: compared as parts, not as text.
//!
//! A house is identified by its municipality, its postal code, the street and the house number. A Czech or Slovak
//! house has up to two numbers, in this order: the *conscription number* (číslo popisné, súpisné číslo), or for a
//! cottage the *registration number* (číslo evidenční), and the *orientation number* within the street:
//! `Dlouhá 1910/45`. People write both or either of them.

mod house;
mod street;
mod tokens;
mod town;

use crate::words::{Word, are_like};
use crate::{Country, PostalAddress};

use house::HouseNumbers;
use street::Street;
use town::Town;

/// An address of the two republics in its parts.
pub(crate) struct Place<'a> {
    postal_code: &'a str,
    country: Country,
    street: Vec<Word>,
    house: HouseNumbers,
    /// What stands beside street and number and was not understood: it counts letter by letter.
    rest: Vec<Word>,
    town: Town,
}

impl<'a> Place<'a> {
    pub(crate) fn of(address: &'a PostalAddress) -> Self {
        let Street { name, house, rest, parts } = Street::parse(&without_code(address.street(), address));
        let mut town = Town::parse(&without_code(address.city(), address));
        town.add_parts(parts);
        Self {
            postal_code: address.postal_code(),
            country: address.country(),
            street: name,
            house,
            rest,
            town,
        }
    }

    /// Nothing that one says contradicts the other, and both name a house in common.
    pub(crate) fn agrees(&self, other: &Self) -> bool {
        self.country == other.country
            && self.postal_code == other.postal_code
            && self.town.agrees(&other.town)
            && self.agrees_on_street(other)
            && self.house.agrees(&other.house)
            && are_like(&self.rest, &other.rest)
    }

    /// Says everything that `earlier` says.
    pub(crate) fn says_no_less(&self, earlier: &Self) -> bool {
        let spelled_out =
            |(now, before): (&Word, &Word)| before.is_stem || (!now.is_stem && adds_accents(now, before));
        let street = self.street.len() != earlier.street.len()
            || self.street.iter().zip(&earlier.street).all(spelled_out);
        street && self.house.says_no_less(&earlier.house) && self.town.says_no_less(&earlier.town)
    }

    /// In a village the name of the village stands where towns have streets, or nothing does.
    fn agrees_on_street(&self, other: &Self) -> bool {
        let is_village = |words: &[Word]| self.town.is_called(words) || other.town.is_called(words);
        let of = |place: &Self| {
            if is_village(&place.street) { Vec::new() } else { place.street.clone() }
        };
        are_like(&self.street, &other.street) || are_like(&of(self), &of(other))
    }
}

fn adds_accents(now: &Word, before: &Word) -> bool {
    now.text == before.text || !crate::words::has_accents(&before.text)
}

/// Some write the postal code into the street or the town as well.
fn without_code(text: &str, address: &PostalAddress) -> String {
    let code = address.postal_code();
    if code.len() < 5 {
        return text.to_owned();
    }
    text.replace(code, ",").replace(&code.replace(' ', ""), ",")
}

#[cfg(test)]
mod tests;
