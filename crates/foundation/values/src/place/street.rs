//! The line of an address with street and house number.

use super::house::{HouseNumbers, Kind};
use super::tokens::Token;
use super::words::usual;

/// What a street line says.
#[derive(Debug, Default)]
pub(super) struct Street {
    /// The street, or what stands for it in a village.
    pub(super) name: Vec<String>,
    pub(super) house: HouseNumbers,
    /// Numbers that are none of the house's.
    pub(super) rest: Vec<String>,
    /// What follows the number: a part of the town, if it is one.
    pub(super) parts: Vec<Vec<String>>,
    number_came_first: bool,
}

/// How people say which number it is, without accents.
const LABELS: [(&[&str], Kind); 30] = [
    (&["cislo", "popisne"], Kind::Conscription),
    (&["popisne", "cislo"], Kind::Conscription),
    (&["supisne", "cislo"], Kind::Conscription),
    (&["cislo", "supisne"], Kind::Conscription),
    (&["c", "popisne"], Kind::Conscription),
    (&["sup", "c"], Kind::Conscription),
    (&["supis", "c"], Kind::Conscription),
    (&["c", "p"], Kind::Conscription),
    (&["s", "c"], Kind::Conscription),
    (&["c", "s"], Kind::Conscription),
    (&["cp"], Kind::Conscription),
    (&["cislo", "evidencni"], Kind::Registration),
    (&["evidencni", "cislo"], Kind::Registration),
    (&["evidencne", "cislo"], Kind::Registration),
    (&["c", "evid"], Kind::Registration),
    (&["c", "ev"], Kind::Registration),
    (&["ev", "c"], Kind::Registration),
    (&["c", "e"], Kind::Registration),
    (&["ce"], Kind::Registration),
    (&["cev"], Kind::Registration),
    (&["ev"], Kind::Registration),
    (&["cislo", "orientacni"], Kind::Orientation),
    (&["orientacni", "cislo"], Kind::Orientation),
    (&["orientacne", "cislo"], Kind::Orientation),
    (&["c", "or"], Kind::Orientation),
    (&["or", "c"], Kind::Orientation),
    (&["c", "o"], Kind::Orientation),
    (&["co"], Kind::Orientation),
    (&["cislo"], Kind::Unsaid),
    (&["c"], Kind::Unsaid),
];
/// The word for a street, which is left out as often as not.
const STREET: [&str; 3] = ["ul", "ulice", "ulica"];

impl Street {
    pub(super) fn parse(tokens: &[Token]) -> Self {
        let mut street = Self::default();
        let mut at = 0;
        while at < tokens.len() {
            at = street.take(tokens, at);
        }
        street.parts.retain(|part| !part.is_empty());
        street.house.tell_apart();
        street
    }

    /// Reads what begins at a token and returns where it ends.
    fn take(&mut self, tokens: &[Token], at: usize) -> usize {
        if let Some((kind, words)) = label(&tokens[at..]) {
            return self.numbers(tokens, at + words, kind);
        }
        match &tokens[at] {
            Token::Number { .. } if is_ordinal(&tokens[at..]) && self.house.is_empty() => {
                self.name.extend(tokens[at].digits().map(str::to_owned));
                at + 1
            }
            Token::Number { .. } => self.numbers(tokens, at, Kind::Unsaid),
            Token::Word { text, plain } => {
                self.word(text, plain);
                at + 1
            }
            Token::Comma => {
                if !self.house.is_empty() && !self.name.is_empty() {
                    self.parts.push(Vec::new());
                }
                at + 1
            }
            Token::Slash | Token::Hyphen => at + 1,
        }
    }

    /// The street stands before the number or, if nothing does, after it: `45 Dlouhá`, `č. p. 12, Nová Ves`.
    fn word(&mut self, text: &str, plain: &str) {
        if self.house.is_empty() || (self.number_came_first && self.parts.is_empty()) {
            if !(self.name.is_empty() && STREET.contains(&text)) {
                self.name.push(usual(text, plain));
            }
        } else {
            match self.parts.last_mut() {
                Some(part) => part.push(usual(text, plain)),
                None => self.parts.push(vec![usual(text, plain)]),
            }
        }
    }

    /// `1910`, `45a`, `1910/45 A`, `586/III` at a token.
    fn numbers(&mut self, tokens: &[Token], at: usize, kind: Kind) -> usize {
        let Some((first, mut at)) = number(tokens, at) else { return at + 1 };
        if !self.house.is_empty() && kind == Kind::Unsaid {
            self.rest.push(first);
            return at;
        }
        self.number_came_first |= self.name.is_empty();
        let is_joined = matches!(tokens.get(at), Some(Token::Slash | Token::Hyphen));
        match number(tokens, at + 1).filter(|_| is_joined) {
            Some((second, end)) => {
                let kind = if kind == Kind::Unsaid { Kind::Conscription } else { kind };
                self.house.add(kind, first);
                self.house.add(Kind::Orientation, second);
                at = end;
            }
            None => self.house.add(kind, first),
        }
        at
    }
}

/// `12/12a` has a suffix of three characters; what is longer is a word of its own.
const LONGEST_SUFFIX_CHARS: usize = 4;

/// A number with what belongs to it, and where it ends.
fn number(tokens: &[Token], at: usize) -> Option<(String, usize)> {
    let digits = tokens.get(at)?.digits()?;
    let word = |at: usize| tokens.get(at).and_then(Token::word);
    let ends = |at: usize| !matches!(tokens.get(at), Some(Token::Word { .. }));
    if let Some(letter) = word(at + 1).filter(|text| text.chars().count() == 1 && ends(at + 2)) {
        return Some((format!("{digits}{letter}"), at + 2));
    }
    if tokens.get(at + 1) == Some(&Token::Slash)
        && let Some(suffix) = word(at + 2).filter(|text| text.chars().count() <= LONGEST_SUFFIX_CHARS)
        && ends(at + 3)
    {
        return Some((format!("{digits}{suffix}"), at + 3));
    }
    Some((digits.to_owned(), at + 1))
}

/// What a label before a number says, and how many words it has.
fn label(tokens: &[Token]) -> Option<(Kind, usize)> {
    LABELS.iter().find_map(|(words, kind)| {
        let is_there = words.iter().zip(tokens).all(|(word, token)| token.plain() == Some(*word));
        let is_followed = tokens.get(words.len()).is_some_and(|token| token.digits().is_some());
        (is_there && is_followed).then_some((*kind, words.len()))
    })
}

/// `17. listopadu`, and `17 listopadu` when the house number is still to come.
fn is_ordinal(tokens: &[Token]) -> bool {
    let Some(next) = tokens.get(1).and_then(Token::word) else { return false };
    let is_dotted = matches!(tokens.first(), Some(Token::Number { is_dotted: true, .. }));
    let is_word = next.chars().count() > 1;
    is_word && (is_dotted || tokens.iter().skip(2).any(|token| token.digits().is_some()))
}
