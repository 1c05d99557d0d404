//! The tables of this crate and their SQL, one file per table.

pub(crate) mod assertion;
pub(crate) mod client;
pub(crate) mod grant;
pub(crate) mod key;
pub(crate) mod login;
pub(crate) mod request;

use store::{MigrationSet, Step, Store, StoreError};
use values::Timestamp;

/// The tables of this crate; every site with a provider or a relying party has them.
pub const MIGRATIONS: MigrationSet = MigrationSet {
    component: "openid",
    steps: &[
        Step { name: "keys", sql: include_str!("../../migrations/0001_keys.sql") },
        Step { name: "requests", sql: include_str!("../../migrations/0002_requests.sql") },
        Step { name: "grants", sql: include_str!("../../migrations/0003_grants.sql") },
        Step { name: "assertions", sql: include_str!("../../migrations/0004_assertions.sql") },
        Step { name: "logins", sql: include_str!("../../migrations/0005_logins.sql") },
        Step { name: "retired keys", sql: include_str!("../../migrations/0006_retired_keys.sql") },
        Step { name: "answers", sql: include_str!("../../migrations/0007_answers.sql") },
        Step { name: "clients", sql: include_str!("../../migrations/0008_clients.sql") },
    ],
};

/// How long an interaction that has expired still leads back to its client.
const LEADS_BACK_MS: i64 = values::DAY_MS;

/// Deletes what has expired; says how many rows there were.
pub(crate) async fn delete_expired(store: &Store, now: Timestamp) -> Result<u64, StoreError> {
    let leads_back = now.plus_ms(-LEADS_BACK_MS);
    let requests = store.in_batches(|tx, at_most| {
        tx.execute(
            "DELETE FROM openid_request WHERE id IN
             (SELECT id FROM openid_request WHERE expires_at <= $1 AND (kind <> $2 OR expires_at <= $3) LIMIT $4)",
            &[&now, &request::Kind::Interaction.as_str(), &leads_back, &at_most],
        )
    });
    let mut gone = requests.await?;
    let statements = [
        "DELETE FROM openid_grant WHERE id IN (SELECT id FROM openid_grant WHERE expires_at <= $1 LIMIT $2)",
        "DELETE FROM openid_assertion WHERE id IN (SELECT id FROM openid_assertion WHERE expires_at <= $1 LIMIT $2)",
        "DELETE FROM openid_login WHERE id IN (SELECT id FROM openid_login WHERE expires_at <= $1 LIMIT $2)",
    ];
    for statement in statements {
        gone += store.delete_expired(statement, &now).await?;
    }
    Ok(gone)
}
