//! Entering PIN1 and PIN2 (B6).

use codes::{CodeRejection, Kind, Redeemed};
use delivery::{Quota, Recipient};
use store::{StoreError, Tx};
use values::Timestamp;

use super::recover::count_by_address;
use super::{Origin, PIN1, PIN2};
use crate::Mojeid;
use crate::messages;
use crate::rules::account::{Account, AccountId, ActivationId, Active, Pin, Registered, State};
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
pub enum Resent {
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
pub struct Waiting {
    /// The account.
    pub account: Account,
    /// What of it was confirmed.
    pub registered: Registered,
    /// Each PIN that is still to be entered.
    pub pins: Vec<WaitingPin>,
}

/// A PIN that is still to be entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WaitingPin {
    /// Which.
    pub pin: Pin,
    /// The newest code.
    pub newest: codes::CodeState,
    /// When the next can be asked for, if not now.
    pub allowed_at: Option<Timestamp>,
}

impl Mojeid {
    /// Tries PIN1 and PIN2. Wrong tries count.
    pub async fn activate(
        &self,
        now: Timestamp,
        activation: &ActivationId,
        pin1: &str,
        pin2: &str,
        origin: &Origin,
    ) -> Result<Activation, StoreError> {
        self.store()
            .write(|tx| {
                let Some(account) = account::by_activation(tx, activation)? else {
                    return Ok(Activation::Unknown);
                };
                let State::Registered(before) = account.state.clone() else { return Ok(Activation::Already) };
                let entered = [(Pin::Pin1, pin1), (Pin::Pin2, pin2)];
                let mut rejections = [None, None];
                let mut state = State::Registered(before.clone());
                for (slot, (pin, entered)) in rejections.iter_mut().zip(entered) {
                    if before.missing().any(|missing| missing == pin) {
                        match self.try_pin(tx, now, &account.id, pin, entered, origin)? {
                            Ok(Redeemed) => state = confirm(tx, now, &account.id, state, pin, origin)?,
                            Err(rejection) => *slot = Some(rejection),
                        }
                    }
                }
                if let State::Active(active) = state {
                    self.finish_activation(tx, now, &account, active, origin)?;
                    return Ok(Activation::Activated);
                }
                let [pin1, pin2] = rejections;
                Ok(Activation::Missing { pin1, pin2 })
            })
            .await
    }

    /// Sends PIN1 or PIN2 again, each by itself; without a name those that are still to be entered.
    pub async fn resend_pins(
        &self,
        now: Timestamp,
        activation: &ActivationId,
        only: Option<Pin>,
        origin: &Origin,
    ) -> Result<Resent, StoreError> {
        self.store()
            .write(|tx| {
                let Some(account) = account::by_activation(tx, activation)? else {
                    return Ok(Resent::Unknown);
                };
                let State::Registered(registered) = &account.state else { return Ok(Resent::Already) };
                if let Some(allowed_at) = count_by_address(tx, now, origin, "pins")? {
                    return Ok(Resent::TooSoon { allowed_at });
                }
                let wanted = registered.missing().filter(|pin| only.is_none_or(|only| only == *pin));
                let (mut sent, mut wait) = (false, None);
                for pin in wanted.collect::<Vec<_>>() {
                    match self.send_pin(tx, now, &account, activation, pin)? {
                        None => {
                            origin.record(tx, now, &account.id, sent_again(pin))?;
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
    pub async fn waiting_for_pins(
        &self,
        now: Timestamp,
        activation: &ActivationId,
    ) -> Result<Option<Waiting>, StoreError> {
        self.store()
            .read(|tx| {
                let Some(account) = account::by_activation(tx, activation)? else { return Ok(None) };
                let State::Registered(registered) = account.state.clone() else { return Ok(None) };
                let (codes, id) = (self.codes(), account.id.as_str());
                let mut pins = Vec::new();
                for pin in registered.missing() {
                    let newest = codes.state(tx, now, kind_of(pin), id)?;
                    let allowed_at = codes.next_issue_at(tx, now, kind_of(pin), id)?;
                    pins.push(WaitingPin { pin, newest, allowed_at });
                }
                Ok(Some(Waiting { account, registered, pins }))
            })
            .await
    }

    /// The account whose PINs are or were entered on this page.
    pub async fn account_to_activate(
        &self,
        activation: &ActivationId,
    ) -> Result<Option<Account>, StoreError> {
        self.store().read(|tx| account::by_activation(tx, activation)).await
    }

    /// Issues PIN1 or PIN2 and queues its message; or says when it may be asked for again.
    pub(super) fn send_pin(
        &self,
        tx: &mut Tx<'_>,
        now: Timestamp,
        account: &Account,
        activation: &ActivationId,
        pin: Pin,
    ) -> Result<Option<Timestamp>, StoreError> {
        let kind = kind_of(pin);
        let until = now.plus_ms(kind.lifetime_ms);
        let to = (pin == Pin::Pin2).then_some((Recipient::Phone(&account.contact.phone), Quota::Anonymous));
        self.send_code(tx, now, (kind, account.id.as_str()), to, |code| match pin {
            Pin::Pin1 => messages::pin1(self.web(), now, account, activation, code, until),
            Pin::Pin2 => messages::pin2(self.web(), now, account, code, until),
        })
    }

    pub(super) fn finish_activation(
        &self,
        tx: &mut Tx<'_>,
        now: Timestamp,
        account: &Account,
        active: Active,
        origin: &Origin,
    ) -> Result<(), StoreError> {
        if !account::activate(tx, &account.id, active)? {
            return Err(StoreError::Conflict);
        }
        origin.record(tx, now, &account.id, EventKind::Activated)?;
        let _ = self.send_letter(tx, now, account, origin)?;
        Ok(())
    }

    fn try_pin(
        &self,
        tx: &mut Tx<'_>,
        now: Timestamp,
        id: &AccountId,
        pin: Pin,
        entered: &str,
        origin: &Origin,
    ) -> Result<Result<Redeemed, CodeRejection>, StoreError> {
        let outcome = self.codes().try_redeem(tx, now, kind_of(pin), id.as_str(), entered)?;
        if matches!(outcome, Err(CodeRejection::Wrong { .. })) {
            origin.record(tx, now, id, EventKind::PinRefused)?;
        }
        Ok(outcome)
    }
}

/// The e-mail address or number is proven, by PIN1 or PIN2 or before.
pub(super) fn confirm(
    tx: &mut Tx<'_>,
    now: Timestamp,
    id: &AccountId,
    state: State,
    pin: Pin,
    origin: &Origin,
) -> Result<State, StoreError> {
    let State::Registered(registered) = state else { return Ok(state) };
    let (channel, kind, next) = match pin {
        Pin::Pin1 => (Channel::Email, EventKind::Pin1Confirmed, registered.confirm_email(now)),
        Pin::Pin2 => (Channel::Phone, EventKind::Pin2Confirmed, registered.confirm_phone(now)),
    };
    if !account::confirm(tx, id, channel, now)? {
        return Err(StoreError::Conflict);
    }
    registration_use::prove(tx, channel, id, now)?;
    origin.record(tx, now, id, kind)?;
    Ok(next)
}

const fn kind_of(pin: Pin) -> &'static Kind {
    match pin {
        Pin::Pin1 => &PIN1,
        Pin::Pin2 => &PIN2,
    }
}

const fn sent_again(pin: Pin) -> EventKind {
    match pin {
        Pin::Pin1 => EventKind::Pin1Sent,
        Pin::Pin2 => EventKind::Pin2Sent,
    }
}
