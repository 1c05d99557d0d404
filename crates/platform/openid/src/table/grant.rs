//! `openid_grant`: what a person (or a client for itself) granted. Code, access and refresh tokens are names of its row,
//! authenticated by a key (see `minted`), so that one row and one statement serve each step of a login.

use oidc::{CodeChallenge, Scope};
use store::{Row, StoreError, ToValue, Tx};
use values::{AssuranceLevel, Timestamp};

/// A grant of a person, as a code is issued for it.
pub(crate) struct NewGrant<'a> {
    pub(crate) id: [u8; 16],
    pub(crate) client_id: &'a str,
    pub(crate) subject: &'a str,
    pub(crate) scope: &'a Scope,
    pub(crate) redirect_uri: &'a str,
    pub(crate) code_challenge: Option<&'a CodeChallenge>,
    pub(crate) nonce: Option<&'a str>,
    pub(crate) level: AssuranceLevel,
    pub(crate) amr: &'a str,
    pub(crate) authenticated_at: Timestamp,
    pub(crate) userinfo_claims: &'a str,
    pub(crate) id_token_claims: &'a str,
    pub(crate) details: Option<&'a str>,
    pub(crate) created_at: Timestamp,
    pub(crate) code_expires_at: Timestamp,
    /// The session that must still be there.
    pub(crate) session: Option<&'a str>,
}

/// A grant as tokens see it. The names of claims are separated by spaces; the details are JSON.
#[derive(Debug)]
pub(crate) struct GrantRow {
    pub(crate) client_id: String,
    pub(crate) subject: Option<String>,
    pub(crate) scope: Scope,
    pub(crate) redirect_uri: Option<String>,
    pub(crate) code_challenge: Option<CodeChallenge>,
    pub(crate) nonce: Option<String>,
    pub(crate) level: Option<AssuranceLevel>,
    pub(crate) amr: String,
    pub(crate) authenticated_at: Option<Timestamp>,
    pub(crate) userinfo_claims: String,
    pub(crate) id_token_claims: String,
    pub(crate) details: Option<String>,
    pub(crate) created_at: Timestamp,
}

/// Where a grant stands, when a guarded update found nothing.
pub(crate) struct GrantState {
    pub(crate) client_id: String,
    pub(crate) redeemed_at: Option<Timestamp>,
    pub(crate) refreshed: i64,
    pub(crate) revoked_at: Option<Timestamp>,
    pub(crate) expires_at: Timestamp,
}

/// False when the session has ended: one statement looks and writes, so that nothing ends it in between.
pub(crate) fn insert(tx: &mut Tx<'_>, grant: &NewGrant<'_>) -> Result<bool, StoreError> {
    let (scope, code_challenge) = (grant.scope.to_string(), grant.code_challenge.map(ToString::to_string));
    let values: [&dyn ToValue; 15] = [
        &grant.id,
        &grant.client_id,
        &grant.subject,
        &scope,
        &grant.redirect_uri,
        &code_challenge,
        &grant.nonce,
        &grant.level,
        &grant.amr,
        &grant.authenticated_at,
        &grant.userinfo_claims,
        &grant.id_token_claims,
        &grant.details,
        &grant.created_at,
        &grant.code_expires_at,
    ];
    let written = match &grant.session {
        None => tx.execute(
            "INSERT INTO openid_grant (id, client_id, subject, scope, redirect_uri, code_challenge, nonce, level,
             methods, authenticated_at, userinfo_claims, id_token_claims, details, created_at, code_expires_at, refreshed,
             expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 0, $15)",
            &values,
        )?,
        Some(session) => tx.execute(
            "INSERT INTO openid_grant (id, client_id, subject, scope, redirect_uri, code_challenge, nonce, level,
             methods, authenticated_at, userinfo_claims, id_token_claims, details, created_at, code_expires_at, refreshed,
             expires_at) SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 0, $15
             WHERE EXISTS (SELECT 1 FROM web_session WHERE id = $16)",
            &[&values[..], &[session]].concat(),
        )?,
    };
    Ok(written == 1)
}

/// A grant that a client has for itself (RFC 6749 §4.4): no code, no person.
pub(crate) fn insert_own(
    tx: &mut Tx<'_>,
    id: &[u8; 16],
    client_id: &str,
    scope: &Scope,
    now: Timestamp,
    expires_at: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO openid_grant (id, client_id, scope, methods, userinfo_claims, id_token_claims, created_at,
         code_expires_at, redeemed_at, refreshed, expires_at)
         VALUES ($1, $2, $3, '', '', '', $4, $4, $4, 0, $5)",
        &[id, &client_id, &scope.to_string(), &now, &expires_at],
    )?;
    Ok(())
}

/// Redeems a code once (RFC 6749 §4.1.2).
pub(crate) fn redeem(
    tx: &mut Tx<'_>,
    id: &[u8; 16],
    client_id: &str,
    now: Timestamp,
    expires_at: Timestamp,
) -> Result<Option<GrantRow>, StoreError> {
    tx.query_one_or_none(
        "UPDATE openid_grant SET redeemed_at = $1, expires_at = $2
         WHERE id = $3 AND client_id = $4 AND redeemed_at IS NULL AND revoked_at IS NULL AND code_expires_at > $1
         RETURNING client_id, subject, scope, redirect_uri, code_challenge, nonce, level, methods, authenticated_at,
         userinfo_claims, id_token_claims, details, created_at",
        &[&now, &expires_at, id, &client_id],
        grant,
    )
}

/// Replaces the refresh token (RFC 9700 §4.14.2): the one numbered `refreshed` is spent, the next one counts.
pub(crate) fn refresh(
    tx: &mut Tx<'_>,
    id: &[u8; 16],
    client_id: &str,
    refreshed: i64,
    now: Timestamp,
    expires_at: Timestamp,
) -> Result<Option<GrantRow>, StoreError> {
    tx.query_one_or_none(
        "UPDATE openid_grant SET refreshed = refreshed + 1, expires_at = $1
         WHERE id = $2 AND client_id = $3 AND refreshed = $4 AND redeemed_at IS NOT NULL AND revoked_at IS NULL
         AND expires_at > $5
         RETURNING client_id, subject, scope, redirect_uri, code_challenge, nonce, level, methods, authenticated_at,
         userinfo_claims, id_token_claims, details, created_at",
        &[&expires_at, id, &client_id, &refreshed, &now],
        grant,
    )
}

/// The grant behind a token, unless it was revoked.
pub(crate) fn live(tx: &mut Tx<'_>, id: &[u8; 16]) -> Result<Option<GrantRow>, StoreError> {
    tx.query_one_or_none(
        "SELECT client_id, subject, scope, redirect_uri, code_challenge, nonce, level, methods, authenticated_at,
         userinfo_claims, id_token_claims, details, created_at
         FROM openid_grant WHERE id = $1 AND revoked_at IS NULL AND redeemed_at IS NOT NULL",
        &[id],
        grant,
    )
}

pub(crate) fn state(tx: &mut Tx<'_>, id: &[u8; 16]) -> Result<Option<GrantState>, StoreError> {
    tx.query_one_or_none(
        "SELECT client_id, redeemed_at, refreshed, revoked_at, expires_at FROM openid_grant WHERE id = $1",
        &[id],
        |row| {
            Ok(GrantState {
                client_id: row.get(0)?,
                redeemed_at: row.get(1)?,
                refreshed: row.get(2)?,
                revoked_at: row.get(3)?,
                expires_at: row.get(4)?,
            })
        },
    )
}

/// Ends a grant with all its tokens.
pub(crate) fn revoke(
    tx: &mut Tx<'_>,
    id: &[u8; 16],
    client_id: &str,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let rows = tx.execute(
        "UPDATE openid_grant SET revoked_at = $1 WHERE id = $2 AND client_id = $3 AND revoked_at IS NULL",
        &[&now, id, &client_id],
    )?;
    Ok(rows == 1)
}

/// Un-redeems a code whose token request failed with 503 because the source of a claim was down, so that the client can
/// retry.
pub(crate) fn restore_code(
    tx: &mut Tx<'_>,
    id: &[u8; 16],
    redeemed_at: Timestamp,
) -> Result<u64, StoreError> {
    tx.execute(
        "UPDATE openid_grant SET redeemed_at = NULL, expires_at = code_expires_at
         WHERE id = $1 AND redeemed_at = $2 AND refreshed = 0 AND revoked_at IS NULL",
        &[id, &redeemed_at],
    )
}

/// The same for the refresh token before the one with that number.
pub(crate) fn restore_refresh_token(tx: &mut Tx<'_>, id: &[u8; 16], number: i64) -> Result<u64, StoreError> {
    tx.execute(
        "UPDATE openid_grant SET refreshed = refreshed - 1 WHERE id = $1 AND refreshed = $2 AND revoked_at IS NULL",
        &[id, &number],
    )
}

/// Ends what a person granted, to one client or to all.
pub(crate) fn revoke_of_subject(
    tx: &mut Tx<'_>,
    subject: &str,
    client_id: Option<&str>,
    now: Timestamp,
) -> Result<u64, StoreError> {
    match client_id {
        Some(client_id) => tx.execute(
            "UPDATE openid_grant SET revoked_at = $1 WHERE subject = $2 AND client_id = $3 AND revoked_at IS NULL",
            &[&now, &subject, &client_id],
        ),
        None => tx.execute(
            "UPDATE openid_grant SET revoked_at = $1 WHERE subject = $2 AND revoked_at IS NULL",
            &[&now, &subject],
        ),
    }
}

/// Ends what a person granted at a level higher than that.
pub(crate) fn revoke_above(
    tx: &mut Tx<'_>,
    subject: &str,
    level: AssuranceLevel,
    now: Timestamp,
) -> Result<u64, StoreError> {
    let mut revoked = 0;
    for higher in AssuranceLevel::ALL.into_iter().filter(|higher| *higher > level) {
        revoked += tx.execute(
            "UPDATE openid_grant SET revoked_at = $1 WHERE subject = $2 AND level = $3 AND revoked_at IS NULL",
            &[&now, &subject, &higher],
        )?;
    }
    Ok(revoked)
}

fn grant(row: &Row<'_>) -> Result<GrantRow, StoreError> {
    let corrupt =
        |column: &str, expected| StoreError::Corrupt { place: format!("openid_grant.{column}"), expected };
    let scope: String = row.get(2)?;
    let challenge: Option<String> = row.get(4)?;
    let challenge = challenge.map(|text| text.parse()).transpose();
    Ok(GrantRow {
        client_id: row.get(0)?,
        subject: row.get(1)?,
        scope: scope.parse().map_err(|_| corrupt("scope", "a scope"))?,
        redirect_uri: row.get(3)?,
        code_challenge: challenge.map_err(|_| corrupt("code_challenge", "a SHA-256 in base64url"))?,
        nonce: row.get(5)?,
        level: row.get(6)?,
        amr: row.get(7)?,
        authenticated_at: row.get(8)?,
        userinfo_claims: row.get(9)?,
        id_token_claims: row.get(10)?,
        details: row.get(11)?,
        created_at: row.get(12)?,
    })
}
