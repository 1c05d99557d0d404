//! How a client says who it is (RFC 6749 §2.3.1, OIDC Core §9).

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::{ClientAssertion, JWT_BEARER, Parameters};

/// What a client presented; not believed yet.
#[derive(Clone, PartialEq, Eq)]
pub enum Credentials<'a> {
    /// `none`: a public client only names itself.
    Public {
        /// Who.
        client_id: Cow<'a, str>,
    },
    /// `client_secret_basic` or `client_secret_post`.
    Secret {
        /// Who.
        client_id: Cow<'a, str>,
        /// The secret.
        secret: Cow<'a, str>,
    },
    /// `private_key_jwt`.
    Assertion {
        /// Who.
        client_id: Cow<'a, str>,
        /// The JWT.
        assertion: &'a str,
    },
}

/// The credentials cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CredentialsError {
    /// RFC 6749 §2.3: "The client MUST NOT use more than one authentication method in each request."
    #[error("more than one way of client authentication")]
    Several,
    /// Not a Basic header, or not a JWT assertion.
    #[error("client authentication is malformed")]
    Malformed,
    /// Nothing says who asks.
    #[error("client_id is missing")]
    Missing,
}

impl<'a> Credentials<'a> {
    /// Reads the `Authorization` header and the form.
    pub fn read(authorization: Option<&str>, form: &'a Parameters<'_>) -> Result<Self, CredentialsError> {
        let client_id = form.get("client_id");
        let same = |named: &str| client_id.is_none_or(|client_id| client_id == named);
        let by_assertion = form.has("client_assertion") || form.has("client_assertion_type");
        let ways = [authorization.is_some(), form.has("client_secret"), by_assertion];
        if ways.into_iter().filter(|way| *way).count() > 1 {
            return Err(CredentialsError::Several);
        }
        if let Some(header) = authorization {
            let (named, secret) = read_basic(header).ok_or(CredentialsError::Malformed)?;
            if !same(&named) {
                return Err(CredentialsError::Malformed);
            }
            return Ok(Self::Secret { client_id: Cow::Owned(named), secret: Cow::Owned(secret) });
        }
        if by_assertion {
            let assertion = form.get("client_assertion").ok_or(CredentialsError::Malformed)?;
            if form.get("client_assertion_type") != Some(JWT_BEARER) {
                return Err(CredentialsError::Malformed);
            }
            let named = ClientAssertion::claimed_client(assertion).ok_or(CredentialsError::Malformed)?;
            if !same(&named) {
                return Err(CredentialsError::Malformed);
            }
            return Ok(Self::Assertion { client_id: Cow::Owned(named), assertion });
        }
        let client_id = Cow::Borrowed(client_id.ok_or(CredentialsError::Missing)?);
        Ok(match form.get("client_secret") {
            Some(secret) => Self::Secret { client_id, secret: Cow::Borrowed(secret) },
            None => Self::Public { client_id },
        })
    }

    /// Who the client says it is.
    pub fn client_id(&self) -> &str {
        match self {
            Self::Public { client_id }
            | Self::Secret { client_id, .. }
            | Self::Assertion { client_id, .. } => client_id,
        }
    }
}

impl std::fmt::Debug for Credentials<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Credentials").field("client_id", &self.client_id()).finish_non_exhaustive()
    }
}

/// The `Authorization` header of `client_secret_basic`: both parts are form-encoded first (RFC 6749 §2.3.1).
pub fn basic_header(client_id: &str, secret: &str) -> String {
    let encode = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
    format!("Basic {}", STANDARD.encode(format!("{}:{}", encode(client_id), encode(secret))))
}

fn read_basic(header: &str) -> Option<(String, String)> {
    let (scheme, value) = header.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("Basic") {
        return None;
    }
    let pair = String::from_utf8(STANDARD.decode(value.trim()).ok()?).ok()?;
    let (client_id, secret) = pair.split_once(':')?;
    Some((form_decode(client_id)?, form_decode(secret)?))
}

/// One form-encoded text. Clients that forget to encode are understood as long as their text has no `%`, `+` or `&`.
fn form_decode(text: &str) -> Option<String> {
    let decoded = form_urlencoded::parse(text.as_bytes())
        .next()
        .map(|(name, value)| (name.into_owned(), value.into_owned()));
    match decoded {
        Some((name, value)) if value.is_empty() && !text.contains(['&', '=']) => Some(name),
        None => Some(String::new()),
        // A bare '=' can only come from a client that did not encode.
        Some(_) => (!text.contains(['%', '+', '&'])).then(|| text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const RFC_6749_EXAMPLE: &str = "Basic czZCaGRSa3F0Mzo3RmpmcDBaQnIxS3REUmJuZlZkbUl3";

    #[test]
    fn the_example_of_rfc_6749() {
        let form = Parameters::default();
        let credentials = Credentials::read(Some(RFC_6749_EXAMPLE), &form).unwrap();
        let expected =
            Credentials::Secret { client_id: "s6BhdRkqt3".into(), secret: "7Fjfp0ZBr1KtDRbnfVdmIw".into() };
        assert_eq!(credentials, expected);
        assert_eq!(basic_header("s6BhdRkqt3", "7Fjfp0ZBr1KtDRbnfVdmIw"), RFC_6749_EXAMPLE);
        assert!(!format!("{credentials:?}").contains("7Fjfp"));
    }

    #[test]
    fn the_other_ways() {
        let form = Parameters::parse("client_id=a&client_secret=b").unwrap();
        let secret = Credentials::Secret { client_id: "a".into(), secret: "b".into() };
        assert_eq!(Credentials::read(None, &form), Ok(secret));
        let form = Parameters::parse("client_id=a").unwrap();
        assert_eq!(Credentials::read(None, &form), Ok(Credentials::Public { client_id: "a".into() }));
    }

    #[test]
    fn each_check_refuses() {
        let assertion =
            "client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer";
        for (header, form, error) in [
            (Some(RFC_6749_EXAMPLE), "client_secret=b", CredentialsError::Several),
            (Some(RFC_6749_EXAMPLE), "client_assertion=b", CredentialsError::Several),
            (Some(RFC_6749_EXAMPLE), "client_id=other", CredentialsError::Malformed),
            (Some("Basic !"), "", CredentialsError::Malformed),
            (Some("Bearer abc"), "", CredentialsError::Malformed),
            (None, "", CredentialsError::Missing),
            (None, "client_secret=b", CredentialsError::Missing),
            (None, "client_assertion=a.e30.c", CredentialsError::Malformed),
            (None, assertion, CredentialsError::Malformed),
            (None, &format!("{assertion}&client_assertion=a.e30.c"), CredentialsError::Malformed),
            (
                None,
                &format!("{assertion}&client_assertion=a.eyJzdWIiOiJhIn0.c&client_id=b"),
                CredentialsError::Malformed,
            ),
        ] {
            let parameters = Parameters::parse(form).unwrap();
            assert_eq!(Credentials::read(header, &parameters), Err(error), "{form}");
        }
    }

    proptest! {
        #[test]
        fn any_pair_survives_the_header(client_id in "\\PC{1,20}", secret in "\\PC{1,20}") {
            let header = basic_header(&client_id, &secret);
            prop_assert_eq!(read_basic(&header), Some((client_id, secret)));
        }

        #[test]
        fn any_header_is_read_or_refused(header in "(Basic )?[ -~]{0,60}") {
            let _ = Credentials::read(Some(&header), &Parameters::default());
        }
    }
}
