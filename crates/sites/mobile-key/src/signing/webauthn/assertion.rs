//! An assertion: the person approved by biometrics (WebAuthn L3 §7.2).

use aws_lc_rs::digest::{SHA256, digest};
use mobile_key_api::Assertion;

use super::authenticator::AuthenticatorData;
use super::client_data::{self, Ceremony};
use super::{Credential, Expected, WebauthnError};

/// Holds if `credential` made it for what we expect; the new counter to remember.
pub(crate) fn verify(
    assertion: &Assertion,
    expected: &Expected<'_>,
    credential: &Credential,
) -> Result<u32, WebauthnError> {
    // §7.2 step 5: the credential is one that we allowed.
    if assertion.id.0 != credential.id {
        return Err(WebauthnError::Credential);
    }
    client_data::check(&assertion.client_data_json.0, Ceremony::Assertion, expected)?;
    let data = AuthenticatorData::parse(&assertion.authenticator_data.0)?;
    data.check(expected.rp_id)?;
    check_signature(assertion, credential)?;
    check_counter(credential.counter, data.counter)?;
    Ok(data.counter)
}

/// §7.2 steps 20 and 21.
fn check_signature(assertion: &Assertion, credential: &Credential) -> Result<(), WebauthnError> {
    let hash = digest(&SHA256, &assertion.client_data_json.0);
    let message = [assertion.authenticator_data.0.as_slice(), hash.as_ref()].concat();
    if credential.key.verifies_asn1(&message, &assertion.signature.0) {
        Ok(())
    } else {
        Err(WebauthnError::Signature)
    }
}

/// §7.2 step 22: a counter that is in use only grows.
fn check_counter(stored: u32, received: u32) -> Result<(), WebauthnError> {
    if (stored == 0 && received == 0) || received > stored { Ok(()) } else { Err(WebauthnError::Counter) }
}
