//! Changing name, address and company (B2, B6): what was proven counts until something else is proven.

use ::codes::CodeRejection;
use sessions::{Session, StartedSession};
use store::{StoreError, Tx};
use values::{AssuranceLevel, Timestamp};

use super::ClientInfo;
use super::change_guard::{self, ChangeRefused};
use super::codes::{self, LETTER_PIN};
use super::letter::{self, Letter};
use crate::context::Context;
use crate::messages::changes;
use crate::rules::account::{Account, AccountId, State};
use crate::rules::contact::{ContactForm, PostalInfo};
use crate::rules::event::{Event, EventKind};
use crate::rules::field_errors::FieldErrors;
use crate::rules::postal_change::{Effect, PostalChange, PostalChangeId, changed_items, effect_of};
use crate::store::{account, event, letter_due, postal_change};

/// What came of changing name, address or company.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PostalInfoChanged {
    /// Everything is as it was.
    Nothing,
    /// It counts from now on; what PIN3 has proven still holds.
    Stored,
    /// It counts from now on, unproven as before. The letter goes there, now or when it may; an older PIN3 is worthless.
    Corrected(Letter),
    /// Name and address count once PIN3 of the letter is entered. Until then everything is as it was.
    Pending(Letter),
    /// The same name and address wait for PIN3 already, and so does their letter; a new company counts from now on.
    StillPending,
    /// What waited is cancelled: the person entered what counts.
    Cancelled,
}

/// Why name, address and company stayed as they were.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ChangePostalInfoError {
    /// What was entered is wrong.
    #[error("the form has errors")]
    Invalid(FieldErrors),
    /// PIN1 and PIN2 come first.
    #[error("the account is not active")]
    NotActive,
    /// The proof is not fresh, or a recovery locks what would change.
    #[error(transparent)]
    Refused(#[from] ChangeRefused),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What came of entering the PIN3 of a change.
#[must_use]
#[derive(Debug)]
pub(crate) enum ConfirmedPostalChange {
    /// Name and address count. Every other session ended; this browser has a new one at level low.
    In(StartedSession),
    /// Nothing waits.
    NotExpected,
    /// The code was not taken.
    Refused(CodeRejection),
}

/// Why a PIN3 was not even looked at.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ConfirmPostalChangeError {
    /// This browser was signed out meanwhile.
    #[error("the session has ended meanwhile")]
    LoggedOut,
    /// A recovery locks what would change.
    #[error(transparent)]
    Refused(#[from] ChangeRefused),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Changes name, address and company. The owner is told by e-mail and SMS.
pub(crate) async fn change_postal_info(
    context: &Context,
    now: Timestamp,
    session: &Session,
    entered: &ContactForm,
    client: &ClientInfo,
) -> Result<PostalInfoChanged, ChangePostalInfoError> {
    let id = &change_guard::proven(session, now)?;
    let new = &entered.parse().map_err(ChangePostalInfoError::Invalid)?;
    context
        .store
        .write(|tx| {
            let account = change_guard::unlocked(tx, now, id)?;
            match effect_of(&account, new) {
                Effect::Refused => Err(ChangePostalInfoError::NotActive),
                Effect::Nothing if cancel(context, tx, now, &account, client)? => {
                    Ok(PostalInfoChanged::Cancelled)
                }
                Effect::Nothing => Ok(PostalInfoChanged::Nothing),
                Effect::Counts => {
                    keep(context, tx, now, &account, new, client)?;
                    cancel(context, tx, now, &account, client)?;
                    Ok(PostalInfoChanged::Stored)
                }
                Effect::CountsUnproven => {
                    Ok(PostalInfoChanged::Corrected(correct(context, tx, now, account, new, client)?))
                }
                Effect::Waits => Ok(let_wait(context, tx, now, account, new, client)?),
            }
        })
        .await
}

/// The new name and address that wait for PIN3.
pub(crate) async fn postal_change(
    context: &Context,
    id: &AccountId,
) -> Result<Option<PostalChange>, StoreError> {
    context.store.read(|tx| postal_change::find(tx, id)).await
}

/// The account and the change that a link in a message names.
pub(crate) async fn postal_change_by_link(
    context: &Context,
    link: &PostalChangeId,
) -> Result<Option<(Account, PostalChange)>, StoreError> {
    context.store.read(|tx| of_link(tx, link)).await
}

/// Cancels what waits for PIN3; false if nothing did.
pub(crate) async fn cancel_postal_change(
    context: &Context,
    now: Timestamp,
    id: &AccountId,
    client: &ClientInfo,
) -> Result<bool, StoreError> {
    context
        .store
        .write(|tx| match account::by_id(tx, id)? {
            Some(account) => cancel(context, tx, now, &account, client),
            None => Ok(false),
        })
        .await
}

/// Cancels what the link in a message names; false if it no longer waits.
pub(crate) async fn cancel_postal_change_by_link(
    context: &Context,
    now: Timestamp,
    link: &PostalChangeId,
    client: &ClientInfo,
) -> Result<Option<Account>, StoreError> {
    context
        .store
        .write(|tx| {
            let Some((account, _)) = of_link(tx, link)? else { return Ok(None) };
            Ok(cancel(context, tx, now, &account, client)?.then_some(account))
        })
        .await
}

/// Tries the PIN3 of the letter that went to the new address. Wrong tries count.
pub(crate) async fn confirm_postal_change(
    context: &Context,
    now: Timestamp,
    session: &Session,
    id: &AccountId,
    letter_pin: &str,
    client: &ClientInfo,
) -> Result<ConfirmedPostalChange, ConfirmPostalChangeError> {
    context
        .store
        .write(|tx| {
            let account = change_guard::unlocked(tx, now, id)?;
            let waiting = postal_change::find(tx, id)?;
            let Some(change) = waiting.filter(|_| account.state.is_identified()) else {
                return Ok(ConfirmedPostalChange::NotExpected);
            };
            let code = (&LETTER_PIN, id.as_str());
            if let Err(rejection) = codes::redeem(context, tx, now, id, code, letter_pin, client)? {
                return Ok(ConfirmedPostalChange::Refused(rejection));
            }
            let new =
                PostalInfo { name: change.name, address: change.address, ..account.contact.postal_info() };
            account::confirm_postal_info(tx, id, &new, account.state, now)?.or_conflict()?;
            postal_change::delete(tx, id)?;
            letter_due::delete(tx, id)?;
            let items = changed_items(&account.contact, &new);
            event::insert(tx, id, &Event { items, ..client.event(now, EventKind::PostalInfoChanged) })?;
            context.delivery.queue_warning(
                tx,
                now,
                &changes::postal_info_changed(&context.site, now, &account),
            )?;
            // Nothing that was proven of the name before may be told of the name now: no code, token or session.
            context.provider.revoke_grants_above(tx, id.as_str(), AssuranceLevel::Low)?;
            let sessions = context.site.sessions();
            sessions.end_others(tx, session)?;
            let (level, amr) = (AssuranceLevel::Low, vec!["pwd".to_owned()]);
            let cookie = sessions.renew(tx, now, Session { level, amr, ..session.clone() })?;
            cookie.map(ConfirmedPostalChange::In).ok_or(ConfirmPostalChangeError::LoggedOut)
        })
        .await
}

/// Nothing has to be proven anew.
fn keep(
    context: &Context,
    tx: &mut Tx<'_>,
    now: Timestamp,
    account: &Account,
    new: &PostalInfo,
    client: &ClientInfo,
) -> Result<(), StoreError> {
    account::change_postal_info(tx, &account.id, new, account.state)?.or_conflict()?;
    let items = changed_items(&account.contact, new);
    let event = Event { items, ..client.event(now, EventKind::ContactChanged) };
    event::insert(tx, &account.id, &event)?;
    context.delivery.queue_warning(tx, now, &changes::contact_corrected(&context.site, now, account))?;
    Ok(())
}

/// Nothing was proven: the letter goes to what is true.
fn correct(
    context: &Context,
    tx: &mut Tx<'_>,
    now: Timestamp,
    account: Account,
    new: &PostalInfo,
    client: &ClientInfo,
) -> Result<Letter, StoreError> {
    keep(context, tx, now, &account, new, client)?;
    context.codes.withdraw(tx, now, &LETTER_PIN, account.id.as_str())?;
    context.delivery.queue_warning(
        tx,
        now,
        &changes::postal_info_corrected_sms(&context.site, now, &account),
    )?;
    let account = account.addressed_to(new.name.clone(), new.address.clone());
    letter::send_letter(context, tx, now, &account, client)
}

fn let_wait(
    context: &Context,
    tx: &mut Tx<'_>,
    now: Timestamp,
    account: Account,
    new: &PostalInfo,
    client: &ClientInfo,
) -> Result<PostalInfoChanged, StoreError> {
    let id = &account.id;
    if account.contact.company != new.company {
        let company = PostalInfo { company: new.company.clone(), ..account.contact.postal_info() };
        keep(context, tx, now, &account, &company, client)?;
    }
    let before = postal_change::find(tx, id)?;
    if before.is_some_and(|before| before.name == new.name && before.address == new.address) {
        return Ok(PostalInfoChanged::StillPending);
    }
    let change = PostalChange {
        id: PostalChangeId::new(now, random::random_bytes()),
        name: new.name.clone(),
        address: new.address.clone(),
        asked_at: now,
        expires_at: now.plus_ms(LETTER_PIN.lifetime_ms),
    };
    postal_change::save(tx, id, &change)?;
    context.codes.withdraw(tx, now, &LETTER_PIN, id.as_str())?;
    let new = PostalInfo { company: account.contact.company.clone(), ..new.clone() };
    let items = changed_items(&account.contact, &new);
    event::insert(tx, id, &Event { items, ..client.event(now, EventKind::PostalChangeRequested) })?;
    for message in changes::postal_change_requested(&context.site, now, &account, &change) {
        context.delivery.queue_warning(tx, now, &message)?;
    }
    let addressee = account.addressed_to(change.name, change.address);
    Ok(PostalInfoChanged::Pending(letter::send_letter(context, tx, now, &addressee, client)?))
}

/// Cancels what waits for PIN3, and that PIN3; false if nothing did.
pub(crate) fn cancel(
    context: &Context,
    tx: &mut Tx<'_>,
    now: Timestamp,
    account: &Account,
    client: &ClientInfo,
) -> Result<bool, StoreError> {
    if !account.state.is_identified() || !postal_change::delete(tx, &account.id)? {
        return Ok(false);
    }
    context.codes.withdraw(tx, now, &LETTER_PIN, account.id.as_str())?;
    letter_due::delete(tx, &account.id)?;
    client.record(tx, now, &account.id, EventKind::PostalChangeCancelled)?;
    context.delivery.queue_warning(
        tx,
        now,
        &changes::postal_change_cancelled(&context.site, now, account),
    )?;
    Ok(true)
}

fn of_link(tx: &mut Tx<'_>, link: &PostalChangeId) -> Result<Option<(Account, PostalChange)>, StoreError> {
    let Some((id, change)) = postal_change::by_id(tx, link)? else { return Ok(None) };
    Ok(account::by_id(tx, &id)?.map(|account| (account, change)))
}

/// Whose name and address the next letter bears: what waits for PIN3, or what the account has.
pub(crate) fn addressee(tx: &mut Tx<'_>, account: Account) -> Result<Option<Account>, StoreError> {
    Ok(match account.state {
        State::Registered(_) => None,
        State::Active(_) => Some(account),
        State::Identified(_) => {
            let change = postal_change::find(tx, &account.id)?;
            change.map(|change| account.addressed_to(change.name, change.address))
        }
    })
}
