//! `openid_request`: requests that wait: pushed ones for the browser, interactions and logouts for the person.

use store::{StoreError, Tx};
use values::Timestamp;

/// What waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A pushed authorization request (RFC 9126).
    Pushed,
    /// A person's way through the pages of the site.
    Interaction,
    /// A logout that a client began.
    Logout,
}

/// One request as it lies in the table; the body is JSON.
#[derive(Debug)]
pub(crate) struct RequestRow {
    pub(crate) id: [u8; 16],
    pub(crate) client_id: Option<String>,
    pub(crate) browser: Option<Vec<u8>>,
    pub(crate) body: String,
    pub(crate) created_at: Timestamp,
    pub(crate) expires_at: Timestamp,
    pub(crate) finished_at: Option<Timestamp>,
    pub(crate) answer: Option<String>,
}

impl Kind {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Pushed => "pushed",
            Self::Interaction => "interaction",
            Self::Logout => "logout",
        }
    }
}

pub(crate) fn insert(tx: &mut Tx<'_>, kind: Kind, request: &RequestRow) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO openid_request (id, kind, client_id, browser, body, created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        &[
            &request.id,
            &kind.as_str(),
            &request.client_id,
            &request.browser,
            &request.body,
            &request.created_at,
            &request.expires_at,
        ],
    )?;
    Ok(())
}

pub(crate) fn find(tx: &mut Tx<'_>, kind: Kind, id: &[u8; 16]) -> Result<Option<RequestRow>, StoreError> {
    tx.query_one_or_none(
        "SELECT client_id, browser, body, created_at, expires_at, finished_at, answer FROM openid_request
         WHERE id = $1 AND kind = $2",
        &[id, &kind.as_str()],
        |row| {
            Ok(RequestRow {
                id: *id,
                client_id: row.get(0)?,
                browser: row.get(1)?,
                body: row.get(2)?,
                created_at: row.get(3)?,
                expires_at: row.get(4)?,
                finished_at: row.get(5)?,
                answer: row.get(6)?,
            })
        },
    )
}

/// Ends a request once, noting what it was answered; false when somebody else was faster or it has expired.
pub(crate) fn finish(
    tx: &mut Tx<'_>,
    id: &[u8; 16],
    now: Timestamp,
    answer: Option<&str>,
) -> Result<bool, StoreError> {
    let rows = tx.execute(
        "UPDATE openid_request SET finished_at = $1, answer = $2 WHERE id = $3 AND finished_at IS NULL AND expires_at > $1",
        &[&now, &answer, id],
    )?;
    Ok(rows == 1)
}
