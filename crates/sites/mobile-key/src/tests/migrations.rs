//! An older database shows what it did before.

use store::testing::both_engines;
use store::{MigrationSet, StoreError};
use values::Timestamp;

use crate::rules::{PersonId, Service};
use crate::store::{MIGRATIONS, audit};

/// When, kind, outcome, request, service's name, data, by which device, tries.
type OldRow = (
    i64,
    &'static str,
    &'static str,
    Option<&'static str>,
    Option<&'static str>,
    Option<&'static str>,
    Option<&'static str>,
    Option<i64>,
);

#[tokio::test(flavor = "multi_thread")]
async fn an_older_trail_moves_to_the_common_table() {
    let all = crate::migrations();
    let mut before = all.clone();
    let own = before.iter_mut().find(|set| set.component == MIGRATIONS.component).unwrap();
    *own = MigrationSet { steps: &MIGRATIONS.steps[..4], ..MIGRATIONS };
    let at = |ms: i64| Timestamp::from_unix_ms(1_800_000_000_000 + ms);
    let person = PersonId::parse("jana").unwrap();
    let rows: [OldRow; 7] = [
        (1, "enrolment", "claimed", Some("r1"), None, None, None, None),
        (2, "enrolment", "done", Some("r1"), None, None, None, None),
        (3, "login", "approved", Some("r2"), Some("Město"), Some(r#"["given_name","address"]"#), None, None),
        (4, "login_redeemed", "done", Some("r2"), Some("Město"), None, None, None),
        (5, "login", "refused", Some("r3"), Some("Město"), None, None, None),
        (6, "device_renamed", "done", None, None, None, Some(r#"Tablet "\""#), None),
        (7, "failed_tries", "refused", None, None, None, None, Some(3)),
    ];
    for mut store in both_engines("mobile-key", &before).await {
        let fill = store.write(|tx| {
            for (ms, kind, outcome, request, service, data, by, tries) in &rows {
                let domain = service.map(|_| "lipova.example");
                tx.execute(
                    "INSERT INTO audit (id, at, kind, outcome, person, device, device_name, request, service_name,
                     service_domain, data, by_device, by_device_name, tries)
                     VALUES ($1, $2, $3, $4, $5, 'd1', 'Mobil', $6, $7, $8, $9, $10, $10, $11)",
                    &[
                        &values::new_id(at(*ms), [1; 10]),
                        &at(*ms),
                        kind,
                        outcome,
                        &person,
                        request,
                        service,
                        &domain,
                        data,
                        by,
                        tries,
                    ],
                )?;
            }
            Ok::<_, StoreError>(())
        });
        fill.await.unwrap();
        store.reopen(&all).await;
        let history = store.read(|tx| audit::history(tx, &person, at(7), 9)).await.unwrap();
        let expected = serde_json::json!([
            { "at_ms": at(6).unix_ms(), "kind": "device_renamed", "outcome": "done", "device_name": "Mobil",
              "by_device_name": "Tablet \"\\\"" },
            { "at_ms": at(5).unix_ms(), "kind": "login", "outcome": "refused", "device_name": "Mobil",
              "service_name": "Město", "service_domain": "lipova.example" },
            { "at_ms": at(3).unix_ms(), "kind": "login", "outcome": "approved", "device_name": "Mobil",
              "service_name": "Město", "service_domain": "lipova.example", "data": ["given_name", "address"] },
            { "at_ms": at(2).unix_ms(), "kind": "enrolment", "outcome": "done", "device_name": "Mobil" },
        ]);
        assert_eq!(serde_json::to_value(&history).unwrap(), expected, "{}", store.engine());
        let newest = store.read(|tx| audit::history(tx, &person, at(8), 1)).await.unwrap();
        assert_eq!(newest[0].tries, Some(3));
        let devices = store.read(|tx| audit::of_devices(tx, &person, 9)).await.unwrap();
        assert_eq!(devices.iter().map(|entry| entry.at_ms).collect::<Vec<_>>(), [at(2).unix_ms()]);
        let service = Service { name: "Město".to_owned(), domain: "lipova.example".to_owned(), uri: None };
        let released = store.read(|tx| audit::last_release(tx, &person, &service)).await.unwrap();
        assert_eq!(released.unwrap(), ["given_name", "address"]);
    }
}
