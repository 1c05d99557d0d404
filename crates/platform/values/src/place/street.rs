//! The line of an address with street and house number.

use super::house::{HouseNumbers, Kind, Number};
use super::tokens::{Token, tokens};
use crate::line::without_accents;
use crate::words::Word;

/// What a street line says.
#[derive(Debug, Default)]
pub(super) struct Street {
    pub(super) name: Vec<Word>,
    pub(super) house: HouseNumbers,
    pub(super) rest: Vec<Word>,
    /// What follows the number after a comma: a part of the town.
    pub(super) parts: Vec<Vec<Word>>,
}

/// How people say which number it is, without accents.
const LABELS: [(&[&str], Option<Kind>); 35] = [
    (&["cislo", "popisne"], Some(Kind::Conscription)),
    (&["popisne", "cislo"], Some(Kind::Conscription)),
    (&["supisne", "cislo"], Some(Kind::Conscription)),
    (&["cislo", "supisne"], Some(Kind::Conscription)),
    (&["c", "popisne"], Some(Kind::Conscription)),
    (&["sup", "c"], Some(Kind::Conscription)),
    (&["supis", "c"], Some(Kind::Conscription)),
    (&["c", "p"], Some(Kind::Conscription)),
    (&["s", "c"], Some(Kind::Conscription)),
    (&["c", "s"], Some(Kind::Conscription)),
    (&["cp"], Some(Kind::Conscription)),
    (&["cislo", "evidencni"], Some(Kind::Registration)),
    (&["evidencni", "cislo"], Some(Kind::Registration)),
    (&["evidencne", "cislo"], Some(Kind::Registration)),
    (&["c", "evid"], Some(Kind::Registration)),
    (&["c", "ev"], Some(Kind::Registration)),
    (&["ev", "c"], Some(Kind::Registration)),
    (&["c", "e"], Some(Kind::Registration)),
    (&["ce"], Some(Kind::Registration)),
    (&["cev"], Some(Kind::Registration)),
    (&["ev"], Some(Kind::Registration)),
    (&["cislo", "orientacni"], Some(Kind::Orientation)),
    (&["orientacni", "cislo"], Some(Kind::Orientation)),
    (&["orientacne", "cislo"], Some(Kind::Orientation)),
    (&["c", "or"], Some(Kind::Orientation)),
    (&["or", "c"], Some(Kind::Orientation)),
    (&["c", "o"], Some(Kind::Orientation)),
    (&["co"], Some(Kind::Orientation)),
    // A flat, a door: the letter box is the house's.
    (&["byt", "c"], None),
    (&["byt"], None),
    (&["c", "bytu"], None),
    (&["cislo", "bytu"], None),
    (&["dvere"], None),
    (&["cislo"], Some(Kind::Unsaid)),
    (&["c"], Some(Kind::Unsaid)),
];
/// `3. patro`: no part of an address either.
const FLOORS: [&str; 6] = ["patro", "poschodi", "poschodie", "posch", "podlazi", "np"];
/// The word for a street, which is left out as often as not.
const STREET: [&str; 3] = ["ul", "ulice", "ulica"];
/// What is shortened without a dot as well.
const SHORTENED: [&str; 7] = ["nam", "tr", "sidl", "nabr", "nabrez", "gen", "sv"];
/// What is shortened to something else than its beginning.
const CONTRACTED: [(&str, &str); 6] = [
    ("kpt", "kapitán"),
    ("mjr", "major"),
    ("plk", "plukovník"),
    ("dr", "doktor"),
    ("cs", "československ"),
    ("csl", "československ"),
];

impl Street {
    pub(super) fn parse(text: &str) -> Self {
        let tokens = tokens(text);
        let mut street = Self::default();
        let mut at = 0;
        while at < tokens.len() {
            at = street.take(&tokens, at);
        }
        street.parts.retain(|part| !part.is_empty());
        street
    }

    /// Reads what begins at a token and returns where it ends.
    fn take(&mut self, tokens: &[Token], at: usize) -> usize {
        if let Some((kind, words)) = label(&tokens[at..]) {
            return match kind {
                Some(kind) => self.numbers(tokens, at + words, kind),
                None => at + words + 1,
            };
        }
        match &tokens[at] {
            Token::Number { digits, .. } => {
                if is_floor(&tokens[at..]) {
                    return at + 2;
                }
                if is_ordinal(&tokens[at..]) && self.house.is_empty() {
                    self.name.push(Word::whole(digits.clone()));
                    return at + 1;
                }
                self.numbers(tokens, at, Kind::Unsaid)
            }
            Token::Word { text, is_dotted } => {
                self.word(text, *is_dotted);
                at + 1
            }
            Token::Comma => {
                if !self.house.is_empty() {
                    self.parts.push(Vec::new());
                }
                at + 1
            }
            Token::Slash | Token::Hyphen => at + 1,
        }
    }

    fn word(&mut self, text: &str, is_dotted: bool) {
        let number_came_first = self.name.is_empty() && self.parts.is_empty();
        if self.house.is_empty() || number_came_first {
            let is_street = STREET.contains(&without_accents(text).as_str());
            if !is_street {
                self.name.push(word(text, is_dotted));
            }
        } else {
            match self.parts.last_mut() {
                Some(part) => part.push(word(text, is_dotted)),
                None => self.parts.push(vec![word(text, is_dotted)]),
            }
        }
    }

    /// `1910`, `45a`, `1910/45 A`, `586/III` at a token.
    fn numbers(&mut self, tokens: &[Token], at: usize, kind: Kind) -> usize {
        let Some((first, mut at)) = number(tokens, at) else { return at + 1 };
        let is_joined = matches!(tokens.get(at), Some(Token::Slash | Token::Hyphen));
        let second = if is_joined { number(tokens, at + 1) } else { None };
        if !self.house.is_empty() && matches!(kind, Kind::Unsaid) {
            self.rest.push(Word::whole(format!("{}{}", first.digits, first.suffix)));
            return at;
        }
        match second {
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
fn number(tokens: &[Token], at: usize) -> Option<(Number, usize)> {
    let digits = tokens.get(at)?.digits()?.to_owned();
    let word = |at: usize| tokens.get(at).and_then(Token::word);
    let is_letter = |text: &str| text.chars().count() == 1;
    let ends = |at: usize| !matches!(tokens.get(at), Some(Token::Word { .. }));
    if let Some(letter) = word(at + 1).filter(|text| is_letter(text) && ends(at + 2)) {
        return Some((Number { digits, suffix: letter.to_owned() }, at + 2));
    }
    if tokens.get(at + 1) == Some(&Token::Slash)
        && let Some(suffix) = word(at + 2).filter(|text| text.chars().count() <= LONGEST_SUFFIX_CHARS)
        && ends(at + 3)
    {
        return Some((Number { digits, suffix: suffix.to_owned() }, at + 3));
    }
    Some((Number { digits, suffix: String::new() }, at + 1))
}

/// What a label before a number says, and how many words it has.
fn label(tokens: &[Token]) -> Option<(Option<Kind>, usize)> {
    LABELS.iter().find_map(|(words, kind)| {
        let is_there = words.iter().enumerate().all(|(index, word)| {
            tokens.get(index).and_then(Token::word).is_some_and(|text| without_accents(text) == *word)
        });
        let is_followed = tokens.get(words.len()).is_some_and(|token| token.digits().is_some());
        (is_there && is_followed).then_some((*kind, words.len()))
    })
}

fn is_floor(tokens: &[Token]) -> bool {
    tokens.get(1).and_then(Token::word).is_some_and(|text| FLOORS.contains(&without_accents(text).as_str()))
}

/// `17. listopadu`, and `17 listopadu` when the house number is still to come.
fn is_ordinal(tokens: &[Token]) -> bool {
    let Some(next) = tokens.get(1).and_then(Token::word) else { return false };
    let is_dotted = matches!(tokens.first(), Some(Token::Number { is_dotted: true, .. }));
    let is_word = next.chars().count() > 1;
    is_word && (is_dotted || tokens.iter().skip(2).any(|token| token.digits().is_some()))
}

/// A word of a name, or what stands for one.
pub(super) fn word(text: &str, is_dotted: bool) -> Word {
    let plain = without_accents(text);
    if let Some((_, stem)) = CONTRACTED.iter().find(|(short, _)| *short == plain) {
        return Word::stem(*stem);
    }
    if is_dotted || SHORTENED.contains(&plain.as_str()) { Word::stem(text) } else { Word::whole(text) }
}
