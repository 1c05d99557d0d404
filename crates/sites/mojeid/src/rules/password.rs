//! What makes a good enough new password (NIST SP 800-63B-4 §3.1.1.2: length counts, composition rules do not).

use std::collections::BTreeSet;
use std::fmt;

use zeroize::Zeroizing;

/// The shortest password.
pub(crate) const PASSWORD_MIN_CHARACTERS: usize = 12;
/// The longest password.
pub(crate) const PASSWORD_MAX_BYTES: usize = 512;

/// What must be left of a password without the person's own names.
const OWN_CHARACTERS: usize = 8;
/// Names shorter than this are not looked for: „eva“ may well stand in a good passphrase.
const NAME_MIN_CHARACTERS: usize = 4;
/// Fewer different characters than this are a pattern, not a password.
const DIFFERENT_CHARACTERS: usize = 5;

/// Long enough, and still among the first that anybody tries (compared without digits and punctuation at the ends).
const WELL_KNOWN: [&str; 12] = [
    "password",
    "passwordpassword",
    "heslo",
    "hesloheslo",
    "mojeheslo",
    "nejakeheslo",
    "qwertyuiop",
    "qwertzuiop",
    "qwertyuiopasdfghjkl",
    "qwertzuiopasdfghjkl",
    "iloveyou",
    "administrator",
];

/// A password that was found good enough to be used from now on.
pub(crate) struct NewPassword(Zeroizing<String>);

/// Why a new password is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum PasswordProblem {
    /// Nothing was entered.
    #[error("no password")]
    Missing,
    /// Fewer than [`PASSWORD_MIN_CHARACTERS`].
    #[error("the password is too short")]
    TooShort,
    /// More than [`PASSWORD_MAX_BYTES`].
    #[error("the password is too long")]
    TooLong,
    /// Little more than the user name or the e-mail address.
    #[error("the password is made of the person's own names")]
    OwnName,
    /// A run, a repetition or a password that everybody tries.
    #[error("the password is easy to guess")]
    TooSimple,
}

impl NewPassword {
    /// Accepts a password that nobody guesses from the person's `names` or from a list.
    pub(crate) fn parse(text: &str, names: &[&str]) -> Result<Self, PasswordProblem> {
        // Characters are counted as the person sees them, however their machine composes accents.
        let text = secrets::normalized(text);
        let text = text.as_str();
        if text.is_empty() {
            return Err(PasswordProblem::Missing);
        }
        if text.len() > PASSWORD_MAX_BYTES {
            return Err(PasswordProblem::TooLong);
        }
        if text.chars().count() < PASSWORD_MIN_CHARACTERS {
            return Err(PasswordProblem::TooShort);
        }
        let lower = Zeroizing::new(text.to_lowercase());
        if names.iter().any(|name| leans_on(&lower, name)) {
            return Err(PasswordProblem::OwnName);
        }
        if is_simple(&lower) {
            return Err(PasswordProblem::TooSimple);
        }
        Ok(Self(Zeroizing::new(text.to_owned())))
    }

    /// The password, to be hashed.
    pub(crate) fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for NewPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NewPassword(…)")
    }
}

fn leans_on(password: &str, name: &str) -> bool {
    let name = name.to_lowercase();
    let whole_and_local = [name.as_str(), name.split('@').next().unwrap_or_default()];
    whole_and_local
        .into_iter()
        .filter(|part| part.chars().count() >= NAME_MIN_CHARACTERS && password.contains(part))
        .any(|part| password.replace(part, "").chars().count() < OWN_CHARACTERS)
}

fn is_simple(password: &str) -> bool {
    let characters: Vec<char> = password.chars().collect();
    let different = characters.iter().collect::<BTreeSet<_>>().len();
    different < DIFFERENT_CHARACTERS
        || is_repetition(&characters)
        || is_run(&characters)
        || is_well_known(password)
}

/// One block again and again: `abc12abc12abc12`.
fn is_repetition(characters: &[char]) -> bool {
    (1..PASSWORD_MIN_CHARACTERS)
        .filter(|period| characters.len() >= period * 2)
        .any(|period| characters.iter().zip(&characters[period..]).all(|(a, b)| a == b))
}

/// Neighbours in the alphabet or among the digits, nearly all the way: `abcdefghijklm`, `1234567890123`.
fn is_run(characters: &[char]) -> bool {
    let step = |pair: &[char]| (u32::from(pair[1])).abs_diff(u32::from(pair[0]));
    let pairs = characters.len().saturating_sub(1);
    let neighbours = characters.windows(2).filter(|pair| step(pair) <= 1).count();
    neighbours * 4 >= pairs * 3
}

fn is_well_known(password: &str) -> bool {
    let letters = password.trim_matches(|character: char| !character.is_alphabetic());
    letters.is_empty() || WELL_KNOWN.contains(&letters)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn problem(text: &str) -> Option<PasswordProblem> {
        NewPassword::parse(text, &["novakjan", "jan.novak@seznam.cz"]).err()
    }

    #[test]
    fn good_passwords_need_no_special_characters() {
        for good in [
            "modrý kůň skáče",
            "correct horse battery",
            "Jana jezdí na kole do práce",
            "xk7mplq2vbna",
            "novakjan má rád hrušky",
        ] {
            assert_eq!(problem(good), None, "{good}");
        }
    }

    #[test]
    fn bad_passwords_say_why() {
        let table = [
            ("", PasswordProblem::Missing),
            ("krátké", PasswordProblem::TooShort),
            ("jedenáctzn.", PasswordProblem::TooShort),
            ("NovakJan2026", PasswordProblem::OwnName),
            ("jan.novak@seznam.cz", PasswordProblem::OwnName),
            ("jan.novak1234", PasswordProblem::OwnName),
            ("aaaaaaaaaaaaaaa", PasswordProblem::TooSimple),
            ("abcd1abcd1abcd1", PasswordProblem::TooSimple),
            ("1234567890123", PasswordProblem::TooSimple),
            ("abcdefghijklmnop", PasswordProblem::TooSimple),
            ("93847561029384", PasswordProblem::TooSimple),
            ("Heslo123456789", PasswordProblem::TooSimple),
            ("qwertzuiop123", PasswordProblem::TooSimple),
        ];
        for (bad, expected) in table {
            assert_eq!(problem(bad), Some(expected), "{bad}");
        }
        assert_eq!(problem(&"ab1 ".repeat(200)), Some(PasswordProblem::TooLong));
    }

    #[test]
    fn a_password_never_shows_in_debug_output() {
        let password = NewPassword::parse("modrý kůň skáče", &[]).unwrap();
        assert_eq!(format!("{password:?}"), "NewPassword(…)");
    }

    proptest! {
        #[test]
        fn any_text_is_judged_without_a_panic(text in "\\PC{0,40}", name in "\\PC{0,20}") {
            if let Ok(password) = NewPassword::parse(&text, &[&name]) {
                let text = secrets::normalized(&text);
                prop_assert_eq!(password.reveal(), text.as_str());
                prop_assert!(text.chars().count() >= PASSWORD_MIN_CHARACTERS);
            }
        }
    }
}
