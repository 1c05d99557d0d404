//! A new installation of the app registers its possession key; it belongs to nobody yet.

use mobile_key_api::DeviceId;
use mobile_key_api::phone::{Install, Installed};

use super::common::ActError;
use super::signed::open_installation;
use crate::context::Context;
use crate::rules::{EventKind, Refusal};
use crate::signing::jws::Malformed;
use crate::signing::oprf::SEED_BYTES;
use crate::store::audit::Event;
use crate::store::device;

/// Registers a device; what it is called is its person's to change.
pub(crate) async fn install(context: &Context, path: &str, body: &[u8]) -> Result<Installed, ActError> {
    let (key, envelope) = open_installation(context, path, body)?;
    let Install { name } = envelope.fields().map_err(|Malformed| Refusal::Malformed)?;
    let (now, iat) = (context.now(), envelope.purpose().iat);

    let id = DeviceId::new(now, random::random_bytes());
    let seed = context.seeds.seal(&random::random_bytes::<SEED_BYTES>(), id.as_str().as_bytes());
    context
        .store
        .write(|tx| {
            device::insert(tx, &id, &name, &key, &seed, now, iat)?;
            let installed = device::find(tx, &id)?;
            let mut event = Event::new(now, EventKind::DeviceInstalled, "done");
            if let Some(device) = &installed {
                event = event.on(device);
            }
            event.write(tx)?;
            Ok::<_, ActError>(())
        })
        .await?;
    Ok(Installed { device_id: id })
}
