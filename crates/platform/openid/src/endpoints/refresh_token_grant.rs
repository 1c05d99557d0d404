//! A refresh token for new tokens (RFC 6749 §6) with rotation (RFC 9700 §4.14.2): one write.

use oidc::{Scope, TokenError};
use store::Tx;

use super::client_auth::{self, Failure};
use super::token_grant::TokenGrant;
use crate::Provider;
use crate::client_authenticator::AuthenticatedClient;
use crate::table::grant::{self, GrantRow};
use crate::tokens::RefreshToken;

/// What became of a refresh token. Each outcome is committed: a reuse must leave its mark.
enum Outcome {
    Refreshed(Box<GrantRow>),
    Reused,
    Invalid,
}

pub(super) async fn refresh(
    provider: &Provider,
    who: &AuthenticatedClient,
    refresh_token: &str,
    scope: Option<&Scope>,
) -> Result<TokenGrant, Failure> {
    let invalid = TokenError::InvalidGrant("the refresh token is invalid, expired, used, or somebody else's");
    let token = provider.0.tokens.read_refresh_token(refresh_token).ok_or(invalid)?;
    let now = provider.now();
    let until = now.plus_ms(provider.0.lifetimes.refresh_token_ms.max(provider.0.lifetimes.access_token_ms));
    let outcome = provider.0.store.write(|tx| -> Result<Outcome, Failure> {
        client_auth::record(tx, who.assertion)?;
        match grant::refresh(tx, &token.id, &who.client.id, token.number, now, until)? {
            Some(row) => {
                scope_bits(&row, scope)?;
                Ok(Outcome::Refreshed(Box::new(row)))
            }
            None => not_refreshed(tx, provider, who, token),
        }
    });
    match outcome.await? {
        Outcome::Refreshed(row) => Ok(TokenGrant {
            id: token.id,
            scope_bits: scope_bits(&row, scope)?,
            row: *row,
            refresh_number: Some(token.number + 1),
            with_nonce: false,
            at: now,
        }),
        Outcome::Reused => {
            tracing::warn!(client = who.client.id, "a refresh token was used twice; its family is revoked");
            Err(invalid.into())
        }
        Outcome::Invalid => Err(invalid.into()),
    }
}

/// RFC 9700 §4.14.2: a spent token in use means that somebody has stolen one, and nobody knows who is right.
fn not_refreshed(
    tx: &mut Tx<'_>,
    provider: &Provider,
    who: &AuthenticatedClient,
    token: RefreshToken,
) -> Result<Outcome, Failure> {
    match grant::state(tx, &token.id)? {
        Some(state)
            if state.client_id == who.client.id
                && state.redeemed_at.is_some()
                && state.revoked_at.is_none()
                && token.number < state.refreshed =>
        {
            grant::revoke(tx, &token.id, &who.client.id, provider.now())?;
            Ok(Outcome::Reused)
        }
        _ => Ok(Outcome::Invalid),
    }
}

/// RFC 6749 §6: not more than was granted.
fn scope_bits(row: &GrantRow, scope: Option<&Scope>) -> Result<u32, TokenError> {
    scope.map_or(Some(u32::MAX), |scope| row.scope.bits_of(scope)).ok_or(TokenError::InvalidScope)
}
