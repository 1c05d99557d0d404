//! Entering PIN1 and PIN2 (B6).

use codes::{Issued, Outcome};
use store::{StoreError, Tx};
use values::Timestamp;

use super::{Origin, PIN1, PIN2, PIN3};
use crate::Mojeid;
use crate::messages;
use crate::rules::account::{Account, AccountId, ActivationId, Active, Pin, Registered, State};
use crate::rules::contact::Channel;
use crate::rules::event::EventKind;
use crate::store::account;

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
        /// What became of PIN1, if it was still to be entered.
        pin1: Option<Outcome>,
        /// What became of PIN2, if it was still to be entered.
        pin2: Option<Outcome>,
    },
}

/// What came of asking for PIN1 and PIN2 again.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resent {
    /// There is no such page, or its account was deleted.
    Unknown,
    /// Nothing is left to enter.
    Already,
    /// Those still to be entered were sent; older ones no longer count.
    Sent,
    /// Asked for too often.
    TooSoon {
        /// When it can be asked again.
        allowed_at: Timestamp,
    },
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
                let mut outcomes = [None, None];
                let mut state = State::Registered(before.clone());
                for (slot, (pin, entered)) in outcomes.iter_mut().zip(entered) {
                    if before.missing().any(|missing| missing == pin) {
                        let outcome = self.try_pin(tx, now, &account.id, pin, entered, origin)?;
                        state = if outcome == Outcome::Redeemed { confirmed(state, pin, now) } else { state };
                        *slot = Some(outcome);
                    }
                }
                if let State::Active(active) = state {
                    self.finish_activation(tx, now, &account, active, origin)?;
                    return Ok(Activation::Activated);
                }
                let [pin1, pin2] = outcomes;
                Ok(Activation::Missing { pin1, pin2 })
            })
            .await
    }

    /// Sends those of PIN1 and PIN2 again that are still to be entered.
    pub async fn resend_pins(
        &self,
        now: Timestamp,
        activation: &ActivationId,
        origin: &Origin,
    ) -> Result<Resent, StoreError> {
        self.store()
            .write(|tx| {
                let Some(account) = account::by_activation(tx, activation)? else {
                    return Ok(Resent::Unknown);
                };
                let State::Registered(registered) = &account.state else { return Ok(Resent::Already) };
                if let Some(allowed_at) = self.pins_allowed_at(tx, now, &account.id, registered)? {
                    return Ok(Resent::TooSoon { allowed_at });
                }
                for pin in registered.missing() {
                    self.send_pin(tx, now, &account, activation, pin)?;
                }
                origin.record(tx, now, &account.id, EventKind::PinsSent)?;
                Ok(Resent::Sent)
            })
            .await
    }

    /// The account whose PINs are entered on this page.
    pub async fn account_to_activate(
        &self,
        activation: &ActivationId,
    ) -> Result<Option<Account>, StoreError> {
        self.store().read(|tx| account::by_activation(tx, activation)).await
    }

    /// Issues PIN1 or PIN2 and queues its message. Whoever asks too soon gets nothing new.
    pub(super) fn send_pin(
        &self,
        tx: &mut Tx<'_>,
        now: Timestamp,
        account: &Account,
        activation: &ActivationId,
        pin: Pin,
    ) -> Result<(), StoreError> {
        let kind = kind_of(pin);
        if let Issued::Code(code) = self.codes().issue(tx, now, kind, account.id.as_str())? {
            let until = now.plus_ms(kind.lifetime_ms);
            let message = match pin {
                Pin::Pin1 => messages::pin1(self.web(), now, account, activation, code.as_str(), until),
                Pin::Pin2 | Pin::Pin3 => messages::pin2(self.web(), now, account, code.as_str()),
            };
            self.delivery().queue(tx, now, &message)?;
        }
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
    ) -> Result<Outcome, StoreError> {
        let outcome = self.codes().try_redeem(tx, now, kind_of(pin), id.as_str(), entered)?;
        match (outcome, pin) {
            (Outcome::Redeemed, Pin::Pin1) => {
                account::confirm(tx, id, Channel::Email, now)?;
                origin.record(tx, now, id, EventKind::Pin1Confirmed)?;
            }
            (Outcome::Redeemed, _) => {
                account::confirm(tx, id, Channel::Phone, now)?;
                origin.record(tx, now, id, EventKind::Pin2Confirmed)?;
            }
            (Outcome::Wrong { .. }, _) => origin.record(tx, now, id, EventKind::PinRefused)?,
            _ => {}
        }
        Ok(outcome)
    }

    fn finish_activation(
        &self,
        tx: &mut Tx<'_>,
        now: Timestamp,
        account: &Account,
        active: Active,
        origin: &Origin,
    ) -> Result<(), StoreError> {
        if account::activate(tx, &account.id, active)? {
            origin.record(tx, now, &account.id, EventKind::Activated)?;
            self.send_letter(tx, now, account, origin)?;
        }
        Ok(())
    }

    fn pins_allowed_at(
        &self,
        tx: &mut Tx<'_>,
        now: Timestamp,
        id: &AccountId,
        registered: &Registered,
    ) -> Result<Option<Timestamp>, StoreError> {
        let mut latest = None;
        for pin in registered.missing() {
            latest = latest.max(self.codes().next_issue_at(tx, now, kind_of(pin), id.as_str())?);
        }
        Ok(latest)
    }
}

const fn kind_of(pin: Pin) -> &'static codes::Kind {
    match pin {
        Pin::Pin1 => &PIN1,
        Pin::Pin2 => &PIN2,
        Pin::Pin3 => &PIN3,
    }
}

fn confirmed(state: State, pin: Pin, now: Timestamp) -> State {
    match (state, pin) {
        (State::Registered(registered), Pin::Pin1) => registered.confirm_email(now),
        (State::Registered(registered), Pin::Pin2) => registered.confirm_phone(now),
        (state, _) => state,
    }
}
