//! How much may leave in a day: whoever makes us send SMS or letters makes us pay.

use std::num::NonZeroU32;

use ::store::{StoreError, Tx};
use serde::Deserialize;
use values::{DAY_MS, PhoneNumber, Timestamp};

use crate::store::{self, Counted};
use crate::{Channel, ChannelKind, Delivery, Quota};

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

/// To whom something costly would go.
#[derive(Clone, Copy, Debug)]
pub enum Recipient<'a> {
    /// An SMS.
    Phone(&'a PhoneNumber),
    /// A letter, whoever gets it.
    Post,
}

impl Default for Limits {
    fn default() -> Self {
        Self { sms_per_day: 20_000, sms_per_number_per_day: 50, letters_per_day: 5_000 }
    }
}

impl Limits {
    /// What may leave in a day on somebody's word. What people must learn leaves whoever has used up the day: as much
    /// again.
    const fn for_asker(self, quota: Quota) -> Self {
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
        let limits = self.limits().for_asker(quota);
        let since = now.plus_ms(-DAY_MS);
        let mut nth_newest = |of: Counted<'_>, limit| match NonZeroU32::new(limit) {
            Some(limit) => store::nth_newest(tx, of, since, limit),
            None => Ok(Some(now)),
        };
        let oldest = match to {
            Recipient::Post => nth_newest(Counted::Channel(ChannelKind::Letter), limits.letters_per_day)?,
            Recipient::Phone(phone) => {
                let recipient = self.recipient(phone);
                let of_all = nth_newest(Counted::Channel(ChannelKind::Sms), limits.sms_per_day)?;
                let of_strangers = match quota {
                    Quota::Anonymous => {
                        nth_newest(Counted::Strangers(ChannelKind::Sms), limits.sms_per_day.div_ceil(2))?
                    }
                    Quota::Account | Quota::Owner | Quota::Warning => None,
                };
                let of_number = Counted::Recipient(&recipient, quota);
                let of_number = nth_newest(of_number, limits.sms_per_number_per_day)?;
                of_all.max(of_strangers).max(of_number)
            }
        };
        if oldest.is_some() {
            self.say_that_it_is_full(now, to);
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
