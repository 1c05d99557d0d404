//! A made-up population register: who is in it, and what it was asked.

use std::sync::{Arc, Mutex};

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use serde_json::{Value, json};

use super::listener;

/// What the tests look at and change.
#[derive(Default)]
pub(crate) struct FakePopulation {
    /// Each question: path and body.
    pub(crate) asked: Mutex<Vec<(String, Value)>>,
    pub(crate) down: Mutex<bool>,
    /// Whoever holds it keeps a search waiting.
    pub(crate) gate: tokio::sync::Mutex<()>,
}

impl FakePopulation {
    /// Starts it; its address comes with it.
    pub(crate) async fn start() -> (Arc<Self>, String) {
        let register = Arc::new(Self::default());
        let router = Router::new()
            .route("/api/v1/identify", post(identify))
            .route("/api/v1/people/{person}", post(read))
            .route("/api/v1/people/{person}/reads", get(reads))
            .with_state(Arc::clone(&register));
        let (listener, origin) = listener::listener().await;
        listener::answer(listener, router);
        (register, origin)
    }

    /// The reads it was asked for: reason, for whom, which items.
    pub(crate) fn reads(&self) -> Vec<(String, String, Value)> {
        let text = |body: &Value, name: &str| body[name].as_str().unwrap_or_default().to_owned();
        let asked = self.asked.lock().unwrap();
        let reads = asked.iter().filter(|(path, _)| path.starts_with("/people"));
        reads
            .map(|(_, body)| (text(body, "reason"), text(body, "on_behalf_of"), body["items"].clone()))
            .collect()
    }

    fn note(&self, path: String, body: Value) -> Result<(), StatusCode> {
        self.asked.lock().unwrap().push((path, body));
        if *self.down.lock().unwrap() { Err(StatusCode::SERVICE_UNAVAILABLE) } else { Ok(()) }
    }
}

/// Two Jans were born on one day; Jana is alone.
async fn identify(
    State(register): State<Arc<FakePopulation>>,
    Json(body): Json<Value>,
) -> Result<Json<Value>, StatusCode> {
    register.note("/identify".to_owned(), body.clone())?;
    drop(register.gate.lock().await);
    match (body["given_name"].as_str(), body["address"]["street"].as_str()) {
        (Some("Jana"), Some("Lipová 12")) => Ok(Json(json!({ "person_id": "jana-in-the-register" }))),
        (Some("Zuzana"), _) => Ok(Json(json!({ "person_id": "zuzana-in-the-register" }))),
        _ => Err(StatusCode::NOT_FOUND),
    }
}

async fn read(
    State(register): State<Arc<FakePopulation>>,
    Path(person): Path<String>,
    Json(body): Json<Value>,
) -> Result<Json<Value>, StatusCode> {
    register.note(format!("/people/{person}"), body.clone())?;
    let all = json!({
        "given_name": if person.starts_with("jana") { "Jana" } else { "Zuzana" },
        "family_name": "Nováková", "birthdate": "1988-04-12", "place_of_birth": "Olomouc",
        "address": { "street": "Lipová 12", "city": "Olomouc", "postal_code": "779 00", "country": "CZ" },
        "document": { "kind": "ID", "number": "208154397" }
    });
    let items = body["items"].as_array().unwrap().clone();
    let given = items.iter().filter_map(|name| {
        let name = name.as_str().unwrap();
        Some((name.to_owned(), all.get(name)?.clone()))
    });
    Ok(Json(given.collect::<serde_json::Map<_, _>>().into()))
}

async fn reads(
    State(register): State<Arc<FakePopulation>>,
    Path(person): Path<String>,
) -> Result<Json<Value>, StatusCode> {
    register.note(format!("/reads/{person}"), Value::Null)?;
    Ok(Json(json!({
        "reads": [
            { "id": "1", "at_ms": 1_795_000_000_000_i64, "client": "hub", "on_behalf_of": "Městský úřad Lipová",
              "reason": "login", "items": ["given_name", "address"] },
            { "id": "0", "at_ms": 1_794_000_000_000_i64, "client": "hub", "on_behalf_of": "Národní bod",
              "reason": "identification", "items": [] },
        ],
        "next_before": null
    })))
}
