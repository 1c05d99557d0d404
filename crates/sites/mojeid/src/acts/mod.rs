//! What people and jobs do at mojeID: each act is one transaction, with its entry in the history and its messages.

pub(crate) mod activate;
pub(crate) mod answer;
pub(crate) mod change_contact;
pub(crate) mod change_guard;
pub(crate) mod change_language;
pub(crate) mod change_password;
pub(crate) mod change_postal_info;
pub(crate) mod decide;
pub(crate) mod identify;
pub(crate) mod jobs;
pub(crate) mod known_browser;
pub(crate) mod letter;
pub(crate) mod log_out;
pub(crate) mod login;
pub(crate) mod prove_contact;
pub(crate) mod queries;
pub(crate) mod reauthenticate;
pub(crate) mod recover;
pub(crate) mod register;
pub(crate) mod step_up;
pub(crate) mod throttle;
pub(crate) mod undo;

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU16, Ordering};

use codes::{IssueLimit, Kind, TooSoon};
use delivery::{Message, Queued, Quota, Recipient};
use store::{StoreError, Tx};
use values::{DAY_MS, HOUR_MS, ID_RANDOM_BYTES, MINUTE_MS, SECOND_MS, Timestamp};

use crate::context::Context;
use crate::rules::account::AccountId;
use crate::rules::event::{Event, EventId, EventKind};
use crate::store::event;

/// PIN1, by e-mail (B6).
pub(crate) const EMAIL_PIN: Kind = Kind { limits: PIN_LIMITS, ..Kind::email_pin("pin1") };
/// PIN2, by SMS (B6).
pub(crate) const SMS_PIN: Kind = Kind { limits: PIN_LIMITS, ..Kind::sms_pin("pin2") };
/// Pauses that grow, instead of several messages within seconds and then an hour without any.
const PIN_LIMITS: &[IssueLimit] = &[
    IssueLimit { at_most: 2, within_ms: MINUTE_MS },
    IssueLimit { at_most: 3, within_ms: 5 * MINUTE_MS },
    IssueLimit { at_most: 5, within_ms: HOUR_MS },
    IssueLimit { at_most: 10, within_ms: DAY_MS },
];
/// PIN3, by post (B6, B8).
pub(crate) const LETTER_PIN: Kind = Kind::letter_pin("pin3");
/// The second factor of a login.
pub(crate) const PASSCODE: Kind = Kind::sms_passcode("login");
/// The second factor before a change: a code that the message says is for a login confirms none.
pub(crate) const CHANGE_PASSCODE: Kind = Kind::sms_passcode("change");
/// Proves a new e-mail address.
pub(crate) const EMAIL_CHANGE: Kind =
    Kind { lifetime_ms: HOUR_MS, limits: CHANGE_LIMITS, ..Kind::email_pin("email-change") };
/// Proves a new telephone number.
pub(crate) const PHONE_CHANGE: Kind =
    Kind { lifetime_ms: HOUR_MS, limits: CHANGE_LIMITS, ..Kind::sms_pin("phone-change") };
/// Proves, before the number changes, that the present telephone is still in the person's hands: it is the second factor.
pub(crate) const PRESENT_PHONE: Kind =
    Kind { lifetime_ms: HOUR_MS, limits: CHANGE_LIMITS, ..Kind::sms_pin("present-phone") };

/// Proves, together with a link by e-mail, that somebody who has forgotten the password is the owner.
pub(crate) const RECOVERY: Kind = Kind {
    lifetime_ms: 15 * MINUTE_MS,
    limits: &[
        IssueLimit { at_most: 1, within_ms: 30 * SECOND_MS },
        IssueLimit { at_most: 3, within_ms: HOUR_MS },
        IssueLimit { at_most: 5, within_ms: DAY_MS },
    ],
    ..Kind::sms_pin("recovery")
};
/// Proves the e-mail address of a registration that another account used.
pub(crate) const OWN_EMAIL: Kind =
    Kind { lifetime_ms: HOUR_MS, limits: CHANGE_LIMITS, ..Kind::email_pin("own-email") };
/// Proves the telephone number of a registration that another account used.
pub(crate) const OWN_PHONE: Kind =
    Kind { lifetime_ms: HOUR_MS, limits: CHANGE_LIMITS, ..Kind::sms_pin("own-phone") };

const CHANGE_LIMITS: &[IssueLimit] =
    &[IssueLimit { at_most: 3, within_ms: HOUR_MS }, IssueLimit { at_most: 6, within_ms: DAY_MS }];

/// From where somebody acts, for the history.
#[derive(Clone, Debug, Default)]
pub(crate) struct ClientInfo {
    /// The network address, an IPv6 one by its network.
    pub(crate) address: Option<String>,
    /// The larger network of an IPv6 address, of which one subscriber may have many of the former.
    pub(crate) network: Option<String>,
    /// What the browser calls itself.
    pub(crate) user_agent: Option<String>,
    /// What the browser keeps of logins before, if it was asked.
    pub(crate) known_browser: Option<String>,
}

/// Issues a code and queues its message; or says when it can be asked for. Nobody is told of a code that could not
/// leave: where the day's limit of who asks is reached none is issued. `to` is given for whatever costs.
fn send_code(
    context: &Context,
    tx: &mut Tx<'_>,
    now: Timestamp,
    (kind, subject): (&'static Kind, &str),
    to: Option<(Recipient<'_>, Quota)>,
    message: impl FnOnce(&str) -> Message,
) -> Result<Option<Timestamp>, StoreError> {
    if let Some((to, quota)) = to
        && let Some(allowed_at) = context.delivery.quota_exceeded_until(tx, now, to, quota)?
    {
        return Ok(Some(allowed_at));
    }
    let quota = to.map_or(Quota::Account, |(_, quota)| quota);
    let code = match context.codes.issue(tx, now, kind, subject)? {
        Err(TooSoon { allowed_at }) => return Ok(Some(allowed_at)),
        Ok(code) => code,
    };
    match context.delivery.queue(tx, now, &message(code.as_str()).with_quota(quota))? {
        Queued::New(_) | Queued::Duplicate(_) => Ok(None),
        Queued::QuotaExceeded { until } => Ok(Some(until)),
    }
}

impl ClientInfo {
    /// Writes what happened into the account's history.
    pub(crate) fn record(
        &self,
        tx: &mut Tx<'_>,
        now: Timestamp,
        account: &AccountId,
        kind: EventKind,
    ) -> Result<(), StoreError> {
        event::insert(tx, account, &self.event(now, kind))
    }

    pub(crate) fn event(&self, now: Timestamp, kind: EventKind) -> Event {
        Event {
            id: EventId::new(now, in_order()),
            at: now,
            kind,
            client_id: None,
            items: BTreeSet::new(),
            address: self.address.clone(),
            user_agent: self.user_agent.clone(),
        }
    }
}

/// Entries of one moment stay in the order in which they were written: the first bits of what is otherwise random are a
/// counter (RFC 9562 §6.2, method 1).
fn in_order() -> [u8; ID_RANDOM_BYTES] {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    let mut bytes = random::random_bytes::<ID_RANDOM_BYTES>();
    let [high, low] = NEXT.fetch_add(1, Ordering::Relaxed).to_be_bytes();
    (bytes[0], bytes[1]) = (high, low);
    bytes
}

#[cfg(test)]
mod tests;
