//! `private_key_jwt` (OIDC Core §9, RFC 7523 §3).

use jose::{JoseError, UnverifiedJws, VerifyingKey};
use serde::{Deserialize, Serialize};
use values::Timestamp;

use crate::{Audience, numeric_date};

/// The value of `client_assertion_type`.
pub const JWT_BEARER: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// What an assertion says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClientAssertionClaims {
    /// The client.
    pub iss: String,
    /// The client.
    pub sub: String,
    /// The provider.
    pub aud: Audience,
    /// Unique per assertion.
    pub jti: String,
    /// Until when it may be accepted, in seconds.
    #[serde(deserialize_with = "numeric_date::required")]
    pub exp: i64,
    /// When it was issued, in seconds.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "numeric_date::optional")]
    pub iat: Option<i64>,
    /// From when it may be accepted, in seconds.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "numeric_date::optional")]
    pub nbf: Option<i64>,
}

/// An assertion that passed every check but one: that its `jti` is new, which only the store knows.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "an assertion counts once: record its jti"]
pub struct ClientAssertion {
    /// Unique per assertion.
    pub jti: String,
    /// Until when the `jti` must be remembered.
    pub expires_at: Timestamp,
}

/// Why an assertion is refused. All look the same to the client: `invalid_client`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AssertionError {
    /// The signature or the header.
    #[error(transparent)]
    Jose(#[from] JoseError),
    /// A required claim is missing or of a wrong type.
    #[error("the assertion lacks a required claim")]
    Malformed,
    /// RFC 7523 §3 points 1 and 2.
    #[error("the assertion's iss and sub are not the client")]
    Client,
    /// RFC 7523 §3 point 3.
    #[error("the assertion is for another audience")]
    Audience,
    /// RFC 7523 §3 point 4.
    #[error("the assertion has expired or lives too long")]
    Expired,
    /// RFC 7523 §3 points 5 and 6.
    #[error("the assertion is from the future")]
    NotYet,
}

/// How far two clocks may be apart.
const LEEWAY_S: i64 = 60;
/// The longest time that a `jti` is remembered.
const LONGEST_LIFE_S: i64 = 3_600;
const LONGEST_JTI_BYTES: usize = 256;

impl ClientAssertion {
    /// The client that an assertion speaks for, to find its keys by; nothing is verified yet.
    pub fn claimed_client(assertion: &str) -> Option<String> {
        #[derive(Deserialize)]
        struct Subject {
            sub: String,
        }
        use base64::Engine as _;
        let payload = assertion.split('.').nth(1)?;
        let payload = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(payload).ok()?;
        serde_json::from_slice::<Subject>(&payload).ok().map(|subject| subject.sub)
    }

    /// Verifies the signature by the client's keys and runs the checks in their order. `audiences` are the names by which
    /// this provider may be called: its issuer and, as RFC 7523 has it, the address of the endpoint.
    pub fn check(
        assertion: &str,
        client_id: &str,
        keys: &[VerifyingKey],
        audiences: &[&str],
        now: Timestamp,
    ) -> Result<Self, AssertionError> {
        let payload = UnverifiedJws::parse(assertion)?.verify(keys)?;
        let claims: ClientAssertionClaims =
            serde_json::from_slice(&payload).map_err(|_| AssertionError::Malformed)?;
        speaks_for_the_client(&claims, client_id)?;
        is_for_us(&claims, audiences)?;
        lives_and_not_too_long(&claims, now)?;
        is_not_from_the_future(&claims, now)?;
        has_a_usable_jti(&claims)?;
        let expires_at = Timestamp::from_unix_seconds(claims.exp.saturating_add(LEEWAY_S));
        Ok(Self { jti: claims.jti, expires_at })
    }
}

/// RFC 7523 §3 points 1 and 2, OIDC Core §9.
fn speaks_for_the_client(claims: &ClientAssertionClaims, client_id: &str) -> Result<(), AssertionError> {
    if claims.iss == client_id && claims.sub == client_id { Ok(()) } else { Err(AssertionError::Client) }
}

/// RFC 7523 §3 point 3. Exactly one audience: whoever of several receives an assertion first could present it to the
/// others. FAPI 2.0 therefore has clients name the issuer alone, as a text; we take a list of one as well, and the
/// address of an endpoint, which RFC 7523 suggested and libraries send. A list of both is refused on purpose.
fn is_for_us(claims: &ClientAssertionClaims, audiences: &[&str]) -> Result<(), AssertionError> {
    let audience = match &claims.aud {
        Audience::One(audience) => Some(audience.as_str()),
        Audience::Many(several) => {
            if let [audience] = several.as_slice() {
                Some(audience.as_str())
            } else {
                None
            }
        }
    };
    if audience.is_some_and(|audience| audiences.contains(&audience)) {
        Ok(())
    } else {
        Err(AssertionError::Audience)
    }
}

/// RFC 7523 §3 point 4.
fn lives_and_not_too_long(claims: &ClientAssertionClaims, now: Timestamp) -> Result<(), AssertionError> {
    let left_s = claims.exp.saturating_sub(now.unix_seconds());
    if (-LEEWAY_S + 1..=LONGEST_LIFE_S).contains(&left_s) { Ok(()) } else { Err(AssertionError::Expired) }
}

/// RFC 7523 §3 points 5 and 6.
fn is_not_from_the_future(claims: &ClientAssertionClaims, now: Timestamp) -> Result<(), AssertionError> {
    let latest_s = now.unix_seconds().saturating_add(LEEWAY_S);
    let past = |time: Option<i64>| time.is_none_or(|time| time <= latest_s);
    if past(claims.nbf) && past(claims.iat) { Ok(()) } else { Err(AssertionError::NotYet) }
}

/// OIDC Core §9: `jti` is required.
fn has_a_usable_jti(claims: &ClientAssertionClaims) -> Result<(), AssertionError> {
    if (1..=LONGEST_JTI_BYTES).contains(&claims.jti.len()) { Ok(()) } else { Err(AssertionError::Malformed) }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use jose::{Algorithm, SigningKey};

    const NOW_S: i64 = 1_800_000_000;
    const ISSUER: &str = "https://op.example";

    fn check(key: &SigningKey, change: impl FnOnce(&mut Value)) -> Result<ClientAssertion, AssertionError> {
        let mut claims =
            json!({"iss": "hub", "sub": "hub", "aud": ISSUER, "jti": "1", "exp": NOW_S + 60, "iat": NOW_S});
        change(&mut claims);
        let token = key.sign("JWT", &claims).unwrap();
        assert_eq!(ClientAssertion::claimed_client(&token).as_deref(), claims["sub"].as_str());
        let keys = [key.verifying_key().unwrap()];
        ClientAssertion::check(&token, "hub", &keys, &[ISSUER], Timestamp::from_unix_seconds(NOW_S))
    }

    #[test]
    fn each_check_refuses() {
        let key =
            SigningKey::from_pkcs8(Algorithm::Es256, &SigningKey::generate_pkcs8(Algorithm::Es256).unwrap())
                .unwrap();
        let good = check(&key, |_| ()).unwrap();
        assert_eq!(good.jti, "1");
        assert_eq!(good.expires_at, Timestamp::from_unix_seconds(NOW_S + 60 + LEEWAY_S));
        assert!(check(&key, |claims| claims["aud"] = json!([ISSUER])).is_ok());
        // Finding C5: times with fractions.
        let fractional = check(&key, |claims| {
            claims["exp"] = json!(60.75 + 1.8e9);
            claims["iat"] = json!(1.8e9 + 0.5);
            claims["nbf"] = Value::Null;
        });
        assert_eq!(fractional.unwrap().expires_at, good.expires_at);
        for (name, value, error) in [
            ("jti", Value::Null, AssertionError::Malformed),
            ("iss", json!("other"), AssertionError::Client),
            ("sub", json!("other"), AssertionError::Client),
            ("aud", json!("https://other.example"), AssertionError::Audience),
            ("aud", json!([ISSUER, "https://other.example"]), AssertionError::Audience),
            ("aud", json!([ISSUER, ISSUER]), AssertionError::Audience),
            ("aud", json!([]), AssertionError::Audience),
            ("aud", json!(format!("{ISSUER}/")), AssertionError::Audience),
            ("exp", json!(NOW_S - LEEWAY_S), AssertionError::Expired),
            ("exp", json!(1e300), AssertionError::Malformed),
            ("exp", json!("soon"), AssertionError::Malformed),
            ("exp", json!(NOW_S + LONGEST_LIFE_S + 1), AssertionError::Expired),
            ("nbf", json!(NOW_S + LEEWAY_S + 1), AssertionError::NotYet),
            ("iat", json!(NOW_S + LEEWAY_S + 1), AssertionError::NotYet),
            ("jti", json!(""), AssertionError::Malformed),
        ] {
            assert_eq!(check(&key, |claims| claims[name] = value), Err(error), "{name}");
        }
    }

    #[test]
    fn a_wrong_signature_is_refused() {
        let pkcs8 = || SigningKey::generate_pkcs8(Algorithm::EdDsa).unwrap();
        let key = SigningKey::from_pkcs8(Algorithm::EdDsa, &pkcs8()).unwrap();
        let other = SigningKey::from_pkcs8(Algorithm::EdDsa, &pkcs8()).unwrap();
        let token = key.sign("JWT", &json!({"iss": "hub"})).unwrap();
        let keys = [other.verifying_key().unwrap()];
        let outcome =
            ClientAssertion::check(&token, "hub", &keys, &[ISSUER], Timestamp::from_unix_seconds(NOW_S));
        assert_eq!(outcome, Err(AssertionError::Jose(JoseError::UnknownKey)));
        assert_eq!(ClientAssertion::claimed_client("nonsense"), None);
    }
}
