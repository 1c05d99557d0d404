//! The audit trail, which is also people's history.

use mobile_key_api::{DeviceId, HistoryEntry, RequestId};
use store::{Row, StoreError, Tx};
use values::Timestamp;

use crate::rules::{Device, EventKind, PersonId, Request, RequestDetails, Service};

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

    /// RequestDetails a request, and its service or person.
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
        tx.execute(
            "INSERT INTO audit (id, at, kind, outcome, person, device, device_name, request, service_name,
             service_domain, data, by_device, by_device_name, tries)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
            &[
                &random::random_id(self.at),
                &self.at,
                &self.kind.as_str(),
                &self.outcome,
                &self.person,
                &self.device.map(|device| device.id.as_str()),
                &self.device.map(|device| device.name.as_str()),
                &self.request.map(RequestId::as_str),
                &self.service.map(|service| service.name.as_str()),
                &self.service.map(|service| service.domain.as_str()),
                &self.data.and_then(|names| serde_json::to_string(names).ok()),
                &self.by.map(|device| device.id.as_str()),
                &self.by.map(|device| device.name.as_str()),
                &self.tries,
            ],
        )?;
        Ok(())
    }
}

/// A person's history before an instant, the newest first; auditors' entries are left out. The scan of an enrolment's
/// code is an entry only as long as nothing else is known of that request: its end names the same phone.
pub(crate) fn history(
    tx: &mut Tx<'_>,
    person: &PersonId,
    before: Timestamp,
    limit: i64,
) -> Result<Vec<HistoryEntry>, StoreError> {
    tx.query(
        "SELECT at, kind, outcome, service_name, service_domain, device_name, data, by_device_name, tries FROM audit
         WHERE person = $1 AND at < $2 AND kind IN ('login', 'enrolment', 'device_renamed', 'device_disconnected',
         'device_blocked', 'factor_changed', 'failed_tries')
         AND (outcome <> 'claimed' OR NOT EXISTS (SELECT 1 FROM audit later WHERE later.request = audit.request
         AND later.kind = 'enrolment' AND later.outcome <> 'claimed')) ORDER BY at DESC, id DESC LIMIT $3",
        &[person, &before, &limit],
        entry,
    )
}

/// What became of a person's devices: attached, blocked, disconnected; the newest first.
pub(crate) fn of_devices(
    tx: &mut Tx<'_>,
    person: &PersonId,
    limit: i64,
) -> Result<Vec<HistoryEntry>, StoreError> {
    tx.query(
        "SELECT at, kind, outcome, service_name, service_domain, device_name, data, by_device_name, tries FROM audit
         WHERE person = $1 AND (kind IN ('device_disconnected', 'device_blocked')
         OR (kind = 'enrolment' AND outcome = 'done')) ORDER BY at DESC, id DESC LIMIT $2",
        &[person, &limit],
        entry,
    )
}

/// What a person released to a service the last time they approved a login to it.
pub(crate) fn last_release(
    tx: &mut Tx<'_>,
    person: &PersonId,
    service: &Service,
) -> Result<Option<Vec<String>>, StoreError> {
    let data = tx.query_one_or_none(
        "SELECT data FROM audit WHERE person = $1 AND kind = 'login' AND outcome = 'approved' AND service_name = $2
         AND service_domain = $3 ORDER BY at DESC, id DESC LIMIT 1",
        &[person, &service.name, &service.domain],
        |row| row.get::<Option<String>>(0),
    )?;
    Ok(data.flatten().and_then(|names| serde_json::from_str(&names).ok()))
}

/// How often something happened to a device since an instant; for the tests.
#[cfg(test)]
pub(crate) fn count(tx: &mut Tx<'_>, kind: &str, outcome: &str) -> Result<i64, StoreError> {
    let count = tx.query_one_or_none(
        "SELECT count(*) FROM audit WHERE kind = $1 AND outcome = $2",
        &[&kind, &outcome],
        |row| row.get(0),
    )?;
    Ok(count.unwrap_or_default())
}

/// What is left of a device in the trail, for a device that does not exist any more.
pub(crate) fn device_forgotten(tx: &mut Tx<'_>, id: &DeviceId, now: Timestamp) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO audit (id, at, kind, outcome, device) VALUES ($1, $2, $3, 'done', $4)",
        &[&random::random_id(now), &now, &EventKind::DeviceForgotten.as_str(), &id.as_str()],
    )?;
    Ok(())
}

fn entry(row: &Row<'_>) -> Result<HistoryEntry, StoreError> {
    let data: Option<String> = row.get(6)?;
    Ok(HistoryEntry {
        at_ms: row.get(0)?,
        kind: row.parse(1)?,
        outcome: row.parse(2)?,
        service_name: row.get(3)?,
        service_domain: row.get(4)?,
        device_name: row.get(5)?,
        by_device_name: row.get(7)?,
        data: data.and_then(|names| serde_json::from_str(&names).ok()),
        tries: row.get(8)?,
    })
}
