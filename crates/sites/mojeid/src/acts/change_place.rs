//! Changing name, address and company (B2, B6): what was proven counts until something else is proven.

use codes::CodeRejection;
use sessions::{Session, StartedSession};
use store::{StoreError, Tx};
use values::{AssuranceLevel, Timestamp};

use super::allow::{self, NotNow};
use super::letter::Letter;
use super::{Origin, PIN3};
use crate::Mojeid;
use crate::messages::changes;
use crate::rules::account::{Account, AccountId, State};
use crate::rules::contact::{self, Complaint, EnteredPlace, Place};
use crate::rules::event::{Event, EventKind};
use crate::rules::place_change::{
    Effect, PlaceChange, PlaceChangeId, changed_items, effect_of, moved, place_of,
};
use crate::store::{account, event, letter_due, place_change};

/// What came of changing name, address or company.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changed {
    /// Everything is as it was.
    Nothing,
    /// It counts from now on; what PIN3 has proven still holds.
    Stored,
    /// It counts from now on, unproven as before. The letter goes there, now or when it may; an older PIN3 is worthless.
    Corrected(Letter),
    /// Name and address count once PIN3 of the letter is entered. Until then everything is as it was.
    Waits(Letter),
    /// The same name and address wait for PIN3 already, and so does their letter; a new company counts from now on.
    StillWaits,
    /// What waited is cancelled: the person entered what counts.
    Cancelled,
}

/// Why name, address and company stayed as they were.
#[derive(Debug, thiserror::Error)]
pub enum ChangePlaceError {
    /// Something entered is wrong.
    #[error("{} complaints", .0.len())]
    Refused(Vec<Complaint>),
    /// PIN1 and PIN2 come first.
    #[error("the account is not active")]
    NotActive,
    /// The proof is not fresh, or a recovery locks what would change.
    #[error(transparent)]
    NotNow(#[from] NotNow),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What came of entering the PIN3 of a change.
#[must_use]
#[derive(Debug)]
pub enum Moved {
    /// Name and address count. Every other session ended; this browser has a new one at level low.
    In(StartedSession),
    /// Nothing waits.
    NotExpected,
    /// The code was not taken.
    Refused(CodeRejection),
}

/// Why a PIN3 was not even looked at.
#[derive(Debug, thiserror::Error)]
pub enum MoveError {
    /// This browser was signed out meanwhile.
    #[error("the session has ended meanwhile")]
    SignedOut,
    /// A recovery locks what would change.
    #[error(transparent)]
    NotNow(#[from] NotNow),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Mojeid {
    /// Changes name, address and company. The owner is told by e-mail and SMS.
    pub async fn change_place(
        &self,
        now: Timestamp,
        session: &Session,
        entered: &EnteredPlace,
        origin: &Origin,
    ) -> Result<Changed, ChangePlaceError> {
        let id = &allow::proven(session, now)?;
        let place = contact::parse_place(entered).map_err(ChangePlaceError::Refused)?;
        self.store()
            .write(|tx| {
                let account = allow::unlocked(tx, now, id)?;
                match effect_of(&account, &place) {
                    Effect::Refused => Err(ChangePlaceError::NotActive),
                    Effect::Nothing if self.cancel(tx, now, &account, origin)? => Ok(Changed::Cancelled),
                    Effect::Nothing => Ok(Changed::Nothing),
                    Effect::Counts => {
                        self.keep(tx, now, &account, &place, origin)?;
                        self.cancel(tx, now, &account, origin)?;
                        Ok(Changed::Stored)
                    }
                    Effect::CountsUnproven => {
                        Ok(Changed::Corrected(self.correct(tx, now, account, &place, origin)?))
                    }
                    Effect::Waits => Ok(self.let_wait(tx, now, account, &place, origin)?),
                }
            })
            .await
    }

    /// The new name and address that wait for PIN3.
    pub async fn place_change(&self, id: &AccountId) -> Result<Option<PlaceChange>, StoreError> {
        self.store().read(|tx| place_change::find(tx, id)).await
    }

    /// The account and the change that a link in a message names.
    pub async fn place_change_of_link(
        &self,
        link: &PlaceChangeId,
    ) -> Result<Option<(Account, PlaceChange)>, StoreError> {
        self.store().read(|tx| of_link(tx, link)).await
    }

    /// Cancels what waits for PIN3; false if nothing did.
    pub async fn cancel_place_change(
        &self,
        now: Timestamp,
        id: &AccountId,
        origin: &Origin,
    ) -> Result<bool, StoreError> {
        self.store()
            .write(|tx| match account::by_id(tx, id)? {
                Some(account) => self.cancel(tx, now, &account, origin),
                None => Ok(false),
            })
            .await
    }

    /// Cancels what the link in a message names; false if it no longer waits.
    pub async fn cancel_by_link(
        &self,
        now: Timestamp,
        link: &PlaceChangeId,
        origin: &Origin,
    ) -> Result<Option<Account>, StoreError> {
        self.store()
            .write(|tx| {
                let Some((account, _)) = of_link(tx, link)? else { return Ok(None) };
                Ok(self.cancel(tx, now, &account, origin)?.then_some(account))
            })
            .await
    }

    /// Tries the PIN3 of the letter that went to the new address. Wrong tries count.
    pub async fn confirm_place(
        &self,
        now: Timestamp,
        session: &Session,
        id: &AccountId,
        pin3: &str,
        origin: &Origin,
    ) -> Result<Moved, MoveError> {
        self.store()
            .write(|tx| {
                let account = allow::unlocked(tx, now, id)?;
                let waiting = place_change::find(tx, id)?;
                let Some(change) = waiting.filter(|_| account.state.is_identified()) else {
                    return Ok(Moved::NotExpected);
                };
                if let Err(rejection) = self.codes().try_redeem(tx, now, &PIN3, id.as_str(), pin3)? {
                    if matches!(rejection, CodeRejection::Wrong { .. }) {
                        origin.record(tx, now, id, EventKind::PinRefused)?;
                    }
                    return Ok(Moved::Refused(rejection));
                }
                let place =
                    Place { name: change.name, address: change.address, ..place_of(&account.contact) };
                if !account::move_identified(tx, id, &place, &account.state, now)? {
                    return Err(StoreError::Conflict.into());
                }
                place_change::delete(tx, id)?;
                letter_due::delete(tx, id)?;
                let items = changed_items(&account.contact, &place);
                event::insert(tx, id, &Event { items, ..origin.event(now, EventKind::PlaceChanged) })?;
                self.delivery().queue_warning(tx, now, &changes::place_changed(self.web(), now, &account))?;
                // Nothing that was proven of the name before may be told of the name now: no code, token or session.
                self.provider().revoke_grants_above(tx, id.as_str(), AssuranceLevel::Low)?;
                let sessions = self.web().sessions();
                sessions.end_others(tx, session)?;
                let (level, amr) = (AssuranceLevel::Low, vec!["pwd".to_owned()]);
                let cookie = sessions.renew(tx, now, Session { level, amr, ..session.clone() })?;
                cookie.map(Moved::In).ok_or(MoveError::SignedOut)
            })
            .await
    }

    /// Nothing has to be proven anew.
    fn keep(
        &self,
        tx: &mut Tx<'_>,
        now: Timestamp,
        account: &Account,
        place: &Place,
        origin: &Origin,
    ) -> Result<(), StoreError> {
        if !account::change_place(tx, &account.id, place, &account.state)? {
            return Err(StoreError::Conflict);
        }
        let items = changed_items(&account.contact, place);
        let event = Event { items, ..origin.event(now, EventKind::ContactChanged) };
        event::insert(tx, &account.id, &event)?;
        self.delivery().queue_warning(tx, now, &changes::contact_corrected(self.web(), now, account))?;
        Ok(())
    }

    /// Nothing was proven: the letter goes to what is true.
    fn correct(
        &self,
        tx: &mut Tx<'_>,
        now: Timestamp,
        account: Account,
        place: &Place,
        origin: &Origin,
    ) -> Result<Letter, StoreError> {
        self.keep(tx, now, &account, place, origin)?;
        self.codes().withdraw(tx, now, &PIN3, account.id.as_str())?;
        self.delivery().queue_warning(tx, now, &changes::place_corrected_sms(self.web(), now, &account))?;
        let account = moved(account, place.name.clone(), place.address.clone());
        self.send_letter(tx, now, &account, origin)
    }

    fn let_wait(
        &self,
        tx: &mut Tx<'_>,
        now: Timestamp,
        account: Account,
        place: &Place,
        origin: &Origin,
    ) -> Result<Changed, StoreError> {
        let id = &account.id;
        if account.contact.company != place.company {
            let company = Place { company: place.company.clone(), ..place_of(&account.contact) };
            self.keep(tx, now, &account, &company, origin)?;
        }
        let before = place_change::find(tx, id)?;
        if before.is_some_and(|before| before.name == place.name && before.address == place.address) {
            return Ok(Changed::StillWaits);
        }
        let change = PlaceChange {
            id: PlaceChangeId::new(now, random::random_bytes()),
            name: place.name.clone(),
            address: place.address.clone(),
            asked_at: now,
            expires_at: now.plus_ms(PIN3.lifetime_ms),
        };
        place_change::save(tx, id, &change)?;
        self.codes().withdraw(tx, now, &PIN3, id.as_str())?;
        let place = Place {
            name: change.name.clone(),
            address: change.address.clone(),
            ..place_of(&account.contact)
        };
        let items = changed_items(&account.contact, &place);
        event::insert(tx, id, &Event { items, ..origin.event(now, EventKind::PlaceChangeAsked) })?;
        for message in changes::place_change_asked(self.web(), now, &account, &change) {
            self.delivery().queue_warning(tx, now, &message)?;
        }
        let addressee = moved(account, change.name, change.address);
        Ok(Changed::Waits(self.send_letter(tx, now, &addressee, origin)?))
    }

    /// Cancels what waits for PIN3, and that PIN3; false if nothing did.
    pub(super) fn cancel(
        &self,
        tx: &mut Tx<'_>,
        now: Timestamp,
        account: &Account,
        origin: &Origin,
    ) -> Result<bool, StoreError> {
        if !account.state.is_identified() || !place_change::delete(tx, &account.id)? {
            return Ok(false);
        }
        self.codes().withdraw(tx, now, &PIN3, account.id.as_str())?;
        letter_due::delete(tx, &account.id)?;
        origin.record(tx, now, &account.id, EventKind::PlaceChangeCancelled)?;
        self.delivery().queue_warning(tx, now, &changes::place_change_cancelled(self.web(), now, account))?;
        Ok(true)
    }
}

fn of_link(tx: &mut Tx<'_>, link: &PlaceChangeId) -> Result<Option<(Account, PlaceChange)>, StoreError> {
    let Some((id, change)) = place_change::by_id(tx, link)? else { return Ok(None) };
    Ok(account::by_id(tx, &id)?.map(|account| (account, change)))
}

/// Whose name and address the next letter bears: what waits for PIN3, or what the account has.
pub(super) fn addressee(tx: &mut Tx<'_>, account: Account) -> Result<Option<Account>, StoreError> {
    Ok(match account.state {
        State::Registered(_) => None,
        State::Active(_) => Some(account),
        State::Identified(_) => {
            let change = place_change::find(tx, &account.id)?;
            change.map(|change| moved(account, change.name, change.address))
        }
    })
}
