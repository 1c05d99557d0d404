//! The accounts by which a person can log in: listed one by one, cut and allowed again (mission: A7).

use ::store::{StoreError, Tx};
use thiserror::Error;
use values::{DAY_MS, Timestamp};
use web::Session;

use super::{Hub, notice};
use crate::rules::method::MethodId;
use crate::rules::person::{CutBy, Link, PersonId, may_cut};
use crate::store::{self, audit::Action};

/// Sessions that are older have ended.
const SESSIONS_SINCE_MS: i64 = 8 * DAY_MS;

/// One account of a person.
pub(crate) struct Account {
    pub(crate) link: Link,
    /// What people and support call it.
    pub(crate) mark: String,
    /// Whether this browser was signed in by it.
    pub(crate) is_own: bool,
    /// Whether whoever is signed in may cut it.
    pub(crate) may_be_cut: bool,
}

/// Why nothing was changed.
#[derive(Debug, Error)]
pub(crate) enum AccountError {
    /// The person has no such account, or it is in this state already.
    #[error("no such account")]
    NoSuchAccount,
    /// It was linked before the one by which this browser is signed in.
    #[error("an older account is cut only by an older one")]
    Older,
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Every account of a person, the oldest first.
pub(crate) async fn accounts(
    hub: &Hub,
    person: &PersonId,
    session: &Session,
) -> Result<Vec<Account>, StoreError> {
    hub.desk.store.read(|tx| list(hub, tx, person, session)).await
}

/// One account of a person.
pub(crate) async fn account(
    hub: &Hub,
    person: &PersonId,
    session: &Session,
    mark: &str,
) -> Result<Account, AccountError> {
    let all = accounts(hub, person, session).await?;
    all.into_iter().find(|account| account.mark == mark).ok_or(AccountError::NoSuchAccount)
}

/// Cuts an account: it logs nobody in until the person allows it again, and the sessions that it began end.
pub(crate) async fn cut(
    hub: &Hub,
    person: &PersonId,
    session: &Session,
    mark: &str,
    now: Timestamp,
) -> Result<Link, AccountError> {
    hub.desk
        .store
        .write(|tx| {
            let account = find(hub, tx, person, session, mark)?;
            if !account.may_be_cut {
                return Err(AccountError::Older);
            }
            if !store::link::cut(tx, &account.link, CutBy::Person, now)? {
                return Err(AccountError::NoSuchAccount);
            }
            store::audit::add(tx, now, person, Action::MethodCut, account.link.method.as_str())?;
            end_sessions(hub, tx, &account.link, mark, now)?;
            Ok(account.link)
        })
        .await
}

/// Allows an account again that the person had cut.
pub(crate) async fn allow(
    hub: &Hub,
    person: &PersonId,
    session: &Session,
    mark: &str,
    now: Timestamp,
) -> Result<Link, AccountError> {
    hub.desk
        .store
        .write(|tx| {
            let account = find(hub, tx, person, session, mark)?;
            if !store::link::allow(tx, &account.link, CutBy::Person)? {
                return Err(AccountError::NoSuchAccount);
            }
            store::audit::add(tx, now, person, Action::MethodAllowed, account.link.method.as_str())?;
            notice::of_account(&hub.desk, tx, &account.link, notice::Kind::AccountLinked, now)?;
            Ok(account.link)
        })
        .await
}

/// The account describes somebody else than whom it is linked to: it logs nobody in until the register names the person
/// again. The person is told once.
pub(crate) async fn suspend(hub: &Hub, link: &Link, now: Timestamp) -> Result<(), StoreError> {
    let mark = hub.desk.marks.account(&link.method, &link.sub);
    hub.desk
        .store
        .write(|tx| {
            if store::link::cut(tx, link, CutBy::Changed, now)? {
                store::audit::add(tx, now, &link.person, Action::MethodSuspended, link.method.as_str())?;
                end_sessions(hub, tx, link, &mark, now)?;
                notice::of_account(&hub.desk, tx, link, notice::Kind::AccountSuspended, now)?;
            }
            Ok(())
        })
        .await
}

/// What the operator does at support's word: blocks an account, or allows one again that was blocked, cut or suspended.
/// False if there is no such account, or nothing to change.
pub(crate) async fn set_blocked(
    hub: &Hub,
    method: &MethodId,
    mark: &str,
    blocked: bool,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let links = hub.desk.store.read(|tx| store::link::of_method(tx, method)).await?;
    let called = |link: &Link| hub.desk.marks.account(&link.method, &link.sub) == mark;
    let Some(link) = links.into_iter().find(called) else { return Ok(false) };
    hub.desk
        .store
        .write(|tx| {
            let changed = match (blocked, link.cut) {
                (true, _) => store::link::cut(tx, &link, CutBy::Operator, now)?,
                (false, Some(cut)) => store::link::allow(tx, &link, cut.by)?,
                (false, None) => false,
            };
            if changed {
                let action = if blocked { Action::MethodBlocked } else { Action::MethodUnblocked };
                store::audit::add(tx, now, &link.person, action, link.method.as_str())?;
            }
            if changed && blocked {
                end_sessions(hub, tx, &link, mark, now)?;
            }
            Ok(changed)
        })
        .await
}

/// The sessions that an account began, and what services may still ask on the person's behalf.
fn end_sessions(
    hub: &Hub,
    tx: &mut Tx<'_>,
    link: &Link,
    mark: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    let person = &link.person;
    let since = now.plus_ms(-SESSIONS_SINCE_MS);
    for session in store::login::sessions_of_account(tx, person, mark, since)? {
        hub.site.sessions().end_by_id(tx, person.as_str(), &session)?;
    }
    hub.provider.revoke_grants(tx, person.as_str(), None)?;
    Ok(())
}

fn find(
    hub: &Hub,
    tx: &mut Tx<'_>,
    person: &PersonId,
    session: &Session,
    mark: &str,
) -> Result<Account, AccountError> {
    let all = list(hub, tx, person, session)?;
    all.into_iter().find(|account| account.mark == mark).ok_or(AccountError::NoSuchAccount)
}

fn list(
    hub: &Hub,
    tx: &mut Tx<'_>,
    person: &PersonId,
    session: &Session,
) -> Result<Vec<Account>, StoreError> {
    let links = store::link::of_person(tx, person)?;
    let own_mark = store::login::of_session(tx, &session.id)?.map(|login| login.account);
    let mark = |link: &Link| hub.desk.marks.account(&link.method, &link.sub);
    let own = links.iter().find(|link| Some(mark(link)) == own_mark).cloned();
    let is_account = |link: &Link| hub.desk.method(&link.method).is_none_or(|method| !method.is_mobile_key());
    let listed = links.into_iter().filter(is_account).map(|link| Account {
        mark: mark(&link),
        is_own: own.as_ref() == Some(&link),
        may_be_cut: link.cut.is_none() && own.as_ref().is_some_and(|own| may_cut(own, &link)),
        link,
    });
    Ok(listed.collect())
}
