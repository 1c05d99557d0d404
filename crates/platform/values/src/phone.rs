//! Telephone numbers.

use phonenumber::country;

/// Room for a number with the separators people write.
const ENTERED_MAX_BYTES: usize = 40;
/// ITU-T E.164 §6: at most 15 digits with the country code; shorter than 8 no country has.
const E164_DIGITS: std::ops::RangeInclusive<usize> = 8..=15;
/// Czech and Slovak numbers have nine digits after the country code.
const NATIONAL_DIGITS: usize = 9;

/// A telephone number in the form of ITU-T E.164: `+420601123456`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PhoneNumber(String);

/// Why a telephone number was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PhoneNumberError {
    /// Nothing, or only blanks.
    #[error("nothing was entered")]
    Empty,
    /// Something else than digits, a leading plus and the usual separators.
    #[error("contains something else than digits")]
    NotDigits,
    /// No country code, and not a Czech or Slovak mobile number, which are understood without one.
    #[error("lacks the country code")]
    NoCountryCode,
    /// Too few or too many digits.
    #[error("has too few or too many digits")]
    WrongLength,
    /// No country has such a number.
    #[error("no country has such a number")]
    Unassigned,
    /// A number of another country, where only the Czech and Slovak Republics are served (mission B4).
    #[error("is not a Czech or Slovak number")]
    NotCzechOrSlovak,
    /// A fixed line, a premium rate or another number that gets no SMS (mission B4).
    #[error("is not a mobile number")]
    NotMobile,
}

impl PhoneNumber {
    /// Reads a number with its country code (`+420 601 123 456`, `00421…`), or a Czech or Slovak mobile number
    /// without one (`601 123 456`, `0901 123 456`).
    pub fn parse(entered: &str) -> Result<Self, PhoneNumberError> {
        let number = Self(international(entered)?);
        match number.czech_or_slovak() {
            Some((_, national)) if national.len() == NATIONAL_DIGITS => Ok(number),
            Some(_) => Err(PhoneNumberError::WrongLength),
            None => number.assigned_somewhere(),
        }
    }

    /// As [`PhoneNumber::parse`], but only mobile numbers of Czech and Slovak operators, which get our SMS.
    pub fn parse_czech_or_slovak_mobile(entered: &str) -> Result<Self, PhoneNumberError> {
        let number = Self(international(entered)?);
        let (country_code, national) = number.czech_or_slovak().ok_or(PhoneNumberError::NotCzechOrSlovak)?;
        if national.len() != NATIONAL_DIGITS {
            return Err(PhoneNumberError::WrongLength);
        }
        if !is_mobile(country_code, national) {
            return Err(PhoneNumberError::NotMobile);
        }
        Ok(number)
    }

    /// The number in E.164: a plus and digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A mobile number of a Czech or Slovak operator?
    pub fn is_czech_or_slovak_mobile(&self) -> bool {
        self.czech_or_slovak().is_some_and(|(country_code, national)| is_mobile(country_code, national))
    }

    /// As people read it, in groups of three: `+420 601 123 456`.
    pub fn grouped(&self) -> String {
        let (head, tail) = self.0.split_at(self.0.len().min(4));
        let mut text = head.to_owned();
        for (index, digit) in tail.chars().enumerate() {
            if index % 3 == 0 {
                text.push(' ');
            }
            text.push(digit);
        }
        text
    }

    /// Enough for its owner to recognise and for nobody else to call: `+420 ••• ••• 456`.
    pub fn masked(&self) -> String {
        let grouped = self.grouped();
        let shown_from = grouped.chars().count().saturating_sub(3);
        grouped
            .chars()
            .enumerate()
            .map(|(index, c)| if index >= 4 && index < shown_from && c != ' ' { '•' } else { c })
            .collect()
    }

    fn czech_or_slovak(&self) -> Option<(CountryCode, &str)> {
        let czech = self.0.strip_prefix("+420").map(|national| (CountryCode::Czech, national));
        czech.or_else(|| self.0.strip_prefix("+421").map(|national| (CountryCode::Slovak, national)))
    }

    fn assigned_somewhere(self) -> Result<Self, PhoneNumberError> {
        match phonenumber::parse(None::<country::Id>, &self.0) {
            Ok(parsed) if parsed.is_valid() => Ok(self),
            _ => Err(PhoneNumberError::Unassigned),
        }
    }
}

#[derive(Clone, Copy)]
enum CountryCode {
    Czech,
    Slovak,
}

/// The national numbering plans: Czech 601–609 and 702–799 (700 and 701 are personal numbers, 910 is internet
/// telephony); Slovak 901–909, 91x, 94x and 95x. Wider than today's assignments, because those grow.
fn is_mobile(country_code: CountryCode, national: &str) -> bool {
    let Ok(prefix) = national.get(..3).unwrap_or_default().parse::<u16>() else { return false };
    match country_code {
        CountryCode::Czech => matches!(prefix, 601..=609 | 702..=799),
        CountryCode::Slovak => matches!(prefix, 901..=919 | 940..=959) && !national.starts_with("9090"),
    }
}

/// Strips separators and writes the number with its country code.
fn international(entered: &str) -> Result<String, PhoneNumberError> {
    let entered = entered.trim();
    if entered.is_empty() {
        return Err(PhoneNumberError::Empty);
    }
    if entered.len() > ENTERED_MAX_BYTES {
        return Err(PhoneNumberError::WrongLength);
    }
    let mut digits = String::with_capacity(entered.len());
    for (index, character) in entered.chars().enumerate() {
        match character {
            '0'..='9' => digits.push(character),
            '+' if index == 0 => {}
            ' ' | '\u{a0}' | '\u{202f}' | '-' | '‑' | '–' | '/' | '.' | '(' | ')' => {}
            _ => return Err(PhoneNumberError::NotDigits),
        }
    }
    let number = if entered.starts_with('+') {
        format!("+{digits}")
    } else if let Some(rest) = digits.strip_prefix("00") {
        format!("+{rest}")
    } else {
        home_mobile(&digits)?
    };
    if number.starts_with("+0") {
        return Err(PhoneNumberError::Unassigned);
    }
    if !E164_DIGITS.contains(&(number.len() - 1)) {
        return Err(PhoneNumberError::WrongLength);
    }
    Ok(number)
}

/// Nine digits are unambiguous among the two countries: Czech mobiles begin with 6 or 7, Slovak ones with 9.
fn home_mobile(digits: &str) -> Result<String, PhoneNumberError> {
    let national = if digits.len() == NATIONAL_DIGITS + 1 { digits.strip_prefix('0') } else { Some(digits) };
    match national {
        Some(national) if national.len() == NATIONAL_DIGITS && is_mobile(CountryCode::Czech, national) => {
            Ok(format!("+420{national}"))
        }
        Some(national) if national.len() == NATIONAL_DIGITS && is_mobile(CountryCode::Slovak, national) => {
            Ok(format!("+421{national}"))
        }
        _ => Err(PhoneNumberError::NoCountryCode),
    }
}

crate::text::text_impls!(PhoneNumber, PhoneNumberError);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn mobile(entered: &str) -> Result<String, PhoneNumberError> {
        PhoneNumber::parse_czech_or_slovak_mobile(entered).map(|number| number.to_string())
    }

    // mission: B4
    #[test]
    fn mobiles_of_both_countries_are_read_however_they_are_written() {
        for entered in
            ["+420601123456", "+420 601 123 456", "00420 601 123 456", "601 123 456", "601-123-456"]
        {
            assert_eq!(mobile(entered).unwrap(), "+420601123456", "{entered}");
        }
        for entered in ["+421 905 123 456", "0905 123 456", "0905/123 456", "905123456", "00421905123456"] {
            assert_eq!(mobile(entered).unwrap(), "+421905123456", "{entered}");
        }
        for entered in [
            "+420 609 000 000",
            "+420 702 000 000",
            "+420 799 000 000",
            "+421 940 000 000",
            "+421 959 000 000",
        ] {
            assert!(mobile(entered).is_ok(), "{entered}");
        }
    }

    // mission: B4
    #[test]
    fn other_numbers_are_refused_with_the_rule_they_break() {
        use PhoneNumberError::*;
        let table = [
            ("", Empty),
            ("  ", Empty),
            ("call me", NotDigits),
            ("+420 601 123 45x", NotDigits),
            ("601+123456", NotDigits),
            ("+48 601 123 456", NotCzechOrSlovak),
            ("+44 7911 123456", NotCzechOrSlovak),
            ("+420 601 123 45", WrongLength),
            ("+420 601 123 4567", WrongLength),
            ("+420 224 811 111", NotMobile),
            ("+420 700 123 456", NotMobile),
            ("+420 910 123 456", NotMobile),
            ("+420 900 123 456", NotMobile),
            ("+421 2 2040 1111", NotMobile),
            ("+421 800 123 456", NotMobile),
            ("224 811 111", NoCountryCode),
            ("1234", NoCountryCode),
            ("+0420601123456", Unassigned),
            ("+", WrongLength),
        ];
        for (entered, error) in table {
            assert_eq!(mobile(entered), Err(error), "{entered}");
        }
        assert_eq!(mobile(&"6".repeat(1000)), Err(WrongLength));
    }

    #[test]
    fn numbers_of_the_world_must_be_assigned() {
        assert_eq!(PhoneNumber::parse("+44 20 7946 0958").unwrap().as_str(), "+442079460958");
        assert_eq!(PhoneNumber::parse("+420 224 811 111").unwrap().as_str(), "+420224811111");
        assert_eq!(PhoneNumber::parse("+999 123 456 789"), Err(PhoneNumberError::Unassigned));
    }

    /// Whatever the libphonenumber data call a mobile number of the two countries, we do too.
    #[test]
    fn our_ranges_cover_the_published_ones() {
        for (code, id) in [("420", country::Id::CZ), ("421", country::Id::SK)] {
            for prefix in 100..=999 {
                let text = format!("+{code}{prefix}612345");
                let Ok(parsed) = phonenumber::parse(Some(id), &text) else { continue };
                let kind = parsed.number_type(&phonenumber::metadata::DATABASE);
                if parsed.is_valid() && kind == phonenumber::Type::Mobile {
                    assert!(mobile(&text).is_ok(), "{text} is a mobile number");
                } else if parsed.is_valid() {
                    assert!(mobile(&text).is_err(), "{text} is {kind:?}");
                }
            }
        }
    }

    #[test]
    fn shown_in_groups_and_masked() {
        let number = PhoneNumber::parse("+420601123456").unwrap();
        assert_eq!(number.grouped(), "+420 601 123 456");
        assert_eq!(number.masked(), "+420 ••• ••• 456");
    }

    proptest! {
        #[test]
        fn parse_reads_what_display_writes(entered in "[+]42[01][0-9]{9}") {
            if let Ok(number) = PhoneNumber::parse(&entered) {
                prop_assert_eq!(PhoneNumber::parse(&number.to_string()), Ok(number.clone()));
                prop_assert_eq!(PhoneNumber::parse(&number.grouped()), Ok(number));
            }
        }

        #[test]
        fn nothing_panics(entered in any::<String>()) {
            let _ = PhoneNumber::parse(&entered);
            let _ = PhoneNumber::parse_czech_or_slovak_mobile(&entered);
        }

        #[test]
        fn no_number_panics(entered in "[+]?[0-9]{0,20}") {
            let _ = PhoneNumber::parse(&entered);
        }
    }
}
