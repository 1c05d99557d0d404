//! Requests that wait for a person, as they lie in the store.

use std::sync::Arc;

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use oidc::AuthorizationRequest;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use store::{StoreError, Tx};
use values::{Language, MINUTE_MS};

use crate::browser_binding::Browser;
use crate::table::grant;
use crate::table::request::{self, Kind, RequestRow};
use crate::tokens::{Code, OpaqueHandle, RowId, row_id};
use crate::{Client, Interaction, InteractionError, InteractionReason, Logout, Provider};

#[derive(Serialize, Deserialize)]
struct InteractionBody {
    request: AuthorizationRequest,
    need: InteractionReason,
    language: Language,
    pushed: Option<RowId>,
}

#[derive(Serialize, Deserialize)]
struct LogoutBody {
    return_to: Option<String>,
    #[serde(default)]
    stays_here: bool,
}

/// What an interaction was answered. A code is not written down: its row and a key make it anew.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum InteractionOutcome {
    Code {
        code: Code,
        /// A keyed hash of who allowed what: the code is for nobody else.
        allowed: [u8; 32],
    },
    #[serde(alias = "refusal")] // what earlier versions stored
    AuthorizationErrorResponse(String),
}

impl InteractionOutcome {
    /// Whether it may be said again to who says `now`: a refusal gives nothing away, a code is for who allowed the same.
    fn may_be_replayed_to(&self, now: &Self) -> bool {
        match (self, now) {
            (Self::AuthorizationErrorResponse(_), _) => true,
            (Self::Code { allowed: before, .. }, Self::Code { allowed, .. }) => before == allowed,
            (Self::Code { .. }, Self::AuthorizationErrorResponse(_)) => false,
        }
    }
}

/// For how long an answer is said again: as long as somebody may press a button twice, and no longer than codes live.
const REPLAY_MS: i64 = MINUTE_MS;

/// A browser that is sent to a page of the site.
pub(crate) struct RedirectToPage {
    path: String,
    cookie: Option<HeaderValue>,
}

impl Provider {
    /// Puts a request aside until the person has been on the site's pages.
    pub(crate) async fn begin_interaction(
        &self,
        headers: &HeaderMap,
        client: &Client,
        request: AuthorizationRequest,
        need: InteractionReason,
        language: Language,
        pushed: Option<RowId>,
    ) -> Result<RedirectToPage, StoreError> {
        let asked_language = request.ui_locales.first().copied();
        let language = asked_language.unwrap_or(language);
        let body = to_json(&InteractionBody { request, need, language, pushed })?;
        let (id, cookie) = self.store_pending(headers, Kind::Interaction, Some(&client.id), body).await?;
        let handle = self.0.tokens.handle(OpaqueHandle::Interaction, &id);
        let path = in_language(self.0.account_provider.interaction_path(&handle), asked_language);
        Ok(RedirectToPage { path, cookie })
    }

    /// Puts a logout aside until the person has agreed.
    pub(crate) async fn begin_logout(
        &self,
        headers: &HeaderMap,
        client: Option<&Client>,
        return_to: Option<String>,
        stays_here: bool,
        language: Option<Language>,
    ) -> Result<RedirectToPage, StoreError> {
        let body = to_json(&LogoutBody { return_to, stays_here })?;
        let (id, cookie) =
            self.store_pending(headers, Kind::Logout, client.map(|client| client.id.as_str()), body).await?;
        let handle = self.0.tokens.handle(OpaqueHandle::Logout, &id);
        Ok(RedirectToPage {
            path: in_language(self.0.account_provider.logout_path(&handle), language),
            cookie,
        })
    }

    pub(crate) async fn find_interaction(
        &self,
        headers: &HeaderMap,
        id: &str,
    ) -> Result<Interaction, InteractionError> {
        let row_id =
            self.0.tokens.read_handle(OpaqueHandle::Interaction, id).ok_or(InteractionError::Unknown)?;
        let row = self.find_pending(headers, Kind::Interaction, &row_id).await?;
        if row.finished_at.is_some() {
            let again = self.0.store.read(|tx| self.replayable_outcome(tx, &row)).await?;
            again.ok_or(InteractionError::Finished)?;
        }
        let InteractionBody { request, need: reason, language, pushed } = from_json(&row.body)?;
        // A client that has left the configuration gets nothing.
        let client = self.client(&request.client_id).await?.ok_or(InteractionError::Unknown)?;
        let (begun_at, expires_at, id) = (row.created_at, row.expires_at, id.to_owned());
        Ok(Interaction { id, client, request, reason, begun_at, expires_at, language, row_id, pushed })
    }

    /// Which client began an interaction, also for some time after that has expired or ended.
    pub(crate) async fn client_of(&self, id: &str) -> Result<Option<Arc<Client>>, StoreError> {
        let Some(row_id) = self.0.tokens.read_handle(OpaqueHandle::Interaction, id) else { return Ok(None) };
        let row = self.0.store.read(|tx| request::find(tx, Kind::Interaction, &row_id)).await?;
        match row.and_then(|row| row.client_id) {
            Some(id) => self.client(&id).await,
            None => Ok(None),
        }
    }

    pub(crate) async fn find_logout(
        &self,
        headers: &HeaderMap,
        id: &str,
    ) -> Result<Logout, InteractionError> {
        let row_id = self.0.tokens.read_handle(OpaqueHandle::Logout, id).ok_or(InteractionError::Unknown)?;
        let row = self.find_pending(headers, Kind::Logout, &row_id).await?;
        let LogoutBody { return_to, stays_here } = from_json(&row.body)?;
        let client = match &row.client_id {
            Some(id) => self.client(id).await?,
            None => None,
        };
        Ok(Logout { id: id.to_owned(), client, stays_here, return_to })
    }

    /// Ends an interaction, and the pushed request it came from, once. What it was answered already comes back instead, if
    /// it holds for who asks: a form that was sent twice leads to where it led first, but the next person at the computer
    /// gets nobody's code.
    pub(crate) fn finish_interaction(
        &self,
        tx: &mut Tx<'_>,
        interaction: &Interaction,
        given: &InteractionOutcome,
    ) -> Result<Option<InteractionOutcome>, InteractionError> {
        let now = self.now();
        if now >= interaction.expires_at {
            return Err(InteractionError::Expired);
        }
        if !request::finish(tx, &interaction.row_id, now, Some(&to_json(given)?))? {
            let row = request::find(tx, Kind::Interaction, &interaction.row_id)?;
            let again = row.map(|row| self.replayable_outcome(tx, &row)).transpose()?.flatten();
            return again
                .filter(|before| before.may_be_replayed_to(given))
                .map(Some)
                .ok_or(InteractionError::Finished);
        }
        match &interaction.pushed {
            // Long gone when the person took their time; only a second use within its life is refused.
            Some(pushed) => self.finish_pushed(tx, pushed).map(|()| None),
            None => Ok(None),
        }
    }

    /// What an interaction was answered, if that is so short ago that the browser may not have got it, and if nobody has
    /// redeemed the code meanwhile.
    fn replayable_outcome(
        &self,
        tx: &mut Tx<'_>,
        row: &RequestRow,
    ) -> Result<Option<InteractionOutcome>, StoreError> {
        let now = self.now();
        let (Some(finished_at), Some(answer)) = (row.finished_at, &row.answer) else { return Ok(None) };
        if !(0..REPLAY_MS).contains(&now.since(finished_at)) {
            return Ok(None);
        }
        let given: InteractionOutcome = from_json(answer)?;
        if let InteractionOutcome::Code { code, .. } = &given {
            let unused = |state: &grant::GrantState| {
                state.redeemed_at.is_none() && state.revoked_at.is_none() && now < state.expires_at
            };
            if !grant::state(tx, &code.id)?.as_ref().is_some_and(unused) {
                return Ok(None);
            }
        }
        Ok(Some(given))
    }

    /// Ends a pushed request with the first code that is issued for it (RFC 9126 §7.3).
    pub(crate) fn finish_pushed(&self, tx: &mut Tx<'_>, pushed: &RowId) -> Result<(), InteractionError> {
        let now = self.now();
        if request::finish(tx, pushed, now, None)? {
            return Ok(());
        }
        match request::find(tx, Kind::Pushed, pushed)? {
            Some(row) if row.finished_at.is_some() => Err(InteractionError::Finished),
            _ => Ok(()),
        }
    }

    async fn store_pending(
        &self,
        headers: &HeaderMap,
        kind: Kind,
        client_id: Option<&str>,
        body: String,
    ) -> Result<(RowId, Option<HeaderValue>), StoreError> {
        let Browser { hash, cookie } = self.0.browser.recognise(headers);
        let now = self.now();
        let row = RequestRow {
            id: row_id(now),
            client_id: client_id.map(str::to_owned),
            browser: Some(hash.to_vec()),
            body,
            created_at: now,
            expires_at: now.plus_ms(self.0.lifetimes.interaction_ms),
            finished_at: None,
            answer: None,
        };
        self.0.store.write(|tx| request::insert(tx, kind, &row)).await?;
        Ok((row.id, cookie))
    }

    async fn find_pending(
        &self,
        headers: &HeaderMap,
        kind: Kind,
        id: &RowId,
    ) -> Result<RequestRow, InteractionError> {
        let row = self.0.store.read(|tx| request::find(tx, kind, id)).await?;
        let row = row.ok_or(InteractionError::Expired)?;
        if !row.browser.as_ref().is_some_and(|browser| self.0.browser.is(headers, browser)) {
            return Err(InteractionError::OtherBrowser);
        }
        if self.now() >= row.expires_at { Err(InteractionError::Expired) } else { Ok(row) }
    }
}

impl IntoResponse for RedirectToPage {
    fn into_response(self) -> Response {
        let mut response = Redirect::to(&self.path).into_response();
        if let Some(cookie) = self.cookie {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
        response
    }
}

fn in_language(mut path: String, language: Option<Language>) -> String {
    if let Some(language) = language {
        path.push(if path.contains('?') { '&' } else { '?' });
        path.push_str("lang=");
        path.push_str(language.code());
    }
    path
}

pub(crate) fn to_json(body: &impl Serialize) -> Result<String, StoreError> {
    serde_json::to_string(body)
        .map_err(|_| StoreError::Corrupt { place: "openid_request.body".to_owned(), expected: "JSON" })
}

pub(crate) fn from_json<T: DeserializeOwned>(json: &str) -> Result<T, StoreError> {
    serde_json::from_str(json)
        .map_err(|_| StoreError::Corrupt { place: "openid_request.body".to_owned(), expected: "a request" })
}
