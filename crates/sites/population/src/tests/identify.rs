//! `POST /api/v1/identify`.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::world::{ask, certificate, jana, with, worlds};

#[tokio::test(flavor = "multi_thread")]
async fn nobody_and_too_many_look_the_same() {
    let hub = certificate("hub");
    for world in worlds("population").await {
        let api = world.population.api_router();
        let two = json!({ "given_name": "Jan", "family_name": "Dvořák", "birthdate": "1961-07-19",
                          "reason": "identification", "on_behalf_of": "Portál" });
        let strip = |mut json: Value| {
            json["instance"] = Value::Null;
            json
        };
        let nobody = with(jana(), "given_name", json!("Janka"));
        let moved = with(
            jana(),
            "address",
            json!({ "street": "Lipová 13", "city": "Olomouc", "postal_code": "77900", "country": "CZ" }),
        );
        let (status, ambiguous) = ask(api.clone(), Some(&hub), "/api/v1/identify", Some(two.clone())).await;
        assert_eq!((status, ambiguous["code"].as_str()), (StatusCode::NOT_FOUND, Some("no_match")));
        for sent in [nobody, moved] {
            let (status, answer) = ask(api.clone(), Some(&hub), "/api/v1/identify", Some(sent)).await;
            assert_eq!(status, StatusCode::NOT_FOUND);
            assert_eq!(strip(answer), strip(ambiguous.clone()));
        }
        let told_apart = with(two, "document", json!({ "kind": "ID", "number": "208 154 415" }));
        let (status, _) = ask(api, Some(&hub), "/api/v1/identify", Some(told_apart)).await;
        assert_eq!(status, StatusCode::OK);
    }
}
