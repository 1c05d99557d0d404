//! A platform authenticator in software: what Touch ID or Android would answer.

use aws_lc_rs::digest::{SHA256, digest};
use jose::base64url;
use minicbor::encode::write::Cursor;
use minicbor::{Encoder, encode};
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};

pub(crate) struct Authenticator {
    pub(crate) key: SigningKey,
    pub(crate) id: Vec<u8>,
    pub(crate) counter: u32,
    /// User present, user verified.
    pub(crate) flags: u8,
    pub(crate) algorithm: i64,
    pub(crate) cross_origin: bool,
}

impl Authenticator {
    pub(crate) fn new(seed: u8) -> Self {
        let key = SigningKey::from_slice(&[seed; 32]).unwrap();
        Self { key, id: vec![seed; 16], counter: 0, flags: 0b101, algorithm: -7, cross_origin: false }
    }

    pub(crate) fn create(&self, origin: &str, rp_id: &str, challenge: &[u8]) -> serde_json::Value {
        let mut data = self.authenticator_data(rp_id, 0b0100_0000);
        data.extend([0; 16]);
        data.extend(u16::try_from(self.id.len()).unwrap().to_be_bytes());
        data.extend(&self.id);
        data.extend(self.cose_key());
        serde_json::json!({
            "id": base64url::encode(&self.id),
            "clientDataJSON": base64url::encode(self.client_data("webauthn.create", origin, challenge).as_bytes()),
            "attestationObject": base64url::encode(&attestation_object(&data)),
        })
    }

    pub(crate) fn get(&self, origin: &str, rp_id: &str, challenge: &[u8]) -> serde_json::Value {
        let client_data = self.client_data("webauthn.get", origin, challenge);
        let data = self.authenticator_data(rp_id, 0);
        let message = [data.as_slice(), digest(&SHA256, client_data.as_bytes()).as_ref()].concat();
        let signature: Signature = self.key.sign(&message);
        serde_json::json!({
            "id": base64url::encode(&self.id),
            "authenticatorData": base64url::encode(&data),
            "clientDataJSON": base64url::encode(client_data.as_bytes()),
            "signature": base64url::encode(signature.to_der().as_bytes()),
        })
    }

    fn client_data(&self, ceremony: &str, origin: &str, challenge: &[u8]) -> String {
        serde_json::json!({
            "type": ceremony,
            "challenge": base64url::encode(challenge),
            "origin": origin,
            "crossOrigin": self.cross_origin,
            "other_keys_can_be_added_here": "do not compare clientDataJSON against a template",
        })
        .to_string()
    }

    fn authenticator_data(&self, rp_id: &str, more_flags: u8) -> Vec<u8> {
        let mut data = digest(&SHA256, rp_id.as_bytes()).as_ref().to_vec();
        data.push(self.flags | more_flags);
        data.extend(self.counter.to_be_bytes());
        data
    }

    fn cose_key(&self) -> Vec<u8> {
        let point = self.key.verifying_key().to_encoded_point(false);
        cbor(|encoder| {
            encoder.map(5)?.i64(1)?.i64(2)?.i64(3)?.i64(self.algorithm)?.i64(-1)?.i64(1)?;
            encoder.i64(-2)?.bytes(point.x().unwrap())?.i64(-3)?.bytes(point.y().unwrap())?;
            Ok(())
        })
    }
}

fn attestation_object(authenticator_data: &[u8]) -> Vec<u8> {
    cbor(|encoder| {
        encoder.map(3)?.str("fmt")?.str("none")?.str("attStmt")?.map(0)?;
        encoder.str("authData")?.bytes(authenticator_data)?;
        Ok(())
    })
}

type CborWriter = Cursor<[u8; 1024]>;
type CborError = encode::Error<minicbor::encode::write::EndOfArray>;

fn cbor(write: impl FnOnce(&mut Encoder<CborWriter>) -> Result<(), CborError>) -> Vec<u8> {
    let mut encoder = Encoder::new(Cursor::new([0; 1024]));
    write(&mut encoder).unwrap();
    let cursor = encoder.into_writer();
    let length = cursor.position();
    cursor.into_inner()[..length].to_vec()
}
