//! Levels of assurance.

/// How sure one may be of an identity: the levels of eIDAS (Regulation 910/2014, article 8), in ascending order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AssuranceLevel {
    /// Limited confidence: a password will do.
    Low,
    /// Substantial confidence: two factors, an identity that was proven.
    Substantial,
    /// The highest confidence.
    High,
}

/// The text names no eIDAS level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an eIDAS level of assurance")]
pub struct AssuranceLevelError;

const PREFIX: &str = "http://eidas.europa.eu/LoA/";

impl AssuranceLevel {
    /// Every level, the lowest first.
    pub const ALL: [Self; 3] = [Self::Low, Self::Substantial, Self::High];

    /// The `acr` value: `http://eidas.europa.eu/LoA/low`, `…/substantial`, `…/high` (eIDAS SAML attribute profile 1.2 §3.2).
    pub const fn uri(self) -> &'static str {
        match self {
            Self::Low => "http://eidas.europa.eu/LoA/low",
            Self::Substantial => "http://eidas.europa.eu/LoA/substantial",
            Self::High => "http://eidas.europa.eu/LoA/high",
        }
    }

    /// The same as [`AssuranceLevel::uri`].
    pub const fn as_str(self) -> &'static str {
        self.uri()
    }

    /// The last word of the URI, for keys of texts: `low`, `substantial`, `high`.
    pub fn word(self) -> &'static str {
        &self.uri()[PREFIX.len()..]
    }

    /// Reads the URI or its last word (configuration files use the word).
    pub fn parse(text: &str) -> Result<Self, AssuranceLevelError> {
        Self::ALL
            .into_iter()
            .find(|level| level.uri() == text || level.word() == text)
            .ok_or(AssuranceLevelError)
    }
}

crate::text::text_impls!(AssuranceLevel, AssuranceLevelError);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_ordered_and_named_by_uri() {
        assert!(
            AssuranceLevel::Low < AssuranceLevel::Substantial
                && AssuranceLevel::Substantial < AssuranceLevel::High
        );
        for level in AssuranceLevel::ALL {
            assert_eq!(AssuranceLevel::parse(&level.to_string()), Ok(level));
            assert_eq!(AssuranceLevel::parse(level.word()), Ok(level));
        }
        assert_eq!(AssuranceLevel::parse("http://eidas.europa.eu/LoA/"), Err(AssuranceLevelError));
        assert_eq!(AssuranceLevel::parse("HIGH"), Err(AssuranceLevelError));
    }
}
