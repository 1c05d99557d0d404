//! Entering PIN1 and PIN2 (B6).

use ::codes::{CodeRejection, CodeState, Redeemed};
use delivery::{Quota, Recipient};
use store::{StoreError, Tx};
use values::Timestamp;

use super::recover::count_by_address;
use super::{ClientInfo, codes, letter};
use crate::context::Context;
use crate::messages;
use crate::rules::account::{Account, AccountId, ActivationId, Active, State};
use crate::rules::contact::Channel;
use crate::rules::event::EventKind;
use crate::store::{account, registration_use};

/// What came of entering PIN1 and PIN2.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Activation {
    /// There is no such page, or its account was deleted.
    Unknown,
    /// Nothing was left to enter.
    Already,
    /// Both are proven: the account is active, and a letter with PIN3 is on its way.
    Activated,
    /// Something is still missing. A PIN that was right stays so and need not be entered again.
    Missing {
        /// Why the PIN from the e-mail was rejected, if it was.
        email: Option<CodeRejection>,
        /// Why the PIN from the SMS was rejected, if it was.
        sms: Option<CodeRejection>,
    },
}

/// What came of asking for PIN1 or PIN2 again.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Resent {
    /// There is no such page, or its account was deleted.
    Unknown,
    /// Nothing is left to enter.
    Already,
    /// Those still to be entered were sent, as many as may be now; older ones no longer count.
    Sent,
    /// Asked for too often.
    TooSoon {
        /// When it can be asked again.
        allowed_at: Timestamp,
    },
}

/// An account that waits for its PINs, and how they stand.
#[derive(Clone, Debug)]
pub(crate) struct PendingActivation {
    /// The account.
    pub(crate) account: Account,
    /// Each PIN that is still to be entered.
    pub(crate) pins: Vec<PendingPin>,
}

/// A PIN that is still to be entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PendingPin {
    /// The channel it was sent by.
    pub(crate) pin: Channel,
    /// The newest code.
    pub(crate) newest: CodeState,
    /// When the next can be asked for, if not now.
    pub(crate) allowed_at: Option<Timestamp>,
}

/// Tries PIN1 and PIN2. Wrong tries count.
pub(crate) async fn activate(
    context: &Context,
    now: Timestamp,
    activation: &ActivationId,
    email_pin: &str,
    sms_pin: &str,
    client: &ClientInfo,
) -> Result<Activation, StoreError> {
    context
        .store
        .write(|tx| {
            let Some(account) = account::by_activation(tx, activation)? else {
                return Ok(Activation::Unknown);
            };
            let State::Registered(before) = account.state else { return Ok(Activation::Already) };
            let entered = [(Channel::Email, email_pin), (Channel::Phone, sms_pin)];
            let (mut rejections, mut state) = ([None, None], account.state);
            for (slot, (pin, entered)) in rejections.iter_mut().zip(entered) {
                if before.missing().any(|missing| missing == pin) {
                    let code = (pin.pin(), account.id.as_str());
                    match codes::redeem(context, tx, now, &account.id, code, entered, client)? {
                        Ok(Redeemed) => state = confirm(tx, now, &account.id, state, pin, client)?,
                        Err(rejection) => *slot = Some(rejection),
                    }
                }
            }
            if let State::Active(active) = state {
                finish_activation(context, tx, now, &account, active, client)?;
                return Ok(Activation::Activated);
            }
            let [email, sms] = rejections;
            Ok(Activation::Missing { email, sms })
        })
        .await
}

/// Sends PIN1 or PIN2 again, each by itself; without a name those that are still to be entered.
pub(crate) async fn resend_pins(
    context: &Context,
    now: Timestamp,
    activation: &ActivationId,
    only: Option<Channel>,
    client: &ClientInfo,
) -> Result<Resent, StoreError> {
    context
        .store
        .write(|tx| {
            let Some(account) = account::by_activation(tx, activation)? else {
                return Ok(Resent::Unknown);
            };
            let State::Registered(registered) = &account.state else { return Ok(Resent::Already) };
            if let Some(allowed_at) = count_by_address(tx, now, client, "pins")? {
                return Ok(Resent::TooSoon { allowed_at });
            }
            let wanted = registered.missing().filter(|pin| only.is_none_or(|only| only == *pin));
            let (mut sent, mut wait) = (false, None);
            for pin in wanted.collect::<Vec<_>>() {
                match send_pin(context, tx, now, &account, pin)? {
                    None => {
                        client.record(tx, now, &account.id, sent_again(pin))?;
                        sent = true;
                    }
                    Some(allowed_at) => wait = wait.max(Some(allowed_at)),
                }
            }
            Ok(match wait {
                _ if sent => Resent::Sent,
                Some(allowed_at) => Resent::TooSoon { allowed_at },
                None => Resent::Already,
            })
        })
        .await
}

/// The account whose PINs are entered on this page, if something is still to be entered.
pub(crate) async fn waiting_for_pins(
    context: &Context,
    now: Timestamp,
    activation: &ActivationId,
) -> Result<Option<PendingActivation>, StoreError> {
    context
        .store
        .read(|tx| {
            let Some(account) = account::by_activation(tx, activation)? else { return Ok(None) };
            let State::Registered(registered) = account.state else { return Ok(None) };
            let id = account.id.as_str();
            let mut pins = Vec::new();
            for pin in registered.missing() {
                let newest = context.codes.state(tx, now, pin.pin(), id)?;
                let allowed_at = context.codes.next_issue_at(tx, now, pin.pin(), id)?;
                pins.push(PendingPin { pin, newest, allowed_at });
            }
            Ok(Some(PendingActivation { account, pins }))
        })
        .await
}

/// The account whose PINs are or were entered on this page.
pub(crate) async fn account_to_activate(
    context: &Context,
    activation: &ActivationId,
) -> Result<Option<Account>, StoreError> {
    context.store.read(|tx| account::by_activation(tx, activation)).await
}

/// Issues PIN1 or PIN2 and queues its message; or says when it may be asked for again.
pub(crate) fn send_pin(
    context: &Context,
    tx: &mut Tx<'_>,
    now: Timestamp,
    account: &Account,
    pin: Channel,
) -> Result<Option<Timestamp>, StoreError> {
    let kind = pin.pin();
    let until = now.plus_ms(kind.lifetime_ms);
    let to = (pin == Channel::Phone).then_some((Recipient::Phone(&account.contact.phone), Quota::Anonymous));
    codes::send_code(context, tx, now, (kind, account.id.as_str()), to, |code| match pin {
        Channel::Email => messages::email_pin(&context.site, now, account, code, until),
        Channel::Phone => messages::sms_pin(&context.site, now, account, code, until),
    })
}

pub(crate) fn finish_activation(
    context: &Context,
    tx: &mut Tx<'_>,
    now: Timestamp,
    account: &Account,
    active: Active,
    client: &ClientInfo,
) -> Result<(), StoreError> {
    account::activate(tx, &account.id, active)?.or_conflict()?;
    client.record(tx, now, &account.id, EventKind::Activated)?;
    let _ = letter::send_letter(context, tx, now, account, client)?;
    Ok(())
}

/// The e-mail address or number is proven, by PIN1 or PIN2 or before.
pub(crate) fn confirm(
    tx: &mut Tx<'_>,
    now: Timestamp,
    id: &AccountId,
    state: State,
    channel: Channel,
    client: &ClientInfo,
) -> Result<State, StoreError> {
    let State::Registered(registered) = state else { return Ok(state) };
    let (kind, next) = match channel {
        Channel::Email => (EventKind::EmailConfirmed, registered.confirm_email(now)),
        Channel::Phone => (EventKind::PhoneConfirmed, registered.confirm_phone(now)),
    };
    account::confirm(tx, id, channel, now)?.or_conflict()?;
    registration_use::prove(tx, channel, id, now)?;
    client.record(tx, now, id, kind)?;
    Ok(next)
}

const fn sent_again(pin: Channel) -> EventKind {
    match pin {
        Channel::Email => EventKind::EmailPinSent,
        Channel::Phone => EventKind::SmsPinSent,
    }
}
