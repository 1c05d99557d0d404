//! A made-up population register: who is in it, and what it was asked.

use std::sync::{Arc, Mutex};

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use population_api::{
    ACCESS_LOG, AccessLog, AccessLogEntry, Document, DocumentKind, IDENTIFY, Identified, IdentifyRequest,
    Item, Items, PERSON, PairwiseId, PersonData, ReadRequest, Reason,
};
use serde_json::{Value, json};
use values::PostalAddress;

use super::listener;

const JANA: [u8; 32] = [0xa1; 32];
const ZUZANA: [u8; 32] = [0xb2; 32];

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
            .route(IDENTIFY, post(identify))
            .route(PERSON, post(read))
            .route(ACCESS_LOG, get(reads))
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
    Json(request): Json<IdentifyRequest>,
) -> Result<Json<Identified>, StatusCode> {
    register.note("/identify".to_owned(), json!(request))?;
    drop(register.gate.lock().await);
    let street = request.address.as_ref().map(|address| address.street.as_str());
    let person_id = match (request.given_name.as_str(), street) {
        ("Jana", Some("Lipová 12")) => PairwiseId::from_bytes(&JANA),
        ("Zuzana", _) => PairwiseId::from_bytes(&ZUZANA),
        _ => return Err(StatusCode::NOT_FOUND),
    };
    Ok(Json(Identified { person_id }))
}

async fn read(
    State(register): State<Arc<FakePopulation>>,
    Path(person): Path<PairwiseId>,
    Json(request): Json<ReadRequest>,
) -> Result<Json<PersonData>, StatusCode> {
    register.note(format!("/people/{person}"), json!(request))?;
    let is_jana = person == PairwiseId::from_bytes(&JANA);
    let all = PersonData {
        given_name: Some(if is_jana { "Jana" } else { "Zuzana" }.to_owned()),
        family_name: Some("Nováková".to_owned()),
        birthdate: Some("1988-04-12".parse().unwrap()),
        place_of_birth: Some("Olomouc".to_owned()),
        address: Some(PostalAddress::parse("Lipová 12", "Olomouc", "779 00", "CZ").unwrap()),
        document: Some(Document { kind: DocumentKind::IdentityCard, number: "208154397".to_owned() }),
        data_box: None,
    };
    let items = Items::parse(&request.items.join(" ")).map_err(|_| StatusCode::UNPROCESSABLE_ENTITY)?;
    Ok(Json(all.only(&items)))
}

async fn reads(
    State(register): State<Arc<FakePopulation>>,
    Path(person): Path<PairwiseId>,
) -> Result<Json<AccessLog>, StatusCode> {
    register.note(format!("/reads/{person}"), Value::Null)?;
    let entry = |id: &str, at_ms, on_behalf_of: &str, reason: Reason, items: &[Item]| AccessLogEntry {
        id: id.to_owned(),
        at_ms,
        client: "hub".to_owned(),
        on_behalf_of: on_behalf_of.to_owned(),
        reason: reason.as_str().to_owned(),
        items: Items::new(items.iter().copied()),
    };
    let login = [Item::GivenName, Item::Address];
    Ok(Json(AccessLog {
        reads: vec![
            entry("1", 1_795_000_000_000, "Městský úřad Lipová", Reason::Login, &login),
            entry("0", 1_794_000_000_000, "Národní bod", Reason::Identification, &[]),
        ],
        next_before: None,
    }))
}
