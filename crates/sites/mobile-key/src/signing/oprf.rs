//! The server's half of the OPRF that guards the PIN (RFC 9497, mode OPRF, suite P256-SHA256).

use p256::NistP256;
use voprf::{BlindedElement, OprfServer};

/// Bytes of the seed that a device's OPRF key is derived from (RFC 9497 §3.2.1).
pub(crate) const SEED_BYTES: usize = 32;
const KEY_INFO: &[u8] = b"svornik mobile-key oprf v1";

/// The blinded element is no point of the curve, or the identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a blinded element of P256-SHA256")]
pub(crate) struct BadElement;

/// `BlindEvaluate` (RFC 9497 §3.3.1) under the key of one device. Elements are compressed points.
pub(crate) fn evaluate(seed: &[u8; SEED_BYTES], blinded: &[u8]) -> Result<Vec<u8>, BadElement> {
    evaluate_with(seed, KEY_INFO, blinded)
}

fn evaluate_with(seed: &[u8], info: &[u8], blinded: &[u8]) -> Result<Vec<u8>, BadElement> {
    /// A compressed point; `deserialize` would ignore what follows it.
    const ELEMENT_BYTES: usize = 33;
    if blinded.len() != ELEMENT_BYTES {
        return Err(BadElement);
    }
    let server = OprfServer::<NistP256>::new_from_seed(seed, info).map_err(|_| BadElement)?;
    let element = BlindedElement::deserialize(blinded).map_err(|_| BadElement)?;
    Ok(server.blind_evaluate(&element).serialize().to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(text: &str) -> Vec<u8> {
        (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
    }

    /// RFC 9497 appendix A.3.1: P256-SHA256, mode OPRF, test vector 1.
    #[test]
    fn the_vector_of_rfc_9497_evaluates() {
        let blinded = hex("03723a1e5c09b8b9c18d1dcbca29e8007e95f14f4732d9346d490ffc195110368d");
        let evaluated = evaluate_with(&[0xa3; 32], b"test key", &blinded).unwrap();
        assert_eq!(evaluated, hex("030de02ffec47a1fd53efcdd1c6faf5bdc270912b8749e783c7ca75bb412958832"));
    }

    #[test]
    fn each_device_has_its_own_function() {
        let blinded = hex("03723a1e5c09b8b9c18d1dcbca29e8007e95f14f4732d9346d490ffc195110368d");
        assert_eq!(evaluate(&[1; 32], &blinded), evaluate(&[1; 32], &blinded));
        assert_ne!(evaluate(&[1; 32], &blinded), evaluate(&[2; 32], &blinded));
    }

    #[test]
    fn what_is_no_point_is_refused() {
        let good = hex("03723a1e5c09b8b9c18d1dcbca29e8007e95f14f4732d9346d490ffc195110368d");
        let too_long = [good.as_slice(), &[0]].concat();
        let off_the_curve = [&[2][..], &[0xff; 32]].concat();
        for bad in [&[][..], &[0], &good[..32], &too_long, &off_the_curve] {
            assert_eq!(evaluate(&[1; 32], bad), Err(BadElement), "{bad:?}");
        }
    }
}
