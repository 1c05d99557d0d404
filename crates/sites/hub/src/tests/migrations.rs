//! An older database shows what it did before.

use store::testing::both_engines;
use store::{MigrationSet, StoreError};
use values::Timestamp;

use crate::rules::item::Items;
use crate::rules::person::PersonId;
use crate::store::{MIGRATIONS, audit::Action, audit::changes, release};

#[tokio::test(flavor = "multi_thread")]
async fn an_older_history_moves_to_the_common_table() {
    let all = crate::migrations();
    let mut before = all.clone();
    let hub = before.iter_mut().find(|set| set.component == MIGRATIONS.component).unwrap();
    *hub = MigrationSet { steps: &MIGRATIONS.steps[..4], ..MIGRATIONS };
    let at = |ms: i64| Timestamp::from_unix_ms(1_800_000_000_000 + ms);
    let id = |ms: i64| values::new_id(at(ms), [1; 10]);
    let person = PersonId::new(at(0), [1; 10]);
    let audit = [
        (1, "method-linked", "mojeid"),
        (2, "data-released", "lipova: given_name address"),
        (3, "method-blocked", "mojeid"),
        (4, "login", "lipova"),
        (5, "session-ended", ""),
    ];
    for mut store in both_engines("hub", &before).await {
        let fill = store.write(|tx| {
            for (ms, action, detail) in &audit {
                let sql = "INSERT INTO audit (id, at, person, action, detail) VALUES ($1, $2, $3, $4, $5)";
                tx.execute(sql, &[&id(*ms), &at(*ms), &person, action, detail])?;
            }
            for (ms, items) in [(2, "given_name address"), (6, "")] {
                let sql =
                    "INSERT INTO data_release (id, person, at, service, items) VALUES ($1, $2, $3, $4, $5)";
                tx.execute(sql, &[&id(ms), &person, &at(ms), &"lipova", &items])?;
            }
            Ok::<_, StoreError>(())
        });
        fill.await.unwrap();
        store.reopen(&all).await;
        let changes = store.read(|tx| changes(tx, &person, 9)).await.unwrap();
        let changes: Vec<_> =
            changes.into_iter().map(|change| (change.at, change.action, change.detail)).collect();
        let expected = [
            (at(5), Action::SessionEnded, String::new()),
            (at(3), Action::MethodBlocked, "mojeid".to_owned()),
            (at(1), Action::MethodLinked, "mojeid".to_owned()),
        ];
        assert_eq!(changes, expected, "{}", store.engine());
        let releases = store.read(|tx| release::of_person(tx, &person, None, 9)).await.unwrap();
        let releases: Vec<_> = releases
            .into_iter()
            .map(|release| (release.id, release.at, release.service.to_string(), release.items))
            .collect();
        let released =
            |ms: i64, items: &str| (id(ms), at(ms), "lipova".to_owned(), Items::parse(items).unwrap());
        assert_eq!(releases, [released(6, ""), released(2, "given_name address")], "{}", store.engine());
    }
}
