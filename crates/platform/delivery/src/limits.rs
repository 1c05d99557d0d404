//! How much may leave in a day: whoever makes us send SMS or letters makes us pay.

use std::num::NonZeroU32;

use serde::Deserialize;
use store::{StoreError, Tx};
use values::{DAY_MS, PhoneNumber, Timestamp};

use crate::table::{self, Counted};
use crate::{Channel, ChannelKind, Delivery};

/// What one site may send in 24 hours. Beyond it messages are refused, not kept: a code that comes a day later is
/// none, and the bill is paid for each. With 0 none leaves at all. Strangers have half of the day together; to one number
/// the owner has as many again, and so have warnings.
///
/// ```toml
/// limits = { sms_per_day = 20000, sms_per_number_per_day = 50, letters_per_day = 5000 }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// SMS to everybody together.
    pub sms_per_day: u32,
    /// SMS to one number.
    pub sms_per_number_per_day: u32,
    /// Letters to everybody together.
    pub letters_per_day: u32,
}

/// Under which limit a message counts, by what the person who causes it has proven. Whoever has proven little must not
/// use up what others need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quota {
    /// Somebody who has proven nothing, as by a registration. All of them together have half of the day.
    Anonymous,
    /// Somebody who is at least said to belong there, as by a password. To one number they count with strangers.
    Account,
    /// Somebody who has shown to be the owner of the number. To one number they count by themselves.
    Owner,
    /// The site itself: what the owner must learn, see [`crate::Delivery::tell`].
    Warning,
}

/// To whom something costly would go.
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
    /// What may leave in a day on somebody's word. What people must learn leaves whoever has used up the day: as much
    /// again.
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
    /// When there is room for another message again; nothing if there is room now. Ask before a code is issued; the
    /// answer is that of [`Delivery::queue`] in the same transaction.
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
