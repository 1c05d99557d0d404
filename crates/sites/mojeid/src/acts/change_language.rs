//! The language of messages.

use store::StoreError;
use values::{Language, Timestamp};

use super::Origin;
use crate::Mojeid;
use crate::rules::account::AccountId;
use crate::rules::event::EventKind;
use crate::store::account;

impl Mojeid {
    /// E-mails, SMS and letters come in this language from now on; services that may know it are told so.
    pub async fn change_language(
        &self,
        now: Timestamp,
        id: &AccountId,
        language: Language,
        origin: &Origin,
    ) -> Result<(), StoreError> {
        self.store()
            .write(|tx| {
                if account::change_language(tx, id, language)? {
                    origin.record(tx, now, id, EventKind::LanguageChanged)?;
                }
                Ok(())
            })
            .await
    }
}
