//! How fresh the proof of a session is: whoever changes how they log in proves first that it is them.

use values::{MINUTE_MS, Timestamp};

/// A form that changes how somebody logs in opens on a proof of this age at most.
pub const FRESH_MS: i64 = 5 * MINUTE_MS;

/// The same form is taken on a proof of this age at most: reading and filling it in takes its time.
pub const FRESH_FORM_MS: i64 = 30 * MINUTE_MS;

/// A session that stands on an account at a method serves a further service if the method was asked within this time.
pub const RECHECK_AFTER_MS: i64 = 5 * MINUTE_MS;

/// It opens a page of the portal if the method was asked within this time; what is sent there has [`FRESH_FORM_MS`].
pub const RECHECK_IN_PORTAL_AFTER_MS: i64 = 15 * MINUTE_MS;

/// Whether a proof is younger than that. One from the future was made before the clock was set back: nobody knows how
/// long ago.
pub fn is_fresh(authenticated_at: Timestamp, within_ms: i64, now: Timestamp) -> bool {
    (-MINUTE_MS..within_ms).contains(&now.since(authenticated_at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proof_is_fresh_for_its_time() {
        let now = Timestamp::from_unix_ms(1_800_000_000_000);
        for (age_ms, fresh) in [
            (0, true),
            (FRESH_MS - 1, true),
            (FRESH_MS, false),
            (-MINUTE_MS / 2, true),
            (-2 * MINUTE_MS, false),
        ] {
            assert_eq!(is_fresh(now.plus_ms(-age_ms), FRESH_MS, now), fresh, "{age_ms}");
        }
    }
}
