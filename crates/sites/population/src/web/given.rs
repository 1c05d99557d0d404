//! Reference data on the wire: only the items that were asked for.

use serde::Serialize;
use serde_json::{Map, Value, json};
use values::Timestamp;

use crate::rules::item::{Item, Items};
use crate::rules::person::Person;
use crate::rules::read::Read;

/// The items of a person as JSON members; an item that the person does not have is absent.
pub(crate) fn given(person: &Person, items: &Items) -> Map<String, Value> {
    items.iter().filter_map(|item| Some((item.name().to_owned(), value(person, item)?))).collect()
}

fn value(person: &Person, item: Item) -> Option<Value> {
    match item {
        Item::GivenName => name(person.name.given()),
        Item::FamilyName => name(person.name.family()),
        Item::BirthDate => Some(person.birth_date.to_string().into()),
        Item::PlaceOfBirth => Some(person.place_of_birth.as_str().into()),
        Item::Address => serde_json::to_value(&person.address).ok(),
        Item::Document => person
            .document
            .as_ref()
            .map(|document| json!({ "kind": document.kind.code(), "number": document.number })),
        Item::DataBox => person.data_box.as_deref().map(Value::from),
    }
}

/// Who has one name only lacks the other item.
fn name(part: &str) -> Option<Value> {
    (!part.is_empty()).then(|| part.into())
}

/// One entry of a person's log.
#[derive(Serialize)]
pub(crate) struct ReadShown {
    id: String,
    at_ms: i64,
    client: String,
    on_behalf_of: String,
    reason: String,
    items: Vec<&'static str>,
}

impl From<Read> for ReadShown {
    fn from(read: Read) -> Self {
        Self {
            id: read.id,
            at_ms: Timestamp::unix_ms(read.at),
            client: read.client,
            on_behalf_of: read.on_behalf_of,
            reason: read.reason,
            items: read.items.iter().map(Item::name).collect(),
        }
    }
}
