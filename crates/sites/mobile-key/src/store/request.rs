//! Requests to log in or to enrol. Every arrow of their life is one guarded `UPDATE`: no row means that the
//! transition was lost to someone else.

use mobile_key_api::phone::{DataItem, RequestKind};
use mobile_key_api::{DeviceId, RequestId};
use store::{Row, StoreError, Transition, Tx};
use values::{AssuranceLevel, Timestamp};

use super::corrupt;
use crate::rules::{Claim, Code, PersonId, Request, RequestDetails, Service, Stage, Termination};

/// A request with what only the server knows of it.
#[derive(Clone, Debug)]
pub(crate) struct RequestRecord {
    pub(crate) request: Request,
    /// The keyed hash of the cookie of the browser that began it.
    pub(crate) browser_hash: [u8; 32],
    /// Sealed: the interaction of a login, the identity of an enrolment until it ends.
    pub(crate) secret: Option<Vec<u8>>,
    /// The phone that has it or had it, also when it has ended.
    pub(crate) device: Option<DeviceId>,
    pub(crate) decided_at: Option<Timestamp>,
}

macro_rules! columns {
    () => {
        "id, kind, state, created_at, expires_at, browser, browser_hash, secret, service_name, service_domain, bound, \
         items, person, device, code, level, same_device_at, released, decided_at, service_uri"
    };
}

/// A new request; `interaction_hash` finds it again when the page is loaded once more.
pub(crate) fn insert(
    tx: &mut Tx<'_>,
    record: &RequestRecord,
    interaction_hash: Option<&[u8; 32]>,
) -> Result<(), StoreError> {
    let request = &record.request;
    let (service, bound, items, person) = match &request.details {
        RequestDetails::Login { service, asked, items } => (Some(service), asked, Some(json(items)), None),
        RequestDetails::Enrolment { person, level, .. } => (None, level, None, Some(person)),
    };
    tx.execute(
        "INSERT INTO request (id, kind, state, created_at, expires_at, browser, browser_hash, interaction_hash, secret,
         service_name, service_domain, bound, items, person, service_uri)
         VALUES ($1, $2, 'waiting', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        &[
            &request.id.as_str(),
            &request.kind().as_str(),
            &request.created_at,
            &request.expires_at,
            &request.browser,
            &record.browser_hash,
            &interaction_hash,
            &record.secret,
            &service.map(|service| service.name.as_str()),
            &service.map(|service| service.domain.as_str()),
            bound,
            &items,
            &person,
            &service.and_then(|service| service.uri.as_deref()),
        ],
    )?;
    Ok(())
}

pub(crate) fn find(tx: &mut Tx<'_>, id: &RequestId) -> Result<Option<RequestRecord>, StoreError> {
    tx.query_one_or_none(
        concat!("SELECT ", columns!(), " FROM request WHERE id = $1"),
        &[&id.as_str()],
        record,
    )
}

/// The latest request of an interaction.
pub(crate) fn of_interaction(
    tx: &mut Tx<'_>,
    interaction_hash: &[u8; 32],
) -> Result<Option<RequestRecord>, StoreError> {
    tx.query_one_or_none(
        concat!(
            "SELECT ",
            columns!(),
            " FROM request WHERE interaction_hash = $1 ORDER BY created_at DESC, id DESC LIMIT 1"
        ),
        &[interaction_hash],
        record,
    )
}

/// The request that a device has claimed and not decided.
pub(crate) fn pending(tx: &mut Tx<'_>, device: &DeviceId) -> Result<Option<RequestRecord>, StoreError> {
    tx.query_one_or_none(
        concat!("SELECT ", columns!(), " FROM request WHERE device = $1 AND state = 'claimed'"),
        &[&device.as_str()],
        record,
    )
}

pub(crate) fn claim(
    tx: &mut Tx<'_>,
    id: &RequestId,
    claim: &Claim,
    now: Timestamp,
) -> Result<Transition, StoreError> {
    tx.transition(
        "UPDATE request SET state = 'claimed', device = $1, code = $2, level = $3, same_device_at = $4, claimed_at = $5
         WHERE id = $6 AND state = 'waiting' AND expires_at > $5",
        &[&claim.device.as_str(), &claim.code.to_string(), &claim.level, &claim.same_device.then_some(now), &now, &id.as_str()],
    )
}

pub(crate) fn approve(
    tx: &mut Tx<'_>,
    request: &Request,
    device: &DeviceId,
    released: &[String],
    now: Timestamp,
) -> Result<Transition, StoreError> {
    tx.transition(
        "UPDATE request SET state = 'approved', released = $1, decided_at = $2, expires_at = $3
         WHERE id = $4 AND state = 'claimed' AND device = $5 AND expires_at > $2",
        &[&json(&released), &now, &request.expires_at, &request.id.as_str(), &device.as_str()],
    )
}

/// Logged in, or enrolled.
pub(crate) fn finish(tx: &mut Tx<'_>, id: &RequestId, now: Timestamp) -> Result<Transition, StoreError> {
    tx.transition(
        "UPDATE request SET state = 'redeemed', finished_at = $1, secret = NULL
         WHERE id = $2 AND state = 'approved' AND expires_at > $1",
        &[&now, &id.as_str()],
    )
}

/// Ends a request that is still open. A login keeps its interaction, so that the page can begin anew.
pub(crate) fn end(
    tx: &mut Tx<'_>,
    request: &Request,
    end: Termination,
    now: Timestamp,
) -> Result<Transition, StoreError> {
    let keep = request.kind() == RequestKind::Login;
    tx.transition(
        "UPDATE request SET state = $1, finished_at = $2, secret = CASE WHEN $3 = 1 THEN secret ELSE NULL END
         WHERE id = $4 AND state IN ('waiting', 'claimed', 'approved')",
        &[&end.state().as_str(), &now, &i64::from(keep), &request.id.as_str()],
    )
}

/// Requests whose time is over.
pub(crate) fn overdue(tx: &mut Tx<'_>, now: Timestamp) -> Result<Vec<RequestRecord>, StoreError> {
    tx.query(
        concat!(
            "SELECT ",
            columns!(),
            " FROM request WHERE state IN ('waiting', 'claimed', 'approved') AND expires_at <= $1 LIMIT 500"
        ),
        &[&now],
        record,
    )
}

fn record(row: &Row<'_>) -> Result<RequestRecord, StoreError> {
    let request = Request {
        id: row.parse(0)?,
        details: details(row)?,
        stage: stage(row)?,
        browser: row.get(5)?,
        created_at: row.get(3)?,
        expires_at: row.get(4)?,
    };
    Ok(RequestRecord {
        request,
        browser_hash: row.get(6)?,
        secret: row.get(7)?,
        device: row.parse_option(13)?,
        decided_at: row.get(18)?,
    })
}

fn details(row: &Row<'_>) -> Result<RequestDetails, StoreError> {
    let bound: AssuranceLevel = row.get(10)?;
    match row.parse(1)? {
        RequestKind::Login => {
            let service = match (row.get::<Option<String>>(8)?, row.get::<Option<String>>(9)?) {
                (Some(name), Some(domain)) => Service { name, domain, uri: row.get(19)? },
                _ => return Err(corrupt("request.service_name", "the service of a login")),
            };
            let items: Vec<DataItem> = read_json(row.get::<Option<String>>(11)?, "request.items")?;
            Ok(RequestDetails::Login { service, asked: bound, items })
        }
        RequestKind::Enrolment => {
            let person = row.get::<Option<PersonId>>(12)?;
            let person = person.ok_or_else(|| corrupt("request.person", "the person of an enrolment"))?;
            Ok(RequestDetails::Enrolment { person, level: bound, identity: None })
        }
    }
}

fn stage(row: &Row<'_>) -> Result<Stage, StoreError> {
    let claim = || claim_of(row)?.ok_or_else(|| corrupt("request.device", "the claim of a request"));
    match row.get::<String>(2)?.as_str() {
        "waiting" => Ok(Stage::Waiting),
        "claimed" => Ok(Stage::Claimed(claim()?)),
        "approved" => Ok(Stage::Approved(claim()?, read_json(row.get(17)?, "request.released")?)),
        "redeemed" => Ok(Stage::Done(claim()?)),
        ended => {
            let end = Termination::ALL.into_iter().find(|end| end.state().as_str() == ended);
            end.map(Stage::Ended).ok_or_else(|| corrupt("request.state", "a state"))
        }
    }
}

/// Which device an ended request was on, too.
fn claim_of(row: &Row<'_>) -> Result<Option<Claim>, StoreError> {
    let device: Option<DeviceId> = row.parse_option(13)?;
    let code: Option<Code> = row.parse_option(14)?;
    let level: Option<AssuranceLevel> = row.get(15)?;
    let same_device = row.get::<Option<Timestamp>>(16)?.is_some();
    Ok(match (device, code, level) {
        (Some(device), Some(code), Some(level)) => Some(Claim { device, code, level, same_device }),
        _ => None,
    })
}

fn json<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

fn read_json<T: serde::de::DeserializeOwned>(text: Option<String>, place: &str) -> Result<T, StoreError> {
    text.and_then(|text| serde_json::from_str(&text).ok()).ok_or_else(|| corrupt(place, "JSON of its kind"))
}
