//! Every phone of a person is told of every login, by whatever method, and of every new way to log in (mission: A7).

use ::store::{StoreError, Tx};
use delivery::{Message, Webhook};
use mobile_key_api::people::{LoginKind, LoginNotice};
use random::random_id;
use values::{Label, Timestamp};

use crate::context::{Context, HUB_NAME};
use crate::rules::login::{Login, Outcome};
use crate::rules::method::MethodId;
use crate::rules::person::{Link, PersonId};
use crate::store;

/// Queues the notice of a login in its transaction, for people who have a Mobile Key.
pub(super) fn of_login(
    context: &Context,
    tx: &mut Tx<'_>,
    person: &PersonId,
    login: &Login,
) -> Result<(), StoreError> {
    let service = context.services.get(&login.service);
    let service = service.as_deref().map_or_else(|| HUB_NAME.into(), |service| service.name.clone());
    let notice = LoginNotice {
        id: login.id.clone(),
        at_ms: login.at.unix_ms(),
        kind: of(login, context.is_enrolling(&login.service)),
        method: Some(method_label(context, &login.method)),
        service_name: Some(service),
    };
    queue(context, tx, person, &notice)
}

/// What the phones are told that it was: nobody should look for a login that was none, nor for a phone that was not used.
fn of(login: &Login, enrolling: bool) -> LoginKind {
    match login.outcome {
        _ if enrolling => LoginKind::EnrolmentBegun,
        Outcome::SingleSignOn => LoginKind::SingleSignOn,
        _ => LoginKind::Login,
    }
}

/// Queues the notice of an account.
pub(super) fn of_account(
    context: &Context,
    tx: &mut Tx<'_>,
    link: &Link,
    kind: LoginKind,
    now: Timestamp,
) -> Result<(), StoreError> {
    let method = method_label(context, &link.method);
    queue(
        context,
        tx,
        &link.person,
        &LoginNotice {
            id: random_id(now),
            at_ms: now.unix_ms(),
            kind,
            method: Some(method),
            service_name: None,
        },
    )
}

/// A method's name in each language; its id when it was removed from the configuration since.
fn method_label(context: &Context, id: &MethodId) -> Label {
    context.method(id).map_or_else(|| id.as_str().into(), |method| method.name.clone())
}

fn queue(
    context: &Context,
    tx: &mut Tx<'_>,
    person: &PersonId,
    notice: &LoginNotice,
) -> Result<(), StoreError> {
    for method in &context.config.methods {
        let Some(key) = method.mobile_key() else { continue };
        let Some(sub) = store::link::sub_of(tx, &method.id, person)? else { continue };
        let mut url = key.api.clone();
        if let Ok(mut path) = url.path_segments_mut() {
            path.pop_if_empty().extend(["api", "people", &sub, "notices"]);
        }
        let json = serde_json::to_value(notice).unwrap_or_default();
        let idempotency_key = format!("{}/{}/{}", notice.kind, method.id, notice.id);
        context.delivery.queue_warning(
            tx,
            Timestamp::from_unix_ms(notice.at_ms),
            &Message::new(idempotency_key, Webhook { url, json }),
        )?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use values::AssuranceLevel;

    use super::*;
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
            session: None,
            account_number: None,
        };
        for (service, outcome, told) in [
            ("library", Outcome::Authenticated, "login"),
            ("library", Outcome::SingleSignOn, "single_sign_on"),
            ("mobile-key", Outcome::Authenticated, "enrolment_begun"),
            ("mobile-key", Outcome::SingleSignOn, "enrolment_begun"),
        ] {
            let kind = of(&login(service, outcome), service == "mobile-key");
            assert_eq!(kind.as_str(), told, "{service} {outcome:?}");
        }
    }
}
