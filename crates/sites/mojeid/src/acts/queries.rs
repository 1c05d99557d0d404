//! Looking at an account.

use store::StoreError;
use values::UserName;

use crate::context::Context;
use crate::rules::account::{Account, AccountId};
use crate::rules::consent::Consent;
use crate::rules::event::{Event, EventId};
use crate::store::{account, consent, event};

/// The account with this id.
pub(crate) async fn account(context: &Context, id: &AccountId) -> Result<Option<Account>, StoreError> {
    context.store.read(|tx| account::by_id(tx, id)).await
}

/// The account with this user name, in whatever case: for the demo's front door.
pub(crate) async fn account_named(
    context: &Context,
    user_name: &UserName,
) -> Result<Option<Account>, StoreError> {
    let found = context.store.read(|tx| account::by_user_name(tx, user_name)).await?;
    Ok(found.map(|credentials| credentials.account))
}

/// What a person has decided for a service.
pub(crate) async fn consent(
    context: &Context,
    id: &AccountId,
    client_id: &str,
) -> Result<Option<Consent>, StoreError> {
    let stored = context.store.read(|tx| consent::find(tx, id, client_id)).await?;
    Ok(stored.map(|stored| stored.consent))
}

/// A page of an account's history, the latest first, older than `before`.
pub(crate) async fn history(
    context: &Context,
    id: &AccountId,
    before: Option<&EventId>,
    at_most: i64,
) -> Result<Vec<Event>, StoreError> {
    context.store.read(|tx| event::list(tx, id, before, at_most)).await
}
