//! Getting back into an account whose password is forgotten, and what an account is worth afterwards.
//!
//! Mailbox and telephone together let somebody in again; so they must not be worth more than one factor for a while, nor
//! be moved, and whoever is pushed out that way must have the time to undo it.

use values::{DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, Timestamp};

use super::backoff::Backoff;

values::id_type!(
    /// One recovery, from the link that was asked for to its undoing.
    pub(crate) RecoveryId
);

/// A link of a recovery can be used for so long. As no more are sent in that time than [`LINKS`] says, whoever is kept
/// from asking by somebody else's asking has one that works.
pub(crate) const LINK_MS: i64 = DAY_MS;

/// So many links are sent for one account within such a time.
const LINKS: [(usize, i64); 2] = [(3, HOUR_MS), (6, LINK_MS)];

/// So long after a recovery the account is worth level low, whatever PIN3 has proven.
pub(crate) const LEVEL_LIMITED_MS: i64 = 72 * HOUR_MS;

/// So long after a recovery it can be undone, and the address, e-mail and telephone cannot be changed.
pub(crate) const UNDO_MS: i64 = 7 * DAY_MS;

/// So long after an undoing there is no new recovery: who holds mailbox and telephone would only begin again.
pub(crate) const CLOSED_MS: i64 = DAY_MS;

/// "This was not me" can be said so long after a login.
pub(crate) const DENY_MS: i64 = 7 * DAY_MS;

/// A browser in which somebody logs in so soon after the activation is no news.
pub(crate) const NO_NEWS_MS: i64 = HOUR_MS;

/// Requests for links, names and PINs from one network address, each kind apart.
pub(crate) const ADDRESS_ASKING: Backoff = Backoff {
    free: 30,
    first_wait_ms: MINUTE_MS,
    longest_wait_ms: 15 * MINUTE_MS,
    forgiven_every_ms: 2 * MINUTE_MS,
};

/// The same from a larger network of IPv6 (/48), of which one subscriber may have 256 addresses (/56).
pub(crate) const NETWORK_ASKING: Backoff = Backoff {
    free: 120,
    first_wait_ms: MINUTE_MS,
    longest_wait_ms: 15 * MINUTE_MS,
    forgiven_every_ms: 30 * SECOND_MS,
};

/// Messages with user names to one e-mail address.
pub(crate) const NAMES_SENDING: Backoff =
    Backoff { free: 3, first_wait_ms: HOUR_MS, longest_wait_ms: DAY_MS, forgiven_every_ms: 6 * HOUR_MS };

/// So many notices of logins from new browsers are sent to one account within a day.
pub(crate) const NOTICES_A_DAY: i64 = 10;

/// Whether another link may be sent, after those sent before (the newest first).
#[must_use]
pub(crate) fn may_send_link(sent: &[Timestamp], now: Timestamp) -> bool {
    LINKS
        .iter()
        .all(|(at_most, within_ms)| sent.iter().filter(|at| now.since(**at) < *within_ms).count() < *at_most)
}

/// Until when an account is worth level low only.
#[must_use]
pub(crate) fn level_limited_until(recovered_at: Option<Timestamp>, now: Timestamp) -> Option<Timestamp> {
    after(recovered_at, LEVEL_LIMITED_MS, now)
}

/// Until when contact data cannot be changed.
#[must_use]
pub(crate) fn contact_locked_until(recovered_at: Option<Timestamp>, now: Timestamp) -> Option<Timestamp> {
    after(recovered_at, UNDO_MS, now)
}

/// Until when no recovery begins.
#[must_use]
pub(crate) fn closed_until(undone_at: Option<Timestamp>, now: Timestamp) -> Option<Timestamp> {
    after(undone_at, CLOSED_MS, now)
}

fn after(at: Option<Timestamp>, ms: i64, now: Timestamp) -> Option<Timestamp> {
    at.map(|at| at.plus_ms(ms)).filter(|until| now < *until)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_unix_ms(1_800_000_000_000);

    #[test]
    fn whoever_is_kept_from_asking_has_a_link_that_works() {
        let (mut sent, mut now) = (Vec::new(), NOW);
        while now.since(NOW) < 3 * DAY_MS {
            if may_send_link(&sent, now) {
                sent.insert(0, now);
            } else {
                assert!(sent.iter().any(|at| now.since(*at) < LINK_MS), "nothing to use at {now:?}");
            }
            assert!(sent.iter().filter(|at| now.since(**at) < HOUR_MS).count() <= 3);
            assert!(sent.iter().filter(|at| now.since(**at) < DAY_MS).count() <= 6);
            now = now.plus_ms(MINUTE_MS);
        }
    }

    #[test]
    fn limits_end() {
        let at = Some(NOW);
        for (until, ms) in [
            (level_limited_until(at, NOW), LEVEL_LIMITED_MS),
            (contact_locked_until(at, NOW), UNDO_MS),
            (closed_until(at, NOW), CLOSED_MS),
        ] {
            assert_eq!(until, Some(NOW.plus_ms(ms)));
        }
        assert_eq!(level_limited_until(at, NOW.plus_ms(LEVEL_LIMITED_MS)), None);
        assert_eq!(contact_locked_until(at, NOW.plus_ms(UNDO_MS)), None);
        assert_eq!(level_limited_until(None, NOW), None);
        // What may be undone cannot have been moved out of reach meanwhile.
        const { assert!(UNDO_MS >= LEVEL_LIMITED_MS && CLOSED_MS < UNDO_MS) };
    }
}
