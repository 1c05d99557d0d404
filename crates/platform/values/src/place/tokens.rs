//! What an address is made of, before anybody knows what it means.

use unicode_normalization::char::is_combining_mark;

use crate::line::without_accents;
use crate::words::typography_folded;

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

/// Every letter and digit is in one of them; the postal code, which some write into street or town as well, is not.
pub(super) fn tokens(text: &str, postal_code: &str) -> Vec<Token> {
    without_code(&all(text), postal_code)
}

fn all(text: &str) -> Vec<Token> {
    let text = typography_folded(text);
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
            _ => continue,
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

fn is_of_a_word(character: char) -> bool {
    (character.is_alphanumeric() && !character.is_ascii_digit()) || is_combining_mark(character)
}

/// `779 00`, `77900` or `PSČ 779 00` is as good as a comma.
fn without_code(tokens: &[Token], postal_code: &str) -> Vec<Token> {
    let joined = postal_code.replace(' ', "");
    let apart: Vec<&str> = postal_code.split(' ').collect();
    let is_there = |at: usize, code: &[&str]| {
        let mut numbers = code.iter().enumerate();
        numbers.all(|(index, part)| tokens.get(at + index).and_then(Token::raw_digits) == Some(*part))
    };
    let mut rest = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        let begin = if tokens[at].plain() == Some("psc") { at + 1 } else { at };
        let length =
            [&[joined.as_str()][..], &apart].into_iter().find(|code| is_there(begin, code)).map(<[_]>::len);
        if let Some(length) = length {
            rest.push(Token::Comma);
            at = begin + length;
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

    fn raw_digits(&self) -> Option<&str> {
        if let Self::Number { digits, .. } = self { Some(digits) } else { None }
    }
}
