//! Signed requests: JWS in JSON serialization (RFC 7515 §7.2) over a payload that says what it asks for.

use jose::{Algorithm, Header, HeaderPolicy, JsonJws, JsonSignature, P256PublicKey};
use mobile_key_api::{Assertion, DeviceId, SignedRequest};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use values::Timestamp;

/// No signed request is larger.
pub(crate) const MAX_REQUEST_BYTES: usize = 16 * 1024;
/// How far a phone's clock may be from ours.
pub(crate) const MAX_SKEW_MS: i64 = 60_000;

/// The algorithm is fixed, never negotiated (RFC 8725 §3.1), and so is the type (§3.11).
const POLICY: HeaderPolicy = HeaderPolicy {
    algorithms: &[Algorithm::Es256],
    typ: Some("svornik-device+jws"),
    known_members_only: true,
};
const KNOWLEDGE: &str = "#knowledge";
/// Possession, the new factor, the old factor.
const MAX_SIGNATURES: usize = 3;

/// A request as it came, its shape checked and nothing else.
#[derive(Debug)]
pub(crate) struct Envelope {
    jws: JsonJws,
    signers: Vec<Signer>,
    payload: Payload,
    /// The assertion beside the signatures, of a device that approves by biometrics.
    pub(crate) webauthn: Option<Assertion>,
}

/// Whose key a signature claims to be made with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Signer {
    /// The possession key of a device.
    Possession(DeviceId),
    /// The knowledge key of a device.
    Knowledge(DeviceId),
    /// A key that the header itself carries: a device being registered.
    Carried(P256PublicKey),
}

/// The request is not of the form that the protocol describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a signed request of the Mobile Key protocol")]
pub(crate) struct Malformed;

/// What every payload says beside the fields of its operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Purpose {
    pub(crate) htm: String,
    pub(crate) htu: String,
    pub(crate) iat: Timestamp,
}

#[derive(Debug)]
struct Payload {
    purpose: Purpose,
    fields: Map<String, Value>,
}

impl Envelope {
    /// Reads either serialization; the size is the caller's to check.
    pub(crate) fn parse(body: &[u8]) -> Result<Self, Malformed> {
        let wire: SignedRequest = serde_json::from_slice(body).map_err(|_| Malformed)?;
        let signatures = match (wire.signatures, wire.protected, wire.signature) {
            (Some(several), None, None) => several,
            (None, Some(protected), Some(signature)) => vec![JsonSignature { protected, signature }],
            _ => return Err(Malformed),
        };
        let jws = JsonJws::parse(wire.payload, signatures, MAX_SIGNATURES, &POLICY).map_err(|_| Malformed)?;
        let payload = Payload::parse(&jws.unverified_payload().map_err(|_| Malformed)?)?;
        let signers = jws.headers().map(Signer::of).collect::<Result<_, _>>()?;
        Ok(Self { jws, signers, payload, webauthn: wire.webauthn })
    }

    pub(crate) fn purpose(&self) -> &Purpose {
        &self.payload.purpose
    }

    /// Who signed, in order; the first is always there.
    pub(crate) fn signers(&self) -> &[Signer] {
        &self.signers
    }

    pub(crate) fn count(&self) -> usize {
        self.signers.len()
    }

    /// Whether signature number `index` is there and made with `key` (RFC 7515 §5.2).
    pub(crate) fn is_signed_by(&self, index: usize, key: &P256PublicKey) -> bool {
        self.jws.is_signed_by(index, key)
    }

    /// The text that is hashed for a WebAuthn challenge.
    pub(crate) fn payload_text(&self) -> &str {
        self.jws.payload_text()
    }

    /// The fields of the operation, exactly those that `T` knows.
    pub(crate) fn fields<T: DeserializeOwned>(&self) -> Result<T, Malformed> {
        serde_json::from_value(Value::Object(self.payload.fields.clone())).map_err(|_| Malformed)
    }
}

impl Payload {
    fn parse(json: &[u8]) -> Result<Self, Malformed> {
        let mut fields: Map<String, Value> = serde_json::from_slice(json).map_err(|_| Malformed)?;
        let mut text_of = |name: &str| match fields.remove(name) {
            Some(Value::String(text)) => Ok(text),
            _ => Err(Malformed),
        };
        let (htm, htu) = (text_of("htm")?, text_of("htu")?);
        let iat = fields.remove("iat_ms").and_then(|value| value.as_i64()).ok_or(Malformed)?;
        Ok(Self { purpose: Purpose { htm, htu, iat: Timestamp::from_unix_ms(iat) }, fields })
    }
}

impl Signer {
    fn of(header: &Header) -> Result<Self, Malformed> {
        match (&header.kid, &header.jwk) {
            (Some(kid), None) => Self::from_kid(kid),
            (None, Some(jwk)) => P256PublicKey::from_jwk(jwk).map(Self::Carried).ok_or(Malformed),
            _ => Err(Malformed),
        }
    }

    fn from_kid(kid: &str) -> Result<Self, Malformed> {
        match kid.strip_suffix(KNOWLEDGE) {
            Some(device) => DeviceId::parse(device).map(Self::Knowledge),
            None => DeviceId::parse(kid).map(Self::Possession),
        }
        .map_err(|_| Malformed)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde::Deserialize;

    use super::*;

    const DEVICE: &str = "019a8b4c-0000-7000-8000-000000000001";

    fn text(json: &str) -> String {
        jose::base64url::encode(json.as_bytes())
    }

    fn flattened(header: &str, payload: &str) -> String {
        format!(r#"{{"payload":"{}","protected":"{}","signature":"AA"}}"#, text(payload), text(header))
    }

    fn header(kid: &str) -> String {
        format!(r#"{{"alg":"ES256","typ":"svornik-device+jws","kid":"{kid}"}}"#)
    }

    const PAYLOAD: &str = r#"{"htm":"POST","htu":"/api/v1/me","iat_ms":5,"name":"x"}"#;

    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(deny_unknown_fields)]
    struct Name {
        name: String,
    }

    #[test]
    fn both_serializations_are_read() {
        let device = DeviceId::parse(DEVICE).unwrap();
        let one = Envelope::parse(flattened(&header(DEVICE), PAYLOAD).as_bytes()).unwrap();
        assert_eq!(one.signers(), [Signer::Possession(device.clone())]);
        assert_eq!(one.fields::<Name>().unwrap().name, "x");
        assert_eq!(one.purpose().iat.unix_ms(), 5);

        let knowledge = header(&format!("{DEVICE}#knowledge"));
        let two = format!(
            r#"{{"payload":"{}","signatures":[{{"protected":"{}","signature":"AA"}},{{"protected":"{}","signature":"AA"}}]}}"#,
            text(PAYLOAD),
            text(&header(DEVICE)),
            text(&knowledge)
        );
        let two = Envelope::parse(two.as_bytes()).unwrap();
        assert_eq!(two.signers(), [Signer::Possession(device.clone()), Signer::Knowledge(device)]);
    }

    #[test]
    fn other_algorithms_types_keys_and_members_are_malformed() {
        let good = header(DEVICE);
        for bad in [
            good.replace("ES256", "none"),
            good.replace("ES256", "HS256"),
            good.replace("svornik-device+jws", "JWT"),
            good.replace('}', r#","crit":["b64"],"b64":false}"#),
            good.replace('}', r#","jku":"https://example.org"}"#),
            good.replace(DEVICE, "nobody"),
            r#"{"alg":"ES256","typ":"svornik-device+jws"}"#.to_owned(),
            r#"{"alg":"ES256","alg":"none","typ":"svornik-device+jws","kid":"x"}"#.to_owned(),
        ] {
            assert!(Envelope::parse(flattened(&bad, PAYLOAD).as_bytes()).is_err(), "{bad}");
        }
        for bad in ["[]", "{}", r#"{"htm":"POST","htu":"/"}"#, r#"{"htm":1,"htu":"/","iat_ms":1}"#] {
            assert!(Envelope::parse(flattened(&good, bad).as_bytes()).is_err(), "{bad}");
        }
    }

    #[test]
    fn fields_of_another_operation_are_malformed() {
        let more = r#"{"htm":"POST","htu":"/api/v1/me","iat_ms":5,"name":"x","link":"y"}"#;
        let envelope = Envelope::parse(flattened(&header(DEVICE), more).as_bytes()).unwrap();
        assert_eq!(envelope.fields::<Name>(), Err(Malformed));
    }

    proptest! {
        #[test]
        fn whatever_comes_is_answered(body in proptest::collection::vec(any::<u8>(), 0..600)) {
            let _ = Envelope::parse(&body);
        }
    }
}
