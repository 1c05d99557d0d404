//! Every phone of a person is told of every login, by whatever method (mission: A7).

use ::store::{StoreError, Tx};
use delivery::{Message, Notice};
use serde_json::json;
use values::Language;

use super::{Desk, HUB_NAME};
use crate::config::MethodKind;
use crate::rules::login::{Login, Outcome};
use crate::rules::person::PersonId;
use crate::store;

/// Queues the notice of a login in its transaction, for people who have a Mobile Key.
pub(super) fn queue(
    desk: &Desk,
    tx: &mut Tx<'_>,
    person: &PersonId,
    login: &Login,
) -> Result<(), StoreError> {
    for method in &desk.config.methods {
        let MethodKind::MobileKey { api, client: enrolling, .. } = &method.kind else { continue };
        let Some(sub) = store::link::sub_of(tx, &method.id, person)? else { continue };
        let mut url = api.clone();
        if let Ok(mut path) = url.path_segments_mut() {
            path.pop_if_empty().extend(["api", "people", &sub, "notices"]);
        }
        let client = desk.client(&login.service);
        let json = json!({
            "id": login.id,
            "at_ms": login.at.unix_ms(),
            "kind": kind(login, enrolling),
            "method": desk.method_name(&login.method, Language::Cs),
            "service_name": client.map_or(HUB_NAME, |client| client.name(Language::Cs)),
        });
        let message = Message::new(format!("login/{}/{}", method.id, login.id), Notice { url, json });
        desk.delivery.queue(tx, login.at, &message)?;
    }
    Ok(())
}

/// What the phones are told that it was: nobody should look for a login that was none, nor for a phone that was not used.
fn kind(login: &Login, enrolling: &str) -> &'static str {
    match login.outcome {
        _ if login.service.as_str() == enrolling => "enrolment_begun",
        Outcome::SingleSignOn => "single_sign_on",
        _ => "login",
    }
}

#[cfg(test)]
mod tests {
    use values::{AssuranceLevel, Timestamp};

    use super::*;
    use crate::rules::method::MethodId;
    use crate::rules::service::ServiceId;

    // finding N-21
    #[test]
    fn a_login_for_a_new_key_and_one_without_a_new_proof_are_called_so() {
        let login = |service: &str, outcome: Outcome| Login {
            id: "1".into(),
            at: Timestamp::from_unix_ms(0),
            method: MethodId::parse("mojeid").unwrap(),
            service: ServiceId::parse(service).unwrap(),
            level: AssuranceLevel::Substantial,
            browser: String::new(),
            authenticated_at: Timestamp::from_unix_ms(0),
            outcome,
        };
        for (service, outcome, told) in [
            ("library", Outcome::Authenticated, "login"),
            ("library", Outcome::SingleSignOn, "single_sign_on"),
            ("mobile-key", Outcome::Authenticated, "enrolment_begun"),
            ("mobile-key", Outcome::SingleSignOn, "enrolment_begun"),
        ] {
            assert_eq!(kind(&login(service, outcome), "mobile-key"), told, "{service} {outcome:?}");
        }
    }
}
