//! What something is called, in one language or in each.

use crate::Language;

/// A name or a short text from the configuration: `"mojeID"` or `{ cs = "Národní bod", sk = "Národný bod" }`.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
#[serde(untagged)]
pub enum Label {
    /// The same everywhere.
    One(String),
    /// By language; Czech stands in for those that are missing.
    Each(Names),
}

/// A name by language.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
pub struct Names {
    /// Czech.
    pub cs: String,
    /// Slovak.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sk: Option<String>,
    /// English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
}

impl Label {
    /// The name in a language.
    pub fn text(&self, language: Language) -> &str {
        let names = match self {
            Self::One(name) => return name,
            Self::Each(names) => names,
        };
        let own = match language {
            Language::Cs => None,
            Language::Sk => names.sk.as_deref(),
            Language::En => names.en.as_deref(),
        };
        own.unwrap_or(&names.cs)
    }
}

impl<T: Into<String>> From<T> for Label {
    fn from(name: T) -> Self {
        Self::One(name.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn czech_stands_in_for_a_language_that_is_missing() {
        let names = Names { cs: "Knihovna".into(), sk: None, en: Some("Library".into()) };
        let label = Label::Each(names);
        let texts = Language::ALL.map(|language| label.text(language));
        assert_eq!(texts, ["Knihovna", "Knihovna", "Library"]);
        assert_eq!(Label::from("mojeID").text(Language::Sk), "mojeID");
    }
}
