//! How much may leave in a day: whoever makes us send SMS or letters makes us pay.

use ::store::{StoreError, Tx};
use serde::Deserialize;
use values::{DAY_MS, PhoneNumber, Timestamp};

use crate::store;
use crate::{Channel, ChannelKind, Delivery};

/// What one site may send in 24 hours. Beyond it messages are refused, not kept: a code that comes a day later is
/// none, and the bill is paid for each.
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

impl Delivery {
    /// When there is room for another message again; nothing if there is room now. Ask before a code is issued; the
    /// answer is that of [`Delivery::queue`] in the same transaction.
    pub fn full_until(
        &self,
        tx: &mut Tx<'_>,
        now: Timestamp,
        to: Recipient<'_>,
    ) -> Result<Option<Timestamp>, StoreError> {
        let since = now.plus_ms(-DAY_MS);
        let limits = self.limits();
        let kind = match to {
            Recipient::Phone(_) => ChannelKind::Sms,
            Recipient::Post => ChannelKind::Letter,
        };
        let of_all = match kind {
            ChannelKind::Sms => limits.sms_per_day,
            _ => limits.letters_per_day,
        };
        let oldest = store::nth_newest(tx, kind, since, of_all)?;
        if oldest.is_some() {
            tracing::error!(channel = %kind, of_all, "the limit of a day is reached: messages are refused");
        }
        let oldest_to_number = match to {
            Recipient::Phone(phone) => {
                store::nth_newest_to(tx, &self.recipient(phone), since, limits.sms_per_number_per_day)?
            }
            Recipient::Post => None,
        };
        if oldest_to_number.is_some() {
            tracing::warn!("a telephone number has had all SMS of a day: further ones are refused");
        }
        Ok(oldest.max(oldest_to_number).map(|queued_at| queued_at.plus_ms(DAY_MS)))
    }
}

impl Channel {
    /// To whom it goes, if that costs anything.
    pub(crate) fn costly_recipient(&self) -> Option<Recipient<'_>> {
        match self {
            Self::Sms(sms) => Some(Recipient::Phone(&sms.to)),
            Self::Letter(_) => Some(Recipient::Post),
            Self::Email(_) | Self::Notice(_) => None,
        }
    }
}
