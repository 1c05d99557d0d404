//! What strangers may make this site do: little, and not often.

use std::sync::mpsc;
use std::time::Duration;

use axum::http::StatusCode;
use store::StoreError;
use values::AssuranceLevel::Substantial;
use web::testing::{Answer, Browser};

use crate::tests::world::{Begun, World};

const WAYS_ON: [&str; 3] = ["confirm", "differs", "cancel"];

/// A form that the browser got with a request of its own, sent to another one.
async fn send(browser: &mut Browser, own: &Answer, to: &Begun, way: &str) -> Answer {
    let csrf = own.form("/requests/").get("_csrf").unwrap().to_owned();
    let fields = [("_csrf", csrf.as_str()), ("nonce", "")];
    browser.post(&format!("{}/{way}", to.page()), &fields, &[("sec-fetch-site", "same-origin")]).await
}

/// A browser with a request of its own, and the page of that.
async fn stranger(world: &World) -> (Browser, Answer) {
    let own = world.begin_login(Substantial).await;
    let mut browser = world.browser();
    own.put_into(&mut browser);
    let page = browser.get(&own.page()).await;
    (browser, page)
}

/// Writers take turns: a stranger who made up a ticket, or has not the cookie, does not stand in their line.
#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_is_refused_by_a_read() {
    let world = World::new().await;
    let begun = world.begin_login(Substantial).await;
    let (mut browser, page) = stranger(&world).await;

    let (entered, has_entered) = mpsc::channel();
    let (release, released) = mpsc::channel::<()>();
    let store = world.store().clone();
    let writer = tokio::spawn(async move {
        let held = store.write(move |_| {
            entered.send(()).unwrap();
            released.recv().unwrap();
            Ok::<_, StoreError>(())
        });
        held.await.unwrap();
    });
    has_entered.recv().unwrap();

    let strange = async {
        for way in WAYS_ON {
            let answer = send(&mut browser, &page, &begun, way).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{way}");
            assert!(answer.has("Tato žádost začala v jiném prohlížeči"), "{way}");
        }
        let stream = format!("{}/api/v1/events?ticket=x", world.origin());
        assert_eq!(browser.get(&stream).await.status, StatusCode::UNAUTHORIZED);
    };
    let answered = tokio::time::timeout(Duration::from_secs(5), strange).await;
    release.send(()).unwrap();
    writer.await.unwrap();
    answered.expect("no stranger waits for the writer");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_address_tries_tickets_and_ways_on_only_so_often() {
    let world = World::limited(1, 5).await;
    let begun = world.begin_login(Substantial).await;
    let (mut browser, page) = stranger(&world).await;
    let stream = format!("{}/api/v1/events?ticket=x", world.origin());
    for _ in 0..5 {
        assert_eq!(browser.get(&stream).await.status, StatusCode::UNAUTHORIZED);
    }
    assert_eq!(browser.get(&stream).await.status, StatusCode::TOO_MANY_REQUESTS);
    for way in WAYS_ON.into_iter().chain(["again"]) {
        let answer = send(&mut browser, &page, &begun, way).await;
        assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS, "{way}");
    }
    for way in ["continue", "return?nonce=x"] {
        let answer = browser.get(&format!("{}/{way}", begun.page())).await;
        assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS, "{way}");
    }
    // Looking at one's page costs no more than before.
    assert_eq!(browser.get(page.url.as_str()).await.status, StatusCode::OK);
}

/// finding S-C: pages with a code are begun only so often from one address, for logins and for enrolments.
#[tokio::test(flavor = "multi_thread")]
async fn one_address_begins_only_so_many_codes() {
    let world = World::with_codes(2).await;
    let mut browser = world.browser();
    for expected in [StatusCode::OK, StatusCode::OK, StatusCode::TOO_MANY_REQUESTS] {
        let page = send_login(&world, &mut browser).await;
        assert_eq!(page.status, expected, "{}", page.body);
    }
    let world = World::with_codes(1).await;
    let mut browser = world.browser().without_redirects();
    let enrol = format!("{}/enrol", world.origin());
    assert_ne!(browser.get(&enrol).await.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(browser.get(&enrol).await.status, StatusCode::TOO_MANY_REQUESTS);
}

async fn send_login(world: &World, browser: &mut Browser) -> Answer {
    let details = serde_json::json!([{
        "type": "identity_release", "service_name": "Lipová", "service_domain": "lipova.example",
        "level": "http://eidas.europa.eu/LoA/substantial", "data": [],
    }]);
    crate::tests::fake_hub::send(world, browser, &details, "http://eidas.europa.eu/LoA/substantial").await
}
