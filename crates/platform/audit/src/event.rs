//! One event.

use std::sync::atomic::{AtomicU32, Ordering};

use serde::Serialize;
use serde::de::DeserializeOwned;
use store::StoreError;
use values::{ID_RANDOM_BYTES, Timestamp};

values::id_type!(
    /// One event. Later events have greater ids.
    pub EventId
);

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its id, and its place in a history.
    pub id: EventId,
    /// When it happened.
    pub at: Timestamp,
    /// Who did it.
    pub actor: Actor,
    /// The id of the person whose history shows it.
    pub subject: Option<String>,
    /// What happened: one of the words of the site.
    pub action: String,
    /// The id of what it was done to: a service, a device, a method.
    pub object: Option<String>,
    /// How it ended, where the action does not say.
    pub outcome: Option<String>,
    /// The id of the request that it belongs to, such as a login that waits for a phone.
    pub request_id: Option<String>,
    /// The network address of the browser.
    pub address: Option<String>,
    /// The browser's User-Agent.
    pub user_agent: Option<String>,
    /// What else the site's history shows, as JSON; see [`Event::details`].
    pub details: Option<String>,
}

/// Who did something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// A person, by their id at the site.
    Person(String),
    /// One of the operator's staff.
    Staff(String),
    /// A client of the site's API.
    Client(String),
    /// A person's device.
    Device(String),
    /// The site itself: a job.
    Site,
    /// Not known: somebody who did not log in.
    Unknown,
}

impl Event {
    /// An event that is about nothing yet.
    pub fn new(at: Timestamp, actor: Actor, action: &str) -> Self {
        Self {
            id: new_id(at),
            at,
            actor,
            subject: None,
            action: action.to_owned(),
            object: None,
            outcome: None,
            request_id: None,
            address: None,
            user_agent: None,
            details: None,
        }
    }

    /// Adds what only this site's history shows.
    #[must_use]
    pub fn with_details(self, details: &impl Serialize) -> Self {
        Self { details: serde_json::to_string(details).ok(), ..self }
    }

    /// What [`Event::with_details`] added; the default if there is nothing.
    pub fn details<T: DeserializeOwned + Default>(&self) -> Result<T, StoreError> {
        let Some(details) = &self.details else { return Ok(T::default()) };
        serde_json::from_str(details).map_err(|_| StoreError::Corrupt {
            place: format!("audit_event.details of {}", self.id),
            expected: "what was written",
        })
    }
}

impl Actor {
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Person(_) => "person",
            Self::Staff(_) => "staff",
            Self::Client(_) => "client",
            Self::Device(_) => "device",
            Self::Site => "site",
            Self::Unknown => "unknown",
        }
    }

    /// Their id; the site and who is not known have none.
    pub fn id(&self) -> Option<&str> {
        match self {
            Self::Person(id) | Self::Staff(id) | Self::Client(id) | Self::Device(id) => Some(id),
            Self::Site | Self::Unknown => None,
        }
    }

    pub(crate) fn parse(kind: &str, id: Option<String>) -> Option<Self> {
        Some(match (kind, id) {
            ("person", Some(id)) => Self::Person(id),
            ("staff", Some(id)) => Self::Staff(id),
            ("client", Some(id)) => Self::Client(id),
            ("device", Some(id)) => Self::Device(id),
            ("site", None) => Self::Site,
            ("unknown", None) => Self::Unknown,
            _ => return None,
        })
    }
}

/// A new id. Events of one millisecond stay in the order in which they were written: the first 26 bits of what is
/// otherwise random are a counter (RFC 9562 §6.2, method 1), around the bits of the version and the variant.
pub fn new_id(at: Timestamp) -> EventId {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let counter = NEXT.fetch_add(1, Ordering::Relaxed);
    let [_, _, third, fourth] = counter.to_be_bytes();
    let [_, first, second, _] = (counter >> 6).to_be_bytes();
    let mut bytes = random::random_bytes::<ID_RANDOM_BYTES>();
    bytes[..4].copy_from_slice(&[first, second, third, fourth]);
    EventId::new(at, bytes)
}
