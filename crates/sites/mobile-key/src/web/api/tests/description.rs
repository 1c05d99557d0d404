//! `openapi.json` says what the API answers, and the API answers nothing else.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use values::AssuranceLevel::Substantial;

use crate::testing::phone::Phone;
use crate::testing::world::World;

fn document() -> Value {
    serde_json::from_str(include_str!("../../../../assets/openapi.json")).unwrap()
}

/// What is wrong with a value, if anything: of another type, not among the values, a member missing or not described.
fn differs(document: &Value, schema: &Value, value: &Value) -> Option<String> {
    if let Some(reference) = schema["$ref"].as_str() {
        return differs(document, document.pointer(reference.strip_prefix('#').unwrap()).unwrap(), value);
    }
    if let Some(allowed) = schema["enum"].as_array()
        && !allowed.contains(value)
    {
        return Some(format!("{value} is none of {allowed:?}"));
    }
    let is = |name: &str| match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("{other}"),
    };
    let fits = match &schema["type"] {
        Value::String(name) => is(name),
        Value::Array(names) => names.iter().any(|name| is(name.as_str().unwrap())),
        _ => true,
    };
    if !fits {
        return Some(format!("{value} is no {}", schema["type"]));
    }
    if let Some(items) = value.as_array() {
        return items.iter().find_map(|item| differs(document, &schema["items"], item));
    }
    let members = value.as_object()?;
    let missing = schema["required"].as_array().into_iter().flatten();
    let missing = missing.map(|name| name.as_str().unwrap()).find(|name| !members.contains_key(*name));
    if let Some(name) = missing {
        return Some(format!("{name} is missing in {value}"));
    }
    members.iter().find_map(|(name, value)| match &schema["properties"][name] {
        Value::Null => Some(format!("{name} is not described")),
        described => differs(document, described, value).map(|why| format!("{name}: {why}")),
    })
}

fn check(path: &str, answer: &Value) {
    let document = document();
    let schema = format!("/paths/~1api~1v1~1{}/post/responses/200", path.replace('/', "~1"));
    let described = document.pointer(&schema).unwrap_or_else(|| panic!("{schema}"));
    let schema = &described["content"]["application/json"]["schema"];
    assert_eq!(differs(&document, schema, answer), None, "{path} {answer}");
}

/// One login after wrong tries, on a person's two phones: everything that can stand in an answer does.
#[tokio::test(flavor = "multi_thread")]
async fn every_answer_is_as_it_is_described() {
    let world = World::new().await;
    let (mut phone, mut other) = (world.enrolled("jana").await, world.enrolled("jana").await);
    let begun = world.begin_login(Substantial).await;
    let request =
        phone.call(&world, "requests/claim", &json!({ "link": world.same_device(&begun) })).await.json;
    check("requests/claim", &request);
    for _ in 0..2 {
        assert!(phone.unlock(&world, "999999").await.unwrap().is_none());
    }
    let decided = phone.approve(&world, &request).await.json;
    assert!(decided["return_url"].is_string() && decided["failed_tries"] == 2, "{decided}");
    check("requests/decide", &decided);
    check(
        "requests/state",
        &phone.call(&world, "requests/state", &json!({ "request_id": begun.id })).await.json,
    );
    let enrolment = world.begin_enrolment("jana").await;
    let mut third = Phone::install(&world, "Třetí").await;
    let claimed = third.call(&world, "requests/claim", &json!({ "link": world.qr(&enrolment) })).await.json;
    check("requests/claim", &claimed);
    for path in ["me", "devices/list", "history", "notices", "tickets", "factor/webauthn/options"] {
        let answer = other.call(&world, path, &json!({})).await;
        assert_eq!(answer.status, 200, "{path} {}", answer.body);
        check(path, &answer.json);
    }
    let refused = other.call(&world, "requests/state", &json!({ "request_id": "x" })).await.json;
    let document = document();
    assert_eq!(differs(&document, &document["components"]["schemas"]["Problem"], &refused), None);
}

/// The kinds that the description lists are those that there are.
#[test]
fn every_kind_is_described_and_no_other() {
    let document = document();
    let kinds = |pointer: &str| -> Vec<String> {
        let kinds = document.pointer(pointer).unwrap().as_array().unwrap().iter();
        kinds.map(|kind| kind.as_str().unwrap().to_owned()).collect()
    };
    for kind in kinds("/components/schemas/Notice/properties/kind/enum") {
        assert!(kind.parse::<crate::rules::NoticeKind>().is_ok(), "{kind}");
    }
    let entries =
        "/paths/~1api~1v1~1history/post/responses/200/content/application~1json/schema/properties/entries";
    for kind in kinds(&format!("{entries}/items/properties/kind/enum")) {
        assert!(kind.parse::<crate::rules::EventKind>().is_ok(), "{kind}");
    }
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
        let document = document();
        let problem = answer.json();
        assert_eq!(problem["code"], code, "{method} {path}");
        assert_eq!(differs(&document, &document["components"]["schemas"]["Problem"], &problem), None);
    }
}
