//! Where answers may go (RFC 6749 §3.1.2, RFC 8252 §7.3, RFC 9700 §2.1).

use url::{Host, Url};

/// A redirect URI as a service registered it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RedirectUri {
    text: String,
    url: Url,
}

/// Why a redirect URI cannot be registered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RedirectUriError {
    /// Not an absolute URI.
    #[error("a redirect URI is an absolute URI")]
    NotAbsolute,
    /// RFC 6749 §3.1.2: "The endpoint URI MUST NOT include a fragment component."
    #[error("a redirect URI has no fragment")]
    Fragment,
    /// `javascript:`, `data:` and the like run in the browser.
    #[error(
        "a redirect URI is https, http to this machine only (localhost, 127.0.0.1, [::1]), or an app's own scheme with a \
         dot; http to another machine, in a local network too, would carry codes in the clear"
    )]
    Scheme,
    /// A user name in a URI only misleads.
    #[error("a redirect URI has no user name or password")]
    UserInfo,
}

impl RedirectUri {
    /// Reads one from the configuration. `http` is accepted for loopback addresses and `localhost` only.
    pub fn parse(text: &str) -> Result<Self, RedirectUriError> {
        let url = Url::parse(text).map_err(|_| RedirectUriError::NotAbsolute)?;
        if url.fragment().is_some() {
            return Err(RedirectUriError::Fragment);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(RedirectUriError::UserInfo);
        }
        let allowed = match url.scheme() {
            "https" => url.has_host(),
            "http" => is_same_machine(&url),
            // RFC 8252 §7.1: a private-use scheme is a domain name in reverse order.
            scheme => scheme.contains('.'),
        };
        if allowed { Ok(Self { text: text.to_owned(), url }) } else { Err(RedirectUriError::Scheme) }
    }

    /// RFC 9700 §4.1.3: exact string matching, except for the port of a loopback address (RFC 8252 §7.3), which a
    /// native app gets from its system when it begins.
    #[must_use]
    pub fn matches(&self, asked: &str) -> bool {
        asked == self.text || self.matches_but_for_the_port(asked)
    }

    /// The text as registered.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    fn matches_but_for_the_port(&self, asked: &str) -> bool {
        if !is_loopback_address(&self.url) {
            return false;
        }
        let Ok(mut url) = Url::parse(asked) else { return false };
        // Nor may it be the same address in other words: the answer goes to what was asked, letter for letter.
        url.as_str() == asked && url.set_port(self.url.port()).is_ok() && url == self.url
    }
}

impl std::fmt::Display for RedirectUri {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text)
    }
}

impl std::str::FromStr for RedirectUri {
    type Err = RedirectUriError;

    fn from_str(text: &str) -> Result<Self, RedirectUriError> {
        Self::parse(text)
    }
}

impl<'de> serde::Deserialize<'de> for RedirectUri {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        values::deserialize_text(deserializer)
    }
}

impl serde::Serialize for RedirectUri {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

/// `http://127.0.0.1` and `http://[::1]`, not the name `localhost` (RFC 8252 §8.3).
fn is_loopback_address(url: &Url) -> bool {
    let loopback = match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        _ => false,
    };
    url.scheme() == "http" && loopback
}

fn is_same_machine(url: &Url) -> bool {
    is_loopback_address(url) || url.host_str() == Some("localhost")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn matching_is_exact() {
        let uri = RedirectUri::parse("https://service.example/callback?a=1").unwrap();
        assert!(uri.matches("https://service.example/callback?a=1"));
        for other in [
            "https://service.example/callback",
            "https://service.example/callback?a=1&b=2",
            "https://service.example:444/callback?a=1",
            "https://service.example/callback/../callback?a=1",
            "https://SERVICE.example/callback?a=1",
            "http://service.example/callback?a=1",
            "",
        ] {
            assert!(!uri.matches(other), "{other}");
        }
    }

    #[test]
    fn only_the_port_of_a_loopback_address_may_differ() {
        let uri = RedirectUri::parse("http://127.0.0.1/callback").unwrap();
        assert!(uri.matches("http://127.0.0.1:51004/callback"));
        assert!(!uri.matches("http://127.0.0.1:51004/other"));
        assert!(!uri.matches("http://127.0.0.2:51004/callback"));
        assert!(!uri.matches("https://127.0.0.1:51004/callback"));
        for other_text in [
            "http://127.1:51004/callback",
            "http://127.0.0.1:51004/x/../callback",
            "http://127.0.0.1:51004/call\nback",
            " http://127.0.0.1:51004/callback",
            "http://a@127.0.0.1:51004/callback",
            "http://127.0.0.1:51004/callback#",
        ] {
            assert!(!uri.matches(other_text), "{other_text:?}");
        }
        let name = RedirectUri::parse("http://localhost:8010/callback").unwrap();
        assert!(!name.matches("http://localhost:8011/callback"));
    }

    #[test]
    fn dangerous_ones_cannot_be_registered() {
        for (text, error) in [
            ("/callback", RedirectUriError::NotAbsolute),
            ("https://a.example/#x", RedirectUriError::Fragment),
            ("https://user@a.example/", RedirectUriError::UserInfo),
            ("http://a.example/", RedirectUriError::Scheme),
            ("javascript:alert(1)", RedirectUriError::Scheme),
            ("data:text/html,x", RedirectUriError::Scheme),
        ] {
            assert_eq!(RedirectUri::parse(text), Err(error), "{text}");
        }
        assert!(RedirectUri::parse("cz.example.app:/callback").is_ok());
    }

    proptest! {
        #[test]
        fn nothing_else_matches(asked in "\\PC{0,80}") {
            let uri = RedirectUri::parse("https://service.example/callback").unwrap();
            prop_assert_eq!(uri.matches(&asked), asked == "https://service.example/callback");
        }
    }
}
