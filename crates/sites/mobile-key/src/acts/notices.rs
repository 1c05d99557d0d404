//! What the app shows under its bell, and the person's history.

use mobile_key_api::phone::{History, Notices};
use mobile_key_api::{HistoryEntry, NoticeId};
use values::Timestamp;

use super::common::ActError;
use super::signed::Signed;
use crate::context::Context;
use crate::store::{audit, device, notice};

const HISTORY_PAGE: usize = 50;

/// The notices of this device; what was answered counts as read from then on.
pub(crate) async fn notices(
    context: &Context,
    signed: &Signed,
    after: Option<&NoticeId>,
) -> Result<Notices, ActError> {
    signed.check_alone()?;
    let device = &signed.device.id;
    let found = context
        .store
        .read(|tx| match after {
            Some(after) => {
                let place = notice::place_of(tx, device, after)?;
                notice::after(tx, device, place)
            }
            None => notice::newest(tx, device),
        })
        .await?;
    let unread = found.iter().filter(|record| !record.notice.read).map(|record| record.number);
    if let (Some(first), Some(last)) = (unread.clone().min(), unread.max()) {
        context.store.write(|tx| notice::mark_read(tx, device, first, last, signed.now)).await?;
    }
    Ok(Notices { notices: found.into_iter().map(|record| record.notice).collect() })
}

/// Switches notices of logins on or off, for this device.
pub(crate) async fn set_login_notices(context: &Context, signed: &Signed, on: bool) -> Result<(), ActError> {
    signed.check_alone()?;
    context
        .store
        .write(|tx| {
            let device = signed.accept(tx)?;
            device::set_quiet(tx, &device.id, (!on).then_some(signed.now))?;
            Ok(())
        })
        .await
}

/// The history of the person whose device asks.
pub(crate) async fn history(
    context: &Context,
    signed: &Signed,
    before_ms: Option<i64>,
) -> Result<History, ActError> {
    signed.check_alone()?;
    let person = &signed.device.check_attached()?.person;
    let before = before_ms.map_or(signed.now.plus_ms(1), Timestamp::from_unix_ms);
    let entries = context.store.read(|tx| audit::history(tx, person, before, HISTORY_PAGE + 1)).await?;
    Ok(page_of(entries))
}

/// A page ends between two instants, so that the next one, which begins before an instant, misses nothing.
fn page_of(mut entries: Vec<HistoryEntry>) -> History {
    let Some(border) = entries.get(HISTORY_PAGE).map(|entry| entry.at_ms) else {
        return History { entries, next_before_ms: None };
    };
    let before_border = entries.iter().take_while(|entry| entry.at_ms > border).count();
    let length = if before_border == 0 { HISTORY_PAGE } else { before_border };
    entries.truncate(length);
    let next_before_ms = entries.last().map(|entry| entry.at_ms);
    History { entries, next_before_ms }
}
