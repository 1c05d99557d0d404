//! What the OpenID provider asks about our people.

use std::collections::BTreeSet;

use ::store::{Store, StoreError, Tx};
use clock::Clock;
use openid::{
    AccountProvider, BoxFuture, Capabilities, ClaimsQuery, ClaimsUnavailable, CodeIssued, ConsentQuery,
    Release,
};
use serde_json::{Map, Value};
use values::AssuranceLevel;

use crate::acts::ClientInfo;
use crate::rules::account::AccountId;
use crate::rules::claims;
use crate::rules::consent::RequestedItems;
use crate::rules::event::{Event, EventKind};
use crate::rules::items::Item;
use crate::store::{account, consent, event};

/// Names of claims beside those of the protocol.
const CLAIMS: &[&str] = &[
    "name",
    "given_name",
    "family_name",
    "nickname",
    "preferred_username",
    "email",
    "email_verified",
    "phone_number",
    "phone_number_verified",
    "address",
    "birthdate",
    "locale",
    "mojeid_username",
    "mojeid_address_def_street",
    "mojeid_address_def_city",
    "mojeid_address_def_postal_code",
    "mojeid_address_def_country",
    "mojeid_age",
    "mojeid_is_adult",
    "mojeid_organization",
    "mojeid_ident_vat",
    "mojeid_vat",
    "mojeid_identified",
    "mojeid_status",
];

/// The people of mojeID.
pub(crate) struct People {
    store: Store,
    clock: Clock,
}

impl People {
    pub(crate) fn new(store: Store, clock: Clock) -> Self {
        Self { store, clock }
    }
}

impl AccountProvider for People {
    fn capabilities(&self) -> Capabilities {
        Capabilities {
            claims: CLAIMS,
            levels: &[AssuranceLevel::Low, AssuranceLevel::Substantial],
            authorization_details_types: &[],
            create: true,
        }
    }

    fn interaction_path(&self, id: &str) -> String {
        format!("/login?interaction={id}")
    }

    fn logout_path(&self, id: &str) -> String {
        format!("/logout?request={id}")
    }

    fn stored_consent(
        &self,
        tx: &mut Tx<'_>,
        asked: &ConsentQuery<'_>,
    ) -> Result<Option<Release>, StoreError> {
        let Ok(id) = AccountId::parse(&asked.session.subject) else { return Ok(None) };
        let Some(stored) = consent::find(tx, &id, &asked.client.id)? else { return Ok(None) };
        let items = asked.request.items();
        let requested = RequestedItems::from_claims(items.iter().map(|item| (item.name, item.essential)));
        if !stored.consent.answers(&requested) {
            return Ok(None);
        }
        let released = stored.consent.released(items.iter().map(|item| item.name));
        let claims = released.into_iter().map(str::to_owned).collect();
        Ok(Some(Release { claims, offline: stored.consent.offline }))
    }

    fn code_issued(&self, tx: &mut Tx<'_>, granted: &CodeIssued<'_>) -> Result<(), StoreError> {
        let Ok(id) = AccountId::parse(&granted.grant.subject) else { return Ok(()) };
        let claims = granted.grant.release.claims.iter();
        let items: BTreeSet<Item> = claims.filter_map(|claim| Item::of_claim(claim)).collect();
        let client_id = Some(granted.client.id.clone());
        let entry = ClientInfo::default().event(granted.at, EventKind::ServiceLogin);
        event::insert(tx, &id, &Event { client_id, items, ..entry })
    }

    fn claims<'a>(
        &'a self,
        wanted: ClaimsQuery<'a>,
    ) -> BoxFuture<'a, Result<Map<String, Value>, ClaimsUnavailable>> {
        Box::pin(async move {
            let Ok(id) = AccountId::parse(wanted.subject) else { return Ok(Map::new()) };
            let account = self.store.read(|tx| account::by_id(tx, &id)).await?;
            let Some(account) = account else { return Ok(Map::new()) };
            let now = self.clock.now();
            let values = wanted
                .names
                .iter()
                .filter_map(|name| Some(((*name).to_owned(), claims::value(&account, name, now)?)));
            Ok(values.collect())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn discovery_names_every_claim_that_has_an_item() {
        let of_items: BTreeSet<&str> = Item::ALL.iter().flat_map(|item| item.claims()).copied().collect();
        assert_eq!(CLAIMS.iter().copied().collect::<BTreeSet<_>>(), of_items);
    }
}
