//! The token endpoint (RFC 6749 §3.2, §5).

mod error;
mod request;
mod response;

pub use error::{TokenError, TokenErrorBody};
pub use request::{TokenRequest, read_token_request};
pub use response::TokenResponse;
