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
/// proves nothing but that somebody knew the account's present password there, or entered a right passcode as well: with
/// a new password, everybody is a stranger.
pub(crate) struct KnownBrowsers(KeyedHash);

/// What somebody has shown in a browser.
#[derive(Clone, Copy)]
enum Proof {
    Password,
    Both,
}

impl KnownBrowsers {
    pub(crate) fn new(master_key: &MasterKey) -> Self {
        Self(KeyedHash::new(master_key, "mojeid known browser"))
    }

    /// The browser's name, if the account was logged in to there.
    pub(crate) fn name_of<'a>(&self, cookie: &'a str, person: &Credentials) -> Option<&'a str> {
        let (name, marks) = parse(cookie)?;
        let own = [Proof::Password, Proof::Both].map(|proof| self.mark(name, person, proof));
        marks.into_iter().any(|mark| own.iter().any(|own| own == mark)).then_some(name)
    }

    /// The browser's name, if a passcode of the account was right there.
    pub(crate) fn proven_name<'a>(&self, cookie: &'a str, person: &Credentials) -> Option<&'a str> {
        let (name, marks) = parse(cookie)?;
        let own = self.mark(name, person, Proof::Both);
        marks.into_iter().any(|mark| mark == own).then_some(name)
    }

    /// What the browser keeps after a login by password; what it was worth before, it stays worth.
    pub(crate) fn with(&self, cookie: Option<&str>, person: &Credentials) -> String {
        let is_proven = cookie.is_some_and(|cookie| self.proven_name(cookie, person).is_some());
        self.marked(cookie, person, if is_proven { Proof::Both } else { Proof::Password })
    }

    /// What the browser keeps after a passcode was right there as well.
    pub(crate) fn proven(&self, cookie: Option<&str>, person: &Credentials) -> String {
        self.marked(cookie, person, Proof::Both)
    }

    fn marked(&self, cookie: Option<&str>, person: &Credentials, proof: Proof) -> String {
        let new = Token::new();
        let (name, marks) = cookie.and_then(parse).unwrap_or((new.as_str(), Vec::new()));
        let own = self.mark(name, person, proof);
        let earlier = [Proof::Password, Proof::Both].map(|proof| self.mark(name, person, proof));
        let others = marks.into_iter().filter(|mark| !earlier.iter().any(|earlier| earlier == mark));
        let others = others.take(MAX_ACCOUNTS - 1);
        let mut text = format!("{name}.{own}");
        others.for_each(|mark| {
            text.push('.');
            text.push_str(mark);
        });
        text
    }

    fn mark(&self, name: &str, person: &Credentials, proof: Proof) -> String {
        let Credentials { account, password_hash, .. } = person;
        let what: &[u8] = match proof {
            Proof::Password => b"password",
            Proof::Both => b"both",
        };
        let (id, hash) = (account.id.as_str().as_bytes(), password_hash.as_bytes());
        let hash = self.0.hash_parts(&[name.as_bytes(), what, id, hash]);
        URL_SAFE_NO_PAD.encode(&hash[..MARK_BYTES])
    }
}

fn parse(cookie: &str) -> Option<(&str, Vec<&str>)> {
    let mut parts = cookie.split('.');
    let name = parts.next().filter(|name| name.len() == Token::TEXT_BYTES)?;
    let marks: Vec<&str> = parts.take(MAX_ACCOUNTS).collect();
    let is_made_by_us =
        |text: &str| text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    (is_made_by_us(name) && marks.iter().all(|mark| is_made_by_us(mark))).then_some((name, marks))
}
