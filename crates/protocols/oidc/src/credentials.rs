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
        /// Client and secret as they stood in a Basic header, where that differs: many clients do not encode them, which
        /// makes other texts of `+` and `%`.
        unencoded: Option<(String, String)>,
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
            let mut readings = read_basic(header).ok_or(CredentialsError::Malformed)?;
            readings.retain(|(named, _)| same(named));
            let mut readings = readings.into_iter();
            let (named, secret) = readings.next().ok_or(CredentialsError::Malformed)?;
            let (client_id, secret) = (Cow::Owned(named), Cow::Owned(secret));
            return Ok(Self::Secret { client_id, secret, unencoded: readings.next() });
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
            Some(secret) => Self::Secret { client_id, secret: Cow::Borrowed(secret), unencoded: None },
            None => Self::Public { client_id },
        })
    }

    /// The credentials as they stood in a Basic header, where that differs.
    pub fn unencoded(&self) -> Option<Credentials<'_>> {
        let Self::Secret { unencoded: Some((client_id, secret)), .. } = self else { return None };
        Some(Credentials::Secret { client_id: client_id.into(), secret: secret.into(), unencoded: None })
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

/// The readings of a Basic header, each once: as RFC 6749 §2.3.1 has it, and as it stands.
fn read_basic(header: &str) -> Option<Vec<(String, String)>> {
    let (scheme, value) = header.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("Basic") {
        return None;
    }
    let pair = String::from_utf8(STANDARD.decode(value.trim()).ok()?).ok()?;
    let (client_id, secret) = pair.split_once(':')?;
    let mut readings = Vec::with_capacity(2);
    readings.extend(form_decode(client_id).zip(form_decode(secret)));
    let as_it_stands = (client_id.to_owned(), secret.to_owned());
    if !readings.contains(&as_it_stands) {
        readings.push(as_it_stands);
    }
    Some(readings)
}

/// One form-encoded text; none where it cannot be one.
fn form_decode(text: &str) -> Option<String> {
    if text.is_empty() {
        return Some(String::new());
    }
    // Either sign would part names and values: an encoder never writes it.
    if text.contains(['&', '=']) {
        return None;
    }
    form_urlencoded::parse(text.as_bytes()).next().map(|(name, _)| name.into_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const RFC_6749_EXAMPLE: &str = "Basic czZCaGRSa3F0Mzo3RmpmcDBaQnIxS3REUmJuZlZkbUl3";

    fn secret(client_id: &'static str, secret: &'static str) -> Credentials<'static> {
        Credentials::Secret { client_id: client_id.into(), secret: secret.into(), unencoded: None }
    }

    /// Finding C2.
    #[test]
    fn a_secret_that_was_not_encoded_is_read_both_ways() {
        let form = Parameters::default();
        for (secret, encoded_reading) in
            [("a+b/c==", None), ("a+b", Some("a b")), ("a%41", Some("aA")), ("a&b", None)]
        {
            let header = format!("Basic {}", STANDARD.encode(format!("id:{secret}")));
            let read = Credentials::read(Some(&header), &form).unwrap();
            let Credentials::Secret { secret: first, unencoded, .. } = read else { panic!() };
            let raw = ("id".to_owned(), secret.to_owned());
            match encoded_reading {
                Some(reading) => assert_eq!((&*first, unencoded), (reading, Some(raw))),
                None => assert_eq!((&*first, unencoded), (secret, None)),
            }
        }
    }

    #[test]
    fn the_example_of_rfc_6749() {
        let form = Parameters::default();
        let credentials = Credentials::read(Some(RFC_6749_EXAMPLE), &form).unwrap();
        let expected = secret("s6BhdRkqt3", "7Fjfp0ZBr1KtDRbnfVdmIw");
        assert_eq!(credentials, expected);
        assert_eq!(basic_header("s6BhdRkqt3", "7Fjfp0ZBr1KtDRbnfVdmIw"), RFC_6749_EXAMPLE);
        assert!(!format!("{credentials:?}").contains("7Fjfp"));
    }

    #[test]
    fn the_other_ways() {
        let form = Parameters::parse("client_id=a&client_secret=b").unwrap();
        assert_eq!(Credentials::read(None, &form), Ok(secret("a", "b")));
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
            prop_assert_eq!(&read_basic(&header).unwrap()[0], &(client_id, secret));
        }

        #[test]
        fn any_header_is_read_or_refused(header in "(Basic )?[ -~]{0,60}") {
            let _ = Credentials::read(Some(&header), &Parameters::default());
        }
    }
}
