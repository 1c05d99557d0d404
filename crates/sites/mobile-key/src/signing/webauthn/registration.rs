//! A registration: the authenticator made a credential (WebAuthn L3 §7.1).

use jose::P256PublicKey;
use minicbor::Decoder;
use minicbor::data::Type;
use mobile_key_api::Registration;

use super::authenticator::AuthenticatorData;
use super::client_data::{self, Ceremony};
use super::{Credential, Expected, WebauthnError};

/// §7.1 step 26: credential identifiers are at most so long.
const MAX_CREDENTIAL_ID_BYTES: usize = 1023;
const AAGUID_BYTES: usize = 16;

/// The credential, if the registration is what we expect. The attestation statement is not looked at: which maker
/// built the phone is no part of our assurance, and asking for it would tell the maker about the person.
pub(crate) fn register(
    registration: &Registration,
    expected: &Expected<'_>,
) -> Result<Credential, WebauthnError> {
    client_data::check(&registration.client_data_json.0, Ceremony::Registration, expected)?;
    let bytes = authenticator_data(&registration.attestation_object.0)?;
    let data = AuthenticatorData::parse(bytes)?;
    data.check(expected.rp_id)?;
    let attested = data.attested().ok_or(WebauthnError::AuthenticatorData)?;
    let (id, key) = attested_credential(attested)?;
    if id != registration.id.0 {
        return Err(WebauthnError::Credential);
    }
    Ok(Credential { id: id.to_vec(), key: cose_key(key)?, counter: data.counter })
}

/// The member `authData` of the attestation object (§6.5.4).
fn authenticator_data(object: &[u8]) -> Result<&[u8], WebauthnError> {
    let mut decoder = Decoder::new(object);
    let mut found = None;
    let members = decoder.map().map_err(|_| WebauthnError::Attestation)?.ok_or(WebauthnError::Attestation)?;
    for _ in 0..members {
        match decoder.str().map_err(|_| WebauthnError::Attestation)? {
            "authData" => found = Some(decoder.bytes().map_err(|_| WebauthnError::Attestation)?),
            _ => decoder.skip().map_err(|_| WebauthnError::Attestation)?,
        }
    }
    found.ok_or(WebauthnError::Attestation)
}

/// Attested credential data (§6.5.1): AAGUID, length, identifier, key.
fn attested_credential(bytes: &[u8]) -> Result<(&[u8], &[u8]), WebauthnError> {
    let after_aaguid = bytes.get(AAGUID_BYTES..).ok_or(WebauthnError::AuthenticatorData)?;
    let (length, rest) = after_aaguid.split_first_chunk::<2>().ok_or(WebauthnError::AuthenticatorData)?;
    let length = usize::from(u16::from_be_bytes(*length));
    if length == 0 || length > MAX_CREDENTIAL_ID_BYTES {
        return Err(WebauthnError::AuthenticatorData);
    }
    rest.split_at_checked(length).ok_or(WebauthnError::AuthenticatorData)
}

/// A COSE key (RFC 9052 §7, RFC 9053 §7.1.1): EC2 on P-256 for ES256; extensions may follow it.
fn cose_key(bytes: &[u8]) -> Result<P256PublicKey, WebauthnError> {
    const KEY_TYPE: i64 = 1;
    const ALGORITHM: i64 = 3;
    const CURVE: i64 = -1;
    const X: i64 = -2;
    const Y: i64 = -3;
    const EC2: i64 = 2;
    const ES256: i64 = -7;
    const P256: i64 = 1;

    let bad = |_| WebauthnError::AuthenticatorData;
    let mut decoder = Decoder::new(bytes);
    let (mut kind, mut algorithm, mut curve, mut x, mut y) = (None, None, None, None, None);
    let members = decoder.map().map_err(bad)?.ok_or(WebauthnError::AuthenticatorData)?;
    for _ in 0..members {
        if decoder.datatype().map_err(bad)? == Type::String {
            decoder.skip().map_err(bad)?;
            decoder.skip().map_err(bad)?;
            continue;
        }
        match decoder.i64().map_err(bad)? {
            KEY_TYPE => kind = Some(decoder.i64().map_err(bad)?),
            ALGORITHM => algorithm = Some(decoder.i64().map_err(bad)?),
            CURVE => curve = Some(decoder.i64().map_err(bad)?),
            X => x = Some(decoder.bytes().map_err(bad)?),
            Y => y = Some(decoder.bytes().map_err(bad)?),
            _ => decoder.skip().map_err(bad)?,
        }
    }
    if (kind, algorithm, curve) != (Some(EC2), Some(ES256), Some(P256)) {
        return Err(WebauthnError::Algorithm);
    }
    let coordinate = |value: Option<&[u8]>| value.and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
    let point = coordinate(x).zip(coordinate(y)).map(|(x, y)| P256PublicKey::from_coordinates(&x, &y));
    point.filter(P256PublicKey::lies_on_the_curve).ok_or(WebauthnError::AuthenticatorData)
}
