//! A new password.

use store::StoreError;
use values::Timestamp;
use web::{Session, SessionCookie};

use super::Origin;
use super::login::LoginError;
use crate::Mojeid;
use crate::messages;
use crate::rules::account::AccountId;
use crate::rules::event::EventKind;
use crate::rules::password::{NewPassword, PasswordProblem};
use crate::store::account;

/// Why the password stayed as it was.
#[derive(Debug, thiserror::Error)]
pub enum ChangePasswordError {
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
    /// The account is gone.
    #[error("there is no such account")]
    NoAccount,
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Mojeid {
    /// Changes the password, signs all other browsers out and ends what services may still ask; this browser gets a new
    /// session.
    pub async fn change_password(
        &self,
        now: Timestamp,
        session: &Session,
        id: &AccountId,
        present: &str,
        new: &str,
        origin: &Origin,
    ) -> Result<SessionCookie, ChangePasswordError> {
        let credentials = self.store().read(|tx| account::credentials(tx, id)).await?;
        let credentials = credentials.ok_or(ChangePasswordError::NoAccount)?;
        let person = &credentials.account;
        let parsed = NewPassword::parse(new, &[person.user_name.as_str(), person.contact.email.as_str()])?;
        self.confirm_password(now, session, &credentials, present, origin)
            .await
            .map_err(ChangePasswordError::Present)?;
        if new == present {
            return Err(ChangePasswordError::Same);
        }
        let hash = self.passwords().hash(parsed.reveal()).await;
        let hash = hash.map_err(|error| ChangePasswordError::Present(error.into()))?;
        self.store()
            .write(|tx| {
                if !account::change_password(tx, id, &credentials.password_hash, &hash)? {
                    return Err(StoreError::Conflict.into());
                }
                origin.record(tx, now, id, EventKind::PasswordChanged)?;
                self.delivery().queue(tx, now, &messages::password_changed(self.web(), now, person))?;
                self.web().sessions().end_others(tx, session)?;
                self.provider().revoke_grants(tx, id.as_str(), None)?;
                // The password alone does not renew what a passcode has proven.
                let cookie = self.web().sessions().renew(tx, now, session.clone())?;
                cookie.ok_or(ChangePasswordError::SignedOut)
            })
            .await
    }
}
