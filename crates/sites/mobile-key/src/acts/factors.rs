//! What stands beside possession: a PIN, a password, or the phone's own check of its person (mission A2).

use jose::base64url;
use jose::{P256PublicKey, PublicJwk};
use serde::Deserialize;
use store::Tx;
use values::Timestamp;

use super::core::{ActError, Core};
use super::signed::{Proof, Signed};
use crate::rules::{CHALLENGE_LIFE_MS, Device, EventKind, Factor, FactorKind, NoticeKind, Refusal};
use crate::signing::webauthn::{Expected, Registration, register};
use crate::store::audit::Event;
use crate::store::device;
use crate::store::notice::Particulars;

/// The fields of `POST /api/v1/factor`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewKnowledge {
    kind: KnowledgeKind,
    jwk: PublicJwk,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum KnowledgeKind {
    Pin,
    Password,
}

/// What the app hands to `navigator.credentials.create`.
#[derive(Debug, serde::Serialize)]
pub(crate) struct WebauthnOptions {
    challenge: String,
    rp_id: String,
    rp_name: String,
    user_id: String,
    user_name: String,
}

/// A PIN or a password: its key signs for itself, and the factor before it, if there is one, signs as well.
pub(crate) async fn set_knowledge(core: &Core, signed: &Signed, new: NewKnowledge) -> Result<(), ActError> {
    let key = P256PublicKey::from_jwk(&new.jwk).ok_or(Refusal::Malformed)?;
    signed.check_knowledge(1, &key)?;
    match signed.device.factor {
        None => signed.check_composition(2, false)?,
        Some(_) => {
            let _: Proof = signed.check_factor(core, 2)?;
        }
    }
    let kind = match new.kind {
        KnowledgeKind::Pin => FactorKind::Pin,
        KnowledgeKind::Password => FactorKind::Password,
    };
    set(core, signed, &Factor::Knowledge { kind, key }, None).await
}

/// A challenge for a WebAuthn registration.
pub(crate) async fn webauthn_options(
    core: &Core,
    signed: &Signed,
    rp_name: &str,
) -> Result<WebauthnOptions, ActError> {
    signed.check_alone()?;
    let challenge: [u8; 32] = random::random_bytes();
    let device = core
        .store
        .write(|tx| {
            let device = signed.accept(tx)?;
            device::set_challenge(tx, &device.id, &challenge, signed.now.plus_ms(CHALLENGE_LIFE_MS))?;
            Ok::<_, ActError>(device)
        })
        .await?;
    Ok(WebauthnOptions {
        challenge: base64url::encode(&challenge),
        rp_id: core.rp_id.clone(),
        rp_name: rp_name.to_owned(),
        user_id: base64url::encode(device.id.as_str().as_bytes()),
        user_name: device.name.to_string(),
    })
}

/// Biometrics; the factor before it, if there is one, signs as well.
pub(crate) async fn set_biometrics(core: &Core, signed: &Signed, new: Registration) -> Result<(), ActError> {
    let old = match signed.device.factor {
        None => {
            signed.check_alone()?;
            None
        }
        Some(_) => Some(signed.check_factor(core, 1)?),
    };
    match registered(core, signed, &new).await {
        Ok((factor, challenge)) => set(core, signed, &factor, Some(&challenge)).await,
        Err(ActError::Refused(refusal)) => {
            // Whatever became of the new finger, the old PIN was right.
            if let Some(proof) = old {
                signed.write_proven(core, proof, |_, _| Ok(())).await?;
            }
            Err(refusal.into())
        }
        Err(error) => Err(error),
    }
}

/// The credential that was made for the challenge that waits, and that challenge.
async fn registered(
    core: &Core,
    signed: &Signed,
    new: &Registration,
) -> Result<(Factor, [u8; 32]), ActError> {
    let waiting = core.store.read(|tx| device::challenge(tx, &signed.device.id, signed.now)).await?;
    let challenge = waiting.ok_or(Refusal::FactorRefused)?;
    let expected = Expected { challenge: &challenge, origin: &core.origin, rp_id: &core.rp_id };
    let credential = register(new, &expected).map_err(|error| {
        tracing::info!(%error, device = %signed.device.id, "a registration was refused");
        Refusal::FactorRefused
    })?;
    Ok((Factor::Biometrics(credential), challenge))
}

async fn set(
    core: &Core,
    signed: &Signed,
    factor: &Factor,
    challenge: Option<&[u8; 32]>,
) -> Result<(), ActError> {
    core.store
        .write(|tx| {
            let device = signed.accept(tx)?;
            if device.factor != signed.device.factor {
                return Err(Refusal::BadSignature.into());
            }
            if let Some(challenge) = challenge
                && !device::use_challenge(tx, &device.id, challenge)?
            {
                return Err(Refusal::FactorRefused.into());
            }
            device::set_factor(tx, &device.id, factor)?;
            core.note_failed_tries(
                tx,
                &device,
                device.tries.failed(evaluations(&device, factor)),
                signed.now,
            )?;
            // The same key again only gives the tries back.
            if device.factor.as_ref().is_some_and(|old| old != factor) {
                tell_of_change(core, tx, &device, signed.now)?;
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

fn tell_of_change(core: &Core, tx: &mut Tx<'_>, device: &Device, now: Timestamp) -> Result<(), ActError> {
    Event::new(now, EventKind::FactorChanged, "done").on(device).write(tx)?;
    if let Some(attachment) = device.standing.attachment() {
        let cause = format!("factor {} {}", device.id, now.unix_ms());
        let about = Particulars::of_device(device);
        core.tell(tx, &attachment.person, &cause, NoticeKind::FactorChanged, &about, now)?;
    }
    Ok(())
}
