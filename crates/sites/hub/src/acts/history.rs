//! What a person did at the hub: logins and releases.

use ::store::StoreError;
use sessions::Session;

use crate::context::Context;
use crate::rules::login::Login;
use crate::rules::person::PersonId;
use crate::rules::release::Release;
use crate::store::{self, audit::Change};

const ENTRIES_PER_PAGE: usize = 50;
const MOST_CHANGES: i64 = 50;

/// A page of a history, newest first.
pub(crate) struct Entries<T> {
    pub(crate) entries: Vec<T>,
    /// Where the older ones begin, if there are any.
    pub(crate) older: Option<String>,
}

/// A person's logins.
pub(crate) async fn logins(
    context: &Context,
    person: &PersonId,
    before: Option<&str>,
) -> Result<Entries<Login>, StoreError> {
    let logins = context.store.read(|tx| store::login::of_person(tx, person, before, ask_for())).await?;
    Ok(page(logins, |login| &login.id))
}

/// The login that a session was begun by.
pub(crate) async fn of_session(context: &Context, session: &Session) -> Result<Option<Login>, StoreError> {
    context.store.read(|tx| store::login::of_session(tx, &session.id)).await
}

/// The last login before the one that a session stands on.
pub(crate) async fn login_before(
    context: &Context,
    person: &PersonId,
    session: &Session,
) -> Result<Option<Login>, StoreError> {
    context.store.read(|tx| store::login::newest_but(tx, person, &session.id)).await
}

/// The latest changes of how a person can log in.
pub(crate) async fn changes(context: &Context, person: &PersonId) -> Result<Vec<Change>, StoreError> {
    context.store.read(|tx| store::audit::changes(tx, person, MOST_CHANGES)).await
}

/// A person's releases.
pub(crate) async fn releases(
    context: &Context,
    person: &PersonId,
    before: Option<&str>,
) -> Result<Entries<Release>, StoreError> {
    let releases = context.store.read(|tx| store::release::of_person(tx, person, before, ask_for())).await?;
    Ok(page(releases, |release| &release.id))
}

/// One more than a page holds tells whether there is another.
fn ask_for() -> i64 {
    i64::try_from(ENTRIES_PER_PAGE + 1).unwrap_or(i64::MAX)
}

fn page<T>(mut entries: Vec<T>, id: impl Fn(&T) -> &String) -> Entries<T> {
    let more = entries.len() > ENTRIES_PER_PAGE;
    entries.truncate(ENTRIES_PER_PAGE);
    let older = entries.last().filter(|_| more).map(|entry| id(entry).clone());
    Entries { entries, older }
}
