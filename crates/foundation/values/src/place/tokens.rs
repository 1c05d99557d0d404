//! What an address is made of, before anybody knows what it means.

use unicode_normalization::char::is_combining_mark;

use crate::line::without_accents;
use crate::words::{is_apostrophe, typography_folded};

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    Word {
        text: String,
        /// Without accents.
        plain: String,
    },
    Number {
        digits: String,
        is_dotted: bool,
    },
    Slash,
    Hyphen,
    Comma,
}

/// Every letter, digit and sign is in one of them; the postal code, which some write before or after the rest, is not.
pub(super) fn tokens(text: &str, postal_code: &str) -> Vec<Token> {
    without_code(&all(text), postal_code)
}

fn all(text: &str) -> Vec<Token> {
    let text = typography_folded(&with_signs(text));
    let mut tokens = Vec::new();
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let belongs: fn(char) -> bool = match character {
            '0'..='9' => |c| c.is_ascii_digit(),
            c if is_of_a_word(c) => is_of_a_word,
            '/' => {
                tokens.push(Token::Slash);
                continue;
            }
            '-' => {
                tokens.push(Token::Hyphen);
                continue;
            }
            ',' | ';' | '(' | ')' => {
                tokens.push(Token::Comma);
                continue;
            }
            c if c.is_whitespace() || is_punctuation(c) => continue,
            // A postman reads every other sign: it is a word that the register does not have.
            sign => {
                tokens.push(Token::Word { text: sign.to_string(), plain: sign.to_string() });
                continue;
            }
        };
        let mut text = String::from(character);
        while let Some(next) = characters.next_if(|next| belongs(*next)) {
            text.push(next);
        }
        let is_dotted = characters.next_if_eq(&'.').is_some();
        tokens.push(if character.is_ascii_digit() {
            Token::Number { digits: text, is_dotted }
        } else {
            Token::Word { plain: without_accents(&text), text }
        });
    }
    tokens
}

/// An apostrophe that does not stand within a word is a sign like others: `1'2` is not 12.
fn with_signs(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let is_letter =
        |at: Option<usize>| at.and_then(|at| characters.get(at)).is_some_and(|c| c.is_alphabetic());
    let signs = characters.iter().enumerate().map(|(at, character)| {
        let is_within = is_letter(at.checked_sub(1)) && is_letter(Some(at + 1));
        if is_apostrophe(*character) && !is_within { '|' } else { *character }
    });
    signs.collect()
}

/// What says nothing between words.
fn is_punctuation(character: char) -> bool {
    matches!(character, '.' | ':' | '"' | '„' | '“' | '”')
}

fn is_of_a_word(character: char) -> bool {
    (character.is_alphanumeric() && !character.is_ascii_digit()) || is_combining_mark(character)
}

/// `779 00` or `77900` is as good as a comma at the beginning, at the end, or between `12,` and the town, with `PSČ`
/// before it or no number beside it. Anywhere else a postman takes it for a number of the house.
fn without_code(tokens: &[Token], postal_code: &str) -> Vec<Token> {
    let joined = postal_code.replace(' ', "");
    let apart: Vec<&str> = postal_code.split(' ').collect();
    let is_there = |at: usize, code: &[&str]| {
        let mut numbers = code.iter().enumerate();
        numbers.all(|(index, part)| tokens.get(at + index).and_then(Token::undotted_digits) == Some(*part))
    };
    let is_number = |token: &Token| matches!(token, Token::Number { .. });
    let is_no_number = |token: &Token| matches!(token, Token::Word { .. } | Token::Comma);
    let mut rest = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        let begin = if tokens[at].plain() == Some("psc") { at + 1 } else { at };
        let length =
            [&[joined.as_str()][..], &apart].into_iter().find(|code| is_there(begin, code)).map(<[_]>::len);
        let end = length.map_or(at, |length| begin + length);
        let is_labelled = begin > at;
        let (before, after) = (rest.last(), tokens.get(end));
        let is_first = at == 0 && after.is_none_or(is_no_number);
        let is_last = end == tokens.len() && (is_labelled || before.is_none_or(is_no_number));
        let is_between = matches!((before, after), (Some(Token::Comma), Some(Token::Word { .. })))
            && rest.iter().any(is_number)
            && !tokens[end..].iter().any(is_number);
        if length.is_some() && (is_first || is_last || is_between) {
            rest.push(Token::Comma);
            at = end;
        } else {
            rest.push(tokens[at].clone());
            at += 1;
        }
    }
    rest
}

impl Token {
    pub(super) fn word(&self) -> Option<&str> {
        if let Self::Word { text, .. } = self { Some(text) } else { None }
    }

    pub(super) fn plain(&self) -> Option<&str> {
        if let Self::Word { plain, .. } = self { Some(plain) } else { None }
    }

    /// `045` is 45.
    pub(super) fn digits(&self) -> Option<&str> {
        let digits = self.raw_digits()?;
        let stripped = digits.trim_start_matches('0');
        Some(if stripped.is_empty() { "0" } else { stripped })
    }

    fn undotted_digits(&self) -> Option<&str> {
        if matches!(self, Self::Number { is_dotted: true, .. }) { None } else { self.raw_digits() }
    }

    fn raw_digits(&self) -> Option<&str> {
        if let Self::Number { digits, .. } = self { Some(digits) } else { None }
    }
}
