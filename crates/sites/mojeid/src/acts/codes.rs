//! The one-time codes of mojeID: their kinds, how they are sent and tried.

use codes::{CodeRejection, IssueLimit, Kind, Redeemed, TooSoon};
use delivery::{Message, Queued, Quota, Recipient};
use store::{StoreError, Tx};
use values::{DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, Timestamp};

use super::ClientInfo;
use crate::context::Context;
use crate::rules::account::AccountId;
use crate::rules::contact::Channel;
use crate::rules::event::EventKind;

/// Pauses that grow, instead of several messages within seconds and then an hour without any.
const PIN_LIMITS: &[IssueLimit] = &[
    IssueLimit { at_most: 2, within_ms: MINUTE_MS },
    IssueLimit { at_most: 3, within_ms: 5 * MINUTE_MS },
    IssueLimit { at_most: 5, within_ms: HOUR_MS },
    IssueLimit { at_most: 10, within_ms: DAY_MS },
];
const CHANGE_LIMITS: &[IssueLimit] =
    &[IssueLimit { at_most: 3, within_ms: HOUR_MS }, IssueLimit { at_most: 6, within_ms: DAY_MS }];

/// The PIN in the letter: PIN3 (B6, B8).
pub(crate) const LETTER_PIN: Kind = Kind::letter_pin("pin3");
/// The second factor of a login.
pub(crate) const PASSCODE: Kind = Kind::sms_passcode("login");
/// The second factor before a change: a code that the message says is for a login confirms none.
pub(crate) const CHANGE_PASSCODE: Kind = Kind::sms_passcode("change");
/// Proves, before the number changes, that the present phone is still in the person's hands: it is the second factor.
pub(crate) const PRESENT_PHONE: Kind = short_lived(Kind::sms_pin("present-phone"));
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

impl Channel {
    /// The PIN that activates an account: PIN1 by e-mail, PIN2 by SMS (B6).
    pub(crate) const fn pin(self) -> &'static Kind {
        const EMAIL: Kind = Kind { limits: PIN_LIMITS, ..Kind::email_pin("pin1") };
        const PHONE: Kind = Kind { limits: PIN_LIMITS, ..Kind::sms_pin("pin2") };
        self.choose(&EMAIL, &PHONE)
    }

    /// Proves a new e-mail address or number.
    pub(crate) const fn change_code(self) -> &'static Kind {
        const EMAIL: Kind = short_lived(Kind::email_pin("email-change"));
        const PHONE: Kind = short_lived(Kind::sms_pin("phone-change"));
        self.choose(&EMAIL, &PHONE)
    }

    /// Proves an address or number of a registration that another account used.
    pub(crate) const fn ownership_code(self) -> &'static Kind {
        const EMAIL: Kind = short_lived(Kind::email_pin("own-email"));
        const PHONE: Kind = short_lived(Kind::sms_pin("own-phone"));
        self.choose(&EMAIL, &PHONE)
    }

    const fn choose(self, email: &'static Kind, phone: &'static Kind) -> &'static Kind {
        match self {
            Self::Email => email,
            Self::Phone => phone,
        }
    }
}

const fn short_lived(kind: Kind) -> Kind {
    Kind { lifetime_ms: HOUR_MS, limits: CHANGE_LIMITS, ..kind }
}

/// Issues a code and queues its message; or returns when it can be asked for. Where the day's quota is used up no code
/// is issued. `to` is given for channels that cost money.
pub(crate) fn send_code(
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

/// Tries a code; a wrong one is an entry in the account's history.
pub(crate) fn redeem(
    context: &Context,
    tx: &mut Tx<'_>,
    now: Timestamp,
    account: &AccountId,
    (kind, subject): (&'static Kind, &str),
    entered: &str,
    client: &ClientInfo,
) -> Result<Result<Redeemed, CodeRejection>, StoreError> {
    let tried = context.codes.try_redeem(tx, now, kind, subject, entered)?;
    if matches!(tried, Err(CodeRejection::Wrong { .. })) {
        client.record(tx, now, account, EventKind::PinRefused)?;
    }
    Ok(tried)
}
