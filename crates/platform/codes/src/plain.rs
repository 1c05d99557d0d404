//! A code as the person reads it.

use std::fmt;

use crate::Shape;

/// Upper-case letters and digits without those that look alike (I and 1, O and 0): 32, so that five random bits
/// choose one without bias.
const ALPHABET: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const PIN_CHARS: usize = 8;
const PASSCODE_DIGITS: usize = 6;
/// Room for spaces and hyphens between the characters.
const ENTERED_MAX_BYTES: usize = 64;

/// A code to be put into a message. The database has only its hash.
#[must_use = "a code that is not sent is of no use"]
#[derive(Clone, PartialEq, Eq)]
pub struct PlainCode(String);

impl PlainCode {
    /// The bare characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// In two groups, easier to copy from paper: `7KQ2-XM4A`, `123 456`.
    pub fn grouped(&self) -> String {
        let (first, second) = self.0.split_at(self.0.len() / 2);
        let separator = if self.0.len() == PASSCODE_DIGITS { ' ' } else { '-' };
        format!("{first}{separator}{second}")
    }

    pub(crate) fn new(shape: Shape, random: [u8; 16]) -> Self {
        let number = u128::from_be_bytes(random);
        Self(match shape {
            Shape::Pin => (0..PIN_CHARS).map(|index| character(number >> (5 * index))).collect(),
            // 128 bits taken modulo a million are even to one part in 10^32.
            Shape::Passcode => format!("{:06}", number % 1_000_000),
        })
    }
}

/// The character that the lowest five bits choose.
fn character(bits: u128) -> char {
    const MASK: u128 = 0b1_1111;
    usize::try_from(bits & MASK).map_or('A', |index| char::from(ALPHABET[index]))
}

/// What a person entered, as it would have been issued: blanks and hyphens dropped, letters in capitals. `None` when
/// it has another length than such a code: a slip that gives a guesser nothing, so it costs no try.
pub(crate) fn normalized(shape: Shape, entered: &str) -> Option<String> {
    if entered.len() > ENTERED_MAX_BYTES {
        return None;
    }
    let text: String = entered
        .chars()
        .filter(|character| !character.is_whitespace() && !"-‑–.".contains(*character))
        .map(|character| character.to_ascii_uppercase())
        .collect();
    (text.chars().count() == shape.chars()).then_some(text)
}

impl Shape {
    /// How many characters such a code has.
    pub const fn chars(self) -> usize {
        match self {
            Self::Pin => PIN_CHARS,
            Self::Passcode => PASSCODE_DIGITS,
        }
    }
}

impl fmt::Debug for PlainCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PlainCode(…)")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    // mission: B6
    #[test]
    fn the_alphabet_has_no_look_alikes() {
        assert!(ALPHABET.iter().all(|byte| !b"IO01ilo".contains(byte)));
        assert!(ALPHABET.iter().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit()));
    }

    #[test]
    fn entry_forgives_case_blanks_and_hyphens() {
        for entered in ["7kq2xm4a", " 7KQ2-XM4A ", "7 k q 2 x m 4 a", "7kq2–xm4a"] {
            assert_eq!(normalized(Shape::Pin, entered).as_deref(), Some("7KQ2XM4A"), "{entered}");
        }
        assert_eq!(normalized(Shape::Passcode, "123 456").as_deref(), Some("123456"));
        for entered in ["", "7kq2xm4", "7kq2xm4ab", &"a".repeat(65), &" ".repeat(8)] {
            assert_eq!(normalized(Shape::Pin, entered), None, "{entered}");
        }
    }

    #[test]
    fn it_does_not_show_in_logs() {
        assert_eq!(format!("{:?}", PlainCode::new(Shape::Pin, [7; 16])), "PlainCode(…)");
    }

    proptest! {
        #[test]
        fn every_code_is_read_back_in_every_way_it_is_shown(random in any::<[u8; 16]>()) {
            for shape in [Shape::Pin, Shape::Passcode] {
                let code = PlainCode::new(shape, random);
                prop_assert_eq!(code.as_str().len(), shape.chars());
                let lower = code.grouped().to_lowercase();
                prop_assert_eq!(normalized(shape, &lower), Some(code.as_str().to_owned()));
            }
        }
    }
}
