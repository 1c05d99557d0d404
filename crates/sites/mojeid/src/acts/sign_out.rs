//! Ending sessions.

use sessions::Session;
use store::StoreError;
use values::Timestamp;

use super::Origin;
use crate::Mojeid;
use crate::rules::account::AccountId;
use crate::rules::event::EventKind;

impl Mojeid {
    /// Signs this browser out.
    pub async fn log_out(
        &self,
        now: Timestamp,
        id: &AccountId,
        session: &Session,
        origin: &Origin,
    ) -> Result<(), StoreError> {
        self.store()
            .write(|tx| {
                self.web().sessions().end(tx, session)?;
                origin.record(tx, now, id, EventKind::Logout)
            })
            .await
    }

    /// The browsers in which a person is signed in, the latest first.
    pub async fn sessions_of(&self, now: Timestamp, id: &AccountId) -> Result<Vec<Session>, StoreError> {
        self.store().read(|tx| self.web().sessions().list(tx, now, id.as_str())).await
    }

    /// Signs out another browser of the person; false if it was not theirs or no longer signed in.
    pub async fn end_session(
        &self,
        now: Timestamp,
        id: &AccountId,
        session_id: &str,
        origin: &Origin,
    ) -> Result<bool, StoreError> {
        self.store()
            .write(|tx| {
                let ended = self.web().sessions().end_by_id(tx, id.as_str(), session_id)?;
                if ended {
                    origin.record(tx, now, id, EventKind::SessionEnded)?;
                }
                Ok(ended)
            })
            .await
    }

    /// Signs out all browsers of the person but this one, and ends what services may still ask on the person's behalf.
    pub async fn end_other_sessions(
        &self,
        now: Timestamp,
        id: &AccountId,
        keep: &Session,
        origin: &Origin,
    ) -> Result<(), StoreError> {
        self.store()
            .write(|tx| {
                let revoked = self.provider().revoke_grants(tx, id.as_str(), None)?;
                if self.web().sessions().end_others(tx, keep)? + revoked > 0 {
                    origin.record(tx, now, id, EventKind::SessionEnded)?;
                }
                Ok(())
            })
            .await
    }
}
