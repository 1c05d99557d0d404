//! One evaluation of a device's OPRF: one guess of its PIN.

use jose::base64url;

use super::core::{ActError, Core};
use super::signed::Signed;
use crate::rules::{Device, Refusal, Spent};
use crate::signing::oprf::{self, SEED_BYTES};
use crate::store::device;

/// What the app gets for a try.
#[derive(Debug, serde::Serialize)]
pub(crate) struct Evaluation {
    pub(crate) evaluated: String,
    pub(crate) tries_left: i64,
}

/// Spends a try and evaluates; with none left, blocks the device.
pub(crate) async fn evaluate(core: &Core, signed: &Signed, blinded: &str) -> Result<Evaluation, ActError> {
    signed.check_alone()?;
    let blinded = base64url::decode(blinded).ok_or(Refusal::Malformed)?;
    let seed = seed_of(core, &signed.device).await?;
    // Before the try is spent: a mistake of the app should not cost its person one.
    let evaluated = oprf::evaluate(&seed, &blinded).map_err(|_| Refusal::Malformed)?;

    let spent = core
        .store
        .write(|tx| {
            let device = signed.accept(tx)?;
            let spent = device.tries.spend(signed.now);
            match spent {
                Spent::Evaluate(tries) => device::set_tries(tx, &device.id, tries)?,
                Spent::Block => core.block(tx, &device, signed.now)?,
            }
            Ok::<_, ActError>(spent)
        })
        .await?;
    match spent {
        Spent::Evaluate(tries) => {
            Ok(Evaluation { evaluated: base64url::encode(&evaluated), tries_left: tries.left })
        }
        Spent::Block => Err(Refusal::DeviceBlocked.into()),
    }
}

async fn seed_of(core: &Core, device: &Device) -> Result<[u8; SEED_BYTES], ActError> {
    let sealed = core.store.read(|tx| device::sealed_seed(tx, &device.id)).await?;
    let sealed = sealed.ok_or(Refusal::DeviceBlocked)?;
    let opened = core.seeds.open(&sealed, device.id.as_str().as_bytes()).ok();
    opened.and_then(|seed| seed.as_slice().try_into().ok()).ok_or_else(|| {
        tracing::error!(device = %device.id, "the OPRF seed of a device cannot be opened");
        ActError::Refused(Refusal::Internal)
    })
}
