//! Names of people.

use std::fmt;

use serde::{Deserialize, Serialize};
use unicode_normalization::char::is_combining_mark;

use crate::line::{LineError, is_latin, is_stray, line};
use crate::words::{alike, are_alike, are_respelled, has_accents, typography_folded};

const NAME_MAX_CHARS: usize = 100;

/// What a person is called. Some people have one name only: then the other part is empty.
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
    /// Letters of another script, where the post and the registers need Latin ones, as in the passport.
    #[error("is not written in Latin letters")]
    NotLatin,
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
    /// Reads the two fields of a form. Who has one name only writes a hyphen for the other: an empty field is more
    /// often forgotten than meant. Latin letters are needed: letters are sent to this name.
    pub fn from_form(given: &str, family: &str) -> Result<Self, PersonNameErrors> {
        let empty = |part: &str| line(part, NAME_MAX_CHARS) == Err(LineError::Empty);
        let mut errors = Self::parse(given, family).err().unwrap_or_default();
        let both_missing = is_missing(given) && is_missing(family);
        for (error, part) in [(&mut errors.given, given), (&mut errors.family, family)] {
            if empty(part) || both_missing {
                *error = Some(NameError::Empty);
            } else if error.is_none() && !is_latin(part) {
                *error = Some(NameError::NotLatin);
            }
        }
        if errors == PersonNameErrors::default() { Self::parse(given, family) } else { Err(errors) }
    }

    /// Reads two parts, one of which may be missing: nothing, or a hyphen.
    pub fn parse(given: &str, family: &str) -> Result<Self, PersonNameErrors> {
        match (parse_part(given), parse_part(family)) {
            (Ok(given), Ok(family)) if given.is_empty() && family.is_empty() => {
                Err(PersonNameErrors { given: Some(NameError::Empty), family: Some(NameError::Empty) })
            }
            (Ok(given), Ok(family)) => Ok(Self { given, family }),
            (given, family) => Err(PersonNameErrors { given: given.err(), family: family.err() }),
        }
    }

    /// All given names; empty for people who have none.
    pub fn given(&self) -> &str {
        &self.given
    }

    /// The family name; empty for people who have none.
    pub fn family(&self) -> &str {
        &self.family
    }

    /// The same name to a reader: case, blanks, hyphens, apostrophes and titles do not count, accents do.
    pub fn is_same_name(&self, other: &Self) -> bool {
        words(&self.given) == words(&other.given) && words(&self.family) == words(&other.family)
    }

    /// Whether this is `earlier` in another spelling and says no less than it: accents may have come, and none may
    /// have gone or changed. So no chain of corrections leads to another name.
    pub fn is_respelling_of(&self, earlier: &Self) -> bool {
        are_respelled(&words(&self.given), &words(&earlier.given))
            && are_respelled(&words(&self.family), &words(&earlier.family))
    }

    /// Whether people may write this of a name that a register has in full: one or some of the given names, in their
    /// order (`Klára` for `Klára Marie`), with or without accents and titles. More than the register has is not it.
    ///
    /// It holds for more than one name: take it only where everything else identifies exactly one person.
    pub fn is_form_of(&self, full: &Self) -> bool {
        let (given, all_given) = (words(&self.given), words(&full.given));
        let (family, full_family) = (words(&self.family), words(&full.family));
        if [&given, &family, &all_given, &full_family].iter().any(|part| part.is_empty()) {
            // One name only: nobody knows in which of the two fields.
            return are_alike(&[given, family].concat(), &[all_given, full_family].concat());
        }
        let mut registered = all_given.iter();
        given.iter().all(|name| registered.any(|own| alike(name, own))) && are_alike(&family, &full_family)
    }

    /// Whether it has a letter with an accent: whoever writes one means those that are missing to be missing.
    pub fn has_accents(&self) -> bool {
        has_accents(&self.given) || has_accents(&self.family)
    }
}

impl fmt::Display for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let blank = if self.given.is_empty() || self.family.is_empty() { "" } else { " " };
        write!(f, "{}{blank}{}", self.given, self.family)
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

/// Titles before and after a name that are left out when names are compared: without dots, in lower case.
const TITLES: [&str; 38] = [
    "ing", "ingarch", "bc", "bca", "mgr", "mgra", "mga", "judr", "mudr", "mvdr", "mddr", "phdr", "rndr",
    "paeddr", "pharmdr", "thdr", "thlic", "thmgr", "icdr", "rsdr", "artd", "csc", "drsc", "dsc", "phd",
    "thd", "dis", "mba", "llm", "llb", "msc", "prof", "doc", "dr", "drhc", "akad", "arch", "art",
];
/// Titles that are somebody's name when no dot follows them.
const TITLES_WITH_A_DOT: [&str; 6] = ["prof", "doc", "dr", "akad", "arch", "art"];

/// The words of a part of a name as they are compared.
fn words(part: &str) -> Vec<String> {
    let folded = typography_folded(part);
    let all: Vec<&str> = folded.split([' ', '-', ',']).filter(|word| !word.is_empty()).collect();
    let named: Vec<&str> = all.iter().copied().filter(|word| !is_title(word)).collect();
    let kept = if named.is_empty() { all } else { named };
    let split =
        kept.iter().flat_map(|word| word.split('.')).filter(|word| !word.is_empty() && !is_title(word));
    let words: Vec<String> = split.map(str::to_owned).collect();
    if words.is_empty() { kept.into_iter().map(str::to_owned).collect() } else { words }
}

fn is_title(word: &str) -> bool {
    let bare = word.replace('.', "");
    TITLES.contains(&bare.as_str()) && (word.contains('.') || !TITLES_WITH_A_DOT.contains(&bare.as_str()))
}

/// Nothing, or the hyphen that stands for nothing.
fn is_missing(entered: &str) -> bool {
    entered.chars().all(|c| c.is_whitespace() || is_stray(c) || "-‐‑‒–—−._/".contains(c))
}

fn parse_part(entered: &str) -> Result<String, NameError> {
    if entered.len() <= NAME_MAX_CHARS && is_missing(entered) {
        return Ok(String::new());
    }
    let name = line(entered, NAME_MAX_CHARS)?;
    let is_name = name.chars().all(is_part_of_a_name) && name.chars().any(char::is_alphabetic);
    if is_name { Ok(name) } else { Err(NameError::Character) }
}

fn is_part_of_a_name(character: char) -> bool {
    character.is_alphabetic() || is_combining_mark(character) || " -‐‑–’'ʼʻ´`.,·".contains(character)
}

impl From<LineError> for NameError {
    fn from(error: LineError) -> Self {
        match error {
            LineError::Empty => Self::Empty,
            LineError::TooLong { limit_chars } => Self::TooLong { limit_chars },
            LineError::ControlCharacter => Self::Character,
            LineError::NotLatin => Self::NotLatin,
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
        let errors = PersonName::from_form("", "R2D2").unwrap_err();
        assert_eq!(
            errors,
            PersonNameErrors { given: Some(NameError::Empty), family: Some(NameError::Character) }
        );
        for family in ["<script>", "a@b.cz", "Nová\0", "Nová\nková"] {
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

    // finding R7
    #[test]
    fn unusual_names_are_taken_by_forms() {
        for (given, family) in [
            ("Conan", "O'Brien"),
            ("Ó", "Súilleabháin"),
            ("X", "Ng"),
            ("ʻŌpūnui", "Null"),
            ("Jose\u{301}", "nu\u{308}ll"),
        ] {
            assert!(PersonName::from_form(given, family).is_ok(), "{given} {family}");
        }
    }

    // finding R5
    #[test]
    fn people_with_one_name_say_so_by_a_hyphen() {
        for dash in ["-", " – ", "—", "--", "."] {
            let name = PersonName::from_form(dash, "Suharto").unwrap();
            assert_eq!((name.given(), name.family(), name.to_string().as_str()), ("", "Suharto", "Suharto"));
            assert_eq!(PersonName::from_form("Suharto", dash).unwrap().to_string(), "Suharto");
            let errors = PersonName::from_form(dash, dash).unwrap_err();
            assert_eq!(
                errors,
                PersonNameErrors { given: Some(NameError::Empty), family: Some(NameError::Empty) }
            );
        }
        let errors = PersonName::from_form("", "Suharto").unwrap_err();
        assert_eq!(errors, PersonNameErrors { given: Some(NameError::Empty), family: None }, "forgotten");
        assert!(PersonName::parse("", "Suharto").is_ok(), "what was stored is read again");
        assert!(PersonName::parse("", "").is_err());
        let swapped = PersonName::parse("Suharto", "").unwrap();
        assert!(swapped.is_form_of(&PersonName::parse("-", "Suharto").unwrap()));
        assert!(!swapped.is_form_of(&PersonName::parse("Suharto", "Malý").unwrap()));
    }

    // finding L3
    #[test]
    fn forms_ask_for_latin_letters() {
        for (given, family) in [("小明", "王"), ("حسين", "الأحمد"), ("ნინო", "ბერიძე"), ("Юлія", "Шевченко")]
        {
            let errors = PersonName::from_form(given, family).unwrap_err();
            assert_eq!(
                errors,
                PersonNameErrors { given: Some(NameError::NotLatin), family: Some(NameError::NotLatin) }
            );
        }
    }

    // finding N1
    #[test]
    fn a_registers_name_is_known_by_what_people_write_of_it() {
        let is_form = |(given, family): (&str, &str), (full_given, full_family): (&str, &str)| {
            let full = PersonName::parse(full_given, full_family).unwrap();
            PersonName::parse(given, family).unwrap().is_form_of(&full)
        };
        for (written, full) in [
            (("KLÁRA", "NOVÁKOVÁ"), ("Klára", "Nováková")),
            (("Klara", "Novakova"), ("Klára", "Nováková")),
            (("Klára", "Nováková"), ("Klára Marie", "Nováková")),
            (("Marie", "Nováková"), ("Klára Marie", "Nováková")),
            (("Anna - Marie", "Nováková"), ("Anna-Marie", "Nováková")),
            (("Anna Marie", "Nováková"), ("Anna-Marie", "Nováková")),
            (("Conan", "O’Brien"), ("Conan", "O'Brien")),
            (("Conan", "OBrien"), ("Conan", "O'Brien")),
            (("Ing. Jana", "Nováková, Ph.D."), ("Jana", "Nováková")),
            (("MUDr. Jana", "Nováková"), ("Jana", "Nováková")),
            (("Bc.Jana", "Nováková DiS."), ("Jana", "Nováková")),
        ] {
            assert!(is_form(written, full), "{written:?} {full:?}");
        }
        for (written, full) in [
            (("Klára Marie", "Nováková"), ("Klára", "Nováková")),
            (("Marie Klára", "Nováková"), ("Klára Marie", "Nováková")),
            (("Klára", "Novák"), ("Klára", "Nováková")),
            (("Klařa", "Nováková"), ("Klára", "Nováková")),
            (("Klára", "Nováková Malá"), ("Klára", "Nováková")),
            (("Jan", "Ml"), ("Jan", "Malý")),
            // Father and son at one address are two people.
            (("Ľudovít", "Štúr ml."), ("Ľudovít", "Štúr")),
            (("Jana st.", "Nováková"), ("Jana", "Nováková")),
        ] {
            assert!(!is_form(written, full), "{written:?} {full:?}");
        }
    }

    #[test]
    fn a_correction_may_add_accents_and_nothing_else() {
        let name = |family: &str| PersonName::parse("Jana", family).unwrap();
        assert!(name("Nováková").is_respelling_of(&name("novakova")));
        assert!(name("NOVÁKOVÁ").is_respelling_of(&name("Nováková")));
        assert!(!name("Novakova").is_respelling_of(&name("Nováková")));
        assert!(!name("Novákova").is_respelling_of(&name("Nováková")));
        assert!(!name("Malá").is_respelling_of(&name("Nováková")));
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
