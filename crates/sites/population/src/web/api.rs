//! The API for clients with a certificate: JSON in, JSON or problem+json out (`population_api`).

use std::num::NonZeroU32;
use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use population_api::{
    ACCESS_LOG, AccessLog, IDENTIFY, Identified, IdentifyRequest, Items, MAX_TEXT_CHARS, PERSON, PairwiseId,
    PersonData, ProblemCode, ReadRequest,
};
use rate_limit::RateLimit;
use serde::Deserialize;
use values::{BirthDate, PersonName, Timestamp, line};
use web::Problem;

use super::AppState;
use super::client::CurrentClient;
use crate::Population;
use crate::acts::read::ReadError;
use crate::acts::{self, Purpose};
use crate::rules::matching::{Match, MatchingAttributes};
use crate::rules::person_input::{Unreadable, address, document};

pub(crate) fn router(population: &Population) -> Router {
    let per_minute = NonZeroU32::new(population.config.requests_per_minute).unwrap_or(NonZeroU32::MIN);
    let state = AppState {
        context: Arc::clone(population.context()),
        clients: population.config.clients.clone(),
        requests: RateLimit::per_minute(per_minute),
    };
    let routes = Router::new()
        .route(IDENTIFY, post(identify))
        .route(PERSON, post(read))
        .route(ACCESS_LOG, get(access_log))
        .with_state(Arc::new(state));
    population.web.router(routes)
}

async fn identify(
    State(state): State<Arc<AppState>>,
    CurrentClient(client): CurrentClient,
    Json(request): Json<IdentifyRequest>,
) -> Result<Json<Identified>, Problem> {
    let attributes = attributes(&request, state.context.clock.now())?;
    let purpose = purpose(&request.reason, &request.on_behalf_of)?;
    match acts::identify::identify(&state.context, &client.id, &attributes, &purpose).await? {
        Match::One(person_id) => Ok(Json(Identified { person_id })),
        Match::None => Err(not_found(ProblemCode::NoMatch)),
    }
}

async fn read(
    State(state): State<Arc<AppState>>,
    CurrentClient(client): CurrentClient,
    Path(person): Path<String>,
    Json(request): Json<ReadRequest>,
) -> Result<Json<PersonData>, Problem> {
    let person = pairwise_id(&person)?;
    let items = Items::parse(&request.items.join(" ")).map_err(|_| invalid("items"))?;
    if items.is_empty() {
        return Err(invalid("items"));
    }
    let purpose = purpose(&request.reason, &request.on_behalf_of)?;
    Ok(Json(acts::read::read(&state.context, &client, &person, &items, &purpose).await?))
}

#[derive(Deserialize)]
struct AccessLogQuery {
    before: Option<String>,
}

async fn access_log(
    State(state): State<Arc<AppState>>,
    CurrentClient(client): CurrentClient,
    Path(person): Path<String>,
    Query(AccessLogQuery { before }): Query<AccessLogQuery>,
) -> Result<Json<AccessLog>, Problem> {
    let person = pairwise_id(&person)?;
    let before = before.map(|id| values::parse_id(&id)).transpose().map_err(|_| invalid("before"))?;
    let log = acts::access_log::access_log(&state.context, &client.id, &person, before.as_deref()).await?;
    Ok(Json(log))
}

fn attributes(request: &IdentifyRequest, now: Timestamp) -> Result<MatchingAttributes, Problem> {
    let IdentifyRequest { given_name, family_name, birthdate, .. } = request;
    Ok(MatchingAttributes {
        name: PersonName::parse(given_name, family_name).map_err(|_| invalid("given_name"))?,
        birth_date: BirthDate::parse(birthdate, now).map_err(|_| invalid("birthdate"))?,
        address: request.address.as_ref().map(address).transpose()?,
        document: request.document.as_ref().map(document).transpose()?,
    })
}

fn purpose(reason: &str, on_behalf_of: &str) -> Result<Purpose, Problem> {
    let text = |text: &str, field| line(text, MAX_TEXT_CHARS).map_err(|_| invalid(field));
    Ok(Purpose { reason: text(reason, "reason")?, on_behalf_of: text(on_behalf_of, "on_behalf_of")? })
}

fn pairwise_id(text: &str) -> Result<PairwiseId, Problem> {
    PairwiseId::parse(text).map_err(|_| not_found(ProblemCode::UnknownPerson))
}

impl From<Unreadable> for Problem {
    fn from(Unreadable(field): Unreadable) -> Self {
        invalid(field)
    }
}

impl From<ReadError> for Problem {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::UnknownPerson => not_found(ProblemCode::UnknownPerson),
            ReadError::NotAllowed(items) => {
                refused(StatusCode::FORBIDDEN, "api-not-allowed", ProblemCode::ItemsNotAllowed)
                    .with("items", &items)
            }
            ReadError::Store(error) => error.into(),
        }
    }
}

/// A problem with its stable code.
pub(super) fn refused(status: StatusCode, text: &'static str, code: ProblemCode) -> Problem {
    Problem::new(status, text).member("code", code.as_str().into())
}

fn not_found(code: ProblemCode) -> Problem {
    refused(StatusCode::NOT_FOUND, "api-no-match", code)
}

/// A member that cannot be read, by name: programs say what they sent, never what it was.
fn invalid(field: &'static str) -> Problem {
    refused(StatusCode::UNPROCESSABLE_ENTITY, "api-invalid", ProblemCode::Invalid)
        .with("field", field)
        .member("field", field.into())
}
