//! Showing again who one is, before something changes how one logs in or is reached.

use sessions::{Session, StartedSession};
use store::StoreError;
use values::{AssuranceLevel, Timestamp};

use super::Origin;
use super::login::LoginError;
use crate::Mojeid;
use crate::rules::account::AccountId;
use crate::rules::event::EventKind;
use crate::rules::proof::BY_PASSWORD;
use crate::store::account;

/// Why the proof is not fresh.
#[derive(Debug, thiserror::Error)]
pub enum ProveError {
    /// The password was not accepted.
    #[error(transparent)]
    Password(LoginError),
    /// This browser was signed out meanwhile, or the password was changed.
    #[error("the session has ended meanwhile")]
    SignedOut,
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Mojeid {
    /// Takes the password of somebody who is signed in. From then on the session stands on this password alone, until a
    /// passcode comes on top ([`Mojeid::step_up`]): a factor of long ago does not make a new one more than it is.
    pub async fn prove_password(
        &self,
        now: Timestamp,
        session: &Session,
        password: &str,
        origin: &Origin,
    ) -> Result<StartedSession, ProveError> {
        let id = AccountId::parse(&session.subject).map_err(|_| ProveError::SignedOut)?;
        let credentials = self.store().read(|tx| account::credentials(tx, &id)).await?;
        let credentials = credentials.ok_or(ProveError::SignedOut)?;
        let checked = self.confirm_password(now, session, &credentials, password, origin).await;
        checked.map_err(ProveError::Password)?;
        self.store()
            .write(|tx| {
                // Checking took its time: a password that was changed meanwhile proves nothing.
                let present = account::credentials(tx, &id)?;
                if present.is_none_or(|present| present.password_hash != credentials.password_hash) {
                    return Err(ProveError::SignedOut);
                }
                let proven = Session {
                    authenticated_at: now,
                    level: AssuranceLevel::Low,
                    amr: BY_PASSWORD.iter().map(|&method| method.to_owned()).collect(),
                    ..session.clone()
                };
                let cookie = self.web().sessions().renew(tx, now, proven)?;
                origin.record(tx, now, &id, EventKind::ProvenByPassword)?;
                cookie.ok_or(ProveError::SignedOut)
            })
            .await
    }
}
