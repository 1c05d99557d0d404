//! A register with three people, and a client with a certificate.

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use clock::Clock;
use http_body_util::BodyExt;
use listener::PeerCertificate;
use population_api::{Document, DocumentKind};
use runtime::Dependencies;
use secrets::MasterKey;
use serde_json::{Value, json};
use store::testing::{TestStore, both_engines};
use tower::ServiceExt;
use values::{PersonName, PostalAddress, Timestamp};

use crate::{Config, Person, Population};

pub(crate) struct World {
    pub(crate) population: Population,
    pub(crate) clock: Clock,
    _store: TestStore,
}

/// One world on each engine.
pub(crate) async fn worlds(name: &str) -> Vec<World> {
    let mut worlds = Vec::new();
    for store in both_engines(name, &crate::migrations()).await {
        let clock = Clock::fixed(Timestamp::parse("2026-11-21T18:00:00Z").unwrap());
        let dependencies = Dependencies {
            store: store.clone(),
            master_key: MasterKey::generate(),
            clock: clock.clone(),
            http: http_client::client().unwrap(),
        };
        let population = crate::open(config(), dependencies).unwrap();
        for person in people() {
            population.register().record_person(&person).await.unwrap();
        }
        worlds.push(World { population, clock, _store: store });
    }
    worlds
}

fn config() -> Config {
    serde_json::from_value(json!({
        "site": { "origin": "http://localhost:8008" },
        "api": { "listen": "127.0.0.1:0", "tls": { "certificate": "-", "key": "-" } },
        "requests_per_minute": 30,
        "clients": [
            { "id": "hub", "certificate": { "common_name": "hub" } },
            { "id": "czechpoint", "certificate": { "common_name": "czechpoint" }, "items": ["birthdate", "document"] },
        ]
    }))
    .unwrap()
}

fn people() -> Vec<Person> {
    vec![
        person("Jana", "Nováková", "1988-04-12", "Lipová 12", "208154397"),
        person("Jan", "Dvořák", "1961-07-19", "U Mlýna 8", "208154415"),
        person("Jan", "Dvořák", "1961-07-19", "Školní 1", "208154422"),
    ]
}

pub(crate) fn person(given: &str, family: &str, birth_date: &str, street: &str, number: &str) -> Person {
    Person {
        name: PersonName::parse(given, family).unwrap(),
        birth_date: birth_date.parse().unwrap(),
        place_of_birth: "Olomouc".to_owned(),
        address: PostalAddress::parse(street, "Olomouc", "77900", "CZ").unwrap(),
        document: Some(Document { kind: DocumentKind::IdentityCard, number: number.to_owned() }),
        data_box: None,
    }
}

/// A self-signed certificate with this common name; who issued it is the listener's business.
pub(crate) fn certificate(common_name: &str) -> PeerCertificate {
    let mut params = rcgen::CertificateParams::new(Vec::new()).unwrap();
    params.distinguished_name.push(rcgen::DnType::CommonName, common_name);
    let certificate = params.self_signed(&rcgen::KeyPair::generate().unwrap()).unwrap();
    PeerCertificate(certificate.der().as_ref().into())
}

pub(crate) async fn ask(
    router: Router,
    certificate: Option<&PeerCertificate>,
    path: &str,
    body: Option<Value>,
) -> (StatusCode, Value) {
    let method = if body.is_some() { "POST" } else { "GET" };
    let text = body.map(|json| json.to_string()).unwrap_or_default();
    let mut request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::ACCEPT, "application/json")
        .body(Body::from(text))
        .unwrap();
    if let Some(certificate) = certificate {
        request.extensions_mut().insert(certificate.clone());
    }
    let response = router.oneshot(request).await.unwrap();
    let status = response.status();
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    (status, serde_json::from_slice(&bytes).unwrap_or(Value::Null))
}

pub(crate) fn jana() -> Value {
    json!({
        "given_name": "jana", "family_name": "NOVÁKOVÁ", "birthdate": "1988-04-12",
        "address": { "street": "Lipová 12", "city": "Olomouc", "postal_code": "779 00", "country": "CZ" },
        "reason": "identification", "on_behalf_of": "Portál"
    })
}

pub(crate) fn with(mut json: Value, member: &str, value: Value) -> Value {
    json[member] = value;
    json
}
