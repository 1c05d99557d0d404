//! A phone without a screen: the app's half of docs/mobile-key-protocol.md.

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::hkdf::{HKDF_SHA256, Salt};
use jose::base64url;
use p256::NistP256;
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use p256::pkcs8::{DecodePrivateKey, EncodePrivateKey};
use serde_json::{Value, json};
use voprf::{EvaluationElement, OprfClient};

use super::authenticator::Authenticator;
use super::world::{Reply, World};

pub(crate) const PIN: &str = "271828";

/// One installation of the app.
pub(crate) struct Phone {
    pub(crate) id: String,
    pub(crate) possession: SigningKey,
    /// The knowledge key, encrypted under the PIN and the server's OPRF.
    wrapped: Vec<u8>,
    pub(crate) authenticator: Option<Authenticator>,
    pub(crate) last_iat_ms: i64,
}

/// Who signs a payload, in this order.
pub(crate) enum By<'a> {
    Possession,
    Knowledge(&'a SigningKey),
}

impl Phone {
    /// An installation without a second factor.
    pub(crate) async fn bare(world: &World, name: &str) -> Self {
        let mut phone = Self {
            id: String::new(),
            possession: new_key(),
            wrapped: Vec::new(),
            authenticator: None,
            last_iat_ms: 0,
        };
        let payload = phone.payload(world, "devices", &json!({ "name": name }));
        let header = json!({ "alg": "ES256", "typ": "svornik-device+jws", "jwk": jwk(&phone.possession) });
        let reply = world.post("devices", &phone.flattened(&payload, &header)).await;
        assert_eq!(reply.status, 201, "{}", reply.body);
        phone.id = reply.json["device_id"].as_str().unwrap().to_owned();
        phone
    }

    /// An installation with a PIN.
    pub(crate) async fn install(world: &World, name: &str) -> Self {
        let mut phone = Self::bare(world, name).await;
        assert_eq!(phone.set_pin(world, PIN).await.status, 204);
        phone
    }

    /// An installation with biometrics.
    pub(crate) async fn install_with_biometrics(world: &World, name: &str, seed: u8) -> Self {
        let mut phone = Self::bare(world, name).await;
        let authenticator = Authenticator::new(seed);
        let options = phone.call(world, "factor/webauthn/options", &json!({})).await;
        let challenge = base64url::decode(options.json["challenge"].as_str().unwrap()).unwrap();
        let new = authenticator.create(world.origin(), options.json["rp_id"].as_str().unwrap(), &challenge);
        assert_eq!(phone.call(world, "factor/webauthn", &new).await.status, 204);
        phone.authenticator = Some(authenticator);
        phone
    }

    pub(crate) async fn set_pin(&mut self, world: &World, pin: &str) -> Reply {
        let key = new_key();
        self.wrapped = self.wrap(world, pin, &key).await;
        let fields = json!({ "kind": "pin", "jwk": jwk(&key) });
        let body = self.signed(world, "factor", &fields, &[By::Possession, By::Knowledge(&key)]);
        world.post("factor", &body).await
    }

    /// A call that the possession key signs alone.
    pub(crate) async fn call(&mut self, world: &World, path: &str, fields: &Value) -> Reply {
        let body = self.sign(world, path, fields);
        world.post(path, &body).await
    }

    /// The body of such a call, to be sent as it is or spoilt.
    pub(crate) fn sign(&mut self, world: &World, path: &str, fields: &Value) -> Value {
        let payload = self.payload(world, path, fields);
        self.flattened(&payload, &self.header(""))
    }

    /// A body with several signatures.
    pub(crate) fn signed(&mut self, world: &World, path: &str, fields: &Value, by: &[By<'_>]) -> Value {
        let payload = self.payload(world, path, fields);
        let sign = |by: &By<'_>| match by {
            By::Possession => signature(&self.possession, &payload, &self.header("")),
            By::Knowledge(key) => signature(key, &payload, &self.header("#knowledge")),
        };
        json!({ "payload": payload, "signatures": by.iter().map(sign).collect::<Vec<_>>() })
    }

    /// A body with the authenticator's assertion beside the possession key's signature.
    pub(crate) fn asserted(&mut self, world: &World, path: &str, fields: &Value) -> Value {
        let mut body = self.signed(world, path, fields, &[By::Possession]);
        let challenge = digest(&SHA256, body["payload"].as_str().unwrap().as_bytes());
        let authenticator = self.authenticator.as_ref().unwrap();
        body["webauthn"] = authenticator.get(world.origin(), "localhost", challenge.as_ref());
        body
    }

    /// The OPRF and the unwrapping: `None` if the PIN is wrong. Spends a try.
    pub(crate) async fn unlock(&mut self, world: &World, pin: &str) -> Result<Option<SigningKey>, Reply> {
        let key = self.wrapping_key(world, pin).await?;
        let mut wrapped = self.wrapped.clone();
        let nonce = Nonce::assume_unique_for_key([0; 12]);
        let plain = key.open_in_place(nonce, Aad::empty(), &mut wrapped).ok();
        Ok(plain.map(|pkcs8| SigningKey::from_pkcs8_der(pkcs8).unwrap()))
    }

    /// What a decision signs: everything that was shown.
    pub(crate) fn decision(request: &Value, decision: &str) -> Value {
        let mut shown = json!({
            "request_id": request["id"], "kind": request["kind"], "code": request["code"],
            "level": request["level"], "decision": decision,
        });
        if request["kind"] == "enrolment" {
            shown["identity"] = request["identity"].clone();
            return shown;
        }
        let items = request["data"].as_array().unwrap().iter();
        let mut names: Vec<_> =
            items.filter(|item| item["released"] == true).map(|item| &item["name"]).collect();
        names.sort_by_key(|name| name.as_str().unwrap());
        shown["service_name"] = request["service"]["name"].clone();
        shown["service_domain"] = request["service"]["domain"].clone();
        shown["data"] = json!(names);
        shown
    }

    pub(crate) async fn approve(&mut self, world: &World, request: &Value) -> Reply {
        let shown = Self::decision(request, "approve");
        self.decide(world, &shown).await
    }

    /// Signs a decision by both factors, whatever it says.
    pub(crate) async fn decide(&mut self, world: &World, shown: &Value) -> Reply {
        let body = self.decision_body(world, shown).await;
        world.post("requests/decide", &body).await
    }

    pub(crate) async fn decision_body(&mut self, world: &World, shown: &Value) -> Value {
        self.sign_by_both(world, "requests/decide", shown).await
    }

    /// A call that the factor signs as well.
    pub(crate) async fn call_by_both(&mut self, world: &World, path: &str, fields: &Value) -> Reply {
        let body = self.sign_by_both(world, path, fields).await;
        world.post(path, &body).await
    }

    async fn sign_by_both(&mut self, world: &World, path: &str, fields: &Value) -> Value {
        if self.authenticator.is_some() {
            return self.asserted(world, path, fields);
        }
        let key = self.unlock(world, PIN).await.unwrap().expect("the right PIN");
        self.signed(world, path, fields, &[By::Possession, By::Knowledge(&key)])
    }

    pub(crate) async fn wrap(&mut self, world: &World, pin: &str, key: &SigningKey) -> Vec<u8> {
        let wrapping = self.wrapping_key(world, pin).await.unwrap();
        let mut wrapped = key.to_pkcs8_der().unwrap().as_bytes().to_vec();
        let nonce = Nonce::assume_unique_for_key([0; 12]);
        wrapping.seal_in_place_append_tag(nonce, Aad::empty(), &mut wrapped).unwrap();
        wrapped
    }

    async fn wrapping_key(&mut self, world: &World, pin: &str) -> Result<LessSafeKey, Reply> {
        let mut random = voprf_rng();
        let blinding = OprfClient::<NistP256>::blind(pin.as_bytes(), &mut random).unwrap();
        let blinded = base64url::encode(&blinding.message.serialize());
        let reply = self.call(world, "oprf", &json!({ "blinded": blinded })).await;
        if reply.status != 200 {
            return Err(reply);
        }
        let evaluated = base64url::decode(reply.json["evaluated"].as_str().unwrap()).unwrap();
        let element = EvaluationElement::deserialize(&evaluated).unwrap();
        let rwd = blinding.state.finalize(pin.as_bytes(), &element).unwrap();
        let salt = Salt::new(HKDF_SHA256, self.id.as_bytes());
        let prk = salt.extract(&rwd);
        let info = [b"svornik mobile-key knowledge v1".as_slice()];
        let key: UnboundKey = prk.expand(&info, &AES_256_GCM).unwrap().into();
        Ok(LessSafeKey::new(key))
    }

    fn payload(&mut self, world: &World, path: &str, fields: &Value) -> String {
        self.last_iat_ms = world.now_ms().max(self.last_iat_ms + 1);
        let mut payload = fields.clone();
        payload["htm"] = "POST".into();
        payload["htu"] = format!("/api/v1/{path}").into();
        payload["iat_ms"] = self.last_iat_ms.into();
        base64url::encode(payload.to_string().as_bytes())
    }

    pub(crate) fn header(&self, suffix: &str) -> Value {
        json!({ "alg": "ES256", "typ": "svornik-device+jws", "kid": format!("{}{suffix}", self.id) })
    }

    pub(crate) fn flattened(&self, payload: &str, header: &Value) -> Value {
        let mut body = signature(&self.possession, payload, header);
        body["payload"] = payload.into();
        body
    }
}

pub(crate) fn signature(key: &SigningKey, payload: &str, header: &Value) -> Value {
    let protected = base64url::encode(header.to_string().as_bytes());
    let signature: Signature = key.sign(format!("{protected}.{payload}").as_bytes());
    json!({ "protected": protected, "signature": base64url::encode(&signature.to_bytes()) })
}

pub(crate) fn jwk(key: &SigningKey) -> Value {
    let point = key.verifying_key().to_encoded_point(false);
    json!({
        "kty": "EC", "crv": "P-256",
        "x": base64url::encode(point.x().unwrap()), "y": base64url::encode(point.y().unwrap()),
    })
}

pub(crate) fn new_key() -> SigningKey {
    SigningKey::random(&mut voprf_rng())
}

fn voprf_rng() -> impl p256::elliptic_curve::rand_core::CryptoRngCore {
    p256::elliptic_curve::rand_core::OsRng
}
