//! Notices, history, and the stream of events.

use serde::{Deserialize, Serialize};
use values::Label;

use super::RequestState;
use crate::words::words;
use crate::{HistoryEntry, NoticeId, RequestId};

/// Which notices.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NoticesQuery {
    /// Those after this one, the oldest first; otherwise the newest, the newest first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after_id: Option<NoticeId>,
}

/// At most 50 notices; what was answered counts as read from then on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Notices {
    /// The notices.
    pub notices: Vec<Notice>,
}

/// One notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Notice {
    /// Its identifier.
    pub id: NoticeId,
    /// When it happened.
    pub at_ms: i64,
    /// What happened.
    pub kind: NoticeKind,
    /// The key of the app's own text: the kind.
    pub text_key: String,
    /// Of a login: the service.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "Option<crate::description::Name>"))]
    pub service_name: Option<Label>,
    /// The method that the person used, or that the account is at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "Option<crate::description::Name>"))]
    pub method: Option<Label>,
    /// The device that it happened to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device_name: Option<String>,
    /// The device on which it was done; none when it was done in the portal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_device_name: Option<String>,
    /// With `failed_tries`: how many entries of the PIN or password were wrong or not finished.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tries: Option<i64>,
    /// Whether the device has shown it.
    pub read: bool,
}

words!(
    /// What a notice is about.
    NoticeKind {
        /// Somebody logged in as this person, by any method; can be switched off (mission A7).
        Login = "login",
        /// As `login`, without proving anything anew: the session at the hub was still good.
        SingleSignOn = "single_sign_on",
        /// Somebody logged in to found a Mobile Key of this person.
        EnrolmentBegun = "enrolment_begun",
        /// One more account at another method can log the person in.
        AccountLinked = "account_linked",
        /// An account that was disconnected can log the person in again.
        AccountAllowed = "account_allowed",
        /// An account logs nobody in any more: the person or support disconnected it.
        AccountDisconnected = "account_disconnected",
        /// An account was suspended, because it describes somebody else now.
        AccountSuspended = "account_suspended",
        /// A device became the person's.
        DeviceAttached = "device_attached",
        /// A device was disconnected.
        DeviceDisconnected = "device_disconnected",
        /// A device ran out of tries.
        DeviceBlocked = "device_blocked",
        /// A device got another PIN, password or fingerprint.
        FactorChanged = "factor_changed",
        /// Wrong or unfinished entries of the PIN came before a right one.
        FailedTries = "failed_tries",
    }
);

/// Whether this device shows notices of logins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NoticeSettings {
    /// It does.
    pub logins: bool,
}

/// Which part of the history.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct HistoryQuery {
    /// What happened before this instant; otherwise the newest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before_ms: Option<i64>,
}

/// At most 50 entries of the person's history, the newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct History {
    /// The entries.
    pub entries: Vec<HistoryEntry>,
    /// `before_ms` of the next page, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_before_ms: Option<i64>,
}

/// What opens the stream of events.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Ticket {
    /// Serves once, for 60 seconds.
    pub ticket: String,
}

/// The event `request` of the stream.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RequestEvent {
    /// The request that this device has or had.
    pub request_id: RequestId,
    /// How it stands.
    pub state: RequestState,
}

/// The event `device` of the stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DeviceEvent {
    /// How this device stands.
    pub state: DeviceState,
}

words!(
    /// How a device stands.
    DeviceState {
        /// It belongs to nobody yet.
        Installed = "installed",
        /// It belongs to a person.
        Attached = "attached",
        /// It ran out of tries.
        Blocked = "blocked",
        /// It was disconnected.
        Disconnected = "disconnected",
    }
);
