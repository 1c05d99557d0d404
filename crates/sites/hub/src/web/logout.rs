//! Logging out: by the button in the header, or because a service asks. It goes on to the methods by which the person had
//! logged in, and ends with the word where else they are still logged in.

use ::web::{Form, MaxAge, Page, Problem, RequestContext, View};
use askama::Template;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use openid::{InteractionError, LOGOUT_REFUSED, Logout, RelyingPartyError};
use serde::Deserialize;
use std::ops::Range;
use values::Language;

use crate::acts::logout::{self as acts, LoggedOut};
use crate::rules::method::MethodId;
use crate::web::AppState;

/// Where the browser is after the hub's own logout.
const DONE: &str = "/logout/done";

/// The cookie of the browser that logs out.
const COOKIE: &str = "logout";

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
    /// The next method, to whose own logout the page goes on by itself.
    next: Option<Onward>,
    /// Methods to whose logout the person was sent, and came back from.
    asked: Vec<String>,
    /// Methods where the person did not want to log out, with the way there once more.
    stayed: Vec<Onward>,
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

/// Comes back from a method as it was sent there (RP-Initiated Logout 1.0 §2).
#[derive(Default, Deserialize)]
pub(super) struct Returned {
    state: Option<String>,
    /// Whether the person did not want to log out there.
    logout: Option<String>,
}

/// Which logout is on its way, and the methods that were asked, by their place in the list, with an `n` where the person
/// said no: `TOKEN.0.2n`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Progress {
    token: String,
    asked: Vec<Turn>,
}

/// A method was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Turn {
    place: usize,
    stayed: bool,
}

impl Turn {
    fn read(text: &str) -> Option<Self> {
        let (place, stayed) = text.strip_suffix('n').map_or((text, false), |place| (place, true));
        Some(Self { place: place.parse().ok()?, stayed })
    }

    fn write(self) -> String {
        format!("{}{}", self.place, if self.stayed { "n" } else { "" })
    }
}

impl Progress {
    /// Reads a state; whatever is no number says nothing.
    fn read(state: &str) -> Self {
        let mut parts = state.split('.');
        let token = parts.next().unwrap_or_default().to_owned();
        Self { token, asked: parts.filter_map(Turn::read).collect() }
    }

    /// Back from the method that was asked last, where the person may have said no.
    fn returned(mut self, stayed: bool) -> Self {
        if let Some(last) = self.asked.last_mut() {
            last.stayed = stayed;
        }
        self
    }

    /// The state with this method as the one that is asked now, for the first time or once more.
    fn with(&self, place: usize) -> String {
        let others = self.asked.iter().copied().filter(|turn| turn.place != place);
        let turns = others.chain([Turn { place, stayed: false }]);
        turns.fold(self.token.clone(), |state, turn| format!("{state}.{}", turn.write()))
    }

    /// The methods that have not had their turn.
    fn next_places(&self, methods: usize) -> Range<usize> {
        self.asked.iter().map(|turn| turn.place).max().map_or(0, |last| last.saturating_add(1))..methods
    }
}

/// A service asks: does the person want to log out of the hub too?
pub(super) async fn ask(
    State(app): State<AppState>,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
    visitor: RequestContext,
) -> Result<Response, Problem> {
    let Some(id) = asked.logout else { return Ok(Redirect::to("/").into_response()) };
    let logout = app.provider.logout(&headers, &id).await?;
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
pub(super) async fn log_out(
    State(app): State<AppState>,
    headers: HeaderMap,
    visitor: RequestContext,
    Form(asked): Form<Asked>,
) -> Result<Response, Problem> {
    let logout = match &asked.logout {
        Some(id) => Some(app.provider.logout(&headers, id).await?),
        None => None,
    };
    if asked.decision.as_deref() == Some("stay") {
        return Ok(logout.map_or_else(|| Redirect::to("/").into_response(), |logout| logout.refused("/")));
    }
    let next = match visitor.session() {
        Some(session) => {
            let token = acts::begin(&app.context, session, asked.logout.as_deref(), visitor.now()).await?;
            let cookie = app.site.cookie(COOKIE).set(&token, MaxAge::Session);
            let mut next = Redirect::to(&format!("{DONE}?state={token}")).into_response();
            next.headers_mut().extend(cookie.map(|cookie| (header::SET_COOKIE, cookie)));
            next
        }
        None => logout.map_or_else(|| Redirect::to(DONE).into_response(), |logout| logout.done(DONE)),
    };
    Ok((app.site.delete_session_cookie(), next).into_response())
}

/// After the hub's own logout the first method follows; back from a method the next one, or the end.
pub(super) async fn next(
    State(app): State<AppState>,
    headers: HeaderMap,
    Query(returned): Query<Returned>,
    visitor: RequestContext,
) -> Result<Response, Problem> {
    if visitor.session().is_some() {
        return Ok(Redirect::to("/").into_response());
    }
    let progress = Progress::read(returned.state.as_deref().unwrap_or_default())
        .returned(returned.logout.as_deref() == Some(LOGOUT_REFUSED));
    // The address alone tells nothing: the logout belongs to the browser that began it.
    let is_ours = app.site.cookie(COOKIE).get(&headers) == Some(progress.token.as_str());
    let found = if is_ours { acts::find(&app.context, &progress.token, visitor.now()).await? } else { None };
    let Some(logged_out) = found else {
        return Ok(View(LoggedOutPage::of_nothing(visitor.page())).into_response());
    };
    let request = match &logged_out.request {
        Some(id) => match app.provider.logout(&headers, id).await {
            Ok(request) => Some(request),
            Err(InteractionError::Store(error)) => return Err(error.into()),
            // It has expired: the browser is logged out, and stays here.
            Err(_) => None,
        },
        None => None,
    };
    let next = next_method(&app, &logged_out, &progress, visitor.language()).await?;
    let mut page = page(&app, visitor.page(), &logged_out, request.as_ref(), next, &progress);
    if page.next.is_none() {
        for turn in progress.asked.iter().filter(|turn| turn.stayed) {
            let Some(method) = logged_out.methods.get(turn.place) else { continue };
            let again = progress.with(turn.place);
            if let Some(href) = way_to_logout(&app, method, &again, visitor.language()).await? {
                let name = app.context.method_name(method, visitor.language()).to_owned();
                page.stayed.push(Onward { name, href });
            }
        }
    }
    match (&page.next, request) {
        (Some(next), _) => {
            // The address is made of ASCII only.
            let refresh = HeaderValue::from_str(&format!("0; url={}", next.href)).ok();
            let mut response = View(page).into_response();
            response
                .headers_mut()
                .extend(refresh.map(|refresh| (HeaderName::from_static("refresh"), refresh)));
            Ok(response)
        }
        (None, Some(request)) if page.nothing_is_open() => Ok(request.done(DONE)),
        _ => Ok(View(page).into_response()),
    }
}

/// The next method that has a logout for us. One that does not tell where, now, is named as still open.
async fn next_method(
    app: &AppState,
    logged_out: &LoggedOut,
    progress: &Progress,
    language: Language,
) -> Result<Option<(MethodId, String)>, Problem> {
    for place in progress.next_places(logged_out.methods.len()) {
        let method = &logged_out.methods[place];
        if let Some(url) = way_to_logout(app, method, &progress.with(place), language).await? {
            return Ok(Some((method.clone(), url)));
        }
    }
    Ok(None)
}

/// None if the method has no logout for us, or does not answer.
async fn way_to_logout(
    app: &AppState,
    method: &MethodId,
    state: &str,
    language: Language,
) -> Result<Option<String>, Problem> {
    match acts::url_at(&app.context, method, state, language).await {
        Ok(url) => Ok(url),
        Err(RelyingPartyError::Store(error)) => Err(error.into()),
        Err(error) => {
            let error = &error as &dyn std::error::Error;
            tracing::warn!(error, method = %method, "no logout at a method");
            Ok(None)
        }
    }
}

fn page(
    app: &AppState,
    page: Page,
    logged_out: &LoggedOut,
    request: Option<&Logout>,
    next: Option<(MethodId, String)>,
    progress: &Progress,
) -> LoggedOutPage {
    let language = page.language();
    let name = |method: &MethodId| app.context.method_name(method, language).to_owned();
    let turn_of = |place: usize| progress.asked.iter().find(|turn| turn.place == place);
    let methods = || logged_out.methods.iter().enumerate();
    let asked = methods().filter(|(place, _)| turn_of(*place).is_some_and(|turn| !turn.stayed));
    let open = methods().filter(|(place, _)| turn_of(*place).is_none());
    let open_methods = open.filter_map(|(_, method)| {
        let configured = app.context.method(method).filter(|method| method.capabilities().keeps_sessions)?;
        Some(Onward { name: name(method), href: configured.openid.issuer.clone() })
    });
    let asking = request.and_then(|request| request.client.as_ref()).map(|client| client.id.as_str());
    let services = logged_out.services.iter().filter(|service| Some(service.as_str()) != asking);
    let open_services = services.filter_map(|service| {
        let service = app.context.services.get(service)?;
        Some(Service { name: service.name(language).to_owned(), domain: service.domain.clone() })
    });
    let back = request.and_then(|request| {
        let name = request.client.as_ref()?.name(language).to_owned();
        Some(Onward { name, href: request.return_to()?.to_owned() })
    });
    LoggedOutPage {
        next: next.map(|(method, href)| Onward { name: name(&method), href }),
        asked: asked.map(|(_, method)| name(method)).collect(),
        stayed: Vec::new(),
        open_methods: open_methods.collect(),
        open_services: open_services.collect(),
        back,
        page,
    }
}

impl LoggedOutPage {
    fn of_nothing(page: Page) -> Self {
        let (asked, stayed, open_methods, open_services) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self { page, next: None, asked, stayed, open_methods, open_services, back: None }
    }

    fn nothing_is_open(&self) -> bool {
        self.stayed.is_empty() && self.open_methods.is_empty() && self.open_services.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_tells_which_methods_were_asked() {
        let begun = Progress::read("token");
        assert_eq!((begun.token.as_str(), begun.next_places(3)), ("token", 0..3));
        let second = Progress::read(&begun.with(1));
        assert_eq!(second.asked, [Turn { place: 1, stayed: false }]);
        assert_eq!((second.with(2).as_str(), second.next_places(3)), ("token.1.2", 2..3));
        let refused = second.returned(true);
        assert_eq!((refused.with(2).as_str(), refused.next_places(3)), ("token.1n.2", 2..3));
        assert_eq!(Progress::read("token.1n.2").with(1), "token.2.1", "asked once more");
        for nonsense in ["", "token.x", "token.-1", "token.18446744073709551615"] {
            assert!(Progress::read(nonsense).next_places(3).len() <= 3, "{nonsense}");
        }
    }
}
