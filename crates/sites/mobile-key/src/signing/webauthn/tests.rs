use proptest::prelude::*;

use mobile_key_api::Assertion;

use super::*;
use crate::tests::authenticator::Authenticator;

const ORIGIN: &str = "https://key.example";
const RP_ID: &str = "key.example";
const CHALLENGE: &[u8] = &[9; 32];

fn expected() -> Expected<'static> {
    Expected { challenge: CHALLENGE, origin: ORIGIN, rp_id: RP_ID }
}

fn registered(
    with: &Authenticator,
    origin: &str,
    rp_id: &str,
    challenge: &[u8],
) -> Result<Credential, WebauthnError> {
    let registration = serde_json::from_value(with.create(origin, rp_id, challenge)).unwrap();
    register(&registration, &expected())
}

fn asserted(
    with: &Authenticator,
    credential: &Credential,
    origin: &str,
    rp_id: &str,
    challenge: &[u8],
) -> Result<u32, WebauthnError> {
    let assertion: Assertion = serde_json::from_value(with.get(origin, rp_id, challenge)).unwrap();
    verify(&assertion, &expected(), credential)
}

// mission: A2
#[test]
fn a_credential_is_registered_and_asserts() {
    let mut phone = Authenticator::new(1);
    let credential = registered(&phone, ORIGIN, RP_ID, CHALLENGE).unwrap();
    assert_eq!(asserted(&phone, &credential, ORIGIN, RP_ID, CHALLENGE), Ok(0));
    phone.counter = 7;
    assert_eq!(asserted(&phone, &credential, ORIGIN, RP_ID, CHALLENGE), Ok(7));
}

#[test]
fn a_registration_for_something_else_is_refused() {
    let good = Authenticator::new(1);
    let refused = |phone: &Authenticator| registered(phone, ORIGIN, RP_ID, CHALLENGE).unwrap_err();
    assert_eq!(registered(&good, ORIGIN, RP_ID, &[8; 32]), Err(WebauthnError::Challenge));
    assert_eq!(registered(&good, "https://key.example.evil", RP_ID, CHALLENGE), Err(WebauthnError::Origin));
    assert_eq!(registered(&good, ORIGIN, "evil.example", CHALLENGE), Err(WebauthnError::RelyingParty));
    assert_eq!(
        refused(&Authenticator { flags: 0b100, ..Authenticator::new(1) }),
        WebauthnError::UserPresence
    );
    assert_eq!(
        refused(&Authenticator { flags: 0b001, ..Authenticator::new(1) }),
        WebauthnError::UserVerification
    );
    assert_eq!(
        refused(&Authenticator { algorithm: -257, ..Authenticator::new(1) }),
        WebauthnError::Algorithm
    );
    assert_eq!(
        refused(&Authenticator { cross_origin: true, ..Authenticator::new(1) }),
        WebauthnError::CrossOrigin
    );
    let too_long = Authenticator { id: vec![1; 0], ..Authenticator::new(1) };
    assert_eq!(refused(&too_long), WebauthnError::AuthenticatorData);
}

#[test]
fn an_assertion_for_something_else_is_refused() {
    let phone = Authenticator::new(1);
    let credential = registered(&phone, ORIGIN, RP_ID, CHALLENGE).unwrap();
    let check = |origin, rp_id, challenge| asserted(&phone, &credential, origin, rp_id, challenge);
    assert_eq!(check(ORIGIN, RP_ID, &[8; 32]), Err(WebauthnError::Challenge));
    assert_eq!(check("http://key.example", RP_ID, CHALLENGE), Err(WebauthnError::Origin));
    assert_eq!(check(ORIGIN, "example", CHALLENGE), Err(WebauthnError::RelyingParty));

    let stranger = Authenticator { id: phone.id.clone(), ..Authenticator::new(2) };
    assert_eq!(asserted(&stranger, &credential, ORIGIN, RP_ID, CHALLENGE), Err(WebauthnError::Signature));
    assert_eq!(
        asserted(&Authenticator::new(2), &credential, ORIGIN, RP_ID, CHALLENGE),
        Err(WebauthnError::Credential)
    );
    let unverified = Authenticator { flags: 0b001, ..Authenticator::new(1) };
    assert_eq!(
        asserted(&unverified, &credential, ORIGIN, RP_ID, CHALLENGE),
        Err(WebauthnError::UserVerification)
    );
}

#[test]
fn a_registration_is_no_assertion() {
    let phone = Authenticator::new(1);
    let credential = registered(&phone, ORIGIN, RP_ID, CHALLENGE).unwrap();
    let mut mixed = phone.get(ORIGIN, RP_ID, CHALLENGE);
    mixed["clientDataJSON"] = phone.create(ORIGIN, RP_ID, CHALLENGE)["clientDataJSON"].clone();
    let assertion: Assertion = serde_json::from_value(mixed).unwrap();
    assert_eq!(verify(&assertion, &expected(), &credential), Err(WebauthnError::Type));
}

#[test]
fn a_counter_that_went_back_betrays_a_copy() {
    let phone = Authenticator { counter: 5, ..Authenticator::new(1) };
    let credential = registered(&phone, ORIGIN, RP_ID, CHALLENGE).unwrap();
    for (counter, outcome) in [(6, Ok(6)), (5, Err(WebauthnError::Counter)), (0, Err(WebauthnError::Counter))]
    {
        let phone = Authenticator { counter, ..Authenticator::new(1) };
        assert_eq!(asserted(&phone, &credential, ORIGIN, RP_ID, CHALLENGE), outcome);
    }
}

proptest! {
    #[test]
    fn whatever_attestation_comes_is_answered(object in proptest::collection::vec(any::<u8>(), 0..300)) {
        let mut json = Authenticator::new(1).create(ORIGIN, RP_ID, CHALLENGE);
        json["attestationObject"] = jose::base64url::encode(&object).into();
        let registration = serde_json::from_value(json).unwrap();
        prop_assert!(register(&registration, &expected()).is_err());
    }
}
