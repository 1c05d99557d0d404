//! Countries.

mod table;

use crate::Language;
use crate::line::{folded, without_accents};
use table::COUNTRIES;

/// A country by its ISO 3166-1 alpha-2 code: `CZ`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country([u8; 2]);

/// The text is no country's code or name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the code or the name of a country")]
pub struct CountryError;

/// Other names of the two countries that are served, without accents and in lower case.
const OTHER_NAMES: [(Country, &[&str]); 2] = [
    (Country::CZECHIA, &["ceska republika", "czech republic", "the czech republic", "tschechien"]),
    (Country::SLOVAKIA, &["slovenska republika", "slovak republic", "the slovak republic", "slowakei"]),
];
/// `ČR` with its accent: `CR` is Costa Rica. (`SR` is Suriname and stays it.)
const CZECH_ABBREVIATION: &str = "čr";
const ENTERED_MAX_BYTES: usize = 200;

impl Country {
    /// The Czech Republic.
    pub const CZECHIA: Self = Self(*b"CZ");
    /// The Slovak Republic.
    pub const SLOVAKIA: Self = Self(*b"SK");

    /// Reads a code of two letters (`CZ`) or three (`CZE`), or a name in Czech, Slovak or English (`Česko`, `Czech
    /// Republic`), in either case and with or without accents. OpenID Connect Core 1.0 §5.1.1 wants the name.
    pub fn parse(entered: &str) -> Result<Self, CountryError> {
        if entered.len() > ENTERED_MAX_BYTES {
            return Err(CountryError);
        }
        let text = folded(entered);
        let plain = without_accents(&text);
        let by_code = |(alpha2, alpha3, _): &&(&str, &str, [&str; 3])| {
            text.eq_ignore_ascii_case(alpha2) || text.eq_ignore_ascii_case(alpha3)
        };
        let by_name = |(_, _, names): &&(&str, &str, [&str; 3])| {
            names.iter().any(|name| without_accents(&folded(name)) == plain)
        };
        if text == CZECH_ABBREVIATION {
            return Ok(Self::CZECHIA);
        }
        if let Some((country, _)) = OTHER_NAMES.iter().find(|(_, names)| names.contains(&plain.as_str())) {
            return Ok(*country);
        }
        let found = COUNTRIES.iter().find(by_code).or_else(|| COUNTRIES.iter().find(by_name));
        found.and_then(|(alpha2, ..)| Self::of_code(alpha2)).ok_or(CountryError)
    }

    /// The code in capitals.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// What people of that language call it: `Slovensko`.
    pub fn name(self, language: Language) -> &'static str {
        let names = COUNTRIES.iter().find(|(alpha2, ..)| *alpha2 == self.as_str()).map(|(_, _, names)| names);
        let index = match language {
            Language::Cs => 0,
            Language::Sk => 1,
            Language::En => 2,
        };
        names.map_or("", |names| names[index])
    }

    /// The two countries whose people are served (mission B4).
    pub fn is_czech_or_slovak(self) -> bool {
        self == Self::CZECHIA || self == Self::SLOVAKIA
    }

    /// Every country, by code.
    pub fn all() -> impl Iterator<Item = Self> {
        COUNTRIES.iter().filter_map(|(alpha2, ..)| Self::of_code(alpha2))
    }

    fn of_code(alpha2: &str) -> Option<Self> {
        alpha2.as_bytes().try_into().ok().map(Self)
    }
}

impl std::fmt::Debug for Country {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

crate::text::text_impls!(Country, CountryError);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_249_countries_and_each_reads_its_own_codes_and_names() {
        assert_eq!(Country::all().count(), 249);
        for (alpha2, alpha3, names) in COUNTRIES {
            let country = Country::of_code(alpha2).unwrap();
            for text in [alpha2, alpha3].into_iter().chain(names) {
                assert_eq!(Country::parse(text), Ok(country), "{text}");
                assert_eq!(Country::parse(&text.to_uppercase()), Ok(country), "{text}");
            }
            for (language, name) in Language::ALL.into_iter().zip(names) {
                assert_eq!(country.name(language), name);
            }
        }
    }

    // finding Q4
    #[test]
    fn the_two_republics_are_known_by_all_their_names() {
        for text in ["cz", " CZE ", "Česko", "Cesko", "Česká republika", "ČESKÁ  REPUBLIKA", "Czechia", "ČR"]
        {
            assert_eq!(Country::parse(text), Ok(Country::CZECHIA), "{text}");
        }
        for text in ["sk", "SVK", "Slovensko", "Slovenská republika", "Slovakia", "Slovak Republic"] {
            assert_eq!(Country::parse(text), Ok(Country::SLOVAKIA), "{text}");
        }
        assert_eq!(Country::parse("CR").unwrap().name(Language::En), "Costa Rica");
    }

    // mission: B4
    #[test]
    fn two_of_them_are_served() {
        assert!(Country::parse("cz").unwrap().is_czech_or_slovak());
        assert!(Country::parse(" SK ").unwrap().is_czech_or_slovak());
        assert_eq!(Country::all().filter(|country| country.is_czech_or_slovak()).count(), 2);
    }

    #[test]
    fn other_texts_are_refused() {
        for text in ["", "C", "CZX", "XX", "č", "  ", "Československo", &"a".repeat(10_000)] {
            assert_eq!(Country::parse(text), Err(CountryError), "{text}");
        }
    }
}
