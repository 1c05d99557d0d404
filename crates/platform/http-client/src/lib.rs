//! The HTTP client with which sites call each other and other services. There is one, so that every call has the same
//! limits.

use std::time::Duration;

use reqwest::redirect::Policy;
use reqwest::{Client, ClientBuilder};

/// How long a whole call may take, unless the request sets a limit of its own.
const TIMEOUT: Duration = Duration::from_secs(10);
/// How long connecting may take.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// A client builder with our limits: bounded in time, follows no redirect, uses no proxy. Certificates are added by
/// whoever needs other ones than the system's.
pub fn builder() -> ClientBuilder {
    // An error means that a provider is installed already.
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    Client::builder()
        .timeout(TIMEOUT)
        .connect_timeout(CONNECT_TIMEOUT)
        .redirect(Policy::none())
        .no_proxy()
        .user_agent(concat!("svornik/", env!("CARGO_PKG_VERSION")))
}

/// The client for services whose certificates the system trusts.
pub fn client() -> Result<Client, reqwest::Error> {
    builder().build()
}
