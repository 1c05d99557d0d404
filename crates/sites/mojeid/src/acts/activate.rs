//! Entering PIN1 and PIN2 (B6).

use codes::{CodeRejection, Kind, Redeemed};
use delivery::{Quota, Recipient};
use store::{StoreError, Tx};
use values::Timestamp;

use super::recover::count_by_address;
use super::{ClientInfo, EMAIL_PIN, SMS_PIN, letter, send_code};
use crate::context::Context;
use crate::messages;
use crate::rules::account::{Account, AccountId, ActivationId, Active, Registered, State};
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
        /// Why PIN1 was rejected, if it was.
        pin1: Option<CodeRejection>,
        /// Why PIN2 was rejected, if it was.
        pin2: Option<CodeRejection>,
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
    /// What of it was confirmed.
    pub(crate) registered: Registered,
    /// Each PIN that is still to be entered.
    pub(crate) pins: Vec<PendingPin>,
}

/// A PIN that is still to be entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PendingPin {
    /// Which.
    pub(crate) pin: Channel,
    /// The newest code.
    pub(crate) newest: codes::CodeState,
    /// When the next can be asked for, if not now.
    pub(crate) allowed_at: Option<Timestamp>,
}

/// Tries PIN1 and PIN2. Wrong tries count.
pub(crate) async fn activate(
    context: &Context,
    now: Timestamp,
    activation: &ActivationId,
    pin1: &str,
    pin2: &str,
    client: &ClientInfo,
) -> Result<Activation, StoreError> {
    context
        .store
        .write(|tx| {
            let Some(account) = account::by_activation(tx, activation)? else {
                return Ok(Activation::Unknown);
            };
            let State::Registered(before) = account.state.clone() else { return Ok(Activation::Already) };
            let entered = [(Channel::Email, pin1), (Channel::Phone, pin2)];
            let mut rejections = [None, None];
            let mut state = State::Registered(before.clone());
            for (slot, (pin, entered)) in rejections.iter_mut().zip(entered) {
                if before.missing().any(|missing| missing == pin) {
                    match try_pin(context, tx, now, &account.id, pin, entered, client)? {
                        Ok(Redeemed) => state = confirm(tx, now, &account.id, state, pin, client)?,
                        Err(rejection) => *slot = Some(rejection),
                    }
                }
            }
            if let State::Active(active) = state {
                finish_activation(context, tx, now, &account, active, client)?;
                return Ok(Activation::Activated);
            }
            let [pin1, pin2] = rejections;
            Ok(Activation::Missing { pin1, pin2 })
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
                match send_pin(context, tx, now, &account, activation, pin)? {
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
            let State::Registered(registered) = account.state.clone() else { return Ok(None) };
            let (codes, id) = (&context.codes, account.id.as_str());
            let mut pins = Vec::new();
            for pin in registered.missing() {
                let newest = codes.state(tx, now, kind_of(pin), id)?;
                let allowed_at = codes.next_issue_at(tx, now, kind_of(pin), id)?;
                pins.push(PendingPin { pin, newest, allowed_at });
            }
            Ok(Some(PendingActivation { account, registered, pins }))
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
pub(super) fn send_pin(
    context: &Context,
    tx: &mut Tx<'_>,
    now: Timestamp,
    account: &Account,
    activation: &ActivationId,
    pin: Channel,
) -> Result<Option<Timestamp>, StoreError> {
    let kind = kind_of(pin);
    let until = now.plus_ms(kind.lifetime_ms);
    let to = (pin == Channel::Phone).then_some((Recipient::Phone(&account.contact.phone), Quota::Anonymous));
    send_code(context, tx, now, (kind, account.id.as_str()), to, |code| match pin {
        Channel::Email => messages::pin1(&context.site, now, account, activation, code, until),
        Channel::Phone => messages::pin2(&context.site, now, account, code, until),
    })
}

pub(super) fn finish_activation(
    context: &Context,
    tx: &mut Tx<'_>,
    now: Timestamp,
    account: &Account,
    active: Active,
    client: &ClientInfo,
) -> Result<(), StoreError> {
    if !account::activate(tx, &account.id, active)? {
        return Err(StoreError::Conflict);
    }
    client.record(tx, now, &account.id, EventKind::Activated)?;
    let _ = letter::send_letter(context, tx, now, account, client)?;
    Ok(())
}

fn try_pin(
    context: &Context,
    tx: &mut Tx<'_>,
    now: Timestamp,
    id: &AccountId,
    pin: Channel,
    entered: &str,
    client: &ClientInfo,
) -> Result<Result<Redeemed, CodeRejection>, StoreError> {
    let outcome = context.codes.try_redeem(tx, now, kind_of(pin), id.as_str(), entered)?;
    if matches!(outcome, Err(CodeRejection::Wrong { .. })) {
        client.record(tx, now, id, EventKind::PinRefused)?;
    }
    Ok(outcome)
}

/// The e-mail address or number is proven, by PIN1 or PIN2 or before.
pub(super) fn confirm(
    tx: &mut Tx<'_>,
    now: Timestamp,
    id: &AccountId,
    state: State,
    pin: Channel,
    client: &ClientInfo,
) -> Result<State, StoreError> {
    let State::Registered(registered) = state else { return Ok(state) };
    let (channel, kind, next) = match pin {
        Channel::Email => (Channel::Email, EventKind::EmailConfirmed, registered.confirm_email(now)),
        Channel::Phone => (Channel::Phone, EventKind::PhoneConfirmed, registered.confirm_phone(now)),
    };
    if !account::confirm(tx, id, channel, now)? {
        return Err(StoreError::Conflict);
    }
    registration_use::prove(tx, channel, id, now)?;
    client.record(tx, now, id, kind)?;
    Ok(next)
}

const fn kind_of(pin: Channel) -> &'static Kind {
    match pin {
        Channel::Email => &EMAIL_PIN,
        Channel::Phone => &SMS_PIN,
    }
}

const fn sent_again(pin: Channel) -> EventKind {
    match pin {
        Channel::Email => EventKind::EmailPinSent,
        Channel::Phone => EventKind::SmsPinSent,
    }
}
