//! What a service that asked is answered.

use oidc::AuthorizationError;
use openid::{AuthorizationResponse, Grant, Interaction, InteractionError, Release};
use sessions::Session;
use values::Timestamp;

use super::ClientInfo;
use super::decide::decide;
use crate::context::Context;
use crate::rules::account::AccountId;
use crate::rules::consent::Consent;

/// The person decides what the service gets, and it gets that.
pub(crate) async fn consent_and_authorize(
    context: &Context,
    now: Timestamp,
    (id, session): (&AccountId, &Session),
    interaction: &Interaction,
    consent: &Consent,
    client: &ClientInfo,
) -> Result<AuthorizationResponse, InteractionError> {
    context
        .store
        .write(|tx| {
            let consent = decide(tx, now, id, &interaction.client.id, consent, client)?;
            let grant = Grant::from_session(session, release_of(&consent, interaction));
            context.provider.complete(tx, interaction, &grant)
        })
        .await
}

/// The service gets nothing.
pub(crate) async fn refuse(
    context: &Context,
    interaction: &Interaction,
    error: AuthorizationError,
) -> Result<AuthorizationResponse, InteractionError> {
    context.store.write(|tx| context.provider.refuse(tx, interaction, error)).await
}

/// What a decision lets a service have of what it asks for.
pub(crate) fn release_of(consent: &Consent, interaction: &Interaction) -> Release {
    let items = interaction.request.items();
    let released = consent.released(items.iter().map(|item| item.name));
    Release { claims: released.into_iter().map(str::to_owned).collect(), offline: consent.offline }
}
