//! The API answers what `mobile_key_api` describes, and nothing else.

use axum::http::{Method, StatusCode};
use mobile_key_api::phone::{
    ClaimedRequest, Decided, DeviceList, History, Me, Notices, Problem, StateAnswer, Ticket, WebauthnOptions,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use values::AssuranceLevel::Substantial;

use super::phone::Phone;
use super::world::World;

/// Each route of the API is described, and nothing else.
#[test]
fn the_description_names_every_operation() {
    let document: Value = serde_json::from_str(mobile_key_api::PHONE_OPENAPI).unwrap();
    let routes = include_str!("../web/api/mod.rs");
    let mut served: Vec<&str> =
        routes.split(".route(\"").skip(1).filter_map(|r| r.split('"').next()).collect();
    served.retain(|path| *path != "/api/v1/openapi.json");
    let mut described: Vec<&str> =
        document["paths"].as_object().unwrap().keys().map(String::as_str).collect();
    served.sort_unstable();
    described.sort_unstable();
    assert_eq!(served, described);
}

/// Nothing is missing and no member is unknown.
fn check<T: Serialize + DeserializeOwned>(answer: &Value) {
    let read: T = serde_json::from_value(answer.clone()).unwrap_or_else(|error| panic!("{error}: {answer}"));
    assert_eq!(serde_json::to_value(read).unwrap(), *answer);
}

/// One login after wrong tries, on a person's two phones: everything that can stand in an answer does.
#[tokio::test(flavor = "multi_thread")]
async fn every_answer_is_as_it_is_described() {
    let world = World::new().await;
    let (mut phone, mut other) = (world.enrolled("jana").await, world.enrolled("jana").await);
    let begun = world.begin_login(Substantial).await;
    let request =
        phone.call(&world, "requests/claim", &json!({ "link": world.same_device(&begun) })).await.json;
    check::<ClaimedRequest>(&request);
    for _ in 0..2 {
        assert!(phone.unlock(&world, "999999").await.unwrap().is_none());
    }
    let decided = phone.approve(&world, &request).await.json;
    assert!(decided["return_url"].is_string() && decided["failed_tries"] == 2, "{decided}");
    check::<Decided>(&decided);
    let state = phone.call(&world, "requests/state", &json!({ "request_id": begun.id })).await;
    check::<StateAnswer>(&state.json);
    let enrolment = world.begin_enrolment("jana").await;
    let mut third = Phone::install(&world, "Třetí").await;
    let claimed = third.call(&world, "requests/claim", &json!({ "link": world.qr(&enrolment) })).await.json;
    check::<ClaimedRequest>(&claimed);
    let mut answer = async |path| other.call(&world, path, &json!({})).await.json;
    check::<Me>(&answer("me").await);
    check::<DeviceList>(&answer("devices/list").await);
    check::<History>(&answer("history").await);
    check::<Notices>(&answer("notices").await);
    check::<Ticket>(&answer("tickets").await);
    check::<WebauthnOptions>(&answer("factor/webauthn/options").await);
    check::<Problem>(&other.call(&world, "requests/state", &json!({ "request_id": "x" })).await.json);
}

/// finding clients, low: what is no operation is refused in the form of the others, and so is a stream.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_operation_is_refused_as_the_operations_are() {
    let world = World::new().await;
    let mut browser = world.browser();
    let url = |path: &str| format!("{}/api/v1/{path}", world.origin());
    for (method, path, status, code) in [
        (Method::GET, "nothing", StatusCode::NOT_FOUND, "not_found"),
        (Method::POST, "requests/nothing", StatusCode::NOT_FOUND, "not_found"),
        (Method::GET, "me", StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed"),
        (Method::DELETE, "config", StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed"),
        (Method::GET, "events", StatusCode::BAD_REQUEST, "malformed"),
        (Method::GET, "events?ticket=x", StatusCode::UNAUTHORIZED, "unknown_device"),
    ] {
        let answer = browser.send_json(method.clone(), &url(path), &json!({})).await;
        assert_eq!(answer.status, status, "{method} {path}");
        assert_eq!(answer.headers["content-type"], "application/problem+json", "{method} {path}");
        let problem: Problem = serde_json::from_value(answer.json()).unwrap();
        assert_eq!(problem.code.as_str(), code, "{method} {path}");
    }
}
