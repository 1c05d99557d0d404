//! The parameters of a request, from a query or a form.

use std::borrow::Cow;

/// Parameters as they arrived: at most one of each name, empty ones left out.
///
/// RFC 6749 §3.1: "The authorization server MUST ignore unrecognized request parameters", however often they stand there;
/// so does it with `resource`, which may be repeated (RFC 8707 §2).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parameters<'a> {
    pairs: Vec<(Cow<'a, str>, Cow<'a, str>)>,
}

/// Why parameters cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParametersError {
    /// RFC 6749 §3.1: "Request and response parameters MUST NOT be included more than once."
    #[error("a parameter is included more than once")]
    Duplicate,
    /// Longer than anybody needs.
    #[error("the parameters are too long")]
    TooLong,
    /// More parameters than anybody needs.
    #[error("there are too many parameters")]
    TooMany,
    /// Bytes that no browser would send.
    #[error("a parameter holds a control character or is not UTF-8")]
    Malformed,
}

impl<'a> Parameters<'a> {
    /// The longest query or form that is read.
    pub const LONGEST_BYTES: usize = 32 * 1024;
    /// The most parameters that are read.
    pub const MOST: usize = 64;

    /// Reads `application/x-www-form-urlencoded` text.
    pub fn parse(text: &'a str) -> Result<Self, ParametersError> {
        if text.len() > Self::LONGEST_BYTES {
            return Err(ParametersError::TooLong);
        }
        let mut pairs: Vec<(Cow<'a, str>, Cow<'a, str>)> = Vec::with_capacity(16);
        for (seen, (name, value)) in form_urlencoded::parse(text.as_bytes()).enumerate() {
            if seen == Self::MOST {
                return Err(ParametersError::TooMany);
            }
            if !is_text(&name) || !is_text(&value) {
                return Err(ParametersError::Malformed);
            }
            if pairs.iter().any(|(known, _)| *known == name) {
                if RECOGNISED.contains(&name.as_ref()) {
                    return Err(ParametersError::Duplicate);
                }
                continue;
            }
            pairs.push((name, value));
        }
        // RFC 6749 §3.1: "Parameters sent without a value MUST be treated as if they were omitted."
        pairs.retain(|(_, value)| !value.is_empty());
        Ok(Self { pairs })
    }

    /// The value of a parameter.
    pub fn get(&self, name: &str) -> Option<&str> {
        debug_assert!(RECOGNISED.contains(&name), "{name} is read, so it may stand there only once");
        self.pairs.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_ref())
    }

    /// Whether the parameter is there and not empty.
    pub fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// Every name and value, in the order of the request.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs.iter().map(|(name, value)| (name.as_ref(), value.as_ref()))
    }
}

/// Every parameter that is read, by a provider or by a relying party: each may stand in a request only once.
const RECOGNISED: &[&str] = &[
    "access_token",
    "acr_values",
    "authorization_details",
    "claims",
    "client_assertion",
    "client_assertion_type",
    "client_id",
    "client_secret",
    "code",
    "code_challenge",
    "code_challenge_method",
    "code_verifier",
    "error",
    "error_description",
    "grant_type",
    "id_token_hint",
    "iss",
    "login_hint",
    "max_age",
    "nonce",
    "post_logout_redirect_uri",
    "prompt",
    "redirect_uri",
    "refresh_token",
    "registration",
    "request",
    "request_uri",
    "response_mode",
    "response_type",
    "scope",
    "state",
    "token",
    "ui_locales",
];

/// Text without control characters (line breaks and tabs may stand in JSON values) and without U+FFFD, which is what
/// bytes that are not UTF-8 become.
fn is_text(text: &str) -> bool {
    text.chars()
        .all(|c| (!c.is_control() || matches!(c, '\n' | '\r' | '\t')) && c != char::REPLACEMENT_CHARACTER)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn values_are_decoded_and_empty_ones_omitted() {
        let parameters = Parameters::parse("scope=openid+email&state=&nonce=%C5%99").unwrap();
        assert_eq!(parameters.get("scope"), Some("openid email"));
        assert_eq!(parameters.get("nonce"), Some("ř"));
        assert!(!parameters.has("state"));
        assert_eq!(parameters.iter().count(), 2);
    }

    #[test]
    fn a_repeated_parameter_is_refused_even_when_empty() {
        assert_eq!(Parameters::parse("state=1&b=2&state=1"), Err(ParametersError::Duplicate));
        assert_eq!(Parameters::parse("state=&state=1"), Err(ParametersError::Duplicate));
        for name in RECOGNISED {
            let twice = format!("{name}=1&{name}=1");
            assert_eq!(Parameters::parse(&twice), Err(ParametersError::Duplicate), "{name}");
        }
    }

    /// Finding O3.
    #[test]
    fn what_nobody_reads_may_be_repeated() {
        let text = "resource=https%3A%2F%2Fa.example&state=s&resource=https%3A%2F%2Fb.example&utm_source=a&utm_source=b";
        assert_eq!(Parameters::parse(text).unwrap().get("state"), Some("s"));
    }

    #[test]
    fn limits_hold() {
        let long = format!("a={}", "x".repeat(Parameters::LONGEST_BYTES));
        assert_eq!(Parameters::parse(&long), Err(ParametersError::TooLong));
        let many: Vec<String> = (0..=Parameters::MOST).map(|n| format!("p{n}=1")).collect();
        assert_eq!(Parameters::parse(&many.join("&")), Err(ParametersError::TooMany));
        assert_eq!(Parameters::parse("a=%00"), Err(ParametersError::Malformed));
        assert_eq!(Parameters::parse("a=%FF"), Err(ParametersError::Malformed));
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in ".{0,200}") {
            let _ = Parameters::parse(&text);
        }

        #[test]
        fn what_was_written_is_read(name in "[a-z_]{1,12}", value in "[^\\p{Cc}\u{FFFD}]{1,40}") {
            let text = form_urlencoded::Serializer::new(String::new()).append_pair(&name, &value).finish();
            let parameters = Parameters::parse(&text).unwrap();
            prop_assert_eq!(parameters.iter().next(), Some((name.as_str(), value.as_str())));
        }
    }
}
