//! The token endpoint (RFC 6749 §3.2, OIDC Core §3.1.3). Each grant type costs one write; a login one signature.

use std::borrow::Cow;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use oidc::{
    AuthorizationDetail, IdTokenBody, Scope, TokenError, TokenRequest, TokenResponse, access_token_hash,
    read_token_request,
};
use serde_json::Map;
use values::{AssuranceLevel, SECOND_MS};

use super::client_auth::{self, ClientRequest, Failure};
use super::token_grant::TokenGrant;
use super::{authorization_code_grant, refresh_token_grant};
use crate::client_authenticator::AuthenticatedClient;
use crate::table::grant;
use crate::tokens::{AccessToken, RefreshToken, row_id};
use crate::{ClaimsQuery, Client, Provider};

pub(crate) async fn post(State(provider): State<Provider>, request: ClientRequest) -> Response {
    request.respond(grant(&provider, &request).await)
}

async fn grant(provider: &Provider, request: &ClientRequest) -> Result<Response, Failure> {
    let (form, who) = request.authenticate(provider).await?;
    match read_token_request(&form)? {
        TokenRequest::AuthorizationCode { code, redirect_uri, code_verifier } => {
            let granted =
                authorization_code_grant::redeem(provider, &who, code, redirect_uri, code_verifier.as_ref())
                    .await?;
            let answer = response(provider, &who.client, &granted).await;
            if let Err(Failure::Claims(_)) = &answer {
                provider.0.store.write(|tx| grant::restore_code(tx, &granted.id, granted.at)).await?;
            }
            answer
        }
        TokenRequest::RefreshToken { refresh_token, scope } => {
            let granted = refresh_token_grant::refresh(provider, &who, refresh_token, scope.as_ref()).await?;
            let answer = response(provider, &who.client, &granted).await;
            if let (Err(Failure::Claims(_)), Some(number)) = (&answer, granted.refresh_number) {
                provider.0.store.write(|tx| grant::restore_refresh_token(tx, &granted.id, number)).await?;
            }
            answer
        }
        TokenRequest::ClientCredentials { scope } => client_credentials(provider, &who, scope).await,
    }
}

/// RFC 6749 §4.4.
async fn client_credentials(
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
        client_auth::record(tx, who.assertion)?;
        Ok(grant::insert_own(tx, &id, &who.client.id, &scope, now, expires_at)?)
    });
    write.await?;
    let token = provider.0.tokens.access_token(AccessToken { id, expires_at, scope_bits: u32::MAX });
    let body = TokenResponse {
        access_token: token.into(),
        token_type: "Bearer".into(),
        expires_in: Some(provider.0.lifetimes.access_token_ms / SECOND_MS),
        refresh_token: None,
        scope: Some(scope.to_string().into()),
        id_token: None,
        authorization_details: Vec::new(),
    };
    Ok(client_auth::json(StatusCode::OK, &body))
}

/// RFC 6749 §5.1, OIDC Core §3.1.3.3.
async fn response(provider: &Provider, client: &Client, granted: &TokenGrant) -> Result<Response, Failure> {
    let lifetimes = provider.0.lifetimes;
    let TokenGrant { id, row, scope_bits, refresh_number, at, .. } = granted;
    let expires_at = at.plus_ms(lifetimes.access_token_ms);
    let access_token =
        provider.0.tokens.access_token(AccessToken { id: *id, expires_at, scope_bits: *scope_bits });
    let refresh_token =
        refresh_number.map(|number| provider.0.tokens.refresh_token(RefreshToken { id: *id, number }));
    let details: Vec<AuthorizationDetail> = match &row.details {
        Some(json) => crate::pending_requests::from_json(json)?,
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
    Ok(client_auth::json(StatusCode::OK, &body))
}

/// OIDC Core §2. Data stands in it only where the request's `claims` asked for it there (§5.4, §5.5).
async fn id_token(
    provider: &Provider,
    client: &Client,
    granted: &TokenGrant,
    access_token: &str,
    details: &[AuthorizationDetail],
) -> Result<String, Failure> {
    let TokenGrant { row, at, .. } = granted;
    let subject = row.subject.as_deref().unwrap_or_default();
    let names: Vec<&str> = row.id_token_claims.split_whitespace().collect();
    let claims = if names.is_empty() {
        Map::new()
    } else {
        let wanted = ClaimsQuery { client, subject, names: &names, granted_at: row.created_at };
        super::userinfo::only(&names, provider.0.account_provider.claims(wanted).await?)
    };
    let amr: Vec<&str> = row.amr.split_whitespace().collect();
    let body = IdTokenBody {
        iss: &provider.0.issuer,
        sub: &provider.subject_for(client, subject),
        aud: &client.id,
        exp: at.plus_ms(provider.0.lifetimes.id_token_ms).unix_seconds(),
        iat: at.unix_seconds(),
        auth_time: row.authenticated_at.unwrap_or(*at).unix_seconds(),
        nonce: if granted.with_nonce { row.nonce.as_deref() } else { None },
        acr: row.level.unwrap_or(AssuranceLevel::Low).uri(),
        amr: &amr,
        at_hash: Some(&access_token_hash(access_token)),
        authorization_details: details,
        claims: &claims,
    };
    let keys = provider.0.keyring.keys();
    let key = keys.signing(client.id_token_signed_response_alg, *at).ok_or(Failure::Signing)?;
    key.sign("JWT", &body).map_err(|_| Failure::Signing)
}
