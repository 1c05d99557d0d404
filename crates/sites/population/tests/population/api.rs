//! What clients of the register can and cannot do.

use crate::common::{ask, certificate, worlds};
use axum::http::StatusCode;
use population::{acts, record_people, record_person};
use serde_json::{Value, json};
use values::DAY_MS;

fn jana() -> Value {
    json!({
        "given_name": "jana", "family_name": "NOVÁKOVÁ", "birthdate": "1988-04-12",
        "address": { "street": "Lipová 12", "city": "Olomouc", "postal_code": "779 00", "country": "CZ" },
        "reason": "identification", "on_behalf_of": "Portál"
    })
}

fn with(mut json: Value, member: &str, value: Value) -> Value {
    json[member] = value;
    json
}

// mission: A1
#[tokio::test(flavor = "multi_thread")]
async fn exactly_one_person_is_identified_and_read_and_the_person_can_see_it() {
    let hub = certificate("hub");
    for world in worlds("population").await {
        let api = world.population.api_router();
        let (status, answer) = ask(api.clone(), Some(&hub), "/api/v1/identify", Some(jana())).await;
        assert_eq!(status, StatusCode::OK, "{answer}");
        let id = answer["person_id"].as_str().unwrap().to_owned();
        world.clock.shift(1);
        let (_, again) = ask(api.clone(), Some(&hub), "/api/v1/identify", Some(jana())).await;
        assert_eq!(again["person_id"], id.as_str(), "one client always uses one name");

        world.clock.shift(1);
        let wanted = json!({ "items": ["given_name", "address", "document", "data_box"],
                             "reason": "login", "on_behalf_of": "Městský úřad Lipová" });
        let (status, data) =
            ask(api.clone(), Some(&hub), &format!("/api/v1/people/{id}"), Some(wanted)).await;
        assert_eq!(status, StatusCode::OK, "{data}");
        assert_eq!(
            data,
            json!({
                "given_name": "Jana",
                "address": { "street": "Lipová 12", "city": "Olomouc", "postal_code": "779 00", "country": "CZ" },
                "document": { "kind": "ID", "number": "208154397" }
            })
        );

        let (_, log) = ask(api, Some(&hub), &format!("/api/v1/people/{id}/reads"), None).await;
        let reads = log["reads"].as_array().unwrap();
        assert_eq!(reads.len(), 3);
        assert_eq!(reads[0]["on_behalf_of"], "Městský úřad Lipová");
        assert_eq!(reads[0]["items"], json!(["given_name", "address", "document", "data_box"]));
        assert_eq!(
            (reads[2]["reason"].as_str(), reads[2]["items"].clone()),
            (Some("identification"), json!([]))
        );
        assert_eq!(log["next_before"], Value::Null);
    }
}

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

#[tokio::test(flavor = "multi_thread")]
async fn clients_cannot_compare_notes() {
    let (hub, czechpoint) = (certificate("hub"), certificate("czechpoint"));
    for world in worlds("population").await {
        let api = world.population.api_router();
        let (_, one) = ask(api.clone(), Some(&hub), "/api/v1/identify", Some(jana())).await;
        let id = one["person_id"].as_str().unwrap();
        let read = json!({ "items": ["birthdate"], "reason": "x", "on_behalf_of": "y" });
        let path = format!("/api/v1/people/{id}");
        let (status, _) = ask(api.clone(), Some(&czechpoint), &path, Some(read.clone())).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "another client's name for the person means nothing here");

        let (_, other) = ask(api.clone(), Some(&czechpoint), "/api/v1/identify", Some(jana())).await;
        let other = other["person_id"].as_str().unwrap();
        assert_ne!(other, id);
        let path = format!("/api/v1/people/{other}");
        let (status, data) = ask(api.clone(), Some(&czechpoint), &path, Some(read.clone())).await;
        assert_eq!((status, data), (StatusCode::OK, json!({ "birthdate": "1988-04-12" })));
        let beyond = with(read, "items", json!(["birthdate", "address"]));
        let (status, answer) = ask(api, Some(&czechpoint), &path, Some(beyond)).await;
        assert_eq!((status, answer["code"].as_str()), (StatusCode::FORBIDDEN, Some("items_not_allowed")));
    }
}

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

#[tokio::test(flavor = "multi_thread")]
async fn a_change_shows_at_the_next_read_and_old_reads_are_forgotten() {
    let hub = certificate("hub");
    for world in worlds("population").await {
        let register = world.population.register();
        let newcomer = crate::common::person("Božena", "Malá", "1949-01-03", "Školní 1", "1");
        let id = record_person(register, &newcomer).await.unwrap();
        let moved = crate::common::person("Božena", "Malá", "1949-01-03", "Nádražní 7", "1");
        record_people(register, &[(id, moved)]).await.unwrap();
        let api = world.population.api_router();
        let sent = json!({ "given_name": "Božena", "family_name": "Malá", "birthdate": "1949-01-03",
                           "reason": "identification", "on_behalf_of": "Portál" });
        let (_, found) = ask(api.clone(), Some(&hub), "/api/v1/identify", Some(sent)).await;
        let path = format!("/api/v1/people/{}", found["person_id"].as_str().unwrap());
        let read = json!({ "items": ["address"], "reason": "login", "on_behalf_of": "Portál" });
        let (_, data) = ask(api.clone(), Some(&hub), &path, Some(read)).await;
        assert_eq!(data["address"]["street"], "Nádražní 7");

        world.clock.shift(731 * DAY_MS);
        world.population.run_due_jobs(world.clock.now()).await.unwrap();
        let (_, log) = ask(api, Some(&hub), &format!("{path}/reads"), None).await;
        assert_eq!(log["reads"], json!([]));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_log_comes_in_pages() {
    let hub = certificate("hub");
    for world in worlds("population").await {
        let register = world.population.register();
        let purpose = acts::Purpose { on_behalf_of: "Portál".into(), reason: "x".into() };
        let description = population::rules::matching::Description {
            name: values::PersonName::parse("Jana", "Nováková").unwrap(),
            birth_date: "1988-04-12".parse().unwrap(),
            address: None,
            document: None,
        };
        let mut name = None;
        for _ in 0..60 {
            world.clock.shift(1);
            if let population::rules::matching::Match::One(found) =
                acts::identify::identify(register, "hub", &description, &purpose).await.unwrap()
            {
                name = Some(found);
            }
        }
        let api = world.population.api_router();
        let path = format!("/api/v1/people/{}/reads", name.unwrap().as_str());
        let (_, first) = ask(api.clone(), Some(&hub), &path, None).await;
        assert_eq!(first["reads"].as_array().unwrap().len(), 50);
        let next = first["next_before"].as_str().unwrap();
        let (_, second) = ask(api, Some(&hub), &format!("{path}?before={next}"), None).await;
        assert_eq!(second["reads"].as_array().unwrap().len(), 10);
        assert_eq!(second["next_before"], Value::Null);
    }
}
