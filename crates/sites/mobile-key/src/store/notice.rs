//! Notices: one row for each device that is told.

use mobile_key_api::phone::{Notice, NoticeKind};
use mobile_key_api::{DeviceId, NoticeId};
use store::{Row, StoreError, Tx};
use values::{Label, Timestamp};

use crate::rules::Device;

/// Answered at once at most.
pub(crate) const PAGE: i64 = 50;

/// What a device is told.
#[derive(Clone, Debug, Default)]
pub(crate) struct NoticeDetails<'a> {
    pub(crate) service_name: Option<&'a Label>,
    pub(crate) method: Option<&'a Label>,
    pub(crate) device_name: Option<&'a str>,
    /// The device on which it was done.
    pub(crate) by_device_name: Option<&'a str>,
    /// How many entries of the PIN failed.
    pub(crate) tries: Option<i64>,
}

impl<'a> NoticeDetails<'a> {
    pub(crate) fn of_device(device: &'a Device) -> Self {
        Self { device_name: Some(device.name.as_str()), ..Self::default() }
    }
}

/// A notice and its place among those of its device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NoticeRecord {
    pub(crate) notice: Notice,
    pub(crate) number: i64,
}

/// Tells a device; false when it was told of this cause before.
pub(crate) fn insert(
    tx: &mut Tx<'_>,
    device: &DeviceId,
    cause: &str,
    at: Timestamp,
    kind: NoticeKind,
    details: &NoticeDetails<'_>,
) -> Result<bool, StoreError> {
    let last = last_number(tx, device)?;
    let told = tx.execute(
        "INSERT INTO notice (id, device, number, cause, at, kind, service_name, method, device_name,
         by_device_name, tries) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (device, cause) DO NOTHING",
        &[
            &random::random_id(at),
            &device.as_str(),
            &(last + 1),
            &cause,
            &at,
            &kind.as_str(),
            &details.service_name.map(written),
            &details.method.map(written),
            &details.device_name,
            &details.by_device_name,
            &details.tries,
        ],
    )?;
    Ok(told == 1)
}

/// The newest, the newest first.
pub(crate) fn newest(tx: &mut Tx<'_>, device: &DeviceId) -> Result<Vec<NoticeRecord>, StoreError> {
    tx.query(
        "SELECT id, at, kind, service_name, method, device_name, read_at, number, by_device_name,
         tries FROM notice
         WHERE device = $1 ORDER BY number DESC LIMIT $2",
        &[&device.as_str(), &PAGE],
        notice,
    )
}

/// Those after a place, the oldest first.
pub(crate) fn after(
    tx: &mut Tx<'_>,
    device: &DeviceId,
    number: i64,
) -> Result<Vec<NoticeRecord>, StoreError> {
    tx.query(
        "SELECT id, at, kind, service_name, method, device_name, read_at, number, by_device_name,
         tries FROM notice
         WHERE device = $1 AND number > $2 ORDER BY number LIMIT $3",
        &[&device.as_str(), &number, &PAGE],
        notice,
    )
}

/// The place of a notice; 0, before all, if it is not known any more.
pub(crate) fn place_of(tx: &mut Tx<'_>, device: &DeviceId, id: &NoticeId) -> Result<i64, StoreError> {
    let number = tx.query_one_or_none(
        "SELECT number FROM notice WHERE id = $1 AND device = $2",
        &[&id.as_str(), &device.as_str()],
        |row| row.get(0),
    )?;
    Ok(number.unwrap_or_default())
}

/// The place of the newest notice.
pub(crate) fn last_number(tx: &mut Tx<'_>, device: &DeviceId) -> Result<i64, StoreError> {
    let number = tx.query_one_or_none(
        "SELECT max(number) FROM notice WHERE device = $1",
        &[&device.as_str()],
        |row| row.get::<Option<i64>>(0),
    )?;
    Ok(number.flatten().unwrap_or_default())
}

pub(crate) fn unread(tx: &mut Tx<'_>, device: &DeviceId) -> Result<i64, StoreError> {
    let count = tx.query_one_or_none(
        "SELECT count(*) FROM notice WHERE device = $1 AND read_at IS NULL",
        &[&device.as_str()],
        |row| row.get(0),
    )?;
    Ok(count.unwrap_or_default())
}

/// Everything between two notices, both included, counts as read.
pub(crate) fn mark_read(
    tx: &mut Tx<'_>,
    device: &DeviceId,
    from: i64,
    to: i64,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE notice SET read_at = $1 WHERE device = $2 AND number >= $3 AND number <= $4 AND read_at IS NULL",
        &[&now, &device.as_str(), &from, &to],
    )?;
    Ok(())
}

/// A name as the column has it: plain, or by language as JSON.
fn written(label: &Label) -> String {
    match label {
        Label::One(name) => name.clone(),
        Label::Each(names) => serde_json::to_string(names).unwrap_or_else(|_| names.cs.clone()),
    }
}

fn read(text: String) -> Label {
    serde_json::from_str(&text).map_or(Label::One(text), Label::Each)
}

fn notice(row: &Row<'_>) -> Result<NoticeRecord, StoreError> {
    let kind: NoticeKind = row.parse(2)?;
    let notice = Notice {
        id: row.parse(0)?,
        at_ms: row.get(1)?,
        text_key: kind.to_string(),
        kind,
        service_name: row.get::<Option<String>>(3)?.map(read),
        method: row.get::<Option<String>>(4)?.map(read),
        device_name: row.get(5)?,
        by_device_name: row.get(8)?,
        tries: row.get(9)?,
        read: row.get::<Option<i64>>(6)?.is_some(),
    };
    Ok(NoticeRecord { notice, number: row.get(7)? })
}
