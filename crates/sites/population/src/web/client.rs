//! The client that asks: by the certificate of its connection.

use std::sync::Arc;

use axum::extract::{FromRef, FromRequestParts};
use axum::http::StatusCode;
use axum::http::request::Parts;
use listener::PeerCertificate;
use population_api::ProblemCode;
use web::Problem;
use x509_parser::prelude::{FromDer, X509Certificate};

use super::{AppState, api};
use crate::config::{CertificateRule, Client};

/// A client that has proven itself and has not asked too often.
pub(crate) struct CurrentClient(pub(crate) Client);

impl<S: Send + Sync> FromRequestParts<S> for CurrentClient
where
    Arc<AppState>: FromRef<S>,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let state = Arc::<AppState>::from_ref(state);
        let certificate = parts.extensions.get::<PeerCertificate>();
        let client = certificate.and_then(|certificate| recognise(&state.clients, &certificate.0));
        let Some(client) = client else {
            return Err(api::refused(
                StatusCode::UNAUTHORIZED,
                "api-unknown-client",
                ProblemCode::UnknownClient,
            ));
        };
        state.requests.check(&client.id)?;
        Ok(Self(client.clone()))
    }
}

fn recognise<'a>(clients: &'a [Client], der: &[u8]) -> Option<&'a Client> {
    let name = common_name(der);
    let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, der);
    let digits = secrets::hexadecimal(digest.as_ref());
    clients.iter().find(|client| match &client.certificate {
        CertificateRule::CommonName(expected) => name.as_deref() == Some(expected),
        CertificateRule::Sha256(expected) => *expected == digits,
    })
}

/// The common name of the subject, if there is exactly one.
fn common_name(der: &[u8]) -> Option<String> {
    let (_, certificate) = X509Certificate::from_der(der).ok()?;
    let mut names = certificate.subject().iter_common_name();
    match (names.next(), names.next()) {
        (Some(name), None) => name.as_str().ok().map(str::to_owned),
        _ => None,
    }
}
