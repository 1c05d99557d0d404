//! Names of people.

use std::fmt;

use serde::{Deserialize, Serialize};
use unicode_normalization::char::is_combining_mark;

use crate::line::{LineError, folded, line};

const NAME_MAX_CHARS: usize = 100;

/// What a person is called.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "Entered")]
pub struct PersonName {
    given: String,
    family: String,
}

/// Why a part of a name was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// Nothing, or only blanks.
    #[error("nothing was entered")]
    Empty,
    /// Longer than there is room for.
    #[error("longer than {limit_chars} characters")]
    TooLong {
        /// How long it may be.
        limit_chars: usize,
    },
    /// Something that no name contains: a digit, a bracket, a line break.
    #[error("contains a character that is not part of a name")]
    Character,
}

/// Which parts of a name were refused and why.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, thiserror::Error)]
#[error("not a name: given {given:?}, family {family:?}")]
pub struct PersonNameErrors {
    /// What is wrong with the given names.
    pub given: Option<NameError>,
    /// What is wrong with the family name.
    pub family: Option<NameError>,
}

impl PersonName {
    /// Reads the two fields of a form.
    pub fn parse(given: &str, family: &str) -> Result<Self, PersonNameErrors> {
        match (parse_part(given), parse_part(family)) {
            (Ok(given), Ok(family)) => Ok(Self { given, family }),
            (given, family) => Err(PersonNameErrors { given: given.err(), family: family.err() }),
        }
    }

    /// All given names.
    pub fn given(&self) -> &str {
        &self.given
    }

    /// The family name.
    pub fn family(&self) -> &str {
        &self.family
    }

    /// The same name to a reader: case and blanks do not count, accents do.
    pub fn is_same_name(&self, other: &Self) -> bool {
        folded(&self.given) == folded(&other.given) && folded(&self.family) == folded(&other.family)
    }
}

impl fmt::Display for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.given, self.family)
    }
}

#[derive(Deserialize)]
struct Entered {
    given: String,
    family: String,
}

impl TryFrom<Entered> for PersonName {
    type Error = PersonNameErrors;

    fn try_from(entered: Entered) -> Result<Self, Self::Error> {
        Self::parse(&entered.given, &entered.family)
    }
}

fn parse_part(entered: &str) -> Result<String, NameError> {
    let name = line(entered, NAME_MAX_CHARS)?;
    let is_name = name.chars().all(is_part_of_a_name) && name.chars().any(char::is_alphabetic);
    if is_name { Ok(name) } else { Err(NameError::Character) }
}

fn is_part_of_a_name(character: char) -> bool {
    character.is_alphabetic() || is_combining_mark(character) || " -‐’'ʼ´`.,·".contains(character)
}

impl From<LineError> for NameError {
    fn from(error: LineError) -> Self {
        match error {
            LineError::Empty => Self::Empty,
            LineError::TooLong { limit_chars } => Self::TooLong { limit_chars },
            LineError::ControlCharacter => Self::Character,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_of_all_kinds_are_names() {
        for (given, family) in [
            ("Jana", "Nováková"),
            ("Jean-Luc", "d'Aubigné"),
            ("Mary Ann", "O’Neil"),
            ("Ľudovít", "Štúr ml."),
            ("Nguyễn", "Thị Minh Khai"),
            ("Юлія", "Шевченко"),
            ("Gal·la", "Ó Súilleabháin"),
        ] {
            let name = PersonName::parse(given, family).unwrap();
            assert_eq!(name.to_string(), format!("{given} {family}"));
        }
        let name = PersonName::parse(" Jana ", "NOVA\u{301}KOVÁ").unwrap();
        assert!(name.is_same_name(&PersonName::parse("jana", "Nováková").unwrap()));
        assert!(!name.is_same_name(&PersonName::parse("Jana", "Novakova").unwrap()));
    }

    #[test]
    fn every_wrong_part_is_named_at_once() {
        let errors = PersonName::parse("", "R2D2").unwrap_err();
        assert_eq!(
            errors,
            PersonNameErrors { given: Some(NameError::Empty), family: Some(NameError::Character) }
        );
        for family in ["<script>", "a@b.cz", "-", "Nová\0", "Nová\nková"] {
            assert_eq!(
                PersonName::parse("Jana", family).unwrap_err().family,
                Some(NameError::Character),
                "{family:?}"
            );
        }
        let long = "a".repeat(NAME_MAX_CHARS + 1);
        let errors = PersonName::parse(&long, "Nová").unwrap_err();
        assert_eq!(errors.given, Some(NameError::TooLong { limit_chars: NAME_MAX_CHARS }));
    }

    proptest! {
        #[test]
        fn a_name_once_read_is_read_the_same_again(given in any::<String>(), family in "[\\p{L}' .-]{1,30}") {
            if let Ok(name) = PersonName::parse(&given, &family) {
                prop_assert_eq!(PersonName::parse(name.given(), name.family()), Ok(name));
            }
        }
    }
}
