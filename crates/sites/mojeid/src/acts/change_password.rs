//! A new password.

use secrets::PasswordError;
use sessions::{Session, StartedSession};
use store::StoreError;
use values::Timestamp;

use super::Origin;
use super::allow::{self, NotNow};
use super::login::LoginError;
use crate::Mojeid;
use crate::messages;
use crate::rules::event::EventKind;
use crate::rules::password::{NewPassword, PasswordProblem};
use crate::store::account::{self, Credentials};
use crate::store::recovery;

/// Why the password stayed as it was.
#[derive(Debug, thiserror::Error)]
pub enum ChangePasswordError {
    /// Password and passcode were not shown a few minutes ago.
    #[error(transparent)]
    NotNow(#[from] NotNow),
    /// The password was not looked at.
    #[error(transparent)]
    Password(#[from] PasswordError),
    /// The present password was not accepted.
    #[error(transparent)]
    Present(LoginError),
    /// The new password is not good enough.
    #[error(transparent)]
    New(#[from] PasswordProblem),
    /// The new password is the present one.
    #[error("the new password is the present one")]
    Same,
    /// This browser was signed out meanwhile.
    #[error("the session has ended meanwhile")]
    SignedOut,
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Mojeid {
    /// Changes the password, signs all other browsers out and ends what services may still ask; this browser gets a new
    /// session and stays known. Only on a fresh proof by password and passcode, and by the present password once more:
    /// who sits down at an open session minutes after the proof does not know it. A recovery that can still be undone
    /// brings the password from before it back no more.
    pub async fn change_password(
        &self,
        now: Timestamp,
        session: &Session,
        present: &str,
        new: &str,
        origin: &Origin,
    ) -> Result<(StartedSession, String), ChangePasswordError> {
        let id = &allow::proven(session, now)?;
        let credentials = self.store().read(|tx| account::credentials(tx, id)).await?;
        let credentials = credentials.ok_or(NotNow::NoAccount)?;
        let person = &credentials.account;
        let parsed = NewPassword::parse(new, &[person.user_name.as_str(), person.contact.email.as_str()])?;
        let checked = self.confirm_password(now, session, &credentials, present, origin).await;
        checked.map_err(ChangePasswordError::Present)?;
        if self.passwords().verify(new, &credentials.password_hash).await? {
            return Err(ChangePasswordError::Same);
        }
        let hash = self.passwords().hash(parsed.reveal()).await?;
        self.store()
            .write(|tx| {
                if !account::change_password(tx, id, &credentials.password_hash, &hash)? {
                    return Err(StoreError::Conflict.into());
                }
                recovery::block_old(tx, id, now)?;
                origin.record(tx, now, id, EventKind::PasswordChanged)?;
                self.delivery().queue_warning(
                    tx,
                    now,
                    &messages::password_changed(self.web(), now, person),
                )?;
                self.web().sessions().end_others(tx, session)?;
                self.provider().revoke_grants(tx, id.as_str(), None)?;
                let cookie = self.web().sessions().renew(tx, now, session.clone())?;
                let changed = Credentials { password_hash: hash.clone(), ..credentials.clone() };
                let kept = self.known_browsers().proven(origin.known_browser.as_deref(), &changed);
                Ok((cookie.ok_or(ChangePasswordError::SignedOut)?, kept))
            })
            .await
    }
}
