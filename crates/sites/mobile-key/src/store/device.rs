//! Devices.

use jose::P256PublicKey;
use mobile_key_api::phone::FactorKind;
use mobile_key_api::{DeviceId, DeviceName};
use store::{Row, StoreError, Transition, Tx};
use values::{AssuranceLevel, Timestamp};

use super::corrupt;
use crate::rules::{Attachment, Device, DeviceStatus, Factor, PersonId, Tries};
use crate::signing::webauthn::Credential;

macro_rules! columns {
    () => {
        "id, name, possession, state, person, level, attached_at, last_iat, last_used_at, quiet_since, tries_left, \
         try_spent_at, factor_kind, factor_key, credential_id, credential_counter, failed_tries, failed_tries_at"
    };
}

pub(crate) fn insert(
    tx: &mut Tx<'_>,
    id: &DeviceId,
    name: &DeviceName,
    possession: &P256PublicKey,
    sealed_seed: &[u8],
    now: Timestamp,
    iat: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO device (id, name, possession, oprf_seed, state, installed_at, last_iat, tries_left)
         VALUES ($1, $2, $3, $4, 'installed', $5, $6, $7)",
        &[
            &id.as_str(),
            &name.as_str(),
            &possession.as_point(),
            &sealed_seed,
            &now,
            &iat,
            &Tries::full().left,
        ],
    )?;
    Ok(())
}

pub(crate) fn find(tx: &mut Tx<'_>, id: &DeviceId) -> Result<Option<Device>, StoreError> {
    tx.query_one_or_none(
        concat!("SELECT ", columns!(), " FROM device WHERE id = $1"),
        &[&id.as_str()],
        device,
    )
}

/// Accepts a request that changes something: it must be younger than every one before (A replay is not). The device
/// as it is now, unless it is no longer in use or the request is old.
pub(crate) fn accept(tx: &mut Tx<'_>, id: &DeviceId, iat: Timestamp) -> Result<Option<Device>, StoreError> {
    tx.query_one_or_none(
        concat!(
            "UPDATE device SET last_iat = $1 WHERE id = $2 AND last_iat < $1 AND state IN ('installed', 'attached')
             RETURNING ",
            columns!()
        ),
        &[&iat, &id.as_str()],
        device,
    )
}

/// Every device of a person that is still attached or blocked, the newest first.
pub(crate) fn of_person(tx: &mut Tx<'_>, person: &PersonId) -> Result<Vec<Device>, StoreError> {
    tx.query(
        concat!("SELECT ", columns!(), " FROM device WHERE person = $1 ORDER BY attached_at DESC, id DESC"),
        &[person],
        device,
    )
}

pub(crate) fn sealed_seed(tx: &mut Tx<'_>, id: &DeviceId) -> Result<Option<Vec<u8>>, StoreError> {
    let seed =
        tx.query_one_or_none("SELECT oprf_seed FROM device WHERE id = $1", &[&id.as_str()], |row| {
            row.get(0)
        })?;
    Ok(seed.flatten())
}

pub(crate) fn set_tries(tx: &mut Tx<'_>, id: &DeviceId, tries: Tries) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE device SET tries_left = $1, try_spent_at = $2 WHERE id = $3",
        &[&tries.left, &tries.spent_at, &id.as_str()],
    )?;
    Ok(())
}

/// What came before the latest proof.
pub(crate) fn note_failed_tries(
    tx: &mut Tx<'_>,
    id: &DeviceId,
    number: i64,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE device SET failed_tries = $1, failed_tries_at = $2 WHERE id = $3",
        &[&number, &now, &id.as_str()],
    )?;
    Ok(())
}

/// A new factor; the tries are given back.
pub(crate) fn set_factor(tx: &mut Tx<'_>, id: &DeviceId, factor: &Factor) -> Result<(), StoreError> {
    let (key, credential) = match factor {
        Factor::Knowledge { key, .. } => (key, None),
        Factor::Biometrics(credential) => (&credential.key, Some(credential)),
    };
    tx.execute(
        "UPDATE device SET factor_kind = $1, factor_key = $2, credential_id = $3, credential_counter = $4,
         tries_left = $5, try_spent_at = NULL WHERE id = $6",
        &[
            &factor.kind().as_str(),
            &key.as_point(),
            &credential.map(|credential| credential.id.as_slice()),
            &credential.map(|credential| credential.counter),
            &Tries::full().left,
            &id.as_str(),
        ],
    )?;
    Ok(())
}

pub(crate) fn set_counter(tx: &mut Tx<'_>, id: &DeviceId, counter: u32) -> Result<(), StoreError> {
    tx.execute("UPDATE device SET credential_counter = $1 WHERE id = $2", &[&counter, &id.as_str()])?;
    Ok(())
}

pub(crate) fn set_challenge(
    tx: &mut Tx<'_>,
    id: &DeviceId,
    challenge: &[u8; 32],
    expires_at: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE device SET challenge = $1, challenge_expires_at = $2 WHERE id = $3",
        &[challenge, &expires_at, &id.as_str()],
    )?;
    Ok(())
}

/// The challenge that waits, if it has not expired.
pub(crate) fn challenge(
    tx: &mut Tx<'_>,
    id: &DeviceId,
    now: Timestamp,
) -> Result<Option<[u8; 32]>, StoreError> {
    tx.query_one_or_none(
        "SELECT challenge FROM device WHERE id = $1 AND challenge IS NOT NULL AND challenge_expires_at > $2",
        &[&id.as_str(), &now],
        |row| row.get(0),
    )
}

/// Uses up a challenge.
pub(crate) fn use_challenge(
    tx: &mut Tx<'_>,
    id: &DeviceId,
    challenge: &[u8; 32],
) -> Result<Transition, StoreError> {
    tx.transition(
        "UPDATE device SET challenge = NULL, challenge_expires_at = NULL WHERE id = $1 AND challenge = $2",
        &[&id.as_str(), challenge],
    )
}

/// From now on it belongs to the person, if it is still free.
pub(crate) fn attach(tx: &mut Tx<'_>, id: &DeviceId, to: &Attachment) -> Result<Transition, StoreError> {
    tx.transition(
        "UPDATE device SET state = 'attached', person = $1, level = $2, attached_at = $3
         WHERE id = $4 AND state = 'installed' AND factor_kind IS NOT NULL",
        &[&to.person, &to.level, &to.at, &id.as_str()],
    )
}

pub(crate) fn block(tx: &mut Tx<'_>, id: &DeviceId, now: Timestamp) -> Result<Transition, StoreError> {
    tx.transition(
        "UPDATE device SET state = 'blocked', ended_at = $1, oprf_seed = NULL, factor_key = NULL, credential_id = NULL
         WHERE id = $2 AND state IN ('installed', 'attached')",
        &[&now, &id.as_str()],
    )
}

/// Forgets whose it was and everything it could be used with; what is left answers `device_disconnected`.
pub(crate) fn disconnect(tx: &mut Tx<'_>, id: &DeviceId, now: Timestamp) -> Result<Transition, StoreError> {
    tx.transition(
        "UPDATE device SET state = 'disconnected', ended_at = $1, person = NULL, level = NULL, oprf_seed = NULL,
         factor_kind = NULL, factor_key = NULL, credential_id = NULL, credential_counter = NULL
         WHERE id = $2 AND state <> 'disconnected'",
        &[&now, &id.as_str()],
    )
}

pub(crate) fn rename(tx: &mut Tx<'_>, id: &DeviceId, name: &DeviceName) -> Result<(), StoreError> {
    tx.execute("UPDATE device SET name = $1 WHERE id = $2", &[&name.as_str(), &id.as_str()])?;
    Ok(())
}

pub(crate) fn note_use(tx: &mut Tx<'_>, id: &DeviceId, now: Timestamp) -> Result<(), StoreError> {
    tx.execute("UPDATE device SET last_used_at = $1 WHERE id = $2", &[&now, &id.as_str()])?;
    Ok(())
}

pub(crate) fn set_quiet(tx: &mut Tx<'_>, id: &DeviceId, since: Option<Timestamp>) -> Result<(), StoreError> {
    tx.execute("UPDATE device SET quiet_since = $1 WHERE id = $2", &[&since, &id.as_str()])?;
    Ok(())
}

/// Devices that spent the last try before `since` and proved nothing.
pub(crate) fn lapsed(tx: &mut Tx<'_>, since: Timestamp) -> Result<Vec<Device>, StoreError> {
    tx.query(
        concat!(
            "SELECT ",
            columns!(),
            " FROM device WHERE tries_left <= 0 AND try_spent_at < $1 AND state IN ('installed', 'attached') LIMIT 500"
        ),
        &[&since],
        device,
    )
}

fn device(row: &Row<'_>) -> Result<Device, StoreError> {
    Ok(Device {
        id: row.parse(0)?,
        name: row.parse(1)?,
        possession: key(row, 2)?.ok_or_else(|| corrupt("device.possession", "a key"))?,
        status: status(row)?,
        last_iat: row.get(7)?,
        last_used_at: row.get(8)?,
        quiet_since: row.get(9)?,
        tries: Tries { left: row.get(10)?, spent_at: row.get(11)? },
        factor: factor(row)?,
        failed_tries: row.get::<Option<i64>>(16)?.zip(row.get(17)?),
    })
}

fn status(row: &Row<'_>) -> Result<DeviceStatus, StoreError> {
    let attachment =
        match (row.get::<Option<PersonId>>(4)?, row.get::<Option<AssuranceLevel>>(5)?, row.get(6)?) {
            (Some(person), Some(level), Some(at)) => Some(Attachment { person, level, at }),
            _ => None,
        };
    match (row.get::<String>(3)?.as_str(), attachment) {
        ("installed", None) => Ok(DeviceStatus::Installed),
        ("attached", Some(attachment)) => Ok(DeviceStatus::Attached(attachment)),
        ("blocked", attachment) => Ok(DeviceStatus::Blocked(attachment)),
        ("disconnected", None) => Ok(DeviceStatus::Disconnected),
        _ => Err(corrupt("device.state", "a state that fits the row")),
    }
}

fn factor(row: &Row<'_>) -> Result<Option<Factor>, StoreError> {
    let Some(key) = key(row, 13)? else { return Ok(None) };
    let kind: FactorKind = row.parse(12)?;
    if kind != FactorKind::Biometrics {
        return Ok(Some(Factor::Knowledge { kind, key }));
    }
    let id = row.get::<Option<Vec<u8>>>(14)?.ok_or_else(|| corrupt("device.credential_id", "bytes"))?;
    let counter = row.get::<Option<u32>>(15)?.unwrap_or_default();
    Ok(Some(Factor::Biometrics(Credential { id, key, counter })))
}

fn key(row: &Row<'_>, index: usize) -> Result<Option<P256PublicKey>, StoreError> {
    let Some(bytes) = row.get::<Option<Vec<u8>>>(index)? else { return Ok(None) };
    P256PublicKey::from_point(&bytes).map(Some).ok_or_else(|| corrupt("device", "an uncompressed point"))
}
