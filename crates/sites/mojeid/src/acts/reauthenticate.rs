//! Showing again who one is, before something changes how one logs in or is reached.

use sessions::{Session, StartedSession};
use store::StoreError;
use values::{AssuranceLevel, Timestamp};

use super::ClientInfo;
use super::login::{self, LoginError};
use crate::context::Context;
use crate::rules::account::AccountId;
use crate::rules::event::EventKind;
use crate::rules::reauthentication::BY_PASSWORD;
use crate::store::account;

/// Why the proof is not fresh.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ReauthenticateError {
    /// The password was not accepted.
    #[error(transparent)]
    Password(LoginError),
    /// This browser was signed out meanwhile, or the password was changed.
    #[error("the session has ended meanwhile")]
    LoggedOut,
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Takes the password of somebody who is signed in. From then on the session stands on this password alone, until a
/// passcode comes on top ([`super::step_up`]): a factor of long ago does not make a new one more than it is.
pub(crate) async fn reauthenticate(
    context: &Context,
    now: Timestamp,
    session: &Session,
    password: &str,
    client: &ClientInfo,
) -> Result<StartedSession, ReauthenticateError> {
    let id = AccountId::parse(&session.subject).map_err(|_| ReauthenticateError::LoggedOut)?;
    let credentials = context.store.read(|tx| account::credentials(tx, &id)).await?;
    let credentials = credentials.ok_or(ReauthenticateError::LoggedOut)?;
    let checked = login::confirm_password(context, now, session, &credentials, password, client).await;
    checked.map_err(ReauthenticateError::Password)?;
    context
        .store
        .write(|tx| {
            // Checking took its time: a password that was changed meanwhile proves nothing.
            let present = account::credentials(tx, &id)?;
            if present.is_none_or(|present| present.password_hash != credentials.password_hash) {
                return Err(ReauthenticateError::LoggedOut);
            }
            let proven = Session {
                authenticated_at: now,
                level: AssuranceLevel::Low,
                amr: BY_PASSWORD.iter().map(|&method| method.to_owned()).collect(),
                ..session.clone()
            };
            let cookie = context.site.sessions().renew(tx, now, proven)?;
            client.record(tx, now, &id, EventKind::ProvenByPassword)?;
            cookie.ok_or(ReauthenticateError::LoggedOut)
        })
        .await
}
