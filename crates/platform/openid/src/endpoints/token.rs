//! The token endpoint (RFC 6749 §3.2, OIDC Core §3.1.3). Each grant type costs one write; a login one signature.

use std::borrow::Cow;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use oidc::{
    AuthorizationDetail, IdTokenBody, Scope, TokenError, TokenRequest, TokenResponse, access_token_hash,
    read_token_request,
};
use serde_json::Map;
use values::{AssuranceLevel, SECOND_MS, Timestamp};
use web::RequestContext;

use super::client_request::{self, Failure};
use super::{redeem, refresh};
use crate::clients::AuthenticatedClient;
use crate::minted::{AccessToken, RefreshToken, RowId, row_id};
use crate::table::grant::{self, GrantRow};
use crate::{ClaimsQuery, Client, Provider};

pub(crate) async fn answer(
    State(provider): State<Provider>,
    headers: HeaderMap,
    visitor: RequestContext,
    body: Bytes,
) -> Response {
    match grant(&provider, &headers, &visitor, &body).await {
        Ok(response) => response,
        Err(failure) => failure.answer(&headers),
    }
}

/// What a successful exchange hands out.
pub(super) struct CodeIssued {
    pub(super) id: RowId,
    pub(super) row: GrantRow,
    /// The values of the grant's scope that the access token covers.
    pub(super) scope_bits: u32,
    /// Which refresh token follows, if any.
    pub(super) refresh_number: Option<i64>,
    /// Only the first ID token of a login bears it (OIDC Core §12.2).
    pub(super) with_nonce: bool,
    pub(super) at: Timestamp,
}

async fn grant(
    provider: &Provider,
    headers: &HeaderMap,
    visitor: &RequestContext,
    body: &Bytes,
) -> Result<Response, Failure> {
    let form = client_request::parameters(client_request::form_text(headers, body)?)?;
    let who = provider.authenticate(headers, &form, visitor).await?;
    match read_token_request(&form)? {
        TokenRequest::AuthorizationCode { code, redirect_uri, code_verifier } => {
            let granted = redeem::redeem(provider, &who, code, redirect_uri, code_verifier.as_ref()).await?;
            let answer = response(provider, &who.client, &granted).await;
            if let Err(Failure::Claims(_)) = &answer {
                provider.0.store.write(|tx| grant::give_code_back(tx, &granted.id, granted.at)).await?;
            }
            answer
        }
        TokenRequest::RefreshToken { refresh_token, scope } => {
            let granted = refresh::refresh(provider, &who, refresh_token, scope.as_ref()).await?;
            let answer = response(provider, &who.client, &granted).await;
            if let (Err(Failure::Claims(_)), Some(number)) = (&answer, granted.refresh_number) {
                provider.0.store.write(|tx| grant::give_refresh_token_back(tx, &granted.id, number)).await?;
            }
            answer
        }
        TokenRequest::ClientCredentials { scope } => own(provider, &who, scope).await,
    }
}

/// RFC 6749 §4.4.
async fn own(
    provider: &Provider,
    who: &AuthenticatedClient,
    scope: Option<Scope>,
) -> Result<Response, Failure> {
    let allowed = &who.client.client_credentials_scope;
    if allowed.is_empty() {
        return Err(TokenError::UnauthorizedClient.into());
    }
    let scope = scope.unwrap_or_else(|| allowed.clone());
    if allowed.bits_of(&scope).is_none() {
        return Err(TokenError::InvalidScope.into());
    }
    let now = provider.now();
    let id = row_id(now);
    let expires_at = now.plus_ms(provider.0.lifetimes.access_token_ms);
    let write = provider.0.store.write(|tx| -> Result<(), Failure> {
        client_request::record(tx, who.assertion)?;
        Ok(grant::insert_own(tx, &id, &who.client.id, &scope, now, expires_at)?)
    });
    write.await?;
    let token = provider.0.mint.access_token(AccessToken { id, expires_at, scope_bits: u32::MAX });
    let body = TokenResponse {
        access_token: token.into(),
        token_type: "Bearer".into(),
        expires_in: Some(provider.0.lifetimes.access_token_ms / SECOND_MS),
        refresh_token: None,
        scope: Some(scope.to_string().into()),
        id_token: None,
        authorization_details: Vec::new(),
    };
    Ok(client_request::json(StatusCode::OK, &body))
}

/// RFC 6749 §5.1, OIDC Core §3.1.3.3.
async fn response(provider: &Provider, client: &Client, granted: &CodeIssued) -> Result<Response, Failure> {
    let lifetimes = provider.0.lifetimes;
    let CodeIssued { id, row, scope_bits, refresh_number, at, .. } = granted;
    let expires_at = at.plus_ms(lifetimes.access_token_ms);
    let access_token =
        provider.0.mint.access_token(AccessToken { id: *id, expires_at, scope_bits: *scope_bits });
    let refresh_token =
        refresh_number.map(|number| provider.0.mint.refresh_token(RefreshToken { id: *id, number }));
    let details: Vec<AuthorizationDetail> = match &row.details {
        Some(json) => crate::waiting::from_json(json)?,
        None => Vec::new(),
    };
    let id_token = id_token(provider, client, granted, &access_token, &details).await?;
    let body = TokenResponse {
        access_token: access_token.into(),
        token_type: "Bearer".into(),
        expires_in: Some(lifetimes.access_token_ms / SECOND_MS),
        refresh_token: refresh_token.map(Cow::Owned),
        scope: Some(row.scope.of_bits(*scope_bits).to_string().into()),
        id_token: Some(id_token.into()),
        authorization_details: details,
    };
    Ok(client_request::json(StatusCode::OK, &body))
}

/// OIDC Core §2. Data stands in it only where the request's `claims` asked for it there (§5.4, §5.5).
async fn id_token(
    provider: &Provider,
    client: &Client,
    granted: &CodeIssued,
    access_token: &str,
    details: &[AuthorizationDetail],
) -> Result<String, Failure> {
    let CodeIssued { row, at, .. } = granted;
    let subject = row.subject.as_deref().unwrap_or_default();
    let names: Vec<&str> = row.id_token_claims.split_whitespace().collect();
    let claims = if names.is_empty() {
        Map::new()
    } else {
        let wanted = ClaimsQuery { client, subject, names: &names, granted_at: row.created_at };
        super::userinfo::only(&names, provider.0.account_provider.claims(wanted).await?)
    };
    let methods: Vec<&str> = row.methods.split_whitespace().collect();
    let body = IdTokenBody {
        iss: &provider.0.issuer,
        sub: &provider.subject_for(client, subject),
        aud: &client.id,
        exp: at.plus_ms(provider.0.lifetimes.id_token_ms).unix_seconds(),
        iat: at.unix_seconds(),
        auth_time: row.authenticated_at.unwrap_or(*at).unix_seconds(),
        nonce: if granted.with_nonce { row.nonce.as_deref() } else { None },
        acr: row.level.unwrap_or(AssuranceLevel::Low).uri(),
        amr: &methods,
        at_hash: Some(&access_token_hash(access_token)),
        authorization_details: details,
        claims: &claims,
    };
    let keys = provider.0.keyring.keys();
    let key = keys.signing(client.id_token_signed_response_alg, *at).ok_or(Failure::Signing)?;
    key.sign("JWT", &body).map_err(|_| Failure::Signing)
}
