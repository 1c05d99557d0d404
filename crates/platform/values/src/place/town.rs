//! The municipality: `Praha`, `Praha 1`, `Praha 1 – Staré Město`, `Brno-střed`, `Lhota (okres Tábor)`.

use std::cmp::Ordering;

use super::street::word;
use super::tokens::{Token, tokens};
use crate::line::without_accents;
use crate::words::{Word, are_like};

#[derive(Debug, Default)]
pub(super) struct Town {
    name: Vec<Word>,
    /// The number of a district.
    district: Option<String>,
    /// Names of districts and parts.
    parts: Vec<Vec<Word>>,
    /// Everything but the number, for towns whose own name has a hyphen.
    all: Vec<Word>,
}

/// What a name may begin with without being another name, without accents.
const BEGINNINGS: [&[&str]; 14] = [
    &["hlavni", "mesto"],
    &["hlavne", "mesto"],
    &["hl", "m"],
    &["hl", "mesto"],
    &["mestska", "cast"],
    &["m", "c"],
    &["mc"],
    &["cast", "obce"],
    &["cast"],
    &["obec"],
    &["okres"],
    &["okr"],
    &["k", "u"],
    &["posta"],
];

impl Town {
    pub(super) fn parse(text: &str) -> Self {
        let tokens = tokens(text);
        let district = tokens.iter().find_map(Token::digits).map(str::to_owned);
        let segments =
            tokens.split(|token| matches!(token, Token::Hyphen | Token::Comma | Token::Number { .. }));
        let mut segments = segments.map(segment).filter(|words| !words.is_empty());
        let name = segments.next().unwrap_or_default();
        let parts: Vec<Vec<Word>> = segments.collect();
        let all = name.iter().chain(parts.iter().flatten()).cloned().collect();
        let mut town = Self { name, district, parts: Vec::new(), all };
        town.add_parts(parts);
        town
    }

    /// More parts; one that is called like the town says nothing.
    pub(super) fn add_parts(&mut self, parts: Vec<Vec<Word>>) {
        for part in parts {
            if !are_like(&part, &self.name) && !has(&self.parts, &part) {
                self.parts.push(part);
            }
        }
    }

    /// The same name, and no other district or part.
    pub(super) fn agrees(&self, other: &Self) -> bool {
        let district = match (&self.district, &other.district) {
            (Some(own), Some(others)) => own == others,
            _ => true,
        };
        let within = |fewer: &Self, more: &Self| fewer.parts.iter().all(|part| has(&more.parts, part));
        let parts = match self.parts.len().cmp(&other.parts.len()) {
            Ordering::Less => within(self, other),
            Ordering::Equal => within(self, other) && within(other, self),
            Ordering::Greater => within(other, self),
        };
        district && (are_like(&self.name, &other.name) && parts || are_like(&self.all, &other.all))
    }

    /// Whether these words are its name, or that of one of its parts.
    pub(super) fn is_called(&self, words: &[Word]) -> bool {
        !words.is_empty()
            && (are_like(&self.name, words) || are_like(&self.all, words) || has(&self.parts, words))
    }

    pub(super) fn says_no_less(&self, earlier: &Self) -> bool {
        (earlier.district.is_none() || self.district.is_some())
            && (are_like(&self.all, &earlier.all) || earlier.parts.iter().all(|part| has(&self.parts, part)))
    }
}

fn has(parts: &[Vec<Word>], part: &[Word]) -> bool {
    parts.iter().any(|own| are_like(own, part))
}

fn segment(tokens: &[Token]) -> Vec<Word> {
    let words = tokens.iter().filter_map(|token| match token {
        Token::Word { text, is_dotted } => Some((text.as_str(), *is_dotted)),
        _ => None,
    });
    let words: Vec<(&str, bool)> = words.collect();
    let skipped = BEGINNINGS.iter().find_map(|beginning| {
        let begins = beginning.len() < words.len()
            && beginning.iter().zip(&words).all(|(word, (text, _))| without_accents(text) == *word);
        begins.then_some(beginning.len())
    });
    let words = words.into_iter().skip(skipped.unwrap_or_default());
    words.map(|(text, is_dotted)| initial(text, is_dotted)).collect()
}

/// `n. L.` and `n/L` are as good as `nad Labem`.
fn initial(text: &str, is_dotted: bool) -> Word {
    const WORDS_OF_ONE_LETTER: [&str; 8] = ["a", "i", "k", "o", "s", "u", "v", "z"];
    let is_initial = text.chars().count() == 1 && !WORDS_OF_ONE_LETTER.contains(&text);
    if is_initial { Word::stem(text) } else { word(text, is_dotted) }
}
