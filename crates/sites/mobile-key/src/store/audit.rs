//! The audit trail, which is also people's history.

use ::audit::{Actor, EventId};
use mobile_key_api::{DeviceId, HistoryEntry, HistoryKind, HistoryOutcome, RequestId};
use serde::{Deserialize, Serialize};
use store::{StoreError, Tx};
use values::Timestamp;

use super::corrupt;
use crate::rules::{Device, EventKind, PersonId, Request, RequestDetails, Service};

/// What only events of this site have.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Details {
    device: Option<String>,
    device_name: Option<String>,
    by_device_name: Option<String>,
    service_name: Option<String>,
    data: Option<Vec<String>>,
    tries: Option<i64>,
}

/// Something that happened.
#[derive(Clone, Debug)]
pub(crate) struct Event<'a> {
    at: Timestamp,
    kind: EventKind,
    outcome: &'a str,
    person: Option<&'a PersonId>,
    device: Option<&'a Device>,
    by: Option<&'a Device>,
    request: Option<&'a RequestId>,
    service: Option<&'a Service>,
    data: Option<&'a [String]>,
    tries: Option<i64>,
}

impl<'a> Event<'a> {
    pub(crate) fn new(at: Timestamp, kind: impl Into<EventKind>, outcome: &'a str) -> Self {
        Self {
            at,
            kind: kind.into(),
            outcome,
            person: None,
            device: None,
            by: None,
            request: None,
            service: None,
            data: None,
            tries: None,
        }
    }

    /// On a device, and of its person.
    pub(crate) fn on(mut self, device: &'a Device) -> Self {
        self.device = Some(device);
        self.person = self.person.or_else(|| Some(&device.status.attachment()?.person));
        self
    }

    /// Done on a device, which may be another one of the same person.
    pub(crate) fn by(mut self, device: Option<&'a Device>) -> Self {
        self.by = device;
        self
    }

    pub(crate) fn of(mut self, person: &'a PersonId) -> Self {
        self.person = Some(person);
        self
    }

    /// About a request, and its service or person.
    pub(crate) fn about(mut self, request: &'a Request) -> Self {
        self.request = Some(&request.id);
        match &request.details {
            RequestDetails::Login { service, .. } => self.service = Some(service),
            RequestDetails::Enrolment { person, .. } => self.person = self.person.or(Some(person)),
        }
        self
    }

    pub(crate) fn releasing(mut self, names: &'a [String]) -> Self {
        self.data = Some(names);
        self
    }

    /// So many entries of the PIN that came to nothing.
    pub(crate) fn tries(mut self, number: i64) -> Self {
        self.tries = Some(number);
        self
    }

    /// Writes it down, in the transaction of what happened.
    pub(crate) fn write(self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        let actor = match (self.by.or(self.device), self.person) {
            (Some(device), _) => Actor::Device(device.id.to_string()),
            (None, Some(person)) => Actor::Person(person.to_string()),
            (None, None) => Actor::Unknown,
        };
        let name = |device: &Device| device.name.to_string();
        let details = Details {
            device: self.device.map(|device| device.id.to_string()),
            device_name: self.device.map(name),
            by_device_name: self.by.map(name),
            service_name: self.service.map(|service| service.name.clone()),
            data: self.data.map(<[String]>::to_vec),
            tries: self.tries,
        };
        let object = self.service.map(|service| service.domain.clone());
        let event = ::audit::Event {
            subject: self.person.map(ToString::to_string),
            object: object.or_else(|| details.device.clone()),
            outcome: Some(self.outcome.to_owned()),
            request_id: self.request.map(ToString::to_string),
            ..::audit::Event::new(self.at, actor, self.kind.as_str())
        };
        ::audit::record(tx, &event.with_details(&details))
    }
}

/// A person's history before an instant, the newest first; auditors' entries are left out. The scan of an enrolment's
/// code is an entry only as long as nothing else is known of that request: its end names the same phone.
pub(crate) fn history(
    tx: &mut Tx<'_>,
    person: &PersonId,
    before: Timestamp,
    limit: usize,
) -> Result<Vec<HistoryEntry>, StoreError> {
    let shown: Vec<_> = HistoryKind::ALL.iter().map(|kind| kind.as_str()).collect();
    entries(tx, person, &shown, Some(::audit::first_id(before)), limit, |tx, event| {
        let is_claim =
            |event: &::audit::Event| event.outcome.as_deref() == Some(HistoryOutcome::Claimed.as_str());
        let Some(request) = event.request_id.as_deref().filter(|_| is_claim(event)) else { return Ok(true) };
        let others = ::audit::of_request(tx, request)?;
        Ok(!others.iter().any(|other| other.action == HistoryKind::Enrolment.as_str() && !is_claim(other)))
    })
}

/// What became of a person's devices: attached, blocked, disconnected; the newest first.
pub(crate) fn of_devices(
    tx: &mut Tx<'_>,
    person: &PersonId,
    limit: usize,
) -> Result<Vec<HistoryEntry>, StoreError> {
    let enrolment = HistoryKind::Enrolment.as_str();
    let shown = [HistoryKind::DeviceDisconnected.as_str(), HistoryKind::DeviceBlocked.as_str(), enrolment];
    entries(tx, person, &shown, None, limit, |_, event| {
        Ok(event.action != enrolment || event.outcome.as_deref() == Some(HistoryOutcome::Done.as_str()))
    })
}

/// The newest events of a person that are shown, before the event with this id.
fn entries(
    tx: &mut Tx<'_>,
    person: &PersonId,
    actions: &[&str],
    mut before: Option<EventId>,
    limit: usize,
    is_shown: impl Fn(&mut Tx<'_>, &::audit::Event) -> Result<bool, StoreError>,
) -> Result<Vec<HistoryEntry>, StoreError> {
    let page_size = i64::try_from(limit).unwrap_or(i64::MAX);
    let mut entries = Vec::new();
    loop {
        let before_id = before.as_ref().map(EventId::as_str);
        let page = ::audit::of_subject(tx, person.as_str(), actions, before_id, page_size)?;
        let is_last = page.len() < limit;
        before = page.last().map(|event| event.id.clone());
        for event in page {
            if entries.len() < limit && is_shown(tx, &event)? {
                entries.push(entry(event)?);
            }
        }
        if is_last || entries.len() == limit {
            return Ok(entries);
        }
    }
}

/// What a person released to a service the last time they approved a login to it.
pub(crate) fn last_release(
    tx: &mut Tx<'_>,
    person: &PersonId,
    service: &Service,
) -> Result<Option<Vec<String>>, StoreError> {
    let login = HistoryKind::Login.as_str();
    for event in ::audit::of_object(tx, person.as_str(), login, &service.domain)? {
        let details: Details = event.details()?;
        let is_approved = event.outcome.as_deref() == Some(HistoryOutcome::Approved.as_str());
        if is_approved && details.service_name.as_ref() == Some(&service.name) {
            return Ok(details.data);
        }
    }
    Ok(None)
}

/// How often something happened; for the tests.
#[cfg(test)]
pub(crate) fn count(tx: &mut Tx<'_>, kind: &str, outcome: &str) -> Result<i64, StoreError> {
    let (since, until) = (Timestamp::from_unix_ms(0), Timestamp::from_unix_ms(i64::MAX));
    let search = ::audit::Search { since, until, action: Some(kind), object: None, limit: i64::MAX };
    let found = ::audit::search(tx, &search)?;
    let found = found.iter().filter(|event| event.outcome.as_deref() == Some(outcome)).count();
    Ok(i64::try_from(found).unwrap_or(i64::MAX))
}

/// What is left of a device in the trail, for a device that does not exist any more.
pub(crate) fn device_forgotten(tx: &mut Tx<'_>, id: &DeviceId, now: Timestamp) -> Result<(), StoreError> {
    let event = ::audit::Event {
        object: Some(id.to_string()),
        outcome: Some(HistoryOutcome::Done.as_str().to_owned()),
        ..::audit::Event::new(now, Actor::Site, EventKind::DeviceForgotten.as_str())
    };
    ::audit::record(tx, &event)
}

fn entry(event: ::audit::Event) -> Result<HistoryEntry, StoreError> {
    let Details { device_name, by_device_name, service_name, data, tries, .. } = event.details()?;
    let corrupt = |_| corrupt("audit_event.action or outcome", "what was written");
    Ok(HistoryEntry {
        at_ms: event.at.unix_ms(),
        kind: event.action.parse().map_err(corrupt)?,
        outcome: event.outcome.unwrap_or_default().parse().map_err(corrupt)?,
        service_domain: event.object.filter(|_| service_name.is_some()),
        service_name,
        device_name,
        by_device_name,
        data,
        tries,
    })
}
