//! The hub's own addresses, and what their queries carry.

use ::web::Problem;
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
    /// Whether the page of the portal wants a proof that is made now.
    pub(crate) proof: Option<String>,
}

impl Whose {
    /// The service that waits in this browser, or the portal. A login that cannot go on leads back to its service.
    pub(crate) async fn purpose(&self, hub: &Hub, headers: &HeaderMap) -> Result<Purpose, Problem> {
        match &self.interaction {
            Some(id) => match hub.provider.interaction(headers, id).await {
                Ok(interaction) => Ok(Purpose::Service(Box::new(interaction))),
                Err(error) => Err(back_to_service(hub, id, error).await),
            },
            None => Ok(Purpose::Portal { proof: self.proof.is_some() }),
        }
    }

    pub(crate) fn errand(&self) -> Errand {
        Errand {
            interaction: self.interaction.clone(),
            return_to: self.return_to.clone(),
            proof: self.proof.is_some(),
            ..Errand::default()
        }
    }

    /// A new proof for a page of the portal.
    pub(crate) fn proof_for(path: &str) -> String {
        let proof = Some("1".to_owned());
        Self { return_to: Some(path.to_owned()), proof, ..Self::default() }.choice()
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
        if self.proof.is_some() {
            query.append_pair("proof", "1");
        }
        query.extend_pairs(more);
        let query = query.finish();
        if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
    }
}

async fn back_to_service(hub: &Hub, id: &str, error: InteractionError) -> Problem {
    let client = hub.provider.client_of_interaction(id).await.ok().flatten();
    match client.and_then(|client| client.home()) {
        Some(home) => Problem::from(error).action(String::from(home), "back-to-service"),
        None => error.into(),
    }
}

impl From<&Errand> for Whose {
    fn from(errand: &Errand) -> Self {
        let proof = errand.proof.then(|| "1".to_owned());
        Self { interaction: errand.interaction.clone(), return_to: errand.return_to.clone(), proof }
    }
}

/// Where a person chooses what to release.
pub(crate) fn release(interaction: &str) -> String {
    let whose = Whose { interaction: Some(interaction.to_owned()), ..Whose::default() };
    whose.path("/login/release", &[])
}
