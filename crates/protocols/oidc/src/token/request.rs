//! What is asked of the token endpoint.

use super::TokenError;
use crate::{CodeVerifier, Parameters, Scope};

/// A request of a supported grant type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TokenRequest<'a> {
    /// RFC 6749 §4.1.3 with RFC 7636 §4.5.
    AuthorizationCode {
        /// The code.
        code: &'a str,
        /// Must be the one of the authorization request (OIDC Core §3.1.3.1 requires it always).
        redirect_uri: &'a str,
        /// PKCE; the grant knows whether it must be there.
        code_verifier: Option<CodeVerifier>,
    },
    /// RFC 6749 §6.
    RefreshToken {
        /// The refresh token.
        refresh_token: &'a str,
        /// A narrower scope, if asked for.
        scope: Option<Scope>,
    },
    /// RFC 6749 §4.4.
    ClientCredentials {
        /// The scope, if asked for.
        scope: Option<Scope>,
    },
}

/// Reads the parameters after the client has been authenticated.
pub fn read_token_request<'a>(parameters: &'a Parameters<'_>) -> Result<TokenRequest<'a>, TokenError> {
    match required(parameters, "grant_type", "grant_type is missing")? {
        "authorization_code" => Ok(TokenRequest::AuthorizationCode {
            code: required(parameters, "code", "code is missing")?,
            redirect_uri: required(parameters, "redirect_uri", "redirect_uri is missing")?,
            code_verifier: code_verifier(parameters)?,
        }),
        "refresh_token" => Ok(TokenRequest::RefreshToken {
            refresh_token: required(parameters, "refresh_token", "refresh_token is missing")?,
            scope: scope(parameters)?,
        }),
        "client_credentials" => Ok(TokenRequest::ClientCredentials { scope: scope(parameters)? }),
        _ => Err(TokenError::UnsupportedGrantType),
    }
}

fn required<'a>(
    parameters: &'a Parameters<'_>,
    name: &str,
    description: &'static str,
) -> Result<&'a str, TokenError> {
    parameters.get(name).ok_or(TokenError::InvalidRequest(description))
}

fn code_verifier(parameters: &Parameters<'_>) -> Result<Option<CodeVerifier>, TokenError> {
    let malformed = |_| TokenError::InvalidRequest("code_verifier is malformed");
    parameters.get("code_verifier").map(CodeVerifier::parse).transpose().map_err(malformed)
}

fn scope(parameters: &Parameters<'_>) -> Result<Option<Scope>, TokenError> {
    let Some(text) = parameters.get("scope") else { return Ok(None) };
    Scope::parse(text).map(Some).map_err(|_| TokenError::InvalidScope)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    #[test]
    fn each_grant_type_is_read() {
        let text = format!(
            "grant_type=authorization_code&code=c&redirect_uri=https%3A%2F%2Fa.example&code_verifier={VERIFIER}"
        );
        let parameters = Parameters::parse(&text).unwrap();
        let expected = TokenRequest::AuthorizationCode {
            code: "c",
            redirect_uri: "https://a.example",
            code_verifier: Some(CodeVerifier::parse(VERIFIER).unwrap()),
        };
        assert_eq!(read_token_request(&parameters), Ok(expected));
        let parameters = Parameters::parse("grant_type=refresh_token&refresh_token=r&scope=openid").unwrap();
        let scope = Some(Scope::parse("openid").unwrap());
        assert_eq!(
            read_token_request(&parameters),
            Ok(TokenRequest::RefreshToken { refresh_token: "r", scope })
        );
        let parameters = Parameters::parse("grant_type=client_credentials").unwrap();
        assert_eq!(read_token_request(&parameters), Ok(TokenRequest::ClientCredentials { scope: None }));
    }

    #[test]
    fn each_check_refuses() {
        let code = "grant_type=authorization_code";
        for (text, error) in [
            (String::new(), "invalid_request"),
            ("grant_type=password".to_owned(), "unsupported_grant_type"),
            (format!("{code}&redirect_uri=x&code_verifier={VERIFIER}"), "invalid_request"),
            (format!("{code}&code=c&code_verifier={VERIFIER}"), "invalid_request"),
            (format!("{code}&code=c&redirect_uri=x&code_verifier=short"), "invalid_request"),
            ("grant_type=refresh_token".to_owned(), "invalid_request"),
            ("grant_type=client_credentials&scope=%22".to_owned(), "invalid_scope"),
        ] {
            let parameters = Parameters::parse(&text).unwrap();
            assert_eq!(read_token_request(&parameters).unwrap_err().code(), error, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_form_is_read_or_refused(text in "(grant_type=(authorization_code|refresh_token|client_credentials)&)?[ -~]{0,200}") {
            if let Ok(parameters) = Parameters::parse(&text) {
                let _ = read_token_request(&parameters);
            }
        }
    }
}
