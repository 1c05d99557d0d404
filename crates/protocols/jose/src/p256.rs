//! Public keys for ECDSA over P-256 with SHA-256.

use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_ASN1, ECDSA_P256_SHA256_FIXED, ParsedPublicKey, UnparsedPublicKey,
    VerificationAlgorithm,
};

use crate::{PublicJwk, base64url};

/// Bytes of a coordinate of P-256.
const COORDINATE_BYTES: usize = 32;
/// Bytes of an uncompressed point: 0x04, x, y (SEC 1 §2.3.3).
const POINT_BYTES: usize = 1 + 2 * COORDINATE_BYTES;
const UNCOMPRESSED: u8 = 4;

/// A P-256 public key as an uncompressed point.
///
/// No signature verifies under a point off the curve. Before a key that has signed nothing yet is stored, ask
/// [`P256PublicKey::lies_on_the_curve`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct P256PublicKey([u8; POINT_BYTES]);

impl P256PublicKey {
    /// Reads a key (RFC 7518 §6.2.1); none if it is of another kind.
    pub fn from_jwk(jwk: &PublicJwk) -> Option<Self> {
        if jwk.kty != "EC" || jwk.crv.as_deref() != Some("P-256") {
            return None;
        }
        let coordinate = |text: &Option<String>| base64url::decode_exactly(text.as_deref()?);
        Some(Self::from_coordinates(&coordinate(&jwk.x)?, &coordinate(&jwk.y)?))
    }

    /// The key with these coordinates, on the curve or not.
    pub fn from_coordinates(x: &[u8; COORDINATE_BYTES], y: &[u8; COORDINATE_BYTES]) -> Self {
        let mut point = [UNCOMPRESSED; POINT_BYTES];
        point[1..=COORDINATE_BYTES].copy_from_slice(x);
        point[1 + COORDINATE_BYTES..].copy_from_slice(y);
        Self(point)
    }

    /// Reads an uncompressed point.
    pub fn from_point(bytes: &[u8]) -> Option<Self> {
        let point: [u8; POINT_BYTES] = bytes.try_into().ok()?;
        (point[0] == UNCOMPRESSED).then_some(Self(point))
    }

    /// Whether the point is one of the curve.
    pub fn lies_on_the_curve(&self) -> bool {
        ParsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, self.0).is_ok()
    }

    /// The uncompressed point.
    pub fn as_point(&self) -> &[u8] {
        &self.0
    }

    /// A signature as JWS has it: `r ‖ s` (RFC 7518 §3.4).
    pub fn verifies_fixed(&self, message: &[u8], signature: &[u8]) -> bool {
        self.verifies(&ECDSA_P256_SHA256_FIXED, message, signature)
    }

    /// A signature as WebAuthn has it: ASN.1 DER (WebAuthn L3 §6.5.5).
    pub fn verifies_asn1(&self, message: &[u8], signature: &[u8]) -> bool {
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

    fn key() -> P256PublicKey {
        P256PublicKey::from_jwk(&serde_json::from_str(JWK).unwrap()).unwrap()
    }

    #[test]
    fn the_example_of_rfc_7515_verifies() {
        let signature = base64url::decode(SIGNATURE).unwrap();
        assert!(key().verifies_fixed(SIGNED.as_bytes(), &signature));
        assert!(!key().verifies_fixed(b"something else", &signature));
        assert!(!key().verifies_asn1(SIGNED.as_bytes(), &signature));
    }

    #[test]
    fn any_flipped_bit_of_a_signature_is_noticed() {
        let signature = base64url::decode(SIGNATURE).unwrap();
        for bit in 0..signature.len() * 8 {
            let mut bad = signature.clone();
            bad[bit / 8] ^= 1 << (bit % 8);
            assert!(!key().verifies_fixed(SIGNED.as_bytes(), &bad), "bit {bit}");
        }
    }

    #[test]
    fn keys_of_another_kind_and_points_off_the_curve_are_refused() {
        for (from, to) in [("EC", "OKP"), ("P-256", "P-384"), ("f83O", "")] {
            let jwk: PublicJwk = serde_json::from_str(&JWK.replacen(from, to, 1)).unwrap();
            assert_eq!(P256PublicKey::from_jwk(&jwk), None, "{to}");
        }
        let private = JWK.replacen(r#""y":"#, r#""d":"AA","y":"#, 1);
        assert!(serde_json::from_str::<PublicJwk>(&private).is_err());
        let off = P256PublicKey::from_coordinates(&[7; 32], &[7; 32]);
        assert!(!off.verifies_fixed(SIGNED.as_bytes(), &base64url::decode(SIGNATURE).unwrap()));
        assert_eq!(P256PublicKey::from_point(&[2; POINT_BYTES]), None);
        assert_eq!(P256PublicKey::from_point(key().as_point()), Some(key()));
    }
}
