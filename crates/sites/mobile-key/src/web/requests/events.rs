//! The page waits: a new frame each second, and the state the moment it changes.

use std::convert::Infallible;
use std::time::Duration;

use axum::response::Response;
use axum::response::sse::Event;
use futures_util::stream;
use mobile_key_api::phone::{RequestKind, RequestState};
use serde::Serialize;
use values::{SECOND_MS, Timestamp};
use web::Problem;

use super::own::OwnRequest;
use super::page;
use crate::notifier::{Listener, Topic};
use crate::rules::{Request, Stage};
use crate::sse_limiter::Permit;
use crate::web::sse;

/// When there are too many streams.
const AGAIN_AFTER_SECONDS: u64 = 30;

/// What the page needs to draw the next frame.
#[derive(Serialize)]
struct FrameEvent {
    path: String,
    link: String,
}

#[derive(Serialize)]
struct StateEvent {
    state: RequestState,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<String>,
    /// Where the page goes at once.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

struct Stream {
    own: OwnRequest,
    listener: Listener,
    /// Given back with the stream.
    _permit: Permit,
    state: Option<RequestState>,
    second: i64,
    over: bool,
}

pub(super) async fn stream(own: OwnRequest) -> Result<Response, Problem> {
    let permit = own.app.streams.take(&own.context.rate_key());
    let permit = permit.ok_or_else(|| Problem::too_many_requests(AGAIN_AFTER_SECONDS))?;
    own.view().await?;
    let listener = own.app.context.notifier.listen(Topic::Request(own.id.clone()));
    let stream = Stream {
        listener: listener.ok_or_else(|| Problem::too_many_requests(AGAIN_AFTER_SECONDS))?,
        own,
        _permit: permit,
        state: None,
        second: 0,
        over: false,
    };
    Ok(sse::response(stream::unfold(stream, next)))
}

async fn next(mut stream: Stream) -> Option<(Result<Event, Infallible>, Stream)> {
    while !stream.over {
        let request = stream.own.view().await.ok()?;
        let now = stream.own.app.context.now();
        let stage = request.stage_at(now);
        let state = request.state_at(now);
        if stream.state != Some(state) {
            stream.state = Some(state);
            let event = state_event(&request, state, &stage);
            stream.over = event.next.is_some() || matches!(stage, Stage::Done(_) | Stage::Ended(_));
            let event = Event::default().event("state").json_data(event).ok()?;
            return Some((Ok(event), stream));
        }
        if stage == Stage::Waiting && stream.second != now.unix_seconds() {
            stream.second = now.unix_seconds();
            let shown = page::shown(&stream.own.app, &request);
            let path = shown.drawing.map(|drawing| drawing.path).unwrap_or_default();
            let event =
                Event::default().event("frame").json_data(FrameEvent { path, link: shown.link }).ok()?;
            return Some((Ok(event), stream));
        }
        tokio::select! {
            () = stream.listener.notified() => {},
            () = tokio::time::sleep(until_next_second(now)) => {},
        }
    }
    None
}

/// Each second has its frame, and a look at the request with it. That look is for what other processes on the same
/// database did; what happens in this one wakes the stream at once.
fn until_next_second(now: Timestamp) -> Duration {
    let ms = SECOND_MS - now.unix_ms().rem_euclid(SECOND_MS);
    Duration::from_millis(ms.unsigned_abs())
}

fn state_event(request: &Request, state: RequestState, stage: &Stage) -> StateEvent {
    let next = match (request.kind(), stage) {
        (RequestKind::Login, Stage::Approved(claim, _)) if !claim.same_device => {
            Some(format!("/requests/{}/continue", request.id))
        }
        _ => None,
    };
    StateEvent { state, code: request.claim().map(|claim| claim.code.to_string()), next }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_looks_once_a_second_and_no_later() {
        for (at_ms, pause_ms) in [(0, 1_000), (1, 999), (999, 1), (1_000, 1_000), (-1, 1)] {
            assert_eq!(until_next_second(Timestamp::from_unix_ms(at_ms)), Duration::from_millis(pause_ms));
        }
    }
}
