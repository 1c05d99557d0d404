//! A signed request, checked in the order of docs/mobile-key-protocol.md §2.

use aws_lc_rs::digest::{SHA256, digest};
use jose::P256PublicKey;
use mobile_key_api::DeviceId;
use serde::de::DeserializeOwned;
use store::Tx;
use values::Timestamp;

use super::common::{ActError, block, note_failed_tries, note_refusal};
use crate::context::Context;
use crate::rules::{Device, DeviceStatus, Factor, Refusal, Tries};
use crate::signing::jws::{Envelope, MAX_REQUEST_BYTES, MAX_SKEW_MS, Malformed, Signer};
use crate::signing::webauthn::{Expected, verify};
use crate::store::device;

/// A request that a device signed with its possession key.
#[derive(Debug)]
pub(crate) struct Signed {
    pub(crate) device: Device,
    pub(crate) now: Timestamp,
    envelope: Envelope,
}

/// What the second signature proved.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Proof {
    Knowledge,
    Biometrics { counter: u32 },
}

impl Proof {
    /// How many evaluations it took.
    pub(crate) fn evaluations(self) -> i64 {
        match self {
            Self::Knowledge => 1,
            Self::Biometrics { .. } => 0,
        }
    }
}

/// Who asks, and that it is they who ask, for this, now.
pub(crate) async fn open(context: &Context, path: &str, body: &[u8]) -> Result<Signed, ActError> {
    let now = context.now();
    let envelope = parse(body)?;
    let device = device_of(context, &envelope).await?;
    let signed = Signed { device, now, envelope };
    if let Err(refusal) = signed.check(path) {
        note_refusal(context, &signed.device, &refusal).await;
        return Err(refusal.into());
    }
    settle_lapsed_tries(context, &signed).await?;
    Ok(signed)
}

/// As [`open`]; a blocked device may ask as well, for it may still put itself away.
pub(crate) async fn open_to_leave(context: &Context, path: &str, body: &[u8]) -> Result<Signed, ActError> {
    let now = context.now();
    let envelope = parse(body)?;
    let device = device_of(context, &envelope).await?;
    if !matches!(device.status, DeviceStatus::Blocked(_)) {
        return open(context, path, body).await;
    }
    let signed = Signed { device, now, envelope };
    check_signature(&signed.envelope, 0, &signed.device.possession)?;
    signed.check_meant(path)?;
    Ok(signed)
}

/// The key that a new installation brings, and that it holds it.
pub(crate) fn open_installation(
    context: &Context,
    path: &str,
    body: &[u8],
) -> Result<(P256PublicKey, Envelope), Refusal> {
    let envelope = parse(body)?;
    let key = match envelope.signers() {
        [Signer::Carried(key)] if envelope.webauthn.is_none() => key.clone(),
        _ => return Err(Refusal::Malformed),
    };
    check_signature(&envelope, 0, &key)?;
    check_purpose(&envelope, path)?;
    check_clock(&envelope, context.now())?;
    Ok((key, envelope))
}

async fn device_of(context: &Context, envelope: &Envelope) -> Result<Device, ActError> {
    let id = match envelope.signers().first() {
        Some(Signer::Possession(id)) => DeviceId::clone(id),
        _ => return Err(Refusal::Malformed.into()),
    };
    let device = context.store.read(|tx| device::find(tx, &id)).await?;
    device.ok_or(ActError::Refused(Refusal::UnknownDevice))
}

/// A device that spent its last try and proved nothing is blocked, whether or not a job has noticed.
async fn settle_lapsed_tries(context: &Context, signed: &Signed) -> Result<(), ActError> {
    if !signed.device.tries.have_lapsed(signed.now) {
        return Ok(());
    }
    let is_blocked = context.store.write(|tx| {
        // A proof that arrived in this very moment counts.
        let device = device::find(tx, &signed.device.id)?.ok_or(Refusal::UnknownDevice)?;
        if !device.tries.have_lapsed(signed.now) {
            return Ok(false);
        }
        block(context, tx, &device, signed.now)?;
        Ok::<_, ActError>(true)
    });
    if is_blocked.await? { Err(Refusal::DeviceBlocked.into()) } else { Ok(()) }
}

impl Signed {
    /// Exactly the fields of the operation.
    pub(crate) fn fields<T: DeserializeOwned>(&self) -> Result<T, Refusal> {
        self.envelope.fields().map_err(|Malformed| Refusal::Malformed)
    }

    /// Nothing but the possession key has signed.
    pub(crate) fn check_alone(&self) -> Result<(), Refusal> {
        if self.envelope.count() == 1 && self.envelope.webauthn.is_none() {
            Ok(())
        } else {
            Err(Refusal::Malformed)
        }
    }

    /// Inside the transaction: the request is younger than every one before, the device still works. The device as it
    /// is now.
    pub(crate) fn accept(&self, tx: &mut Tx<'_>) -> Result<Device, ActError> {
        if let Some(device) = device::accept(tx, &self.device.id, self.envelope.purpose().iat)? {
            return Ok(device);
        }
        let device = device::find(tx, &self.device.id)?.ok_or(Refusal::UnknownDevice)?;
        device.check_works()?;
        Err(Refusal::Replayed(device.last_iat).into())
    }

    /// As [`Self::accept`], where the factor signed as well and still is the device's: what it proved is noted.
    fn accept_proven(&self, context: &Context, tx: &mut Tx<'_>, proof: Proof) -> Result<Device, ActError> {
        let device = self.accept(tx)?;
        if device.factor != self.device.factor {
            return Err(Refusal::BadSignature.into());
        }
        device::set_tries(tx, &device.id, Tries::full())?;
        note_failed_tries(context, tx, &device, device.tries.failed(proof.evaluations()), self.now)?;
        if let Proof::Biometrics { counter } = proof {
            device::set_counter(tx, &device.id, counter)?;
        }
        Ok(device)
    }

    /// Does what the factor signed, in one transaction. That it is refused does not undo the proof: a right PIN never
    /// costs a try, or events that are nobody's fault would block the device. So `act` refuses before it writes.
    pub(crate) async fn write_proven<T: Send>(
        &self,
        context: &Context,
        proof: Proof,
        mut act: impl FnMut(&mut Tx<'_>, &Device) -> Result<T, ActError> + Send,
    ) -> Result<T, ActError> {
        let outcome = context.store.write(|tx| {
            let device = self.accept_proven(context, tx, proof)?;
            match act(tx, &device) {
                Ok(done) => Ok(Ok(done)),
                Err(ActError::Refused(refusal)) => Ok(Err(refusal)),
                Err(error) => Err(error),
            }
        });
        outcome.await?.map_err(ActError::from)
    }

    /// The device's factor signed as well; its signature, if it has one, stands at `index` and is the last.
    pub(crate) fn check_factor(&self, context: &Context, index: usize) -> Result<Proof, Refusal> {
        match self.device.check_factor()? {
            Factor::Knowledge { key, .. } => {
                self.check_composition(index + 1, false)?;
                self.check_knowledge(index, key)?;
                Ok(Proof::Knowledge)
            }
            Factor::Biometrics(credential) => {
                self.check_composition(index, true)?;
                let challenge = digest(&SHA256, self.envelope.payload_text().as_bytes());
                let assertion = self.envelope.webauthn.as_ref().ok_or(Refusal::Malformed)?;
                let expected = Expected {
                    challenge: challenge.as_ref(),
                    origin: &context.origin,
                    rp_id: &context.rp_id,
                };
                match verify(assertion, &expected, credential) {
                    Ok(counter) => Ok(Proof::Biometrics { counter }),
                    Err(error) => {
                        tracing::info!(%error, device = %self.device.id, "an assertion was refused");
                        Err(Refusal::BadSignature)
                    }
                }
            }
        }
    }

    /// A knowledge key signed at `index`.
    pub(crate) fn check_knowledge(&self, index: usize, key: &P256PublicKey) -> Result<(), Refusal> {
        match self.envelope.signers().get(index) {
            Some(Signer::Knowledge(id)) if *id == self.device.id => {
                check_signature(&self.envelope, index, key)
            }
            _ => Err(Refusal::Malformed),
        }
    }

    /// So many signatures, and an assertion or none.
    pub(crate) fn check_composition(&self, signatures: usize, webauthn: bool) -> Result<(), Refusal> {
        let fits = self.envelope.count() == signatures && self.envelope.webauthn.is_some() == webauthn;
        if fits { Ok(()) } else { Err(Refusal::Malformed) }
    }

    fn check(&self, path: &str) -> Result<(), Refusal> {
        check_signature(&self.envelope, 0, &self.device.possession)?;
        self.device.check_works()?;
        self.check_meant(path)
    }

    /// For this operation, now.
    fn check_meant(&self, path: &str) -> Result<(), Refusal> {
        check_purpose(&self.envelope, path)?;
        check_clock(&self.envelope, self.now)
    }
}

fn parse(body: &[u8]) -> Result<Envelope, Refusal> {
    if body.len() > MAX_REQUEST_BYTES {
        return Err(Refusal::TooLarge);
    }
    Envelope::parse(body).map_err(|Malformed| Refusal::Malformed)
}

fn check_signature(envelope: &Envelope, index: usize, key: &P256PublicKey) -> Result<(), Refusal> {
    if envelope.is_signed_by(index, key) { Ok(()) } else { Err(Refusal::BadSignature) }
}

/// A signature for one operation is not one for another.
fn check_purpose(envelope: &Envelope, path: &str) -> Result<(), Refusal> {
    let purpose = envelope.purpose();
    if purpose.htm == "POST" && purpose.htu == path { Ok(()) } else { Err(Refusal::BadSignature) }
}

fn check_clock(envelope: &Envelope, now: Timestamp) -> Result<(), Refusal> {
    let skew_ms = now.since(envelope.purpose().iat);
    if (-MAX_SKEW_MS..=MAX_SKEW_MS).contains(&skew_ms) { Ok(()) } else { Err(Refusal::ClockSkew) }
}
