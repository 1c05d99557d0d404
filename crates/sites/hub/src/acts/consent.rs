//! The end of a login to a service: what the person releases, and the answer to the service.

use ::store::{StoreError, Tx};
use sessions::Session;
use values::Timestamp;

use crate::context::Context;
use crate::protocol::{AuthorizationResponse, InteractionError, Provider, ReplyTo};
use crate::rules::item::Items;
use crate::rules::login::Outcome;
use crate::rules::person::PersonId;
use crate::rules::release::{self, StoredConsent};
use crate::rules::service_request::ServiceRequest;
use crate::store::{self, audit::Action};

/// What the page of consent selects beforehand.
pub(crate) async fn preselected(
    context: &Context,
    request: &ServiceRequest,
    session: &Session,
) -> Result<Items, StoreError> {
    let person = person_of(session)?;
    let before = context.store.read(|tx| store::consent::find(tx, &person, &request.service)).await?;
    Ok(release::preselected(&request.requested, before.as_ref()))
}

/// The person agrees: the service is given everything essential and what they selected.
pub(crate) async fn give_consent(
    context: &Context,
    provider: &Provider,
    (request, reply_to): (&ServiceRequest, &ReplyTo),
    session: &Session,
    (selected, remember): (&Items, bool),
    now: Timestamp,
) -> Result<AuthorizationResponse, InteractionError> {
    let person = person_of(session)?;
    let ServiceRequest { service, requested, .. } = request;
    let released = release::selected(requested, selected);
    let consent = StoredConsent { asked: release::all(requested), released: released.clone() };
    // The page speaks of offline access where the service asks for it.
    let offline = request.offline_access.then_some(true);
    let answer = context.store.write(|tx| {
        if remember {
            store::consent::put(tx, &person, service, &consent, now)?;
            store::audit::add(tx, now, &person, Action::ConsentChanged, service.as_str())?;
        }
        reply_to.grant(provider, tx, session, &released, offline)
    });
    answer.await
}

/// The person does not agree: the service learns only that.
pub(crate) async fn refuse_consent(
    context: &Context,
    provider: &Provider,
    (request, reply_to): (&ServiceRequest, &ReplyTo),
    session: Option<&Session>,
    now: Timestamp,
) -> Result<AuthorizationResponse, InteractionError> {
    let person = session.map(person_of).transpose()?;
    let service = &request.service;
    let answer = context.store.write(|tx| {
        if let (Some(person), Some(session)) = (&person, session) {
            // A login by a session has no entry that waits.
            let _ = store::login::end(tx, &session.id, service, Outcome::ReleaseRefused)?;
            store::audit::add(tx, now, person, Action::LoginRefused, service.as_str())?;
        }
        reply_to.refuse(provider, tx)
    });
    answer.await
}

/// The items of the stored consent, if it answers this request.
pub(super) fn stored_consent(
    tx: &mut Tx<'_>,
    person: &PersonId,
    request: &ServiceRequest,
) -> Result<Option<Items>, StoreError> {
    let consent = store::consent::find(tx, person, &request.service)?;
    let consent = consent.filter(|consent| consent.answers(&request.requested));
    Ok(consent.map(|consent| consent.release(&request.requested)))
}

fn person_of(session: &Session) -> Result<PersonId, StoreError> {
    PersonId::parse(&session.subject).map_err(|_| StoreError::Corrupt {
        place: "web_session.subject".to_owned(),
        expected: "the id of a person",
    })
}
