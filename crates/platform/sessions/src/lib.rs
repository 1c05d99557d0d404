//! Login sessions: opaque 256-bit tokens, of which only keyed hashes are stored, in a table that survives a restart.
//!
//! This crate knows no HTTP: `web` gives the token of a [`StartedSession`] to the browser as a cookie.

mod browser_name;
mod client_info;
mod table;

use std::sync::Arc;

use secrets::{KeyedHash, MasterKey, Token};
use serde::Deserialize;
use store::{Store, StoreError, Tx};
use values::{AssuranceLevel, DAY_MS, HOUR_MS, MINUTE_MS, Timestamp};

pub use browser_name::browser_name;
pub use client_info::ClientInfo;
pub use table::STEPS;

/// How often a session's last use is recorded, so that not every request costs a write.
const NOTE_USE_EVERY_MS: i64 = 5 * MINUTE_MS;

/// `sessions` in the settings of a site: how long sessions last.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SessionLimits {
    /// A session ends after so many milliseconds without use, to within five minutes; default 7 200 000 (two hours).
    pub idle_ms: i64,
    /// A session ends so many milliseconds after its start; default 86 400 000 (a day).
    pub absolute_ms: i64,
}

impl Default for SessionLimits {
    fn default() -> Self {
        Self { idle_ms: 2 * HOUR_MS, absolute_ms: DAY_MS }
    }
}

/// One browser in which a person is logged in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// For lists and logs; not a secret.
    pub id: String,
    /// The person, by the site's own id.
    pub subject: String,
    /// When the person last proved who they are.
    pub authenticated_at: Timestamp,
    /// The level of assurance of that login.
    pub level: AssuranceLevel,
    /// The authentication methods that were used (RFC 8176).
    pub amr: Vec<String>,
    /// The browser's `User-Agent` at the start.
    pub user_agent: String,
    /// When it began.
    pub created_at: Timestamp,
    /// When it was last used, to within five minutes.
    pub last_seen_at: Timestamp,
    /// When it ends at the latest.
    pub expires_at: Timestamp,
}

/// What [`Sessions::start`] needs to know.
#[derive(Clone, Copy, Debug)]
pub struct NewSession<'a> {
    /// The person, by the site's own id.
    pub subject: &'a str,
    /// The level of assurance of this login.
    pub level: AssuranceLevel,
    /// The authentication methods that were used (RFC 8176).
    pub amr: &'a [&'a str],
    /// The browser's `User-Agent`.
    pub user_agent: &'a str,
    /// The session that the browser had before, which ends.
    pub replaces: Option<&'a Session>,
}

/// The sessions of one site. Cheap to clone.
#[derive(Clone)]
pub struct Sessions(Arc<Inner>);

struct Inner {
    store: Store,
    hash: KeyedHash,
    limits: SessionLimits,
}

impl Sessions {
    /// The sessions in a site's store, which must have the tables of [`STEPS`].
    pub fn new(store: Store, master_key: &MasterKey, limits: SessionLimits) -> Self {
        Self(Arc::new(Inner { store, hash: KeyedHash::new(master_key, "web session"), limits }))
    }

    /// Starts a session, in the transaction of the login. The token is always new, which prevents session fixation, and the
    /// browser's former session ends.
    pub fn start(
        &self,
        tx: &mut Tx<'_>,
        now: Timestamp,
        new: NewSession<'_>,
    ) -> Result<StartedSession, StoreError> {
        self.start_authenticated(tx, now, now, new)
    }

    /// Starts a session for a person who authenticated earlier, at another site: `authenticated_at` is the time of that.
    pub fn start_authenticated(
        &self,
        tx: &mut Tx<'_>,
        now: Timestamp,
        authenticated_at: Timestamp,
        new: NewSession<'_>,
    ) -> Result<StartedSession, StoreError> {
        if let Some(old) = new.replaces {
            table::delete(tx, &old.id)?;
        }
        let session = Session {
            id: random::random_id(now),
            subject: new.subject.to_owned(),
            authenticated_at,
            level: new.level,
            amr: new.amr.iter().map(|&method| method.to_owned()).collect(),
            user_agent: new.user_agent.to_owned(),
            created_at: now,
            last_seen_at: now,
            expires_at: now.plus_ms(self.0.limits.absolute_ms),
        };
        self.insert(tx, session)
    }

    /// Replaces a session by one with another level, method or time of authentication, and a new token. It expires when the
    /// old one would have. `None` if the old one has ended in the meantime.
    pub fn renew(
        &self,
        tx: &mut Tx<'_>,
        now: Timestamp,
        session: Session,
    ) -> Result<Option<StartedSession>, StoreError> {
        if table::delete(tx, &session.id)? == 0 {
            return Ok(None);
        }
        self.insert(tx, Session { id: random::random_id(now), ..session }).map(Some)
    }

    fn insert(&self, tx: &mut Tx<'_>, session: Session) -> Result<StartedSession, StoreError> {
        let token = Token::new();
        table::insert(tx, &self.0.hash.hash(token.as_str().as_bytes()), &session)?;
        Ok(StartedSession { session, token })
    }

    /// The live session of a token: one indexed read.
    pub async fn find(&self, now: Timestamp, token: &str) -> Result<Option<Session>, StoreError> {
        let hash = self.0.hash.hash(token.as_bytes());
        let session = self.0.store.read(|tx| table::by_hash(tx, &hash)).await?;
        Ok(session.filter(|session| self.is_live(now, session)))
    }

    /// A person's live sessions, the latest first.
    pub fn list(&self, tx: &mut Tx<'_>, now: Timestamp, subject: &str) -> Result<Vec<Session>, StoreError> {
        let mut sessions = table::by_subject(tx, subject)?;
        sessions.retain(|session| self.is_live(now, session));
        Ok(sessions)
    }

    /// Ends a session.
    pub fn end(&self, tx: &mut Tx<'_>, session: &Session) -> Result<(), StoreError> {
        table::delete(tx, &session.id).map(|_| ())
    }

    /// Ends one of a person's sessions; false if it is not theirs or has ended already.
    pub fn end_by_id(&self, tx: &mut Tx<'_>, subject: &str, id: &str) -> Result<bool, StoreError> {
        table::delete_of_subject(tx, subject, id)
    }

    /// Ends every session of a person except this one.
    pub fn end_others(&self, tx: &mut Tx<'_>, keep: &Session) -> Result<u64, StoreError> {
        table::delete_others(tx, &keep.subject, &keep.id)
    }

    /// Ends every session of a person.
    pub fn end_all(&self, tx: &mut Tx<'_>, subject: &str) -> Result<u64, StoreError> {
        table::delete_all(tx, subject)
    }

    /// Deletes sessions that have ended: a job of every site.
    pub async fn delete_expired(&self, now: Timestamp) -> Result<u64, StoreError> {
        let idle_since = now.plus_ms(-self.0.limits.idle_ms);
        let expired = self.0.store.delete_expired(table::DELETE_EXPIRED, &now).await?;
        Ok(expired + self.0.store.delete_expired(table::DELETE_IDLE, &idle_since).await?)
    }

    /// Records the last use, in the background and not more often than every five minutes.
    pub fn note_use(&self, now: Timestamp, session: &Session) {
        if now.since(session.last_seen_at) < NOTE_USE_EVERY_MS {
            return;
        }
        let (sessions, id) = (self.clone(), session.id.clone());
        tokio::spawn(async move {
            let noted = sessions.0.store.write(|tx| table::note_use(tx, &id, now)).await;
            if let Err(error) = noted {
                tracing::warn!(
                    error = &error as &dyn std::error::Error,
                    "the use of a session was not noted"
                );
            }
        });
    }

    fn is_live(&self, now: Timestamp, session: &Session) -> bool {
        now < session.expires_at
            && now.since(session.last_seen_at) < self.0.limits.idle_ms + NOTE_USE_EVERY_MS
    }
}

impl std::fmt::Debug for Sessions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sessions").field("limits", &self.0.limits).finish_non_exhaustive()
    }
}

/// A session that begins, with the token for its browser.
#[must_use]
#[derive(Debug)]
pub struct StartedSession {
    session: Session,
    token: Token,
}

impl StartedSession {
    /// The session.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// The secret that opens it; `web` makes it a cookie.
    pub fn token(&self) -> &Token {
        &self.token
    }
}
