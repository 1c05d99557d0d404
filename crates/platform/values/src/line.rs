//! One line of text as people type it.

use unicode_normalization::UnicodeNormalization;

/// Why a line of text was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LineError {
    /// Nothing, or only blanks.
    #[error("nothing was entered")]
    Empty,
    /// Longer than there is room for.
    #[error("longer than {limit_chars} characters")]
    TooLong {
        /// How long it may be.
        limit_chars: usize,
    },
    /// Line breaks, control characters, or characters that turn the direction of writing.
    #[error("contains a character that cannot be shown")]
    ControlCharacter,
}

/// Trims, makes runs of blanks one space, composes letters with their accents (Unicode NFC).
pub fn line(text: &str, limit_chars: usize) -> Result<String, LineError> {
    const MAX_BYTES_PER_CHAR: usize = 12; // a letter with accents still to be composed
    let text = text.trim();
    if text.is_empty() {
        return Err(LineError::Empty);
    }
    if text.len() > limit_chars.saturating_mul(MAX_BYTES_PER_CHAR) {
        return Err(LineError::TooLong { limit_chars });
    }
    if text.chars().any(is_unshowable) {
        return Err(LineError::ControlCharacter);
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let composed: String = words.join(" ").nfc().collect();
    if composed.chars().count() > limit_chars {
        return Err(LineError::TooLong { limit_chars });
    }
    Ok(composed)
}

/// The key by which two texts are the same to a reader: case and the number of blanks do not count, accents do.
pub fn folded(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").to_lowercase().nfc().collect()
}

fn is_unshowable(character: char) -> bool {
    const BIDI_EMBEDDINGS: std::ops::RangeInclusive<char> = '\u{202a}'..='\u{202e}';
    const BIDI_ISOLATES: std::ops::RangeInclusive<char> = '\u{2066}'..='\u{2069}';
    const SEPARATORS: std::ops::RangeInclusive<char> = '\u{2028}'..='\u{2029}';
    const ZERO_WIDTH: [char; 3] = ['\u{200b}', '\u{2060}', '\u{feff}'];
    (character.is_control() && character != '\t')
        || BIDI_EMBEDDINGS.contains(&character)
        || BIDI_ISOLATES.contains(&character)
        || SEPARATORS.contains(&character)
        || ZERO_WIDTH.contains(&character)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn blanks_and_accents_are_put_in_order() {
        assert_eq!(line("  Nova\u{301}  Ves\u{a0}\tnad  Nisou ", 40).unwrap(), "Nová Ves nad Nisou");
        assert_eq!(folded("NOVÁ  Ves"), folded("nová ves"));
        assert_ne!(folded("Nová"), folded("Nova"));
    }

    #[test]
    fn each_rule_has_its_own_error() {
        assert_eq!(line(" \t ", 5), Err(LineError::Empty));
        assert_eq!(line("abcdef", 5), Err(LineError::TooLong { limit_chars: 5 }));
        assert_eq!(line(&"a".repeat(1_000_000), 5), Err(LineError::TooLong { limit_chars: 5 }));
        for text in ["a\0b", "a\nb", "a\u{202e}b", "a\u{feff}b", "a\u{2028}b", "a\u{7f}b"] {
            assert_eq!(line(text, 5), Err(LineError::ControlCharacter), "{text:?}");
        }
        assert_eq!(line("žluťá", 5).unwrap(), "žluťá");
    }

    proptest! {
        #[test]
        fn a_line_once_read_is_read_the_same_again(text in any::<String>()) {
            if let Ok(once) = line(&text, 40) {
                prop_assert_eq!(line(&once, 40), Ok(once.clone()));
            }
        }
    }
}
