//! Seconds since 1970 as others write them (RFC 7519 §2): "non-integer values can be represented".

use serde::{Deserialize, Deserializer};

#[derive(Deserialize)]
#[serde(untagged)]
enum NumericDate {
    Whole(i64),
    Fractional(f64),
}

impl NumericDate {
    /// The second that has begun.
    #[expect(clippy::cast_possible_truncation, reason = "checked to lie far within i64")]
    fn whole(self) -> Option<i64> {
        // Far beyond any date, far within what f64 holds exactly.
        const FURTHEST_S: f64 = 1e15;
        match self {
            Self::Whole(seconds) => Some(seconds),
            Self::Fractional(seconds) => (seconds.abs() <= FURTHEST_S).then(|| seconds.floor() as i64),
        }
    }
}

/// A time that must be there.
pub(crate) fn required<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i64, D::Error> {
    let date = NumericDate::deserialize(deserializer)?;
    date.whole().ok_or_else(|| serde::de::Error::custom("not a time"))
}

/// A time that may be missing or `null`.
pub(crate) fn optional<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<i64>, D::Error> {
    let Some(date) = Option::<NumericDate>::deserialize(deserializer)? else { return Ok(None) };
    date.whole().map(Some).ok_or_else(|| serde::de::Error::custom("not a time"))
}
