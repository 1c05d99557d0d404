//! How long somebody has to wait, as people say it.

use values::{HOUR_MS, MINUTE_MS, SECOND_MS, Timestamp};
use web::{FormErrors, Page};

/// Up to so long a wait is told in seconds, in minutes, in hours; a longer one by day and hour.
const SECONDS_UNTIL_MS: i64 = 100 * SECOND_MS;
const MINUTES_UNTIL_MS: i64 = 100 * MINUTE_MS;
const HOURS_UNTIL_MS: i64 = 12 * HOUR_MS;

/// „za 30 sekund", „za 5 minut", „28. 11. 2026 po 15:02".
pub(super) fn when(page: &Page, now: Timestamp, at: Timestamp) -> String {
    let wait_ms = at.since(now).max(SECOND_MS);
    let (key, unit_ms) = if wait_ms <= SECONDS_UNTIL_MS {
        ("wait-seconds", SECOND_MS)
    } else if wait_ms <= MINUTES_UNTIL_MS {
        ("wait-minutes", MINUTE_MS)
    } else if wait_ms <= HOURS_UNTIL_MS {
        ("wait-hours", HOUR_MS)
    } else {
        let moment = page.moment(at);
        let (day, time) = moment.rsplit_once(char::is_whitespace).unwrap_or((moment.as_str(), ""));
        return page.text("wait-after").with("day", day).with("time", time).to_string();
    };
    // Rounded up: who comes back then has waited long enough.
    page.text(key).count("n", (wait_ms + unit_ms - 1) / unit_ms).to_string()
}

/// Puts beside a field that something can be done only then.
pub(super) fn tell(
    errors: &mut FormErrors,
    page: &Page,
    field: &'static str,
    key: &'static str,
    now: Timestamp,
    at: Timestamp,
) {
    // The second one says to the summary that there is nothing to correct.
    errors.add(field, key).with("when", when(page, now, at)).at("at", at);
}

#[cfg(test)]
mod tests {
    use values::Language;
    use web::testing::{site, visitor};

    use super::*;

    #[test]
    fn short_waits_are_told_without_a_date() {
        // finding N-37
        let site = site("mojeid", web::locales!());
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
        for language in [Language::Sk, Language::En] {
            let page = visitor(&site, language).page();
            assert!(!when(&page, now, now.plus_ms(HOUR_MS)).contains("2026"));
        }
    }
}
