//! Messages that were queued before messages were jobs.
#![expect(clippy::expect_used, clippy::unwrap_used, reason = "helpers of tests may panic too")]

#[path = "support/mod.rs"]
#[expect(dead_code, reason = "other tests use more of it")]
mod support;

use delivery::{Channel, Delivery, Limits, Queued, Quota, Recipient, Transports};
use secrets::{KeyedHash, MasterKey, Sealer, hexadecimal};
use store::testing::both_engines;
use store::{MigrationSet, StoreError};
use support::http::Gateway;
use support::{sender, sms, start};
use values::{DAY_MS, PhoneNumber};

#[tokio::test(flavor = "multi_thread")]
async fn what_was_queued_before_is_sent_once_and_counts_in_the_limits() {
    let before = MigrationSet { component: "delivery", steps: &delivery::MIGRATIONS.steps[..3] };
    for mut store in both_engines("delivery", &[before]).await {
        let (master_key, now) = (MasterKey::generate(), start());
        let short = |hash: [u8; 32]| hexadecimal(&hash[..16]);
        let id = |key: &str| {
            let ids = KeyedHash::new(&master_key, "delivery-id");
            short(ids.hash_parts(&[b"mojeid", key.as_bytes()]))
        };
        let sealer = Sealer::new(&master_key, "delivery-message");
        let text = r#"{"sms":{"to":"+420601123456","text":"PIN2: 7KQ2-XM4A"}}"#;
        let recipient = short(KeyedHash::new(&master_key, "delivery-recipient").hash(b"+420601123456"));
        let rows = [
            ("waiting", "sms", Some(text), "stranger"),
            ("sent", "sms", None, "stranger"),
            ("failed", "notice", Some(r#"{"notice":{"url":"http://localhost/","json":{}}}"#), "warning"),
        ];
        let filled: Result<(), StoreError> = store
            .write(|tx| {
                for (state, channel, text, asker) in rows {
                    let sealed = text.map(|text| sealer.seal(text.as_bytes(), id(state).as_bytes()));
                    let recipient = (channel == "sms").then_some(recipient.as_str());
                    let finished_at = (state != "waiting").then_some(now);
                    tx.execute(
                        "INSERT INTO delivery_message (id, cause, channel, sealed, state, attempts, due_at, queued_at,
                             finished_at, recipient, asker)
                         VALUES ($1, $2, $3, $4, $5, 1, $6, $6, $7, $8, $9)",
                        &[&id(state), &state, &channel, &sealed, &state, &now, &finished_at, &recipient, &asker],
                    )?;
                }
                Ok(())
            })
            .await;
        filled.unwrap();
        store.reopen(&[jobs::MIGRATIONS, delivery::MIGRATIONS]).await;

        let limits = Limits { sms_per_number_per_day: 2, ..Limits::default() };
        let delivery = Delivery::with_limits("mojeid", &master_key, limits);
        let phone = PhoneNumber::parse("+420601123456").unwrap();
        let full: Result<_, StoreError> = store
            .read(|tx| delivery.quota_exceeded_until(tx, now, Recipient::Phone(&phone), Quota::Anonymous))
            .await;
        assert_eq!(full.unwrap(), Some(now.plus_ms(DAY_MS)));
        for key in ["waiting", "sent", "failed"] {
            let again: Result<_, StoreError> =
                store.write(|tx| delivery.queue(tx, now.plus_ms(2 * DAY_MS), &sms(key))).await;
            assert!(matches!(again.unwrap(), Queued::Duplicate(known) if known.as_str() == id(key)), "{key}");
        }
        let failed: Result<_, StoreError> = store.read(|tx| delivery.jobs().failed(tx, 10)).await;
        assert_eq!(failed.unwrap()[0].kind, "webhook");
        let stored = serde_json::from_str::<Channel>(rows[2].2.unwrap());
        assert!(matches!(stored, Ok(Channel::Webhook(_))), "what an earlier version sealed can be read");
        let gateway = Gateway::start().await;
        let transports =
            Transports::into_outbox(sender(), gateway.url.clone(), http_client::client().unwrap());
        let worker = delivery.worker((*store).clone(), transports, clock::Clock::fixed(now));
        assert_eq!(worker.run_due().await, Ok(1));
        assert_eq!(gateway.requests()[0].json()["text"], "PIN2: 7KQ2-XM4A");
    }
}
