//! What can be done at the register: one public function each, one transaction each.

pub mod forget;
pub mod identify;
pub mod read;
pub mod reads;
pub mod record;

use ::store::Store;
use clock::Clock;
use secrets::KeyedHash;

/// What every act works with.
#[derive(Clone)]
pub struct Register {
    pub(crate) store: Store,
    pub(crate) clock: Clock,
    /// Makes what a client calls a person.
    pub(crate) names: std::sync::Arc<KeyedHash>,
}

/// For whom and why a client asks; both stand in the person's log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Purpose {
    /// The service that will use the data.
    pub on_behalf_of: String,
    /// The reason in a few words.
    pub reason: String,
}
