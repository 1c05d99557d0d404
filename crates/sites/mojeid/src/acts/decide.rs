//! What a person lets a service have (B2).

use std::collections::BTreeSet;

use store::{StoreError, Tx};
use values::Timestamp;

use super::Origin;
use crate::Mojeid;
use crate::rules::account::AccountId;
use crate::rules::event::{Event, EventKind};
use crate::rules::items::Item;
use crate::rules::release::{Consent, Decision};
use crate::store::consent;
use crate::store::event;

impl Mojeid {
    /// Changes a remembered decision: of the items a service once asked for, it gets these from now on. False if nothing
    /// is remembered.
    pub async fn change_decision(
        &self,
        now: Timestamp,
        id: &AccountId,
        client_id: &str,
        ticked: &BTreeSet<Item>,
        offline: bool,
        origin: &Origin,
    ) -> Result<bool, StoreError> {
        self.store()
            .write(|tx| {
                let Some(before) = consent::find(tx, id, client_id)? else { return Ok(false) };
                let decision = before.decision.clone().changed(ticked, offline);
                if decision.is_less_than(&before.decision) {
                    // What was handed out before must not be read on with a token of that time.
                    self.provider().revoke_grants(tx, id.as_str(), Some(client_id))?;
                }
                remember(tx, now, id, client_id, decision, origin)?;
                Ok(true)
            })
            .await
    }

    /// Forgets a decision, so that the person is asked at the next login; false if nothing is remembered.
    pub async fn forget_decision(
        &self,
        now: Timestamp,
        id: &AccountId,
        client_id: &str,
        origin: &Origin,
    ) -> Result<bool, StoreError> {
        self.store()
            .write(|tx| {
                let forgotten = consent::delete(tx, id, client_id)?;
                if forgotten {
                    self.provider().revoke_grants(tx, id.as_str(), Some(client_id))?;
                    self::forgotten(tx, now, id, client_id, origin)?;
                }
                Ok(forgotten)
            })
            .await
    }

    /// Everything a person has decided, the latest first.
    pub async fn decisions(&self, id: &AccountId) -> Result<Vec<Consent>, StoreError> {
        self.store().read(|tx| consent::list(tx, id)).await
    }
}

/// Forgets what was decided since then, so that the person is asked at the next login: it was perhaps somebody else's.
pub(super) fn forget_consents_since(
    tx: &mut Tx<'_>,
    now: Timestamp,
    id: &AccountId,
    since: Timestamp,
    origin: &Origin,
) -> Result<(), StoreError> {
    for Consent { client_id, .. } in consent::list(tx, id)?.into_iter().filter(|one| one.decided_at >= since)
    {
        if consent::delete(tx, id, &client_id)? {
            forgotten(tx, now, id, &client_id, origin)?;
        }
    }
    Ok(())
}

fn forgotten(
    tx: &mut Tx<'_>,
    now: Timestamp,
    id: &AccountId,
    client_id: &str,
    origin: &Origin,
) -> Result<(), StoreError> {
    let event = origin.event(now, EventKind::ConsentForgotten);
    event::insert(tx, id, &Event { client_id: Some(client_id.to_owned()), ..event })
}

/// Remembers what a person decided when a service asked, together with what was decided before.
pub(super) fn decide(
    tx: &mut Tx<'_>,
    now: Timestamp,
    id: &AccountId,
    client_id: &str,
    decision: &Decision,
    origin: &Origin,
) -> Result<Decision, StoreError> {
    let earlier = consent::find(tx, id, client_id)?.map(|consent| consent.decision).unwrap_or_default();
    let decision = earlier.followed_by(decision);
    remember(tx, now, id, client_id, decision.clone(), origin)?;
    Ok(decision)
}

fn remember(
    tx: &mut Tx<'_>,
    now: Timestamp,
    id: &AccountId,
    client_id: &str,
    decision: Decision,
    origin: &Origin,
) -> Result<(), StoreError> {
    let items = decision.given.clone();
    let client_id = client_id.to_owned();
    consent::save(tx, id, &Consent { client_id: client_id.clone(), decision, decided_at: now })?;
    let event = origin.event(now, EventKind::Consent);
    event::insert(tx, id, &Event { client_id: Some(client_id), items, ..event })
}
