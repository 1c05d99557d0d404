//! Who is signed in to the portal.

use std::sync::Arc;

use ::web::{Authenticated, Page, Problem};
use axum::extract::{FromRef, FromRequestParts};
use axum::http::{Method, request::Parts};
use axum::response::{IntoResponse, Redirect, Response};
use sessions::Session;
use values::Timestamp;

use super::PARTS;
use crate::acts::recheck::{Recheck, recheck};
use crate::acts::{accounts, own_data};
use crate::context::Context;
use crate::rules::login_state::{LoginQuery, PORTAL_LEVEL};
use crate::rules::person::PersonId;
use crate::rules::proof::{FRESH_FORM_MS, RECHECK_IN_PORTAL_AFTER_MS};
use crate::web::AppState;

/// A person in the portal; others are sent to log in, well enough.
pub(super) struct CurrentPerson {
    pub(super) id: PersonId,
    signed_in: Authenticated,
    name: Option<Arc<str>>,
}

impl CurrentPerson {
    /// The context of a page of the portal.
    pub(super) fn page(&self) -> Page {
        let page = self.signed_in.page().with_menu(PARTS);
        let nameless = || page.text("portal-nameless").to_string();
        let name = self.name().map_or_else(nameless, str::to_owned);
        page.signed_in_as(&name)
    }

    /// To a page of the portal that tells what has been done.
    pub(super) fn redirect_with_flash(&self, path: &str, key: &'static str, what: &str) -> Response {
        self.signed_in.redirect_with_flash(path, key, what)
    }

    /// For the acts about accounts.
    pub(super) fn actor(&self) -> accounts::Actor<'_> {
        accounts::Actor { person: &self.id, session: self.session(), now: self.now() }
    }

    pub(super) fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    pub(super) fn session(&self) -> &Session {
        self.signed_in.session()
    }

    /// The path of this request.
    pub(super) fn path(&self) -> String {
        let path = self.signed_in.path_and_query();
        path.split_once('?').map_or(path.as_str(), |(path, _)| path).to_owned()
    }

    pub(super) fn now(&self) -> Timestamp {
        self.signed_in.now()
    }
}

impl<S: Send + Sync> FromRequestParts<S> for CurrentPerson
where
    AppState: FromRef<S>,
{
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        let signed_in = <Authenticated as FromRequestParts<S>>::from_request_parts(parts, state).await?;
        let session = signed_in.session();
        let id = PersonId::parse(&session.subject).map_err(|_| Problem::forbidden().into_response())?;
        if session.level < PORTAL_LEVEL {
            return Err(to_login(&signed_in, &parts.method).into_response());
        }
        let context = AppState::from_ref(state).context;
        // What a form that was sent in time has done is told in the session that sent it.
        let opens = parts.method == Method::GET && !signed_in.has_flash();
        let within_ms = if opens { RECHECK_IN_PORTAL_AFTER_MS } else { FRESH_FORM_MS };
        match recheck(&context, session, within_ms, signed_in.now()).await {
            Ok(Recheck::NotDue) => {}
            Ok(Recheck::At(method)) => {
                let query = LoginQuery::of_portal(way_back(&signed_in, &parts.method));
                return Err(Redirect::to(&query.start_path(&method)).into_response());
            }
            Ok(Recheck::MethodGone) => return Err(to_login(&signed_in, &parts.method).into_response()),
            Err(error) => return Err(Problem::from(error).into_response()),
        }
        let name = own_data::name(&context, session).await;
        Ok(Self { id, signed_in, name })
    }
}

/// Puts the person's name and the navigation on a page that no handler of ours makes: an error, the help. The register is
/// not asked for the name.
pub(in crate::web) async fn introduce(context: Arc<Context>, page: Page, session: Session) -> Page {
    let name = own_data::known_name(&context, &session);
    let nameless = || page.text("portal-nameless").to_string();
    let name = name.map_or_else(nameless, |name| name.to_string());
    let page = page.signed_in_as(&name);
    if session.level < PORTAL_LEVEL { page } else { page.with_menu(PARTS) }
}

/// The session will not do: one more login, by a better method.
fn to_login(signed_in: &Authenticated, method: &Method) -> Redirect {
    Redirect::to(&LoginQuery::of_portal(way_back(signed_in, method)).choice())
}

/// The page to come back to; a form that was sent cannot be sent again from here.
fn way_back(signed_in: &Authenticated, method: &Method) -> String {
    if *method == Method::GET { signed_in.path_and_query() } else { "/portal".to_owned() }
}
