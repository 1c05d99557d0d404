//! What a service that asked is answered.

use oidc::AuthorizationError;
use openid::{AuthorizationResponse, Grant, Interaction, InteractionError, Release};
use sessions::Session;
use values::Timestamp;

use super::Origin;
use super::decide::decide;
use crate::Mojeid;
use crate::rules::account::AccountId;
use crate::rules::release::Decision;

impl Mojeid {
    /// The service gets this; the person has decided it before, or nobody asks them.
    pub(crate) async fn answer(
        &self,
        session: &Session,
        interaction: &Interaction,
        release: Release,
    ) -> Result<AuthorizationResponse, InteractionError> {
        let grant = Grant::from_session(session, release);
        self.store().write(|tx| self.provider().complete(tx, interaction, &grant)).await
    }

    /// The person decides what the service gets, and it gets that.
    pub(crate) async fn decide_and_answer(
        &self,
        now: Timestamp,
        (id, session): (&AccountId, &Session),
        interaction: &Interaction,
        decision: &Decision,
        origin: &Origin,
    ) -> Result<AuthorizationResponse, InteractionError> {
        self.store()
            .write(|tx| {
                let decision = decide(tx, now, id, &interaction.client.id, decision, origin)?;
                let grant = Grant::from_session(session, release_of(&decision, interaction));
                self.provider().complete(tx, interaction, &grant)
            })
            .await
    }

    /// The service gets nothing.
    pub(crate) async fn refuse(
        &self,
        interaction: &Interaction,
        error: AuthorizationError,
    ) -> Result<AuthorizationResponse, InteractionError> {
        self.store().write(|tx| self.provider().refuse(tx, interaction, error)).await
    }
}

/// What a decision lets a service have of what it asks for.
pub(crate) fn release_of(decision: &Decision, interaction: &Interaction) -> Release {
    let items = interaction.request.items();
    let released = decision.released(items.iter().map(|item| item.name));
    Release { claims: released.into_iter().map(str::to_owned).collect(), offline: decision.offline }
}
