//! The methods by which the hub knows a person, and their state.

use ::store::StoreError;
use values::AssuranceLevel;

use super::devices::devices;
use crate::config::Method;
use crate::context::Context;
use crate::rules::person::{Link, PersonId};
use crate::store;
use mobile_key_api::people::Device;

/// One method, as it stands for a person.
pub(crate) struct MethodState<'a> {
    pub(crate) method: &'a Method,
    /// The link that was used last.
    pub(crate) link: Option<Link>,
    /// The phones, if it is a Mobile Key that answers.
    pub(crate) devices: Option<Vec<Device>>,
}

/// Every configured method.
pub(crate) async fn methods<'a>(
    context: &'a Context,
    person: &PersonId,
) -> Result<Vec<MethodState<'a>>, StoreError> {
    let links = context.store.read(|tx| store::link::of_person(tx, person)).await?;
    let mut states = Vec::new();
    for method in &context.config.methods {
        let own = links.iter().filter(|link| link.method == method.id && link.disconnected.is_none());
        let link = own.max_by_key(|link| (link.last_used_at, link.linked_at)).cloned();
        let devices = match (&link, method.mobile_key()) {
            (Some(_), Some(_)) => devices(context, person).await.ok(),
            _ => None,
        };
        states.push(MethodState { method, link, devices });
    }
    Ok(states)
}

impl MethodState<'_> {
    /// The best level that a login by it reaches.
    pub(crate) fn max_level(&self) -> AssuranceLevel {
        self.link.as_ref().map_or(self.method.level, |link| link.max_level.min(self.method.level))
    }

    /// How many phones can be used, if it is a Mobile Key that answers.
    pub(crate) fn usable(&self) -> Option<usize> {
        self.devices.as_ref().map(|devices| devices.iter().filter(|device| !device.blocked).count())
    }

    /// The phones that are blocked.
    pub(crate) fn blocked(&self) -> impl Iterator<Item = &Device> {
        self.devices.iter().flatten().filter(|device| device.blocked)
    }

    /// Whether the person can log in by it.
    pub(crate) fn is_connected(&self) -> bool {
        self.link.is_some() && self.usable() != Some(0)
    }
}
