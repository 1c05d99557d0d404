//! How long things are kept.

use values::{DAY_MS, Timestamp};

/// One e-mail address and one telephone number found one account in so long (B5).
pub(crate) const CONTACT_BLOCKED_MS: i64 = 30 * DAY_MS;

/// An account that was never activated lives so many months (B7).
pub(crate) const UNACTIVATED_MONTHS: i64 = 8;

/// So many days before it is deleted, whoever registered it is reminded; the last reminder first, so that nobody gets two at
/// once.
pub(crate) const REMINDERS_DAYS_BEFORE: [i64; 2] = [LAST_REMINDER_DAYS, 30];

/// No account is deleted sooner after its last reminder, whatever the clock did.
pub(crate) const LAST_REMINDER_DAYS: i64 = 7;

/// The day that a reminder names: the end of the eight months, but never so soon that nobody could act.
#[must_use]
pub(crate) fn announced_deletion(registered_at: Timestamp, now: Timestamp) -> Timestamp {
    lapses_at(registered_at).max(now.plus_ms(LAST_REMINDER_DAYS * DAY_MS))
}

/// When an address or number used at `used_at` can found another account (B5).
#[must_use]
pub(crate) const fn free_again_at(used_at: Timestamp) -> Timestamp {
    used_at.plus_ms(CONTACT_BLOCKED_MS)
}

/// Accounts registered at this instant or before, and never activated, are deleted now (B7): eight calendar months back.
#[must_use]
pub(crate) fn unactivated_registered_until(now: Timestamp) -> Timestamp {
    let instant = jiff::Timestamp::from_millisecond(now.unix_ms()).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    let zoned = instant.to_zoned(jiff::tz::TimeZone::UTC);
    let before = zoned
        .checked_sub(jiff::Span::new().months(UNACTIVATED_MONTHS))
        .map_or(0, |then| then.timestamp().as_millisecond());
    Timestamp::from_unix_ms(before)
}

/// Until when an account can be activated (B7): eight calendar months on. It is deleted then, or a day or two later where
/// months differ in length.
#[must_use]
pub(crate) fn lapses_at(registered_at: Timestamp) -> Timestamp {
    let instant =
        jiff::Timestamp::from_millisecond(registered_at.unix_ms()).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    let after =
        instant.to_zoned(jiff::tz::TimeZone::UTC).checked_add(jiff::Span::new().months(UNACTIVATED_MONTHS));
    Timestamp::from_unix_ms(after.map_or(i64::MAX, |then| then.timestamp().as_millisecond()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    #[test]
    fn eight_months_are_calendar_months() {
        // mission: B7
        let table = [
            ("2026-11-21T19:46:00Z", "2026-03-21T19:46:00Z"),
            ("2026-08-31T00:00:00Z", "2025-12-31T00:00:00Z"),
            ("2026-10-31T12:00:00Z", "2026-02-28T12:00:00Z"),
        ];
        for (now, registered) in table {
            assert_eq!(unactivated_registered_until(at(now)), at(registered), "{now}");
        }
    }

    #[test]
    fn no_account_is_deleted_before_the_day_that_was_told() {
        // mission: B7; finding N-65
        let mut registered = at("2025-06-01T10:00:00Z");
        for _ in 0..400 {
            let told = lapses_at(registered);
            assert!(unactivated_registered_until(told.plus_ms(-1)) < registered, "{registered:?}");
            assert!(unactivated_registered_until(told.plus_ms(3 * DAY_MS)) >= registered, "{registered:?}");
            registered = registered.plus_ms(DAY_MS);
        }
    }

    #[test]
    fn an_address_is_free_after_thirty_days() {
        // mission: B5
        assert_eq!(free_again_at(at("2026-11-01T10:00:00Z")), at("2026-12-01T10:00:00Z"));
    }
}
