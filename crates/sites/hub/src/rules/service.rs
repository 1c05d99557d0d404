//! Online services, as people and rules see them.

use std::fmt;

use thiserror::Error;

/// The name of a service in configuration and history: its `client_id`, or [`ServiceId::portal`].
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ServiceId(String);

/// Not a service's name: 1 to 200 visible ASCII characters.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("not the name of a service")]
pub struct ServiceIdError;

impl ServiceId {
    const LONGEST_BYTES: usize = 200;
    /// The configuration refuses a service of this name.
    const PORTAL: &'static str = "hub-portal";

    /// Reads a service's name.
    pub fn parse(text: &str) -> Result<Self, ServiceIdError> {
        let fits = (1..=Self::LONGEST_BYTES).contains(&text.len());
        if fits && text.bytes().all(|b| b.is_ascii_graphic()) {
            Ok(Self(text.to_owned()))
        } else {
            Err(ServiceIdError)
        }
    }

    /// The hub's own portal.
    pub fn portal() -> Self {
        Self(Self::PORTAL.to_owned())
    }

    /// Whether it is the hub's own portal.
    pub fn is_portal(&self) -> bool {
        self.0 == Self::PORTAL
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ServiceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> serde::Deserialize<'de> for ServiceId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        values::deserialize_text(deserializer)
    }
}

impl std::str::FromStr for ServiceId {
    type Err = ServiceIdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}
