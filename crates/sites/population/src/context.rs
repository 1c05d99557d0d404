//! What every act works with.

use clock::Clock;
use secrets::KeyedHash;
use store::Store;

/// The register's store, clock and keys.
pub(crate) struct Context {
    pub(crate) store: Store,
    pub(crate) clock: Clock,
    /// Makes pairwise identifiers of client and person.
    pub(crate) pairwise: KeyedHash,
}
