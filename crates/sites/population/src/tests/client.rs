//! Who may ask, how often, and what is refused.

use axum::http::StatusCode;
use serde_json::json;

use super::world::{ask, certificate, jana, with, worlds};

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_as_it_should_be_is_refused() {
    let (hub, stranger) = (certificate("hub"), certificate("stranger"));
    for world in worlds("population").await {
        let api = world.population.api_router();
        for certificate in [None, Some(&stranger)] {
            let (status, answer) = ask(api.clone(), certificate, "/api/v1/identify", Some(jana())).await;
            assert_eq!((status, answer["code"].as_str()), (StatusCode::UNAUTHORIZED, Some("unknown_client")));
        }
        for (member, value) in [
            ("given_name", json!("<script>")),
            ("birthdate", json!("2031-01-01")),
            ("birthdate", json!("yesterday")),
            ("reason", json!("")),
            ("on_behalf_of", json!("x".repeat(201))),
            ("address", json!({ "street": "", "city": "", "postal_code": "", "country": "" })),
            ("document", json!({ "kind": "XX", "number": "1" })),
        ] {
            let sent = with(jana(), member, value);
            let (status, answer) = ask(api.clone(), Some(&hub), "/api/v1/identify", Some(sent)).await;
            assert_eq!(
                (status, &answer["field"]),
                (StatusCode::UNPROCESSABLE_ENTITY, &json!(member)),
                "{answer}"
            );
        }
        let (status, _) = ask(api.clone(), Some(&hub), "/api/v1/identify", Some(json!({}))).await;
        assert!(status.is_client_error());
        let long = with(jana(), "given_name", json!("x".repeat(100_000)));
        let (status, _) = ask(api.clone(), Some(&hub), "/api/v1/identify", Some(long)).await;
        assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE);
        let (_, found) = ask(api.clone(), Some(&hub), "/api/v1/identify", Some(jana())).await;
        let path = format!("/api/v1/people/{}", found["person_id"].as_str().unwrap());
        for items in [json!([]), json!(["aifo"])] {
            let read = json!({ "items": items, "reason": "x", "on_behalf_of": "y" });
            let (status, answer) = ask(api.clone(), Some(&hub), &path, Some(read)).await;
            assert_eq!((status, &answer["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("items")));
        }
        let read = json!({ "items": ["address"], "reason": "x", "on_behalf_of": "y" });
        for id in ["x", &"ab".repeat(32), "../identify"] {
            let (status, _) =
                ask(api.clone(), Some(&hub), &format!("/api/v1/people/{id}"), Some(read.clone())).await;
            assert!(status.is_client_error(), "{id}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_asks_too_often_has_to_wait() {
    let hub = certificate("hub");
    for world in worlds("population").await {
        let api = world.population.api_router();
        let mut last = StatusCode::OK;
        for _ in 0..31 {
            (last, _) = ask(api.clone(), Some(&hub), "/api/v1/identify", Some(jana())).await;
        }
        assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    }
}
