//! A level of assurance as phones get it: its last word, `low`, `substantial` or `high`. For `#[serde(with = …)]`.

use serde::{Deserialize, Deserializer, Serializer};
use values::AssuranceLevel;

/// Writes the word.
pub fn serialize<S: Serializer>(level: &AssuranceLevel, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(level.word())
}

/// Reads the word.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<AssuranceLevel, D::Error> {
    let word = String::deserialize(deserializer)?;
    let level = AssuranceLevel::ALL.into_iter().find(|level| level.word() == word);
    level.ok_or_else(|| serde::de::Error::custom("not a level of assurance"))
}

/// The same for a level that may be missing.
pub mod option {
    use super::{AssuranceLevel, Deserialize, Deserializer, Serializer};

    /// Writes the word, or null.
    pub fn serialize<S: Serializer>(
        level: &Option<AssuranceLevel>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        match level {
            Some(level) => super::serialize(level, serializer),
            None => serializer.serialize_none(),
        }
    }

    /// Reads the word, or null.
    pub fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<AssuranceLevel>, D::Error> {
        #[derive(Deserialize)]
        struct Word(#[serde(with = "super")] AssuranceLevel);
        Ok(Option::<Word>::deserialize(deserializer)?.map(|Word(level)| level))
    }
}
