//! Postal addresses.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::line::{LineError, folded, line};
use crate::{Country, CountryError};

const STREET_MAX_CHARS: usize = 120;
const CITY_MAX_CHARS: usize = 80;
const POSTAL_CODE_MAX_CHARS: usize = 12;
/// Czech and Slovak postal codes: five digits, written `NNN NN`.
const HOME_POSTAL_CODE_DIGITS: usize = 5;

/// Where a letter goes.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Entered")]
pub struct PostalAddress {
    street: String,
    city: String,
    postal_code: String,
    country: Country,
}

/// Why a postal code was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PostalCodeError {
    /// Nothing was entered, and the country has postal codes.
    #[error("nothing was entered")]
    Empty,
    /// Czech and Slovak codes are five digits.
    #[error("is not five digits")]
    NotFiveDigits,
    /// Other countries' codes are letters, digits, spaces and hyphens.
    #[error("is not a postal code")]
    Malformed,
}

/// Which fields of an address were refused and why: each field has its own message on the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, thiserror::Error)]
#[error(
    "not a postal address: street {street:?}, city {city:?}, postal code {postal_code:?}, country {country:?}"
)]
pub struct PostalAddressErrors {
    /// What is wrong with the street and number.
    pub street: Option<LineError>,
    /// What is wrong with the town.
    pub city: Option<LineError>,
    /// What is wrong with the postal code.
    pub postal_code: Option<PostalCodeError>,
    /// What is wrong with the country.
    pub country: Option<CountryError>,
}

impl PostalAddress {
    /// Reads the four fields of a form.
    pub fn parse(
        street: &str,
        city: &str,
        postal_code: &str,
        country: &str,
    ) -> Result<Self, PostalAddressErrors> {
        let street = line(street, STREET_MAX_CHARS);
        let city = line(city, CITY_MAX_CHARS);
        let country = Country::parse(country);
        let postal_code = parse_postal_code(postal_code, country.unwrap_or(Country::CZECHIA));
        match (street, city, postal_code, country) {
            (Ok(street), Ok(city), Ok(postal_code), Ok(country)) => {
                Ok(Self { street, city, postal_code, country })
            }
            (street, city, postal_code, country) => Err(PostalAddressErrors {
                street: street.err(),
                city: city.err(),
                postal_code: postal_code.err(),
                country: country.err(),
            }),
        }
    }

    /// Street and house number, or whatever stands for them in a village.
    pub fn street(&self) -> &str {
        &self.street
    }

    /// The town.
    pub fn city(&self) -> &str {
        &self.city
    }

    /// The postal code; Czech and Slovak ones as `110 00`.
    pub fn postal_code(&self) -> &str {
        &self.postal_code
    }

    /// The country.
    pub fn country(&self) -> Country {
        self.country
    }

    /// The lines of an envelope below the name.
    pub fn lines(&self) -> Vec<String> {
        let mut lines =
            vec![self.street.clone(), format!("{} {}", self.postal_code, self.city).trim().to_owned()];
        if self.country != Country::CZECHIA {
            lines.push(self.country.to_string());
        }
        lines
    }

    /// The same place to a reader: case and blanks do not count.
    pub fn is_same_place(&self, other: &Self) -> bool {
        folded(&self.street) == folded(&other.street)
            && folded(&self.city) == folded(&other.city)
            && self.postal_code == other.postal_code
            && self.country == other.country
    }
}

/// One line: `Hlavní 1, 110 00 Praha, CZ`.
impl fmt::Display for PostalAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, ", self.street)?;
        if !self.postal_code.is_empty() {
            write!(f, "{} ", self.postal_code)?;
        }
        write!(f, "{}, {}", self.city, self.country)
    }
}

#[derive(Deserialize)]
struct Entered {
    street: String,
    city: String,
    postal_code: String,
    country: String,
}

impl TryFrom<Entered> for PostalAddress {
    type Error = PostalAddressErrors;

    fn try_from(entered: Entered) -> Result<Self, Self::Error> {
        Self::parse(&entered.street, &entered.city, &entered.postal_code, &entered.country)
    }
}

fn parse_postal_code(entered: &str, country: Country) -> Result<String, PostalCodeError> {
    if country.is_czech_or_slovak() {
        parse_home_postal_code(entered)
    } else {
        parse_foreign_postal_code(entered)
    }
}

fn parse_home_postal_code(entered: &str) -> Result<String, PostalCodeError> {
    let digits: String = entered.chars().filter(|character| !character.is_whitespace()).collect();
    if digits.is_empty() {
        return Err(PostalCodeError::Empty);
    }
    if digits.len() != HOME_POSTAL_CODE_DIGITS || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(PostalCodeError::NotFiveDigits);
    }
    let (region, office) = digits.split_at(3);
    Ok(format!("{region} {office}"))
}

/// Some countries have no postal codes, so nothing is something.
fn parse_foreign_postal_code(entered: &str) -> Result<String, PostalCodeError> {
    match line(entered, POSTAL_CODE_MAX_CHARS) {
        Ok(code) if code.bytes().all(|byte| byte.is_ascii_alphanumeric() || b" -".contains(&byte)) => {
            Ok(code.to_ascii_uppercase())
        }
        Err(LineError::Empty) => Ok(String::new()),
        _ => Err(PostalCodeError::Malformed),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_address_is_put_in_order() {
        let address = PostalAddress::parse(" Hlavní  1", "Praha", "11000", "cz").unwrap();
        assert_eq!(address.to_string(), "Hlavní 1, 110 00 Praha, CZ");
        assert_eq!(address.lines(), ["Hlavní 1", "110 00 Praha"]);
        let slovak = PostalAddress::parse("Dlhá 5", "Bratislava", "811 01", "SK").unwrap();
        assert_eq!(slovak.lines(), ["Dlhá 5", "811 01 Bratislava", "SK"]);
        assert!(address.is_same_place(&PostalAddress::parse("hlavní 1", "PRAHA", "110 00", "CZ").unwrap()));
        assert!(!address.is_same_place(&slovak));
    }

    #[test]
    fn every_wrong_field_is_named_at_once() {
        let errors = PostalAddress::parse("", "a\nb", "1100", "XX").unwrap_err();
        assert_eq!(
            errors,
            PostalAddressErrors {
                street: Some(LineError::Empty),
                city: Some(LineError::ControlCharacter),
                postal_code: Some(PostalCodeError::NotFiveDigits),
                country: Some(CountryError),
            }
        );
        let errors = PostalAddress::parse("A 1", "B", "", "SK").unwrap_err();
        assert_eq!(
            errors,
            PostalAddressErrors { postal_code: Some(PostalCodeError::Empty), ..Default::default() }
        );
    }

    #[test]
    fn foreign_postal_codes_have_letters_or_are_missing() {
        assert_eq!(
            PostalAddress::parse("1 High St", "Oxford", "ox1 2jd", "GB").unwrap().postal_code(),
            "OX1 2JD"
        );
        assert_eq!(
            PostalAddress::parse("1 Main St", "Dublin", "", "IE").unwrap().to_string(),
            "1 Main St, Dublin, IE"
        );
        assert!(PostalAddress::parse("1 Main St", "Dublin", "<b>", "IE").is_err());
    }

    proptest! {
        #[test]
        fn an_address_once_read_is_read_the_same_again(
            street in any::<String>(), city in any::<String>(), code in "[0-9]{3} ?[0-9]{2}",
        ) {
            if let Ok(address) = PostalAddress::parse(&street, &city, &code, "CZ") {
                let again = PostalAddress::parse(address.street(), address.city(), address.postal_code(), "CZ");
                prop_assert_eq!(again, Ok(address));
            }
        }
    }
}
