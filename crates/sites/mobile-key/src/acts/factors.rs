//! What stands beside possession: a PIN, a password, or the phone's own check of its person (mission A2).

use jose::P256PublicKey;
use jose::base64url::Base64Url;
use mobile_key_api::phone::{FactorKind, KnowledgeKind, NoticeKind, SetKnowledge, WebauthnOptions};
use mobile_key_api::{HistoryKind, Registration};
use store::{Transition, Tx};
use values::Timestamp;

use super::common::{ActError, note_failed_tries, tell};
use super::signed::{Proof, Signed};
use crate::context::Context;
use crate::rules::{CHALLENGE_LIFE_MS, Device, Factor, Refusal};
use crate::signing::webauthn::{Expected, register};
use crate::store::audit::Event;
use crate::store::device;
use crate::store::notice::NoticeDetails;

/// A PIN or a password: its key signs for itself, and the factor before it, if there is one, signs as well.
pub(crate) async fn set_knowledge(
    context: &Context,
    signed: &Signed,
    new: &SetKnowledge,
) -> Result<(), ActError> {
    let key = P256PublicKey::from_jwk(&new.jwk).ok_or(Refusal::Malformed)?;
    signed.check_knowledge(1, &key)?;
    match signed.device.factor {
        None => signed.check_composition(2, false)?,
        Some(_) => {
            let _: Proof = signed.check_factor(context, 2)?;
        }
    }
    let kind = match new.kind {
        KnowledgeKind::Pin => FactorKind::Pin,
        KnowledgeKind::Password => FactorKind::Password,
    };
    set(context, signed, &Factor::Knowledge { kind, key }, None).await
}

/// A challenge for a WebAuthn registration.
pub(crate) async fn webauthn_options(
    context: &Context,
    signed: &Signed,
    rp_name: &str,
) -> Result<WebauthnOptions, ActError> {
    signed.check_alone()?;
    let challenge: [u8; 32] = random::random_bytes();
    let device = context
        .store
        .write(|tx| {
            let device = signed.accept(tx)?;
            device::set_challenge(tx, &device.id, &challenge, signed.now.plus_ms(CHALLENGE_LIFE_MS))?;
            Ok::<_, ActError>(device)
        })
        .await?;
    Ok(WebauthnOptions {
        challenge: Base64Url(challenge.to_vec()),
        rp_id: context.rp_id.clone(),
        rp_name: rp_name.to_owned(),
        user_id: Base64Url(device.id.as_str().as_bytes().to_vec()),
        user_name: device.name.to_string(),
    })
}

/// Biometrics; the factor before it, if there is one, signs as well.
pub(crate) async fn set_biometrics(
    context: &Context,
    signed: &Signed,
    new: &Registration,
) -> Result<(), ActError> {
    let old = match signed.device.factor {
        None => {
            signed.check_alone()?;
            None
        }
        Some(_) => Some(signed.check_factor(context, 1)?),
    };
    match registered(context, signed, new).await {
        Ok((factor, challenge)) => set(context, signed, &factor, Some(&challenge)).await,
        Err(ActError::Refused(refusal)) => {
            // Whatever became of the new finger, the old PIN was right.
            if let Some(proof) = old {
                signed.write_proven(context, proof, |_, _| Ok(())).await?;
            }
            Err(refusal.into())
        }
        Err(error) => Err(error),
    }
}

/// The credential that was made for the challenge that waits, and that challenge.
async fn registered(
    context: &Context,
    signed: &Signed,
    new: &Registration,
) -> Result<(Factor, [u8; 32]), ActError> {
    let waiting = context.store.read(|tx| device::challenge(tx, &signed.device.id, signed.now)).await?;
    let challenge = waiting.ok_or(Refusal::FactorRefused)?;
    let expected = Expected { challenge: &challenge, origin: &context.origin, rp_id: &context.rp_id };
    let credential = register(new, &expected).map_err(|error| {
        tracing::info!(%error, device = %signed.device.id, "a registration was refused");
        Refusal::FactorRefused
    })?;
    Ok((Factor::Biometrics(credential), challenge))
}

async fn set(
    context: &Context,
    signed: &Signed,
    factor: &Factor,
    challenge: Option<&[u8; 32]>,
) -> Result<(), ActError> {
    context
        .store
        .write(|tx| {
            let device = signed.accept(tx)?;
            if device.factor != signed.device.factor {
                return Err(Refusal::BadSignature.into());
            }
            if let Some(challenge) = challenge
                && device::use_challenge(tx, &device.id, challenge)? == Transition::Lost
            {
                return Err(Refusal::FactorRefused.into());
            }
            device::set_factor(tx, &device.id, factor)?;
            note_failed_tries(
                context,
                tx,
                &device,
                device.tries.failed(evaluations(&device, factor)),
                signed.now,
            )?;
            // The same key again only gives the tries back.
            if device.factor.as_ref().is_some_and(|old| old != factor) {
                tell_of_change(context, tx, &device, signed.now)?;
            }
            Ok(())
        })
        .await
}

/// How many evaluations a change of the factor takes: one for each PIN or password in it.
fn evaluations(device: &Device, new: &Factor) -> i64 {
    let is_knowledge = |factor: &&Factor| matches!(factor, Factor::Knowledge { .. });
    let old = device.factor.as_ref().filter(is_knowledge);
    let new = Some(new).filter(is_knowledge).filter(|new| old != Some(*new));
    i64::from(old.is_some()) + i64::from(new.is_some())
}

fn tell_of_change(
    context: &Context,
    tx: &mut Tx<'_>,
    device: &Device,
    now: Timestamp,
) -> Result<(), ActError> {
    Event::new(now, HistoryKind::FactorChanged, "done").on(device).write(tx)?;
    if let Some(attachment) = device.status.attachment() {
        let cause = format!("factor {} {}", device.id, now.unix_ms());
        let details = NoticeDetails::of_device(device);
        tell(context, tx, &attachment.person, &cause, NoticeKind::FactorChanged, &details, now)?;
    }
    Ok(())
}
