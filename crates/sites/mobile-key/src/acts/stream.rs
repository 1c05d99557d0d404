//! The stream of events of a phone.

use serde::Serialize;

use super::core::{ActError, Core};
use super::signed::Signed;
use crate::rules::{DeviceId, Refusal, RequestId, Standing};
use crate::store::notice::{self, Notice};
use crate::store::{device, request, ticket as tickets};

/// How long a ticket opens the stream.
const TICKET_LIFE_MS: i64 = 60_000;

/// What a stream has told already.
#[derive(Clone, Debug, Default)]
pub(crate) struct Told {
    device: Option<&'static str>,
    request: Option<(RequestId, &'static str)>,
    last_notice: i64,
}

/// One event of the stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum News {
    Notice(Box<Notice>),
    Request(RequestState),
    Device(DeviceState),
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct RequestState {
    request_id: RequestId,
    state: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct DeviceState {
    state: &'static str,
}

/// A ticket for the stream: one use, one minute.
pub(crate) async fn ticket(core: &Core, signed: &Signed) -> Result<secrets::Token, ActError> {
    signed.check_alone()?;
    let token = secrets::Token::new();
    let hash = core.tickets.hash(token.as_str().as_bytes());
    core.store
        .write(|tx| {
            let device = signed.accept(tx)?;
            tickets::insert(tx, &hash, &device.id, signed.now.plus_ms(TICKET_LIFE_MS))?;
            Ok::<_, ActError>(())
        })
        .await?;
    Ok(token)
}

/// Whose stream a ticket opens.
pub(crate) async fn redeem_ticket(core: &Core, text: &str) -> Result<DeviceId, ActError> {
    let (hash, now) = (core.tickets.hash(text.as_bytes()), core.now());
    // Anybody can make up a ticket: only a real one makes writers wait.
    if !core.store.read(|tx| tickets::is_good(tx, &hash, now)).await? {
        return Err(Refusal::UnknownDevice.into());
    }
    let device = core.store.write(|tx| Ok::<_, ActError>(tickets::redeem(tx, &hash, now)?)).await?;
    device.ok_or(ActError::Refused(Refusal::UnknownDevice))
}

/// What happened since the stream told something; the first call only takes stock.
pub(crate) async fn what_is_new(
    core: &Core,
    id: &DeviceId,
    told: Option<&Told>,
) -> Result<(Vec<News>, Told), ActError> {
    let now = core.now();
    let (device, pending, last, notices) = core
        .store
        .read(|tx| {
            let device = device::find(tx, id)?;
            let open = told.and_then(|told| told.request.clone());
            let pending = match (request::pending(tx, id)?, open) {
                (Some(pending), _) => Some(pending),
                (None, Some((request, _))) => request::find(tx, &request)?,
                (None, None) => None,
            };
            let last = match told {
                Some(told) => told.last_notice,
                None => notice::last_number(tx, id)?,
            };
            Ok::<_, ActError>((device, pending, last, notice::after(tx, id, last)?))
        })
        .await?;
    let state = device.map_or("disconnected", |device| standing_word(&device.standing));
    let request = pending.map(|kept| (kept.request.id.clone(), kept.request.state_word(now)));
    let after = Told {
        device: Some(state),
        request,
        last_notice: notices.last().map_or(last, |notice| notice.number),
    };
    let news = told.map(|told| news(told, &after, notices)).unwrap_or_default();
    Ok((news, after))
}

fn news(before: &Told, after: &Told, notices: Vec<Notice>) -> Vec<News> {
    let mut news: Vec<News> = notices.into_iter().map(|notice| News::Notice(Box::new(notice))).collect();
    if after.request != before.request
        && let Some((request_id, state)) = after.request.clone()
    {
        news.push(News::Request(RequestState { request_id, state }));
    }
    if after.device != before.device
        && let Some(state) = after.device
    {
        news.push(News::Device(DeviceState { state }));
    }
    news
}

fn standing_word(standing: &Standing) -> &'static str {
    match standing {
        Standing::Installed => "installed",
        Standing::Attached(_) => "attached",
        Standing::Blocked(_) => "blocked",
        Standing::Disconnected => "disconnected",
    }
}
