//! The request that the address names, and what the browser shows for it.

use std::sync::Arc;

use axum::extract::{FromRequestParts, Path};
use axum::http::HeaderMap;
use axum::http::request::Parts;
use mobile_key_api::RequestId;
use openid::Interaction;
use web::{Problem, RequestContext};

use crate::acts::{self, Browser};
use crate::rules::{Request, RequestDetails, Service};
use crate::web::{AppState, cookie, problem};

/// A request that the browser asks for; whether it began it, the acts check by its cookie.
pub(super) struct OwnRequest {
    pub(super) app: Arc<AppState>,
    pub(super) context: RequestContext,
    pub(super) id: RequestId,
    cookie: String,
    headers: HeaderMap,
}

impl FromRequestParts<Arc<AppState>> for OwnRequest {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<AppState>) -> Result<Self, Problem> {
        let context = RequestContext::from_request_parts(parts, app).await?;
        let id = Path::<String>::from_request_parts(parts, app).await;
        let id = id.ok().and_then(|Path(id)| RequestId::parse(&id).ok()).ok_or_else(Problem::not_found)?;
        let cookie = cookie::get(&app.web, &parts.headers, &id).to_owned();
        Ok(Self { app: Arc::clone(app), context, id, cookie, headers: parts.headers.clone() })
    }
}

impl OwnRequest {
    /// The browser that asks.
    pub(super) fn browser(&self) -> Browser<'_> {
        self.returned(None)
    }

    /// The browser that asks, with the nonce that a phone sent it back with.
    pub(super) fn returned<'a>(&'a self, nonce: Option<&'a str>) -> Browser<'a> {
        Browser { cookie: &self.cookie, nonce }
    }

    /// The request, if this browser began it.
    pub(super) async fn view(&self) -> Result<Request, Problem> {
        acts::view(&self.app.context, &self.id, self.browser()).await.map_err(problem::of)
    }

    /// The login that the request belongs to. When it took too long, the page leads back to the service, which begins anew.
    pub(super) async fn interaction(&self) -> Result<Interaction, Problem> {
        let interaction = acts::interaction_of(&self.app.context, &self.id, self.browser()).await;
        let interaction = interaction.map_err(problem::of)?;
        match self.app.provider.interaction(&self.headers, &interaction).await {
            Ok(interaction) => Ok(interaction),
            Err(error) => match self.view().await?.details {
                RequestDetails::Login { service: Service { uri: Some(uri), .. }, .. } => {
                    Err(Problem::from(error).action(uri, "to-service"))
                }
                _ => Err(error.into()),
            },
        }
    }
}
