//! User names, which are also handles of contacts in the registry.

use std::hash::{Hash, Hasher};

/// The registry takes no longer handles (reference/mojeid.md §2.3).
const MAX_CHARS: usize = 30;

/// What a person logs in with: letters, digits and single hyphens between them. Case is kept but does not count.
#[derive(Clone, Debug, Eq)]
pub struct UserName(String);

/// Why a user name was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UserNameError {
    /// Nothing, or only blanks.
    #[error("nothing was entered")]
    Empty,
    /// Longer than there is room for.
    #[error("longer than {limit_chars} characters")]
    TooLong {
        /// How long it may be.
        limit_chars: usize,
    },
    /// Something else than `a`–`z`, `0`–`9` and the hyphen.
    #[error("contains {0:?}, which is neither a letter from a to z nor a digit nor a hyphen")]
    Character(char),
    /// A hyphen at the beginning or the end, or two in a row.
    #[error("has a hyphen that is not between letters or digits")]
    Hyphen,
    /// A name that would pass for the provider, or for one of its machines or pages.
    #[error("is reserved")]
    Reserved,
}

/// Names nobody gets: each user name may become the name of a host (`https://NAME.HOST/`), an address of mail
/// (RFC 2142) and a path, and people trust who is called like the provider.
const RESERVED: [&str; 126] = [
    // hosts
    "www",
    "www1",
    "www2",
    "web",
    "ftp",
    "sftp",
    "ssh",
    "mail",
    "email",
    "e-mail",
    "smtp",
    "imap",
    "pop",
    "pop3",
    "mx",
    "mx1",
    "mx2",
    "ns",
    "ns1",
    "ns2",
    "dns",
    "ntp",
    "vpn",
    "proxy",
    "cdn",
    "static",
    "assets",
    "img",
    "api",
    "app",
    "apps",
    "dev",
    "test",
    "demo",
    "stage",
    "staging",
    "beta",
    "git",
    "status",
    "localhost",
    "local",
    "localdomain",
    "broadcasthost",
    "wpad",
    "isatap",
    "autoconfig",
    "autodiscover",
    "mta-sts",
    "openpgpkey",
    "well-known",
    "host",
    "server",
    "example",
    "invalid",
    "onion",
    // mail, RFC 2142
    "admin",
    "administrator",
    "administrace",
    "root",
    "system",
    "operator",
    "hostmaster",
    "postmaster",
    "webmaster",
    "abuse",
    "noc",
    "security",
    "info",
    "kontakt",
    "contact",
    "sales",
    "marketing",
    "noreply",
    "no-reply",
    "mailer-daemon",
    "nobody",
    "anonymous",
    "guest",
    "user",
    "null",
    "undefined",
    // help and offices
    "support",
    "podpora",
    "help",
    "helpdesk",
    "pomoc",
    "napoveda",
    "sluzba",
    "service",
    "urad",
    "office",
    // the provider and its parties
    "mojeid",
    "moje-id",
    "svornik",
    "registr",
    "registry",
    "registrar",
    "hub",
    "nia",
    "narodni-bod",
    "identita",
    "mobilni-klic",
    "czechpoint",
    "czech-point",
    "eidas",
    "policie",
    "ministerstvo",
    // pages
    "account",
    "ucet",
    "login",
    "logout",
    "register",
    "registration",
    "activation",
    "consent",
    "history",
    "profile",
    "services",
    "sessions",
    "settings",
    "openid",
    "id",
    "endpoint",
    "recovery",
    "styles",
    "fonts",
];

impl UserName {
    /// Reads `[0-9A-Za-z](-?[0-9A-Za-z])*`, at most 30 characters.
    pub fn parse(entered: &str) -> Result<Self, UserNameError> {
        let entered = entered.trim();
        if entered.is_empty() {
            return Err(UserNameError::Empty);
        }
        if let Some(character) = entered.chars().find(|c| !c.is_ascii_alphanumeric() && *c != '-') {
            return Err(UserNameError::Character(character));
        }
        if entered.len() > MAX_CHARS {
            return Err(UserNameError::TooLong { limit_chars: MAX_CHARS });
        }
        if entered.split('-').any(str::is_empty) {
            return Err(UserNameError::Hyphen);
        }
        Ok(Self(entered.to_owned()))
    }

    /// Reads a name that somebody wants from now on: as [`UserName::parse`], but none that is reserved. Accounts that
    /// have such a name keep it.
    pub fn parse_new(entered: &str) -> Result<Self, UserNameError> {
        let name = Self::parse(entered)?;
        if name.is_reserved() { Err(UserNameError::Reserved) } else { Ok(name) }
    }

    /// Whether nobody gets this name any more.
    pub fn is_reserved(&self) -> bool {
        RESERVED.contains(&self.canonical().as_str())
    }

    /// As the person wrote it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Lower-cased, for the question whether two names are the same.
    pub fn canonical(&self) -> String {
        self.0.to_ascii_lowercase()
    }
}

impl PartialEq for UserName {
    fn eq(&self, other: &Self) -> bool {
        self.0.eq_ignore_ascii_case(&other.0)
    }
}

impl Hash for UserName {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.canonical().hash(state);
    }
}

crate::text::text_impls!(UserName, UserNameError);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_are_compared_without_case() {
        assert_eq!(UserName::parse(" Jana-Nova1 ").unwrap(), UserName::parse("jana-nova1").unwrap());
        assert_eq!(UserName::parse("Jana-Nova1").unwrap().as_str(), "Jana-Nova1");
        assert!(UserName::parse(&"a".repeat(30)).is_ok());
    }

    // finding R18
    #[test]
    fn nobody_gets_a_name_that_passes_for_the_provider() {
        for entered in
            ["www", "Admin", "mail", "SUPPORT", "podpora", "api", "root", "mojeID", "localhost", "autoconfig"]
        {
            assert_eq!(UserName::parse_new(entered), Err(UserNameError::Reserved), "{entered}");
            assert!(UserName::parse(entered).is_ok(), "whoever has it keeps it: {entered}");
        }
        for entered in ["jana", "admin1", "www-jana"] {
            assert!(UserName::parse_new(entered).is_ok(), "{entered}");
        }
        assert_eq!(UserName::parse_new("-"), Err(UserNameError::Hyphen));
        for name in RESERVED {
            assert!(UserName::parse(name).is_ok_and(|parsed| parsed.canonical() == name), "{name}");
        }
    }

    #[test]
    fn each_rule_has_its_own_error() {
        use UserNameError::*;
        let table = [
            (" ", Empty),
            ("jana novak", Character(' ')),
            ("jana_novak", Character('_')),
            ("žaneta", Character('ž')),
            ("jana@example.cz", Character('@')),
            ("-jana", Hyphen),
            ("jana-", Hyphen),
            ("jana--nova", Hyphen),
            ("-", Hyphen),
        ];
        for (entered, error) in table {
            assert_eq!(UserName::parse(entered), Err(error), "{entered}");
        }
        assert_eq!(UserName::parse(&"a".repeat(31)), Err(TooLong { limit_chars: 30 }));
    }

    proptest! {
        #[test]
        fn parse_reads_what_display_writes(entered in "[0-9A-Za-z](-?[0-9A-Za-z]){0,14}") {
            let name = UserName::parse(&entered).unwrap();
            prop_assert_eq!(UserName::parse(&name.to_string()), Ok(name.clone()));
            prop_assert_eq!(name.as_str(), entered);
        }

        #[test]
        fn nothing_panics(entered in any::<String>()) {
            let _ = UserName::parse(&entered);
        }
    }
}
