//! The stream of events of a phone.

use mobile_key_api::phone::{DeviceEvent, DeviceState, Notice, RequestEvent, RequestState, Ticket};
use mobile_key_api::{DeviceId, RequestId};

use super::common::ActError;
use super::signed::Signed;
use crate::context::Context;
use crate::rules::Refusal;
use crate::store::notice::{self, NoticeRecord};
use crate::store::{device, request, ticket as tickets};

/// How long a ticket opens the stream.
const TICKET_LIFE_MS: i64 = 60_000;

/// How far a stream has come.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cursor {
    device: Option<DeviceState>,
    request: Option<(RequestId, RequestState)>,
    last_notice: i64,
}

/// One event of the stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum StreamEvent {
    Notice(Box<Notice>),
    Request(RequestEvent),
    Device(DeviceEvent),
}

/// A ticket for the stream: one use, one minute.
pub(crate) async fn ticket(context: &Context, signed: &Signed) -> Result<Ticket, ActError> {
    signed.check_alone()?;
    let token = secrets::Token::new();
    let hash = context.tickets.hash(token.as_str().as_bytes());
    context
        .store
        .write(|tx| {
            let device = signed.accept(tx)?;
            tickets::insert(tx, &hash, &device.id, signed.now.plus_ms(TICKET_LIFE_MS))?;
            Ok::<_, ActError>(())
        })
        .await?;
    Ok(Ticket { ticket: token.as_str().to_owned() })
}

/// Whose stream a ticket opens.
pub(crate) async fn redeem_ticket(context: &Context, text: &str) -> Result<DeviceId, ActError> {
    let (hash, now) = (context.tickets.hash(text.as_bytes()), context.now());
    // Anybody can make up a ticket: only a real one makes writers wait.
    if !context.store.read(|tx| tickets::is_good(tx, &hash, now)).await? {
        return Err(Refusal::UnknownDevice.into());
    }
    let device = context.store.write(|tx| Ok::<_, ActError>(tickets::redeem(tx, &hash, now)?)).await?;
    device.ok_or(ActError::Refused(Refusal::UnknownDevice))
}

/// What happened since `cursor`; without one, only where the stream starts.
pub(crate) async fn events_since(
    context: &Context,
    id: &DeviceId,
    cursor: Option<&Cursor>,
) -> Result<(Vec<StreamEvent>, Cursor), ActError> {
    let now = context.now();
    let (device, pending, last, notices) = context
        .store
        .read(|tx| {
            let device = device::find(tx, id)?;
            let open = cursor.and_then(|cursor| cursor.request.clone());
            let pending = match (request::pending(tx, id)?, open) {
                (Some(pending), _) => Some(pending),
                (None, Some((request, _))) => request::find(tx, &request)?,
                (None, None) => None,
            };
            let last = match cursor {
                Some(cursor) => cursor.last_notice,
                None => notice::last_number(tx, id)?,
            };
            Ok::<_, ActError>((device, pending, last, notice::after(tx, id, last)?))
        })
        .await?;
    let state = device.map_or(DeviceState::Disconnected, |device| device.status.state());
    let request = pending.map(|record| (record.request.id.clone(), record.request.state_at(now)));
    let after = Cursor {
        device: Some(state),
        request,
        last_notice: notices.last().map_or(last, |record| record.number),
    };
    let events = cursor.map(|before| events(before, &after, notices)).unwrap_or_default();
    Ok((events, after))
}

fn events(before: &Cursor, after: &Cursor, notices: Vec<NoticeRecord>) -> Vec<StreamEvent> {
    let mut events: Vec<StreamEvent> =
        notices.into_iter().map(|record| StreamEvent::Notice(Box::new(record.notice))).collect();
    if after.request != before.request
        && let Some((request_id, state)) = after.request.clone()
    {
        events.push(StreamEvent::Request(RequestEvent { request_id, state }));
    }
    if after.device != before.device
        && let Some(state) = after.device
    {
        events.push(StreamEvent::Device(DeviceEvent { state }));
    }
    events
}
