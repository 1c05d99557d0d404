//! What its person calls a device.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A device's name: 1 to 60 characters on one line, in which something can be seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct DeviceName(String);

/// Empty, too long, or with control characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a name of a device")]
pub struct DeviceNameError;

impl DeviceName {
    /// The longest name, in characters.
    pub const MAX_CHARS: usize = 60;

    /// Spaces around it, and characters that nobody sees, are left out.
    pub fn parse(text: &str) -> Result<Self, DeviceNameError> {
        values::line(text, Self::MAX_CHARS).map(Self).map_err(|_| DeviceNameError)
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for DeviceName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::str::FromStr for DeviceName {
    type Err = DeviceNameError;

    fn from_str(text: &str) -> Result<Self, DeviceNameError> {
        Self::parse(text)
    }
}

impl TryFrom<String> for DeviceName {
    type Error = DeviceNameError;

    fn try_from(text: String) -> Result<Self, DeviceNameError> {
        Self::parse(&text)
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
            assert_eq!(DeviceName::parse(bad), Err(DeviceNameError), "{bad:?}");
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
            assert_eq!(DeviceName::parse(bad), Err(DeviceNameError), "{bad:?}");
        }
        // What was copied along with it, and nobody sees, is left out.
        assert_eq!(DeviceName::parse("Ja\u{200b}na").map(|name| name.to_string()), Ok("Jana".into()));
        for good in ["📱", "👩\u{200d}💻", "❤\u{fe0f}", "Jana’s iPhone", "小明的手機", "Galaxy S\u{a0}24"]
        {
            assert!(DeviceName::parse(good).is_ok(), "{good:?}");
        }
    }
}
