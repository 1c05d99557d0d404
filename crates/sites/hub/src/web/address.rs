//! The hub's own addresses, and what their queries carry.

use axum::http::HeaderMap;
use openid::InteractionError;
use serde::Deserialize;
use url::form_urlencoded::Serializer;

use crate::acts::Hub;
use crate::acts::purpose::{Errand, Purpose};
use crate::rules::method::MethodId;

/// Whose login it is: the query of every page of a login.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub(crate) struct Whose {
    /// The interaction of a service that waits, or none for the portal.
    pub(crate) interaction: Option<String>,
    /// Where in the portal the person wants to go.
    pub(crate) return_to: Option<String>,
}

impl Whose {
    /// The service that waits in this browser, or the portal.
    pub(crate) async fn purpose(&self, hub: &Hub, headers: &HeaderMap) -> Result<Purpose, InteractionError> {
        match &self.interaction {
            Some(id) => Ok(Purpose::Service(Box::new(hub.provider.interaction(headers, id).await?))),
            None => Ok(Purpose::Portal),
        }
    }

    pub(crate) fn errand(&self, stepped_up: bool) -> Errand {
        Errand { interaction: self.interaction.clone(), return_to: self.return_to.clone(), stepped_up }
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
    pub(crate) fn departure(&self, method: &MethodId) -> String {
        self.path(&format!("/login/with/{method}"), &[])
    }

    fn path(&self, path: &str, more: &[(&str, &str)]) -> String {
        let mut query = Serializer::new(String::new());
        if let Some(id) = &self.interaction {
            query.append_pair("interaction", id);
        }
        if let Some(return_to) = &self.return_to {
            query.append_pair("return_to", return_to);
        }
        query.extend_pairs(more);
        let query = query.finish();
        if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
    }
}

impl From<&Errand> for Whose {
    fn from(errand: &Errand) -> Self {
        Self { interaction: errand.interaction.clone(), return_to: errand.return_to.clone() }
    }
}

/// Where a person chooses what to release.
pub(crate) fn release(interaction: &str) -> String {
    let whose = Whose { interaction: Some(interaction.to_owned()), return_to: None };
    whose.path("/login/release", &[])
}
