//! `openid_key`: signing keys, sealed under the master key.

use store::{StoreError, Tx};
use values::Timestamp;

/// One key as it lies in the table.
pub(crate) struct KeyRow {
    pub(crate) kid: String,
    pub(crate) algorithm: String,
    /// Empty once the key is retired.
    pub(crate) sealed: Vec<u8>,
    pub(crate) signs_from: Timestamp,
    /// Set once the key is retired.
    pub(crate) public_jwk: Option<String>,
}

pub(crate) fn list(tx: &mut Tx<'_>, owner: &str) -> Result<Vec<KeyRow>, StoreError> {
    tx.query(
        "SELECT kid, algorithm, sealed, signs_from, public_jwk FROM openid_key WHERE owner = $1 ORDER BY signs_from",
        &[&owner],
        |row| {
            Ok(KeyRow {
                kid: row.get(0)?,
                algorithm: row.get(1)?,
                sealed: row.get(2)?,
                signs_from: row.get(3)?,
                public_jwk: row.get(4)?,
            })
        },
    )
}

/// Adds a key unless another process has just added one for the same time.
pub(crate) fn insert(tx: &mut Tx<'_>, owner: &str, key: &KeyRow) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO openid_key (kid, owner, algorithm, sealed, signs_from) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT DO NOTHING",
        &[&key.kid, &owner, &key.algorithm, &key.sealed, &key.signs_from],
    )?;
    Ok(())
}

/// Erases the private half.
pub(crate) fn retire(tx: &mut Tx<'_>, kid: &str, public_jwk: &str) -> Result<(), StoreError> {
    let nothing: &[u8] = &[];
    tx.execute(
        "UPDATE openid_key SET public_jwk = $1, sealed = $2 WHERE kid = $3 AND public_jwk IS NULL",
        &[&public_jwk, &nothing, &kid],
    )?;
    Ok(())
}

pub(crate) fn delete(tx: &mut Tx<'_>, kid: &str) -> Result<(), StoreError> {
    tx.execute("DELETE FROM openid_key WHERE kid = $1", &[&kid])?;
    Ok(())
}
