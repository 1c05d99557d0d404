//! PIN3: the letter and what it proves (B6, B8).

use codes::{Issued, Outcome};
use store::{StoreError, Tx};
use values::Timestamp;

use super::{Origin, PIN3};
use crate::Mojeid;
use crate::messages;
use crate::rules::account::{Account, AccountId, State};
use crate::rules::event::EventKind;
use crate::store::account;

/// What came of entering PIN3.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Identification {
    /// The account is identified now.
    Identified,
    /// Only an active account that is not identified yet takes a PIN3.
    NotExpected,
    /// The code was not taken.
    Refused(Outcome),
}

/// What came of asking for a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Letter {
    /// It is on its way; the PIN3 of an older one no longer counts.
    Sent,
    /// Asked for too often.
    TooSoon {
        /// When it can be asked again.
        allowed_at: Timestamp,
    },
    /// Only an active account that is not identified yet takes a PIN3.
    NotExpected,
}

/// How PIN3 stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pin3 {
    /// The newest letter.
    pub newest: codes::State,
    /// When the next can be asked for, if not now.
    pub allowed_at: Option<Timestamp>,
}

impl Mojeid {
    /// Tries PIN3. Wrong tries count.
    pub async fn identify(
        &self,
        now: Timestamp,
        id: &AccountId,
        pin3: &str,
        origin: &Origin,
    ) -> Result<Identification, StoreError> {
        self.store()
            .write(|tx| {
                let Some(account) = account::by_id(tx, id)? else { return Ok(Identification::NotExpected) };
                let State::Active(active) = account.state else { return Ok(Identification::NotExpected) };
                match self.codes().try_redeem(tx, now, &PIN3, id.as_str(), pin3)? {
                    Outcome::Redeemed => {
                        account::identify(tx, id, active.identify(now).identified_at)?;
                        origin.record(tx, now, id, EventKind::Identified)?;
                        self.delivery().queue(tx, now, &messages::identified(self.web(), now, &account))?;
                        Ok(Identification::Identified)
                    }
                    refused => {
                        if matches!(refused, Outcome::Wrong { .. }) {
                            origin.record(tx, now, id, EventKind::PinRefused)?;
                        }
                        Ok(Identification::Refused(refused))
                    }
                }
            })
            .await
    }

    /// Sends another letter with a new PIN3.
    pub async fn ask_for_letter(
        &self,
        now: Timestamp,
        id: &AccountId,
        origin: &Origin,
    ) -> Result<Letter, StoreError> {
        self.store()
            .write(|tx| match account::by_id(tx, id)? {
                Some(account) if matches!(account.state, State::Active(_)) => {
                    self.send_letter(tx, now, &account, origin)
                }
                _ => Ok(Letter::NotExpected),
            })
            .await
    }

    /// How an account's PIN3 stands.
    pub async fn pin3(&self, now: Timestamp, id: &AccountId) -> Result<Pin3, StoreError> {
        self.store()
            .read(|tx| {
                let newest = self.codes().state(tx, now, &PIN3, id.as_str())?;
                Ok(Pin3 { newest, allowed_at: self.codes().next_issue_at(tx, now, &PIN3, id.as_str())? })
            })
            .await
    }

    pub(super) fn send_letter(
        &self,
        tx: &mut Tx<'_>,
        now: Timestamp,
        account: &Account,
        origin: &Origin,
    ) -> Result<Letter, StoreError> {
        match self.codes().issue(tx, now, &PIN3, account.id.as_str())? {
            Issued::TooSoon { allowed_at } => Ok(Letter::TooSoon { allowed_at }),
            Issued::Code(code) => {
                let until = now.plus_ms(PIN3.lifetime_ms);
                self.delivery().queue(
                    tx,
                    now,
                    &messages::pin3(self.web(), now, account, code.as_str(), until),
                )?;
                origin.record(tx, now, &account.id, EventKind::LetterSent)?;
                Ok(Letter::Sent)
            }
        }
    }
}
