//! Why an authorization request is not granted.

/// The error codes of an authorization response.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AuthorizationError {
    /// RFC 6749 §4.1.2.1: a parameter is missing, invalid, included twice, or malformed.
    InvalidRequest,
    /// RFC 6749 §4.1.2.1: this client may not ask in this way.
    UnauthorizedClient,
    /// RFC 6749 §4.1.2.1: the person or the provider said no.
    AccessDenied,
    /// RFC 6749 §4.1.2.1: only `code` is supported.
    UnsupportedResponseType,
    /// RFC 6749 §4.1.2.1: the scope is malformed or lacks `openid`.
    InvalidScope,
    /// RFC 6749 §4.1.2.1: something broke here.
    ServerError,
    /// RFC 6749 §4.1.2.1: overloaded or under maintenance.
    TemporarilyUnavailable,
    /// OIDC Core §3.1.2.6: with `prompt=none`, some page would have to be shown.
    InteractionRequired,
    /// OIDC Core §3.1.2.6: with `prompt=none`, nobody is signed in (or not well or recently enough).
    LoginRequired,
    /// OIDC Core §3.1.2.6: with `prompt=none`, the person would have to choose an account.
    AccountSelectionRequired,
    /// OIDC Core §3.1.2.6: with `prompt=none`, the person would have to release data.
    ConsentRequired,
    /// OIDC Core §3.1.2.6: `request` is not supported.
    RequestNotSupported,
    /// OIDC Core §3.1.2.6: `request_uri` other than a pushed one is not supported.
    RequestUriNotSupported,
    /// OIDC Core §3.1.2.6: the pushed request is unknown, expired, or used.
    InvalidRequestUri,
    /// OIDC Core §3.1.2.6: `registration` is not supported.
    RegistrationNotSupported,
    /// RFC 9396 §5: `authorization_details` are malformed or of an unknown type.
    InvalidAuthorizationDetails,
    /// OpenID Connect Core Error Code unmet_authentication_requirements 1.0: the level that was asked for cannot be reached.
    UnmetAuthenticationRequirements,
}

/// An error with a hint for the service's developer; never with data of the request or the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}: {description}", error.code())]
pub struct AuthorizationErrorResponse {
    /// The code.
    pub error: AuthorizationError,
    /// `error_description`.
    pub description: &'static str,
}

impl AuthorizationError {
    /// Every error.
    pub const ALL: [Self; 17] = [
        Self::InvalidRequest,
        Self::UnauthorizedClient,
        Self::AccessDenied,
        Self::UnsupportedResponseType,
        Self::InvalidScope,
        Self::ServerError,
        Self::TemporarilyUnavailable,
        Self::InteractionRequired,
        Self::LoginRequired,
        Self::AccountSelectionRequired,
        Self::ConsentRequired,
        Self::RequestNotSupported,
        Self::RequestUriNotSupported,
        Self::InvalidRequestUri,
        Self::RegistrationNotSupported,
        Self::InvalidAuthorizationDetails,
        Self::UnmetAuthenticationRequirements,
    ];

    /// The value of the parameter `error`.
    pub fn code(self) -> &'static str {
        match self {
            Self::InvalidRequest => "invalid_request",
            Self::UnauthorizedClient => "unauthorized_client",
            Self::AccessDenied => "access_denied",
            Self::UnsupportedResponseType => "unsupported_response_type",
            Self::InvalidScope => "invalid_scope",
            Self::ServerError => "server_error",
            Self::TemporarilyUnavailable => "temporarily_unavailable",
            Self::InteractionRequired => "interaction_required",
            Self::LoginRequired => "login_required",
            Self::AccountSelectionRequired => "account_selection_required",
            Self::ConsentRequired => "consent_required",
            Self::RequestNotSupported => "request_not_supported",
            Self::RequestUriNotSupported => "request_uri_not_supported",
            Self::InvalidRequestUri => "invalid_request_uri",
            Self::RegistrationNotSupported => "registration_not_supported",
            Self::InvalidAuthorizationDetails => "invalid_authorization_details",
            Self::UnmetAuthenticationRequirements => "unmet_authentication_requirements",
        }
    }

    /// Reads the value of the parameter `error`.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|error| error.code() == code)
    }

    /// With a hint for the developer.
    pub const fn with_description(self, description: &'static str) -> AuthorizationErrorResponse {
        AuthorizationErrorResponse { error: self, description }
    }
}
