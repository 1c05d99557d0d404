//! What the hub asks us to show (RFC 9396, type `identity_release`).

use mobile_key_api::phone::DataItem;
use mobile_key_api::release::ReleaseRequest;
use serde_json::Value;

use super::{Refusal, Service};

/// No service may ask for more items than fit on a phone's screen by scrolling.
const MAX_ITEMS: usize = 40;
const MAX_TEXT_CHARS: usize = 200;

/// The one element of our type in `authorization_details`, of sane size.
pub(crate) fn find_release(details: &Value) -> Result<ReleaseRequest, Refusal> {
    let [detail] = details.as_array().map(Vec::as_slice).unwrap_or_default() else {
        return Err(Refusal::Malformed);
    };
    let release: ReleaseRequest = serde_json::from_value(detail.clone()).map_err(|_| Refusal::Malformed)?;
    if is_sane(&release) { Ok(release) } else { Err(Refusal::Malformed) }
}

fn is_sane(release: &ReleaseRequest) -> bool {
    let sane = |text: &str| !text.trim().is_empty() && text.chars().count() <= MAX_TEXT_CHARS;
    let mut names: Vec<_> = release.data.iter().map(|asked| &asked.name).collect();
    names.sort();
    names.dedup();
    sane(&release.service_name)
        && sane(&release.service_domain)
        && release.service_uri.as_ref().is_none_or(|uri| matches!(uri.scheme(), "https" | "http"))
        && release.data.len() <= MAX_ITEMS
        && names.len() == release.data.len()
        && names.into_iter().all(|name| sane(name))
}

/// The service that asks.
pub(crate) fn service_of(release: &ReleaseRequest) -> Service {
    Service {
        name: release.service_name.clone(),
        domain: release.service_domain.clone(),
        uri: release.service_uri.as_ref().map(ToString::to_string),
    }
}

/// The items with the choice that the app starts from: what is essential, and what was released before.
pub(crate) fn items_of(release: &ReleaseRequest) -> Vec<DataItem> {
    let items = release.data.iter().map(|asked| DataItem {
        name: asked.name.clone(),
        essential: asked.essential,
        released: asked.essential || release.remembered.contains(&asked.name),
    });
    items.collect()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use values::AssuranceLevel;

    use super::*;

    fn details() -> Value {
        json!([{
            "type": "identity_release", "service_name": "Městský úřad Lipová", "service_domain": "lipova.example",
            "service_uri": "https://lipova.example/", "level": "http://eidas.europa.eu/LoA/substantial",
            "data": [{"name": "given_name", "essential": true}, {"name": "email"}, {"name": "phone_number"}],
            "remembered": ["email", "something_else"]
        }])
    }

    #[test]
    fn the_choice_starts_from_what_is_essential_or_remembered() {
        let release = find_release(&details()).unwrap();
        let items: Vec<_> = items_of(&release).into_iter().map(|item| (item.name, item.released)).collect();
        assert_eq!(
            items,
            [("given_name".to_owned(), true), ("email".to_owned(), true), ("phone_number".to_owned(), false)]
        );
        assert_eq!(release.level, AssuranceLevel::Substantial);
    }

    #[test]
    fn other_details_are_malformed() {
        let spoilt = |pointer: &str, value: Value| {
            let mut details = details();
            *details.pointer_mut(pointer).unwrap() = value;
            details
        };
        let twice = json!([details()[0], details()[0]]);
        for bad in [
            Value::Null,
            json!([]),
            twice,
            spoilt("/0/type", json!("payment")),
            spoilt("/0/service_name", json!(" ")),
            spoilt("/0/service_domain", json!("x".repeat(201))),
            spoilt("/0/level", json!("highest")),
            spoilt("/0/service_uri", json!("javascript:alert(1)")),
            spoilt("/0/data/1/name", json!("given_name")),
            spoilt("/0/data", json!(vec![json!({"name": "a"}); 41])),
        ] {
            assert_eq!(find_release(&bad), Err(Refusal::Malformed), "{bad}");
        }
    }
}
