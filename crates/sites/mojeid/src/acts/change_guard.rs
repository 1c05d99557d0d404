//! What must hold in the transaction that changes how a person is called or reached.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sessions::Session;
use store::{StoreError, Tx};
use values::Timestamp;

use crate::context::Context;
use crate::rules::account::{Account, AccountId};
use crate::rules::reauthentication::{self, FRESH_FORM_MS};
use crate::rules::recovery::contact_locked_until;
use crate::store::account;

/// Why nothing may be changed now.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ChangeRefused {
    /// Password or passcode were shown too long ago.
    #[error("the proof is not fresh")]
    ReauthenticationRequired,
    /// Access was recovered a short time ago: what the owner is reached by must stay until that is final.
    #[error("locked after a recovery")]
    Locked {
        /// The end of the lock.
        until: Timestamp,
    },
    /// There is no such account.
    #[error("there is no such account")]
    NoAccount,
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What a form bears that was opened on a fresh proof, and so may be sent some minutes later. It counts for this
/// session and this proof only.
pub(crate) fn form_token(context: &Context, session: &Session) -> String {
    URL_SAFE_NO_PAD.encode(context.contact_hash.hash(&form_secret(session)))
}

/// Whether a form was opened on a fresh proof of this session.
pub(crate) fn is_form_token(context: &Context, session: &Session, token: &str) -> bool {
    let hash = URL_SAFE_NO_PAD.decode(token).unwrap_or_default();
    context.contact_hash.matches(&form_secret(session), &hash)
}

fn form_secret(session: &Session) -> Vec<u8> {
    format!("form on a fresh proof/{}/{}", session.id, session.authenticated_at.unix_ms()).into_bytes()
}

/// Whose session it is, if password and passcode were shown a short time ago.
pub(crate) fn proven(session: &Session, now: Timestamp) -> Result<AccountId, ChangeRefused> {
    if reauthentication::missing(session.authenticated_at, &session.amr, FRESH_FORM_MS, now).is_some() {
        return Err(ChangeRefused::ReauthenticationRequired);
    }
    AccountId::parse(&session.subject).map_err(|_| ChangeRefused::NoAccount)
}

/// The account as it is now, if no recovery locks what it says and how its owner is reached.
pub(crate) fn unlocked(tx: &mut Tx<'_>, now: Timestamp, id: &AccountId) -> Result<Account, ChangeRefused> {
    let account = account::by_id(tx, id)?.ok_or(ChangeRefused::NoAccount)?;
    match contact_locked_until(account.recovered_at, now) {
        Some(until) => Err(ChangeRefused::Locked { until }),
        None => Ok(account),
    }
}
