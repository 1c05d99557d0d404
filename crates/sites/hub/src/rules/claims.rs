//! From reference data to claims (OpenID Connect Core 1.0 §5.1, OpenID Connect for Identity Assurance §4.1).

use serde_json::{Map, Value, json};
use values::PostalAddress;

pub use population_api::PersonData;

/// The values of these claims; one that the person does not have is left out.
pub fn of_data(data: &PersonData, names: &[&str]) -> Map<String, Value> {
    names.iter().filter_map(|name| Some(((*name).to_owned(), value(data, name)?))).collect()
}

fn value(data: &PersonData, claim: &str) -> Option<Value> {
    match claim {
        "given_name" => data.given_name.as_deref().map(Value::from),
        "family_name" => data.family_name.as_deref().map(Value::from),
        "name" => full_name(data).map(Value::from),
        "birthdate" => data.birthdate.map(|date| date.to_string().into()),
        "place_of_birth" => data.place_of_birth.as_deref().map(|place| json!({ "locality": place })),
        "address" => data.address.as_ref().map(address),
        "document_type" => data.document.as_ref().map(|document| document.kind.code().into()),
        "document_number" => data.document.as_ref().map(|document| document.number.as_str().into()),
        _ => None,
    }
}

/// Given and family name in one line, or the one that the person has.
pub fn full_name(data: &PersonData) -> Option<String> {
    let parts: Vec<&str> =
        [&data.given_name, &data.family_name].into_iter().filter_map(Option::as_deref).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// OpenID Connect Core 1.0 §5.1.1.
fn address(address: &PostalAddress) -> Value {
    json!({
        "formatted": address.lines().join("\n"),
        "street_address": address.street(),
        "locality": address.city(),
        "postal_code": address.postal_code(),
        "country": address.country().as_str(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::item::CLAIMS;

    fn jana() -> PersonData {
        serde_json::from_value(json!({
            "given_name": "Jana", "family_name": "Nováková", "birthdate": "1988-04-12", "place_of_birth": "Olomouc",
            "address": { "street": "Lipová 12", "city": "Olomouc", "postal_code": "77900", "country": "CZ" },
            "document": { "kind": "ID", "number": "208154397" }
        }))
        .unwrap()
    }

    // mission: A1
    #[test]
    fn every_claim_that_is_offered_has_a_value() {
        let claims = of_data(&jana(), &CLAIMS);
        assert_eq!(claims.len(), CLAIMS.len());
        assert_eq!(claims["name"], "Jana Nováková");
        assert_eq!(claims["address"]["formatted"], "Lipová 12\n779 00 Olomouc");
        assert_eq!(claims["place_of_birth"], json!({ "locality": "Olomouc" }));
        assert_eq!(
            (&claims["document_type"], &claims["document_number"]),
            (&json!("ID"), &json!("208154397"))
        );
    }

    #[test]
    fn what_is_not_there_or_not_asked_is_left_out() {
        let nameless = PersonData { family_name: None, document: None, ..jana() };
        let claims = of_data(&nameless, &["name", "given_name", "document_number", "email"]);
        assert_eq!(claims.keys().collect::<Vec<_>>(), ["given_name", "name"]);
        assert_eq!(claims["name"], "Jana");
    }
}
