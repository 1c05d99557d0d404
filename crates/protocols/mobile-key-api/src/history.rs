//! What happened, for people: a view of the audit trail.

use serde::{Deserialize, Serialize};
use values::Timestamp;

use crate::words::words;

/// One entry of a person's history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct HistoryEntry {
    /// When.
    pub at_ms: i64,
    /// What happened.
    pub kind: HistoryKind,
    /// How it ended.
    pub outcome: HistoryOutcome,
    /// Of a login: the service's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service_name: Option<String>,
    /// Of a login: the service's domain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service_domain: Option<String>,
    /// The device that it happened to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device_name: Option<String>,
    /// The device on which it was done; none when it was done in the portal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_device_name: Option<String>,
    /// Of a login: the names of the items that were released.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data: Option<Vec<String>>,
    /// With `failed_tries`: how many entries of the PIN or password were wrong or not finished.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tries: Option<i64>,
}

impl HistoryEntry {
    /// When it happened.
    pub fn at(&self) -> Timestamp {
        Timestamp::from_unix_ms(self.at_ms)
    }
}

words!(
    /// What an entry of the history is about.
    HistoryKind {
        /// A login, approved or not.
        Login = "login",
        /// A device was to become the person's.
        Enrolment = "enrolment",
        /// A device got another name.
        DeviceRenamed = "device_renamed",
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

words!(
    /// How it ended.
    HistoryOutcome {
        /// An enrolment whose code was scanned; left out once its end is known.
        Claimed = "claimed",
        /// The person approved it.
        Approved = "approved",
        /// The person refused it.
        Refused = "refused",
        /// Its time was over.
        Expired = "expired",
        /// The person gave it up.
        Abandoned = "abandoned",
        /// The device ran out of tries.
        Blocked = "blocked",
        /// The device's level does not reach what the service asks, or the login's what a key takes.
        LevelTooLow = "level_too_low",
        /// It was done.
        Done = "done",
    }
);
