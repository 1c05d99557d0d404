//! One call of a phone: its body, its signature, and the answer when it is refused.

use std::sync::Arc;

use axum::Json;
use axum::body::to_bytes;
use axum::extract::{FromRequest, FromRequestParts, Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use mobile_key_api::phone::Problem;
use serde::de::DeserializeOwned;
use web::RequestContext;

use crate::acts::{self, ActError, Signed};
use crate::context::Context;
use crate::rules::Refusal;
use crate::signing::jws::MAX_REQUEST_BYTES;
use crate::web::AppState;

/// A call that has not been looked at yet.
pub(super) struct Call {
    pub(super) app: Arc<AppState>,
    request: RequestContext,
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

impl FromRequest<Arc<AppState>> for Call {
    type Rejection = Response;

    async fn from_request(request: Request, app: &Arc<AppState>) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let request =
            <RequestContext as FromRequestParts<Arc<AppState>>>::from_request_parts(&mut parts, app)
                .await
                .map_err(IntoResponse::into_response)?;
        let path = parts.uri.path().to_owned();
        let body = to_bytes(body, MAX_REQUEST_BYTES).await.map_err(|_| Refusal::TooLarge);
        Ok(Self { app: Arc::clone(app), request, path, body: body.map(Into::into) })
    }
}

impl Call {
    pub(super) fn context(&self) -> &Context {
        &self.app.context
    }

    pub(super) fn path(&self) -> &str {
        &self.path
    }

    /// The body, unless there were too many calls or too much of it.
    pub(super) fn body(&self) -> Result<&[u8], Refused> {
        if self.app.requests.check(&self.request.rate_key()).is_err() {
            return Err(self.refuse(&Refusal::RateLimited));
        }
        self.body.as_deref().map_err(|refusal| self.refuse(refusal))
    }

    /// Only so many installations for each network address.
    pub(super) fn check_installations(&self) -> Result<(), Refused> {
        let checked = self.app.installations.check(&self.request.rate_key());
        checked.map_err(|_| self.refuse(&Refusal::RateLimited))
    }

    /// The device that asks, checked, and exactly the members of the operation.
    pub(super) async fn open<T: DeserializeOwned>(&self) -> Result<(Signed, T), Refused> {
        let signed = acts::open(self.context(), &self.path, self.body()?).await;
        self.fields(signed.map_err(|error| self.fail(&error))?).await
    }

    /// As [`Self::open`]; the device may be blocked.
    pub(super) async fn open_to_leave<T: DeserializeOwned>(&self) -> Result<(Signed, T), Refused> {
        let signed = acts::open_to_leave(self.context(), &self.path, self.body()?).await;
        self.fields(signed.map_err(|error| self.fail(&error))?).await
    }

    async fn fields<T: DeserializeOwned>(&self, signed: Signed) -> Result<(Signed, T), Refused> {
        let fields = self.outcome(&signed, signed.fields().map_err(ActError::from)).await?;
        Ok((signed, fields))
    }

    /// The answer of an act; that it was refused is written down.
    pub(super) async fn answer<T>(
        &self,
        signed: &Signed,
        outcome: Result<T, ActError>,
    ) -> Result<Json<T>, Refused> {
        self.outcome(signed, outcome).await.map(Json)
    }

    /// As [`Self::answer`], of an act that answers nothing.
    pub(super) async fn done(
        &self,
        signed: &Signed,
        outcome: Result<(), ActError>,
    ) -> Result<StatusCode, Refused> {
        self.outcome(signed, outcome).await.map(|()| StatusCode::NO_CONTENT)
    }

    async fn outcome<T>(&self, signed: &Signed, outcome: Result<T, ActError>) -> Result<T, Refused> {
        if let Err(ActError::Refused(refusal)) = &outcome {
            acts::note_refusal(self.context(), &signed.device, refusal).await;
        }
        outcome.map_err(|error| self.fail(&error))
    }

    /// The answer to an error.
    pub(super) fn fail(&self, error: &ActError) -> Refused {
        fail(&self.app, &self.request, error)
    }

    fn refuse(&self, refusal: &Refusal) -> Refused {
        refuse(&self.app, &self.request, refusal)
    }
}

/// The answer to an act that did not happen, for whoever has no [`Call`].
pub(super) fn fail(app: &AppState, request: &RequestContext, error: &ActError) -> Refused {
    match error {
        ActError::Refused(refusal) => refuse(app, request, refusal),
        ActError::Store(error) => {
            tracing::error!(error = error as &dyn std::error::Error, "the store failed");
            refuse(app, request, &Refusal::Internal)
        }
    }
}

/// There is no such operation.
pub(super) async fn not_found(State(app): State<Arc<AppState>>, request: RequestContext) -> Refused {
    refuse(&app, &request, &Refusal::NotFound)
}

/// The operation is called by another method.
pub(super) async fn method_not_allowed(State(app): State<Arc<AppState>>, request: RequestContext) -> Refused {
    refuse(&app, &request, &Refusal::MethodNotAllowed)
}

/// The answer to a refusal: a stable code, and a title in the language of the phone.
pub(super) fn refuse(app: &AppState, request: &RequestContext, refusal: &Refusal) -> Refused {
    let code = refusal.code();
    tracing::info!(%code, "a call was refused");
    let status = StatusCode::from_u16(refusal.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut problem = Problem {
        r#type: "about:blank".to_owned(),
        title: app.web.translations().text(request.language(), &format!("refusal-{code}")).to_string(),
        status: status.as_u16(),
        code,
        request_id: request.request_id().to_owned(),
        server_time_ms: None,
        last_iat_ms: None,
        pending_request_id: None,
    };
    match refusal {
        Refusal::ClockSkew => problem.server_time_ms = Some(app.context.now().unix_ms()),
        Refusal::Replayed(last_iat) => problem.last_iat_ms = Some(last_iat.unix_ms()),
        Refusal::PendingRequest(pending) => problem.pending_request_id = Some(pending.clone()),
        _ => {}
    }
    let media_type = [(header::CONTENT_TYPE, "application/problem+json")];
    Refused(Box::new((status, media_type, Json(problem)).into_response()))
}
