//! Telephone numbers.

mod country_code;
mod written;

/// Room for a number with the separators people write.
const ENTERED_MAX_CHARS: usize = 60;
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
    #[error("contains {0:?}, which is no part of a number")]
    NotDigits(char),
    /// No country code, and not a Czech or Slovak mobile number, which are understood without one.
    #[error("lacks the country code")]
    NoCountryCode,
    /// A digit or more is missing: Czech and Slovak numbers have nine after the country code.
    #[error("has too few digits")]
    TooShort,
    /// More digits than a number has.
    #[error("has too many digits")]
    TooLong,
    /// Its country code is assigned to no country.
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
    /// Reads a number with its country code (`+420 601 123 456`, `00421…`, `(+420) 601…`, `420601…`), or a Czech or
    /// Slovak mobile number without one (`601 123 456`, `0901 123 456`). Of numbers of other countries only the country
    /// code and the length are checked (ITU-T E.164).
    pub fn parse(entered: &str) -> Result<Self, PhoneNumberError> {
        match Self(written::international(entered)?) {
            number if number.czech_or_slovak().is_some() => number.with_nine_digits(),
            number => number.assigned_somewhere(),
        }
    }

    /// As [`PhoneNumber::parse`], but only mobile numbers of Czech and Slovak operators, which get our SMS.
    pub fn parse_czech_or_slovak_mobile(entered: &str) -> Result<Self, PhoneNumberError> {
        let number = Self(written::international(entered)?);
        let (country_code, national) = number.czech_or_slovak().ok_or(PhoneNumberError::NotCzechOrSlovak)?;
        // A number of a fixed line has fewer digits in Slovakia, but that is not what is wrong with it.
        if begins_like_a_mobile(country_code, national) {
            number.with_nine_digits()
        } else {
            Err(PhoneNumberError::NotMobile)
        }
    }

    /// The number in E.164: a plus and digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A mobile number of a Czech or Slovak operator?
    pub fn is_czech_or_slovak_mobile(&self) -> bool {
        self.czech_or_slovak().is_some_and(|(country_code, national)| is_mobile(country_code, national))
    }

    /// As people read it on a page, in groups of three which no line breaks: `+420 601 123 456`.
    pub fn shown(&self) -> String {
        crate::unbroken(&self.grouped())
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

    /// Enough for its owner to recognise and for nobody else to call, for a page: `+420 ••• ••• 456`.
    pub fn masked(&self) -> String {
        let grouped = self.shown();
        let shown_from = grouped.chars().count().saturating_sub(3);
        grouped
            .chars()
            .enumerate()
            .map(|(index, c)| if index >= 4 && index < shown_from && !c.is_whitespace() { '•' } else { c })
            .collect()
    }

    fn czech_or_slovak(&self) -> Option<(CountryCode, &str)> {
        let czech = self.0.strip_prefix("+420").map(|national| (CountryCode::Czech, national));
        czech.or_else(|| self.0.strip_prefix("+421").map(|national| (CountryCode::Slovak, national)))
    }

    fn with_nine_digits(self) -> Result<Self, PhoneNumberError> {
        match self.czech_or_slovak().map_or(0, |(_, national)| national.len()) {
            NATIONAL_DIGITS => Ok(self),
            digits if digits < NATIONAL_DIGITS => Err(PhoneNumberError::TooShort),
            _ => Err(PhoneNumberError::TooLong),
        }
    }

    fn assigned_somewhere(self) -> Result<Self, PhoneNumberError> {
        if country_code::is_assigned(self.0.trim_start_matches('+')) {
            Ok(self)
        } else {
            Err(PhoneNumberError::Unassigned)
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
    national.len() == NATIONAL_DIGITS && begins_like_a_mobile(country_code, national)
}

fn begins_like_a_mobile(country_code: CountryCode, national: &str) -> bool {
    let Ok(prefix) = national.get(..3).unwrap_or_default().parse::<u16>() else {
        return national.len() < 3;
    };
    match country_code {
        CountryCode::Czech => matches!(prefix, 601..=609 | 702..=799),
        CountryCode::Slovak => matches!(prefix, 901..=919 | 940..=959) && !national.starts_with("9090"),
    }
}

crate::text::text_impls!(PhoneNumber, PhoneNumberError);

#[cfg(test)]
mod tests {
    use phonenumber::country;
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

    // finding R1: what is copied from contacts and PDF files has characters that nobody sees
    #[test]
    fn what_people_see_is_what_counts() {
        for entered in [
            "\u{202a}+420602123456\u{202c}",
            "\u{200e}+420 602 123 456",
            "+420\u{2007}602\u{2009}123\u{2009}456",
            "602\u{200b}123\u{200b}456",
            "602\u{2212}123\u{2212}456",
            "602\u{2011}123\u{2013}456",
            "＋４２０ ６０２ １２３ ４５６",
            "\u{feff}602123456\u{2060}",
        ] {
            assert_eq!(mobile(entered).unwrap(), "+420602123456", "{entered:?}");
        }
    }

    // finding R2
    #[test]
    fn usual_ways_of_writing_are_understood() {
        for entered in [
            "(+420) 602 123 456",
            "+(420) 602 123 456",
            "420602123456",
            "420 602 123 456",
            "+420 (0) 602 123 456",
            "+420 0602 123 456",
            "00420 602 123 456",
            "(00420) 602 123 456",
            "00 420 602 123 456",
            "tel:+420602123456",
            "tel.: 602 123 456",
            "Tel. +420 602 123 456",
            "mobil: 602 123 456",
            "(602) 123 456",
            "602/123 456",
            "602.123.456",
            "602 12 34 56",
        ] {
            assert_eq!(mobile(entered), Ok("+420602123456".to_owned()), "{entered}");
        }
        for entered in [
            "421905123456",
            "+421 0905 123 456",
            "+421 (0)905 123 456",
            "(0905) 123 456",
            "00421 0905 123456",
        ] {
            assert_eq!(mobile(entered), Ok("+421905123456".to_owned()), "{entered}");
        }
    }

    // mission: B4
    #[test]
    fn other_numbers_are_refused_with_the_rule_they_break() {
        use PhoneNumberError::*;
        let table = [
            ("", Empty),
            ("  ", Empty),
            ("call me", NotDigits('c')),
            ("+420 601 123 45x", NotDigits('x')),
            ("601+123456", NotDigits('+')),
            ("601 123 456 nebo 602 123 456", NotDigits('n')),
            ("+48 601 123 456", NotCzechOrSlovak),
            ("+44 7911 123456", NotCzechOrSlovak),
            ("+420 601 123 45", TooShort),
            ("+420 601 123 4567", TooLong),
            ("601 123 45", TooShort),
            ("601 123 4567", TooLong),
            ("0905 123 45", TooShort),
            ("420 601 123 45", TooShort),
            ("+421 905 123 4567", TooLong),
            ("+420 224 811 111", NotMobile),
            ("+420 700 123 456", NotMobile),
            ("+420 910 123 456", NotMobile),
            ("+420 900 123 456", NotMobile),
            ("+421 2 2040 1111", NotMobile),
            ("+421 800 123 456", NotMobile),
            ("224 811 111", NotMobile),
            ("1234", NoCountryCode),
            ("+0420601123456", Unassigned),
            ("+", TooShort),
        ];
        for (entered, error) in table {
            assert_eq!(mobile(entered), Err(error), "{entered}");
        }
        assert_eq!(mobile(&"6".repeat(1000)), Err(TooLong));
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
        // findings N-38, N-54
        assert_eq!(number.shown(), "+420\u{a0}601\u{a0}123\u{a0}456");
        assert_eq!(number.masked(), "+420\u{a0}•••\u{a0}•••\u{a0}456");
    }

    proptest! {
        #[test]
        fn parse_reads_what_display_writes(entered in "[+]42[01][0-9]{9}") {
            if let Ok(number) = PhoneNumber::parse(&entered) {
                prop_assert_eq!(PhoneNumber::parse(&number.to_string()), Ok(number.clone()));
                prop_assert_eq!(PhoneNumber::parse(&number.grouped()), Ok(number.clone()));
                prop_assert_eq!(PhoneNumber::parse(&number.shown()), Ok(number));
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
