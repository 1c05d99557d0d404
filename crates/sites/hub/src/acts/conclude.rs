//! The end of a login to a service: what the person releases, and the code for it.

use ::store::{StoreError, Tx};
use oidc::{AuthorizationError, AuthorizationRequest};
use openid::{AuthorizationResponse, Client, Grant, Interaction, InteractionError, Release as Released};
use sessions::Session;
use values::Timestamp;

use super::{Desk, Hub};
use crate::rules::item::Items;
use crate::rules::login::Outcome;
use crate::rules::person::PersonId;
use crate::rules::release::{self, Remembered, Requested};
use crate::rules::service::ServiceId;
use crate::store::{self, audit::Action};

/// What a service that waits can be told.
pub(crate) enum Conclusion {
    /// The person need not be asked.
    Answer(AuthorizationResponse),
    /// The person has to choose.
    Ask(Question),
}

/// What the person is asked.
#[derive(Clone, Debug)]
pub(crate) struct Question {
    /// The items, essential or not.
    pub(crate) requested: Vec<Requested>,
    /// Those that are ticked beforehand.
    pub(crate) ticked: Items,
}

/// Ends the login if the person need not be asked; otherwise says what to ask.
pub(crate) async fn conclude(
    hub: &Hub,
    interaction: &Interaction,
    session: &Session,
) -> Result<Conclusion, InteractionError> {
    let person = person_of(session)?;
    if let Some(question) = hub.desk.store.read(|tx| question(&hub.desk, tx, &person, interaction)).await? {
        return Ok(Conclusion::Ask(question));
    }
    let answer = hub
        .desk
        .store
        .write(|tx| match settled(&hub.desk, tx, &person, interaction)? {
            Some(released) => {
                hub.provider.complete(tx, interaction, &Grant::from_session(session, released)).map(Some)
            }
            None => Ok(None),
        })
        .await?;
    match answer {
        Some(answer) => Ok(Conclusion::Answer(answer)),
        // The remembered choice was withdrawn in this very moment.
        None => Ok(Conclusion::Ask(first_question(&hub.desk, interaction))),
    }
}

/// The person agrees: everything essential and what they ticked goes to the service.
pub(crate) async fn release(
    hub: &Hub,
    interaction: &Interaction,
    session: &Session,
    ticked: &Items,
    remember: bool,
    now: Timestamp,
) -> Result<AuthorizationResponse, InteractionError> {
    let person = person_of(session)?;
    let service = service_of(&interaction.client)?;
    let requested = requested(&hub.desk, &interaction.client, &interaction.request);
    let items = release::chosen(&requested, ticked);
    let choice = Remembered { asked: release::all(&requested), released: items.clone() };
    // The page speaks of offline access where the service asks for it.
    let offline = interaction.request.scope.has_offline_access().then_some(true);
    let released = Released { offline, ..released(&items, &interaction.request) };
    let grant = Grant::from_session(session, released);
    hub.desk
        .store
        .write(|tx| {
            if remember {
                store::remembered::put(tx, &person, &service, &choice, now)?;
                store::audit::add(tx, now, &person, Action::ChoiceChanged, service.as_str())?;
            }
            hub.provider.complete(tx, interaction, &grant)
        })
        .await
}

/// The person does not agree: the service learns only that.
pub(crate) async fn refuse(
    hub: &Hub,
    interaction: &Interaction,
    session: Option<&Session>,
    now: Timestamp,
) -> Result<AuthorizationResponse, InteractionError> {
    let person = session.map(person_of).transpose()?;
    let service = service_of(&interaction.client)?;
    hub.desk
        .store
        .write(|tx| {
            if let (Some(person), Some(session)) = (&person, session) {
                store::login::end(tx, &session.id, &service, Outcome::ReleaseRefused)?;
                store::audit::add(tx, now, person, Action::LoginRefused, service.as_str())?;
            }
            hub.provider.refuse(tx, interaction, AuthorizationError::AccessDenied)
        })
        .await
}

/// What the person chose before, if it answers this request.
pub(crate) fn remembered(
    desk: &Desk,
    tx: &mut Tx<'_>,
    person: &PersonId,
    client: &Client,
    request: &AuthorizationRequest,
) -> Result<Option<Released>, StoreError> {
    let Ok(service) = ServiceId::parse(&client.id) else { return Ok(None) };
    let Some(choice) = store::remembered::find(tx, person, &service)? else { return Ok(None) };
    let requested = requested(desk, client, request);
    Ok(choice.answers(&requested).then(|| released(&choice.release(&requested), request)))
}

/// What goes to the service without asking, if anything does.
pub(super) fn settled(
    desk: &Desk,
    tx: &mut Tx<'_>,
    person: &PersonId,
    interaction: &Interaction,
) -> Result<Option<Released>, StoreError> {
    if interaction.client.first_party {
        return Ok(Some(Released::everything(&interaction.request)));
    }
    if interaction.request.prompt.consent {
        return Ok(None);
    }
    let release = remembered(desk, tx, person, &interaction.client, &interaction.request)?;
    Ok(release.filter(|release| !release.leaves_offline_open(&interaction.request)))
}

/// What a request asks for, as far as the service may.
pub(crate) fn requested(desk: &Desk, client: &Client, request: &AuthorizationRequest) -> Vec<Requested> {
    let claims = request.items();
    let (asked, essential) = release::asked_by(claims.iter().map(|claim| (claim.name, claim.essential)));
    release::requested(&desk.policy(client), &asked, &essential)
}

/// Items as the provider wants them: the names of claims.
pub(crate) fn released(items: &Items, request: &AuthorizationRequest) -> Released {
    let asked = request.items();
    let names = items.claims(asked.iter().map(|claim| claim.name));
    Released { claims: names.into_iter().map(str::to_owned).collect(), offline: None }
}

fn question(
    desk: &Desk,
    tx: &mut Tx<'_>,
    person: &PersonId,
    interaction: &Interaction,
) -> Result<Option<Question>, StoreError> {
    if settled(desk, tx, person, interaction)?.is_some() {
        return Ok(None);
    }
    let mut question = first_question(desk, interaction);
    if let Ok(service) = ServiceId::parse(&interaction.client.id) {
        let before = store::remembered::find(tx, person, &service)?;
        question.ticked = release::ticked(&question.requested, before.as_ref());
    }
    Ok(Some(question))
}

fn first_question(desk: &Desk, interaction: &Interaction) -> Question {
    let requested = requested(desk, &interaction.client, &interaction.request);
    Question { ticked: release::ticked(&requested, None), requested }
}

fn person_of(session: &Session) -> Result<PersonId, StoreError> {
    PersonId::parse(&session.subject).map_err(|_| StoreError::Corrupt {
        place: "web_session.subject".to_owned(),
        expected: "the id of a person",
    })
}

fn service_of(client: &Client) -> Result<ServiceId, StoreError> {
    ServiceId::parse(&client.id).map_err(|_| StoreError::Corrupt {
        place: "openid client".to_owned(),
        expected: "the id of a service",
    })
}
