//! `POST /api/v1/people/{person}`.

use axum::http::StatusCode;
use serde_json::{Value, json};
use values::DAY_MS;

use super::world::{ask, certificate, jana, person, with, worlds};

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
async fn a_change_shows_at_the_next_read_and_old_reads_are_forgotten() {
    let hub = certificate("hub");
    for world in worlds("population").await {
        let newcomer = person("Božena", "Malá", "1949-01-03", "Školní 1", "1");
        let id = world.population.register().record_person(&newcomer).await.unwrap();
        let moved = person("Božena", "Malá", "1949-01-03", "Nádražní 7", "1");
        world.population.register().record_people(&[(id, moved)]).await.unwrap();
        let api = world.population.api_router();
        let sent = json!({ "given_name": "Božena", "family_name": "Malá", "birthdate": "1949-01-03",
                           "reason": "identification", "on_behalf_of": "Portál" });
        let (_, found) = ask(api.clone(), Some(&hub), "/api/v1/identify", Some(sent)).await;
        let path = format!("/api/v1/people/{}", found["person_id"].as_str().unwrap());
        let read = json!({ "items": ["address"], "reason": "login", "on_behalf_of": "Portál" });
        let (_, data) = ask(api.clone(), Some(&hub), &path, Some(read)).await;
        assert_eq!(data["address"]["street"], "Nádražní 7");

        world.clock.shift(731 * DAY_MS);
        world.population.delete_expired(world.clock.now()).await.unwrap();
        let (_, log) = ask(api, Some(&hub), &format!("{path}/reads"), None).await;
        assert_eq!(log["reads"], json!([]));
    }
}
