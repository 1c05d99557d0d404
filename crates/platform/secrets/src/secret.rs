//! Secrets of a configuration.

use std::fmt;

use serde::Deserialize;
use zeroize::ZeroizeOnDrop;

/// A password, key or client secret from the configuration. Logs and error messages never show it.
#[derive(Clone, PartialEq, Eq, Deserialize, ZeroizeOnDrop)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// From a text.
    pub fn new(secret: impl Into<String>) -> Self {
        Self(secret.into())
    }

    /// Whether it is empty or only white space.
    pub fn is_empty(&self) -> bool {
        self.0.trim().is_empty()
    }

    /// The text, for the request or the hash that needs it.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_does_not_show_in_logs() {
        let secret = Secret::new("tajné");
        assert_eq!(format!("{secret:?}"), "Secret(…)");
        assert_eq!(secret.expose(), "tajné");
        assert!(!secret.is_empty() && Secret::new(" \n").is_empty());
    }
}
