//! The languages people are spoken to in.

/// A language of the pages and messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// Czech, the language of last resort.
    #[default]
    Cs,
    /// Slovak.
    Sk,
    /// English.
    En,
}

/// Not one of the languages spoken here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a language spoken here")]
pub struct LanguageError;

impl Language {
    /// Every language, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Cs, Self::Sk, Self::En];

    /// ISO 639-1: `cs`, `sk`, `en`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Cs => "cs",
            Self::Sk => "sk",
            Self::En => "en",
        }
    }

    /// The same as [`Language::code`].
    pub const fn as_str(self) -> &'static str {
        self.code()
    }

    /// What its speakers call it.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::Cs => "Čeština",
            Self::Sk => "Slovenčina",
            Self::En => "English",
        }
    }

    /// Reads a BCP 47 tag by its primary language: `cs`, `CS`, `sk-SK`, `en_GB`.
    pub fn parse(tag: &str) -> Result<Self, LanguageError> {
        let primary = tag.trim().split(['-', '_']).next().unwrap_or_default();
        Self::ALL
            .into_iter()
            .find(|language| language.code().eq_ignore_ascii_case(primary))
            .ok_or(LanguageError)
    }
}

crate::text::text_impls!(Language, LanguageError);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_by_their_primary_language() {
        assert_eq!(Language::parse("cs"), Ok(Language::Cs));
        assert_eq!(Language::parse("sk-SK"), Ok(Language::Sk));
        assert_eq!(Language::parse("EN_gb"), Ok(Language::En));
        assert_eq!(Language::parse("de"), Err(LanguageError));
        assert_eq!(Language::parse(""), Err(LanguageError));
    }

    #[test]
    fn parse_reads_what_display_writes() {
        for language in Language::ALL {
            assert_eq!(Language::parse(&language.to_string()), Ok(language));
        }
    }
}
