//! Logout that a client began (OpenID Connect RP-Initiated Logout 1.0).

use std::sync::Arc;

use axum::response::{IntoResponse, Redirect, Response};
use url::Url;

use crate::Client;

/// The parameter, and its value, by which a client learns that the person did not want to log out here.
const LOGOUT: &str = "logout";
/// See [`Logout::refused`].
pub const LOGOUT_REFUSED: &str = "refused";

/// A logout that waits for the person's word. The site ends its session and then returns [`Logout::done`], or sends the
/// person elsewhere if they want to stay.
#[derive(Clone, Debug)]
pub struct Logout {
    /// For links and forms of the site's own pages.
    pub id: String,
    /// Who asks, if it said so.
    pub client: Option<Arc<Client>>,
    /// The client asked for an address that it has not registered: the person stays on our pages.
    pub stays_here: bool,
    pub(crate) return_to: Option<String>,
}

impl Logout {
    /// The key of the text that tells the person that they will stay here.
    pub fn stays_text(&self) -> Option<&'static str> {
        self.stays_here.then_some("openid-logout-stays")
    }

    /// Where the client wants the browser back, if it said so and has registered the address.
    pub fn return_to(&self) -> Option<&str> {
        self.return_to.as_deref()
    }

    /// Back to the client as [`Self::done`], where the person did not want to log out. The specification has no word for
    /// that: a client that does not know ours takes no notice of it.
    pub fn refused(&self, otherwise: &str) -> Response {
        let back = self.return_to.as_deref().and_then(|back| Url::parse(back).ok()).map(|mut back| {
            back.query_pairs_mut().append_pair(LOGOUT, LOGOUT_REFUSED);
            String::from(back)
        });
        Redirect::to(back.as_deref().unwrap_or(otherwise)).into_response()
    }

    /// Back to the client, if it wants to be returned to; otherwise to a page of the site's own.
    pub fn done(&self, otherwise: &str) -> Response {
        Redirect::to(self.return_to.as_deref().unwrap_or(otherwise)).into_response()
    }
}
