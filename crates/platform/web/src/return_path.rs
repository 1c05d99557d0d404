//! Where a person wanted to go before having to log in.

use std::fmt;

use serde::{Deserialize, Deserializer};

const MAX_PATH_BYTES: usize = 2048;

/// A path on this site and never an address elsewhere: an open redirect cannot be written with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnPath(String);

/// Not a path on this site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a path on this site")]
pub struct ReturnPathError;

impl ReturnPath {
    /// Accepts `/path?query` of visible ASCII; refuses `//host`, `/\host`, control characters.
    pub fn parse(text: &str) -> Result<Self, ReturnPathError> {
        let local = text.starts_with('/') && !text.starts_with("//") && !text.contains('\\');
        let plain = text.len() <= MAX_PATH_BYTES && text.bytes().all(|byte| byte.is_ascii_graphic());
        if local && plain { Ok(Self(text.to_owned())) } else { Err(ReturnPathError) }
    }

    /// The front page.
    pub fn home() -> Self {
        Self("/".to_owned())
    }

    /// The path with its query.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for ReturnPath {
    fn default() -> Self {
        Self::home()
    }
}

impl fmt::Display for ReturnPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Anything that is not a path on this site becomes the front page: a spoiled link should not stop a login.
impl<'de> Deserialize<'de> for ReturnPath {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self::parse(&String::deserialize(deserializer)?).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_this_site() {
        assert_eq!(ReturnPath::parse("/profile?tab=1").unwrap().as_str(), "/profile?tab=1");
        for bad in [
            "",
            "profile",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/a\nb",
            "/č",
            "/a\\b",
        ] {
            assert_eq!(ReturnPath::parse(bad), Err(ReturnPathError), "{bad:?}");
        }
    }
}
