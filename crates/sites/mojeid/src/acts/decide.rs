//! What a person lets a service have (B2).

use std::collections::BTreeSet;

use store::{StoreError, Tx};
use values::Timestamp;

use super::ClientInfo;
use crate::context::Context;
use crate::rules::account::AccountId;
use crate::rules::consent::{Consent, StoredConsent};
use crate::rules::event::{Event, EventKind};
use crate::rules::items::Item;
use crate::store::{consent, event};

/// Changes a remembered decision: of the items a service once asked for, it gets these from now on. False if nothing
/// is remembered.
pub(crate) async fn change_consent(
    context: &Context,
    now: Timestamp,
    id: &AccountId,
    client_id: &str,
    selected: &BTreeSet<Item>,
    offline: bool,
    client: &ClientInfo,
) -> Result<bool, StoreError> {
    context
        .store
        .write(|tx| {
            let Some(before) = consent::find(tx, id, client_id)? else { return Ok(false) };
            let consent = before.consent.clone().changed(selected, offline);
            if consent.is_less_than(&before.consent) {
                // What was handed out before must not be read on with a token of that time.
                context.provider.revoke_grants(tx, id.as_str(), Some(client_id))?;
            }
            remember(tx, now, id, client_id, consent, client)?;
            Ok(true)
        })
        .await
}

/// Forgets a decision, so that the person is asked at the next login; false if nothing is remembered.
pub(crate) async fn withdraw_consent(
    context: &Context,
    now: Timestamp,
    id: &AccountId,
    client_id: &str,
    client: &ClientInfo,
) -> Result<bool, StoreError> {
    context
        .store
        .write(|tx| {
            let was_stored = consent::delete(tx, id, client_id)?;
            if was_stored {
                context.provider.revoke_grants(tx, id.as_str(), Some(client_id))?;
                record_withdrawal(tx, now, id, client_id, client)?;
            }
            Ok(was_stored)
        })
        .await
}

/// Everything a person has decided, the latest first.
pub(crate) async fn consents(context: &Context, id: &AccountId) -> Result<Vec<StoredConsent>, StoreError> {
    context.store.read(|tx| consent::list(tx, id)).await
}

/// Forgets what was decided since then, so that the person is asked at the next login: it was perhaps somebody else's.
pub(crate) fn withdraw_consents_since(
    tx: &mut Tx<'_>,
    now: Timestamp,
    id: &AccountId,
    since: Timestamp,
    client: &ClientInfo,
) -> Result<(), StoreError> {
    for StoredConsent { client_id, .. } in
        consent::list(tx, id)?.into_iter().filter(|one| one.decided_at >= since)
    {
        if consent::delete(tx, id, &client_id)? {
            record_withdrawal(tx, now, id, &client_id, client)?;
        }
    }
    Ok(())
}

fn record_withdrawal(
    tx: &mut Tx<'_>,
    now: Timestamp,
    id: &AccountId,
    client_id: &str,
    client: &ClientInfo,
) -> Result<(), StoreError> {
    let event = client.event(now, EventKind::ConsentForgotten);
    event::insert(tx, id, &Event { client_id: Some(client_id.to_owned()), ..event })
}

/// Remembers what a person decided when a service asked, together with what was decided before.
pub(crate) fn decide(
    tx: &mut Tx<'_>,
    now: Timestamp,
    id: &AccountId,
    client_id: &str,
    consent: &Consent,
    client: &ClientInfo,
) -> Result<Consent, StoreError> {
    let earlier = consent::find(tx, id, client_id)?.map(|stored| stored.consent).unwrap_or_default();
    let consent = earlier.followed_by(consent);
    remember(tx, now, id, client_id, consent.clone(), client)?;
    Ok(consent)
}

fn remember(
    tx: &mut Tx<'_>,
    now: Timestamp,
    id: &AccountId,
    client_id: &str,
    consent: Consent,
    client: &ClientInfo,
) -> Result<(), StoreError> {
    let items = consent.granted.clone();
    let client_id = client_id.to_owned();
    consent::save(tx, id, &StoredConsent { client_id: client_id.clone(), consent, decided_at: now })?;
    let event = client.event(now, EventKind::Consent);
    event::insert(tx, id, &Event { client_id: Some(client_id), items, ..event })
}
