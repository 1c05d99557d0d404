//! What the hub is told of a login: that somebody approved it, or that nobody will.

use mobile_key_api::RequestId;
use mobile_key_api::phone::FactorKind;
use oidc::{AuthorizationDetail, AuthorizationError};
use openid::{AuthorizationResponse, Grant, Interaction, InteractionError, Provider, Release};
use store::StoreError;

use super::browser::{Browser, Redeemed, redeem};
use super::common::ActError;
use crate::context::Context;
use crate::rules::Refusal;

/// Why the hub was not told.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CompleteLoginError {
    #[error(transparent)]
    Act(#[from] ActError),
    #[error(transparent)]
    Interaction(#[from] InteractionError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The phone approved: the login is fetched, once, and the hub gets its answer.
pub(crate) async fn complete_login(
    context: &Context,
    provider: &Provider,
    interaction: &Interaction,
    id: &RequestId,
    browser: Browser<'_>,
) -> Result<AuthorizationResponse, CompleteLoginError> {
    let now = context.now();
    context
        .store
        .write(|tx| {
            let redeemed = redeem(context, tx, id, browser, now)?;
            Ok(provider.complete(tx, interaction, &grant(&redeemed)?)?)
        })
        .await
}

/// Another method, or not at all.
pub(crate) async fn refuse_login(
    context: &Context,
    provider: &Provider,
    interaction: &Interaction,
) -> Result<AuthorizationResponse, CompleteLoginError> {
    context.store.write(|tx| Ok(provider.refuse(tx, interaction, AuthorizationError::AccessDenied)?)).await
}

fn grant(redeemed: &Redeemed) -> Result<Grant, ActError> {
    let detail =
        serde_json::to_value(&redeemed.released).and_then(serde_json::from_value::<AuthorizationDetail>);
    let detail = detail.map_err(|_| ActError::Refused(Refusal::Internal))?;
    Ok(Grant {
        subject: redeemed.person.as_str().to_owned(),
        authenticated_at: redeemed.authenticated_at,
        level: redeemed.level,
        amr: amr(redeemed.factor).map(str::to_owned).to_vec(),
        release: Release::default(),
        authorization_details: vec![detail],
        session: None,
    })
}

/// Authentication method references (RFC 8176 §2).
fn amr(factor: FactorKind) -> [&'static str; 3] {
    match factor {
        FactorKind::Pin => ["mfa", "swk", "pin"],
        FactorKind::Password => ["mfa", "swk", "pwd"],
        FactorKind::Biometrics => ["mfa", "swk", "user"],
    }
}
