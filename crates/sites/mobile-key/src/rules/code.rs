//! The four digits that both screens show.

use std::fmt;

const CODES: u32 = 10_000;

/// Shown on the phone and in the browser once a request is claimed; the person compares them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Code(u16);

impl Code {
    /// From randomness; 2³² is no multiple of 10 000, which favours some codes by less than one in 400 000.
    pub(crate) fn from_random(random: [u8; 4]) -> Self {
        Self(u16::try_from(u32::from_be_bytes(random) % CODES).unwrap_or_default())
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.0)
    }
}

/// Not four digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a code of four digits")]
pub(crate) struct BadCode;

impl std::str::FromStr for Code {
    type Err = BadCode;

    fn from_str(text: &str) -> Result<Self, BadCode> {
        if text.len() != 4 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(BadCode);
        }
        text.parse().map(Self).map_err(|_| BadCode)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_code_is_four_digits_and_reads_back(random in any::<[u8; 4]>()) {
            let code = Code::from_random(random);
            prop_assert_eq!(code.to_string().len(), 4);
            prop_assert_eq!(code.to_string().parse::<Code>(), Ok(code));
        }

        #[test]
        fn nothing_else_is_a_code(text in "\\PC{0,6}") {
            let digits = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
            prop_assert_eq!(text.parse::<Code>().is_ok(), digits);
        }
    }
}
