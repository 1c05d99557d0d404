//! Logging out: by the button in the header, or because a service asks. It goes on to the methods by which the person had
//! logged in, and ends with the word where else they are still logged in.

use std::sync::Arc;

use ::web::{Form, Page, Problem, View, Visitor};
use askama::Template;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Redirect, Response};
use openid::Logout;
use serde::Deserialize;

use crate::acts::Hub;
use crate::acts::leave::{self, Left};
use crate::rules::method::MethodId;

/// Where the browser is after the hub's own logout.
const DONE: &str = "/logout/done";

#[derive(Template)]
#[template(path = "logout.html")]
struct LogoutPage {
    page: Page,
    service: Option<String>,
    /// Says that the browser will not go back to who asked.
    stays: Option<&'static str>,
    logout: String,
}

#[derive(Template)]
#[template(path = "logged_out.html")]
struct LoggedOutPage {
    page: Page,
    /// The next method, whose own logout follows by itself.
    next: Option<Onward>,
    /// Methods whose logout the person was sent to.
    asked: Vec<String>,
    /// Methods that have no logout for us.
    open_methods: Vec<Onward>,
    open_services: Vec<Service>,
    /// The service that asked.
    back: Option<Onward>,
}

struct Onward {
    name: String,
    href: String,
}

struct Service {
    name: String,
    domain: String,
}

/// The logout that a service asked for, if one did.
#[derive(Default, Deserialize)]
pub(super) struct Asked {
    logout: Option<String>,
    decision: Option<String>,
}

/// Which logout is on its way, and how many methods were asked.
#[derive(Default, Deserialize)]
pub(super) struct OnTheWay {
    state: Option<String>,
}

/// A service asks: does the person want to leave the hub too?
pub(super) async fn ask(
    State(hub): State<Arc<Hub>>,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
    visitor: Visitor,
) -> Result<Response, Problem> {
    let Some(id) = asked.logout else { return Ok(Redirect::to("/").into_response()) };
    let logout = hub.provider.logout(&headers, &id).await?;
    if visitor.session().is_none() {
        return Ok(logout.done(DONE));
    }
    let page = visitor.page().forms_may_leave();
    let service = logout.client.as_ref().map(|client| client.name(page.language()).to_owned());
    let stays = logout.stays_text();
    Ok(View(LogoutPage { page, service, stays, logout: id }).into_response())
}

/// Ends the session here. What follows is a page of ours in any case, so that no policy of the page that held the button
/// stands in the way.
pub(super) async fn sign_out(
    State(hub): State<Arc<Hub>>,
    headers: HeaderMap,
    visitor: Visitor,
    Form(asked): Form<Asked>,
) -> Result<Response, Problem> {
    let logout = match &asked.logout {
        Some(id) => Some(hub.provider.logout(&headers, id).await?),
        None => None,
    };
    if asked.decision.as_deref() == Some("stay") {
        return Ok(logout.map_or_else(|| Redirect::to("/").into_response(), |logout| logout.done("/")));
    }
    let next = match visitor.session() {
        Some(session) => {
            let text = leave::leave(&hub, session, asked.logout.as_deref(), visitor.now()).await?;
            Redirect::to(&format!("{DONE}?state={text}")).into_response()
        }
        None => logout.map_or_else(|| Redirect::to(DONE).into_response(), |logout| logout.done(DONE)),
    };
    Ok((hub.site.sessions().forget_cookie(), next).into_response())
}

/// After the hub's own logout: the first method follows.
pub(super) async fn done(
    State(hub): State<Arc<Hub>>,
    headers: HeaderMap,
    Query(way): Query<OnTheWay>,
    visitor: Visitor,
) -> Result<Response, Problem> {
    go_on(&hub, &headers, way.state.as_deref(), 0, &visitor).await
}

/// Back from a method: the next one follows, or the end.
pub(super) async fn returned(
    State(hub): State<Arc<Hub>>,
    headers: HeaderMap,
    Query(way): Query<OnTheWay>,
    visitor: Visitor,
) -> Result<Response, Problem> {
    let state = way.state.as_deref().and_then(|state| state.rsplit_once('.'));
    let asked = state.and_then(|(_, asked)| asked.parse().ok()).unwrap_or(0);
    go_on(&hub, &headers, state.map(|(text, _)| text), asked, &visitor).await
}

async fn go_on(
    hub: &Hub,
    headers: &HeaderMap,
    text: Option<&str>,
    asked: usize,
    visitor: &Visitor,
) -> Result<Response, Problem> {
    let left = match text {
        Some(text) => leave::left(hub, text, visitor.now()).await?,
        None => None,
    };
    let Some((left, text)) = left.zip(text) else {
        return Ok(View(LoggedOutPage::of_nothing(visitor.page())).into_response());
    };
    let logout = match &left.request {
        Some(id) => hub.provider.logout(headers, id).await.ok(),
        None => None,
    };
    let ways = ways_out(hub, &left, text).await;
    let page = logged_out(hub, visitor.page(), &left, logout.as_ref(), &ways, asked);
    if let Some(next) = &page.next {
        let onward = HeaderValue::from_str(&format!("0; url={}", next.href)).ok();
        let mut response = View(page).into_response();
        if let Some(onward) = onward {
            response.headers_mut().insert("refresh", onward);
        }
        return Ok(response);
    }
    match logout {
        Some(logout) if page.nothing_is_open() => Ok(logout.done(DONE)),
        _ => Ok(View(page).into_response()),
    }
}

/// Each method of the session with the address of its logout, if it has one for us.
async fn ways_out(hub: &Hub, left: &Left, text: &str) -> Vec<(MethodId, Option<String>)> {
    let mut ways = Vec::new();
    let mut asked = 0;
    for method in &left.methods {
        let state = format!("{text}.{}", asked + 1);
        let way = leave::logout_at(hub, method, &state).await;
        asked += usize::from(way.is_some());
        ways.push((method.clone(), way));
    }
    ways
}

fn logged_out(
    hub: &Hub,
    page: Page,
    left: &Left,
    logout: Option<&Logout>,
    ways: &[(MethodId, Option<String>)],
    asked: usize,
) -> LoggedOutPage {
    let language = page.language();
    let name = |method: &MethodId| hub.desk.method_name(method, language).to_owned();
    let mut with_logout =
        ways.iter().filter_map(|(method, way)| Some(Onward { name: name(method), href: way.clone()? }));
    let were_asked = with_logout.by_ref().take(asked).map(|onward| onward.name).collect();
    let open_methods = ways.iter().filter(|(_, way)| way.is_none()).filter_map(|(method, _)| {
        let configured = hub.desk.method(method).filter(|method| !method.is_mobile_key())?;
        Some(Onward { name: name(method), href: configured.openid.issuer.clone() })
    });
    let asking = logout.and_then(|logout| logout.client.as_ref()).map(|client| client.id.as_str());
    let services = left.services.iter().filter(|service| Some(service.as_str()) != asking);
    let open_services = services.filter_map(|service| {
        let client = hub.desk.client(service)?;
        Some(Service { name: client.name(language).to_owned(), domain: client.domain() })
    });
    let back = logout.and_then(|logout| {
        let name = logout.client.as_ref()?.name(language).to_owned();
        Some(Onward { name, href: logout.return_to()?.to_owned() })
    });
    LoggedOutPage {
        next: with_logout.next(),
        asked: were_asked,
        open_methods: open_methods.collect(),
        open_services: open_services.collect(),
        back,
        page,
    }
}

impl LoggedOutPage {
    fn of_nothing(page: Page) -> Self {
        let (asked, open_methods, open_services) = (Vec::new(), Vec::new(), Vec::new());
        Self { page, next: None, asked, open_methods, open_services, back: None }
    }

    fn nothing_is_open(&self) -> bool {
        self.open_methods.is_empty() && self.open_services.is_empty()
    }
}
