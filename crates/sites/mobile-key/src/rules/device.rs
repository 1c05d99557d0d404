//! One installation of the app: what it is called, whose it is, what its person proves themselves with.

use jose::P256PublicKey;
use serde::Serialize;
use values::{AssuranceLevel, Timestamp};

use super::{DeviceId, PersonId, Refusal, Tries};
use crate::signing::webauthn::Credential;

/// An installation that nobody enrolled is forgotten after this time.
pub(crate) const FORGOTTEN_AFTER_MS: i64 = values::DAY_MS;
/// A challenge for a WebAuthn registration serves so long.
pub(crate) const CHALLENGE_LIFE_MS: i64 = 5 * values::MINUTE_MS;

/// One device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Device {
    pub(crate) id: DeviceId,
    pub(crate) name: DeviceName,
    pub(crate) possession: P256PublicKey,
    pub(crate) factor: Option<Factor>,
    pub(crate) standing: Standing,
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

/// What the person chose at first start (mission A2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum FactorKind {
    Pin,
    Password,
    Biometrics,
}

/// Whose it is and whether it works.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
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
        match self.standing {
            Standing::Installed | Standing::Attached(_) => Ok(()),
            Standing::Blocked(_) => Err(Refusal::DeviceBlocked),
            Standing::Disconnected => Err(Refusal::DeviceDisconnected),
        }
    }

    /// Whose it is, as far as it works.
    pub(crate) fn check_attached(&self) -> Result<&Attachment, Refusal> {
        match &self.standing {
            Standing::Attached(attachment) => Ok(attachment),
            Standing::Installed => Err(Refusal::NotEnrolled),
            Standing::Blocked(_) => Err(Refusal::DeviceBlocked),
            Standing::Disconnected => Err(Refusal::DeviceDisconnected),
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

impl FactorKind {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Pin => "pin",
            Self::Password => "password",
            Self::Biometrics => "biometrics",
        }
    }
}

impl Standing {
    pub(crate) fn attachment(&self) -> Option<&Attachment> {
        match self {
            Self::Attached(attachment) | Self::Blocked(Some(attachment)) => Some(attachment),
            Self::Installed | Self::Blocked(None) | Self::Disconnected => None,
        }
    }
}

/// What its person calls it: 1 to 60 characters on one line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub(crate) struct DeviceName(String);

/// Empty, too long, or with control characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a name of a device")]
pub(crate) struct BadDeviceName;

impl DeviceName {
    const MAX_CHARS: usize = 60;

    /// One line, in which something can be seen.
    pub(crate) fn parse(text: &str) -> Result<Self, BadDeviceName> {
        values::line(text, Self::MAX_CHARS).map(Self).map_err(|_| BadDeviceName)
    }

    /// The text.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for DeviceName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::str::FromStr for DeviceName {
    type Err = BadDeviceName;

    fn from_str(text: &str) -> Result<Self, BadDeviceName> {
        Self::parse(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // mission: A7
    #[test]
    fn a_device_has_an_editable_name_on_one_line() {
        assert_eq!(
            DeviceName::parse("  Janin telefon ").map(|name| name.to_string()),
            Ok("Janin telefon".into())
        );
        assert!(DeviceName::parse(&"ž".repeat(60)).is_ok());
        for bad in ["", "   ", "two\nlines", "\u{202e}gnol", &"ž".repeat(61)] {
            assert_eq!(DeviceName::parse(bad), Err(BadDeviceName), "{bad:?}");
        }
    }

    // finding S-A16
    #[test]
    fn a_name_that_shows_nothing_is_none() {
        for bad in [
            "\u{200b}",
            "\u{200d}",
            "\u{fe0f}\u{200d}",
            "\u{ad}",
            "\u{3164}",
            "\u{2800}\u{2800}",
            "\u{115f}",
            "\u{e0041}",
            "\u{a0}",
            "\u{3000}",
            "\u{2066}Jana\u{2069}",
        ] {
            assert_eq!(DeviceName::parse(bad), Err(BadDeviceName), "{bad:?}");
        }
        // What was copied along with it, and nobody sees, is left out.
        assert_eq!(DeviceName::parse("Ja\u{200b}na").map(|name| name.to_string()), Ok("Jana".into()));
        for good in ["📱", "👩\u{200d}💻", "❤\u{fe0f}", "Jana’s iPhone", "小明的手機", "Galaxy S\u{a0}24"]
        {
            assert!(DeviceName::parse(good).is_ok(), "{good:?}");
        }
    }

    // mission: A7
    #[test]
    fn a_disconnected_or_blocked_device_does_nothing() {
        let attachment = Attachment {
            person: PersonId::parse("jana").unwrap(),
            level: AssuranceLevel::Substantial,
            at: Timestamp::from_unix_ms(0),
        };
        for (standing, works, attached) in [
            (Standing::Installed, Ok(()), Err(Refusal::NotEnrolled)),
            (Standing::Attached(attachment.clone()), Ok(()), Ok(&attachment)),
            (
                Standing::Blocked(Some(attachment.clone())),
                Err(Refusal::DeviceBlocked),
                Err(Refusal::DeviceBlocked),
            ),
            (Standing::Disconnected, Err(Refusal::DeviceDisconnected), Err(Refusal::DeviceDisconnected)),
        ] {
            let device = Device {
                id: DeviceId::new(Timestamp::from_unix_ms(0), [0; 10]),
                name: DeviceName::parse("x").unwrap(),
                possession: P256PublicKey::from_coordinates(&[0; 32], &[0; 32]),
                factor: None,
                standing,
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
