//! One line of text as people type it.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Why a line of text was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LineError {
    /// Nothing, or only blanks and what nobody can see.
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
    /// Letters of another script, where the post needs Latin ones.
    #[error("is not written in Latin letters")]
    NotLatin,
}

/// Trims, makes runs of blanks one space, leaves out invisible characters that come with copied text, composes letters
/// with their accents (Unicode NFC), and leaves out marks that no letter takes up. A text that shows
/// nothing is empty.
pub fn line(text: &str, limit_chars: usize) -> Result<String, LineError> {
    const MAX_BYTES_PER_CHAR: usize = 12; // a letter with accents still to be composed
    if text.len() > limit_chars.saturating_mul(MAX_BYTES_PER_CHAR) {
        return if text.chars().all(is_blank) {
            Err(LineError::Empty)
        } else {
            Err(LineError::TooLong { limit_chars })
        };
    }
    let text: String = text.chars().filter(|character| !is_stray(*character)).collect();
    let text = text.trim();
    if text.chars().all(is_blank) {
        return Err(LineError::Empty);
    }
    if text.chars().any(is_unshowable) {
        return Err(LineError::ControlCharacter);
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let composed = without_piles(&words.join(" ").nfc().collect::<String>());
    if composed.chars().count() > limit_chars {
        return Err(LineError::TooLong { limit_chars });
    }
    Ok(composed)
}

/// In letters that belong together with their accents no mark is left over; what is, makes a text look like another.
fn without_piles(text: &str) -> String {
    text.chars().filter(|character| !is_combining_mark(*character)).collect()
}

/// The key by which two texts are the same to a reader: case and the number of blanks do not count, accents do.
pub fn folded(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").to_lowercase().nfc().collect()
}

/// The same letters without their accents: `žluťoučký` becomes `zlutoucky`.
pub(crate) fn without_accents(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    let mut plain = String::with_capacity(text.len());
    for character in text.nfd().filter(|character| !is_combining_mark(*character)) {
        match character {
            'ł' => plain.push('l'),
            'Ł' => plain.push('L'),
            'đ' | 'ð' => plain.push('d'),
            'Đ' | 'Ð' => plain.push('D'),
            'ø' => plain.push('o'),
            'Ø' => plain.push('O'),
            'ı' => plain.push('i'),
            'ß' => plain.push_str("ss"),
            'æ' => plain.push_str("ae"),
            'œ' => plain.push_str("oe"),
            'þ' => plain.push_str("th"),
            other => plain.push(other),
        }
    }
    plain
}

/// Whether every letter is one of the Latin script, which post offices and registers of the two countries write.
pub fn is_latin(text: &str) -> bool {
    text.chars().all(|character| !character.is_alphabetic() || is_latin_letter(character))
}

const fn is_latin_letter(character: char) -> bool {
    matches!(character,
        'a'..='z' | 'A'..='Z' | 'ª' | 'º'
        | '\u{c0}'..='\u{24f}'
        | '\u{2b0}'..='\u{2ff}' // modifier letters: the Hawaiian ʻ
        | '\u{300}'..='\u{36f}' // accents
        | '\u{1e00}'..='\u{1eff}')
}

/// Invisible characters that stick to what is copied from contacts, PDF files and web pages: nobody wrote them. Joiners
/// and variation selectors of letters too: with and without them, two names look alike.
pub(crate) const fn is_stray(character: char) -> bool {
    matches!(
        character,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{2060}'..='\u{2064}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{e0100}'..='\u{e01ef}'
    )
}

/// Takes up room, or none, and shows nothing.
fn is_blank(character: char) -> bool {
    const FILLERS: [char; 7] =
        ['\u{115f}', '\u{1160}', '\u{17b4}', '\u{17b5}', '\u{2800}', '\u{3164}', '\u{ffa0}'];
    const JOINERS: [char; 2] = ['\u{200c}', '\u{200d}'];
    character.is_whitespace()
        || is_stray(character)
        || is_combining_mark(character)
        || FILLERS.contains(&character)
        || JOINERS.contains(&character)
}

fn is_unshowable(character: char) -> bool {
    const BIDI_EMBEDDINGS: std::ops::RangeInclusive<char> = '\u{202a}'..='\u{202e}';
    const BIDI_ISOLATES: std::ops::RangeInclusive<char> = '\u{2066}'..='\u{2069}';
    const SEPARATORS: std::ops::RangeInclusive<char> = '\u{2028}'..='\u{2029}';
    const TAGS: std::ops::RangeInclusive<char> = '\u{e0000}'..='\u{e007f}';
    (character.is_control() && character != '\t')
        || BIDI_EMBEDDINGS.contains(&character)
        || BIDI_ISOLATES.contains(&character)
        || SEPARATORS.contains(&character)
        || TAGS.contains(&character)
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
        assert_eq!(without_accents("Žluťoučký kůň, Łódź, Großbeeren"), "Zlutoucky kun, Lodz, Grossbeeren");
    }

    #[test]
    fn each_rule_has_its_own_error() {
        assert_eq!(line(" \t ", 5), Err(LineError::Empty));
        assert_eq!(line("abcdef", 5), Err(LineError::TooLong { limit_chars: 5 }));
        assert_eq!(line(&"a".repeat(1_000_000), 5), Err(LineError::TooLong { limit_chars: 5 }));
        for text in ["a\0b", "a\nb", "a\u{202e}b", "a\u{2066}b", "a\u{2028}b", "a\u{7f}b", "a\u{e0041}"] {
            assert_eq!(line(text, 5), Err(LineError::ControlCharacter), "{text:?}");
        }
        assert_eq!(line("žluťá", 5).unwrap(), "žluťá");
    }

    // finding S-A16: a name of a device that nobody can see
    #[test]
    fn what_shows_nothing_is_empty() {
        for text in
            ["\u{200b}", "\u{2060} \u{feff}", "\u{3164}", "\u{2800}\u{2800}", "\u{200d}", "\u{301}", "\u{ad}"]
        {
            assert_eq!(line(text, 40), Err(LineError::Empty), "{text:?}");
        }
        assert_eq!(line("\u{200e}Telefon\u{200b} Jany\u{feff}", 40).unwrap(), "Telefon Jany");
    }

    // finding 20
    #[test]
    fn two_texts_that_look_alike_are_one() {
        for text in ["Eva", "E\u{34f}va", "Eva\u{fe0f}", "Ev\u{180b}a", "Eva\u{e0100}"] {
            assert_eq!(line(text, 40).unwrap(), "Eva", "{text:?}");
        }
        let piled = format!("E{}va", "\u{301}".repeat(29));
        assert_eq!(line(&piled, 40).unwrap(), "Éva");
        assert_eq!(line("Nguye\u{302}\u{303}n", 40).unwrap(), "Nguyễn");
    }

    // finding L3
    #[test]
    fn latin_letters_are_told_from_others() {
        for text in ["Žluťoučký kůň 12/3", "Nguyễn Thị", "ʻŌpūnui", "Ó Súilleabháin", "Łódź", "", "-"]
        {
            assert!(is_latin(text), "{text}");
        }
        for text in ["Шевченко", "小明", "حسين", "ნინო", "Νίκος", "Jаna"] {
            assert!(!is_latin(text), "{text}");
        }
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
