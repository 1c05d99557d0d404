//! Public keys of devices: ECDSA over P-256 with SHA-256, and nothing else.

use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_ASN1, ECDSA_P256_SHA256_FIXED, ParsedPublicKey, UnparsedPublicKey,
    VerificationAlgorithm,
};
use serde::Deserialize;

use super::binary;

/// Bytes of a coordinate of P-256.
const COORDINATE_BYTES: usize = 32;
/// Bytes of an uncompressed point: 0x04, x, y (SEC 1 §2.3.3).
pub(crate) const POINT_BYTES: usize = 1 + 2 * COORDINATE_BYTES;
const UNCOMPRESSED: u8 = 4;

/// A P-256 public key as an uncompressed point.
///
/// A signature never verifies under a point off the curve; a key that comes without one is asked by
/// [`PublicKey::lies_on_the_curve`] before it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PublicKey([u8; POINT_BYTES]);

/// A JSON Web Key of type EC (RFC 7517, RFC 7518 §6.2.1), public members only.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Jwk {
    kty: String,
    crv: String,
    x: String,
    y: String,
    /// The private part, never to be sent.
    d: Option<String>,
}

impl PublicKey {
    pub(crate) fn from_jwk(jwk: &Jwk) -> Option<Self> {
        if jwk.kty != "EC" || jwk.crv != "P-256" || jwk.d.is_some() {
            return None;
        }
        Some(Self::from_coordinates(&binary::decode_exactly(&jwk.x)?, &binary::decode_exactly(&jwk.y)?))
    }

    pub(crate) fn from_coordinates(x: &[u8; COORDINATE_BYTES], y: &[u8; COORDINATE_BYTES]) -> Self {
        let mut point = [UNCOMPRESSED; POINT_BYTES];
        point[1..=COORDINATE_BYTES].copy_from_slice(x);
        point[1 + COORDINATE_BYTES..].copy_from_slice(y);
        Self(point)
    }

    pub(crate) fn from_point(bytes: &[u8]) -> Option<Self> {
        let point: [u8; POINT_BYTES] = bytes.try_into().ok()?;
        (point[0] == UNCOMPRESSED).then_some(Self(point))
    }

    pub(crate) fn lies_on_the_curve(&self) -> bool {
        ParsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, self.0).is_ok()
    }

    pub(crate) fn as_point(&self) -> &[u8] {
        &self.0
    }

    /// A signature as JWS has it: `r ‖ s` (RFC 7518 §3.4).
    pub(crate) fn verifies_fixed(&self, message: &[u8], signature: &[u8]) -> bool {
        self.verifies(&ECDSA_P256_SHA256_FIXED, message, signature)
    }

    /// A signature as WebAuthn has it: ASN.1 DER (WebAuthn L3 §6.5.5).
    pub(crate) fn verifies_asn1(&self, message: &[u8], signature: &[u8]) -> bool {
        self.verifies(&ECDSA_P256_SHA256_ASN1, message, signature)
    }

    fn verifies(
        &self,
        algorithm: &'static dyn VerificationAlgorithm,
        message: &[u8],
        signature: &[u8],
    ) -> bool {
        UnparsedPublicKey::new(algorithm, &self.0).verify(message, signature).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 7515 appendix A.3: a JWS with ES256.
    const JWK: &str = r#"{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}"#;
    const SIGNED: &str = "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
    const SIGNATURE: &str =
        "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";

    fn key() -> PublicKey {
        PublicKey::from_jwk(&serde_json::from_str(JWK).unwrap()).unwrap()
    }

    #[test]
    fn the_example_of_rfc_7515_verifies() {
        let signature = binary::decode(SIGNATURE).unwrap();
        assert!(key().verifies_fixed(SIGNED.as_bytes(), &signature));
        assert!(!key().verifies_fixed(b"something else", &signature));
        assert!(!key().verifies_asn1(SIGNED.as_bytes(), &signature));
    }

    #[test]
    fn any_flipped_bit_of_a_signature_is_noticed() {
        let signature = binary::decode(SIGNATURE).unwrap();
        for bit in 0..signature.len() * 8 {
            let mut bad = signature.clone();
            bad[bit / 8] ^= 1 << (bit % 8);
            assert!(!key().verifies_fixed(SIGNED.as_bytes(), &bad), "bit {bit}");
        }
    }

    #[test]
    fn keys_of_another_kind_and_points_off_the_curve_are_refused() {
        for (from, to) in [("EC", "OKP"), ("P-256", "P-384"), (r#""y":"#, r#""d":"AA","y":"#), ("f83O", "")] {
            let jwk: Jwk = serde_json::from_str(&JWK.replacen(from, to, 1)).unwrap();
            assert_eq!(PublicKey::from_jwk(&jwk), None, "{to}");
        }
        let off = PublicKey::from_coordinates(&[7; 32], &[7; 32]);
        assert!(!off.verifies_fixed(SIGNED.as_bytes(), &binary::decode(SIGNATURE).unwrap()));
        assert_eq!(PublicKey::from_point(&[2; POINT_BYTES]), None);
        assert_eq!(PublicKey::from_point(key().as_point()), Some(key()));
    }
}
