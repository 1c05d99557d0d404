//! What can be done at the register: one public function each, one transaction each.

pub(crate) mod access_log;
pub(crate) mod identify;
pub(crate) mod read;
pub(crate) mod record;

/// Why a client asks, and for whom; both stand in the person's access log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Purpose {
    /// The reason in a few words.
    pub(crate) reason: String,
    /// The service that will use the data.
    pub(crate) on_behalf_of: String,
}
