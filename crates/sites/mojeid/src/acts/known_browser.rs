//! Browsers in which somebody has logged in to an account before: strangers who guess at its password keep only other
//! strangers waiting, not them.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use secrets::{KeyedHash, MasterKey, Token};

use crate::store::account::Credentials;

/// A browser of a family knows so many accounts; the one that was used longest ago is forgotten first.
const MAX_ACCOUNTS: usize = 8;
const MARK_BYTES: usize = 16;

/// Makes and reads what such a browser keeps: a random name and, for each account, a mark that only we can make. It
/// proves nothing but that somebody knew the account's present password there: with a new one, everybody is a stranger.
pub(crate) struct KnownBrowsers(KeyedHash);

impl KnownBrowsers {
    pub(crate) fn new(master_key: &MasterKey) -> Self {
        Self(KeyedHash::new(master_key, "mojeid known browser"))
    }

    /// The browser's name, if the account was logged in to there.
    pub(crate) fn name_of<'a>(&self, kept: &'a str, whose: &Credentials) -> Option<&'a str> {
        let (name, marks) = parse(kept)?;
        let own = self.mark(name, whose);
        marks.into_iter().any(|mark| mark == own).then_some(name)
    }

    /// What the browser keeps from now on.
    pub(crate) fn with(&self, kept: Option<&str>, whose: &Credentials) -> String {
        let new = Token::new();
        let (name, marks) = kept.and_then(parse).unwrap_or((new.as_str(), Vec::new()));
        let own = self.mark(name, whose);
        let others = marks.into_iter().filter(|mark| *mark != own).take(MAX_ACCOUNTS - 1);
        let mut text = format!("{name}.{own}");
        others.for_each(|mark| {
            text.push('.');
            text.push_str(mark);
        });
        text
    }

    fn mark(&self, name: &str, whose: &Credentials) -> String {
        let Credentials { account, password_hash } = whose;
        let hash =
            self.0.hash_parts(&[name.as_bytes(), account.id.as_str().as_bytes(), password_hash.as_bytes()]);
        URL_SAFE_NO_PAD.encode(&hash[..MARK_BYTES])
    }
}

fn parse(kept: &str) -> Option<(&str, Vec<&str>)> {
    let mut parts = kept.split('.');
    let name = parts.next().filter(|name| name.len() == Token::TEXT_BYTES)?;
    let marks: Vec<&str> = parts.take(MAX_ACCOUNTS).collect();
    let is_made_by_us =
        |text: &str| text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    (is_made_by_us(name) && marks.iter().all(|mark| is_made_by_us(mark))).then_some((name, marks))
}
