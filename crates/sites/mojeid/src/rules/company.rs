//! The company an account belongs to: name, IČO and DIČ.

use std::fmt;
use std::str::FromStr;

/// The longest company name, in characters.
pub const COMPANY_NAME_MAX_CHARACTERS: usize = 200;

/// A company as its account shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Company {
    /// Its registered name.
    pub name: String,
    /// IČO, the number in the business register.
    pub number: CompanyNumber,
    /// DIČ, if it has one.
    pub vat_number: Option<VatNumber>,
}

/// IČO: eight digits, the last of which checks the others; the same in both republics.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompanyNumber(String);

/// DIČ: `CZ` and 8 to 10 digits, or `SK` and 10 digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VatNumber(String);

/// The text is no such number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a company's number")]
pub struct CompanyNumberError;

impl CompanyNumber {
    /// Reads an IČO; blanks are dropped and leading zeros may be missing.
    pub fn parse(text: &str) -> Result<Self, CompanyNumberError> {
        const DIGITS: usize = 8;
        let digits: String = text.chars().filter(|character| !character.is_whitespace()).collect();
        if digits.is_empty() || digits.len() > DIGITS || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(CompanyNumberError);
        }
        let padded = format!("{digits:0>DIGITS$}");
        if padded.chars().last().and_then(|last| last.to_digit(10)) == Some(check_digit(&padded)) {
            Ok(Self(padded))
        } else {
            Err(CompanyNumberError)
        }
    }

    /// Eight digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl VatNumber {
    /// Reads a DIČ with its country.
    pub fn parse(text: &str) -> Result<Self, CompanyNumberError> {
        let text: String =
            text.chars().filter(|character| !character.is_whitespace()).collect::<String>().to_uppercase();
        let lengths = match text.get(..2) {
            Some("CZ") => 8..=10,
            Some("SK") => 10..=10,
            _ => return Err(CompanyNumberError),
        };
        let digits = &text[2..];
        if lengths.contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit()) {
            Ok(Self(text))
        } else {
            Err(CompanyNumberError)
        }
    }

    /// Country and digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Weights 8 to 2, modulo 11.
fn check_digit(digits: &str) -> u32 {
    let sum: u32 = digits
        .chars()
        .zip((2..=8).rev())
        .filter_map(|(digit, weight)| Some(digit.to_digit(10)? * weight))
        .sum();
    (11 - sum % 11) % 10
}

macro_rules! shown_and_read {
    ($type:ty) => {
        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl FromStr for $type {
            type Err = CompanyNumberError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::parse(text)
            }
        }
    };
}
shown_and_read!(CompanyNumber);
shown_and_read!(VatNumber);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn company_numbers_are_checked_by_their_last_digit() {
        // 25115804 ACTIVE 24, 67985726 CZ.NIC, 00006947 the Ministry of Finance
        for (text, expected) in [("25115804", "25115804"), (" 679 85 726 ", "67985726"), ("6947", "00006947")]
        {
            assert_eq!(CompanyNumber::parse(text).map(|number| number.to_string()).as_deref(), Ok(expected));
        }
        for text in ["", "25115805", "251158040", "2511580a", "-5115804"] {
            assert_eq!(CompanyNumber::parse(text), Err(CompanyNumberError), "{text}");
        }
    }

    #[test]
    fn vat_numbers_bear_their_country() {
        for (text, expected) in [
            ("cz 25115804", "CZ25115804"),
            ("SK2020202020", "SK2020202020"),
            ("CZ8001011234", "CZ8001011234"),
        ] {
            assert_eq!(VatNumber::parse(text).map(|number| number.to_string()).as_deref(), Ok(expected));
        }
        for text in ["", "25115804", "SK25115804", "DE123456789", "CZ12345678901", "CŽ25115804"] {
            assert_eq!(VatNumber::parse(text), Err(CompanyNumberError), "{text}");
        }
    }
}
