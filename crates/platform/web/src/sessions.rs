//! Who is signed in: opaque 256-bit cookies, kept only as keyed hashes, in a table that survives a restart.

mod store;

use std::sync::Arc;

use ::store::{Store, StoreError, Tx};
use axum::http::header;
use axum::response::{IntoResponseParts, ResponseParts};
use secrets::{KeyedHash, Token};
use serde::Deserialize;
use values::{AssuranceLevel, DAY_MS, HOUR_MS, MINUTE_MS, Timestamp};

use crate::cookies::{Cookie, Keep};

pub use store::MIGRATIONS;

/// How often a session's last use is written down: reading must not cost a write each time.
const NOTE_USE_EVERY_MS: i64 = 5 * MINUTE_MS;

/// How long sessions last.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SessionLimits {
    /// Ends after so long without use (to within five minutes).
    pub idle_ms: i64,
    /// Ends so long after its start, whatever happens.
    pub absolute_ms: i64,
}

impl Default for SessionLimits {
    fn default() -> Self {
        Self { idle_ms: 2 * HOUR_MS, absolute_ms: DAY_MS }
    }
}

/// One browser in which a person is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// For lists and logs; it opens nothing.
    pub id: String,
    /// Who, in the site's own terms.
    pub subject: String,
    /// When the person last proved who they are.
    pub authenticated_at: Timestamp,
    /// How sure we are.
    pub level: AssuranceLevel,
    /// How they proved it (RFC 8176 values, as in `amr`).
    pub methods: Vec<String>,
    /// What the browser called itself at the start.
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
    /// Who, in the site's own terms.
    pub subject: &'a str,
    /// How sure we are.
    pub level: AssuranceLevel,
    /// How the person proved it (RFC 8176 values).
    pub methods: &'a [&'a str],
    /// [`crate::RequestContext::user_agent`].
    pub user_agent: &'a str,
    /// [`crate::RequestContext::session`]: the session this browser had, which ends.
    pub replaces: Option<&'a Session>,
}

/// The sessions of one site. Cheap to clone.
#[derive(Clone)]
pub struct Sessions(Arc<Inner>);

struct Inner {
    cookie: Cookie,
    store: Store,
    hash: KeyedHash,
    limits: SessionLimits,
}

impl Sessions {
    pub(crate) fn new(
        site: &str,
        secure: bool,
        store: Store,
        hash: KeyedHash,
        limits: SessionLimits,
    ) -> Self {
        let cookie = Cookie::new("session", site, secure);
        Self(Arc::new(Inner { cookie, store, hash, limits }))
    }

    /// Signs a person in, inside the site's own transaction. The cookie is always a new one, so that nobody can plant
    /// theirs beforehand, and the browser's former session ends.
    pub fn start(
        &self,
        tx: &mut Tx<'_>,
        now: Timestamp,
        new: NewSession<'_>,
    ) -> Result<SessionCookie, StoreError> {
        self.start_authenticated(tx, now, now, new)
    }

    /// The same for somebody who proved who they are earlier than now, elsewhere: a session must not look fresher than
    /// what it stands on.
    pub fn start_authenticated(
        &self,
        tx: &mut Tx<'_>,
        now: Timestamp,
        authenticated_at: Timestamp,
        new: NewSession<'_>,
    ) -> Result<SessionCookie, StoreError> {
        if let Some(old) = new.replaces {
            store::delete(tx, &old.id)?;
        }
        let session = Session {
            id: random::random_id(now),
            subject: new.subject.to_owned(),
            authenticated_at,
            level: new.level,
            methods: new.methods.iter().map(|&method| method.to_owned()).collect(),
            user_agent: new.user_agent.to_owned(),
            created_at: now,
            last_seen_at: now,
            expires_at: now.plus_ms(self.0.limits.absolute_ms),
        };
        self.insert(tx, session)
    }

    /// Gives a browser that is signed in a new cookie when another level, method or time is true of it now; the session
    /// ends when it would have ended. `None` if it was signed out meanwhile.
    pub fn renew(
        &self,
        tx: &mut Tx<'_>,
        now: Timestamp,
        session: Session,
    ) -> Result<Option<SessionCookie>, StoreError> {
        if store::delete(tx, &session.id)? == 0 {
            return Ok(None);
        }
        self.insert(tx, Session { id: random::random_id(now), ..session }).map(Some)
    }

    fn insert(&self, tx: &mut Tx<'_>, session: Session) -> Result<SessionCookie, StoreError> {
        let token = Token::new();
        store::insert(tx, &self.0.hash.hash(token.as_str().as_bytes()), &session)?;
        Ok(SessionCookie { cookie: self.set_cookie(token.as_str(), Keep::UntilBrowserCloses), session })
    }

    /// The live session of a cookie: one indexed read.
    pub async fn find(&self, now: Timestamp, cookie: &str) -> Result<Option<Session>, StoreError> {
        let hash = self.0.hash.hash(cookie.as_bytes());
        let session = self.0.store.read(|tx| store::by_hash(tx, &hash)).await?;
        Ok(session.filter(|session| self.is_live(now, session)))
    }

    /// A person's live sessions, the latest first.
    pub fn list(&self, tx: &mut Tx<'_>, now: Timestamp, subject: &str) -> Result<Vec<Session>, StoreError> {
        let mut sessions = store::by_subject(tx, subject)?;
        sessions.retain(|session| self.is_live(now, session));
        Ok(sessions)
    }

    /// Signs out one browser.
    pub fn end(&self, tx: &mut Tx<'_>, session: &Session) -> Result<(), StoreError> {
        store::delete(tx, &session.id).map(|_| ())
    }

    /// Signs out one of a person's browsers; false when it is not theirs or has ended already.
    pub fn end_by_id(&self, tx: &mut Tx<'_>, subject: &str, id: &str) -> Result<bool, StoreError> {
        store::delete_of_subject(tx, subject, id)
    }

    /// Signs out every browser of a person except one.
    pub fn end_others(&self, tx: &mut Tx<'_>, keep: &Session) -> Result<u64, StoreError> {
        store::delete_others(tx, &keep.subject, &keep.id)
    }

    /// Signs out every browser of a person.
    pub fn end_all(&self, tx: &mut Tx<'_>, subject: &str) -> Result<u64, StoreError> {
        store::delete_all(tx, subject)
    }

    /// Forgets sessions that have ended, and pages that were kept to be shown again: a due job of every site.
    pub fn forget_ended(&self, tx: &mut Tx<'_>, now: Timestamp) -> Result<u64, StoreError> {
        crate::kept_page::forget(tx, now)?;
        store::delete_ended(tx, now, now.plus_ms(-self.0.limits.idle_ms))
    }

    /// Makes the browser forget its cookie; goes with [`Sessions::end`].
    pub fn forget_cookie(&self) -> ForgetCookie {
        ForgetCookie(self.set_cookie("", Keep::Seconds(0)))
    }

    /// Writes down the last use, in the background and not more often than every five minutes.
    pub(crate) fn note_use(&self, now: Timestamp, session: &Session) {
        if now.since(session.last_seen_at) < NOTE_USE_EVERY_MS {
            return;
        }
        let (sessions, id) = (self.clone(), session.id.clone());
        tokio::spawn(async move {
            let noted = sessions.0.store.write(|tx| store::note_use(tx, &id, now)).await;
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

    fn set_cookie(&self, value: &str, keep: Keep) -> Option<axum::http::HeaderValue> {
        self.0.cookie.set(value, keep)
    }
}

impl std::fmt::Debug for Sessions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sessions").field("limits", &self.0.limits).finish_non_exhaustive()
    }
}

/// Goes to the browser with the response that signs a person in: `(cookie, Redirect::to("/profile"))`.
#[must_use]
pub struct SessionCookie {
    cookie: Option<axum::http::HeaderValue>,
    session: Session,
}

impl SessionCookie {
    /// The session that begins.
    pub fn session(&self) -> &Session {
        &self.session
    }
}

impl std::fmt::Debug for SessionCookie {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SessionCookie").field("session", &self.session.id).finish_non_exhaustive()
    }
}

impl IntoResponseParts for SessionCookie {
    type Error = std::convert::Infallible;

    fn into_response_parts(self, mut parts: ResponseParts) -> Result<ResponseParts, Self::Error> {
        if let Some(cookie) = self.cookie {
            parts.headers_mut().append(header::SET_COOKIE, cookie);
        }
        Ok(parts)
    }
}

/// Goes to the browser with the response that signs a person out.
#[derive(Clone, Debug)]
#[must_use]
pub struct ForgetCookie(Option<axum::http::HeaderValue>);

impl IntoResponseParts for ForgetCookie {
    type Error = std::convert::Infallible;

    fn into_response_parts(self, mut parts: ResponseParts) -> Result<ResponseParts, Self::Error> {
        if let Some(cookie) = self.0 {
            parts.headers_mut().append(header::SET_COOKIE, cookie);
        }
        Ok(parts)
    }
}
