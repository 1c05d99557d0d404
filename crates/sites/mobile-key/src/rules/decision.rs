//! The person's decision: it signs what was shown, and we compare it with what we asked to be shown.

use mobile_key_api::phone::{DataItem, Decision};

use super::{Claim, Refusal, Request, RequestDetails};

/// What the person releases, if everything that was shown is what we asked to be shown.
pub(crate) fn check_shown(
    shown: &Decision,
    request: &Request,
    claim: &Claim,
) -> Result<Vec<String>, Refusal> {
    let common = shown.request_id == request.id
        && shown.kind == request.kind().as_str()
        && shown.code == claim.code.to_string()
        && shown.level == claim.level.word();
    let particular = match &request.details {
        RequestDetails::Login { service, items, .. } => {
            shown.service_name.as_ref() == Some(&service.name)
                && shown.service_domain.as_ref() == Some(&service.domain)
                && shown.identity.is_none()
                && shown.data.as_ref().is_some_and(|names| are_of(names, items))
        }
        RequestDetails::Enrolment { identity, .. } => {
            shown.service_name.is_none()
                && shown.service_domain.is_none()
                && shown.data.is_none()
                && shown.identity.is_some()
                && shown.identity == *identity
        }
    };
    if common && particular { Ok(shown.data.clone().unwrap_or_default()) } else { Err(Refusal::ShownDiffers) }
}

/// Sorted, each once, each asked for, and everything essential among them.
fn are_of(names: &[String], items: &[DataItem]) -> bool {
    names.is_sorted_by(|a, b| a < b)
        && names.iter().all(|name| items.iter().any(|item| item.name == *name))
        && items.iter().filter(|item| item.essential).all(|item| names.contains(&item.name))
}

#[cfg(test)]
mod tests {
    use mobile_key_api::phone::Identity;
    use mobile_key_api::{DeviceId, RequestId};
    use serde_json::{Value, json};
    use values::{AssuranceLevel, Timestamp};

    use super::*;
    use crate::rules::{Code, PersonId, Service, Stage};

    const NOW: Timestamp = Timestamp::from_unix_ms(1_795_000_000_000);

    fn claim() -> Claim {
        Claim {
            device: DeviceId::new(NOW, [1; 10]),
            code: "0482".parse::<Code>().unwrap(),
            level: AssuranceLevel::Substantial,
            same_device: false,
        }
    }

    fn request(details: RequestDetails) -> Request {
        Request {
            id: RequestId::new(NOW, [0; 10]),
            details,
            stage: Stage::Claimed(claim()),
            browser: String::new(),
            created_at: NOW,
            expires_at: NOW,
        }
    }

    fn login() -> Request {
        let item = |name: &str, essential| DataItem { name: name.into(), essential, released: false };
        request(RequestDetails::Login {
            service: Service { name: "Lipová".into(), domain: "lipova.example".into(), uri: None },
            asked: AssuranceLevel::Low,
            items: vec![item("given_name", true), item("email", false)],
        })
    }

    fn enrolment() -> Request {
        let identity = Identity {
            given_name: "Jana".into(),
            family_name: "Nováková".into(),
            birthdate: "1985-04-12".into(),
        };
        request(RequestDetails::Enrolment {
            person: PersonId::parse("jana").unwrap(),
            level: AssuranceLevel::Substantial,
            identity: Some(identity),
        })
    }

    fn shown_login() -> Value {
        json!({
            "request_id": login().id, "kind": "login", "code": "0482", "level": "substantial", "service_name": "Lipová",
            "service_domain": "lipova.example", "data": ["email", "given_name"], "decision": "approve"
        })
    }

    fn shown_enrolment() -> Value {
        json!({
            "request_id": login().id, "kind": "enrolment", "code": "0482", "level": "substantial",
            "identity": {"given_name": "Jana", "family_name": "Nováková", "birthdate": "1985-04-12"},
            "decision": "approve"
        })
    }

    fn check(shown: &Value, request: &Request) -> Result<Vec<String>, Refusal> {
        check_shown(&serde_json::from_value(shown.clone()).unwrap(), request, &claim())
    }

    // mission: A1
    #[test]
    fn what_was_shown_is_what_is_released() {
        assert_eq!(check(&shown_login(), &login()), Ok(vec!["email".to_owned(), "given_name".to_owned()]));
        assert_eq!(check(&shown_enrolment(), &enrolment()), Ok(vec![]));
        let mut less = shown_login();
        less["data"] = json!(["given_name"]);
        assert_eq!(check(&less, &login()), Ok(vec!["given_name".to_owned()]));
        // Whoever does not want to release what is essential refuses the login.
        less["data"] = json!(["email"]);
        assert_eq!(check(&less, &login()), Err(Refusal::ShownDiffers));
    }

    #[test]
    fn anything_else_that_was_shown_differs() {
        let other = RequestId::new(NOW, [9; 10]).to_string();
        for (name, value) in [
            ("request_id", json!(other)),
            ("kind", json!("enrolment")),
            ("code", json!("482")),
            ("code", json!("0483")),
            ("level", json!("low")),
            ("level", json!("http://eidas.europa.eu/LoA/substantial")),
            ("service_name", json!("Lipova")),
            ("service_name", Value::Null),
            ("service_domain", json!("lipova.example.evil")),
            ("data", json!(["given_name", "email"])),
            ("data", json!(["email", "email"])),
            ("data", json!(["birthdate"])),
            ("data", Value::Null),
            ("identity", shown_enrolment()["identity"].clone()),
        ] {
            let mut shown = shown_login();
            shown[name] = value;
            assert_eq!(check(&shown, &login()), Err(Refusal::ShownDiffers), "{shown}");
        }
        let mut shown = shown_enrolment();
        shown["identity"]["birthdate"] = json!("1985-04-13");
        assert_eq!(check(&shown, &enrolment()), Err(Refusal::ShownDiffers));
        assert_eq!(check(&shown_login(), &enrolment()), Err(Refusal::ShownDiffers));
        assert_eq!(check(&shown_enrolment(), &login()), Err(Refusal::ShownDiffers));
    }
}
