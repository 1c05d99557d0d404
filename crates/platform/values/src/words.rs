//! Words of names and places, compared as readers compare them.

use crate::line::{folded, is_stray, without_accents};

/// A word in lower case, with its accents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    pub(crate) text: String,
    /// An abbreviation: it stands for every word that begins so.
    pub(crate) is_stem: bool,
}

impl Word {
    pub(crate) fn whole(text: impl Into<String>) -> Self {
        Self { text: text.into(), is_stem: false }
    }

    pub(crate) fn stem(text: impl Into<String>) -> Self {
        Self { text: text.into(), is_stem: true }
    }

    /// The same word, one of them perhaps shortened, or written without accents.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        match (self.is_stem, other.is_stem) {
            (false, false) => alike(&self.text, &other.text),
            (true, false) => begins_like(&other.text, &self.text),
            (false, true) => begins_like(&self.text, &other.text),
            (true, true) => begins_like(&self.text, &other.text) || begins_like(&other.text, &self.text),
        }
    }
}

/// Word by word.
pub(crate) fn are_like(some: &[Word], others: &[Word]) -> bool {
    some.len() == others.len() && some.iter().zip(others).all(|(one, other)| one.is_like(other))
}

/// The same letters, or the same but for the accents that one of the two lacks altogether: `klara` is `klára`, and
/// `kláŕa` is not.
pub(crate) fn alike(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    let (plain, other_plain) = (without_accents(one), without_accents(other));
    plain == other_plain && (plain == one || other_plain == other)
}

/// Whether a word has a letter with an accent.
pub(crate) fn has_accents(word: &str) -> bool {
    without_accents(word) != word
}

fn begins_like(whole: &str, stem: &str) -> bool {
    let beginning: String = whole.chars().take(stem.chars().count()).collect();
    alike(&beginning, stem)
}

/// Lower case, without apostrophes (typewriters and registers leave them out) and invisible characters, with one kind
/// of hyphen and slash.
pub(crate) fn typography_folded(text: &str) -> String {
    let characters = text.chars().filter(|character| !is_stray(*character) && !is_apostrophe(*character));
    folded(&characters.map(usual).collect::<String>())
}

const fn is_apostrophe(character: char) -> bool {
    matches!(
        character,
        '\'' | '`'
            | '´'
            | '\u{2018}'
            | '\u{2019}'
            | '\u{201b}'
            | '\u{2bb}'
            | '\u{2bc}'
            | '\u{2bd}'
            | '\u{2032}'
    )
}

const fn usual(character: char) -> char {
    match character {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{ad}' => '-',
        '\u{2044}' | '\u{2215}' | '\\' => '/',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_may_be_missing_but_not_wrong() {
        for (one, other, same) in [
            ("klára", "klara", true),
            ("klara", "klára", true),
            ("klára", "klářa", false),
            ("novák", "nováková", false),
            ("müller", "muller", true),
        ] {
            assert_eq!(alike(one, other), same, "{one} {other}");
        }
    }

    #[test]
    fn an_abbreviation_is_every_word_that_begins_so() {
        let nam = Word::stem("nám");
        assert!(nam.is_like(&Word::whole("náměstí")) && Word::whole("namesti").is_like(&nam));
        assert!(nam.is_like(&Word::stem("náměst")));
        assert!(!nam.is_like(&Word::whole("nábřeží")));
        assert!(!Word::whole("nám").is_like(&Word::whole("náměstí")));
    }

    #[test]
    fn typographers_signs_do_not_count() {
        assert_eq!(typography_folded("O’Brien‑Ní"), typography_folded("o'brien-ní"));
        assert_eq!(typography_folded("1910⁄45"), "1910/45");
    }
}
