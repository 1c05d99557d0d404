//! A new password.

use secrets::PasswordError;
use sessions::{Session, StartedSession};
use store::StoreError;
use values::Timestamp;

use super::ClientInfo;
use super::change_guard::{self, ChangeRefused};
use super::login::{self, LoginError};
use crate::context::Context;
use crate::messages;
use crate::rules::event::EventKind;
use crate::rules::password::{NewPassword, PasswordProblem};
use crate::store::account::{self, Credentials};
use crate::store::recovery;

/// Why the password stayed as it was.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ChangePasswordError {
    /// Password and passcode were not shown a few minutes ago.
    #[error(transparent)]
    Refused(#[from] ChangeRefused),
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
    LoggedOut,
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Changes the password, signs all other browsers out and ends what services may still ask; this browser gets a new
/// session and stays known. Only on a fresh proof by password and passcode, and by the present password once more:
/// who sits down at an open session minutes after the proof does not know it. A recovery that can still be undone
/// brings the password from before it back no more.
pub(crate) async fn change_password(
    context: &Context,
    now: Timestamp,
    session: &Session,
    present: &str,
    new: &str,
    client: &ClientInfo,
) -> Result<(StartedSession, String), ChangePasswordError> {
    let id = &change_guard::proven(session, now)?;
    let credentials = context.store.read(|tx| account::credentials(tx, id)).await?;
    let credentials = credentials.ok_or(ChangeRefused::NoAccount)?;
    let person = &credentials.account;
    let parsed = NewPassword::parse(new, &[person.user_name.as_str(), person.contact.email.as_str()])?;
    let checked = login::confirm_password(context, now, session, &credentials, present, client).await;
    checked.map_err(ChangePasswordError::Present)?;
    if context.passwords.verify(new, &credentials.password_hash).await? {
        return Err(ChangePasswordError::Same);
    }
    let hash = context.passwords.hash(parsed.reveal()).await?;
    context
        .store
        .write(|tx| {
            account::change_password(tx, id, &credentials.password_hash, &hash)?.or_conflict()?;
            recovery::block_old(tx, id, now)?;
            client.record(tx, now, id, EventKind::PasswordChanged)?;
            context.delivery.queue_warning(
                tx,
                now,
                &messages::password_changed(&context.site, now, person),
            )?;
            context.site.sessions().end_others(tx, session)?;
            context.provider.revoke_grants(tx, id.as_str(), None)?;
            let cookie = context.site.sessions().renew(tx, now, session.clone())?;
            let changed = Credentials { password_hash: hash.clone(), ..credentials.clone() };
            let kept = context.known_browsers.proven(client.known_browser.as_deref(), &changed);
            Ok((cookie.ok_or(ChangePasswordError::LoggedOut)?, kept))
        })
        .await
}
