//! The API for clients with a certificate: JSON in, JSON or problem+json out.

use std::num::NonZeroU32;
use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use rate_limit::RateLimit;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use web::Problem;

use super::caller::Caller;
use super::description::{IdentifyRequest, PurposeSent, invalid};
use super::given::{ReadShown, given};
use crate::Population;
use crate::acts::Register;
use crate::acts::identify::identify;
use crate::acts::read::{ReadError, read_person};
use crate::acts::reads::{ENTRIES_PER_PAGE, reads_of_person};
use crate::config::Client;
use crate::rules::item::Items;
use crate::rules::matching::Match;
use crate::rules::person::ClientPersonId;

/// What the handlers share.
pub(crate) struct Api {
    register: Register,
    pub(crate) clients: Vec<Client>,
    pub(crate) limit: RateLimit,
}

pub(crate) fn router(population: &Population) -> Router {
    let per_minute = NonZeroU32::new(population.config.requests_per_minute).unwrap_or(NonZeroU32::MIN);
    let api = Arc::new(Api {
        register: population.register.clone(),
        clients: population.config.clients.clone(),
        limit: RateLimit::per_minute(per_minute),
    });
    let routes = Router::new()
        .route("/api/v1/identify", post(find))
        .route("/api/v1/people/{person}", post(read))
        .route("/api/v1/people/{person}/reads", get(reads))
        .with_state(api);
    population.site.router(routes)
}

async fn find(
    State(api): State<Arc<Api>>,
    Caller(client): Caller,
    Json(sent): Json<IdentifyRequest>,
) -> Result<Json<Value>, Problem> {
    let (description, purpose) = sent.read(api.register.clock.now())?;
    match identify(&api.register, &client.id, &description, &purpose).await? {
        Match::One(person) => Ok(Json(json!({ "person_id": person.as_str() }))),
        Match::None => Err(unknown("no_match")),
    }
}

#[derive(Deserialize)]
struct ReadRequest {
    items: Vec<String>,
    #[serde(flatten)]
    purpose: PurposeSent,
}

async fn read(
    State(api): State<Arc<Api>>,
    Caller(client): Caller,
    Path(person): Path<String>,
    Json(sent): Json<ReadRequest>,
) -> Result<Json<Map<String, Value>>, Problem> {
    let person = ClientPersonId::parse(&person).map_err(|_| unknown("unknown_person"))?;
    let items = Items::parse(&sent.items.join(" ")).map_err(|_| invalid("items"))?;
    if items.is_empty() {
        return Err(invalid("items"));
    }
    let purpose = sent.purpose.read()?;
    let found = read_person(&api.register, &client.id, &client.items, &person, &items, &purpose).await?;
    Ok(Json(given(&found, &items)))
}

#[derive(Deserialize)]
struct Before {
    before: Option<String>,
}

async fn reads(
    State(api): State<Arc<Api>>,
    Caller(client): Caller,
    Path(person): Path<String>,
    Query(Before { before }): Query<Before>,
) -> Result<Json<Value>, Problem> {
    let person = ClientPersonId::parse(&person).map_err(|_| unknown("unknown_person"))?;
    let before = before.map(|id| values::parse_id(&id)).transpose().map_err(|_| invalid("before"))?;
    let reads = reads_of_person(&api.register, &client.id, &person, before.as_deref()).await?;
    let full = i64::try_from(reads.len()).is_ok_and(|count| count == ENTRIES_PER_PAGE);
    let next = if full { reads.last().map(|read| read.id.clone()) } else { None };
    let shown: Vec<ReadShown> = reads.into_iter().map(ReadShown::from).collect();
    Ok(Json(json!({ "reads": shown, "next_before": next })))
}

impl From<ReadError> for Problem {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::UnknownPerson => unknown("unknown_person"),
            ReadError::NotAllowed(items) => Self::new(StatusCode::FORBIDDEN, "api-not-allowed")
                .with("items", &items)
                .member("code", "items_not_allowed".into()),
            ReadError::Store(error) => error.into(),
        }
    }
}

fn unknown(code: &str) -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "api-no-match").member("code", code.into())
}
