//! Limits how many server-sent event streams one network address holds open.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Each stream reads its request and draws a QR code every second, for four minutes at most. So many serve an office
/// or a mobile operator's customers behind one address; a page that finds no place goes on by loading itself again.
pub(crate) const MAX_PER_ADDRESS: usize = 256;

/// Counts the open streams of each address. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub(crate) struct SseLimiter {
    /// By the hash of the address, which may be personal.
    taken: Arc<Mutex<HashMap<u64, usize>>>,
    hasher: RandomState,
}

/// Permission for one stream; given back when it is dropped.
#[derive(Debug)]
pub(crate) struct Permit {
    streams: SseLimiter,
    key: u64,
}

impl SseLimiter {
    /// A permit for one more stream, unless its address has too many.
    pub(crate) fn take(&self, address: &str) -> Option<Permit> {
        let key = self.hasher.hash_one(address);
        let mut taken = self.taken();
        let count = taken.entry(key).or_default();
        if *count >= MAX_PER_ADDRESS {
            return None;
        }
        *count += 1;
        drop(taken);
        Some(Permit { streams: self.clone(), key })
    }

    fn taken(&self) -> MutexGuard<'_, HashMap<u64, usize>> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        let mut taken = self.streams.taken();
        if let Some(count) = taken.get_mut(&self.key) {
            *count -= 1;
            if *count == 0 {
                taken.remove(&self.key);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_takes_only_so_many_places_and_gives_them_back() {
        let streams = SseLimiter::default();
        let mut places: Vec<_> = (0..MAX_PER_ADDRESS).map(|_| streams.take("192.0.2.1").unwrap()).collect();
        assert!(streams.take("192.0.2.1").is_none());
        assert!(streams.take("192.0.2.2").is_some(), "others have their own");
        places.pop();
        assert!(streams.take("192.0.2.1").is_some());
        drop(places);
        assert!(streams.taken().is_empty(), "nobody is remembered who has left");
    }
}
