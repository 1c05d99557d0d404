//! The authorization request and its answer (OIDC Core §3.1.2).

mod answer;
mod error;
mod read;
mod request;

pub use answer::{ResponseMode, ResponseParameters};
pub use error::{AuthorizationError, AuthorizationErrorResponse};
pub(crate) use read::ui_locales;
pub use read::{RequestPolicy, has_request_uri, pushed_request_uri, read_authorization_request};
pub use request::AuthorizationRequest;
