//! The stream of events of a phone (HTML Living Standard, server-sent events).

use std::collections::VecDeque;
use std::convert::Infallible;
use std::time::Duration;

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::IntoResponse;
use axum::response::sse::Event;
use futures_util::stream;
use serde::Deserialize;
use serde_json::json;
use web::RequestContext;

use super::{Call, Outcome, call};
use crate::MobileKey;
use crate::acts::{self, News, Told};
use crate::rules::{DeviceId, Refusal};
use crate::wakes::{Listener, Topic};
use crate::web::sse;

/// The commit itself wakes the stream; this look is for changes by other processes on the same database.
const LOOK_EVERY_MS: u64 = 1_000;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}

#[derive(Deserialize)]
pub(super) struct TicketQuery {
    ticket: String,
}

struct Watch {
    site: MobileKey,
    device: DeviceId,
    listener: Listener,
    told: Told,
    waiting: VecDeque<Event>,
}

pub(super) async fn ticket(call: Call) -> Outcome {
    let signed = call.open().await?;
    let Nothing {} = call.fields(&signed).await?;
    let ticket = call.done(&signed, acts::ticket(call.core(), &signed).await).await?;
    Ok(Json(json!({ "ticket": ticket.as_str() })).into_response())
}

pub(super) async fn stream(
    State(site): State<MobileKey>,
    visitor: RequestContext,
    query: Result<Query<TicketQuery>, QueryRejection>,
) -> Outcome {
    let refuse = |refusal: Refusal| call::refuse(&site, &visitor, &refusal);
    if site.requests().check(&visitor.rate_key()).is_err() {
        return Err(refuse(Refusal::RateLimited));
    }
    let Ok(Query(TicketQuery { ticket })) = query else { return Err(refuse(Refusal::Malformed)) };
    let redeemed = acts::redeem_ticket(site.core(), &ticket).await;
    let device = redeemed.map_err(|error| call::fail(&site, &visitor, &error))?;
    // Listen first, then take stock: nothing is lost between the two.
    let listener = site.core().wakes.listen(Topic::Device(device.clone()));
    let listener = listener.ok_or_else(|| refuse(Refusal::RateLimited))?;
    let stock = acts::what_is_new(site.core(), &device, None).await;
    let (_, told) = stock.map_err(|error| call::fail(&site, &visitor, &error))?;
    let watch = Watch { site, device, listener, told, waiting: VecDeque::new() };
    Ok(sse::response(stream::unfold(watch, next)))
}

/// The next event, as soon as there is one; the stream ends when the store does not answer, and the phone comes again.
async fn next(mut watch: Watch) -> Option<(Result<Event, Infallible>, Watch)> {
    loop {
        if let Some(event) = watch.waiting.pop_front() {
            return Some((Ok(event), watch));
        }
        let (news, told) =
            acts::what_is_new(watch.site.core(), &watch.device, Some(&watch.told)).await.ok()?;
        watch.told = told;
        watch.waiting.extend(news.iter().filter_map(event));
        if watch.waiting.is_empty() {
            let pause = tokio::time::sleep(Duration::from_millis(LOOK_EVERY_MS));
            tokio::select! {
                () = watch.listener.woken() => {},
                () = pause => {},
            }
        }
    }
}

fn event(news: &News) -> Option<Event> {
    match news {
        News::Notice(notice) => Event::default().event("notice").json_data(notice),
        News::Request(request) => Event::default().event("request").json_data(request),
        News::Device(device) => Event::default().event("device").json_data(device),
    }
    .ok()
}
