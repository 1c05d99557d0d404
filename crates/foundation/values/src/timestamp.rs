//! Instants.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::Language;

/// Milliseconds in one second.
pub const SECOND_MS: i64 = 1_000;
/// Milliseconds in one minute.
pub const MINUTE_MS: i64 = 60 * SECOND_MS;
/// Milliseconds in one hour.
pub const HOUR_MS: i64 = 60 * MINUTE_MS;
/// Milliseconds in 24 hours.
pub const DAY_MS: i64 = 24 * HOUR_MS;

/// The years 0001 to 9999, which is what RFC 3339 can write.
const EARLIEST_MS: i64 = -62_135_596_800_000;
const LATEST_MS: i64 = 253_402_207_200_000;

/// An instant in unix milliseconds: what databases keep and rules compare.
///
/// Serialized as RFC 3339 text; columns hold [`Timestamp::unix_ms`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

/// The text is not an RFC 3339 instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an RFC 3339 instant")]
pub struct TimestampError;

impl Timestamp {
    /// Clamped to the years that RFC 3339 can write, so that every instant can be shown.
    pub const fn from_unix_ms(ms: i64) -> Self {
        if ms < EARLIEST_MS {
            Self(EARLIEST_MS)
        } else if ms > LATEST_MS {
            Self(LATEST_MS)
        } else {
            Self(ms)
        }
    }

    /// Whole seconds, as JWT's NumericDate (RFC 7519 §2) has them.
    pub const fn from_unix_seconds(seconds: i64) -> Self {
        Self::from_unix_ms(seconds.saturating_mul(SECOND_MS))
    }

    /// Milliseconds since 1970-01-01T00:00:00Z.
    pub const fn unix_ms(self) -> i64 {
        self.0
    }

    /// Seconds since 1970-01-01T00:00:00Z, rounded down.
    pub const fn unix_seconds(self) -> i64 {
        self.0.div_euclid(SECOND_MS)
    }

    /// Later (or, with a negative argument, earlier) by so many milliseconds.
    #[must_use]
    pub const fn plus_ms(self, ms: i64) -> Self {
        Self::from_unix_ms(self.0.saturating_add(ms))
    }

    /// Milliseconds from `earlier` to this instant; negative when it is the other way round.
    pub const fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// Reads an RFC 3339 instant; fractions below a millisecond are dropped.
    pub fn parse(text: &str) -> Result<Self, TimestampError> {
        const LONGEST_BYTES: usize = 64;
        if text.len() > LONGEST_BYTES {
            return Err(TimestampError);
        }
        let instant: jiff::Timestamp = text.parse().map_err(|_| TimestampError)?;
        Ok(Self::from_unix_ms(instant.as_millisecond()))
    }

    /// What a clock on a Czech or Slovak wall shows: `21. 11. 2026 19:46`, in English `21 November 2026, 19:46`.
    pub fn in_prague(self, language: Language) -> String {
        let comma = if language == Language::En { "," } else { "" };
        format!("{}{comma} {}", self.written_day_in_prague(language), self.time_in_prague())
    }

    /// As [`Timestamp::in_prague`] with seconds, for histories: `21. 11. 2026 19:46:05`.
    pub fn in_prague_with_seconds(self, language: Language) -> String {
        format!("{}:{:02}", self.in_prague(language), self.zoned(prague()).second())
    }

    /// The same without the day: `19:46`.
    pub fn time_in_prague(self) -> String {
        let local = self.zoned(prague());
        format!("{}:{:02}", local.hour(), local.minute())
    }

    /// The calendar day in Prague: `21. 11. 2026`, in English `21 November 2026`.
    pub fn written_day_in_prague(self, language: Language) -> String {
        written_day(self.zoned(prague()).date(), language)
    }

    /// The calendar day in Prague as ISO text, `2026-11-21`; the day that people's dates are compared with.
    pub fn day_in_prague(self) -> String {
        self.zoned(prague()).date().to_string()
    }

    fn zoned(self, zone: TimeZone) -> jiff::Zoned {
        self.instant().to_zoned(zone)
    }

    fn instant(self) -> jiff::Timestamp {
        jiff::Timestamp::from_millisecond(self.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH)
    }
}

/// A day of the calendar as people of a language write it. No line is broken within it.
pub(crate) fn written_day(day: Date, language: Language) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let month = usize::from(day.month().unsigned_abs());
    match language {
        Language::Cs | Language::Sk => format!("{}.\u{a0}{month}.\u{a0}{}", day.day(), day.year()),
        Language::En => format!("{}\u{a0}{}\u{a0}{}", day.day(), MONTHS[(month - 1) % 12], day.year()),
    }
}

/// The machine's time zone database, or Central European winter time where there is none.
fn prague() -> TimeZone {
    TimeZone::get("Europe/Prague").unwrap_or_else(|_| TimeZone::fixed(jiff::tz::offset(1)))
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.instant().fmt(f)
    }
}

impl FromStr for Timestamp {
    type Err = TimestampError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl Serialize for Timestamp {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::text::deserialize(deserializer)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn shows_rfc_3339_and_prague_time_in_summer_and_winter() {
        let winter = Timestamp::parse("2026-11-21T18:46:05Z").unwrap();
        assert_eq!(winter.to_string(), "2026-11-21T18:46:05Z");
        assert_eq!(winter.in_prague(Language::Cs), "21.\u{a0}11.\u{a0}2026 19:46");
        assert_eq!(winter.in_prague(Language::En), "21\u{a0}November\u{a0}2026, 19:46");
        assert_eq!(winter.written_day_in_prague(Language::En), "21\u{a0}November\u{a0}2026");
        assert_eq!(winter.in_prague_with_seconds(Language::Sk), "21.\u{a0}11.\u{a0}2026 19:46:05");
        let summer = Timestamp::parse("2026-07-01T22:05:00.250Z").unwrap();
        assert_eq!(summer.in_prague(Language::Sk), "2.\u{a0}7.\u{a0}2026 0:05");
        assert_eq!(summer.day_in_prague(), "2026-07-02");
    }

    #[test]
    fn extremes_are_clamped_and_can_still_be_shown() {
        assert!(Timestamp::from_unix_ms(i64::MAX).in_prague(Language::Cs).contains("9999"));
        let _ = Timestamp::from_unix_ms(i64::MIN).in_prague(Language::En);
        let _ = Timestamp::from_unix_ms(i64::MIN).to_string();
        assert_eq!(Timestamp::from_unix_ms(5).plus_ms(i64::MAX), Timestamp::from_unix_ms(i64::MAX));
    }

    #[test]
    fn other_texts_are_refused() {
        for text in ["", "2026-11-21", "yesterday", "2026-13-01T00:00:00Z", &"1".repeat(100)] {
            assert_eq!(Timestamp::parse(text), Err(TimestampError), "{text}");
        }
    }

    proptest! {
        #[test]
        fn parse_reads_what_display_writes(ms in EARLIEST_MS..LATEST_MS) {
            let instant = Timestamp::from_unix_ms(ms);
            prop_assert_eq!(Timestamp::parse(&instant.to_string()), Ok(instant));
        }
    }
}
