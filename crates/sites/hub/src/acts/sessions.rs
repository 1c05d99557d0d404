//! Browsers in which a person is signed in: shown and ended.

use ::store::StoreError;
use sessions::Session;
use values::Timestamp;

use super::Hub;
use crate::rules::person::PersonId;
use crate::store::{self, audit::Action};

/// A person's sessions, the latest first.
pub(crate) async fn sessions(
    hub: &Hub,
    person: &PersonId,
    now: Timestamp,
) -> Result<Vec<Session>, StoreError> {
    hub.desk.store.read(|tx| hub.site.sessions().list(tx, now, person.as_str())).await
}

/// Signs out one browser; false when it is not theirs or has ended already.
pub(crate) async fn end(hub: &Hub, person: &PersonId, id: &str, now: Timestamp) -> Result<bool, StoreError> {
    hub.desk
        .store
        .write(|tx| {
            let ended = hub.site.sessions().end_by_id(tx, person.as_str(), id)?;
            if ended {
                store::audit::add(tx, now, person, Action::SessionEnded, "")?;
            }
            Ok(ended)
        })
        .await
}

/// Signs out every browser but this one, and ends what services may still ask on the person's behalf.
pub(crate) async fn end_others(
    hub: &Hub,
    person: &PersonId,
    keep: &Session,
    now: Timestamp,
) -> Result<(), StoreError> {
    hub.desk
        .store
        .write(|tx| {
            hub.site.sessions().end_others(tx, keep)?;
            hub.provider.revoke_grants(tx, person.as_str(), None)?;
            store::audit::add(tx, now, person, Action::SessionEnded, "others")
        })
        .await
}
