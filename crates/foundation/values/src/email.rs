//! E-mail addresses.

/// RFC 5321 §4.5.3.1.1.
const LOCAL_PART_MAX_BYTES: usize = 64;
/// RFC 5321 §4.5.3.1.3 less the angle brackets.
const ADDRESS_MAX_BYTES: usize = 254;

/// An address to which mail can be sent: `jana.novakova@example.cz`; the domain in ASCII (IDNA).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EmailAddress(String);

/// Why an e-mail address was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EmailAddressError {
    /// Nothing, or only blanks.
    #[error("nothing was entered")]
    Empty,
    /// Longer than mail servers take.
    #[error("longer than an e-mail address can be")]
    TooLong,
    /// No `@`, or more than one.
    #[error("does not contain exactly one @")]
    NotOneAt,
    /// Blanks, accents, quotes or misplaced dots before the `@`.
    #[error("has something before the @ that mail servers do not take")]
    LocalPart,
    /// Not a domain name after the `@`.
    #[error("has no valid domain after the @")]
    Domain,
}

impl EmailAddress {
    /// Reads a trimmed address: a dot-atom (RFC 5321 §4.1.2), `@`, a domain name with at least one dot.
    pub fn parse(entered: &str) -> Result<Self, EmailAddressError> {
        let entered = entered.trim();
        if entered.is_empty() {
            return Err(EmailAddressError::Empty);
        }
        if entered.len() > ADDRESS_MAX_BYTES {
            return Err(EmailAddressError::TooLong);
        }
        let (local, domain) = entered.split_once('@').ok_or(EmailAddressError::NotOneAt)?;
        if domain.contains('@') {
            return Err(EmailAddressError::NotOneAt);
        }
        if !is_dot_atom(local) {
            return Err(EmailAddressError::LocalPart);
        }
        let domain = ascii_domain(domain).ok_or(EmailAddressError::Domain)?;
        let address = format!("{local}@{domain}");
        if local.len() > LOCAL_PART_MAX_BYTES || address.len() > ADDRESS_MAX_BYTES {
            return Err(EmailAddressError::TooLong);
        }
        Ok(Self(address))
    }

    /// The address as it is written to.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Lower-cased, for the question whether two addresses are the same (mission B5, DESIGN §7).
    pub fn canonical(&self) -> String {
        self.0.to_ascii_lowercase()
    }

    /// Enough for its owner to recognise: `j•••@example.cz`.
    pub fn masked(&self) -> String {
        let (local, domain) = self.0.split_once('@').unwrap_or((&self.0, ""));
        let first = local.chars().next().unwrap_or('•');
        format!("{first}•••@{domain}")
    }
}

fn is_dot_atom(local: &str) -> bool {
    local.split('.').all(|atom| !atom.is_empty() && atom.bytes().all(is_atom_text))
}

/// `atext` of RFC 5322 §3.2.3.
fn is_atom_text(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&byte)
}

fn ascii_domain(domain: &str) -> Option<String> {
    let ascii = idna::domain_to_ascii_strict(domain).ok()?;
    let top_level = ascii.rsplit_once('.')?.1;
    let is_name = !top_level.is_empty() && !top_level.bytes().all(|byte| byte.is_ascii_digit());
    is_name.then_some(ascii)
}

crate::text::text_impls!(EmailAddress, EmailAddressError);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn addresses_are_trimmed_and_their_domains_made_ascii() {
        assert_eq!(EmailAddress::parse(" Jana@Example.CZ ").unwrap().as_str(), "Jana@example.cz");
        assert_eq!(EmailAddress::parse("a@háčky.cz").unwrap().as_str(), "a@xn--hky-ela4t.cz");
        assert_eq!(
            EmailAddress::parse("o'neil+tag@a-b.example.com").unwrap().as_str(),
            "o'neil+tag@a-b.example.com"
        );
    }

    // mission: B5
    #[test]
    fn one_mailbox_has_one_canonical_form() {
        let one = EmailAddress::parse("Jana.Nova@Example.cz").unwrap();
        let other = EmailAddress::parse("jana.nova@example.CZ ").unwrap();
        assert_eq!(one.canonical(), other.canonical());
        assert_eq!(one.masked(), "J•••@example.cz");
    }

    #[test]
    fn each_rule_has_its_own_error() {
        use EmailAddressError::*;
        let table = [
            ("", Empty),
            ("jana", NotOneAt),
            ("a@b@c.cz", NotOneAt),
            ("@example.cz", LocalPart),
            ("jana nova@example.cz", LocalPart),
            ("jana..nova@example.cz", LocalPart),
            (".jana@example.cz", LocalPart),
            ("žaneta@example.cz", LocalPart),
            ("\"jana\"@example.cz", LocalPart),
            ("jana\r\nBcc:x@example.cz", LocalPart),
            ("jana@", Domain),
            ("jana@localhost", Domain),
            ("jana@example..cz", Domain),
            ("jana@-example.cz", Domain),
            ("jana@exa mple.cz", Domain),
            ("jana@exam_ple.cz", Domain),
            ("jana@[127.0.0.1]", Domain),
            ("jana@127.0.0.1", Domain),
            ("jana@example.cz.", Domain),
            ("jana@example.cz\0", Domain),
        ];
        for (entered, error) in table {
            assert_eq!(EmailAddress::parse(entered), Err(error), "{entered:?}");
        }
        assert_eq!(EmailAddress::parse(&format!("{}@example.cz", "a".repeat(65))), Err(TooLong));
        assert_eq!(EmailAddress::parse(&format!("a@{}.cz", "a".repeat(300))), Err(TooLong));
    }

    proptest! {
        #[test]
        fn parse_reads_what_display_writes(entered in "[a-zA-Z0-9.+'-]{1,20}@[a-zA-Zěščřž0-9.-]{1,30}") {
            if let Ok(address) = EmailAddress::parse(&entered) {
                prop_assert_eq!(EmailAddress::parse(&address.to_string()), Ok(address));
            }
        }

        #[test]
        fn nothing_panics(entered in any::<String>()) {
            let _ = EmailAddress::parse(&entered);
        }
    }
}
