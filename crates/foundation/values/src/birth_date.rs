//! Dates of birth.

mod written;

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

use crate::timestamp::written_day;
use crate::{Language, Timestamp};

/// Older than anyone has ever become.
const OLDEST_YEARS: i16 = 130;
const ENTERED_MAX_BYTES: usize = 60;

/// The day a person was born: `1990-02-28`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BirthDate(Date);

/// Why a date of birth was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BirthDateError {
    /// Nothing, or only blanks.
    #[error("nothing was entered")]
    Empty,
    /// None of the ways in which people write a date.
    #[error("is not written as a date")]
    Format,
    /// The day, or the day and the month, are missing or zero. They are in every document that a register takes the
    /// date from, also of people of whom nobody knows them; by less than that nobody is told from their namesakes.
    #[error("lacks the day or the month")]
    Incomplete,
    /// The calendar has no such day.
    #[error("the calendar has no such day")]
    NoSuchDay,
    /// Nobody is born yet on that day.
    #[error("is in the future")]
    InFuture,
    /// Nobody alive is that old.
    #[error("is too long ago")]
    TooLongAgo,
}

impl BirthDate {
    /// Reads a date as people write it: `28. 2. 1990`, `28/2/1990`, `28 2 1990`, `28. února 1990`, `28 February 1990`,
    /// `1990-02-28`; the day comes before the month. Not later than `now` (by the calendar in Prague).
    pub fn parse(entered: &str, now: Timestamp) -> Result<Self, BirthDateError> {
        if entered.len() > ENTERED_MAX_BYTES {
            return Err(BirthDateError::Format);
        }
        let (year, month, day) = written::parts(entered)?;
        let date = Date::new(year, month, day).map(Self).map_err(|_| BirthDateError::NoSuchDay)?;
        let today = today(now);
        if date.0 > today {
            return Err(BirthDateError::InFuture);
        }
        if today.year() - date.0.year() > OLDEST_YEARS {
            return Err(BirthDateError::TooLongAgo);
        }
        Ok(date)
    }

    /// Full years at that instant.
    pub fn age_years(self, now: Timestamp) -> i16 {
        let today = today(now);
        let had_birthday = (today.month(), today.day()) >= (self.0.month(), self.0.day());
        today.year() - self.0.year() - i16::from(!had_birthday)
    }

    /// As people of that language write it, without a blank at which a line breaks: `28. 2. 1990`, `28 February 1990`.
    pub fn written(self, language: Language) -> String {
        written_day(self.0, language)
    }

    fn from_iso(text: &str) -> Result<Self, BirthDateError> {
        let mut parts = text.splitn(3, '-');
        let (year, month, day) = (parts.next(), parts.next(), parts.next());
        Self::from_parts(year, month, day)
    }

    fn from_parts(
        year: Option<&str>,
        month: Option<&str>,
        day: Option<&str>,
    ) -> Result<Self, BirthDateError> {
        let year = number(year, 4..=4)?;
        let month = i8::try_from(number(month, 1..=2)?).map_err(|_| BirthDateError::NoSuchDay)?;
        let day = i8::try_from(number(day, 1..=2)?).map_err(|_| BirthDateError::NoSuchDay)?;
        Date::new(year, month, day).map(Self).map_err(|_| BirthDateError::NoSuchDay)
    }
}

fn number(text: Option<&str>, digits: std::ops::RangeInclusive<usize>) -> Result<i16, BirthDateError> {
    let text = text.unwrap_or_default().trim();
    if !digits.contains(&text.len()) || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(BirthDateError::Format);
    }
    text.parse().map_err(|_| BirthDateError::Format)
}

fn today(now: Timestamp) -> Date {
    now.day_in_prague().parse().unwrap_or(Date::MAX)
}

/// ISO 8601.
impl fmt::Display for BirthDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// ISO 8601 only; for dates that were accepted once, so that no clock is asked.
impl FromStr for BirthDate {
    type Err = BirthDateError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.len() > ENTERED_MAX_BYTES {
            return Err(BirthDateError::Format);
        }
        Self::from_iso(text)
    }
}

impl serde::Serialize for BirthDate {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for BirthDate {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::text::deserialize(deserializer)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn now() -> Timestamp {
        Timestamp::parse("2026-11-21T12:00:00Z").unwrap()
    }

    // finding R11
    #[test]
    fn a_date_is_read_however_people_write_it() {
        for entered in [
            "1990-02-28",
            "1990/02/28",
            " 28.2.1990 ",
            "28. 2. 1990",
            "28. 02. 1990",
            "28.2.1990.",
            "28/2/1990",
            "28-2-1990",
            "28–2–1990",
            "28 2 1990",
            "28\u{a0}2\u{a0}1990",
            "28,2,1990",
            "\u{200e}28. 2. 1990\u{200b}",
            "28. února 1990",
            "28 unora 1990",
            "28. únor 1990",
            "28. FEBRUÁRA 1990",
            "28. február 1990",
            "28 February 1990",
            "February 28, 1990",
            "Feb 28 1990",
            "28th February 1990",
            "28. úno 1990",
            "28. II. 1990",
        ] {
            assert_eq!(BirthDate::parse(entered, now()).unwrap().to_string(), "1990-02-28", "{entered}");
        }
        for (entered, date) in [
            ("5/6/1990", "1990-06-05"),
            ("5. června 1990", "1990-06-05"),
            ("5. cervna 1990", "1990-06-05"),
            ("5. července 1990", "1990-07-05"),
            ("5. cervence 1990", "1990-07-05"),
            ("5. júna 1990", "1990-06-05"),
            ("5. júla 1990", "1990-07-05"),
            ("5 June 1990", "1990-06-05"),
            ("1. mája 1990", "1990-05-01"),
            ("1. listopadu 1990", "1990-11-01"),
        ] {
            assert_eq!(BirthDate::parse(entered, now()).unwrap().to_string(), date, "{entered}");
        }
        let date = BirthDate::parse("1990-02-28", now()).unwrap();
        assert_eq!(date.written(Language::Cs), "28.\u{a0}2.\u{a0}1990");
        assert_eq!(date.written(Language::En), "28\u{a0}February\u{a0}1990");
    }

    #[test]
    fn each_rule_has_its_own_error() {
        use BirthDateError::*;
        let table = [
            ("", Empty),
            ("today", Format),
            ("90-02-28", Format),
            ("28. smetana 1990", Format),
            ("2 28 1990 1", Format),
            ("28021990", Format),
            ("2/28/1990", NoSuchDay),
            ("0. 0. 1960", Incomplete),
            ("00.00.1960", Incomplete),
            ("1960-00-00", Incomplete),
            ("1960", Incomplete),
            ("5/1960", Incomplete),
            ("květen 1960", Incomplete),
            ("1990-02-29", NoSuchDay),
            ("31. 4. 1990", NoSuchDay),
            ("1990-00-10", Incomplete),
            ("10. 13. 1990", NoSuchDay),
            ("2026-11-22", InFuture),
            ("1850-01-01", TooLongAgo),
        ];
        for (entered, error) in table {
            assert_eq!(BirthDate::parse(entered, now()), Err(error), "{entered}");
        }
        assert_eq!(BirthDate::parse(&"1".repeat(100), now()), Err(Format));
        assert!(BirthDate::parse("2026-11-21", now()).is_ok());
    }

    #[test]
    fn age_counts_birthdays() {
        let date = BirthDate::parse("2000-11-22", now()).unwrap();
        assert_eq!(date.age_years(now()), 25);
        assert_eq!(date.age_years(now().plus_ms(crate::DAY_MS)), 26);
    }

    proptest! {
        #[test]
        fn parse_reads_what_display_and_written_write(days in 0i64..45_000) {
            let at = now().plus_ms(-days * crate::DAY_MS).day_in_prague();
            let date: BirthDate = at.parse().unwrap();
            prop_assert_eq!(BirthDate::parse(&date.to_string(), now()), Ok(date));
            prop_assert_eq!(BirthDate::parse(&date.written(Language::Sk), now()), Ok(date));
            prop_assert_eq!(date.to_string().parse(), Ok(date));
        }

        #[test]
        fn nothing_panics(entered in any::<String>()) {
            let _ = BirthDate::parse(&entered, now());
            let _ = entered.parse::<BirthDate>();
        }
    }
}
