//! The rules of the Mobile Key: types, states, decisions. No I/O, no clock, no randomness: they are arguments.

mod code;
mod decision;
mod device;
mod frame;
mod level;
mod link;
mod notice;
mod refusal;
mod release;
mod request;
mod tries;

pub(crate) use code::Code;
pub(crate) use decision::check_shown;
pub(crate) use device::{Attachment, CHALLENGE_LIFE_MS, DELETED_AFTER_MS, Device, DeviceStatus, Factor};
pub(crate) use frame::Frame;
pub(crate) use level::{level_of_enrolment, level_of_login};
pub(crate) use link::{Link, SameDeviceToken};
pub(crate) use notice::{EventKind, can_be_switched_off, history_kind};
pub(crate) use refusal::Refusal;
pub(crate) use release::{find_release, items_of, service_of};
pub(crate) use request::{Claim, LIFE_MS, Request, RequestDetails, Service, Stage, Termination};
pub(crate) use tries::{FAILED_TRIES_TOLD, PROVE_WITHIN_MS, Spent, Tries};

/// A person as the hub names them to us: the pairwise `sub` of the client `mobile-key`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub(crate) struct PersonId(String);

impl PersonId {
    /// A `sub` is at most 255 ASCII characters (OpenID Connect Context §2).
    pub(crate) fn parse(text: &str) -> Result<Self, BadPersonId> {
        const MAX_BYTES: usize = 255;
        let printable = text.bytes().all(|byte| byte.is_ascii_graphic());
        if text.is_empty() || text.len() > MAX_BYTES || !printable {
            Err(BadPersonId)
        } else {
            Ok(Self(text.into()))
        }
    }

    /// The text.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// Not a subject identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a subject identifier")]
pub(crate) struct BadPersonId;

impl std::fmt::Display for PersonId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::str::FromStr for PersonId {
    type Err = BadPersonId;

    fn from_str(text: &str) -> Result<Self, BadPersonId> {
        Self::parse(text)
    }
}
