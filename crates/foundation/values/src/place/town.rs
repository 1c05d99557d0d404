//! The municipality: `Praha`, `Praha 1`, `Praha 1 – Staré Město`, `Brno-střed`, `Lhota (okres Tábor)`.

use super::tokens::Token;
use super::words::usual;
use crate::words::alike;

#[derive(Debug, Default)]
pub(super) struct Town {
    /// Its name and those of its parts, in the order in which they are written.
    pub(super) names: Vec<Vec<String>>,
    /// Numbers of districts.
    pub(super) numbers: Vec<String>,
}

/// What says nothing before a name, without accents.
const BEGINNINGS: [&[&str]; 10] = [
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
];

impl Town {
    pub(super) fn parse(tokens: &[Token]) -> Self {
        let names =
            tokens.split(|token| matches!(token, Token::Hyphen | Token::Comma | Token::Number { .. }));
        Self {
            names: names.map(name).filter(|words| !words.is_empty()).collect(),
            numbers: tokens.iter().filter_map(Token::digits).map(str::to_owned).collect(),
        }
    }

    /// All words, for towns whose own name has a hyphen: `Frýdek-Místek`.
    pub(super) fn all(&self) -> Vec<String> {
        self.names.concat()
    }
}

fn name(tokens: &[Token]) -> Vec<String> {
    let words: Vec<(&str, &str)> =
        tokens.iter().filter_map(|token| Some((token.word()?, token.plain()?))).collect();
    let skipped = BEGINNINGS.iter().find_map(|beginning| {
        let begins = beginning.len() < words.len()
            && beginning.iter().zip(&words).all(|(word, (_, plain))| word == plain);
        begins.then_some(beginning.len())
    });
    let words = &words[skipped.unwrap_or_default()..];
    let is_between = |index: usize| index > 0 && index + 1 < words.len();
    let of = |(index, (text, plain)): (usize, &(&str, &str))| match *plain {
        "n" if is_between(index) => "nad".to_owned(),
        "p" if is_between(index) => "pod".to_owned(),
        _ => usual(text, plain),
    };
    words.iter().enumerate().map(of).collect()
}

/// The same name, in which a river may be shortened to its letter: `Ústí n. L.` is `Ústí nad Labem`.
pub(super) fn is_name(written: &[String], full: &[String]) -> bool {
    let is_initial = |index: usize, letter: &str| {
        let follows = index > 1 && ["nad", "pod"].contains(&full[index - 1].as_str());
        follows && letter.chars().count() == 1 && full[index].starts_with(letter)
    };
    let is_word = |(index, word): (usize, &String)| alike(word, &full[index]) || is_initial(index, word);
    written.len() == full.len() && written.iter().enumerate().all(is_word)
}
