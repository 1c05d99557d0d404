//! The page waits: a new frame each second, and the state the moment it changes.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use serde::Serialize;
use values::SECOND_MS;
use web::Problem;

use super::page;
use crate::MobileKey;
use crate::acts;
use crate::rules::{Kind, Request, RequestId, Stage};
use crate::wakes::{Listener, Topic};
use crate::web::{cookie, problem};

/// Another machine of the site may have decided it.
const LOOK_EVERY_MS: u64 = 250;
const KEEP_ALIVE_MS: u64 = 20_000;
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
    state: Option<&'static str>,
    second: i64,
    over: bool,
}

pub(super) async fn stream(
    State(site): State<MobileKey>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id = page::parse(&id)?;
    let browser = cookie::browser(site.web(), &headers, &id, None);
    acts::view(site.core(), &id, browser).await.map_err(problem::of)?;
    let listener = site.core().wakes.listen(Topic::Request(id.clone()));
    let watch = Watch {
        listener: listener.ok_or_else(|| Problem::too_many_requests(AGAIN_AFTER_SECONDS))?,
        cookie: browser.cookie.to_owned(),
        site,
        id,
        state: None,
        second: 0,
        over: false,
    };
    let keep_alive = KeepAlive::new().interval(Duration::from_millis(KEEP_ALIVE_MS));
    Ok(Sse::new(stream::unfold(watch, next)).keep_alive(keep_alive).into_response())
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
            watch.over = !matches!(stage, Stage::Waiting | Stage::Claimed(_));
            let event =
                Event::default().event("state").json_data(state_event(&request, state, &stage)).ok()?;
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
        let to_next_second =
            u64::try_from(SECOND_MS - now.unix_ms().rem_euclid(SECOND_MS)).unwrap_or(LOOK_EVERY_MS);
        let pause = tokio::time::sleep(Duration::from_millis(to_next_second.min(LOOK_EVERY_MS)));
        tokio::select! {
            () = watch.listener.woken() => {},
            () = pause => {},
        }
    }
    None
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
