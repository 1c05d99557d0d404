//! The clock. Rules get the time as an argument; only the edges ask here, so that tests and the demo's time machine
//! decide what time it is.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use random::random_id;
use values::Timestamp;

/// The world's clock. Clones share it, so that a shift moves everybody at once.
#[derive(Clone, Debug)]
pub struct Clock {
    source: Source,
    offset_ms: Arc<AtomicI64>,
}

#[derive(Clone, Copy, Debug)]
enum Source {
    System,
    Fixed(Timestamp),
}

impl Clock {
    /// The machine's clock.
    pub fn system() -> Self {
        Self::from(Source::System)
    }

    /// A clock that stands still and moves only by [`Clock::shift`].
    pub fn fixed(at: Timestamp) -> Self {
        Self::from(Source::Fixed(at))
    }

    /// What time it is.
    pub fn now(&self) -> Timestamp {
        let start = match self.source {
            Source::System => system_time(),
            Source::Fixed(at) => at,
        };
        start.plus_ms(self.offset_ms())
    }

    /// Moves the clock, for everyone who holds it: the demo's time machine.
    pub fn shift(&self, ms: i64) {
        self.offset_ms.fetch_add(ms, Ordering::SeqCst);
    }

    /// How far the clock was moved.
    pub fn offset_ms(&self) -> i64 {
        self.offset_ms.load(Ordering::SeqCst)
    }

    /// A new identifier (UUID version 7) made at this moment.
    pub fn random_id(&self) -> String {
        random_id(self.now())
    }

    fn from(source: Source) -> Self {
        Self { source, offset_ms: Arc::new(AtomicI64::new(0)) }
    }
}

fn system_time() -> Timestamp {
    #[expect(clippy::disallowed_methods, reason = "this is the one place")]
    let now = std::time::SystemTime::now();
    let since_epoch = now.duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    Timestamp::from_unix_ms(i64::try_from(since_epoch.as_millis()).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shift_moves_every_clone() {
        let clock = Clock::fixed(Timestamp::from_unix_ms(1_000));
        let other = clock.clone();
        clock.shift(500);
        assert_eq!(other.now(), Timestamp::from_unix_ms(1_500));
        assert_eq!(other.offset_ms(), 500);
    }

    #[test]
    fn the_system_clock_is_in_this_century_and_moves_on() {
        let clock = Clock::system();
        let before = clock.now();
        clock.shift(60_000);
        assert!(before > Timestamp::from_unix_seconds(1_700_000_000));
        assert!(clock.now().since(before) >= 60_000);
    }
}
