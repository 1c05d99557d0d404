//! `openapi.json`, made from the types.

use std::borrow::Cow;

use openapi::Document;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;
use serde_json::{Value, json};

use crate::{
    ACCESS_LOG, AccessLog, IDENTIFY, Identified, IdentifyRequest, PERSON, PairwiseId, PersonData,
    ProblemCode, ReadRequest,
};

/// Why a request was refused (RFC 9457). More members may follow.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "only described")]
struct Problem {
    /// A URI of the kind of problem, or `about:blank`.
    r#type: String,
    /// In the language of `Accept-Language`.
    title: String,
    /// The HTTP status.
    status: u16,
    /// Stable.
    code: ProblemCode,
    /// With `invalid`: the member that cannot be read.
    field: Option<String>,
}

impl JsonSchema for PairwiseId {
    fn schema_name() -> Cow<'static, str> {
        "PairwiseId".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string", "pattern": "^[0-9a-f]{64}$",
            "description": "What one client calls a person; it means nothing to another client.",
        })
    }
}

fn document() -> String {
    let mut document = Document::new::<Problem>(
        "Population register",
        "Reference data about people, for clients with a certificate.",
        "A client identifies a person by what it knows of them, then reads items of their data by the identifier that it \
         was given. Every search and every read is an entry of the person's access log. Instants are Unix milliseconds.",
    );
    document
        .post(IDENTIFY, "Find exactly one person")
        .description("`no_match` when nobody fits, and when more than one person does.")
        .body::<IdentifyRequest>()
        .answer::<Identified>(200);
    document.post(PERSON, "Read items of a person's data").body::<ReadRequest>().answer::<PersonData>(200);
    document
        .get(ACCESS_LOG, "Who has read a person's data, the newest first")
        .query("before", false)
        .answer::<AccessLog>(200);
    document.text()
}

#[test]
fn the_description_is_made_from_the_types() {
    assert!(
        openapi::is_current(env!("CARGO_MANIFEST_DIR"), "openapi.json", &document()).unwrap(),
        "run: SVORNIK_WRITE_API=1 cargo test -p population-api"
    );
}

/// Reads a value as `T` and writes it again: nothing is lost, and one member more is refused.
fn reads_back<T: Serialize + serde::de::DeserializeOwned>(value: Value) {
    let read: T = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(serde_json::to_value(read).unwrap(), value);
    let mut more = value;
    more["more"] = json!(1);
    assert!(serde_json::from_value::<T>(more).is_err());
}

#[test]
fn every_message_reads_back_and_unknown_members_are_refused() {
    let address =
        json!({ "street": "Lipová 12", "city": "Olomouc", "postal_code": "779 00", "country": "CZ" });
    let document = json!({ "kind": "ID", "number": "208154397" });
    let purpose = |mut sent: Value| {
        sent["reason"] = json!("login");
        sent["on_behalf_of"] = json!("Portál");
        sent
    };
    let person = json!({ "given_name": "Jana", "family_name": "Nováková", "birthdate": "1988-04-12" });
    reads_back::<IdentifyRequest>(purpose(person.clone()));
    let mut known = person;
    known["address"] = address;
    known["document"] = document;
    reads_back::<IdentifyRequest>(purpose(known.clone()));
    reads_back::<Identified>(json!({ "person_id": "ab".repeat(32) }));
    reads_back::<ReadRequest>(purpose(json!({ "items": ["given_name"] })));
    reads_back::<PersonData>(json!({}));
    known["place_of_birth"] = json!("Olomouc");
    known["data_box"] = json!("abc1234");
    reads_back::<PersonData>(known);
    let entry = json!({ "id": "1", "at_ms": 1, "client": "hub", "on_behalf_of": "Portál", "reason": "login",
        "items": ["given_name", "address"] });
    reads_back::<AccessLog>(json!({ "reads": [entry], "next_before": null }));
}
