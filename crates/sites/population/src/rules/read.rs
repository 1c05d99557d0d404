//! One entry of a person's log.

use values::Timestamp;

use super::item::Items;

/// One read of a person's data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// The entry's id; later reads have greater ones.
    pub id: String,
    /// When.
    pub at: Timestamp,
    /// Which client of the register.
    pub client: String,
    /// For whom the client asked.
    pub on_behalf_of: String,
    /// Why.
    pub reason: String,
    /// What; nothing when the person was only looked for.
    pub items: Items,
}
