//! What the hub asks us to show and to hand back (RFC 9396, type `identity_release`).

use serde::{Deserialize, Serialize};
use url::Url;
use values::AssuranceLevel;

use super::{Item, Refusal, Service};

/// The type of the authorization details.
pub(crate) const IDENTITY_RELEASE: &str = "identity_release";
/// No service may ask for more items than fit on a phone's screen by scrolling.
const MAX_ITEMS: usize = 40;
const MAX_TEXT_CHARS: usize = 200;

/// The element of `authorization_details` that the hub pushes with its request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct IdentityRelease {
    #[serde(rename = "type")]
    kind: String,
    service_name: String,
    service_domain: String,
    /// Where a browser begins anew when the login took too long.
    #[serde(default)]
    service_uri: Option<Url>,
    /// What the service asks at least.
    level: AssuranceLevel,
    data: Vec<Asked>,
    /// What the person released to this service before.
    #[serde(default)]
    remembered: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    name: String,
    #[serde(default)]
    essential: bool,
}

/// What we hand back: as asked, with the names that the person released.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Released {
    #[serde(rename = "type")]
    pub(crate) kind: &'static str,
    pub(crate) service_name: String,
    pub(crate) service_domain: String,
    pub(crate) level: AssuranceLevel,
    pub(crate) data: Vec<String>,
}

impl Released {
    pub(crate) fn new(service: &Service, level: AssuranceLevel, data: Vec<String>) -> Self {
        Self {
            kind: IDENTITY_RELEASE,
            service_name: service.name.clone(),
            service_domain: service.domain.clone(),
            level,
            data,
        }
    }
}

impl IdentityRelease {
    /// The one element of our type in `authorization_details`, of sane size.
    pub(crate) fn find(details: &serde_json::Value) -> Result<Self, Refusal> {
        let [detail] = details.as_array().map(Vec::as_slice).unwrap_or_default() else {
            return Err(Refusal::Malformed);
        };
        let release: Self = serde_json::from_value(detail.clone()).map_err(|_| Refusal::Malformed)?;
        if release.is_sane() { Ok(release) } else { Err(Refusal::Malformed) }
    }

    fn is_sane(&self) -> bool {
        let sane = |text: &str| !text.trim().is_empty() && text.chars().count() <= MAX_TEXT_CHARS;
        let mut names: Vec<_> = self.data.iter().map(|asked| &asked.name).collect();
        names.sort();
        names.dedup();
        self.kind == IDENTITY_RELEASE
            && sane(&self.service_name)
            && sane(&self.service_domain)
            && self.service_uri.as_ref().is_none_or(|uri| matches!(uri.scheme(), "https" | "http"))
            && self.data.len() <= MAX_ITEMS
            && names.len() == self.data.len()
            && names.into_iter().all(|name| sane(name))
    }

    pub(crate) fn service(&self) -> Service {
        let uri = self.service_uri.as_ref().map(Url::to_string);
        Service { name: self.service_name.clone(), domain: self.service_domain.clone(), uri }
    }

    pub(crate) fn level(&self) -> AssuranceLevel {
        self.level
    }

    /// The choice that the hub remembers, in its own words.
    fn was_released(&self, name: &str) -> bool {
        self.remembered.iter().any(|known| known == name)
    }

    /// The items with the choice that the app starts from: what is essential, and what was released before.
    pub(crate) fn items(&self) -> Vec<Item> {
        let item = |asked: &Asked| Item {
            name: asked.name.clone(),
            essential: asked.essential,
            released: asked.essential || self.was_released(&asked.name),
        };
        self.data.iter().map(item).collect()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

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
        let release = IdentityRelease::find(&details()).unwrap();
        let items: Vec<_> = release.items().into_iter().map(|item| (item.name, item.released)).collect();
        assert_eq!(
            items,
            [("given_name".to_owned(), true), ("email".to_owned(), true), ("phone_number".to_owned(), false)]
        );
        assert_eq!(release.level(), AssuranceLevel::Substantial);
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
            assert_eq!(IdentityRelease::find(&bad), Err(Refusal::Malformed), "{bad}");
        }
    }
}
