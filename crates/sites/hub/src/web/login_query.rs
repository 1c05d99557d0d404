//! The addresses of a login's pages.

use ::web::{Problem, ReturnPath};
use axum::http::HeaderMap;
use url::form_urlencoded::Serializer;

use super::AppState;
use crate::protocol::{LoginTarget, oidc};
use crate::rules::login_state::LoginQuery;
use crate::rules::method::MethodId;

impl LoginQuery {
    /// The service that waits in this browser, or the portal. A login that cannot go on leads back to its service.
    pub(crate) async fn target(&self, app: &AppState, headers: &HeaderMap) -> Result<LoginTarget, Problem> {
        let Some(id) = &self.interaction else {
            return Ok(LoginTarget::Portal { force_login: self.proof.is_some() });
        };
        match app.provider.interaction(headers, id).await {
            Ok(interaction) => {
                oidc::target(&app.context.services, interaction).map_err(|_| Problem::not_found())
            }
            Err(error) => Err(match oidc::home_of(&app.provider, id).await {
                Some(home) => Problem::from(error).action(String::from(home), "back-to-service"),
                None => error.into(),
            }),
        }
    }

    /// Of a service's waiting request.
    pub(crate) fn of_interaction(id: &str) -> Self {
        Self { interaction: Some(id.to_owned()), ..Self::default() }
    }

    /// Of a page of the portal.
    pub(crate) fn of_portal(path: String) -> Self {
        Self { return_to: Some(path), ..Self::default() }
    }

    /// The page of the portal to which the person goes.
    pub(crate) fn return_path(&self) -> ReturnPath {
        let path = self.return_to.as_deref().and_then(|path| ReturnPath::parse(path).ok());
        path.or_else(|| ReturnPath::parse("/portal").ok()).unwrap_or_default()
    }

    /// The list of methods for a page of the portal that wants an authentication made now.
    pub(crate) fn authenticate_again(path: String) -> String {
        Self { proof: Some("1".to_owned()), ..Self::of_portal(path) }.choice()
    }

    /// The list of methods.
    pub(crate) fn choice(&self) -> String {
        self.path("/login", &[])
    }

    /// The list of methods for somebody who is signed in and wants another one.
    pub(crate) fn another_choice(&self) -> String {
        self.path("/login", &[("again", "1")])
    }

    /// The list of methods after one of them was refused.
    pub(crate) fn choice_after_refusal(&self, method: &MethodId) -> String {
        self.path("/login", &[("refused", method.as_str())])
    }

    /// The list of methods while one of them does not answer.
    pub(crate) fn choice_without_answer(&self, method: &MethodId) -> String {
        self.path("/login", &[("did_not_answer", method.as_str())])
    }

    /// Where a login by a method begins.
    pub(crate) fn start_path(&self, method: &MethodId) -> String {
        self.path(&format!("/login/with/{method}"), &[])
    }

    /// Where a person chooses what to release.
    pub(crate) fn consent(&self) -> String {
        self.path("/login/release", &[])
    }

    fn path(&self, path: &str, more: &[(&str, &str)]) -> String {
        let mut query = Serializer::new(String::new());
        if let Some(id) = &self.interaction {
            query.append_pair("interaction", id);
        }
        if let Some(return_to) = &self.return_to {
            query.append_pair("return_to", return_to);
        }
        if self.proof.is_some() {
            query.append_pair("proof", "1");
        }
        query.extend_pairs(more);
        let query = query.finish();
        if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
    }
}
