//! What a link in a message undoes: a recovery, or a login, that was not the owner's. Nobody has to be logged in for it,
//! and it can only end something.

use secrets::Token;
use store::{StoreError, Transition, Tx};
use values::{DAY_MS, Timestamp};

use super::decide::withdraw_consents_since;
use super::{ClientInfo, recover};
use crate::context::Context;
use crate::messages::safety as messages;
use crate::rules::account::{Account, State};
use crate::rules::event::EventKind;
use crate::rules::recovery::{CLOSED_MS, DENY_MS, NO_NEWS_MS, NOTICES_A_DAY, UNDO_MS};
use crate::store::account::{self, Credentials};
use crate::store::recovery::{self, LoginNotice};

/// How a link that undoes something stands.
#[must_use]
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum UndoStatus {
    /// There is no such link, or it is too late.
    Gone,
    /// It was used, or nothing is left to undo.
    Done {
        /// Until when no recovery begins, if it was one that was undone.
        closed_until: Option<Timestamp>,
        /// The password from before opens the account.
        old_counts: bool,
    },
    /// It can be used.
    Open {
        /// What the account is called.
        user_name: String,
        /// When that happened.
        at: Timestamp,
        /// The password from before would open the account.
        old_counts: bool,
    },
}

/// How a link that undoes a recovery stands.
pub(crate) async fn recovery_undo_status(
    context: &Context,
    now: Timestamp,
    link: &str,
) -> Result<UndoStatus, StoreError> {
    let found = context.store.read(|tx| recovery_to_undo(context, tx, now, link)).await?;
    Ok(found.map_or_else(|status| status, |(person, done)| open(&person, done.at, done.old.counts())))
}

/// A recovery was not the owner's: the password from before counts again, every session ends, services hold nothing
/// any more, what was allowed them since is forgotten, and for a while there is no other recovery. Where somebody
/// has set another password since by both factors, none counts. Once; the second time tells what the first has done.
pub(crate) async fn undo_recovery(
    context: &Context,
    now: Timestamp,
    link: &str,
    client: &ClientInfo,
) -> Result<UndoStatus, StoreError> {
    context
        .store
        .write(|tx| {
            let (person, done) = match recovery_to_undo(context, tx, now, link)? {
                Ok(found) => found,
                Err(status) => return Ok(status),
            };
            let account = &person.account;
            let since = recovery::undoable_since(tx, &account.id)?.unwrap_or(done.at);
            recovery::undo(tx, &account.id, now)?;
            recovery::delete_unused(tx, &account.id)?;
            account::restore(tx, &account.id, &done.old, now)?;
            recover::revoke_all_access(context, tx, now, account, client)?;
            withdraw_consents_since(tx, now, &account.id, since, client)?;
            client.record(tx, now, &account.id, EventKind::RecoveryUndone)?;
            let (until, old_counts) = (now.plus_ms(CLOSED_MS), done.old.counts());
            for message in messages::recovery_undone(&context.site, now, account, until, old_counts) {
                context.delivery.queue_warning(tx, now, &message)?;
            }
            Ok(UndoStatus::Done { closed_until: Some(until), old_counts })
        })
        .await
}

/// How a link stands that says that a login was not the owner's.
pub(crate) async fn login_denial_status(
    context: &Context,
    now: Timestamp,
    link: &str,
) -> Result<UndoStatus, StoreError> {
    let found = context.store.read(|tx| login_to_deny(context, tx, now, link)).await?;
    Ok(found.map_or_else(|status| status, |(person, at)| open(&person, at, false)))
}

/// A login was not the owner's: somebody else has the password. Every session ends, services hold nothing any more,
/// what was allowed them since is forgotten, and the password opens nothing until there is a new one.
pub(crate) async fn deny_login(
    context: &Context,
    now: Timestamp,
    link: &str,
    client: &ClientInfo,
) -> Result<UndoStatus, StoreError> {
    context
        .store
        .write(|tx| {
            let (person, at) = match login_to_deny(context, tx, now, link)? {
                Ok(found) => found,
                Err(status) => return Ok(status),
            };
            let done = UndoStatus::Done { closed_until: None, old_counts: false };
            if recovery::deny(tx, &recover::link_hash(context, "login", link), now)? == Transition::Lost {
                return Ok(done);
            }
            let account = &person.account;
            account::block_password(tx, &account.id, now)?;
            recover::revoke_all_access(context, tx, now, account, client)?;
            withdraw_consents_since(tx, now, &account.id, at, client)?;
            client.record(tx, now, &account.id, EventKind::LoginDenied)?;
            for message in messages::login_denied(&context.site, now, account) {
                context.delivery.queue_warning(tx, now, &message)?;
            }
            Ok(done)
        })
        .await
}

/// Tells the owner of a login in a browser that was never seen before.
pub(crate) fn notify_of_new_browser(
    context: &Context,
    tx: &mut Tx<'_>,
    now: Timestamp,
    person: &Credentials,
    client: &ClientInfo,
) -> Result<(), StoreError> {
    let account = &person.account;
    if is_news(account, now)
        && recovery::notices_since(tx, &account.id, now.plus_ms(-DAY_MS))? < NOTICES_A_DAY
    {
        let link = Token::new();
        let password = password_mark(context, person);
        let notice = LoginNotice { account: account.id.clone(), password, at: now, denied_at: None };
        recovery::insert_notice(tx, &recover::link_hash(context, "login", link.as_str()), &notice)?;
        let browser = client.user_agent.as_deref().unwrap_or_default();
        let message = messages::new_browser(&context.site, now, account, browser, link.as_str());
        context.delivery.queue_warning(tx, now, &message)?;
    }
    Ok(())
}

/// What a link would undo; otherwise how it stands.
fn recovery_to_undo(
    context: &Context,
    tx: &mut Tx<'_>,
    now: Timestamp,
    link: &str,
) -> Result<Result<(Credentials, recovery::Done), UndoStatus>, StoreError> {
    let found = recovery::by_undo(tx, &recover::link_hash(context, "undo", link))?;
    let Some((whose, done)) = found.and_then(|found| Some((found.account, found.done?))) else {
        return Ok(Err(UndoStatus::Gone));
    };
    if let Some(undone_at) = done.undone_at {
        let closed_until = Some(undone_at.plus_ms(CLOSED_MS));
        return Ok(Err(UndoStatus::Done { closed_until, old_counts: done.old.counts() }));
    }
    // The first of several in a row has what counted before them all; they have it from there.
    let person = account::credentials(tx, &whose)?.filter(|_| now.since(done.at) < UNDO_MS);
    Ok(person.map(|person| (person, done)).ok_or(UndoStatus::Gone))
}

/// Whose login, and when, a link says was somebody else's; otherwise how it stands.
fn login_to_deny(
    context: &Context,
    tx: &mut Tx<'_>,
    now: Timestamp,
    link: &str,
) -> Result<Result<(Credentials, Timestamp), UndoStatus>, StoreError> {
    let found = recovery::notice(tx, &recover::link_hash(context, "login", link))?;
    let Some(notice) = found.filter(|notice| now.since(notice.at) < DENY_MS) else {
        return Ok(Err(UndoStatus::Gone));
    };
    let Some(person) = account::credentials(tx, &notice.account)? else {
        return Ok(Err(UndoStatus::Gone));
    };
    let is_settled = notice.denied_at.is_some() || person.password_blocked_at.is_some();
    // With another password since then, every session of that time has ended.
    if is_settled || notice.password != password_mark(context, &person) {
        return Ok(Err(UndoStatus::Done { closed_until: None, old_counts: false }));
    }
    Ok(Ok((person, notice.at)))
}

fn password_mark(context: &Context, person: &Credentials) -> [u8; 32] {
    context.contact_hash.hash_parts(&[b"password of a login", person.password_hash.as_bytes()])
}

fn open(person: &Credentials, at: Timestamp, old_counts: bool) -> UndoStatus {
    UndoStatus::Open { user_name: person.account.user_name.to_string(), at, old_counts }
}

/// Whoever has just activated the account knows the browser.
fn is_news(account: &Account, now: Timestamp) -> bool {
    let activated_at = match &account.state {
        State::Registered(_) => return false,
        State::Active(active) => active.activated_at,
        State::Identified(identified) => identified.activated_at,
    };
    now.since(activated_at) >= NO_NEWS_MS
}
