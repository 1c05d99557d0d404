//! How long somebody has to wait, as people say it.

use values::{HOUR_MS, MINUTE_MS, SECOND_MS, Timestamp};
use web::{FormErrors, Page};

/// Up to so long a wait is told in seconds, in minutes, in hours; a longer one by day and hour.
const SECONDS_UNTIL_MS: i64 = 100 * SECOND_MS;
const MINUTES_UNTIL_MS: i64 = 100 * MINUTE_MS;
const HOURS_UNTIL_MS: i64 = 12 * HOUR_MS;

/// „za 30 sekund", „za 5 minut", „28. 11. 2026 po 15:02".
pub(crate) fn when(page: &Page, now: Timestamp, at: Timestamp) -> String {
    let wait_ms = at.since(now).max(SECOND_MS);
    let (key, unit_ms) = if wait_ms <= SECONDS_UNTIL_MS {
        ("wait-seconds", SECOND_MS)
    } else if wait_ms <= MINUTES_UNTIL_MS {
        ("wait-minutes", MINUTE_MS)
    } else if wait_ms <= HOURS_UNTIL_MS {
        ("wait-hours", HOUR_MS)
    } else {
        return page
            .text("wait-after")
            .with("day", page.format_date(at))
            .with("time", page.format_time(at))
            .to_string();
    };
    // Rounded up: who comes back then has waited long enough.
    page.text(key).count("n", (wait_ms + unit_ms - 1) / unit_ms).to_string()
}

/// Puts beside a field that something can be done only then.
pub(crate) fn tell(
    errors: &mut FormErrors,
    page: &Page,
    field: &'static str,
    key: &'static str,
    now: Timestamp,
    at: Timestamp,
) {
    errors.add_wait(field, key).with("when", when(page, now, at)).seconds(seconds(now, at));
}

/// The same for programs, in whole seconds.
pub(crate) fn seconds(now: Timestamp, at: Timestamp) -> u64 {
    let wait_ms = at.since(now).max(SECOND_MS);
    u64::try_from((wait_ms + SECOND_MS - 1) / SECOND_MS).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use values::Language;
    use web::testing::{site, visitor};

    use super::*;

    #[test]
    fn short_waits_are_told_without_a_date() {
        // finding N-37
        let site = site("mojeid", i18n::locales!());
        let now = Timestamp::from_unix_ms(1_795_286_760_000);
        let page = visitor(&site, Language::Cs).page();
        let plain = |text: String| text.replace('\u{a0}', " ");
        for (wait_ms, expected) in [
            (30 * SECOND_MS, "za 30 sekund"),
            (SECOND_MS, "za 1 sekundu"),
            (1, "za 1 sekundu"),
            (3 * MINUTE_MS, "za 3 minuty"),
            (15 * MINUTE_MS - 1, "za 15 minut"),
            (2 * HOUR_MS, "za 2 hodiny"),
            (24 * HOUR_MS, "22. 11. 2026 po 19:46"),
        ] {
            assert_eq!(plain(when(&page, now, now.plus_ms(wait_ms))), expected, "{wait_ms}");
        }
        for (language, wait_ms, expected) in [
            (Language::Sk, HOUR_MS, "o 60 minút"),
            (Language::Sk, 2 * HOUR_MS, "o 2 hodiny"),
            (Language::Sk, 24 * HOUR_MS, "22. 11. 2026 po 19:46"),
            (Language::En, SECOND_MS, "in 1 second"),
            (Language::En, HOUR_MS, "in 60 minutes"),
            (Language::En, 24 * HOUR_MS, "after 19:46 on 22 November 2026"),
        ] {
            let page = visitor(&site, language).page();
            assert_eq!(plain(when(&page, now, now.plus_ms(wait_ms))), expected);
        }
        assert_eq!((seconds(now, now.plus_ms(1_001)), seconds(now, now)), (2, 1));
    }
}
