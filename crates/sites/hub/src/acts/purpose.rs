//! Why somebody logs in: kept with the relying party's state while they are at the method.

use openid::{Interaction, InteractionReason};
use serde::{Deserialize, Serialize};
use values::AssuranceLevel;
use web::ReturnPath;

use crate::rules::service::ServiceId;

/// The level below which nobody enters the portal.
pub(crate) const PORTAL_LEVEL: AssuranceLevel = AssuranceLevel::Substantial;

/// What is carried to a method and back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Errand {
    /// The interaction of a service that waits, or none for the portal.
    pub(crate) interaction: Option<String>,
    /// Where in the portal the person wants to go.
    pub(crate) return_to: Option<String>,
    /// Whether this is the second, stronger login of somebody not yet known.
    pub(crate) stepped_up: bool,
    /// A page of the portal wants a proof that is made now.
    #[serde(default)]
    pub(crate) proof: bool,
    /// When the person set off, in Unix milliseconds: a second login may stand on what was proven since.
    #[serde(default)]
    pub(crate) left_at_ms: Option<i64>,
    /// Whether the method was told that no session of its own will do.
    #[serde(default)]
    pub(crate) fresh: bool,
}

impl Errand {
    /// As text for the relying party.
    pub(crate) fn write(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Reads what [`Errand::write`] wrote; anything else leads to the portal.
    pub(crate) fn read(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }

    /// Where the person goes in the portal.
    pub(crate) fn return_path(&self) -> ReturnPath {
        let path = self.return_to.as_deref().and_then(|path| ReturnPath::parse(path).ok());
        path.or_else(|| ReturnPath::parse("/portal").ok()).unwrap_or_default()
    }
}

/// A login on its way: to a service, or to the portal.
#[derive(Clone, Debug)]
pub(crate) enum Purpose {
    /// A service waits.
    Service(Box<Interaction>),
    /// The hub's own portal.
    Portal {
        /// Whether a page there wants a proof that is made now, whatever session there is.
        proof: bool,
    },
}

impl Purpose {
    /// The level asked for.
    pub(crate) fn level(&self) -> AssuranceLevel {
        match self {
            Self::Service(interaction) => interaction.minimum_level().unwrap_or(AssuranceLevel::Low),
            Self::Portal { .. } => PORTAL_LEVEL,
        }
    }

    /// Whose login it is, for histories.
    pub(crate) fn service(&self) -> Option<ServiceId> {
        match self {
            Self::Service(interaction) => ServiceId::parse(&interaction.client.id).ok(),
            Self::Portal { .. } => Some(ServiceId::portal()),
        }
    }

    /// Whether the person has to prove who they are once more, whatever session there is here or at a method. What the
    /// service asked for counts, not only what was missing when it asked: there may have been no session at all then.
    pub(crate) fn wants_fresh_login(&self) -> bool {
        match self {
            Self::Service(interaction) => {
                let asked = &interaction.request.prompt;
                asked.login
                    || asked.select_account
                    || matches!(
                        interaction.reason,
                        InteractionReason::LoginAgain | InteractionReason::Selection
                    )
            }
            Self::Portal { proof } => *proof,
        }
    }

    /// The interaction, if a service waits.
    pub(crate) fn interaction(&self) -> Option<&Interaction> {
        match self {
            Self::Service(interaction) => Some(interaction),
            Self::Portal { .. } => None,
        }
    }
}
