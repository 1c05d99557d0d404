//! How services speak to the hub. Everything else works with a [`ServiceRequest`] and answers by its [`ReplyTo`].

pub(crate) mod oidc;

use ::store::Tx;
use openid::Interaction;
use sessions::Session;
use values::AssuranceLevel;

use crate::rules::item::Items;
use crate::rules::login_state::PORTAL_LEVEL;
use crate::rules::service::ServiceId;
use crate::rules::service_request::ServiceRequest;

pub(crate) use openid::{AuthorizationResponse, InteractionError, Provider};

/// How a service's request is answered.
#[derive(Clone, Debug)]
pub(crate) enum ReplyTo {
    /// By OpenID Connect.
    Oidc(Box<Interaction>),
}

/// What a person logs in to.
#[derive(Clone, Debug)]
pub(crate) enum LoginTarget {
    /// A service waits.
    Service(Box<ServiceRequest>, ReplyTo),
    /// The hub's own portal.
    Portal {
        /// Whether a page there wants an authentication made now, whatever session there is.
        force_login: bool,
    },
}

/// What a session lacks for a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Missing {
    /// An authentication: there is none, it is too old, or of another person.
    Login,
    /// A higher level.
    Level,
}

impl ReplyTo {
    /// The id of the waiting request, for links and forms.
    pub(crate) fn id(&self) -> &str {
        let Self::Oidc(interaction) = self;
        &interaction.id
    }

    /// Answers the service if nothing is missing any more; none if the person has to be asked for consent, or to log in.
    pub(crate) fn resume(
        &self,
        provider: &Provider,
        tx: &mut Tx<'_>,
        session: &Session,
    ) -> Result<Option<AuthorizationResponse>, InteractionError> {
        let Self::Oidc(interaction) = self;
        Ok(oidc::answer_of(provider.resume(tx, interaction, Some(session))?))
    }

    /// [`ReplyTo::resume`] in a transaction of its own.
    pub(crate) async fn resume_alone(
        &self,
        provider: &Provider,
        session: &Session,
    ) -> Result<Option<AuthorizationResponse>, InteractionError> {
        let Self::Oidc(interaction) = self;
        Ok(oidc::answer_of(provider.resume_alone(interaction, Some(session)).await?))
    }

    /// Grants the request: the service is given these items. `offline` is what the person said to offline access, if
    /// they were asked.
    pub(crate) fn grant(
        &self,
        provider: &Provider,
        tx: &mut Tx<'_>,
        session: &Session,
        items: &Items,
        offline: Option<bool>,
    ) -> Result<AuthorizationResponse, InteractionError> {
        let Self::Oidc(interaction) = self;
        oidc::grant(provider, tx, interaction, session, items, offline)
    }

    /// Refuses the request: the service learns only that.
    pub(crate) fn refuse(
        &self,
        provider: &Provider,
        tx: &mut Tx<'_>,
    ) -> Result<AuthorizationResponse, InteractionError> {
        let Self::Oidc(interaction) = self;
        oidc::refuse(provider, tx, interaction)
    }

    /// The key of the text (with `service`) that a page of consent bears when the service asks for offline access.
    pub(crate) fn offline_text(&self) -> Option<&'static str> {
        let Self::Oidc(interaction) = self;
        interaction.offline_text()
    }
}

impl LoginTarget {
    /// What a session lacks for this login; consent is another matter.
    pub(crate) fn missing(&self, provider: &Provider, session: &Session) -> Option<Missing> {
        match self {
            Self::Service(_, ReplyTo::Oidc(interaction)) => oidc::missing(provider, interaction, session),
            Self::Portal { .. } if session.level < PORTAL_LEVEL => Some(Missing::Level),
            Self::Portal { force_login } => force_login.then_some(Missing::Login),
        }
    }

    /// The level asked for.
    pub(crate) fn minimum_level(&self) -> AssuranceLevel {
        match self {
            Self::Service(request, _) => request.minimum_level,
            Self::Portal { .. } => PORTAL_LEVEL,
        }
    }

    /// The service, for histories; the portal is one too.
    pub(crate) fn service(&self) -> ServiceId {
        match self {
            Self::Service(request, _) => request.service.clone(),
            Self::Portal { .. } => ServiceId::portal(),
        }
    }

    /// Whether the person has to authenticate again, whatever session there is here or at a method.
    pub(crate) fn force_login(&self) -> bool {
        match self {
            Self::Service(request, _) => request.force_login,
            Self::Portal { force_login } => *force_login,
        }
    }

    /// The request, if a service waits.
    pub(crate) fn request(&self) -> Option<&ServiceRequest> {
        match self {
            Self::Service(request, _) => Some(request),
            Self::Portal { .. } => None,
        }
    }
}
