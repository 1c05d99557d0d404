//! Requests that wait for a person, as they lie in the store.

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use oidc::AuthorizationRequest;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use store::{StoreError, Tx};
use values::Language;

use crate::browser::Browser;
use crate::minted::{Handle, RowId, row_id};
use crate::table::request::{self, Kind, RequestRow};
use crate::{Client, Interaction, InteractionError, Logout, Need, Provider};

#[derive(Serialize, Deserialize)]
struct InteractionBody {
    request: AuthorizationRequest,
    need: Need,
    language: Language,
    pushed: Option<RowId>,
}

#[derive(Serialize, Deserialize)]
struct LogoutBody {
    return_to: Option<String>,
}

/// A browser that is sent to a page of the site.
pub(crate) struct Sent {
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
        need: Need,
        language: Language,
        pushed: Option<RowId>,
    ) -> Result<Sent, StoreError> {
        let asked_language = request.ui_locales.first().copied();
        let language = asked_language.unwrap_or(language);
        let body = to_json(&InteractionBody { request, need, language, pushed })?;
        let (id, cookie) = self.put_aside(headers, Kind::Interaction, Some(&client.id), body).await?;
        let handle = self.0.mint.handle(Handle::Interaction, &id);
        let mut path = self.0.end_users.interaction_path(&handle);
        if let Some(language) = asked_language {
            path.push(if path.contains('?') { '&' } else { '?' });
            path.push_str("lang=");
            path.push_str(language.code());
        }
        Ok(Sent { path, cookie })
    }

    /// Puts a logout aside until the person has agreed.
    pub(crate) async fn begin_logout(
        &self,
        headers: &HeaderMap,
        client: Option<&Client>,
        return_to: Option<String>,
    ) -> Result<Sent, StoreError> {
        let body = to_json(&LogoutBody { return_to })?;
        let (id, cookie) =
            self.put_aside(headers, Kind::Logout, client.map(|client| client.id.as_str()), body).await?;
        let handle = self.0.mint.handle(Handle::Logout, &id);
        Ok(Sent { path: self.0.end_users.logout_path(&handle), cookie })
    }

    pub(crate) async fn find_interaction(
        &self,
        headers: &HeaderMap,
        id: &str,
    ) -> Result<Interaction, InteractionError> {
        let row_id = self.0.mint.read_handle(Handle::Interaction, id).ok_or(InteractionError::Unknown)?;
        let row = self.find_waiting(headers, Kind::Interaction, &row_id).await?;
        let InteractionBody { request, need, language, pushed } = from_json(&row.body)?;
        // A client that has left the configuration gets nothing.
        let client = self.client(&request.client_id).ok_or(InteractionError::Unknown)?;
        let (begun_at, expires_at, id) = (row.created_at, row.expires_at, id.to_owned());
        Ok(Interaction { id, client, request, need, begun_at, expires_at, language, row_id, pushed })
    }

    pub(crate) async fn find_logout(
        &self,
        headers: &HeaderMap,
        id: &str,
    ) -> Result<Logout, InteractionError> {
        let row_id = self.0.mint.read_handle(Handle::Logout, id).ok_or(InteractionError::Unknown)?;
        let row = self.find_waiting(headers, Kind::Logout, &row_id).await?;
        let LogoutBody { return_to } = from_json(&row.body)?;
        let client = row.client_id.as_deref().and_then(|id| self.client(id));
        Ok(Logout { id: id.to_owned(), client, return_to })
    }

    /// Ends an interaction, and the pushed request it came from, once.
    pub(crate) fn finish_interaction(
        &self,
        tx: &mut Tx<'_>,
        interaction: &Interaction,
    ) -> Result<(), InteractionError> {
        let now = self.now();
        if now >= interaction.expires_at {
            return Err(InteractionError::Expired);
        }
        if !request::finish(tx, &interaction.row_id, now)? {
            return Err(InteractionError::Finished);
        }
        match &interaction.pushed {
            // Long gone when the person took their time; only a second use within its life is refused.
            Some(pushed) => self.finish_pushed(tx, pushed),
            None => Ok(()),
        }
    }

    /// Ends a pushed request with the first code that is issued for it (RFC 9126 §7.3).
    pub(crate) fn finish_pushed(&self, tx: &mut Tx<'_>, pushed: &RowId) -> Result<(), InteractionError> {
        let now = self.now();
        if request::finish(tx, pushed, now)? {
            return Ok(());
        }
        match request::find(tx, Kind::Pushed, pushed)? {
            Some(row) if row.finished_at.is_some() => Err(InteractionError::Finished),
            _ => Ok(()),
        }
    }

    async fn put_aside(
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
        };
        self.0.store.write(|tx| request::insert(tx, kind, &row)).await?;
        Ok((row.id, cookie))
    }

    async fn find_waiting(
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
        if row.finished_at.is_some() {
            return Err(InteractionError::Finished);
        }
        if self.now() >= row.expires_at { Err(InteractionError::Expired) } else { Ok(row) }
    }
}

impl IntoResponse for Sent {
    fn into_response(self) -> Response {
        let mut response = Redirect::to(&self.path).into_response();
        if let Some(cookie) = self.cookie {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
        response
    }
}

pub(crate) fn to_json(body: &impl Serialize) -> Result<String, StoreError> {
    serde_json::to_string(body)
        .map_err(|_| StoreError::Corrupt { place: "openid_request.body".to_owned(), expected: "JSON" })
}

pub(crate) fn from_json<T: DeserializeOwned>(json: &str) -> Result<T, StoreError> {
    serde_json::from_str(json)
        .map_err(|_| StoreError::Corrupt { place: "openid_request.body".to_owned(), expected: "a request" })
}
