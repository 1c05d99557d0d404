//! The stream of events of a phone (HTML Living Standard, server-sent events).

use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::Response;
use axum::response::sse::Event;
use futures_util::stream;
use mobile_key_api::DeviceId;
use mobile_key_api::phone::{Nothing, Ticket};
use serde::Deserialize;
use web::RequestContext;

use super::{Answer, Call, Refused, call};
use crate::acts::{self, Cursor, StreamEvent};
use crate::notifier::{Listener, Topic};
use crate::rules::Refusal;
use crate::web::{AppState, sse};

/// The commit itself wakes the stream; this look is for changes by other processes on the same database.
const LOOK_EVERY_MS: u64 = 1_000;

#[derive(Deserialize)]
pub(super) struct TicketQuery {
    ticket: String,
}

struct Stream {
    app: Arc<AppState>,
    device: DeviceId,
    listener: Listener,
    cursor: Cursor,
    waiting: VecDeque<Event>,
}

pub(super) async fn ticket(call: Call) -> Answer<Ticket> {
    let (signed, Nothing {}) = call.open().await?;
    call.answer(&signed, acts::ticket(call.context(), &signed).await).await
}

pub(super) async fn stream(
    State(app): State<Arc<AppState>>,
    request: RequestContext,
    query: Result<Query<TicketQuery>, QueryRejection>,
) -> Result<Response, Refused> {
    let refuse = |refusal: Refusal| call::refuse(&app, &request, &refusal);
    if app.requests.check(&request.rate_key()).is_err() {
        return Err(refuse(Refusal::RateLimited));
    }
    let Ok(Query(TicketQuery { ticket })) = query else { return Err(refuse(Refusal::Malformed)) };
    let redeemed = acts::redeem_ticket(&app.context, &ticket).await;
    let device = redeemed.map_err(|error| call::fail(&app, &request, &error))?;
    // Listen first, then see where the stream starts: nothing is lost between the two.
    let listener = app.context.notifier.listen(Topic::Device(device.clone()));
    let listener = listener.ok_or_else(|| refuse(Refusal::RateLimited))?;
    let start = acts::events_since(&app.context, &device, None).await;
    let (_, cursor) = start.map_err(|error| call::fail(&app, &request, &error))?;
    let stream = Stream { app, device, listener, cursor, waiting: VecDeque::new() };
    Ok(sse::response(stream::unfold(stream, next)))
}

/// The next event, as soon as there is one; the stream ends when the store does not answer, and the phone comes again.
async fn next(mut stream: Stream) -> Option<(Result<Event, Infallible>, Stream)> {
    loop {
        if let Some(event) = stream.waiting.pop_front() {
            return Some((Ok(event), stream));
        }
        let (events, cursor) =
            acts::events_since(&stream.app.context, &stream.device, Some(&stream.cursor)).await.ok()?;
        stream.cursor = cursor;
        stream.waiting.extend(events.iter().filter_map(event));
        if stream.waiting.is_empty() {
            let pause = tokio::time::sleep(Duration::from_millis(LOOK_EVERY_MS));
            tokio::select! {
                () = stream.listener.notified() => {},
                () = pause => {},
            }
        }
    }
}

fn event(event: &StreamEvent) -> Option<Event> {
    match event {
        StreamEvent::Notice(notice) => Event::default().event("notice").json_data(notice),
        StreamEvent::Request(request) => Event::default().event("request").json_data(request),
        StreamEvent::Device(device) => Event::default().event("device").json_data(device),
    }
    .ok()
}
