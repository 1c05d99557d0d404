//! Looking at an account.

use store::StoreError;

use crate::Mojeid;
use crate::rules::account::{Account, AccountId};
use crate::rules::event::{Event, EventId};
use crate::rules::release::Decision;
use crate::store::{account, consent, event};

impl Mojeid {
    /// The account with this id.
    pub async fn account(&self, id: &AccountId) -> Result<Option<Account>, StoreError> {
        self.store().read(|tx| account::by_id(tx, id)).await
    }

    /// What a person has decided for a service.
    pub async fn decision(&self, id: &AccountId, client_id: &str) -> Result<Option<Decision>, StoreError> {
        let consent = self.store().read(|tx| consent::find(tx, id, client_id)).await?;
        Ok(consent.map(|consent| consent.decision))
    }

    /// A page of an account's history, the latest first, older than `before`.
    pub async fn history(
        &self,
        id: &AccountId,
        before: Option<&EventId>,
        at_most: i64,
    ) -> Result<Vec<Event>, StoreError> {
        self.store().read(|tx| event::list(tx, id, before, at_most)).await
    }
}
