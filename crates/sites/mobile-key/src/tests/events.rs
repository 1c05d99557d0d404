use std::time::{Duration, Instant};

use axum::body::{Body, BodyDataStream};
use axum::http::Request;
use axum::response::Response;
use futures_util::StreamExt;
use serde_json::{Value, json};
use tower::ServiceExt;
use values::AssuranceLevel::Substantial;

use mobile_key_api::people::LoginNotice;

use crate::acts;
use crate::rules::{PersonId, Termination};
use crate::tests::phone::Phone;
use crate::tests::world::{Begun, World};

/// The events of a stream, one by one.
struct Events {
    body: BodyDataStream,
    rest: String,
}

impl Events {
    async fn open(world: &World, path: &str, cookie: Option<String>) -> Self {
        let response = ask(world, path, "text/event-stream", cookie).await;
        assert_eq!(response.status(), 200, "{path}");
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        // finding K5: nobody on the way collects or changes what must arrive within three seconds.
        assert_eq!(response.headers()["x-accel-buffering"], "no");
        assert_eq!(response.headers()["cache-control"], "no-cache, no-transform");
        Self { body: response.into_body().into_data_stream(), rest: String::new() }
    }

    async fn of_page(world: &World, begun: &Begun) -> Self {
        Self::open(world, &format!("/requests/{}/events", begun.id), Some(cookie_of(begun))).await
    }

    async fn of_phone(world: &World, phone: &mut Phone) -> Self {
        let ticket =
            phone.call(world, "tickets", &json!({})).await.json["ticket"].as_str().unwrap().to_owned();
        Self::open(world, &format!("/api/v1/events?ticket={ticket}"), None).await
    }

    /// Name and data of the next event; `None` when the stream has ended.
    async fn next(&mut self) -> Option<(String, Value)> {
        loop {
            if let Some((event, rest)) = self.rest.split_once("\n\n") {
                let field = |name: &str| {
                    let line = event.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
                    line.map(|value| value.trim().to_owned())
                };
                let found = field("event").zip(field("data"));
                self.rest = rest.to_owned();
                if let Some((name, data)) = found {
                    return Some((name, serde_json::from_str(&data).unwrap()));
                }
                continue;
            }
            let chunk =
                tokio::time::timeout(Duration::from_secs(10), self.body.next()).await.expect("an event");
            self.rest.push_str(std::str::from_utf8(&chunk?.unwrap()).unwrap());
        }
    }

    async fn expect(&mut self, name: &str) -> Value {
        let (found, data) = self.next().await.expect("an event");
        assert_eq!(found, name, "{data}");
        data
    }
}

async fn ask(world: &World, path: &str, accept: &str, cookie: Option<String>) -> Response {
    let mut request = Request::get(path).header("accept", accept);
    if let Some(cookie) = cookie {
        request = request.header("cookie", cookie);
    }
    world.router().oneshot(request.body(Body::empty()).unwrap()).await.unwrap()
}

fn cookie_of(begun: &Begun) -> String {
    format!("request_mobile-key_{}={}", begun.id, begun.token.as_str())
}

// mission: A1
#[tokio::test(flavor = "multi_thread")]
async fn a1_the_page_hears_of_scan_and_approval_and_goes_on() {
    for world in World::on_each_engine().await {
        let mut phone = world.enrolled("jana").await;
        let begun = world.begin_login(Substantial).await;
        let mut events = Events::of_page(&world, &begun).await;
        assert_eq!(events.expect("state").await, json!({ "state": "waiting" }));
        let first = events.expect("frame").await;
        assert_eq!(first["link"], world.qr(&begun));
        world.wait(1_000);
        let second = events.expect("frame").await;
        assert_ne!(first["path"], second["path"]);

        let link = json!({ "link": second["link"] });
        let request = phone.call(&world, "requests/claim", &link).await.json;
        assert_eq!(events.expect("state").await, json!({ "state": "claimed", "code": request["code"] }));
        phone.approve(&world, &request).await;
        let next = format!("/requests/{}/continue", begun.id);
        assert_eq!(
            events.expect("state").await,
            json!({ "state": "approved", "code": request["code"], "next": next })
        );
        assert_eq!(events.next().await, None);
        drop(events);
        assert_eq!(world.context().notifier.count(), 0);
    }
}

/// No polling delay: the page is woken by the commit itself (the look-around is once a second).
// mission: A1
#[tokio::test(flavor = "multi_thread")]
async fn a1_the_page_hears_of_the_approval_at_once() {
    let world = World::new().await;
    let mut phone = world.enrolled("jana").await;
    let mut delays = Vec::new();
    for _ in 0..9 {
        let begun = world.begin_login(Substantial).await;
        let mut events = Events::of_page(&world, &begun).await;
        let request = phone.call(&world, "requests/claim", &json!({ "link": world.qr(&begun) })).await.json;
        while events.expect_any().await["state"] != "claimed" {}
        let body = phone.decision_body(&world, &Phone::decision(&request, "approve")).await;
        let hearing = tokio::spawn(async move {
            assert_eq!(events.expect("state").await["state"], "approved");
            #[expect(clippy::disallowed_methods, reason = "measures")]
            Instant::now()
        });
        assert_eq!(world.post("requests/decide", &body).await.status, 200);
        #[expect(clippy::disallowed_methods, reason = "measures")]
        let decided = Instant::now();
        delays.push(hearing.await.unwrap().saturating_duration_since(decided));
    }
    delays.sort();
    assert!(delays[delays.len() / 2] < Duration::from_millis(100), "{delays:?}");
}

impl Events {
    async fn expect_any(&mut self) -> Value {
        self.next().await.expect("an event").1
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_hears_of_expiry_and_of_the_same_device() {
    let world = World::new().await;
    let begun = world.begin_login(Substantial).await;
    let mut events = Events::of_page(&world, &begun).await;
    events.expect("state").await;
    events.expect("frame").await;
    world.wait(240_000);
    assert_eq!(events.expect("state").await, json!({ "state": "expired" }));
    assert_eq!(events.next().await, None);

    // An approval that began on the phone itself: the page is told, but not led on.
    let mut phone = world.enrolled("jana").await;
    let begun = world.begin_login(Substantial).await;
    let mut events = Events::of_page(&world, &begun).await;
    let link = json!({ "link": world.same_device(&begun) });
    let request = phone.call(&world, "requests/claim", &link).await.json;
    phone.approve(&world, &request).await;
    loop {
        let event = events.expect_any().await;
        if event["state"] == "approved" {
            assert_eq!(event["next"], Value::Null);
            break;
        }
    }
}

// mission: A7
#[tokio::test(flavor = "multi_thread")]
async fn a7_the_phone_hears_of_logins_requests_and_its_own_end() {
    for world in World::on_each_engine().await {
        let mut phone = world.enrolled("jana").await;
        let mut other = world.enrolled("jana").await;
        let mut events = Events::of_phone(&world, &mut phone).await;
        let notice: LoginNotice =
            serde_json::from_value(json!({ "id": "1", "at_ms": 1, "method": "mojeID" })).unwrap();
        let jana = PersonId::parse("jana").unwrap();
        acts::notify_login(world.context(), &jana, &notice).await.unwrap();
        let told = events.expect("notice").await;
        assert_eq!((&told["kind"], &told["method"]), (&json!("login"), &json!("mojeID")));

        let begun = world.begin_login(Substantial).await;
        let request = phone.call(&world, "requests/claim", &json!({ "link": world.qr(&begun) })).await.json;
        let id = &request["id"];
        assert_eq!(events.expect("request").await, json!({ "request_id": id, "state": "claimed" }));
        acts::cancel(world.context(), &begun.id, begun.browser(None), Termination::Abandoned).await.unwrap();
        assert_eq!(events.expect("request").await, json!({ "request_id": id, "state": "abandoned" }));

        other.call_by_both(&world, "devices/disconnect", &json!({ "id": phone.id })).await;
        assert_eq!(events.expect("device").await, json!({ "state": "disconnected" }));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ticket_opens_one_stream_within_a_minute() {
    let world = World::new().await;
    let mut phone = world.enrolled("jana").await;
    let ticket = phone.call(&world, "tickets", &json!({})).await.json["ticket"].as_str().unwrap().to_owned();
    let path = format!("/api/v1/events?ticket={ticket}");
    let _stream = Events::open(&world, &path, None).await;
    let mut browser = world.browser();
    assert_eq!(browser.get(&format!("{}{path}", world.origin())).await.status, 401);

    let late = phone.call(&world, "tickets", &json!({})).await.json["ticket"].as_str().unwrap().to_owned();
    world.wait(60_000);
    let url = format!("{}/api/v1/events?ticket={late}", world.origin());
    assert_eq!(browser.get(&url).await.status, 401);
}

/// Each stream reads and draws every second: one address does not open them without end, whatever requests it has.
#[tokio::test(flavor = "multi_thread")]
async fn one_address_opens_only_so_many_streams_of_pages() {
    let world = World::new().await;
    let mut open = Vec::new();
    for _ in 0..crate::sse_limiter::MAX_PER_ADDRESS / 8 {
        let begun = world.begin_login(Substantial).await;
        for _ in 0..8 {
            open.push(Events::of_page(&world, &begun).await);
        }
    }
    let begun = world.begin_login(Substantial).await;
    let page = format!("/requests/{}", begun.id);
    let refused = ask(&world, &format!("{page}/events"), "application/json", Some(cookie_of(&begun))).await;
    assert_eq!((refused.status().as_u16(), refused.headers()["retry-after"].as_bytes()), (429, &b"30"[..]));
    assert_eq!(refused.headers()["content-type"], "application/problem+json");
    let goes_on = ask(&world, &page, "text/html", Some(cookie_of(&begun))).await;
    assert_eq!(goes_on.status(), 200, "the page itself goes on");

    open.pop();
    let mut events = Events::of_page(&world, &begun).await;
    events.expect("state").await;
}

/// Its commits wake nobody here; the look-around of each second finds them.
#[tokio::test(flavor = "multi_thread")]
async fn what_another_process_did_is_heard_within_a_second() {
    for world in World::on_each_engine().await {
        let other = world.another_process().await;
        let begun = world.begin_login(Substantial).await;
        let mut events = Events::of_page(&world, &begun).await;
        events.expect("state").await;
        events.expect("frame").await;
        acts::cancel(&other.0.context, &begun.id, begun.browser(None), Termination::Abandoned).await.unwrap();
        let heard = tokio::time::timeout(Duration::from_millis(1_500), events.expect("state")).await;
        assert_eq!(heard.unwrap(), json!({ "state": "abandoned" }));
    }
}
