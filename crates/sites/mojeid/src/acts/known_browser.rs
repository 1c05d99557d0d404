//! Browsers in which somebody has logged in to an account before: strangers who guess at its password keep only other
//! strangers waiting, not them.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use secrets::{KeyedHash, MasterKey, Token};

use crate::rules::account::AccountId;

/// A browser of a family knows so many accounts; the one that was used longest ago is forgotten first.
const MAX_ACCOUNTS: usize = 8;
const MARK_BYTES: usize = 16;

/// Makes and reads what such a browser keeps: a random name and, for each account, a mark that only we can make. It
/// proves nothing but that.
pub(crate) struct KnownBrowsers(KeyedHash);

impl KnownBrowsers {
    pub(crate) fn new(master_key: &MasterKey) -> Self {
        Self(KeyedHash::new(master_key, "mojeid known browser"))
    }

    /// The browser's name, if the account was logged in to there.
    pub(crate) fn name_of<'a>(&self, kept: &'a str, account: &AccountId) -> Option<&'a str> {
        let (name, marks) = parse(kept)?;
        let own = self.mark(name, account);
        marks.into_iter().any(|mark| mark == own).then_some(name)
    }

    /// What the browser keeps from now on.
    pub(crate) fn with(&self, kept: Option<&str>, account: &AccountId) -> String {
        let new = Token::new();
        let (name, marks) = kept.and_then(parse).unwrap_or((new.as_str(), Vec::new()));
        let own = self.mark(name, account);
        let others = marks.into_iter().filter(|mark| *mark != own).take(MAX_ACCOUNTS - 1);
        let mut text = format!("{name}.{own}");
        others.for_each(|mark| {
            text.push('.');
            text.push_str(mark);
        });
        text
    }

    fn mark(&self, name: &str, account: &AccountId) -> String {
        let hash = self.0.hash_parts(&[name.as_bytes(), account.as_str().as_bytes()]);
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

#[cfg(test)]
mod tests {
    use values::Timestamp;

    use super::*;

    fn account(number: u8) -> AccountId {
        AccountId::new(Timestamp::from_unix_ms(0), [number; 10])
    }

    #[test]
    fn a_browser_is_known_for_the_accounts_that_were_logged_in_to_there() {
        let known = KnownBrowsers::new(&MasterKey::generate());
        let kept = known.with(None, &account(1));
        let name = known.name_of(&kept, &account(1)).unwrap().to_owned();
        assert_eq!(known.name_of(&kept, &account(2)), None);
        let kept = known.with(Some(&kept), &account(2));
        for number in [1, 2] {
            assert_eq!(known.name_of(&kept, &account(number)), Some(name.as_str()));
        }
        assert_eq!(known.with(Some(&kept), &account(2)), kept, "the same again");
        let full = (0..20).fold(kept, |kept, number| known.with(Some(&kept), &account(number)));
        assert_eq!(full.split('.').count(), 1 + MAX_ACCOUNTS);
        assert!(known.name_of(&full, &account(19)).is_some() && known.name_of(&full, &account(1)).is_none());
    }

    #[test]
    fn nobody_else_can_make_one() {
        let known = KnownBrowsers::new(&MasterKey::generate());
        let kept = known.with(None, &account(1));
        let (name, mark) = kept.split_once('.').unwrap();
        let other = KnownBrowsers::new(&MasterKey::generate()).with(None, &account(1));
        let swapped = format!("{}.{mark}", other.split_once('.').unwrap().0);
        for forged in ["", "x", name, &other, &swapped, &format!("{name}.\u{17e}"), &format!("{name}.a b")] {
            assert_eq!(known.name_of(forged, &account(1)), None, "{forged}");
            assert!(known.name_of(&known.with(Some(forged), &account(2)), &account(1)).is_none());
        }
    }
}
