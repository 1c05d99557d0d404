//! The outbox as sites, tests and people use it.
#![expect(clippy::unwrap_used, reason = "helpers of tests may panic too")]

use std::future::pending;
use std::time::Duration;

use axum::http::{Method, StatusCode};
use clock::Clock;
use outbox::Outbox;
use runtime::Dependencies;
use secrets::MasterKey;
use serde_json::{Value, json};
use store::testing::TestStore;
use values::{Language, Timestamp};
use web::SiteConfig;
use web::testing::Browser;

const ORIGIN: &str = "http://localhost:8009";

struct World {
    browser: Browser,
    outbox: Outbox,
    clock: Clock,
    _store: TestStore,
}

impl World {
    async fn all() -> Vec<Self> {
        let stores = store::testing::both_engines("outbox", &outbox::migrations()).await;
        stores.into_iter().map(Self::with).collect()
    }

    fn with(store: TestStore) -> Self {
        let clock = Clock::fixed(Timestamp::parse("2026-11-21T18:46:00Z").unwrap());
        let dependencies = Dependencies {
            store: (*store).clone(),
            master_key: MasterKey::generate(),
            clock: clock.clone(),
            http: http_client::client().unwrap(),
        };
        let outbox = outbox::open(SiteConfig::at(ORIGIN.parse().unwrap()), dependencies).unwrap().keeping(60);
        let browser = Browser::new().with_origin(ORIGIN, outbox.router());
        Self { browser, outbox, clock, _store: store }
    }

    /// Arrivals differ by a second, so that their order is known.
    async fn post(&mut self, message: Value) -> StatusCode {
        self.clock.shift(1_000);
        self.browser.send_json(Method::POST, &format!("{ORIGIN}/api/messages"), &message).await.status
    }

    async fn list(&mut self, query: &str) -> Vec<Value> {
        let answer = self.browser.get(&format!("{ORIGIN}/api/messages?{query}")).await;
        let mut answer: Value = serde_json::from_str(&answer.body).unwrap();
        serde_json::from_value(answer["messages"].take()).unwrap()
    }

    async fn page(&mut self, path: &str) -> web::testing::Answer {
        self.browser.get(&format!("{ORIGIN}{path}")).await
    }

    async fn fill(&mut self) {
        assert_eq!(self.post(email("1", "jana@example.cz")).await, StatusCode::CREATED);
        assert_eq!(self.post(email("2", "xjana@example.cz")).await, StatusCode::CREATED);
        assert_eq!(self.post(sms("3")).await, StatusCode::CREATED);
        assert_eq!(self.post(letter("4")).await, StatusCode::CREATED);
    }
}

fn email(id: &str, to: &str) -> Value {
    json!({
        "id": id, "channel": "email", "from": "mojeID <podpora@mojeid.example>", "to": to,
        "subject": "Váš PIN1 <b>", "text": "Dobrý den,\n\nPIN1: 7KQ2-XM4A\nhttp://localhost:8001/activation/x",
    })
}

fn sms(id: &str) -> Value {
    json!({ "id": id, "channel": "sms", "from": "mojeID", "to": "+420601123456", "text": "PIN2: 7KQ2-XM4A" })
}

fn letter(id: &str) -> Value {
    json!({
        "id": id, "channel": "letter", "to": "Jana Nováková, Dlouhá 1, 397 01 Písek",
        "text": "PIN3: 7KQ2-XM4A", "pdf_base64": "JVBERi0xLjcK",
    })
}

fn ids(messages: &[Value]) -> Vec<&str> {
    messages.iter().map(|message| message["id"].as_str().unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_are_listed_newest_first_and_found_by_channel_and_recipient() {
    for mut world in World::all().await {
        world.fill().await;
        let all = world.list("").await;
        assert_eq!(ids(&all), ["4", "3", "2", "1"]);
        assert_eq!(all[1]["text"], "PIN2: 7KQ2-XM4A");
        assert_eq!(all[0]["pdf"], "/messages/4/letter.pdf");
        assert_eq!(all[3]["received_at"], "2026-11-21T18:46:01Z");
        for (query, expected) in [
            ("channel=sms", &["3"][..]),
            ("to=jana@example.cz", &["1"]),
            ("to=JANA@example.cz", &["1"]),
            ("to=jana", &["4", "2", "1"]),
            ("to=jana&channel=email", &["2", "1"]),
            ("to=%2B420601123456", &["3"]),
            ("to=601+123+456", &["3"]),
            ("to=Jana+Nov%C3%A1kov%C3%A1", &["4"]),
            // finding N-62: everything that was sent to one person
            ("to=jana@example.cz%3B+601+123+456%3B+Jana+Nov%C3%A1kov%C3%A1", &["4", "3", "1"]),
            ("to=%25", &[]),
            ("to=_", &[]),
            (&format!("after={}", all[2]["arrival"].as_str().unwrap()), &["4", "3"]),
        ] {
            assert_eq!(ids(&world.list(query).await), expected, "{query}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_id_is_one_message_however_often_it_comes() {
    for mut world in World::all().await {
        world.fill().await;
        assert_eq!(world.post(sms("3")).await, StatusCode::OK);
        assert_eq!(ids(&world.list("").await), ["4", "3", "2", "1"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_message_is_refused() {
    for mut world in World::all().await {
        for wrong in [
            json!({ "id": "", "channel": "sms", "to": "a", "text": "b" }),
            json!({ "id": "../x", "channel": "sms", "to": "a", "text": "b" }),
            json!({ "id": "1", "channel": "sms", "to": " ", "text": "b" }),
            json!({ "id": "1", "channel": "sms", "to": "a" }),
            json!({ "id": "1", "channel": "letter", "to": "a", "pdf_base64": "!" }),
            json!({ "id": "1", "channel": "letter", "to": "a", "pdf_base64": "PGh0bWw+" }),
        ] {
            assert_eq!(world.post(wrong.clone()).await, StatusCode::BAD_REQUEST, "{wrong}");
        }
        let pigeon = json!({ "id": "1", "channel": "pigeon", "to": "a", "text": "b" });
        assert!(world.post(pigeon).await.is_client_error());
        assert!(world.list("").await.is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_oldest_make_room() {
    for mut world in World::all().await {
        for number in 0..70 {
            let _ = world.post(sms(&number.to_string())).await;
        }
        let kept = world.list("").await;
        assert_eq!((kept.len(), ids(&kept)[0], ids(&kept)[59]), (60, "69", "10"));
        let first = world.page("/").await;
        let older =
            first.body.split("href=\"/?before=").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        let second = world.page(&format!("/?before={older}")).await;
        assert!(second.body.contains("/messages/19\"") && second.body.contains("/messages/10\""));
        assert!(!second.body.contains("/messages/20\"") && !second.has("Starší zprávy"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn people_read_messages_in_their_language() {
    for mut world in World::all().await {
        for (language, empty) in [("cs", "Zatím nikdo"), ("sk", "Zatiaľ nikto"), ("en", "Nobody has sent")]
        {
            assert!(world.page(&format!("/?lang={language}")).await.has(empty), "{language}");
        }
        world.fill().await;
        for language in Language::ALL {
            for path in ["/", "/messages/1", "/messages/3", "/messages/4", "/help"] {
                let page = world.page(&format!("{path}?lang={language}")).await;
                assert_eq!(page.status, StatusCode::OK, "{path} in {language}");
            }
        }
        let page = world.page("/?lang=cs&to=nikdo").await;
        assert!(page.has("Žádná zpráva"));
        let page = world.page("/messages/1").await;
        assert!(
            page.body.contains("<a class=\"govuk-link sv-id\" href=\"http://localhost:8001/activation/x\">")
        );
        assert!(page.has("7KQ2-XM4A") && !page.body.contains("<b>"), "what was written is text, not markup");
        let letter = world.page("/messages/4/letter.pdf").await;
        assert_eq!(letter.headers["content-type"], "application/pdf");
        assert!(letter.body.starts_with("%PDF-"));
        for path in ["/messages/9", "/messages/1/letter.pdf"] {
            let gone = world.page(path).await;
            assert_eq!(gone.status, StatusCode::NOT_FOUND);
            assert!(gone.has("Tato zpráva tu není"));
        }
    }
}

/// From the commit that caused it to the outbox's list.
#[tokio::test(flavor = "multi_thread")]
async fn a_queued_message_is_visible_at_once() {
    let mut worlds = World::all().await;
    let mut world = worlds.swap_remove(0);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url: url::Url = format!("http://{}", listener.local_addr().unwrap()).parse().unwrap();
    let router = world.outbox.router();
    tokio::spawn(async move { axum::serve(listener, router).await });

    let site = store::testing::sqlite("site", &[jobs::MIGRATIONS, delivery::MIGRATIONS]).await;
    let queue = delivery::Delivery::new("site", &MasterKey::generate());
    let sender = delivery::Sender {
        name: "mojeID".into(),
        email: "podpora@mojeid.example".parse().unwrap(),
        address: None,
    };
    let transports = delivery::Transports::into_outbox(sender, url, http_client::client().unwrap());
    let clock = Clock::system();
    let worker = queue.worker((*site).clone(), transports, clock.clone());
    tokio::spawn(worker.run(pending()));

    let mut waits_ms = Vec::new();
    for number in 0..9 {
        tokio::time::sleep(Duration::from_millis(20)).await;
        let sms = delivery::Sms { to: "+420601123456".parse().unwrap(), text: format!("number {number}.") };
        let message = delivery::Message::new(format!("test/{number}"), sms);
        let queued: Result<_, store::StoreError> =
            site.write(|tx| queue.queue(tx, clock.now(), &message)).await;
        let _ = queued.unwrap();
        let began = tokio::time::Instant::now();
        while world.list("to=601123456").await.len() <= number {
            assert!(began.elapsed() < Duration::from_secs(10), "nothing comes");
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        waits_ms.push(began.elapsed().as_millis());
    }
    waits_ms.sort_unstable();
    assert!(waits_ms[4] < 100, "median over 100 ms: {waits_ms:?}");
}

#[test]
fn the_texts_are_whole() {
    assert_eq!(i18n::check(&[i18n::locales!()]), Vec::<String>::new());
}
