//! The hub sent somebody to log in: a request begins, and its page follows.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use mobile_key_api::RequestId;
use openid::Interaction;
use serde::Deserialize;
use web::{Problem, RequestContext};

use super::{cookie, problem};
use crate::acts::{self, Browser, NewLogin};
use crate::rules::find_release;
use crate::web::AppState;

pub(super) fn routes() -> Router<Arc<AppState>> {
    Router::new().route("/login", get(begin))
}

#[derive(Deserialize)]
struct InteractionQuery {
    interaction: String,
}

/// Opening the same address again leads to the same request.
async fn begin(
    State(app): State<Arc<AppState>>,
    visitor: RequestContext,
    headers: HeaderMap,
    Query(query): Query<InteractionQuery>,
) -> Result<Response, Problem> {
    let known = acts::view_of_interaction(&app.context, &query.interaction).await.map_err(problem::of)?;
    if let Some(known) = known {
        let browser = Browser { cookie: cookie::get(&app.web, &headers, &known.id), nonce: None };
        if acts::view(&app.context, &known.id, browser).await.is_ok() {
            return Ok(to_page(&known.id).into_response());
        }
    }
    let interaction = app.provider.interaction(&headers, &query.interaction).await?;
    anew(&app, &visitor, interaction).await
}

/// A new request for an interaction; the one before it ends.
pub(super) async fn anew(
    app: &AppState,
    visitor: &RequestContext,
    interaction: Interaction,
) -> Result<Response, Problem> {
    app.codes.check(&visitor.rate_key())?;
    let details = serde_json::to_value(&interaction.request.authorization_details).unwrap_or_default();
    let release =
        find_release(&details).map_err(|_| Problem::new(StatusCode::BAD_REQUEST, "page-login-malformed"))?;
    let new = NewLogin {
        interaction: &interaction.id,
        release: &release,
        browser: &sessions::browser_name(&visitor.client().user_agent),
    };
    let (id, token) = acts::begin_login(&app.context, new).await.map_err(problem::of)?;
    Ok((cookie::set(&app.web, &id, &token), to_page(&id)).into_response())
}

pub(super) fn to_page(id: &RequestId) -> Redirect {
    Redirect::to(&format!("/requests/{id}"))
}
