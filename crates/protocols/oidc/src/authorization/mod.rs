//! The authorization request and its response (OIDC Core §3.1.2).

mod error;
mod read;
mod request;
mod response;
mod response_type;

pub use error::{AuthorizationError, AuthorizationErrorResponse};
pub(crate) use read::ui_locales;
pub use read::{RequestPolicy, has_request_uri, pushed_request_uri, read_authorization_request};
pub use request::AuthorizationRequest;
pub use response::{ResponseMode, ResponseParameters};
pub use response_type::ResponseType;
