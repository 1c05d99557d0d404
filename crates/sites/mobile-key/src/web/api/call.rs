//! One call of a phone: its body, its signature, and the answer when it is refused.

use axum::body::to_bytes;
use axum::extract::{FromRequest, FromRequestParts, Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use web::RequestContext;

use crate::MobileKey;
use crate::acts::{ActError, Core, Signed};
use crate::rules::Refusal;
use crate::signing::jws::MAX_REQUEST_BYTES;

/// A call that has not been looked at yet.
pub(super) struct Call {
    site: MobileKey,
    visitor: RequestContext,
    path: String,
    body: Result<Vec<u8>, Refusal>,
}

/// The answer to a call that was refused (RFC 9457).
pub(super) struct Refused(Box<Response>);

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        *self.0
    }
}

impl FromRequest<MobileKey> for Call {
    type Rejection = Response;

    async fn from_request(request: Request, site: &MobileKey) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let visitor = <RequestContext as FromRequestParts<MobileKey>>::from_request_parts(&mut parts, site)
            .await
            .map_err(IntoResponse::into_response)?;
        let path = parts.uri.path().to_owned();
        let body = to_bytes(body, MAX_REQUEST_BYTES).await.map_err(|_| Refusal::TooLarge);
        Ok(Self { site: site.clone(), visitor, path, body: body.map(Into::into) })
    }
}

impl Call {
    pub(super) fn core(&self) -> &Core {
        self.site.core()
    }

    pub(super) fn site(&self) -> &MobileKey {
        &self.site
    }

    pub(super) fn path(&self) -> &str {
        &self.path
    }

    /// The body, unless there were too many calls or too much of it.
    pub(super) fn body(&self) -> Result<&[u8], Refused> {
        if self.site.requests().check(&self.visitor.rate_key()).is_err() {
            return Err(self.refuse(&Refusal::RateLimited));
        }
        self.body.as_deref().map_err(|refusal| self.refuse(refusal))
    }

    /// Only so many installations for each network address.
    pub(super) fn check_installations(&self) -> Result<(), Refused> {
        let checked = self.site.installations().check(&self.visitor.rate_key());
        checked.map_err(|_| self.refuse(&Refusal::RateLimited))
    }

    /// Who asks, checked.
    pub(super) async fn open(&self) -> Result<Signed, Refused> {
        let opened = self.core().open(&self.path, self.body()?).await;
        opened.map_err(|error| self.fail(&error))
    }

    /// Who asks, checked; they may be blocked.
    pub(super) async fn open_to_leave(&self) -> Result<Signed, Refused> {
        let opened = self.core().open_to_leave(&self.path, self.body()?).await;
        opened.map_err(|error| self.fail(&error))
    }

    /// Exactly the fields of the operation.
    pub(super) async fn fields<T: DeserializeOwned>(&self, signed: &Signed) -> Result<T, Refused> {
        self.done(signed, signed.fields().map_err(ActError::from)).await
    }

    /// What an act answered; that it was refused is written down.
    pub(super) async fn done<T>(&self, signed: &Signed, outcome: Result<T, ActError>) -> Result<T, Refused> {
        match outcome {
            Ok(answer) => Ok(answer),
            Err(error) => {
                if let ActError::Refused(refusal) = &error {
                    self.core().note_refusal(&signed.device, refusal).await;
                }
                Err(self.fail(&error))
            }
        }
    }

    /// The answer to an error.
    pub(super) fn fail(&self, error: &ActError) -> Refused {
        fail(&self.site, &self.visitor, error)
    }

    /// The answer to a refusal.
    pub(super) fn refuse(&self, refusal: &Refusal) -> Refused {
        refuse(&self.site, &self.visitor, refusal)
    }
}

/// The answer to an act that did not happen, for whoever has no [`Call`].
pub(super) fn fail(site: &MobileKey, visitor: &RequestContext, error: &ActError) -> Refused {
    match error {
        ActError::Refused(refusal) => refuse(site, visitor, refusal),
        ActError::Store(error) => {
            tracing::error!(error = error as &dyn std::error::Error, "the store failed");
            refuse(site, visitor, &Refusal::Internal)
        }
    }
}

/// There is no such operation.
pub(super) async fn nothing_here(State(site): State<MobileKey>, visitor: RequestContext) -> Refused {
    refuse(&site, &visitor, &Refusal::NotFound)
}

/// The operation is called by another method.
pub(super) async fn wrong_method(State(site): State<MobileKey>, visitor: RequestContext) -> Refused {
    refuse(&site, &visitor, &Refusal::MethodNotAllowed)
}

/// The answer to a refusal: a stable code, and a title in the language of the phone.
pub(super) fn refuse(site: &MobileKey, visitor: &RequestContext, refusal: &Refusal) -> Refused {
    tracing::info!(code = refusal.code(), "a call was refused");
    let status = StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let title = format!("refusal-{}", refusal.code());
    let mut body = json!({
        "type": "about:blank",
        "title": site.web().translations().text(visitor.language(), &title).to_string(),
        "status": status.as_u16(),
        "code": refusal.code(),
        "request_id": visitor.request_id(),
    });
    match refusal {
        Refusal::ClockSkew => body["server_time_ms"] = site.core().now().unix_ms().into(),
        Refusal::Replayed(last_iat) => body["last_iat_ms"] = last_iat.unix_ms().into(),
        Refusal::PendingRequest(pending) => body["pending_request_id"] = Value::from(pending.as_str()),
        _ => {}
    }
    let kind = [(header::CONTENT_TYPE, "application/problem+json")];
    Refused(Box::new((status, kind, body.to_string()).into_response()))
}
