//! A new installation of the app registers its possession key; it belongs to nobody yet.

use super::core::{ActError, Core};
use crate::rules::{DeviceId, DeviceName, EventKind, Refusal};
use crate::signing::jws::Malformed;
use crate::signing::oprf::SEED_BYTES;
use crate::store::audit::Event;
use crate::store::device;

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Fields {
    name: String,
}

/// Registers a device; what it is called is its person's to change.
pub(crate) async fn install(core: &Core, path: &str, body: &[u8]) -> Result<DeviceId, ActError> {
    let (key, envelope) = core.open_installation(path, body)?;
    let fields: Fields = envelope.fields().map_err(|Malformed| Refusal::Malformed)?;
    let name = DeviceName::parse(&fields.name).map_err(|_| Refusal::Malformed)?;
    let (now, iat) = (core.now(), envelope.purpose().iat);

    let id = DeviceId::new(now, random::random_bytes());
    let seed = core.seeds.seal(&random::random_bytes::<SEED_BYTES>(), id.as_str().as_bytes());
    core.store
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
    Ok(id)
}
