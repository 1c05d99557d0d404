//! The way back (OIDC Core §3.1.2.5 to §3.1.3.7), check by check.

use axum::http::HeaderMap;
use jose::{Algorithm, JoseError, UnverifiedJws};
use oidc::{IdTokenClaims, IdTokenRules, Parameters, ProviderMetadata, TokenResponse, check_id_token};
use serde_json::{Map, Value};
use values::{AssuranceLevel, Timestamp};

use super::authorize::{LoginBody, StateSecrets};
use super::error::loggable;
use super::{Identity, Refused, RelyingParty, RelyingPartyError as Error};
use crate::table::login;

impl RelyingParty {
    pub(super) async fn finish_login(&self, headers: &HeaderMap, query: &str) -> Result<Identity, Error> {
        let parameters = Parameters::parse(query).map_err(|_| Error::Answer)?;
        let state = parameters.get("state").ok_or(Error::UnknownState)?;
        let secrets = StateSecrets::of(&self.0.hash, &self.0.name, state);
        let now = self.now();
        let login = self.find_login(headers, &secrets, now).await?;
        let metadata = self.0.provider.metadata(now).await?;
        self.answer_is_from_the_issuer(&parameters, &metadata)?;
        self.take_login(&secrets).await?;
        answer_is_no_refusal(&parameters, &login)?;
        let code = parameters.get("code").ok_or(Error::Answer)?;

        let tokens = self.redeem(&metadata, code, &secrets, now).await?;
        let id_token = tokens.id_token.as_deref().ok_or(Error::Provider("it sent no ID token"))?;
        let payload = self.verified(&metadata, id_token, now).await?;
        let rules = IdTokenRules {
            issuer: &self.0.config.issuer,
            client_id: &self.0.config.client_id,
            nonce: &secrets.nonce,
            authenticated_since: login.authenticated_since,
            minimum_level: login.minimum_level,
            access_token: Some(&tokens.access_token),
            now,
        };
        let claims = check_id_token(&payload, &rules)?;
        let userinfo = self.userinfo(&metadata, &tokens.access_token, &claims.sub).await?;
        Ok(identity(claims, userinfo, &tokens, login))
    }

    /// The login that this state began, in this browser (RFC 6749 §10.12).
    async fn find_login(
        &self,
        headers: &HeaderMap,
        secrets: &StateSecrets,
        now: Timestamp,
    ) -> Result<LoginBody, Error> {
        let row = self.0.store.read(|tx| login::find(tx, &secrets.id, &self.0.name)).await?;
        let row = row.ok_or(Error::UnknownState)?;
        if !self.0.browser.is(headers, &row.browser) {
            return Err(Error::OtherBrowser);
        }
        if now >= row.expires_at {
            return Err(Error::UnknownState);
        }
        Ok(crate::pending_requests::from_json(&row.body)?)
    }

    /// A login is finished once.
    async fn take_login(&self, secrets: &StateSecrets) -> Result<(), Error> {
        let taken = self.0.store.write(|tx| login::take(tx, &secrets.id)).await?;
        if taken { Ok(()) } else { Err(Error::UnknownState) }
    }

    /// RFC 9207 §2.4: against mix-up. A provider that says that it sends `iss` must send it.
    fn answer_is_from_the_issuer(
        &self,
        parameters: &Parameters<'_>,
        metadata: &ProviderMetadata,
    ) -> Result<(), Error> {
        match parameters.get("iss") {
            Some(issuer) if issuer == self.0.config.issuer => Ok(()),
            None if !metadata.authorization_response_iss_parameter_supported => Ok(()),
            _ => Err(Error::Answer),
        }
    }

    /// OIDC Core §3.1.3.1, RFC 7636 §4.5.
    async fn redeem(
        &self,
        metadata: &ProviderMetadata,
        code: &str,
        secrets: &StateSecrets,
        now: Timestamp,
    ) -> Result<TokenResponse<'static>, Error> {
        let form = vec![
            ("grant_type", "authorization_code".into()),
            ("code", code.into()),
            ("redirect_uri", self.0.site.url(&self.0.config.callback_path).into()),
            ("code_verifier", secrets.verifier.as_str().into()),
        ];
        let (status, body) = crate::remote::ask(self.post(&metadata.token_endpoint, form, now)?).await?;
        let tokens = super::service_token::read(status, &body);
        if tokens.is_err() && super::error::is_about_the_code(&body) { Err(Error::Code) } else { tokens }
    }

    /// OIDC Core §3.1.3.7 steps 6 to 8. The algorithm is one that the provider announces; a key that is not known makes us
    /// ask for the keys again, because they may have changed.
    async fn verified(
        &self,
        metadata: &ProviderMetadata,
        token: &str,
        now: Timestamp,
    ) -> Result<Vec<u8>, Error> {
        let jws = UnverifiedJws::parse(token)?;
        algorithm_is_announced(metadata, jws.algorithm())?;
        let keys = self.0.provider.keys.get(&metadata.jwks_uri, now).await?;
        match jws.verify(&*keys) {
            Err(JoseError::UnknownKey) => {
                let keys = self.0.provider.keys.refresh(&metadata.jwks_uri, now).await?;
                Ok(jws.verify(&*keys)?)
            }
            outcome => Ok(outcome?),
        }
    }

    /// OIDC Core §5.3; the subject must be the same (§5.3.2).
    async fn userinfo(
        &self,
        metadata: &ProviderMetadata,
        access_token: &str,
        subject: &str,
    ) -> Result<Map<String, Value>, Error> {
        let Some(endpoint) = metadata.userinfo_endpoint.as_ref().filter(|_| self.0.config.userinfo) else {
            return Ok(Map::new());
        };
        let request = self.0.http.get(endpoint).bearer_auth(access_token);
        let json = crate::remote::fetch(request).await?;
        let claims: Map<String, Value> =
            serde_json::from_slice(&json).map_err(|_| Error::Provider("its userinfo is malformed"))?;
        if claims.get("sub").and_then(Value::as_str) == Some(subject) {
            Ok(claims)
        } else {
            Err(Error::UserinfoSubject)
        }
    }
}

/// OIDC Core §3.1.2.6. Whoever holds the browser can write anything there, and it goes to the log.
fn answer_is_no_refusal(parameters: &Parameters<'_>, login: &LoginBody) -> Result<(), Error> {
    let Some(error) = parameters.get("error") else { return Ok(()) };
    let error = loggable(error).ok_or(Error::Answer)?;
    Err(Error::Refused(Refused {
        error: error.to_owned(),
        description: parameters.get("error_description").and_then(loggable).map(str::to_owned),
        payload: login.payload.clone(),
    }))
}

/// OIDC Core §3.1.3.7 step 7.
fn algorithm_is_announced(metadata: &ProviderMetadata, algorithm: Algorithm) -> Result<(), Error> {
    let announced = &metadata.id_token_signing_alg_values_supported;
    if announced.iter().any(|name| name == algorithm.as_str()) {
        Ok(())
    } else {
        Err(Error::Signature(JoseError::Algorithm))
    }
}

fn identity(
    claims: IdTokenClaims,
    userinfo: Map<String, Value>,
    tokens: &TokenResponse<'_>,
    login: LoginBody,
) -> Identity {
    // What the ID token says is signed: it counts before the userinfo.
    let mut all = userinfo;
    all.remove("sub");
    all.extend(claims.claims);
    let details = if claims.authorization_details.is_empty() {
        tokens.authorization_details.clone()
    } else {
        claims.authorization_details
    };
    Identity {
        issuer: claims.iss,
        subject: claims.sub,
        level: claims.acr.as_deref().and_then(|acr| AssuranceLevel::parse(acr).ok()),
        amr: claims.amr,
        authenticated_at: claims.auth_time.map(Timestamp::from_unix_seconds),
        claims: all,
        authorization_details: details,
        payload: login.payload,
    }
}
