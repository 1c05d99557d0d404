//! Devices.

use serde::{Deserialize, Serialize};
use values::AssuranceLevel;

use super::FactorKind;
use crate::{DeviceId, DeviceName};

/// The payload of an operation without members.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Nothing {}

/// A new installation of the app. It belongs to nobody, and is forgotten after 24 hours unless it is enrolled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Install {
    /// What it is called.
    pub name: DeviceName,
}

/// The new installation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Installed {
    /// Its identifier, the `kid` of every signature from now on.
    pub device_id: DeviceId,
}

/// What a device knows of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Me {
    /// The device.
    pub device: OwnDevice,
    /// Whether it belongs to a person.
    pub enrolled: bool,
    /// The level of its person's enrolment.
    #[serde(default, with = "crate::level::option", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "Option<crate::description::Level>"))]
    pub level: Option<AssuranceLevel>,
    /// Whether it shows notices of logins.
    pub notices_enabled: bool,
    /// How many notices are not read.
    pub unread: i64,
}

/// The device that asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OwnDevice {
    /// Its identifier.
    pub id: DeviceId,
    /// What its person calls it.
    pub name: DeviceName,
    /// Since when it is a person's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attached_at_ms: Option<i64>,
    /// When it last approved a login.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_used_at_ms: Option<i64>,
    /// What its person proves themselves with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub factor: Option<FactorKind>,
}

/// All devices of the person, the newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DeviceList {
    /// The devices.
    pub devices: Vec<DeviceEntry>,
}

/// One device of the person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DeviceEntry {
    /// Its identifier.
    pub id: DeviceId,
    /// What its person calls it.
    pub name: DeviceName,
    /// Since when it is the person's.
    pub attached_at_ms: i64,
    /// When it last approved a login.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_used_at_ms: Option<i64>,
    /// Whether it is the one that asks.
    pub this_device: bool,
    /// It ran out of tries: it cannot be used any more.
    pub blocked: bool,
    /// How many entries of the PIN failed before the latest proof that had any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failed_tries: Option<i64>,
    /// When that was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failed_tries_at_ms: Option<i64>,
}

/// Another name for a device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RenameDevice {
    /// The device: the one that asks, or another one of its person.
    pub id: DeviceId,
    /// The name.
    pub name: DeviceName,
}

/// A device that is to fail from now on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DisconnectDevice {
    /// The device: the one that asks, or another one of its person.
    pub id: DeviceId,
}
