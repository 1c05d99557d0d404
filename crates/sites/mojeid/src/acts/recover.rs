//! Getting back in when the password or the user name is forgotten.
//!
//! Whoever asks is told the same whatever they enter. What is sent goes to the owner's proven channels only; a new
//! password needs a link from the mailbox and a code from the telephone, and everybody who is reached is told, with a link
//! that undoes it ([`super::undo`]).

use ::codes::{CodeRejection, CodeState};
use delivery::{Quota, Recipient};
use secrets::{PasswordError, Token};
use store::{StoreError, Transition, Tx};
use values::{EmailAddress, Timestamp};

use super::codes::{self, RECOVERY};
use super::login::find;
use super::{ClientInfo, change_contact, change_postal_info, throttle};
use crate::context::Context;
use crate::messages::safety as messages;
use crate::rules::account::Account;
use crate::rules::backoff::Backoff;
use crate::rules::contact::Channel;
use crate::rules::event::EventKind;
use crate::rules::identifier::{LoginName, LoginNameProblem};
use crate::rules::password::{NewPassword, PasswordProblem};
use crate::rules::recovery::{
    ADDRESS_ASKING, LINK_MS, NAMES_SENDING, NETWORK_ASKING, RecoveryId, UNDO_MS, closed_until, may_send_link,
};
use crate::store::account::{self, Credentials};
use crate::store::failure;
use crate::store::recovery::{self, OldPassword, Recovery};

/// Why nothing was asked for. None says anything about an account.
#[derive(Debug, thiserror::Error)]
pub(crate) enum RecoveryRequestError {
    /// What was entered as a name is none.
    #[error(transparent)]
    Name(#[from] LoginNameProblem),
    /// What was entered as an e-mail address is none.
    #[error("not an e-mail address")]
    NotAnEmail,
    /// Asked for too often from this network address.
    #[error("asked for too often")]
    TooMany {
        /// When it can be asked again.
        until: Timestamp,
    },
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// How a link stands.
#[must_use]
#[derive(Clone, Debug)]
pub(crate) enum RecoveryLink {
    /// There is no such link, or it can no longer be used.
    Gone,
    /// It was used: the password is a new one.
    Used,
    /// It can be used.
    Open {
        /// Whose it is.
        account: Box<Account>,
        /// How the code to the telephone stands.
        code: CodeState,
    },
}

/// What came of asking for the code.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CodeSent {
    /// It is on its way.
    Sent,
    /// Asked for too often.
    TooSoon {
        /// When it can be asked again.
        allowed_at: Timestamp,
    },
    /// The link can no longer be used, or was used.
    Gone,
}

/// Why there is no new password.
#[derive(Debug, thiserror::Error)]
pub(crate) enum RecoverError {
    /// The link can no longer be used.
    #[error("the link is gone")]
    Gone,
    /// The link was used, perhaps by the same form.
    #[error("the link was used")]
    Used,
    /// The code was not taken.
    #[error("the code was not taken")]
    Code(CodeRejection),
    /// The new password is not good enough.
    #[error(transparent)]
    New(#[from] PasswordProblem),
    /// The password was not looked at.
    #[error(transparent)]
    Password(#[from] PasswordError),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Somebody has forgotten the password of the account of that name: its owner gets a link by e-mail, if there is such
/// an account. What the caller sees does not depend on it.
pub(crate) async fn request_recovery(
    context: &Context,
    now: Timestamp,
    name: &str,
    client: &ClientInfo,
) -> Result<(), RecoveryRequestError> {
    let name = LoginName::parse(name, &context.identifier_host)?;
    context
        .store
        .write(|tx| {
            count_asking(tx, now, client)?;
            match (find(tx, &name)?, &name) {
                (Some(person), _) => send_link(context, tx, now, &person.account, client),
                (None, LoginName::Email(email)) => send_names_to(context, tx, now, email),
                (None, LoginName::UserName(_)) => Ok(()),
            }
            .map_err(RecoveryRequestError::Store)
        })
        .await
}

/// Somebody has forgotten the user name: it is sent to the e-mail address, if an account has it.
pub(crate) async fn request_user_names(
    context: &Context,
    now: Timestamp,
    email: &str,
    client: &ClientInfo,
) -> Result<(), RecoveryRequestError> {
    let email = EmailAddress::parse(email.trim()).map_err(|_| RecoveryRequestError::NotAnEmail)?;
    context
        .store
        .write(|tx| {
            count_asking(tx, now, client)?;
            send_names_to(context, tx, now, &email).map_err(RecoveryRequestError::Store)
        })
        .await
}

/// How a link stands.
pub(crate) async fn recovery(
    context: &Context,
    now: Timestamp,
    link: &str,
) -> Result<RecoveryLink, StoreError> {
    context
        .store
        .read(|tx| {
            let (recovery, person) = match open_recovery(context, tx, now, link)? {
                Ok(open) => open,
                Err(RecoverError::Used) => return Ok(RecoveryLink::Used),
                Err(_) => return Ok(RecoveryLink::Gone),
            };
            let code = context.codes.state(tx, now, &RECOVERY, recovery.id.as_str())?;
            Ok(RecoveryLink::Open { account: Box::new(person.account), code })
        })
        .await
}

/// Sends the code to the owner's telephone. Not by opening the link: programs open links too.
pub(crate) async fn send_recovery_code(
    context: &Context,
    now: Timestamp,
    link: &str,
    client: &ClientInfo,
) -> Result<CodeSent, StoreError> {
    context
        .store
        .write(|tx| {
            let Ok((recovery, person)) = open_recovery(context, tx, now, link)? else {
                return Ok(CodeSent::Gone);
            };
            let account = &person.account;
            // Who has the link has shown to be the owner of the mailbox.
            let to = Some((Recipient::Phone(&account.contact.phone), Quota::Owner));
            let code_of = (&RECOVERY, recovery.id.as_str());
            let wait = codes::send_code(context, tx, now, code_of, to, |code| {
                messages::recovery_code(&context.site, now, account, code)
            })?;
            if let Some(allowed_at) = wait {
                return Ok(CodeSent::TooSoon { allowed_at });
            }
            client.record(tx, now, &account.id, EventKind::RecoveryCodeSent)?;
            Ok(CodeSent::Sent)
        })
        .await
}

/// Sets a new password by the link and the code. Every session ends, every browser is a stranger again, and services
/// hold nothing any more; whoever is reached is told. Wrong codes count.
pub(crate) async fn recover(
    context: &Context,
    now: Timestamp,
    link: &str,
    code: &str,
    new: &str,
    client: &ClientInfo,
) -> Result<(), RecoverError> {
    let (_, person) = context.store.read(|tx| open_recovery(context, tx, now, link)).await??;
    let names = [person.account.user_name.as_str(), person.account.contact.email.as_str()];
    // First, so that a password that will not do costs no code.
    let parsed = NewPassword::parse(new, &names)?;
    let hash = context.passwords.hash(parsed.reveal()).await?;
    let recovered = context.store.write(|tx| {
        let (recovery, person) = match open_recovery(context, tx, now, link)? {
            Ok(open) => open,
            Err(error) => return Ok(Err(error)),
        };
        let account = &person.account;
        let of_recovery = (&RECOVERY, recovery.id.as_str());
        if let Err(rejection) = codes::redeem(context, tx, now, &account.id, of_recovery, code, client)? {
            // Committed: the try counts.
            return Ok(Err(RecoverError::Code(rejection)));
        }
        let undo = Token::new();
        let old = old_password(tx, now, &person)?;
        let undo_hash = link_hash(context, "undo", undo.as_str());
        if recovery::complete(tx, &recovery.id, now, &undo_hash, &old)? == Transition::Lost {
            return Ok(Err(RecoverError::Used));
        }
        account::recover(tx, &account.id, &hash, now)?;
        recovery::delete_unused(tx, &account.id)?;
        revoke_all_access(context, tx, now, account, client)?;
        forget_failures(context, tx, account)?;
        client.record(tx, now, &account.id, EventKind::Recovered)?;
        for message in messages::recovered(&context.site, now, account, undo.as_str()) {
            context.delivery.queue_warning(tx, now, &message)?;
        }
        Ok::<_, StoreError>(Ok(()))
    });
    recovered.await?
}

/// Sessions, what services hold, and changes that wait: a new name or address too, with the PIN3 of its letter.
pub(crate) fn revoke_all_access(
    context: &Context,
    tx: &mut Tx<'_>,
    now: Timestamp,
    account: &Account,
    client: &ClientInfo,
) -> Result<(), StoreError> {
    let id = &account.id;
    context.site.sessions().end_all(tx, id.as_str())?;
    context.provider.revoke_grants(tx, id.as_str(), None)?;
    for channel in Channel::ALL {
        change_contact::cancel(context, tx, now, id, channel)?;
    }
    change_postal_info::cancel(context, tx, now, account, client)?;
    Ok(())
}

/// What a link is found by.
pub(crate) fn link_hash(context: &Context, what: &str, link: &str) -> [u8; 32] {
    context.contact_hash.hash_parts(&[b"link", what.as_bytes(), link.as_bytes()])
}

fn send_link(
    context: &Context,
    tx: &mut Tx<'_>,
    now: Timestamp,
    account: &Account,
    client: &ClientInfo,
) -> Result<(), StoreError> {
    if !account.state.is_active() {
        return Ok(());
    }
    let before = recovery::of_account(tx, &account.id)?;
    let sent: Vec<Timestamp> = before.iter().map(|recovery| recovery.asked_at).collect();
    if is_closed(&before, now) || !may_send_link(&sent, now) {
        return Ok(());
    }
    let link = Token::new();
    let id = RecoveryId::new(now, random::random_bytes());
    recovery::insert(tx, &id, &account.id, &link_hash(context, "recovery", link.as_str()), now)?;
    client.record(tx, now, &account.id, EventKind::RecoveryAsked)?;
    let until = now.plus_ms(LINK_MS);
    let message = messages::recovery_link(&context.site, now, account, link.as_str(), until);
    context.delivery.queue_warning(tx, now, &message)
}

fn send_names_to(
    context: &Context,
    tx: &mut Tx<'_>,
    now: Timestamp,
    email: &EmailAddress,
) -> Result<(), StoreError> {
    let mut accounts = account::active_by_email(tx, &email.canonical())?;
    let throttle_key = throttle::hashed_key(context, "names", &email.canonical());
    let sent = failure::find(tx, &throttle_key)?;
    if accounts.is_empty() || NAMES_SENDING.wait_until(sent, now).is_some() {
        return Ok(());
    }
    failure::save(tx, &throttle_key, NAMES_SENDING.one_more(sent, now))?;
    let first = accounts.remove(0);
    let others: Vec<String> = accounts.iter().map(|other| other.user_name.to_string()).collect();
    context.delivery.queue_warning(tx, now, &messages::names(&context.site, now, &first, &others))
}

/// The recovery of a link that can be used, and its account.
fn open_recovery(
    context: &Context,
    tx: &mut Tx<'_>,
    now: Timestamp,
    link: &str,
) -> Result<Result<(Recovery, Credentials), RecoverError>, StoreError> {
    let found = recovery::by_link(tx, &link_hash(context, "recovery", link))?;
    let Some(recovery) = found else { return Ok(Err(RecoverError::Gone)) };
    if recovery.done.is_some() {
        return Ok(Err(RecoverError::Used));
    }
    let before = recovery::of_account(tx, &recovery.account)?;
    if now.since(recovery.asked_at) >= LINK_MS || is_closed(&before, now) {
        return Ok(Err(RecoverError::Gone));
    }
    let person = account::credentials(tx, &recovery.account)?;
    let person = person.filter(|person| person.account.state.is_active());
    Ok(person.map(|person| (recovery, person)).ok_or(RecoverError::Gone))
}

/// The owner is not kept waiting by what strangers guessed before.
fn forget_failures(context: &Context, tx: &mut Tx<'_>, account: &Account) -> Result<(), StoreError> {
    let names =
        [LoginName::UserName(account.user_name.clone()), LoginName::Email(account.contact.email.clone())];
    names.iter().try_for_each(|name| failure::clear(tx, &throttle::name_key(context, name)))
}

/// What counted before anybody got in by mailbox and telephone: the chain of recoveries that can still be undone has one
/// beginning.
fn old_password(tx: &mut Tx<'_>, now: Timestamp, person: &Credentials) -> Result<OldPassword, StoreError> {
    let before = recovery::of_account(tx, &person.account.id)?;
    let done = before.into_iter().filter_map(|recovery| recovery.done);
    let can_be_undone = done.filter(|done| done.undone_at.is_none() && now.since(done.at) < UNDO_MS);
    let earliest = can_be_undone.min_by_key(|done| done.at);
    Ok(earliest.map_or_else(
        || OldPassword { hash: person.password_hash.clone(), blocked_at: person.password_blocked_at },
        |done| done.old,
    ))
}

fn is_closed(recoveries: &[Recovery], now: Timestamp) -> bool {
    let undone = recoveries.iter().filter_map(|recovery| recovery.done.as_ref()?.undone_at).max();
    closed_until(undone, now).is_some()
}

fn count_asking(tx: &mut Tx<'_>, now: Timestamp, client: &ClientInfo) -> Result<(), RecoveryRequestError> {
    match count_by_address(tx, now, client, "asking")? {
        None => Ok(()),
        Some(until) => Err(RecoveryRequestError::TooMany { until }),
    }
}

/// Counts what somebody who is not logged in asks to be sent, by the network address and the larger network of an IPv6
/// one. Returns when to come again, if it is too much.
pub(crate) fn count_by_address(
    tx: &mut Tx<'_>,
    now: Timestamp,
    client: &ClientInfo,
    what: &str,
) -> Result<Option<Timestamp>, StoreError> {
    let address = client.address.as_ref().map(|address| (format!("{what}:{address}"), &ADDRESS_ASKING));
    let network =
        client.network.as_ref().map(|network| (format!("{what}-network:{network}"), &NETWORK_ASKING));
    count_all(tx, now, [address, network].into_iter().flatten())
}

/// Counts one more at each of them; when to come again, if it is too much at one.
pub(crate) fn count_all(
    tx: &mut Tx<'_>,
    now: Timestamp,
    counts: impl IntoIterator<Item = (String, &'static Backoff)>,
) -> Result<Option<Timestamp>, StoreError> {
    let (mut wait, mut more) = (None, Vec::new());
    for (throttle_key, backoff) in counts {
        let asked = failure::find(tx, &throttle_key)?;
        wait = wait.max(backoff.wait_until(asked, now));
        more.push((throttle_key, backoff.one_more(asked, now)));
    }
    if wait.is_none() {
        more.iter().try_for_each(|(throttle_key, asked)| failure::save(tx, throttle_key, *asked))?;
    }
    Ok(wait)
}
