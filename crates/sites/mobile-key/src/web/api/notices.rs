//! Notices and history.

use mobile_key_api::phone::{History, HistoryQuery, NoticeSettings, Notices, NoticesQuery};

use super::{Answer, Call, Done};
use crate::acts;

pub(super) async fn notices(call: Call) -> Answer<Notices> {
    let (signed, NoticesQuery { after_id }) = call.open().await?;
    call.answer(&signed, acts::notices(call.context(), &signed, after_id.as_ref()).await).await
}

pub(super) async fn settings(call: Call) -> Done {
    let (signed, NoticeSettings { logins }) = call.open().await?;
    call.done(&signed, acts::set_login_notices(call.context(), &signed, logins).await).await
}

pub(super) async fn history(call: Call) -> Answer<History> {
    let (signed, HistoryQuery { before_ms }) = call.open().await?;
    call.answer(&signed, acts::history(call.context(), &signed, before_ms).await).await
}
