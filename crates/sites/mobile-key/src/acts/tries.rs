//! One evaluation of a device's OPRF: one guess of its PIN.

use jose::base64url::Base64Url;
use mobile_key_api::phone::{Evaluate, Evaluated};

use super::common::{ActError, block};
use super::signed::Signed;
use crate::context::Context;
use crate::rules::{Device, Refusal, Spent};
use crate::signing::oprf::{self, SEED_BYTES};
use crate::store::device;

/// Spends a try and evaluates; with none left, blocks the device.
pub(crate) async fn evaluate(
    context: &Context,
    signed: &Signed,
    request: &Evaluate,
) -> Result<Evaluated, ActError> {
    signed.check_alone()?;
    let seed = seed_of(context, &signed.device).await?;
    // Before the try is spent: a mistake of the app should not cost its person one.
    let evaluated = oprf::evaluate(&seed, &request.blinded.0).map_err(|_| Refusal::Malformed)?;

    let spent = context
        .store
        .write(|tx| {
            let device = signed.accept(tx)?;
            let spent = device.tries.spend(signed.now);
            match spent {
                Spent::Evaluate(tries) => device::set_tries(tx, &device.id, tries)?,
                Spent::Block => block(context, tx, &device, signed.now)?,
            }
            Ok::<_, ActError>(spent)
        })
        .await?;
    match spent {
        Spent::Evaluate(tries) => Ok(Evaluated { evaluated: Base64Url(evaluated), tries_left: tries.left }),
        Spent::Block => Err(Refusal::DeviceBlocked.into()),
    }
}

async fn seed_of(context: &Context, device: &Device) -> Result<[u8; SEED_BYTES], ActError> {
    let sealed = context.store.read(|tx| device::sealed_seed(tx, &device.id)).await?;
    let sealed = sealed.ok_or(Refusal::DeviceBlocked)?;
    let opened = context.seeds.open(&sealed, device.id.as_str().as_bytes()).ok();
    opened.and_then(|seed| seed.as_slice().try_into().ok()).ok_or_else(|| {
        tracing::error!(device = %device.id, "the OPRF seed of a device cannot be opened");
        ActError::Refused(Refusal::Internal)
    })
}
