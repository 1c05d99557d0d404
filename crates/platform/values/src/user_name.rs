//! User names, which are also handles of contacts in the registry.

use std::hash::{Hash, Hasher};

/// The registry takes no longer handles (reference/mojeid.md §2.3).
const MAX_CHARS: usize = 30;

/// What a person logs in with: letters, digits and single hyphens between them. Case is kept but does not count.
#[derive(Clone, Debug, Eq)]
pub struct UserName(String);

/// Why a user name was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UserNameError {
    /// Nothing, or only blanks.
    #[error("nothing was entered")]
    Empty,
    /// Longer than there is room for.
    #[error("longer than {limit_chars} characters")]
    TooLong {
        /// How long it may be.
        limit_chars: usize,
    },
    /// Something else than `a`–`z`, `0`–`9` and the hyphen.
    #[error("contains {0:?}, which is neither a letter from a to z nor a digit nor a hyphen")]
    Character(char),
    /// A hyphen at the beginning or the end, or two in a row.
    #[error("has a hyphen that is not between letters or digits")]
    Hyphen,
}

impl UserName {
    /// Reads `[0-9A-Za-z](-?[0-9A-Za-z])*`, at most 30 characters.
    pub fn parse(entered: &str) -> Result<Self, UserNameError> {
        let entered = entered.trim();
        if entered.is_empty() {
            return Err(UserNameError::Empty);
        }
        if let Some(character) = entered.chars().find(|c| !c.is_ascii_alphanumeric() && *c != '-') {
            return Err(UserNameError::Character(character));
        }
        if entered.len() > MAX_CHARS {
            return Err(UserNameError::TooLong { limit_chars: MAX_CHARS });
        }
        if entered.split('-').any(str::is_empty) {
            return Err(UserNameError::Hyphen);
        }
        Ok(Self(entered.to_owned()))
    }

    /// As the person wrote it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Lower-cased, for the question whether two names are the same.
    pub fn canonical(&self) -> String {
        self.0.to_ascii_lowercase()
    }
}

impl PartialEq for UserName {
    fn eq(&self, other: &Self) -> bool {
        self.0.eq_ignore_ascii_case(&other.0)
    }
}

impl Hash for UserName {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.canonical().hash(state);
    }
}

crate::text::text_impls!(UserName, UserNameError);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_are_compared_without_case() {
        assert_eq!(UserName::parse(" Jana-Nova1 ").unwrap(), UserName::parse("jana-nova1").unwrap());
        assert_eq!(UserName::parse("Jana-Nova1").unwrap().as_str(), "Jana-Nova1");
        assert!(UserName::parse(&"a".repeat(30)).is_ok());
    }

    #[test]
    fn each_rule_has_its_own_error() {
        use UserNameError::*;
        let table = [
            (" ", Empty),
            ("jana novak", Character(' ')),
            ("jana_novak", Character('_')),
            ("žaneta", Character('ž')),
            ("jana@example.cz", Character('@')),
            ("-jana", Hyphen),
            ("jana-", Hyphen),
            ("jana--nova", Hyphen),
            ("-", Hyphen),
        ];
        for (entered, error) in table {
            assert_eq!(UserName::parse(entered), Err(error), "{entered}");
        }
        assert_eq!(UserName::parse(&"a".repeat(31)), Err(TooLong { limit_chars: 30 }));
    }

    proptest! {
        #[test]
        fn parse_reads_what_display_writes(entered in "[0-9A-Za-z](-?[0-9A-Za-z]){0,14}") {
            let name = UserName::parse(&entered).unwrap();
            prop_assert_eq!(UserName::parse(&name.to_string()), Ok(name.clone()));
            prop_assert_eq!(name.as_str(), entered);
        }

        #[test]
        fn nothing_panics(entered in any::<String>()) {
            let _ = UserName::parse(&entered);
        }
    }
}
