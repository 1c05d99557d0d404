//! How this relying party says who it is.

use oidc::{Audience, ClientAssertionClaims, JWT_BEARER, basic_header};
use random::random_id;
use reqwest::header::AUTHORIZATION;
use values::{MINUTE_MS, Timestamp};

use super::{RelyingParty, RelyingPartyAuthentication, RelyingPartyError};

/// How long an assertion lives.
const ASSERTION_MS: i64 = MINUTE_MS;

/// A form with its client's credentials, ready to be sent.
pub(super) type Form<'a> = Vec<(&'static str, std::borrow::Cow<'a, str>)>;

impl RelyingParty {
    /// A POST of the form with credentials (OIDC Core §9).
    pub(super) fn post<'a>(
        &'a self,
        endpoint: &str,
        mut form: Form<'a>,
        now: Timestamp,
    ) -> Result<reqwest::RequestBuilder, RelyingPartyError> {
        let config = &self.0.config;
        let mut request = self.0.http.post(endpoint);
        match &config.authentication {
            RelyingPartyAuthentication::ClientSecretBasic { secret } => {
                request = request.header(AUTHORIZATION, basic_header(&config.client_id, secret.expose()));
            }
            RelyingPartyAuthentication::ClientSecretPost { secret } => {
                form.push(("client_id", config.client_id.as_str().into()));
                form.push(("client_secret", secret.expose().to_owned().into()));
            }
            RelyingPartyAuthentication::PrivateKeyJwt { .. } => {
                form.push(("client_id", config.client_id.as_str().into()));
                form.push(("client_assertion_type", JWT_BEARER.into()));
                form.push(("client_assertion", self.assertion(now)?.into()));
            }
            RelyingPartyAuthentication::None => form.push(("client_id", config.client_id.as_str().into())),
        }
        Ok(request.form(&form))
    }

    /// RFC 7523 §3; the issuer is the audience that every endpoint of the provider accepts.
    fn assertion(&self, now: Timestamp) -> Result<String, RelyingPartyError> {
        let RelyingPartyAuthentication::PrivateKeyJwt { algorithm } = self.0.config.authentication else {
            return Err(RelyingPartyError::SigningKey);
        };
        let claims = ClientAssertionClaims {
            iss: self.0.config.client_id.clone(),
            sub: self.0.config.client_id.clone(),
            aud: Audience::One(self.0.config.issuer.clone()),
            jti: random_id(now),
            exp: now.plus_ms(ASSERTION_MS).unix_seconds(),
            iat: Some(now.unix_seconds()),
            nbf: None,
        };
        let keys = self.0.keyring.as_ref().ok_or(RelyingPartyError::SigningKey)?.keys();
        let key = keys.signing(algorithm, now).ok_or(RelyingPartyError::SigningKey)?;
        key.sign("JWT", &claims).map_err(|_| RelyingPartyError::SigningKey)
    }
}
