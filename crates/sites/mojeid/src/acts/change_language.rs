//! The language of messages.

use store::StoreError;
use values::{Language, Timestamp};

use super::ClientInfo;
use crate::context::Context;
use crate::rules::account::AccountId;
use crate::rules::event::EventKind;
use crate::store::account;

/// E-mails, SMS and letters come in this language from now on; services that may know it are told so.
pub(crate) async fn change_language(
    context: &Context,
    now: Timestamp,
    id: &AccountId,
    language: Language,
    client: &ClientInfo,
) -> Result<(), StoreError> {
    context
        .store
        .write(|tx| {
            if account::change_language(tx, id, language)? {
                client.record(tx, now, id, EventKind::LanguageChanged)?;
            }
            Ok(())
        })
        .await
}
