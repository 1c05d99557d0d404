//! What people read, on pages, in e-mails, SMS, letters and protocol messages: Fluent translations in Czech, Slovak and English.
//!
//! A crate with texts has `locales/{cs,sk,en}.ftl` beside its `Cargo.toml` and embeds them by [`locales!`].

mod check;
mod negotiation;
mod typography;

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::langid;
use values::{Language, Timestamp};

pub use check::{check, keys, used_keys};
pub use negotiation::negotiate;
pub use typography::{format_datetime, no_break};

/// The three `.ftl` sources of one crate. Make it with [`crate::locales!`].
#[derive(Clone, Copy, Debug)]
pub struct Locales {
    /// Czech.
    pub cs: &'static str,
    /// Slovak.
    pub sk: &'static str,
    /// English.
    pub en: &'static str,
}

/// The [`Locales`] embedded from `locales/{cs,sk,en}.ftl` beside the calling crate's `Cargo.toml`.
#[macro_export]
macro_rules! locales {
    () => {
        $crate::Locales {
            cs: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/locales/cs.ftl")),
            sk: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/locales/sk.ftl")),
            en: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/locales/en.ftl")),
        }
    };
}

impl Locales {
    /// The source in one language.
    pub const fn source(&self, language: Language) -> &'static str {
        match language {
            Language::Cs => self.cs,
            Language::Sk => self.sk,
            Language::En => self.en,
        }
    }
}

/// A `.ftl` source that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TranslationsError {
    /// Not Fluent syntax.
    #[error("locales/{language}.ftl is not Fluent: {reason}")]
    Syntax {
        /// Which language.
        language: Language,
        /// What the parser says.
        reason: String,
    },
    /// Two texts with the same key.
    #[error("locales/{language}.ftl: {reason}")]
    Twice {
        /// Which language.
        language: Language,
        /// Which key.
        reason: String,
    },
}

/// The texts of several crates in all languages. Cheap to clone.
#[derive(Clone)]
pub struct Translations(Arc<[FluentBundle<FluentResource>; 3]>);

impl Translations {
    /// Parses the texts of the given crates.
    pub fn load(parts: &[Locales]) -> Result<Self, TranslationsError> {
        let bundles = [Language::Cs, Language::Sk, Language::En].map(|language| bundle(language, parts));
        let [cs, sk, en] = bundles;
        Ok(Self(Arc::new([cs?, sk?, en?])))
    }

    /// The text of a key; `key.attribute` names an attribute.
    ///
    /// # Panics
    /// In a debug build, when there is no such text: a test must never pass over a missing translation.
    #[track_caller]
    pub fn text<'a>(&'a self, language: Language, key: &'a str) -> LocalizedText<'a> {
        debug_assert!(self.has(language, key), "no text {key:?} in {language}");
        LocalizedText { translations: self, language, key, args: None, typeset: false }
    }

    /// Whether there is such a text.
    pub fn has(&self, language: Language, key: &str) -> bool {
        pattern(self.bundle(language), key).is_some()
    }

    fn bundle(&self, language: Language) -> &FluentBundle<FluentResource> {
        let [cs, sk, en] = &*self.0;
        match language {
            Language::Cs => cs,
            Language::Sk => sk,
            Language::En => en,
        }
    }
}

impl fmt::Debug for Translations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Translations").finish_non_exhaustive()
    }
}

/// A text in one language, with its placeables filled; `Display` writes it as plain text, which askama escapes.
#[derive(Debug)]
pub struct LocalizedText<'a> {
    translations: &'a Translations,
    language: Language,
    key: &'a str,
    args: Option<FluentArgs<'a>>,
    /// With the no-break spaces of a page; messages go without, for in an SMS they would cost the place of others.
    typeset: bool,
}

impl<'a> LocalizedText<'a> {
    /// Fills the placeable `{ $name }`.
    #[must_use]
    pub fn with(self, name: &'a str, value: impl fmt::Display) -> Self {
        self.set(name, FluentValue::String(Cow::Owned(value.to_string())))
    }

    /// Fills a placeable that chooses a plural form: `{ $name -> [one] … }`.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "numbers shown to people are far below 2^52")]
    pub fn count(self, name: &'a str, number: impl TryInto<i64>) -> Self {
        self.set(name, FluentValue::from(number.try_into().unwrap_or(i64::MAX) as f64))
    }

    /// Fills the placeable `{ $name }` with a time, to the minute, as its language writes it.
    #[must_use]
    pub fn at(self, name: &'a str, at: Timestamp) -> Self {
        let written = at.in_prague(self.language);
        self.with_datetime(name, written)
    }

    /// As pages show it: with no-break spaces.
    #[must_use]
    pub fn typeset(self) -> Self {
        Self { typeset: true, ..self }
    }

    fn with_datetime(self, name: &'a str, written: String) -> Self {
        let written = if self.typeset { format_datetime(&written) } else { written };
        self.with(name, written)
    }

    /// Always false; lets templates call `is_empty` on a text or a string.
    pub fn is_empty(&self) -> bool {
        false
    }

    fn set(mut self, name: &'a str, value: FluentValue<'a>) -> Self {
        self.args.get_or_insert_default().set(name, value);
        self
    }
}

/// What fills a placeable of a text whose language is not known yet.
#[derive(Clone, Debug)]
pub enum Argument {
    /// Text as it is.
    Text(String),
    /// A number that may choose a plural form.
    Count(i64),
    /// A time, to the minute.
    Minute(Timestamp),
    /// A time, to the second.
    Second(Timestamp),
}

impl Argument {
    /// Fills the placeable `{ $name }` of a text.
    pub fn fill<'a>(&'a self, text: LocalizedText<'a>, name: &'a str) -> LocalizedText<'a> {
        match self {
            Self::Text(value) => text.with(name, value),
            Self::Count(number) => text.count(name, *number),
            Self::Minute(at) => text.at(name, *at),
            Self::Second(at) => {
                let written = at.in_prague_with_seconds(text.language);
                text.with_datetime(name, written)
            }
        }
    }
}

impl fmt::Display for LocalizedText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let own = self.translations.bundle(self.language);
        let english = self.translations.bundle(Language::En);
        let found = pattern(own, self.key).map(|pattern| (own, pattern));
        let Some((bundle, pattern)) =
            found.or_else(|| pattern(english, self.key).map(|text| (english, text)))
        else {
            tracing::error!(key = self.key, "text is missing");
            return f.write_str(self.key);
        };
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, self.args.as_ref(), &mut errors);
        debug_assert!(errors.is_empty(), "text {:?} in {}: {errors:?}", self.key, self.language);
        if self.typeset { f.write_str(&text) } else { f.write_str(&text.replace(typography::NO_BREAK, " ")) }
    }
}

fn bundle(language: Language, parts: &[Locales]) -> Result<FluentBundle<FluentResource>, TranslationsError> {
    let tag = match language {
        Language::Cs => langid!("cs"),
        Language::Sk => langid!("sk"),
        Language::En => langid!("en"),
    };
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    // Isolation marks are for mixed writing directions; here they would only spoil copied text.
    bundle.set_use_isolating(false);
    for part in parts {
        let resource = FluentResource::try_new(typography::bind(part.source(language), language))
            .map_err(|(_, errors)| TranslationsError::Syntax { language, reason: format!("{errors:?}") })?;
        bundle
            .add_resource(resource)
            .map_err(|errors| TranslationsError::Twice { language, reason: format!("{errors:?}") })?;
    }
    Ok(bundle)
}

fn pattern<'a>(
    bundle: &'a FluentBundle<FluentResource>,
    key: &str,
) -> Option<&'a fluent_syntax::ast::Pattern<&'a str>> {
    let (id, attribute) = match key.split_once('.') {
        Some((id, attribute)) => (id, Some(attribute)),
        None => (key, None),
    };
    let message = bundle.get_message(id)?;
    match attribute {
        None => message.value(),
        Some(name) => message.get_attribute(name).map(|attribute| attribute.value()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: Locales = Locales {
        cs: "tries = Zbývá { $n ->\n  [one] { $n } pokus\n  [few] { $n } pokusy\n *[other] { $n } pokusů\n }\nhello = Dobrý den, { $name }\n    .next = Dále",
        sk: "tries = Pokusy: { $n }\nhello = Dobrý deň, { $name }\n    .next = Ďalej",
        en: "tries = Tries: { $n }\nhello = Hello { $name }\n    .next = Next",
    };

    #[test]
    fn plural_forms_and_values() {
        let texts = Translations::load(&[SAMPLE]).unwrap();
        assert_eq!(texts.text(Language::Cs, "tries").count("n", 3).to_string(), "Zbývá 3 pokusy");
        assert_eq!(texts.text(Language::Cs, "tries").count("n", 5).to_string(), "Zbývá 5 pokusů");
        assert_eq!(texts.text(Language::Sk, "hello").with("name", "Jana").to_string(), "Dobrý deň, Jana");
        assert_eq!(texts.text(Language::En, "hello.next").to_string(), "Next");
    }

    #[test]
    #[should_panic(expected = "no text")]
    fn a_missing_text_fails_the_test_that_shows_it() {
        let texts = Translations::load(&[]).unwrap();
        let _ = texts.text(Language::Cs, "nobody-wrote-this");
    }

    #[test]
    fn the_same_key_twice_is_refused() {
        assert!(matches!(Translations::load(&[SAMPLE, SAMPLE]), Err(TranslationsError::Twice { .. })));
    }
}
