//! Looking at an account.

use store::StoreError;
use values::UserName;

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

    /// The account with this user name, in whatever case: for the demo's front door.
    pub async fn account_named(&self, user_name: &UserName) -> Result<Option<Account>, StoreError> {
        let found = self.store().read(|tx| account::by_user_name(tx, user_name)).await?;
        Ok(found.map(|credentials| credentials.account))
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
