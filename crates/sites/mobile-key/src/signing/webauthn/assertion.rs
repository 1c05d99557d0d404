//! An assertion: the person approved by biometrics (WebAuthn L3 §7.2).

use aws_lc_rs::digest::{SHA256, digest};
use jose::base64url::Base64Url;
use serde::Deserialize;

use super::authenticator::AuthenticatorData;
use super::client_data::{self, Ceremony};
use super::{Credential, Expected, WebauthnError};

/// What the browser returned from `navigator.credentials.get`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Assertion {
    id: Base64Url,
    #[serde(rename = "authenticatorData")]
    authenticator_data: Base64Url,
    #[serde(rename = "clientDataJSON")]
    client_data_json: Base64Url,
    signature: Base64Url,
}

impl Assertion {
    /// Holds if `credential` made it for what we expect; the new counter to remember.
    pub(crate) fn verify(
        &self,
        expected: &Expected<'_>,
        credential: &Credential,
    ) -> Result<u32, WebauthnError> {
        self.check_credential(credential)?;
        client_data::check(&self.client_data_json.0, Ceremony::Assertion, expected)?;
        let data = AuthenticatorData::parse(&self.authenticator_data.0)?;
        data.check(expected.rp_id)?;
        self.check_signature(credential)?;
        check_counter(credential.counter, data.counter)?;
        Ok(data.counter)
    }

    /// §7.2 step 5: the credential is one that we allowed.
    fn check_credential(&self, credential: &Credential) -> Result<(), WebauthnError> {
        if self.id.0 == credential.id { Ok(()) } else { Err(WebauthnError::Credential) }
    }

    /// §7.2 steps 20 and 21.
    fn check_signature(&self, credential: &Credential) -> Result<(), WebauthnError> {
        let hash = digest(&SHA256, &self.client_data_json.0);
        let message = [self.authenticator_data.0.as_slice(), hash.as_ref()].concat();
        if credential.key.verifies_asn1(&message, &self.signature.0) {
            Ok(())
        } else {
            Err(WebauthnError::Signature)
        }
    }
}

/// §7.2 step 22: a counter that is in use only grows.
fn check_counter(stored: u32, received: u32) -> Result<(), WebauthnError> {
    if (stored == 0 && received == 0) || received > stored { Ok(()) } else { Err(WebauthnError::Counter) }
}
