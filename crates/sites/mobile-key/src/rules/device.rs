//! One installation of the app: what it is called, whose it is, what its person proves themselves with.

use jose::P256PublicKey;
use mobile_key_api::phone::{DeviceState, FactorKind};
use mobile_key_api::{DeviceId, DeviceName};
use values::{AssuranceLevel, Timestamp};

use super::{PersonId, Refusal, Tries};
use crate::signing::webauthn::Credential;

/// An installation that nobody enrolled is forgotten after this time.
pub(crate) const DELETED_AFTER_MS: i64 = values::DAY_MS;
/// A challenge for a WebAuthn registration serves so long.
pub(crate) const CHALLENGE_LIFE_MS: i64 = 5 * values::MINUTE_MS;

/// One device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Device {
    pub(crate) id: DeviceId,
    pub(crate) name: DeviceName,
    pub(crate) possession: P256PublicKey,
    pub(crate) factor: Option<Factor>,
    pub(crate) status: DeviceStatus,
    pub(crate) tries: Tries,
    /// The last request that changed something said it was made then.
    pub(crate) last_iat: Timestamp,
    pub(crate) last_used_at: Option<Timestamp>,
    /// Notices of logins are switched off.
    pub(crate) quiet_since: Option<Timestamp>,
    /// So many entries of the PIN failed before it was right again, and when that was.
    pub(crate) failed_tries: Option<(i64, Timestamp)>,
}

/// What stands beside possession.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Factor {
    /// A PIN or a password, behind the OPRF.
    Knowledge { kind: FactorKind, key: P256PublicKey },
    /// The phone's own fingerprint or face check.
    Biometrics(Credential),
}

/// Whose it is and whether it works.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum DeviceStatus {
    /// It belongs to nobody yet.
    Installed,
    Attached(Attachment),
    /// Out of tries, for good; its person still sees it in the list.
    Blocked(Option<Attachment>),
    Disconnected,
}

/// Since when a device is a person's, and how sure we were.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Attachment {
    pub(crate) person: PersonId,
    pub(crate) level: AssuranceLevel,
    pub(crate) at: Timestamp,
}

impl Device {
    /// It may speak to us at all.
    pub(crate) fn check_works(&self) -> Result<(), Refusal> {
        match self.status {
            DeviceStatus::Installed | DeviceStatus::Attached(_) => Ok(()),
            DeviceStatus::Blocked(_) => Err(Refusal::DeviceBlocked),
            DeviceStatus::Disconnected => Err(Refusal::DeviceDisconnected),
        }
    }

    /// Whose it is, as far as it works.
    pub(crate) fn check_attached(&self) -> Result<&Attachment, Refusal> {
        match &self.status {
            DeviceStatus::Attached(attachment) => Ok(attachment),
            DeviceStatus::Installed => Err(Refusal::NotEnrolled),
            DeviceStatus::Blocked(_) => Err(Refusal::DeviceBlocked),
            DeviceStatus::Disconnected => Err(Refusal::DeviceDisconnected),
        }
    }

    pub(crate) fn check_factor(&self) -> Result<&Factor, Refusal> {
        self.factor.as_ref().ok_or(Refusal::FactorMissing)
    }
}

impl Factor {
    pub(crate) fn kind(&self) -> FactorKind {
        match self {
            Self::Knowledge { kind, .. } => *kind,
            Self::Biometrics(_) => FactorKind::Biometrics,
        }
    }
}

impl DeviceStatus {
    /// As phones and the database name it.
    pub(crate) fn state(&self) -> DeviceState {
        match self {
            Self::Installed => DeviceState::Installed,
            Self::Attached(_) => DeviceState::Attached,
            Self::Blocked(_) => DeviceState::Blocked,
            Self::Disconnected => DeviceState::Disconnected,
        }
    }

    pub(crate) fn attachment(&self) -> Option<&Attachment> {
        match self {
            Self::Attached(attachment) | Self::Blocked(Some(attachment)) => Some(attachment),
            Self::Installed | Self::Blocked(None) | Self::Disconnected => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // mission: A7
    #[test]
    fn a_disconnected_or_blocked_device_does_nothing() {
        let attachment = Attachment {
            person: PersonId::parse("jana").unwrap(),
            level: AssuranceLevel::Substantial,
            at: Timestamp::from_unix_ms(0),
        };
        for (status, works, attached) in [
            (DeviceStatus::Installed, Ok(()), Err(Refusal::NotEnrolled)),
            (DeviceStatus::Attached(attachment.clone()), Ok(()), Ok(&attachment)),
            (
                DeviceStatus::Blocked(Some(attachment.clone())),
                Err(Refusal::DeviceBlocked),
                Err(Refusal::DeviceBlocked),
            ),
            (DeviceStatus::Disconnected, Err(Refusal::DeviceDisconnected), Err(Refusal::DeviceDisconnected)),
        ] {
            let device = Device {
                id: DeviceId::new(Timestamp::from_unix_ms(0), [0; 10]),
                name: DeviceName::parse("x").unwrap(),
                possession: P256PublicKey::from_coordinates(&[0; 32], &[0; 32]),
                factor: None,
                status,
                tries: Tries::full(),
                last_iat: Timestamp::from_unix_ms(0),
                last_used_at: None,
                quiet_since: None,
                failed_tries: None,
            };
            assert_eq!((device.check_works(), device.check_attached()), (works, attached));
            assert_eq!(device.check_factor(), Err(Refusal::FactorMissing));
        }
    }
}
