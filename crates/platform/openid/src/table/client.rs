//! `openid_client`: clients that are not in the configuration, registered while the site runs.

use store::{Row, StoreError, Tx};
use values::Timestamp;

use crate::Client;

/// One client as it lies in the table: its metadata as JSON without the secret, of which only a keyed hash is kept.
pub(crate) struct ClientRow {
    pub(crate) client: Client,
    pub(crate) secret_hash: Option<[u8; 32]>,
    pub(crate) updated_at: Timestamp,
}

pub(crate) fn find(tx: &mut Tx<'_>, id: &str) -> Result<Option<ClientRow>, StoreError> {
    let sql = "SELECT metadata, secret_hash, updated_at FROM openid_client WHERE id = $1";
    tx.query_one_or_none(sql, &[&id], read)
}

/// Adds a client, or replaces the one of the same id.
pub(crate) fn save(tx: &mut Tx<'_>, row: &ClientRow) -> Result<(), StoreError> {
    let metadata = serde_json::to_string(&row.client).map_err(|_| corrupt("metadata", "JSON"))?;
    let secret_hash = row.secret_hash.map(|hash| hash.to_vec());
    tx.execute(
        "INSERT INTO openid_client (id, metadata, secret_hash, updated_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (id) DO UPDATE SET metadata = $2, secret_hash = $3, updated_at = $4",
        &[&row.client.id, &metadata, &secret_hash, &row.updated_at],
    )?;
    Ok(())
}

/// Deletes a client; false when there was none.
pub(crate) fn delete(tx: &mut Tx<'_>, id: &str) -> Result<bool, StoreError> {
    Ok(tx.execute("DELETE FROM openid_client WHERE id = $1", &[&id])? == 1)
}

fn read(row: &Row<'_>) -> Result<ClientRow, StoreError> {
    let metadata: String = row.get(0)?;
    let secret_hash: Option<Vec<u8>> = row.get(1)?;
    let secret_hash = secret_hash.map(TryInto::try_into).transpose();
    Ok(ClientRow {
        client: serde_json::from_str(&metadata).map_err(|_| corrupt("metadata", "a client"))?,
        secret_hash: secret_hash.map_err(|_| corrupt("secret_hash", "32 bytes"))?,
        updated_at: row.get(2)?,
    })
}

fn corrupt(column: &str, expected: &'static str) -> StoreError {
    StoreError::Corrupt { place: format!("openid_client.{column}"), expected }
}
