//! Randomness from the operating system. Rules get it as an argument; only the edges ask here.

use values::{ID_RANDOM_BYTES, Timestamp};

/// `N` unpredictable bytes.
///
/// # Panics
/// When the operating system gives no randomness: there is nothing safe to go on with.
pub fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    #[expect(clippy::expect_used, reason = "without randomness every secret would be a lie")]
    #[expect(clippy::disallowed_methods, reason = "this is the one place")]
    aws_lc_rs::rand::fill(&mut bytes).expect("the operating system gives randomness");
    bytes
}

/// A new identifier (UUID version 7) made at this moment.
pub fn random_id(now: Timestamp) -> String {
    values::new_id(now, random_bytes::<ID_RANDOM_BYTES>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn random_things_differ() {
        assert_ne!(random_bytes::<32>(), random_bytes::<32>());
        let now = Timestamp::from_unix_ms(1);
        assert_ne!(random_id(now), random_id(now));
    }
}
