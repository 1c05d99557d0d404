//! How people write telephone numbers.

use unicode_normalization::UnicodeNormalization;

use super::{CountryCode, E164_DIGITS, ENTERED_MAX_CHARS, NATIONAL_DIGITS, PhoneNumberError, is_mobile};
use crate::line::is_stray;

/// What people write before a number.
const WORDS: [&str; 8] = ["telefon", "telefón", "phone", "mobile", "mobil", "tel", "mob", "gsm"];

/// Strips separators and writes the number with its country code.
pub(super) fn international(entered: &str) -> Result<String, PhoneNumberError> {
    if entered.len() > ENTERED_MAX_CHARS * 4 || entered.chars().count() > ENTERED_MAX_CHARS {
        return Err(PhoneNumberError::TooLong);
    }
    // Full-width digits and signs become the usual ones.
    let text: String = entered.nfkc().filter(|character| !is_unseen(*character)).collect();
    let text = without_word(text.trim());
    if text.is_empty() {
        return Err(PhoneNumberError::Empty);
    }
    let (digits, has_plus) = digits(text)?;
    let number = if has_plus {
        digits
    } else if let Some(rest) = digits.strip_prefix("00") {
        rest.to_owned()
    } else {
        with_country_code(digits)?
    };
    let number = without_trunk_zero(number);
    if number.starts_with('0') {
        Err(PhoneNumberError::Unassigned)
    } else if number.len() < *E164_DIGITS.start() {
        Err(PhoneNumberError::TooShort)
    } else if number.len() > *E164_DIGITS.end() {
        Err(PhoneNumberError::TooLong)
    } else {
        Ok(format!("+{number}"))
    }
}

/// The digits, and whether a plus stands before the first of them.
fn digits(text: &str) -> Result<(String, bool), PhoneNumberError> {
    let mut digits = String::with_capacity(text.len());
    let mut has_plus = false;
    for character in text.chars() {
        match character {
            '0'..='9' => digits.push(character),
            '+' if digits.is_empty() && !has_plus => has_plus = true,
            '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '/' | '.' | '(' | ')' | '[' | ']' | ',' => {}
            blank if blank.is_whitespace() => {}
            other => return Err(PhoneNumberError::NotDigits(other)),
        }
    }
    Ok((digits, has_plus))
}

const fn is_unseen(character: char) -> bool {
    is_stray(character) || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// `tel:`, `Tel.:`, `mobil`.
fn without_word(text: &str) -> &str {
    let lower = text.to_lowercase();
    let word = WORDS.iter().find(|word| lower.starts_with(**word));
    let rest = word.and_then(|word| text.get(word.len()..)).unwrap_or(text);
    rest.trim_start_matches(|character: char| character.is_whitespace() || ".:".contains(character))
}

/// `+420 (0) 602 123 456`: the zero is dialled within the country only.
fn without_trunk_zero(number: String) -> String {
    for code in ["420", "421"] {
        if let Some(national) = number.strip_prefix(code).and_then(|rest| rest.strip_prefix('0')) {
            return format!("{code}{national}");
        }
    }
    number
}

/// What begins as a mobile number does and has so many digits is one that somebody mistyped.
const FEWEST_DIGITS_OF_A_MISTYPED_MOBILE: usize = 7;

/// Nine digits are unambiguous among the two countries: Czech mobiles begin with 6 or 7, Slovak ones with 9. A country
/// code without its plus is understood too, because no number of the two countries begins with 42.
fn with_country_code(digits: String) -> Result<String, PhoneNumberError> {
    if digits.len() > NATIONAL_DIGITS && (digits.starts_with("420") || digits.starts_with("421")) {
        return Ok(digits);
    }
    let national = digits.strip_prefix('0').unwrap_or(&digits);
    for (country_code, code) in [(CountryCode::Czech, "420"), (CountryCode::Slovak, "421")] {
        if is_mobile(country_code, national) {
            return Ok(format!("{code}{national}"));
        }
    }
    let looks_mobile = national.starts_with(['6', '7', '9']);
    match national.len() {
        NATIONAL_DIGITS => Err(PhoneNumberError::NotMobile),
        FEWEST_DIGITS_OF_A_MISTYPED_MOBILE..NATIONAL_DIGITS if looks_mobile => {
            Err(PhoneNumberError::TooShort)
        }
        10 | 11 if looks_mobile => Err(PhoneNumberError::TooLong),
        _ => Err(PhoneNumberError::NoCountryCode),
    }
}
