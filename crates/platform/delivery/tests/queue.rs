//! The queue and its worker.
#![expect(clippy::expect_used, clippy::unwrap_used, reason = "helpers of tests may panic too")]

#[path = "support/mod.rs"]
#[expect(dead_code, reason = "other tests use more of it")]
mod support;

use std::os::unix::fs::PermissionsExt as _;
use std::sync::Arc;
use std::time::Duration;

use delivery::{
    ChannelKind, ConfigError, Delivery, HttpSms, Limits, Outbox, Queued, Quota, Spool, Transports,
};
use secrets::{MasterKey, Secret};
use store::StoreError;
use support::http::Gateway;
use support::{World, email, letter, sender, sms};
use values::{DAY_MS, HOUR_MS, SECOND_MS};

fn outbox(gateway: &Gateway) -> Transports {
    Transports::into_outbox(sender(), gateway.url.clone(), http_client::client().unwrap())
}

fn sms_gateway(gateway: &Gateway) -> Transports {
    let sms = HttpSms::new(gateway.at("sms"), Secret::new("klic-9"), http_client::client().unwrap());
    Transports { sms: Some(Arc::new(sms)), ..outbox(gateway) }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_outbox_gets_every_kind_of_message() {
    for world in World::all().await {
        let gateway = Gateway::start().await;
        for message in [email("a", "jana@example.cz"), sms("b"), letter("c")] {
            assert!(matches!(world.queue(&message).await, Queued::New(_)));
        }
        assert_eq!(world.worker(outbox(&gateway)).run_due().await, Ok(3));
        let requests = gateway.requests();
        let shown: Vec<_> = requests.iter().map(support::http::Request::json).collect();
        assert!(requests.iter().all(|request| request.path == "/api/messages"));
        let of = |channel: &str| shown.iter().find(|shown| shown["channel"] == channel).unwrap().clone();
        assert_eq!(of("email")["to"], "jana@example.cz");
        assert_eq!(of("email")["subject"], "Váš účet: PIN1");
        assert_eq!(of("email")["from"], "mojeID – účty <podpora@mojeid.example>");
        assert_eq!(of("sms")["to"], "+420601123456");
        assert_eq!(of("sms")["text"], "PIN2: 7KQ2-XM4A");
        assert_eq!(of("letter")["to"], "Jana Nováková");
        assert_eq!(of("letter")["text"], "Váš účet: PIN3\n\nPIN3: 7KQ2-XM4A");
        assert!(of("letter")["pdf_base64"].as_str().unwrap().starts_with("JVBERi"), "%PDF in base 64");
        assert_eq!(world.waiting_and_failed().await, (0, 0));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_rolled_back_is_never_sent() {
    for world in World::all().await {
        let gateway = Gateway::start().await;
        let refused: Result<(), StoreError> = world
            .store
            .write(|tx| {
                let _ = world.delivery.queue(tx, world.clock.now(), &sms("a"))?;
                Err(StoreError::Conflict)
            })
            .await;
        assert_eq!(refused, Err(StoreError::Conflict));
        assert_eq!(world.worker(outbox(&gateway)).run_due().await, Ok(0));
        assert!(gateway.requests().is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_cause_has_one_message() {
    for world in World::all().await {
        let gateway = Gateway::start().await;
        let Queued::New(id) = world.queue(&sms("pin2/a")).await else { panic!("queued before") };
        assert_eq!(world.queue(&sms("pin2/a")).await, Queued::Duplicate(id.clone()));
        assert_eq!(world.worker(outbox(&gateway)).run_due().await, Ok(1));
        assert_eq!(world.queue(&sms("pin2/a")).await, Queued::Duplicate(id));
        assert_eq!(world.worker(outbox(&gateway)).run_due().await, Ok(0));
        assert_eq!(gateway.requests().len(), 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gateway_that_fails_is_asked_again_later_under_the_same_id() {
    for world in World::all().await {
        let gateway = Gateway::start().await;
        gateway.answer([503, 429, 401]);
        world.tell(&sms("pin2/a")).await;
        let worker = world.worker(sms_gateway(&gateway));
        for pause_s in [0, 5, 10] {
            world.clock.shift(pause_s * SECOND_MS);
            assert_eq!(worker.run_due().await, Ok(0));
            assert_eq!(worker.run_due().await, Ok(0), "not before the pause is over");
        }
        world.clock.shift(20 * SECOND_MS);
        assert_eq!(worker.run_due().await, Ok(1));
        let requests = gateway.requests();
        assert_eq!(requests.len(), 4);
        for request in &requests {
            assert_eq!(request.authorization, "Bearer klic-9");
            assert_eq!(request.json()["id"], requests[0].json()["id"]);
            assert_eq!(request.idempotency_key, requests[0].json()["id"]);
            assert_eq!(request.json()["text"], "PIN2: 7KQ2-XM4A");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_refused_for_good_is_shown_and_can_be_sent_once_more() {
    for world in World::all().await {
        let gateway = Gateway::start().await;
        gateway.answer([422]);
        world.tell(&sms("pin2/a")).await;
        let worker = world.worker(sms_gateway(&gateway));
        assert_eq!(worker.run_due().await, Ok(0));
        assert_eq!(world.waiting_and_failed().await, (0, 1));
        let failed: Result<_, StoreError> = world.store.read(|tx| world.delivery.jobs().failed(tx, 10)).await;
        let failed = failed.unwrap().remove(0);
        assert_eq!(
            (failed.idempotency_key.as_str(), failed.problem.as_str(), failed.attempts),
            ("pin2/a", "HTTP 422", 1)
        );
        let retried: Result<bool, StoreError> =
            world.store.write(|tx| world.delivery.jobs().retry(tx, world.clock.now(), &failed.id)).await;
        assert_eq!(retried, Ok(true));
        assert_eq!(worker.run_due().await, Ok(1));
        assert_eq!(world.waiting_and_failed().await, (0, 0));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn given_up_after_four_days() {
    for world in World::all().await {
        world.tell(&sms("pin2/a")).await;
        let nowhere = Transports::into_outbox(
            sender(),
            "http://127.0.0.1:9/".parse().unwrap(),
            http_client::client().unwrap(),
        );
        let worker = world.worker(nowhere);
        for _ in 0..=(4 * 24) {
            assert_eq!(world.waiting_and_failed().await, (1, 0));
            assert_eq!(worker.run_due().await, Ok(0));
            world.clock.shift(HOUR_MS);
        }
        assert_eq!(world.waiting_and_failed().await, (0, 1));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_passcode_that_has_expired_is_not_sent() {
    for world in World::all().await {
        let gateway = Gateway::start().await;
        world.tell(&sms("passcode/a").expires_at(support::start().plus_ms(300 * SECOND_MS))).await;
        world.clock.shift(300 * SECOND_MS);
        assert_eq!(world.worker(sms_gateway(&gateway)).run_due().await, Ok(0));
        assert!(gateway.requests().is_empty());
        assert_eq!(world.waiting_and_failed().await, (0, 1));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_database_shows_nobody_what_was_written_to_whom() {
    for world in World::all().await {
        let gateway = Gateway::start().await;
        world.tell(&sms("pin2/a")).await;
        let sealed = sealed(&world).await.unwrap();
        for part in ["601123456", "7KQ2", "PIN2"] {
            assert!(!sealed.windows(part.len()).any(|window| window == part.as_bytes()), "{part}");
        }
        assert_eq!(world.worker(outbox(&gateway)).run_due().await, Ok(1));
        assert_eq!(self::sealed(&world).await, None, "erased when it was delivered");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn undelivered_messages_are_erased_after_thirty_days() {
    for world in World::all().await {
        let gateway = Gateway::start().await;
        gateway.answer([400]);
        world.tell(&sms("pin2/a")).await;
        assert_eq!(world.worker(sms_gateway(&gateway)).run_due().await, Ok(0));
        // First what counted towards the limits of a day goes, then what was said, then that something was said.
        for (days, erased, is_left) in [(30, 1, true), (1, 1, false), (400, 1, false)] {
            world.clock.shift(days * DAY_MS);
            let outcome: Result<u64, StoreError> =
                world.store.write(|tx| world.delivery.delete_expired(tx, world.clock.now(), 100)).await;
            assert_eq!(outcome, Ok(erased));
            assert_eq!(sealed(&world).await.is_some(), is_left);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn workers_of_a_cluster_share_the_work() {
    const MESSAGES: usize = 100;
    for world in World::all().await {
        let gateway = Gateway::start().await;
        for number in 0..MESSAGES {
            world.tell(&sms(&format!("pin2/{number}"))).await;
        }
        let workers = (0..4).map(|_| {
            let worker = world.worker(sms_gateway(&gateway));
            async move { worker.run_due().await.unwrap() }
        });
        let delivered: usize = workers.collect::<tokio::task::JoinSet<_>>().join_all().await.iter().sum();
        assert_eq!(delivered, MESSAGES);
        let mut ids: Vec<_> = gateway.requests().into_iter().map(|request| request.idempotency_key).collect();
        ids.sort();
        ids.dedup();
        assert_eq!((ids.len(), gateway.requests().len()), (MESSAGES, MESSAGES));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_worker_is_awake_as_soon_as_the_transaction_is_durable() {
    for world in World::all().await {
        let gateway = Gateway::start().await;
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let running = tokio::spawn(world.worker(sms_gateway(&gateway)).run(async move {
            let _ = stopped.await;
        }));
        let mut waits_ms = Vec::new();
        for number in 0..9 {
            tokio::time::sleep(Duration::from_millis(20)).await;
            world.tell(&sms(&format!("pin2/{number}"))).await;
            let began = tokio::time::Instant::now();
            while gateway.requests().len() <= number {
                tokio::time::sleep(Duration::from_millis(1)).await;
                assert!(began.elapsed() < Duration::from_secs(10), "nothing comes");
            }
            waits_ms.push(began.elapsed().as_millis());
        }
        waits_ms.sort_unstable();
        assert!(waits_ms[4] < 100, "median over 100 ms: {waits_ms:?}");
        stop.send(()).unwrap();
        running.await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn shutdown_lets_what_is_under_way_finish() {
    let world = World::one().await;
    let gateway = Gateway::start().await;
    gateway.delay(Duration::from_millis(300));
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    world.tell(&sms("pin2/a")).await;
    let running = tokio::spawn(world.worker(sms_gateway(&gateway)).run(async move {
        let _ = stopped.await;
    }));
    while gateway.requests().is_empty() {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    stop.send(()).unwrap();
    running.await.unwrap();
    assert_eq!(world.waiting_and_failed().await, (0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_that_does_not_fit_on_its_page_has_failed() {
    let world = World::one().await;
    let gateway = Gateway::start().await;
    let mut message = letter("pin3/a");
    let delivery::Channel::Letter(long) = &mut message.channel else { panic!("no letter") };
    long.paragraphs = vec!["slovo ".repeat(2000)];
    world.tell(&message).await;
    let _ = world.worker(outbox(&gateway)).run_due().await.unwrap();
    assert_eq!(world.waiting_and_failed().await, (0, 1));
    assert!(gateway.requests().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn letters_lie_in_the_spool_directory() {
    let world = World::one().await;
    let gateway = Gateway::start().await;
    let directory = tempfile::tempdir().unwrap();
    let spool = directory.path().join("letters");
    let Queued::New(id) = world.queue(&letter("pin3/a")).await else { panic!("queued before") };
    let transports = Transports { letters: Some(Arc::new(Spool::new(&spool))), ..outbox(&gateway) };
    assert_eq!(world.worker(transports).run_due().await, Ok(1));
    let names: Vec<_> = std::fs::read_dir(&spool).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, [std::ffi::OsString::from(format!("{id}.pdf"))]);
    let path = spool.join(format!("{id}.pdf"));
    assert!(std::fs::read(&path).unwrap().starts_with(b"%PDF-"));
    // There are PINs in them: for the print shop's group, not for everybody on the machine.
    let others = |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o007;
    assert_eq!((others(&path), others(&spool)), (0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_sealed_under_another_key_fails_loudly() {
    let world = World::one().await;
    let gateway = Gateway::start().await;
    world.tell(&sms("pin2/a")).await;
    let other = delivery::Delivery::new("mojeid", &secrets::MasterKey::generate());
    let worker = other.worker((*world.store).clone(), outbox(&gateway), world.clock.clone());
    assert_eq!(worker.run_due().await, Ok(0));
    assert_eq!(world.waiting_and_failed().await, (0, 1));
}

// finding S-A9
#[tokio::test(flavor = "multi_thread")]
async fn no_more_leaves_in_a_day_than_is_paid_for() {
    for world in World::all().await {
        let limits = Limits { sms_per_day: 5, sms_per_number_per_day: 3, letters_per_day: 2 };
        let world =
            World { delivery: Delivery::with_limits("mojeid", &MasterKey::generate(), limits), ..world };
        let to = |number: &str, cause: &str| {
            let mut message = sms(cause);
            if let delivery::Channel::Sms(sms) = &mut message.channel {
                sms.to = number.parse().unwrap();
            }
            message
        };
        let began = world.clock.now();
        for number in 0..3 {
            let queued = world.queue(&to("+420601000001", &format!("one/{number}"))).await;
            assert!(matches!(queued, Queued::New(_)), "{queued:?}");
            world.clock.shift(HOUR_MS);
        }
        let until = began.plus_ms(DAY_MS);
        assert_eq!(world.queue(&to("+420601000001", "one/4")).await, Queued::QuotaExceeded { until });
        for number in 0..2 {
            let queued = world.queue(&to("+420601000002", &format!("two/{number}"))).await;
            assert!(matches!(queued, Queued::New(_)), "another number has its own: {queued:?}");
        }
        assert_eq!(
            world.queue(&to("+420601000003", "three")).await,
            Queued::QuotaExceeded { until },
            "all together"
        );
        for number in 0..2 {
            assert!(matches!(world.queue(&letter(&format!("letter/{number}"))).await, Queued::New(_)));
        }
        assert!(matches!(world.queue(&letter("letter/3")).await, Queued::QuotaExceeded { .. }));
        assert!(matches!(world.queue(&email("mail", "jana@example.cz")).await, Queued::New(_)));
        world.clock.shift(21 * HOUR_MS);
        assert!(matches!(world.queue(&to("+420601000001", "one/5")).await, Queued::New(_)), "a day later");
        let waiting = world.waiting_and_failed().await.0;
        assert_eq!(waiting, 3 + 2 + 2 + 1 + 1, "what was refused is nowhere");
    }
}

/// Strangers have half of the day, and to one number the owner has as many as they. Findings.
#[tokio::test(flavor = "multi_thread")]
async fn what_strangers_have_sent_is_counted_apart_from_what_owners_need() {
    for world in World::all().await {
        let limits = Limits { sms_per_day: 7, sms_per_number_per_day: 2, ..Limits::default() };
        let world =
            World { delivery: Delivery::with_limits("mojeid", &MasterKey::generate(), limits), ..world };
        let queue = async |quota: Quota, number: &str, cause: &str| {
            let mut message = sms(cause).with_quota(quota);
            if let delivery::Channel::Sms(sms) = &mut message.channel {
                sms.to = number.parse().unwrap();
            }
            matches!(world.queue(&message).await, Queued::New(_))
        };
        let (one, two, three) = ("+420601000001", "+420601000002", "+420601000003");
        assert!(queue(Quota::Anonymous, one, "1").await && queue(Quota::Account, one, "2").await);
        assert!(!queue(Quota::Anonymous, one, "3").await && !queue(Quota::Account, one, "4").await);
        assert!(queue(Quota::Owner, one, "5").await, "the number of the owner");
        assert!(queue(Quota::Anonymous, two, "6").await && queue(Quota::Anonymous, two, "7").await);
        assert!(queue(Quota::Anonymous, three, "8").await);
        assert!(!queue(Quota::Anonymous, three, "9").await, "the half of strangers");
        assert!(queue(Quota::Account, three, "10").await, "the other half");
        assert!(!queue(Quota::Owner, one, "11").await, "all together");
        world.tell(&sms("12")).await;
        assert_eq!(world.waiting_and_failed().await.0, 8, "a warning all the same");
    }
}

/// Whoever uses up the day keeps no warning from anybody, and does not make warnings free either.
#[tokio::test(flavor = "multi_thread")]
async fn what_somebody_must_learn_leaves_though_the_day_is_full() {
    for world in World::all().await {
        let limits = Limits { sms_per_number_per_day: 2, ..Limits::default() };
        let world =
            World { delivery: Delivery::with_limits("mojeid", &MasterKey::generate(), limits), ..world };
        for cause in ["one", "two"] {
            assert!(matches!(world.queue(&sms(cause)).await, Queued::New(_)));
        }
        assert!(matches!(world.queue(&sms("three")).await, Queued::QuotaExceeded { .. }));
        for (cause, waiting) in [("warning/1", 3), ("warning/2", 4), ("warning/3", 4)] {
            world.tell(&sms(cause)).await;
            assert_eq!(world.waiting_and_failed().await.0, waiting, "{cause}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn with_a_limit_of_none_nothing_leaves_and_with_one_one_does() {
    for world in World::all().await {
        let limits = Limits { sms_per_number_per_day: 0, letters_per_day: 1, ..Limits::default() };
        let world =
            World { delivery: Delivery::with_limits("mojeid", &MasterKey::generate(), limits), ..world };
        let until = world.clock.now().plus_ms(DAY_MS);
        assert_eq!(world.queue(&sms("one")).await, Queued::QuotaExceeded { until });
        world.tell(&sms("two")).await;
        assert!(matches!(world.queue(&letter("one")).await, Queued::New(_)));
        assert_eq!(world.queue(&letter("two")).await, Queued::QuotaExceeded { until });
        assert_eq!(world.waiting_and_failed().await.0, 1);
    }
}

#[test]
fn the_outbox_is_one_of_the_ways_an_operator_can_write_down() {
    let config: delivery::DeliveryConfig = serde_json::from_value(serde_json::json!({
        "sender": { "name": "mojeID", "email": "podpora@mojeid.example" },
        "mail": { "via": "smtp", "host": "smtp.example.cz", "user_name": "u", "password": "tajné" },
        "sms": { "via": "gateway", "url": "https://sms.example.cz/", "key": "tajné" },
        "letters": { "via": "outbox", "url": "http://localhost:8009" },
    }))
    .unwrap();
    assert!(!format!("{config:?}").contains("tajné"));
    let http = http_client::client().unwrap();
    assert!(config.transports(&ChannelKind::ALL, &http).is_ok());
    let only_mail = delivery::DeliveryConfig { sms: None, letters: None, ..config };
    assert!(only_mail.transports(&[ChannelKind::Email], &http).is_ok());
    let missing = only_mail.transports(&ChannelKind::ALL, &http).err();
    assert_eq!(missing, Some(ConfigError::Missing(ChannelKind::Sms)));
    let misspelt =
        serde_json::json!({ "via": "gateway", "url": "https://sms.example.cz/", "key": "k", "keyy": 1 });
    assert!(serde_json::from_value::<delivery::SmsConfig>(misspelt).is_err());
    let _ = Outbox::new(sender(), "http://localhost:8009".parse().unwrap(), http_client::client().unwrap());
}

async fn sealed(world: &World) -> Option<Vec<u8>> {
    let sealed: Result<Option<Option<Vec<u8>>>, StoreError> =
        world.store.read(|tx| tx.query_one_or_none("SELECT payload FROM job", &[], |row| row.get(0))).await;
    sealed.unwrap().flatten()
}
