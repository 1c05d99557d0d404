//! What an address is made of, before anybody knows what it means.

use crate::words::typography_folded;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    Word { text: String, is_dotted: bool },
    Number { digits: String, is_dotted: bool },
    Slash,
    Hyphen,
    Comma,
}

pub(super) fn tokens(text: &str) -> Vec<Token> {
    let text = typography_folded(text);
    let mut tokens = Vec::new();
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let belongs: fn(char) -> bool = match character {
            '0'..='9' => |c| c.is_ascii_digit(),
            c if c.is_alphanumeric() => |c| c.is_alphanumeric() && !c.is_ascii_digit(),
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
            let stripped = text.trim_start_matches('0');
            let digits = if stripped.is_empty() { "0" } else { stripped }.to_owned();
            Token::Number { digits, is_dotted }
        } else {
            Token::Word { text, is_dotted }
        });
    }
    tokens
}

impl Token {
    pub(super) fn word(&self) -> Option<&str> {
        if let Self::Word { text, .. } = self { Some(text) } else { None }
    }

    pub(super) fn digits(&self) -> Option<&str> {
        if let Self::Number { digits, .. } = self { Some(digits) } else { None }
    }
}
