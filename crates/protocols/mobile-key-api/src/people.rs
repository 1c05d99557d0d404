//! The hub's API: the devices of a person, and notices of logins. Access tokens of the hub's own (client credentials) with the
//! scope [`SCOPE`]; in the addresses stands what the Mobile Key calls the person, the `sub` that the hub gave it.

use serde::{Deserialize, Serialize};
use values::{AssuranceLevel, Label, Timestamp};

use crate::words::words;
use crate::{DeviceId, DeviceName, HistoryEntry};

/// The scope of access tokens for this API.
pub const SCOPE: &str = "devices";

/// `GET`: answered by [`Devices`].
pub const DEVICES: &str = "/api/people/{person}/devices";
/// `PATCH` of a [`RenameDevice`], or `DELETE`.
pub const DEVICE: &str = "/api/people/{person}/devices/{device}";
/// `GET`: answered by [`DeviceHistory`].
pub const HISTORY: &str = "/api/people/{person}/history";
/// `POST` of a [`LoginNotice`].
pub const NOTICES: &str = "/api/people/{person}/notices";

/// The devices of a person, the newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Devices {
    /// The devices.
    pub devices: Vec<Device>,
}

/// One device of a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Device {
    /// Its identifier.
    pub id: DeviceId,
    /// What its person calls it.
    pub name: DeviceName,
    /// Since when it is the person's.
    pub attached_at_ms: i64,
    /// When it last approved a login.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_used_at_ms: Option<i64>,
    /// It ran out of tries: it cannot be used any more.
    pub blocked: bool,
    /// How many entries of the PIN failed before the latest proof that had any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failed_tries: Option<i64>,
    /// When that was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failed_tries_at_ms: Option<i64>,
    /// The level at which it was enrolled, as a URI.
    #[cfg_attr(test, schemars(with = "String"))]
    pub level: AssuranceLevel,
}

impl Device {
    /// Since when it is the person's.
    pub fn attached_at(&self) -> Timestamp {
        Timestamp::from_unix_ms(self.attached_at_ms)
    }

    /// When it last approved a login.
    pub fn last_used_at(&self) -> Option<Timestamp> {
        self.last_used_at_ms.map(Timestamp::from_unix_ms)
    }

    /// The failed entries of the PIN, and when they were noted.
    pub fn failed(&self) -> Option<(i64, Timestamp)> {
        self.failed_tries.zip(self.failed_tries_at_ms.map(Timestamp::from_unix_ms))
    }
}

/// Another name for a device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RenameDevice {
    /// The name.
    pub name: DeviceName,
}

/// What became of a person's devices: attached, blocked, disconnected. The newest first, at most 50.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DeviceHistory {
    /// The entries.
    pub entries: Vec<HistoryEntry>,
}

/// What every device of the person is to be told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LoginNotice {
    /// The hub's own identifier of what happened: it is told once, however often it is sent.
    pub id: String,
    /// When it happened; the notice may have waited for hours.
    pub at_ms: i64,
    /// What happened.
    #[serde(default)]
    pub kind: LoginKind,
    /// The service, where there is one.
    #[cfg_attr(test, schemars(with = "Option<crate::description::Name>"))]
    pub service_name: Option<Label>,
    /// The method that the person used, or that the account is at.
    #[cfg_attr(test, schemars(with = "Option<crate::description::Name>"))]
    pub method: Option<Label>,
}

words!(
    /// What a [`LoginNotice`] is about.
    #[derive(Default)]
    LoginKind {
        /// A login by any method.
        #[default]
        Login = "login",
        /// The session at the hub was still good: nobody proved anything anew.
        SingleSignOn = "single_sign_on",
        /// A login to found a Mobile Key.
        EnrolmentBegun = "enrolment_begun",
        /// No login: one more account at another method can log the person in.
        AccountLinked = "account_linked",
        /// No login: an account that was disconnected can log the person in again.
        AccountAllowed = "account_allowed",
        /// No login: an account logs nobody in any more, because the person or support disconnected it.
        AccountDisconnected = "account_disconnected",
        /// No login: an account was suspended, because it describes somebody else now.
        AccountSuspended = "account_suspended",
    }
);
