//! The ID token: what a provider asserts and how a relying party checks it.

use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use values::{AssuranceLevel, Timestamp};

use crate::{AuthorizationDetail, numeric_date};

/// The payload of an ID token, borrowed from where its parts are (OIDC Core §2).
#[derive(Debug, Serialize)]
pub struct IdTokenBody<'a> {
    /// Who issued it.
    pub iss: &'a str,
    /// Whom it speaks about.
    pub sub: &'a str,
    /// For whom it is.
    pub aud: &'a str,
    /// Until when it may be accepted, in seconds.
    pub exp: i64,
    /// When it was issued, in seconds.
    pub iat: i64,
    /// When the person authenticated, in seconds.
    pub auth_time: i64,
    /// From the request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nonce: Option<&'a str>,
    /// The level reached.
    pub acr: &'a str,
    /// How the person authenticated (RFC 8176).
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub amr: &'a [&'a str],
    /// Binds the access token to it (OIDC Core §3.1.3.6).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_hash: Option<&'a str>,
    /// The details as granted (RFC 9396 §9.1).
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub authorization_details: &'a [AuthorizationDetail],
    /// Data that the person released and the service asked for in the ID token.
    #[serde(flatten)]
    pub claims: &'a Map<String, Value>,
}

/// The payload of an ID token as a relying party reads it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct IdTokenClaims {
    /// Who issued it.
    pub iss: String,
    /// Whom it speaks about.
    pub sub: String,
    /// For whom it is.
    pub aud: Audience,
    /// The one to whom it was issued.
    #[serde(default)]
    pub azp: Option<String>,
    /// Until when it may be accepted, in seconds.
    #[serde(deserialize_with = "numeric_date::required")]
    pub exp: i64,
    /// When it was issued, in seconds.
    #[serde(deserialize_with = "numeric_date::required")]
    pub iat: i64,
    /// When the person authenticated, in seconds.
    #[serde(default, deserialize_with = "numeric_date::optional")]
    pub auth_time: Option<i64>,
    /// From the request.
    #[serde(default)]
    pub nonce: Option<String>,
    /// The level reached.
    #[serde(default)]
    pub acr: Option<String>,
    /// How the person authenticated; some providers write one method as a text, or `null`.
    #[serde(default, deserialize_with = "one_or_many")]
    pub amr: Vec<String>,
    /// Binds the access token to it.
    #[serde(default)]
    pub at_hash: Option<String>,
    /// The details as granted.
    #[serde(default)]
    pub authorization_details: Vec<AuthorizationDetail>,
    /// Everything else.
    #[serde(flatten)]
    pub claims: Map<String, Value>,
}

/// One audience or several (RFC 7519 §4.1.3).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(untagged)]
pub enum Audience {
    /// One.
    One(String),
    /// Several.
    Many(Vec<String>),
}

fn one_or_many<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    Ok(match Option::<Audience>::deserialize(deserializer)? {
        None => Vec::new(),
        Some(Audience::One(one)) => vec![one],
        Some(Audience::Many(many)) => many,
    })
}

/// What the relying party knows and demands.
#[derive(Clone, Debug)]
pub struct IdTokenRules<'a> {
    /// The issuer that was asked.
    pub issuer: &'a str,
    /// The relying party's own id.
    pub client_id: &'a str,
    /// What was sent as `nonce`.
    pub nonce: &'a str,
    /// The person must have authenticated since: with `prompt=login` since they were sent away, with `max_age` so much
    /// before that.
    pub authenticated_since: Option<Timestamp>,
    /// The lowest level that will do.
    pub minimum_level: Option<AssuranceLevel>,
    /// The access token that came beside it.
    pub access_token: Option<&'a str>,
    /// The present.
    pub now: Timestamp,
}

/// Why an ID token is refused: the steps of OIDC Core §3.1.3.7 after the signature (steps 6 to 8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdTokenError {
    /// Not the payload of an ID token.
    #[error("the ID token lacks a required claim or has one of a wrong type")]
    Malformed,
    /// Step 2.
    #[error("the ID token has another issuer")]
    Issuer,
    /// Step 3.
    #[error("the ID token is for another client")]
    Audience,
    /// Steps 4 and 5.
    #[error("the ID token was issued to another client")]
    AuthorizedParty,
    /// Step 9.
    #[error("the ID token has expired")]
    Expired,
    /// Step 10.
    #[error("the ID token was issued too long ago, or in the future")]
    IssuedAt,
    /// Step 11.
    #[error("the ID token belongs to another login")]
    Nonce,
    /// Step 12.
    #[error("the level of assurance is lower than was asked for")]
    Level,
    /// Step 13.
    #[error("the person authenticated longer ago than was asked for")]
    AuthTime,
    /// OIDC Core §3.1.3.8.
    #[error("the access token does not belong to the ID token")]
    AccessTokenHash,
}

/// How far two clocks may be apart.
const LEEWAY_S: i64 = 60;
/// How long after its issue an ID token is still fresh for a login.
const LONGEST_AGE_S: i64 = 600;
/// OIDC Core §2: `sub` has at most 255 ASCII characters.
const LONGEST_SUBJECT_BYTES: usize = 255;

/// Reads the payload of an ID token whose signature has been verified, and runs the checks in their order.
pub fn check_id_token(payload: &[u8], rules: &IdTokenRules<'_>) -> Result<IdTokenClaims, IdTokenError> {
    let claims: IdTokenClaims = serde_json::from_slice(payload).map_err(|_| IdTokenError::Malformed)?;
    subject_is_usable(&claims)?;
    issuer_is_the_one_asked(&claims, rules)?;
    audience_has_us(&claims, rules)?;
    authorized_party_is_us(&claims, rules)?;
    is_not_expired(&claims, rules)?;
    is_fresh(&claims, rules)?;
    nonce_is_ours(&claims, rules)?;
    level_suffices(&claims, rules)?;
    authentication_is_recent(&claims, rules)?;
    access_token_belongs(&claims, rules)?;
    Ok(claims)
}

/// `at_hash` for the algorithms spoken here, all of which go with SHA-256 in practice (OIDC Core §3.1.3.6).
pub fn access_token_hash(access_token: &str) -> String {
    let hash = digest(&SHA256, access_token.as_bytes());
    URL_SAFE_NO_PAD.encode(&hash.as_ref()[..16])
}

/// OIDC Core §2.
fn subject_is_usable(claims: &IdTokenClaims) -> Result<(), IdTokenError> {
    let usable = !claims.sub.is_empty() && claims.sub.len() <= LONGEST_SUBJECT_BYTES && claims.sub.is_ascii();
    if usable { Ok(()) } else { Err(IdTokenError::Malformed) }
}

/// OIDC Core §3.1.3.7 step 2.
fn issuer_is_the_one_asked(claims: &IdTokenClaims, rules: &IdTokenRules<'_>) -> Result<(), IdTokenError> {
    if claims.iss == rules.issuer { Ok(()) } else { Err(IdTokenError::Issuer) }
}

/// OIDC Core §3.1.3.7 step 3: an audience that is not trusted is one that is not us.
fn audience_has_us(claims: &IdTokenClaims, rules: &IdTokenRules<'_>) -> Result<(), IdTokenError> {
    let ours = match &claims.aud {
        Audience::One(audience) => audience == rules.client_id,
        Audience::Many(audiences) => {
            !audiences.is_empty() && audiences.iter().all(|audience| audience == rules.client_id)
        }
    };
    if ours { Ok(()) } else { Err(IdTokenError::Audience) }
}

/// OIDC Core §3.1.3.7 steps 4 and 5.
fn authorized_party_is_us(claims: &IdTokenClaims, rules: &IdTokenRules<'_>) -> Result<(), IdTokenError> {
    match &claims.azp {
        Some(party) if party != rules.client_id => Err(IdTokenError::AuthorizedParty),
        _ => Ok(()),
    }
}

/// OIDC Core §3.1.3.7 step 9.
fn is_not_expired(claims: &IdTokenClaims, rules: &IdTokenRules<'_>) -> Result<(), IdTokenError> {
    let now_s = rules.now.unix_seconds();
    if now_s < claims.exp.saturating_add(LEEWAY_S) { Ok(()) } else { Err(IdTokenError::Expired) }
}

/// OIDC Core §3.1.3.7 step 10.
fn is_fresh(claims: &IdTokenClaims, rules: &IdTokenRules<'_>) -> Result<(), IdTokenError> {
    let age_s = rules.now.unix_seconds().saturating_sub(claims.iat);
    if (-LEEWAY_S..=LONGEST_AGE_S).contains(&age_s) { Ok(()) } else { Err(IdTokenError::IssuedAt) }
}

/// OIDC Core §3.1.3.7 step 11.
fn nonce_is_ours(claims: &IdTokenClaims, rules: &IdTokenRules<'_>) -> Result<(), IdTokenError> {
    if claims.nonce.as_deref() == Some(rules.nonce) { Ok(()) } else { Err(IdTokenError::Nonce) }
}

/// OIDC Core §3.1.3.7 step 12.
fn level_suffices(claims: &IdTokenClaims, rules: &IdTokenRules<'_>) -> Result<(), IdTokenError> {
    let Some(minimum) = rules.minimum_level else { return Ok(()) };
    let reached = claims.acr.as_deref().and_then(|acr| AssuranceLevel::parse(acr).ok());
    if reached.is_some_and(|level| level >= minimum) { Ok(()) } else { Err(IdTokenError::Level) }
}

/// OIDC Core §3.1.3.7 step 13.
fn authentication_is_recent(claims: &IdTokenClaims, rules: &IdTokenRules<'_>) -> Result<(), IdTokenError> {
    let Some(since_s) = rules.authenticated_since.map(Timestamp::unix_seconds) else { return Ok(()) };
    let auth_time = claims.auth_time.ok_or(IdTokenError::AuthTime)?;
    if auth_time.saturating_add(LEEWAY_S) >= since_s { Ok(()) } else { Err(IdTokenError::AuthTime) }
}

/// OIDC Core §3.1.3.8: if it is there it must be right.
fn access_token_belongs(claims: &IdTokenClaims, rules: &IdTokenRules<'_>) -> Result<(), IdTokenError> {
    match (&claims.at_hash, rules.access_token) {
        (Some(hash), Some(token)) if *hash != access_token_hash(token) => Err(IdTokenError::AccessTokenHash),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const NOW_S: i64 = 1_800_000_000;

    fn rules() -> IdTokenRules<'static> {
        IdTokenRules {
            issuer: "https://op.example",
            client_id: "lipova",
            nonce: "n",
            authenticated_since: Some(Timestamp::from_unix_seconds(NOW_S - 300)),
            minimum_level: Some(AssuranceLevel::Substantial),
            access_token: Some("token"),
            now: Timestamp::from_unix_seconds(NOW_S),
        }
    }

    #[test]
    fn a_fresh_login_that_was_asked_for_is_one() {
        let since =
            |s| IdTokenRules { authenticated_since: Some(Timestamp::from_unix_seconds(s)), ..rules() };
        assert!(check_id_token(&body(|_| ()), &since(NOW_S - 100)).is_ok());
        assert!(check_id_token(&body(|_| ()), &since(NOW_S - 100 + LEEWAY_S)).is_ok());
        let stale = check_id_token(&body(|_| ()), &since(NOW_S - 99 + LEEWAY_S));
        assert_eq!(stale.unwrap_err(), IdTokenError::AuthTime);
        let silent = body(|body| drop(body.as_object_mut().unwrap().remove("auth_time")));
        assert_eq!(check_id_token(&silent, &since(NOW_S)).unwrap_err(), IdTokenError::AuthTime);
    }

    fn body(change: impl FnOnce(&mut Value)) -> Vec<u8> {
        let mut body = json!({
            "iss": "https://op.example", "sub": "abc", "aud": "lipova", "exp": NOW_S + 300, "iat": NOW_S,
            "auth_time": NOW_S - 100, "nonce": "n", "acr": "http://eidas.europa.eu/LoA/high",
            "at_hash": access_token_hash("token"), "email": "jana@example.cz",
        });
        change(&mut body);
        serde_json::to_vec(&body).unwrap()
    }

    #[test]
    fn a_good_token_passes_and_keeps_its_claims() {
        let claims = check_id_token(&body(|_| ()), &rules()).unwrap();
        assert_eq!(claims.claims["email"], "jana@example.cz");
        let many = body(|body| body["aud"] = json!(["lipova"]));
        assert!(check_id_token(&many, &rules()).is_ok());
    }

    /// Findings C5 and Q1.
    #[test]
    fn what_providers_write_otherwise_is_understood() {
        let odd = body(|body| {
            body["exp"] = json!(1.8e9 + 300.5);
            body["iat"] = json!(1.8e9 + 0.25);
            body["auth_time"] = json!(1.8e9 - 99.5);
            body["amr"] = json!("pwd");
        });
        let claims = check_id_token(&odd, &rules()).unwrap();
        assert_eq!((claims.exp, claims.iat, claims.auth_time), (NOW_S + 300, NOW_S, Some(NOW_S - 100)));
        assert_eq!(claims.amr, ["pwd"]);
        let null = check_id_token(&body(|body| body["amr"] = Value::Null), &rules()).unwrap();
        assert!(null.amr.is_empty());
    }

    #[test]
    fn each_check_refuses() {
        // mission: A7
        let set = |name: &'static str, value: Value| body(move |body| body[name] = value);
        for (payload, error) in [
            (set("sub", json!("")), IdTokenError::Malformed),
            (set("sub", json!("x".repeat(256))), IdTokenError::Malformed),
            (set("exp", json!("soon")), IdTokenError::Malformed),
            (set("iss", json!("https://evil.example")), IdTokenError::Issuer),
            (set("iss", json!("https://op.example/")), IdTokenError::Issuer),
            (set("aud", json!("knihovna")), IdTokenError::Audience),
            (set("aud", json!([])), IdTokenError::Audience),
            (set("aud", json!(["lipova", "knihovna"])), IdTokenError::Audience),
            (set("azp", json!("knihovna")), IdTokenError::AuthorizedParty),
            (set("exp", json!(NOW_S - LEEWAY_S)), IdTokenError::Expired),
            (set("iat", json!(NOW_S + LEEWAY_S + 1)), IdTokenError::IssuedAt),
            (set("iat", json!(NOW_S - LONGEST_AGE_S - 1)), IdTokenError::IssuedAt),
            (set("nonce", json!("other")), IdTokenError::Nonce),
            (set("nonce", Value::Null), IdTokenError::Nonce),
            (set("acr", json!("http://eidas.europa.eu/LoA/low")), IdTokenError::Level),
            (set("acr", Value::Null), IdTokenError::Level),
            (set("auth_time", json!(NOW_S - 361)), IdTokenError::AuthTime),
            (set("auth_time", Value::Null), IdTokenError::AuthTime),
            (set("at_hash", json!("AAAAAAAAAAAAAAAAAAAAAA")), IdTokenError::AccessTokenHash),
        ] {
            assert_eq!(check_id_token(&payload, &rules()).unwrap_err(), error);
        }
    }

    #[test]
    fn what_the_provider_writes_the_relying_party_reads() {
        let claims = json!({"given_name": "Jana"});
        let body = IdTokenBody {
            iss: "https://op.example",
            sub: "abc",
            aud: "lipova",
            exp: NOW_S + 300,
            iat: NOW_S,
            auth_time: NOW_S,
            nonce: Some("n"),
            acr: AssuranceLevel::High.uri(),
            amr: &["pwd", "otp"],
            at_hash: None,
            authorization_details: &[],
            claims: claims.as_object().unwrap(),
        };
        let read = check_id_token(&serde_json::to_vec(&body).unwrap(), &rules()).unwrap();
        assert_eq!(read.amr, ["pwd", "otp"]);
        assert_eq!(read.claims["given_name"], "Jana");
    }
}
