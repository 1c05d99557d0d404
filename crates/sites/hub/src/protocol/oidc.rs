//! Services that speak OpenID Connect: their requests read as a [`ServiceRequest`], and answered.

use ::oidc::{AuthorizationError, AuthorizationRequest};
use ::store::Tx;
use openid::{
    AuthorizationResponse, Client, Grant, Interaction, InteractionError, InteractionReason, Next, Provider,
    Release,
};
use sessions::Session;
use url::Url;
use values::AssuranceLevel;

use super::{LoginTarget, Missing, ReplyTo};
use crate::rules::item::{Items, claims_of_items};
use crate::rules::release;
use crate::rules::service::{ServiceId, ServiceIdError};
use crate::rules::service_request::ServiceRequest;
use crate::services::Services;

/// A request that waits for a person.
pub(crate) fn target(services: &Services, interaction: Interaction) -> Result<LoginTarget, ServiceIdError> {
    let mut request = request(services, &interaction.client, &interaction.request)?;
    // What the session lacked when the service asked counts too: there may be no session by now.
    request.force_login |=
        matches!(interaction.reason, InteractionReason::LoginAgain | InteractionReason::Selection);
    Ok(LoginTarget::Service(Box::new(request), ReplyTo::Oidc(Box::new(interaction))))
}

/// The front page of the service that began an interaction: also known for a day after the interaction has ended.
pub(crate) async fn home_of(provider: &Provider, interaction: &str) -> Option<Url> {
    provider.client_of_interaction(interaction).await.ok()??.home()
}

/// What a client asks for.
pub(crate) fn request(
    services: &Services,
    client: &Client,
    request: &AuthorizationRequest,
) -> Result<ServiceRequest, ServiceIdError> {
    let service = ServiceId::parse(&client.id)?;
    let claims = request.items();
    let (asked, essential) = release::asked_by(claims.iter().map(|claim| (claim.name, claim.essential)));
    let requested = release::requested(&services.release_policy(&service), &asked, &essential);
    Ok(ServiceRequest {
        service,
        name: client.name.clone(),
        domain: client.domain(),
        home: home(&request.redirect_uri),
        minimum_level: request.minimum_level().max(client.minimum_level).unwrap_or(AssuranceLevel::Low),
        max_age_s: request.max_age_s,
        force_login: request.prompt.login || request.prompt.select_account,
        offline_access: request.scope.has_offline_access(),
        requested,
    })
}

/// Items as the provider wants them: the names of the claims that were asked for and are made of these items.
pub(crate) fn release(request: &AuthorizationRequest, items: &Items, offline: Option<bool>) -> Release {
    let asked = request.items();
    let names = claims_of_items(items, asked.iter().map(|claim| claim.name));
    Release { claims: names.into_iter().map(str::to_owned).collect(), offline }
}

pub(super) fn missing(provider: &Provider, interaction: &Interaction, session: &Session) -> Option<Missing> {
    match provider.missing(interaction, Some(session)) {
        None | Some(InteractionReason::Consent) => None,
        Some(InteractionReason::HigherLevel) => Some(Missing::Level),
        Some(_) => Some(Missing::Login),
    }
}

pub(super) fn answer_of(next: Next) -> Option<AuthorizationResponse> {
    match next {
        Next::Answer(response) => Some(response),
        Next::Login(_) | Next::Consent => None,
    }
}

pub(super) fn grant(
    provider: &Provider,
    tx: &mut Tx<'_>,
    interaction: &Interaction,
    session: &Session,
    items: &Items,
    offline: Option<bool>,
) -> Result<AuthorizationResponse, InteractionError> {
    let release = release(&interaction.request, items, offline);
    provider.complete(tx, interaction, &Grant::from_session(session, release))
}

pub(super) fn refuse(
    provider: &Provider,
    tx: &mut Tx<'_>,
    interaction: &Interaction,
) -> Result<AuthorizationResponse, InteractionError> {
    provider.refuse(tx, interaction, AuthorizationError::AccessDenied)
}

fn home(redirect_uri: &str) -> Option<Url> {
    Url::parse(redirect_uri).ok().filter(|uri| matches!(uri.scheme(), "https" | "http"))?.join("/").ok()
}
