//! Postal addresses.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::line::{LineError, is_latin, is_stray, line};
use crate::place::Place;
use crate::words::typography_folded;
use crate::{Country, CountryError, Language};

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
    /// Other countries' codes are letters, digits, spaces and hyphens; neither republic has `000 00`.
    #[error("is not a postal code")]
    Malformed,
    /// A Slovak code with the Czech Republic, or the other way round: the letter would go astray.
    #[error("belongs to the other of the two republics")]
    OtherCountry,
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
    /// Reads the four fields as people fill them in: as [`PostalAddress::parse`], but complains as well where letters
    /// would not arrive, about another script than Latin and about a postal code of the other republic.
    pub fn from_form(
        street: &str,
        city: &str,
        postal_code: &str,
        country: &str,
    ) -> Result<Self, PostalAddressErrors> {
        let parsed = Self::parse(street, city, postal_code, country);
        let mut errors = parsed.as_ref().err().copied().unwrap_or_default();
        for (error, text) in [(&mut errors.street, street), (&mut errors.city, city)] {
            if error.is_none() && !is_latin(text) {
                *error = Some(LineError::NotLatin);
            }
        }
        if let Ok(address) = &parsed {
            errors.postal_code = wrong_republic(address);
        }
        if errors == PostalAddressErrors::default() { parsed } else { Err(errors) }
    }

    /// Reads four fields.
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

    /// The lines of an envelope below the name; abroad the last one is the country, in full and in capitals, as the
    /// post wants it: `SLOVENSKO`.
    pub fn lines(&self) -> Vec<String> {
        let mut lines =
            vec![self.street.clone(), format!("{} {}", self.postal_code, self.city).trim().to_owned()];
        if self.country != Country::CZECHIA {
            lines.push(self.country.name(Language::Cs).to_uppercase());
        }
        lines
    }

    /// One line for a page, on which no number breaks: `Hlavní 1, 110 00 Praha, Česko`.
    pub fn shown(&self, language: Language) -> String {
        let code = crate::typography::unbroken(&self.postal_code);
        let town = format!("{code} {}", self.city);
        format!("{}, {}, {}", self.street, town.trim(), self.country.name(language))
    }

    /// Whether people may write this of an address that a register has in full: `nám. Míru 45, Praha` of `náměstí Míru
    /// 1910/45, Praha 1`, and not the other way round.
    ///
    /// Whoever writes it may be anybody, and gets letters where a postman reads it to go. So a word, number, part of
    /// town or street that the register does not have is another place; abbreviations of a short table and labels of
    /// numbers are none. Something may be left out, so this holds for more than one address: take it only if it holds
    /// for exactly one person.
    pub fn is_form_of(&self, full: &Self) -> bool {
        if self.country.is_czech_or_slovak() && full.country.is_czech_or_slovak() {
            return self.postal_code == full.postal_code && Place::of(self).is_form_of(&Place::of(full));
        }
        self.is_same_text(full)
    }

    /// Whether this is `earlier` in another spelling: accents may have come and none may have gone; labels of numbers and
    /// the few usual abbreviations count as little as case. A new word or number is never a spelling. So no chain of corrections leads to another place, and
    /// what was proven of the earlier one is proven of this one.
    pub fn is_respelling_of(&self, earlier: &Self) -> bool {
        if self.country.is_czech_or_slovak() && earlier.country.is_czech_or_slovak() {
            return Place::of(self).is_respelling_of(&Place::of(earlier));
        }
        self.is_same_text(earlier)
    }

    fn is_same_text(&self, other: &Self) -> bool {
        self.country == other.country
            && self.postal_code == other.postal_code
            && typography_folded(&self.street) == typography_folded(&other.street)
            && typography_folded(&self.city) == typography_folded(&other.city)
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

/// `110 00`, `11000`, `110-00`, `CZ-110 00`.
fn parse_home_postal_code(entered: &str) -> Result<String, PostalCodeError> {
    const ENTERED_MAX_BYTES: usize = 60;
    if entered.len() > ENTERED_MAX_BYTES {
        return Err(PostalCodeError::NotFiveDigits);
    }
    let is_separator =
        |c: char| c.is_whitespace() || is_stray(c) || matches!(c, '-' | '\u{2010}'..='\u{2015}' | '.');
    let text: String = typography_folded(entered).chars().filter(|c| !is_separator(*c)).collect();
    let digits =
        ["psc", "psč", "cz", "sk"].iter().find_map(|prefix| text.strip_prefix(prefix)).unwrap_or(&text);
    if digits.is_empty() {
        return Err(PostalCodeError::Empty);
    }
    if digits.len() != HOME_POSTAL_CODE_DIGITS || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(PostalCodeError::NotFiveDigits);
    }
    let (region, office) = digits.split_at(3);
    Ok(format!("{region} {office}"))
}

/// The two republics share one numbering: Czech codes begin with 1 to 7, Slovak ones with 0, 8 and 9.
fn wrong_republic(address: &PostalAddress) -> Option<PostalCodeError> {
    let code = address.postal_code.as_bytes();
    let home = match code.first() {
        _ if !address.country.is_czech_or_slovak() => return None,
        _ if code.starts_with(b"00") => return Some(PostalCodeError::Malformed),
        Some(b'1'..=b'7') => Country::CZECHIA,
        _ => Country::SLOVAKIA,
    };
    (home != address.country).then_some(PostalCodeError::OtherCountry)
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
        // findings L5, N-60
        assert_eq!(slovak.lines(), ["Dlhá 5", "811 01 Bratislava", "SLOVENSKO"]);
        assert_eq!(slovak.shown(Language::En), "Dlhá 5, 811\u{a0}01 Bratislava, Slovakia");
        assert!(address.is_form_of(&PostalAddress::parse("hlavní 1", "PRAHA", "110 00", "CZ").unwrap()));
        assert!(!address.is_form_of(&slovak));
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

    // finding R12
    #[test]
    fn home_postal_codes_are_read_however_they_are_written() {
        for entered in [
            "110 00",
            "11000",
            "110-00",
            "CZ-110 00",
            "cz 11000",
            "110\u{a0}00",
            "110 00\u{200b}",
            "PSČ 110 00",
        ] {
            let address = PostalAddress::parse("Dlouhá 1", "Praha", entered, "CZ");
            assert_eq!(address.map(|address| address.postal_code), Ok("110 00".to_owned()), "{entered}");
        }
        let slovak = PostalAddress::parse("Dlhá 5", "Bratislava", "SK-811 01", "SK").unwrap();
        assert_eq!(slovak.postal_code(), "811 01");
    }

    // finding R13
    #[test]
    fn a_code_of_the_other_republic_is_a_complaint_of_forms_only() {
        use PostalCodeError::{Malformed, OtherCountry};
        for (code, city, country, error) in [
            ("040 01", "Košice", "CZ", OtherCountry),
            ("110 00", "Praha", "SK", OtherCountry),
            ("000 00", "Praha", "CZ", Malformed),
            ("000 00", "Košice", "SK", Malformed),
        ] {
            let errors = PostalAddress::from_form("Dlouhá 1", city, code, country).unwrap_err();
            assert_eq!(errors, PostalAddressErrors { postal_code: Some(error), ..Default::default() });
            assert!(
                PostalAddress::parse("Dlouhá 1", city, code, country).is_ok(),
                "what was stored stays readable"
            );
        }
        assert!(PostalAddress::from_form("Dlouhá 1", "Praha", "110 00", "CZ").is_ok());
        for code in ["040 01", "811 01", "949 01"] {
            assert!(PostalAddress::from_form("Dlhá 1", "Nitra", code, "SK").is_ok(), "{code}");
        }
    }

    // finding L3
    #[test]
    fn a_form_asks_for_latin_letters() {
        let errors = PostalAddress::from_form("Хрещатик 1", "Прага", "11000", "CZ").unwrap_err();
        assert_eq!((errors.street, errors.city), (Some(LineError::NotLatin), Some(LineError::NotLatin)));
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
