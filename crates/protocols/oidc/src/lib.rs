//! OpenID Connect on the wire: requests, responses, tokens and their checks; no I/O, no clock, no storage.
//!
//! Both halves live here: what a provider reads and writes, and what a relying party does. Time is an argument.
//! Each check is a small function that names its clause; the order in which they run is the order in which they are
//! called in one place.

mod authorization;
mod claims;
mod client_assertion;
mod credentials;
mod details;
mod id_token;
mod logout;
mod metadata;
mod numeric_date;
mod parameters;
mod pkce;
mod prompt;
mod redirect_uri;
mod scope;
mod token;

pub use authorization::{
    AuthorizationError, AuthorizationErrorResponse, AuthorizationRequest, RequestPolicy, ResponseMode,
    ResponseParameters, ResponseType, has_request_uri, pushed_request_uri, read_authorization_request,
};
pub use claims::{ClaimRequest, ClaimsRequest, RequestedClaim, claims_of_scope};
pub use client_assertion::{AssertionError, ClientAssertion, ClientAssertionClaims, JWT_BEARER};
pub use credentials::{Credentials, CredentialsError, basic_header};
pub use details::{AuthorizationDetail, DetailsError, read_details};
pub use id_token::{
    Audience, IdTokenBody, IdTokenClaims, IdTokenError, IdTokenRules, access_token_hash, check_id_token,
};
pub use logout::{LogoutRequest, read_logout_request};
pub use metadata::ProviderMetadata;
pub use parameters::{Parameters, ParametersError};
pub use pkce::{CodeChallenge, CodeVerifier, PkceError};
pub use prompt::{Prompt, PromptError};
pub use redirect_uri::{RedirectUri, RedirectUriError};
pub use scope::{Scope, ScopeError};
pub use token::{TokenError, TokenErrorBody, TokenRequest, TokenResponse, read_token_request};
