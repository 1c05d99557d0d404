//! The page waits: a new frame each second, and the state the moment it changes.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::response::sse::Event;
use futures_util::stream;
use serde::Serialize;
use values::{SECOND_MS, Timestamp};
use web::{Problem, RequestContext};

use super::page;
use crate::MobileKey;
use crate::acts;
use crate::rules::{Kind, Request, RequestId, Stage};
use crate::streams::Place;
use crate::wakes::{Listener, Topic};
use crate::web::{cookie, problem, sse};

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
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<String>,
    /// Where the page goes at once.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

struct Watch {
    site: MobileKey,
    id: RequestId,
    cookie: String,
    listener: Listener,
    /// Given back with the stream.
    _place: Place,
    state: Option<&'static str>,
    second: i64,
    over: bool,
}

pub(super) async fn stream(
    State(site): State<MobileKey>,
    visitor: RequestContext,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id = page::parse(&id)?;
    let place = site.streams().take(&visitor.rate_key());
    let place = place.ok_or_else(|| Problem::too_many_requests(AGAIN_AFTER_SECONDS))?;
    let browser = cookie::browser(site.web(), &headers, &id, None);
    acts::view(site.core(), &id, browser).await.map_err(problem::of)?;
    let listener = site.core().wakes.listen(Topic::Request(id.clone()));
    let watch = Watch {
        listener: listener.ok_or_else(|| Problem::too_many_requests(AGAIN_AFTER_SECONDS))?,
        cookie: browser.cookie.to_owned(),
        site,
        id,
        _place: place,
        state: None,
        second: 0,
        over: false,
    };
    Ok(sse::response(stream::unfold(watch, next)))
}

async fn next(mut watch: Watch) -> Option<(Result<Event, Infallible>, Watch)> {
    while !watch.over {
        let browser = acts::Browser { cookie: &watch.cookie, nonce: None };
        let request = acts::view(watch.site.core(), &watch.id, browser).await.ok()?;
        let now = watch.site.core().now();
        let stage = request.stage_at(now);
        let state = request.state_word(now);
        if watch.state != Some(state) {
            watch.state = Some(state);
            let event = state_event(&request, state, &stage);
            watch.over = event.next.is_some() || matches!(stage, Stage::Done(_) | Stage::Ended(_));
            let event = Event::default().event("state").json_data(event).ok()?;
            return Some((Ok(event), watch));
        }
        if stage == Stage::Waiting && watch.second != now.unix_seconds() {
            watch.second = now.unix_seconds();
            let shown = page::shown(&watch.site, &request);
            let path = shown.drawing.map(|drawing| drawing.path).unwrap_or_default();
            let event =
                Event::default().event("frame").json_data(FrameEvent { path, link: shown.link }).ok()?;
            return Some((Ok(event), watch));
        }
        tokio::select! {
            () = watch.listener.woken() => {},
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

fn state_event(request: &Request, state: &'static str, stage: &Stage) -> StateEvent {
    let next = match (request.kind(), stage) {
        (Kind::Login, Stage::Approved(claim, _)) if !claim.same_device => {
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
