//! The accounts by which a person can log in: listed one by one, disconnected and allowed again (mission: A7).

use ::store::{StoreError, Tx};
use mobile_key_api::people::LoginKind;
use sessions::Session;
use thiserror::Error;
use values::Timestamp;

use super::{devices, notice};
use crate::context::Context;
use crate::protocol::Provider;
use crate::rules::last_method::{self, Consequence, Holding};
use crate::rules::method::MethodId;
use crate::rules::person::{self, AccountChange, Link, PersonId};
use crate::store::{self, audit::Action};

/// One account of a person.
pub(crate) struct Account {
    pub(crate) link: Link,
    /// What people and support call it.
    pub(crate) number: String,
    /// Whether this browser was signed in by it.
    pub(crate) is_own: bool,
    /// Whether it is pointed out: it logs the person in beside another one, since lately.
    pub(crate) is_pointed_out: bool,
    /// Whether whoever is signed in may change it.
    may_be_changed: bool,
}

impl Account {
    /// Whether whoever is signed in may disconnect it.
    pub(crate) fn may_be_disconnected(&self) -> bool {
        self.may_be_changed && AccountChange::Disconnect.of(self.link.disconnected).is_ok()
    }

    /// Whether whoever is signed in may allow it again.
    pub(crate) fn may_be_allowed(&self) -> bool {
        self.may_be_changed && AccountChange::Allow.of(self.link.disconnected).is_ok()
    }
}

/// Who acts: a person, in a session, now.
#[derive(Clone, Copy)]
pub(crate) struct Actor<'a> {
    pub(crate) person: &'a PersonId,
    pub(crate) session: &'a Session,
    pub(crate) now: Timestamp,
}

/// Why nothing was changed.
#[derive(Debug, Error)]
pub(crate) enum AccountError {
    /// The person has no such account, or it is in this state already.
    #[error("no such account")]
    NoSuchAccount,
    /// It is one of several, and not the one by which this browser is signed in.
    #[error("one of several accounts is changed only by itself")]
    NotOwn,
    /// Nothing would be left to log in by, and the person has not said that they understand.
    #[error("nothing would be left to log in by")]
    LastOne,
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Every account of a person, the oldest first.
pub(crate) async fn accounts(context: &Context, actor: Actor<'_>) -> Result<Vec<Account>, StoreError> {
    context.store.read(|tx| list(context, tx, actor)).await
}

/// An account that the person may disconnect, and what is left without it.
pub(crate) async fn to_disconnect(
    context: &Context,
    actor: Actor<'_>,
    number: &str,
) -> Result<(Account, Consequence), AccountError> {
    let key = devices::holding(context, actor.person).await?;
    context.store.read(|tx| find_to_disconnect(context, tx, actor, number, key.as_ref())).await
}

/// An account that the person may allow again.
pub(crate) async fn to_allow(
    context: &Context,
    actor: Actor<'_>,
    number: &str,
) -> Result<Account, AccountError> {
    context.store.read(|tx| find_to_allow(context, tx, actor, number)).await
}

/// Disconnects an account: it logs nobody in until the person allows it again, and the sessions that it began end. The
/// last way in goes only if the person understands that.
pub(crate) async fn disconnect(
    context: &Context,
    provider: &Provider,
    actor: Actor<'_>,
    number: &str,
    understood: bool,
) -> Result<Account, AccountError> {
    let key = devices::holding(context, actor.person).await?;
    context
        .store
        .write(|tx| {
            let (account, left) = find_to_disconnect(context, tx, actor, number, key.as_ref())?;
            if left == Consequence::NothingRemains && !understood {
                return Err(AccountError::LastOne);
            }
            change(context, provider, tx, &account.link, AccountChange::Disconnect, actor.now)?;
            Ok(account)
        })
        .await
}

/// Allows an account again that the person had disconnected.
pub(crate) async fn allow(
    context: &Context,
    provider: &Provider,
    actor: Actor<'_>,
    number: &str,
) -> Result<MethodId, AccountError> {
    context
        .store
        .write(|tx| {
            let account = find_to_allow(context, tx, actor, number)?;
            change(context, provider, tx, &account.link, AccountChange::Allow, actor.now)?;
            Ok(account.link.method)
        })
        .await
}

/// The account describes somebody else than whom it is linked to: it logs nobody in until the register names the person
/// again. The person is told once.
pub(crate) async fn suspend(
    context: &Context,
    provider: &Provider,
    link: &Link,
    now: Timestamp,
) -> Result<(), StoreError> {
    context
        .store
        .write(|tx| match store::link::find(tx, &link.method, &link.sub)? {
            Some(link) => change(context, provider, tx, &link, AccountChange::Suspend, now).map(drop),
            None => Ok(()),
        })
        .await
}

/// What the operator does at support's word: blocks an account, or allows one again, whoever disconnected it. False if
/// there is no such account, or nothing to change.
pub(crate) async fn set_blocked(
    context: &Context,
    provider: &Provider,
    (method, number): (&MethodId, &str),
    blocked: bool,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let wanted = if blocked { AccountChange::Block } else { AccountChange::Unblock };
    context
        .store
        .write(|tx| {
            let links = store::link::of_method(tx, method)?;
            match links.into_iter().find(|link| number_of(context, link) == number) {
                Some(link) => change(context, provider, tx, &link, wanted, now),
                None => Ok(false),
            }
        })
        .await
}

/// One change of an account, with all that goes with it; false if there is nothing to change.
fn change(
    context: &Context,
    provider: &Provider,
    tx: &mut Tx<'_>,
    link: &Link,
    change: AccountChange,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let Ok(after) = change.of(link.disconnected) else { return Ok(false) };
    store::link::set_disconnected(tx, link, after, now)?.or_conflict()?;
    let (action, notice) = match change {
        AccountChange::Disconnect => (Action::MethodDisconnected, LoginKind::AccountDisconnected),
        AccountChange::Allow => (Action::MethodAllowed, LoginKind::AccountAllowed),
        AccountChange::Suspend => (Action::MethodSuspended, LoginKind::AccountSuspended),
        AccountChange::Block => (Action::MethodBlocked, LoginKind::AccountDisconnected),
        AccountChange::Unblock => (Action::MethodUnblocked, LoginKind::AccountAllowed),
    };
    store::audit::add(tx, now, &link.person, action, link.method.as_str())?;
    if after.is_some() {
        end_sessions(context, provider, tx, link, now)?;
    }
    notice::of_account(context, tx, link, notice, now)?;
    Ok(true)
}

/// The sessions that an account began, and what services may still ask on the person's behalf.
fn end_sessions(
    context: &Context,
    provider: &Provider,
    tx: &mut Tx<'_>,
    link: &Link,
    now: Timestamp,
) -> Result<(), StoreError> {
    let (person, number) = (link.person.as_str(), Some(number_of(context, link)));
    for session in context.sessions.list(tx, now, person)? {
        let login = store::login::of_session(tx, &session.id)?;
        if login.is_some_and(|login| login.account_number == number) {
            context.sessions.end(tx, &session)?;
        }
    }
    provider.revoke_grants(tx, person, None)?;
    Ok(())
}

fn find_to_disconnect(
    context: &Context,
    tx: &mut Tx<'_>,
    actor: Actor<'_>,
    number: &str,
    key: Option<&Holding>,
) -> Result<(Account, Consequence), AccountError> {
    let all = list(context, tx, actor)?;
    // The one that goes counts even if it is suspended: what matters is what stays.
    let counts = |account: &&Account| account.number == number || account.link.disconnected.is_none();
    let is_offered = |account: &&Account| context.method(&account.link.method).is_some();
    let accounts = all.iter().filter(counts).filter(is_offered);
    let holding = |account: &Account| Holding { method: account.link.method.clone(), usable: 1 };
    let holdings: Vec<_> = accounts.map(holding).chain(key.cloned()).collect();
    let account = find(all, number)?;
    check(&account, AccountChange::Disconnect)?;
    let left = last_method::of_disconnecting_one(&holdings, &account.link.method);
    Ok((account, left))
}

fn find_to_allow(
    context: &Context,
    tx: &mut Tx<'_>,
    actor: Actor<'_>,
    number: &str,
) -> Result<Account, AccountError> {
    let account = find(list(context, tx, actor)?, number)?;
    check(&account, AccountChange::Allow)?;
    Ok(account)
}

fn check(account: &Account, change: AccountChange) -> Result<(), AccountError> {
    change.of(account.link.disconnected).map_err(|_| AccountError::NoSuchAccount)?;
    if account.may_be_changed { Ok(()) } else { Err(AccountError::NotOwn) }
}

fn find(all: Vec<Account>, number: &str) -> Result<Account, AccountError> {
    all.into_iter().find(|account| account.number == number).ok_or(AccountError::NoSuchAccount)
}

fn number_of(context: &Context, link: &Link) -> String {
    context.hashes.account_number(&link.method, &link.sub)
}

fn list(context: &Context, tx: &mut Tx<'_>, actor: Actor<'_>) -> Result<Vec<Account>, StoreError> {
    let mut links = store::link::of_person(tx, actor.person)?;
    let own_number = store::login::of_session(tx, &actor.session.id)?.and_then(|login| login.account_number);
    let own = links.iter().find(|link| Some(number_of(context, link)) == own_number).cloned();
    links.retain(|link| context.method(&link.method).is_none_or(|method| method.mobile_key().is_none()));
    let several_lately = person::came_together_lately(links.iter(), actor.now);
    let listed = links.iter().map(|link| {
        let is_own = own.as_ref() == Some(link);
        Account {
            number: number_of(context, link),
            is_own,
            is_pointed_out: several_lately && !is_own && link.disconnected.is_none(),
            may_be_changed: person::may_change(own.as_ref(), link, &links),
            link: link.clone(),
        }
    });
    Ok(listed.collect())
}
