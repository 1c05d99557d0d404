//! What people and jobs do at mojeID: each act is one transaction, with its entry in the history and its messages.

pub(crate) mod activate;
pub(crate) mod answer;
pub(crate) mod change_contact;
pub(crate) mod change_guard;
pub(crate) mod change_language;
pub(crate) mod change_password;
pub(crate) mod change_postal_info;
pub(crate) mod codes;
pub(crate) mod decide;
pub(crate) mod identify;
pub(crate) mod jobs;
pub(crate) mod known_browser;
pub(crate) mod letter;
pub(crate) mod log_out;
pub(crate) mod login;
pub(crate) mod prove_contact;
pub(crate) mod queries;
pub(crate) mod reauthenticate;
pub(crate) mod recover;
pub(crate) mod register;
pub(crate) mod step_up;
pub(crate) mod throttle;
pub(crate) mod undo;

use std::collections::BTreeSet;

use store::{StoreError, Tx};
use values::Timestamp;

use crate::rules::account::AccountId;
use crate::rules::event::{Event, EventKind};
use crate::store::event;

/// From where somebody acts, for the history.
#[derive(Clone, Debug, Default)]
pub(crate) struct ClientInfo {
    /// The network address, an IPv6 one by its network.
    pub(crate) address: Option<String>,
    /// The larger network of an IPv6 address, of which one subscriber may have many of the former.
    pub(crate) network: Option<String>,
    /// What the browser calls itself.
    pub(crate) user_agent: Option<String>,
    /// What the browser keeps of logins before, if it was asked.
    pub(crate) known_browser: Option<String>,
}

impl ClientInfo {
    /// Writes what happened into the account's history.
    pub(crate) fn record(
        &self,
        tx: &mut Tx<'_>,
        now: Timestamp,
        account: &AccountId,
        kind: EventKind,
    ) -> Result<(), StoreError> {
        event::insert(tx, account, &self.event(now, kind))
    }

    pub(crate) fn event(&self, now: Timestamp, kind: EventKind) -> Event {
        Event {
            id: audit::new_id(now),
            at: now,
            kind,
            client_id: None,
            items: BTreeSet::new(),
            address: self.address.clone(),
            user_agent: self.user_agent.clone(),
        }
    }
}
