//! How long to stand aside after a conflict.

use std::time::Duration;

const FIRST_MS: u64 = 2;
const LONGEST_MS: u64 = 250;

/// Anything between nothing and a limit that doubles with each attempt, so that the same two do not meet again.
pub(super) fn after(attempt: u32) -> Duration {
    let limit_ms = FIRST_MS.saturating_mul(1 << attempt.min(16)).min(LONGEST_MS);
    let random = u64::from_le_bytes(random::random_bytes());
    Duration::from_micros(random % (limit_ms * 1_000 + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_bounded_and_varies() {
        let waits: Vec<_> = (0..100).map(after).collect();
        assert!(waits.iter().all(|wait| *wait <= Duration::from_millis(LONGEST_MS)));
        assert!(waits.windows(2).any(|pair| pair[0] != pair[1]));
        assert!(after(1) <= Duration::from_millis(2 * FIRST_MS));
    }
}
