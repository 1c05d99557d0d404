//! Why a login at another provider did not come to its end.

use jose::JoseError;
use oidc::IdTokenError;
use store::StoreError;
use web::Problem;

/// Why a login did not come to its end. Each becomes a page that says what to do.
#[derive(Debug, thiserror::Error)]
pub enum RelyingPartyError {
    /// The provider refused, or the person did.
    #[error("the provider answered {}", .0.error)]
    Refused(Refused),
    /// The callback has no state, or one that was never made, is used, or has expired.
    #[error("the login is unknown, finished, or has expired")]
    UnknownState,
    /// The login began in another browser.
    #[error("the login began in another browser")]
    OtherBrowser,
    /// The answer names another issuer (RFC 9207 §2.4), or is malformed.
    #[error("the answer is malformed or comes from another issuer")]
    Answer,
    /// The provider does not know the code of the answer (any more).
    #[error("the provider refused the code")]
    Code,
    /// The provider cannot be reached or answers nonsense.
    #[error("the provider does not answer as it should: {0}")]
    Provider(&'static str),
    /// The ID token is not signed as it should be.
    #[error("the ID token cannot be trusted: {0}")]
    Signature(#[from] JoseError),
    /// The ID token says something else than it should.
    #[error("the ID token cannot be accepted: {0}")]
    IdToken(#[from] IdTokenError),
    /// The userinfo is about somebody else (OIDC Core §5.3.2).
    #[error("the userinfo is about somebody else")]
    UserinfoSubject,
    /// This relying party's own key cannot be made or opened.
    #[error("the key of this relying party cannot be made or opened; was the master key changed?")]
    SigningKey,
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A refusal by the provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The error code: `access_denied`, `login_required`, …
    pub error: String,
    /// The hint, for the log; never for a page.
    pub description: Option<String>,
    /// What [`super::AuthenticationRequest::payload`] was.
    pub payload: String,
}

impl From<RelyingPartyError> for Problem {
    fn from(error: RelyingPartyError) -> Self {
        use RelyingPartyError as Error;
        use axum::http::StatusCode;
        tracing::warn!(error = &error as &dyn std::error::Error, "a login at another provider failed");
        let problem = match error {
            Error::Refused(refused) if refused.error == "access_denied" => {
                Self::new(StatusCode::FORBIDDEN, "openid-login-refused")
            }
            Error::UnknownState => Self::new(StatusCode::GONE, "openid-login-expired"),
            Error::OtherBrowser => Self::new(StatusCode::FORBIDDEN, "openid-interaction-other-browser"),
            Error::IdToken(IdTokenError::Level) => Self::new(StatusCode::FORBIDDEN, "openid-level-too-low"),
            Error::Provider(_) => Self::new(StatusCode::BAD_GATEWAY, "openid-provider-unavailable"),
            Error::Store(error) => Self::from(error),
            Error::Refused(_)
            | Error::Answer
            | Error::Code
            | Error::Signature(_)
            | Error::IdToken(_)
            | Error::UserinfoSubject
            | Error::SigningKey => Self::new(StatusCode::BAD_GATEWAY, "openid-login-failed"),
        };
        // Its state counted once.
        problem.not_repeatable()
    }
}

/// RFC 6749 §5.2: the code was made up, used, or came too late.
pub(super) fn is_about_the_code(body: &[u8]) -> bool {
    serde_json::from_slice::<oidc::TokenErrorBody>(body).is_ok_and(|refusal| refusal.error == "invalid_grant")
}

/// What others say of errors, as far as RFC 6749 §4.1.2.1 and §5.2 allow it, and not longer than a line of the log.
pub(super) fn loggable(text: &str) -> Option<&str> {
    const LONGEST_BYTES: usize = 256;
    let allowed = |byte: u8| matches!(byte, 0x20..=0x7e) && byte != b'"' && byte != b'\\';
    (text.len() <= LONGEST_BYTES && text.bytes().all(allowed)).then_some(text)
}

/// Writes down why a provider refused us.
pub(super) fn log_refusal(what: &str, status: reqwest::StatusCode, body: &[u8]) {
    let refusal: Option<oidc::TokenErrorBody> = serde_json::from_slice(body).ok();
    let code = refusal.as_ref().and_then(|refusal| loggable(&refusal.error)).unwrap_or_default();
    let description = refusal.as_ref().and_then(|refusal| refusal.error_description.as_deref());
    let description = description.and_then(loggable).unwrap_or_default();
    tracing::warn!(what, status = status.as_u16(), code, description, "the provider refused");
}
