//! Three pages: welcome, what we know about you, and logged out.

use ::web::{Authenticated, Form, NoFields, Page, Problem, RequestContext, View};
use askama::Template;
use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use oidc::{ClaimRequest, ClaimsRequest};
use openid::AuthenticationRequest;
use serde_json::{Map, Value};
use sessions::Session;
use std::collections::BTreeMap;
use values::{AssuranceLevel, BirthDate, Language};

use crate::store::{self, Visit};
use crate::{Config, Inner, Service, Through};

#[derive(Template)]
#[template(path = "welcome.html")]
struct Welcome<'a> {
    page: Page,
    config: &'a Config,
}

#[derive(Template)]
#[template(path = "person.html")]
struct Person {
    page: Page,
    pseudonym: String,
    level: AssuranceLevel,
    began: String,
    /// Text key of the claim, and its value.
    released: Vec<(String, String)>,
    /// Text keys of claims that were asked for and kept.
    kept: Vec<String>,
}

#[derive(Template)]
#[template(path = "logged_out.html")]
struct LoggedOut {
    page: Page,
    /// Keys of texts that name the provider.
    provider_key: String,
    everywhere_key: String,
    /// Where one logs out of the provider too; absent for those who come from there.
    provider_logout: Option<String>,
}

impl LoggedOut {
    fn new(page: Page, through: Through, provider_logout: Option<String>) -> Self {
        Self {
            page,
            provider_key: format!("logged-out-provider-{}", through.name()),
            everywhere_key: format!("logged-out-everywhere-{}", through.name()),
            provider_logout,
        }
    }
}

/// Where the provider sends people after a logout there (`post_logout_redirect_uri`).
const BACK: &str = "/logged-out/back";

pub(crate) fn routes() -> Router<Service> {
    Router::new()
        .route("/", get(home))
        .route("/login", get(login))
        .route("/callback", get(callback))
        .route("/logout", post(logout))
        .route("/logged-out", get(logged_out))
        .route(BACK, get(back))
}

async fn home(State(Service(service)): State<Service>, visitor: RequestContext) -> Result<Response, Problem> {
    let Some(session) = visitor.session() else {
        return Ok(View(Welcome { page: visitor.page(), config: &service.config }).into_response());
    };
    let visit =
        service.store.read(|tx| store::find(tx, &session.id)).await?.ok_or_else(Problem::not_found)?;
    let claims = claims_of(&visit).map_err(|error| Problem::internal(&error))?;
    let page = visitor.page().signed_in_as(name(&visit, &claims));
    let (mut released, mut kept) = (Vec::new(), Vec::new());
    for name in service.config.essential.iter().chain(&service.config.voluntary) {
        match claims.get(name) {
            Some(value) => released.push((claim_key(name), shown(value, visitor.language()))),
            None => kept.push(claim_key(name)),
        }
    }
    Ok(View(Person {
        began: page.format_datetime(visit.began_at),
        page,
        pseudonym: visit.pseudonym,
        level: session.level,
        released,
        kept,
    })
    .into_response())
}

/// A page that no handler makes, of somebody who is logged in.
pub(crate) async fn introduce(service: &Inner, page: Page, session: &Session) -> Page {
    let visit = service.store.read(|tx| store::find(tx, &session.id)).await.ok().flatten();
    match visit.as_ref().map(|visit| (visit, claims_of(visit).unwrap_or_default())) {
        Some((visit, claims)) => page.signed_in_as(name(visit, &claims)),
        None => page,
    }
}

fn claims_of(visit: &Visit) -> Result<Map<String, Value>, serde_json::Error> {
    serde_json::from_str(&visit.claims)
}

fn name<'a>(visit: &'a Visit, claims: &'a Map<String, Value>) -> &'a str {
    let name = claims.get("name").or(claims.get("given_name")).and_then(Value::as_str);
    name.unwrap_or(&visit.pseudonym)
}

async fn login(
    State(Service(service)): State<Service>,
    visitor: RequestContext,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    if visitor.session().is_some() {
        return Ok(Redirect::to("/").into_response());
    }
    let asked = |names: &[String], essential: bool| {
        names
            .iter()
            .map(|name| (name.clone(), Some(ClaimRequest { essential, ..ClaimRequest::default() })))
            .collect::<BTreeMap<_, _>>()
    };
    let mut userinfo = asked(&service.config.essential, true);
    userinfo.extend(asked(&service.config.voluntary, false));
    let begin = AuthenticationRequest {
        minimum_level: Some(service.config.level),
        claims: ClaimsRequest { userinfo, ..ClaimsRequest::default() },
        language: Some(visitor.language()),
        ..AuthenticationRequest::default()
    };
    Ok(service.login.authorize(&headers, begin).await?.into_response())
}

async fn callback(
    State(Service(service)): State<Service>,
    visitor: RequestContext,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let finished = service.login.callback(&headers, query.as_deref()).await;
    // Whatever came in between, the login can begin anew (finding N-29).
    let identity = finished.map_err(|error| Problem::from(error).action("/login", "problem-log-in"))?;
    let level = identity.level.unwrap_or(AssuranceLevel::Low);
    let asked: Vec<&String> = service.config.essential.iter().chain(&service.config.voluntary).collect();
    let claims: Map<String, Value> = identity
        .claims
        .iter()
        .filter(|(name, _)| asked.contains(name))
        .map(|(n, v)| (n.clone(), v.clone()))
        .collect();
    let visit = Visit {
        pseudonym: identity.subject,
        level: level.uri().to_owned(),
        claims: Value::Object(claims).to_string(),
        began_at: visitor.now(),
    };
    let amr: Vec<&str> = identity.amr.iter().map(String::as_str).collect();
    let new = sessions::NewSession {
        subject: &visit.pseudonym,
        level,
        amr: &amr,
        user_agent: &visitor.client().user_agent,
        replaces: visitor.session(),
    };
    let cookie = service
        .store
        .write(|tx| {
            let cookie = service.site.sessions().start(tx, visitor.now(), new)?;
            store::insert(tx, &cookie.session().id, &visit)?;
            Ok::<_, ::store::StoreError>(cookie)
        })
        .await?;
    Ok((service.site.session_cookie(&cookie), Redirect::to("/")).into_response())
}

async fn logout(
    State(Service(service)): State<Service>,
    signed_in: Authenticated,
    Form(NoFields {}): Form<NoFields>,
) -> Result<Response, Problem> {
    let session = signed_in.session();
    service
        .store
        .write(|tx| {
            store::delete(tx, &session.id)?;
            service.site.sessions().end(tx, session)
        })
        .await?;
    Ok((service.site.delete_session_cookie(), Redirect::to("/logged-out")).into_response())
}

/// A page of its own, so that it can be had again, and in another language.
async fn logged_out(
    State(Service(service)): State<Service>,
    visitor: RequestContext,
) -> Result<Response, Problem> {
    if visitor.session().is_some() {
        return Ok(Redirect::to("/").into_response());
    }
    let back = service.site.url(BACK);
    // A provider that does not answer must not keep anybody logged in here.
    let provider_logout =
        service.login.logout_url(Some(&back), None, Some(visitor.language())).await.unwrap_or_default();
    Ok(View(LoggedOut::new(visitor.page(), service.config.through, provider_logout)).into_response())
}

/// After a logout at the provider (finding N-68): said here too. Whether that logout happened only the provider knows, so
/// nothing is said about it; whoever is still logged in here sees that they are.
async fn back(State(Service(service)): State<Service>, visitor: RequestContext) -> Response {
    if visitor.session().is_some() {
        return Redirect::to("/").into_response();
    }
    View(LoggedOut::new(visitor.page(), service.config.through, None)).into_response()
}

fn claim_key(name: &str) -> String {
    format!("claim-{}", name.replace('_', "-"))
}

/// A claim's value as people read it: a date in their language, an address by its `formatted` member (OIDC Core
/// §5.1.1), a place by its `locality` (OIDC for Identity Assurance).
fn shown(value: &Value, language: Language) -> String {
    match value {
        Value::String(text) => {
            text.parse().map_or_else(|_| text.replace('\n', ", "), |date: BirthDate| date.written(language))
        }
        Value::Object(object) => ["formatted", "locality"]
            .iter()
            .find_map(|member| object.get(*member))
            .map_or_else(|| value.to_string(), |member| shown(member, language)),
        other => other.to_string(),
    }
}
