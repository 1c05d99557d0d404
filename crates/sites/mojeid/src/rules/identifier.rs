//! What people enter to say who they are: a user name, an e-mail address, or the long identifier of old (B10).

use values::{EmailAddress, UserName};

/// Who somebody says they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum LoginName {
    /// The short identifier: `novak`.
    UserName(UserName),
    /// The e-mail address of the account.
    Email(EmailAddress),
}

/// Why an entered identifier is not understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum LoginNameProblem {
    /// Nothing was entered.
    #[error("nothing was entered")]
    Missing,
    /// A long identifier of somebody else's host.
    #[error("an identifier of another provider")]
    OtherProvider,
    /// Nothing that could be an identifier of ours.
    #[error("neither a user name nor an e-mail address")]
    NotAnIdentifier,
}

impl LoginName {
    /// Reads the short form, an e-mail address, or the long form `https://novak.HOST/#fragment`, whose `host` is ours.
    ///
    /// The fragment, by which services tell a recycled name from its earlier owner, is ignored: the password does that here.
    pub(crate) fn parse(text: &str, host: &str) -> Result<Self, LoginNameProblem> {
        let text = text.trim();
        if text.is_empty() {
            return Err(LoginNameProblem::Missing);
        }
        if let Ok(user_name) = UserName::parse(text) {
            return Ok(Self::UserName(user_name));
        }
        if text.contains('@') {
            return EmailAddress::parse(text).map(Self::Email).map_err(|_| LoginNameProblem::NotAnIdentifier);
        }
        short_form(text, host).map(Self::UserName)
    }
}

fn short_form(text: &str, host: &str) -> Result<UserName, LoginNameProblem> {
    let lower = text.to_ascii_lowercase();
    let scheme_bytes =
        ["https://", "http://"].into_iter().find(|scheme| lower.starts_with(scheme)).map_or(0, str::len);
    let authority = text[scheme_bytes..].split(['/', '#', '?']).next().unwrap_or_default();
    let looks_long = scheme_bytes > 0 || authority.contains('.');
    if !looks_long {
        return Err(LoginNameProblem::NotAnIdentifier);
    }
    let (name, rest) = authority.split_once('.').ok_or(LoginNameProblem::OtherProvider)?;
    let rest_host = rest.split(':').next().unwrap_or_default();
    if !rest_host.eq_ignore_ascii_case(host) {
        return Err(LoginNameProblem::OtherProvider);
    }
    UserName::parse(name).map_err(|_| LoginNameProblem::NotAnIdentifier)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_short_and_the_long_form_name_the_same_account() {
        // mission: B10
        let forms = [
            "novak",
            " novak ",
            "https://novak.mojeid.cz/#gkZbvAsiUO",
            "https://novak.mojeid.cz/",
            "HTTPS://novak.MojeID.cz",
            "http://novak.mojeid.cz:8001/#x",
            "novak.mojeid.cz",
        ];
        for form in forms {
            let expected = LoginName::UserName(UserName::parse("novak").unwrap());
            assert_eq!(LoginName::parse(form, "mojeid.cz"), Ok(expected), "{form}");
        }
    }

    #[test]
    fn an_email_address_is_understood() {
        let expected = LoginName::Email(EmailAddress::parse("jana@seznam.cz").unwrap());
        assert_eq!(LoginName::parse("jana@seznam.cz ", "mojeid.cz"), Ok(expected));
    }

    #[test]
    fn anything_else_is_refused_with_its_own_hint() {
        // mission: B10
        let table = [
            ("", LoginNameProblem::Missing),
            ("  ", LoginNameProblem::Missing),
            ("https://novak.example.org/#x", LoginNameProblem::OtherProvider),
            ("https://mojeid.cz/novak", LoginNameProblem::OtherProvider),
            ("https://novak/", LoginNameProblem::OtherProvider),
            ("https://-novak.mojeid.cz/", LoginNameProblem::NotAnIdentifier),
            ("jan novák", LoginNameProblem::NotAnIdentifier),
            ("jan@", LoginNameProblem::NotAnIdentifier),
        ];
        for (text, problem) in table {
            assert_eq!(LoginName::parse(text, "mojeid.cz"), Err(problem), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_a_panic(text in "\\PC{0,60}") {
            let _ = LoginName::parse(&text, "mojeid.cz");
        }
    }
}
