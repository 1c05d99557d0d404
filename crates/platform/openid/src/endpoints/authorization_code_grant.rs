//! A code for tokens (OIDC Core §3.1.3.2): one write.

use oidc::{CodeVerifier, TokenError};
use store::Tx;

use super::client_auth::{self, Failure};
use super::token_grant::TokenGrant;
use crate::Provider;
use crate::client_authenticator::AuthenticatedClient;
use crate::table::grant::{self, GrantRow};
use crate::tokens::Code;

/// What became of a code. Each outcome is committed: a reuse must leave its mark.
enum Outcome {
    Redeemed(Box<GrantRow>),
    Reused,
    Invalid,
}

pub(super) async fn redeem(
    provider: &Provider,
    who: &AuthenticatedClient,
    code: &str,
    redirect_uri: &str,
    verifier: Option<&CodeVerifier>,
) -> Result<TokenGrant, Failure> {
    let invalid = TokenError::InvalidGrant("the code is invalid, expired, used, or somebody else's");
    let code = provider.0.tokens.read_code(code).ok_or(invalid)?;
    let (now, lifetimes) = (provider.now(), provider.0.lifetimes);
    let access_until = now.plus_ms(lifetimes.access_token_ms);
    let until =
        if code.offline { access_until.max(now.plus_ms(lifetimes.refresh_token_ms)) } else { access_until };
    let outcome = provider.0.store.write(|tx| -> Result<Outcome, Failure> {
        client_auth::record(tx, who.assertion)?;
        match grant::redeem(tx, &code.id, &who.client.id, now, until)? {
            Some(row) => {
                redirect_uri_is_the_same(&row, redirect_uri)?;
                verifier_fits(&row, verifier)?;
                Ok(Outcome::Redeemed(Box::new(row)))
            }
            None => not_redeemed(tx, provider, who, code),
        }
    });
    match outcome.await? {
        Outcome::Redeemed(row) => Ok(TokenGrant {
            id: code.id,
            row: *row,
            scope_bits: u32::MAX,
            refresh_number: code.offline.then_some(0),
            with_nonce: true,
            at: now,
        }),
        Outcome::Reused => {
            tracing::warn!(client = who.client.id, "a code was used twice; its tokens are revoked");
            Err(invalid.into())
        }
        Outcome::Invalid => Err(invalid.into()),
    }
}

/// RFC 6749 §4.1.2: "If an authorization code is used more than once, the authorization server MUST deny the request and
/// SHOULD revoke all tokens previously issued based on that authorization code." A code in another client's hands spoils
/// nothing.
fn not_redeemed(
    tx: &mut Tx<'_>,
    provider: &Provider,
    who: &AuthenticatedClient,
    code: Code,
) -> Result<Outcome, Failure> {
    match grant::state(tx, &code.id)? {
        Some(state) if state.client_id == who.client.id && state.redeemed_at.is_some() => {
            grant::revoke(tx, &code.id, &who.client.id, provider.now())?;
            Ok(Outcome::Reused)
        }
        _ => Ok(Outcome::Invalid),
    }
}

/// RFC 6749 §4.1.3: identical to the one of the authorization request.
fn redirect_uri_is_the_same(row: &GrantRow, redirect_uri: &str) -> Result<(), TokenError> {
    if row.redirect_uri.as_deref() == Some(redirect_uri) {
        Ok(())
    } else {
        Err(TokenError::InvalidGrant("redirect_uri is not the one of the authorization request"))
    }
}

/// RFC 7636 §4.6. RFC 9700 §2.1.1: a verifier without a challenge means that somebody took the challenge away.
fn verifier_fits(row: &GrantRow, verifier: Option<&CodeVerifier>) -> Result<(), TokenError> {
    match (&row.code_challenge, verifier) {
        (Some(challenge), Some(verifier)) if challenge.is_met_by(verifier) => Ok(()),
        (None, None) => Ok(()),
        (Some(_), None) => Err(TokenError::InvalidRequest("code_verifier is missing")),
        (None, Some(_)) => Err(TokenError::InvalidGrant("code_verifier without a code_challenge")),
        (Some(_), Some(_)) => Err(TokenError::InvalidGrant("code_verifier does not fit")),
    }
}
