//! An older database shows what it did before.

use population_api::{AccessLogEntry, Items};
use store::testing::both_engines;
use store::{MigrationSet, StoreError};
use values::Timestamp;

use crate::acts::access_log;
use crate::rules::person::PersonId;
use crate::store::MIGRATIONS;

#[tokio::test(flavor = "multi_thread")]
async fn an_older_access_log_moves_to_the_common_table() {
    let before = MigrationSet { steps: &MIGRATIONS.steps[..2], ..MIGRATIONS };
    let at = |ms: i64| Timestamp::from_unix_ms(1_800_000_000_000 + ms);
    let person = PersonId::new(at(0), [1; 10]);
    let entries = [("login", ""), ("„Kdo \"jsem\"“ \\ 1", "birthdate"), ("portal", "given_name family_name")];
    let entries: Vec<_> = (1..)
        .zip(entries)
        .map(|(ms, (reason, items))| AccessLogEntry {
            id: values::new_id(at(ms), [1; 10]),
            at_ms: at(ms).unix_ms(),
            client: "hub".to_owned(),
            on_behalf_of: "Město \"Lipová\"".to_owned(),
            reason: reason.to_owned(),
            items: Items::parse(items).unwrap(),
        })
        .collect();
    for mut store in both_engines("population", &[audit::MIGRATIONS, before]).await {
        for AccessLogEntry { id, at_ms, client, on_behalf_of, reason, items } in &entries {
            let items = items.to_string();
            let insert = store.write(|tx| {
                let sql = "INSERT INTO person_read (id, person, read_at, client, on_behalf_of, reason, items)
                     VALUES ($1, $2, $3, $4, $5, $6, $7)";
                tx.execute(sql, &[id, &person, at_ms, client, on_behalf_of, reason, &items])
            });
            let inserted: Result<_, StoreError> = insert.await;
            inserted.unwrap();
        }
        store.reopen(&[audit::MIGRATIONS, MIGRATIONS]).await;
        let mut kept = store.read(|tx| access_log::of_person(tx, &person, None)).await.unwrap();
        kept.reverse();
        assert_eq!(kept, entries, "{}", store.engine());
    }
}
