//! Scopes (RFC 6749 §3.3).

use std::fmt;

/// An ordered set of scope values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope(Vec<String>);

/// The text is not a list of scope tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a scope: RFC 6749 §3.3 allows 32 tokens of printable ASCII here, separated by single spaces")]
pub struct ScopeError;

/// An OpenID Connect request bears it (OIDC Core §3.1.2.1).
pub(crate) const OPENID: &str = "openid";
/// Asks for a refresh token (OIDC Core §11).
const OFFLINE_ACCESS: &str = "offline_access";

impl Scope {
    /// The most values in a scope: an access token names those it covers in 32 bits.
    pub const MOST: usize = 32;

    /// Reads `scope = scope-token *( SP scope-token )`; repeated tokens count once.
    pub fn parse(text: &str) -> Result<Self, ScopeError> {
        let mut tokens: Vec<String> = Vec::new();
        for token in text.split(' ') {
            if token.is_empty() || !token.bytes().all(is_scope_byte) {
                return Err(ScopeError);
            }
            if !tokens.iter().any(|known| known == token) {
                tokens.push(token.to_owned());
            }
        }
        if tokens.len() > Self::MOST { Err(ScopeError) } else { Ok(Self(tokens)) }
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether the value is in it.
    pub fn contains(&self, token: &str) -> bool {
        self.0.iter().any(|known| known == token)
    }

    /// Whether this asks for OpenID Connect.
    pub fn has_openid(&self) -> bool {
        self.contains(OPENID)
    }

    /// Whether this asks for a refresh token.
    pub fn has_offline_access(&self) -> bool {
        self.contains(OFFLINE_ACCESS)
    }

    /// The same without the wish for a refresh token.
    #[must_use]
    pub fn without_offline_access(&self) -> Self {
        self.filtered(|value| value != OFFLINE_ACCESS)
    }

    /// The values, in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Only those values that `keep` accepts.
    #[must_use]
    pub fn filtered(&self, keep: impl Fn(&str) -> bool) -> Self {
        Self(self.0.iter().filter(|token| keep(token)).cloned().collect())
    }

    /// Which of this scope's values are in `narrower`, as bits; `None` when it asks for more (RFC 6749 §6).
    pub fn bits_of(&self, narrower: &Self) -> Option<u32> {
        if narrower.iter().any(|token| !self.contains(token)) {
            return None;
        }
        Some(self.iter().enumerate().filter(|(_, token)| narrower.contains(token)).map(|(n, _)| 1 << n).sum())
    }

    /// The values that the bits stand for.
    #[must_use]
    pub fn of_bits(&self, bits: u32) -> Self {
        Self(
            self.0
                .iter()
                .enumerate()
                .filter(|(n, _)| bits >> n & 1 == 1)
                .map(|(_, token)| token.clone())
                .collect(),
        )
    }
}

/// NQCHAR of RFC 6749 appendix A: `%x21 / %x23-5B / %x5D-7E`.
fn is_scope_byte(byte: u8) -> bool {
    byte.is_ascii_graphic() && byte != b'"' && byte != b'\\'
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, token) in self.0.iter().enumerate() {
            if n > 0 {
                f.write_str(" ")?;
            }
            f.write_str(token)?;
        }
        Ok(())
    }
}

impl std::str::FromStr for Scope {
    type Err = ScopeError;

    /// As [`Scope::parse`], but the empty text is the empty scope, so that it reads what `Display` writes.
    fn from_str(text: &str) -> Result<Self, ScopeError> {
        if text.is_empty() { Ok(Self::default()) } else { Self::parse(text) }
    }
}

impl serde::Serialize for Scope {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Scope {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        values::deserialize_text(deserializer)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn tokens_are_a_set_in_order() {
        let scope = Scope::parse("openid email openid").unwrap();
        assert_eq!(scope.to_string(), "openid email");
        assert!(scope.has_openid() && !scope.has_offline_access());
    }

    #[test]
    fn bad_scopes_are_refused() {
        for text in ["", " openid", "openid  email", "op\"enid", "open\\id", "openid\temail", "ř"] {
            assert_eq!(Scope::parse(text), Err(ScopeError), "{text:?}");
        }
        let many: Vec<String> = (0..=Scope::MOST).map(|n| format!("s{n}")).collect();
        assert_eq!(Scope::parse(&many.join(" ")), Err(ScopeError));
    }

    proptest! {
        #[test]
        fn a_narrower_scope_survives_as_bits(all in proptest::collection::vec("[a-z]{3}", 1..32), pick in any::<u32>()) {
            let scope = Scope::parse(&all.join(" ")).unwrap();
            let narrower = scope.of_bits(pick);
            let bits = scope.bits_of(&narrower).unwrap();
            prop_assert_eq!(scope.of_bits(bits), narrower);
            let foreign = Scope::parse("not-in-it").unwrap();
            prop_assert_eq!(scope.bits_of(&foreign), None);
        }

        #[test]
        fn what_is_written_is_read(text in "[!#-\\[\\]-~]{1,9}( [!#-\\[\\]-~]{1,9}){0,5}") {
            let scope = Scope::parse(&text).unwrap();
            prop_assert_eq!(scope.to_string().parse(), Ok(scope));
        }
    }
}
