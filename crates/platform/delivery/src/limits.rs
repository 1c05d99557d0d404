//! Limits of a day for SMS and letters, because each of them costs money.

use std::num::NonZeroU32;

use serde::Deserialize;
use store::{StoreError, Tx};
use values::{DAY_MS, PhoneNumber, Timestamp};

use crate::table::{self, Counted};
use crate::{Channel, ChannelKind, Delivery};

/// How much one site may send in 24 hours: `[SITE.delivery] limits`. Beyond a limit messages are refused, not kept, because a
/// code that comes a day later is useless and each message is paid for. A limit of 0 sends none. People who have proven
/// nothing have half of the SMS of a day together. To one number its owner may send as many again, and so may warnings.
///
/// ```toml
/// limits = { sms_per_day = 20000, sms_per_number_per_day = 50, letters_per_day = 5000 }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// SMS to all recipients together (default 20 000).
    pub sms_per_day: u32,
    /// SMS to one number (default 50).
    pub sms_per_number_per_day: u32,
    /// Letters to all recipients together (default 5 000).
    pub letters_per_day: u32,
}

/// Under which limit a message counts, by what the person who causes it has proven. Whoever has proven little must not
/// use up what others need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quota {
    /// They have proven nothing, such as when they register. All of them together have half of the limit.
    Anonymous,
    /// They know the password of an account. For one number these count together with anonymous ones.
    Account,
    /// They have proven that the number is theirs. For one number these have a limit of their own.
    Owner,
    /// The site warns the owner: see [`crate::Delivery::queue_warning`]. Warnings have a reserve of their own.
    Warning,
}

/// The recipient of an SMS or letter.
#[derive(Clone, Copy, Debug)]
pub enum Recipient<'a> {
    /// An SMS.
    Phone(&'a PhoneNumber),
    /// A letter, whoever gets it.
    Post,
}

impl Quota {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Anonymous => "anonymous",
            Self::Account => "account",
            Self::Owner => "owner",
            Self::Warning => "warning",
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self { sms_per_day: 20_000, sms_per_number_per_day: 50, letters_per_day: 5_000 }
    }
}

impl Limits {
    /// The limits for a quota. Warnings may use as much again when the others are used up.
    const fn for_quota(self, quota: Quota) -> Self {
        match quota {
            Quota::Anonymous | Quota::Account | Quota::Owner => self,
            Quota::Warning => Self {
                sms_per_day: self.sms_per_day.saturating_mul(2),
                letters_per_day: self.letters_per_day.saturating_mul(2),
                ..self
            },
        }
    }
}

impl Delivery {
    /// When the next message can be queued, if a limit of the day is used up; `None` if one can be queued now. Ask before
    /// a code is issued: [`Delivery::queue`] decides the same in the same transaction.
    pub fn quota_exceeded_until(
        &self,
        tx: &mut Tx<'_>,
        now: Timestamp,
        to: Recipient<'_>,
        quota: Quota,
    ) -> Result<Option<Timestamp>, StoreError> {
        let limits = self.limits().for_quota(quota);
        let since = now.plus_ms(-DAY_MS);
        let mut nth_newest = |of: Counted<'_>, limit| match NonZeroU32::new(limit) {
            Some(limit) => table::nth_newest(tx, of, since, limit),
            None => Ok(Some(now)),
        };
        let oldest = match to {
            Recipient::Post => nth_newest(Counted::Channel(ChannelKind::Letter), limits.letters_per_day)?,
            Recipient::Phone(phone) => {
                let recipient = self.recipient(phone);
                let of_all = nth_newest(Counted::Channel(ChannelKind::Sms), limits.sms_per_day)?;
                let of_anonymous = match quota {
                    Quota::Anonymous => {
                        nth_newest(Counted::Anonymous(ChannelKind::Sms), limits.sms_per_day.div_ceil(2))?
                    }
                    Quota::Account | Quota::Owner | Quota::Warning => None,
                };
                let of_number = Counted::Recipient(&recipient, quota);
                let of_number = nth_newest(of_number, limits.sms_per_number_per_day)?;
                of_all.max(of_anonymous).max(of_number)
            }
        };
        if oldest.is_some() {
            self.log_quota_exceeded(now, to);
        }
        Ok(oldest.map(|queued_at| queued_at.plus_ms(DAY_MS)))
    }
}

impl Channel {
    /// To whom it goes, if that costs anything.
    pub(crate) fn costly_recipient(&self) -> Option<Recipient<'_>> {
        match self {
            Self::Sms(sms) => Some(Recipient::Phone(&sms.to)),
            Self::Letter(_) => Some(Recipient::Post),
            Self::Email(_) | Self::Webhook(_) => None,
        }
    }
}
