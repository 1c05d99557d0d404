//! The company an account belongs to: name, IČO and DIČ.

use std::fmt;
use std::str::FromStr;

/// The longest company name, in characters.
pub(crate) const COMPANY_NAME_MAX_CHARACTERS: usize = 200;

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

/// DIČ: `CZ` and 8 to 10 digits (a group of taxpayers has `CZ699`), the Slovak IČ DPH of `SK` and 10 digits, or a
/// Slovak DIČ of 10 digits, which is all that those have who pay no VAT.
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
        let text = bare(text)?;
        let digits = text.strip_prefix("IČO").or_else(|| text.strip_prefix("IČ")).unwrap_or(&text);
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
    /// Reads a DIČ with its country, or a Slovak one without: no Czech birth number of ten digits begins with 1 to 4.
    pub(crate) fn parse(text: &str) -> Result<Self, CompanyNumberError> {
        let text = bare(text)?;
        let number = ["DIČ", "IČDPH"].iter().find_map(|label| text.strip_prefix(label)).unwrap_or(&text);
        let (lengths, digits) = match (number.strip_prefix("CZ"), number.strip_prefix("SK")) {
            (Some(digits), _) => (8..=10, digits),
            (_, Some(digits)) => (10..=10, digits),
            _ if number.starts_with(['1', '2', '3', '4']) => (10..=10, number),
            _ => return Err(CompanyNumberError),
        };
        if lengths.contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit()) {
            Ok(Self(number.to_owned()))
        } else {
            Err(CompanyNumberError)
        }
    }

    /// The country, if it has one, and digits.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// In capitals, without blanks and what people write between digits.
fn bare(text: &str) -> Result<String, CompanyNumberError> {
    const LONGEST_CHARS: usize = 40;
    let text = values::line(text, LONGEST_CHARS).map_err(|_| CompanyNumberError)?;
    Ok(text.to_uppercase().chars().filter(|c| !c.is_whitespace() && !".-–/:".contains(*c)).collect())
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
        for (text, expected) in [
            ("25115804", "25115804"),
            (" 679 85 726 ", "67985726"),
            ("6947", "00006947"),
            ("IČO: 25115804", "25115804"),
        ] {
            assert_eq!(CompanyNumber::parse(text).map(|number| number.to_string()).as_deref(), Ok(expected));
        }
        for text in ["", "25115805", "251158040", "2511580a", "CZ25115804"] {
            assert_eq!(CompanyNumber::parse(text), Err(CompanyNumberError), "{text}");
        }
    }

    #[test]
    fn vat_numbers_bear_their_country() {
        for (text, expected) in [
            ("cz 25115804", "CZ25115804"),
            ("SK2020202020", "SK2020202020"),
            ("CZ8001011234", "CZ8001011234"),
            ("CZ 800101/1234", "CZ8001011234"),
            // findings R15, R16: a group, who pays no VAT, what stands before the number
            ("CZ699000123", "CZ699000123"),
            ("2020123456", "2020123456"),
            ("1020 1234 56", "1020123456"),
            ("DIČ: 2020123456", "2020123456"),
            ("IČ DPH: SK2020123456", "SK2020123456"),
        ] {
            assert_eq!(VatNumber::parse(text).map(|number| number.to_string()).as_deref(), Ok(expected));
        }
        for text in [
            "",
            "25115804",
            "SK25115804",
            "DE123456789",
            "CZ12345678901",
            "CŽ25115804",
            "202012345",
            "8001011234",
        ] {
            assert_eq!(VatNumber::parse(text), Err(CompanyNumberError), "{text}");
        }
    }
}
