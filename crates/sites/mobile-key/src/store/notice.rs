//! Notices: one row for each device that is told.

use store::{Row, StoreError, Tx};
use values::Timestamp;

use crate::rules::{Device, DeviceId, NoticeId, NoticeKind};

/// Answered at once at most.
pub(crate) const PAGE: i64 = 50;

/// What a device is told.
#[derive(Clone, Debug, Default)]
pub(crate) struct Particulars<'a> {
    pub(crate) service_name: Option<&'a str>,
    pub(crate) method: Option<&'a str>,
    pub(crate) device_name: Option<&'a str>,
}

impl<'a> Particulars<'a> {
    pub(crate) fn of_device(device: &'a Device) -> Self {
        Self { device_name: Some(device.name.as_str()), ..Self::default() }
    }
}

/// A notice as the app gets it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub(crate) struct Notice {
    pub(crate) id: String,
    pub(crate) at_ms: i64,
    pub(crate) kind: String,
    pub(crate) text_key: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) service_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) method: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) device_name: Option<String>,
    pub(crate) read: bool,
}

/// Tells a device; false when it was told of this cause before.
pub(crate) fn insert(
    tx: &mut Tx<'_>,
    device: &DeviceId,
    cause: &str,
    at: Timestamp,
    kind: NoticeKind,
    about: &Particulars<'_>,
) -> Result<bool, StoreError> {
    let told = tx.execute(
        "INSERT INTO notice (id, device, cause, at, kind, service_name, method, device_name)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (device, cause) DO NOTHING",
        &[
            &environment::random_id(at),
            device,
            &cause,
            &at,
            &kind.as_str(),
            &about.service_name,
            &about.method,
            &about.device_name,
        ],
    )?;
    Ok(told == 1)
}

/// The newest, the newest first.
pub(crate) fn newest(tx: &mut Tx<'_>, device: &DeviceId) -> Result<Vec<Notice>, StoreError> {
    tx.query(
        "SELECT id, at, kind, service_name, method, device_name, read_at FROM notice
         WHERE device = $1 ORDER BY id DESC LIMIT $2",
        &[device, &PAGE],
        notice,
    )
}

/// Those after a known one, the oldest first.
pub(crate) fn after(tx: &mut Tx<'_>, device: &DeviceId, after: &NoticeId) -> Result<Vec<Notice>, StoreError> {
    tx.query(
        "SELECT id, at, kind, service_name, method, device_name, read_at FROM notice
         WHERE device = $1 AND id > $2 ORDER BY id LIMIT $3",
        &[device, after, &PAGE],
        notice,
    )
}

pub(crate) fn unread(tx: &mut Tx<'_>, device: &DeviceId) -> Result<i64, StoreError> {
    let count = tx.query_one_or_none(
        "SELECT count(*) FROM notice WHERE device = $1 AND read_at IS NULL",
        &[device],
        |row| row.get(0),
    )?;
    Ok(count.unwrap_or_default())
}

/// Everything between two notices, both included, counts as read.
pub(crate) fn mark_read(
    tx: &mut Tx<'_>,
    device: &DeviceId,
    from: &str,
    to: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE notice SET read_at = $1 WHERE device = $2 AND id >= $3 AND id <= $4 AND read_at IS NULL",
        &[&now, device, &from, &to],
    )?;
    Ok(())
}

fn notice(row: &Row<'_>) -> Result<Notice, StoreError> {
    let kind: String = row.get(2)?;
    Ok(Notice {
        id: row.get(0)?,
        at_ms: row.get(1)?,
        text_key: kind.clone(),
        kind,
        service_name: row.get(3)?,
        method: row.get(4)?,
        device_name: row.get(5)?,
        read: row.get::<Option<i64>>(6)?.is_some(),
    })
}
