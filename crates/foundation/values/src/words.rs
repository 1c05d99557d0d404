//! Words of names and places, compared as readers compare them.

use crate::line::{folded, is_stray, without_accents};

/// Word by word, each [`alike`].
pub(crate) fn are_alike(some: &[String], others: &[String]) -> bool {
    some.len() == others.len() && some.iter().zip(others).all(|(one, other)| alike(one, other))
}

/// The same words; accents may have come, and none may have gone or changed.
pub(crate) fn are_respelled(now: &[String], earlier: &[String]) -> bool {
    let adds_accents =
        |(now, earlier): (&String, &String)| now == earlier || without_accents(now) == *earlier;
    now.len() == earlier.len() && now.iter().zip(earlier).all(adds_accents)
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

/// Lower case, without apostrophes (typewriters and registers leave them out) and invisible characters, with one kind
/// of hyphen and slash.
pub(crate) fn typography_folded(text: &str) -> String {
    let characters = text.chars().filter(|character| !is_stray(*character) && !is_apostrophe(*character));
    folded(&characters.map(usual).collect::<String>())
}

pub(crate) const fn is_apostrophe(character: char) -> bool {
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
    fn typographers_signs_do_not_count() {
        assert_eq!(typography_folded("O’Brien‑Ní"), typography_folded("o'brien-ní"));
        assert_eq!(typography_folded("1910⁄45"), "1910/45");
    }
}
