//! A person's own data, as the register has them now; nothing of it is stored.

use std::sync::Arc;
use std::time::Duration;

use sessions::Session;
use thiserror::Error;
use tokio::time::timeout;

use crate::clients::population::PopulationError;
use crate::context::{Context, HUB_NAME};
use crate::rules::claims::{PersonData, full_name};
use crate::rules::item::{Item, Items, RELEASED};
use crate::rules::person::PersonId;
use crate::store;
use population_api::{AccessLog, Reason};

/// How long a name in the header may be older than the register.
const NAME_LIVES_S: u64 = 600;
/// How long a page waits for the name: it can do without.
const NAME_WAIT_MS: u64 = 1_000;
/// How long the page that asks for a release waits for the values.
const PREVIEW_WAIT_MS: u64 = 3_000;
/// Sessions whose names are kept at the same time.
const MOST_NAMES: u64 = 10_000;

/// Names for the header of the portal, in memory: not every page of the portal shall read the register.
pub(crate) struct NameCache(moka::sync::Cache<String, Arc<str>>);

/// Why the data cannot be shown.
#[derive(Debug, Error)]
pub(crate) enum OwnDataError {
    /// The hub does not know the person (any more).
    #[error("the hub does not know this person")]
    Unknown,
    /// The population register does not answer.
    #[error(transparent)]
    Population(#[from] PopulationError),
    /// The store.
    #[error(transparent)]
    Store(#[from] ::store::StoreError),
}

impl NameCache {
    pub(crate) fn new() -> Self {
        let cache = moka::sync::Cache::builder().max_capacity(MOST_NAMES);
        Self(cache.time_to_live(Duration::from_secs(NAME_LIVES_S)).build())
    }
}

/// What a person would hand over, as it stands now, and their name: for the page that asks. None if the register does not
/// tell it in time: the page can do without.
pub(crate) async fn preview(context: &Context, session: &Session, items: &Items) -> Option<PersonData> {
    let with_name = items.with(&Items::new([Item::GivenName, Item::FamilyName]));
    match timeout(Duration::from_millis(PREVIEW_WAIT_MS), read(context, session, &with_name)).await {
        Ok(Ok(data)) => return Some(data),
        Ok(Err(error)) => {
            tracing::warn!(error = &error as &dyn std::error::Error, "the data to release cannot be shown");
        }
        Err(_) => tracing::warn!("the register takes too long to show the data to release"),
    }
    None
}

/// The name of who is signed in, if it was read a moment ago: for pages that shall not read the register.
pub(crate) fn known_name(context: &Context, session: &Session) -> Option<Arc<str>> {
    context.names.0.get(&session.id)
}

/// The name of who is signed in, if the register tells it.
pub(crate) async fn name(context: &Context, session: &Session) -> Option<Arc<str>> {
    if let Some(name) = context.names.0.get(&session.id) {
        return Some(name);
    }
    let items = Items::new([Item::GivenName, Item::FamilyName]);
    match timeout(Duration::from_millis(NAME_WAIT_MS), read(context, session, &items)).await {
        Ok(Ok(_)) => return context.names.0.get(&session.id),
        Ok(Err(error)) => {
            tracing::warn!(error = &error as &dyn std::error::Error, "the name cannot be read");
        }
        Err(_) => tracing::warn!("the register takes too long to tell a name"),
    }
    None
}

/// Everything the register keeps that the hub may read.
pub(crate) async fn own_data(context: &Context, session: &Session) -> Result<PersonData, OwnDataError> {
    read(context, session, &Items::new(RELEASED)).await
}

/// Who has read the person's data.
pub(crate) async fn access_log(
    context: &Context,
    person: &PersonId,
    before: Option<&str>,
) -> Result<AccessLog, OwnDataError> {
    let register_person = register_person(context, person).await?;
    Ok(context.population.access_log(&register_person, before).await?)
}

async fn read(context: &Context, session: &Session, items: &Items) -> Result<PersonData, OwnDataError> {
    let person = PersonId::parse(&session.subject).map_err(|_| OwnDataError::Unknown)?;
    let register_person = register_person(context, &person).await?;
    let data = context.population.read(&register_person, items, Reason::Portal, HUB_NAME).await?;
    if let Some(name) = full_name(&data) {
        context.names.0.insert(session.id.clone(), name.into());
    }
    Ok(data)
}

async fn register_person(context: &Context, person: &PersonId) -> Result<String, OwnDataError> {
    let known = context.store.read(|tx| store::person::register_person(tx, person)).await?;
    known.ok_or(OwnDataError::Unknown)
}
