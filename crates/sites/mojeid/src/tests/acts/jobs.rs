//! What the clock does.

use std::sync::atomic::{AtomicBool, Ordering};

use store::StoreError;
use values::DAY_MS;

use crate::acts::{ClientInfo, activate, jobs, login, queries};
use crate::rules::event::EventKind;
use crate::rules::retention::{lapses_at, unactivated_registered_until};
use crate::tests::world::{World, jana, petr};

#[tokio::test(flavor = "multi_thread")]
async fn a_history_is_kept_for_its_time() {
    for world in World::on_every_engine().await {
        let registered = world.active(&jana()).await;
        world.clock.shift(729 * DAY_MS);
        let _ =
            login::login(&world.context, world.now(), "jana", "a wrong guess", &ClientInfo::default(), None)
                .await;
        jobs::run_due_jobs(&world.context, world.now()).await.unwrap();
        let kinds = async || {
            let history = queries::history(&world.context, &registered.account, None, 50).await.unwrap();
            history.iter().map(|event| event.kind).collect::<Vec<_>>()
        };
        assert!(kinds().await.len() > 1, "a day too early");
        world.clock.shift(DAY_MS + 1);
        jobs::run_due_jobs(&world.context, world.now()).await.unwrap();
        assert_eq!(kinds().await, [EventKind::LoginRefused], "{}", world.engine());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_never_activated_is_deleted_after_eight_months() {
    // mission: B7
    for world in World::on_every_engine().await {
        let unused = world.registered(&jana()).await;
        let used = world.active(&petr()).await;
        let registered_at = world.now();
        while unactivated_registered_until(world.now().plus_ms(DAY_MS)) < registered_at {
            world.clock.shift(DAY_MS);
            jobs::run_due_jobs(&world.context, world.now()).await.unwrap();
        }
        jobs::run_due_jobs(&world.context, world.now()).await.unwrap();
        assert!(
            queries::account(&world.context, &unused.account).await.unwrap().is_some(),
            "a day too early"
        );
        world.clock.shift(DAY_MS);
        jobs::run_due_jobs(&world.context, world.now()).await.unwrap();
        assert!(queries::account(&world.context, &unused.account).await.unwrap().is_none());
        assert!(activate::account_to_activate(&world.context, &unused.activation).await.unwrap().is_none());
        assert!(queries::history(&world.context, &unused.account, None, 10).await.unwrap().is_empty());
        assert!(queries::account(&world.context, &used.account).await.unwrap().is_some());
        jobs::run_due_jobs(&world.context, world.now()).await.unwrap();
        world.registered(&jana()).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_never_activates_is_reminded_twice_and_told_at_the_end() {
    // mission: B7; finding N-65
    for world in World::on_every_engine().await {
        let registered = world.registered(&jana()).await;
        world.active(&petr()).await;
        let end = lapses_at(world.now());
        let mut told = Vec::new();
        let mut seen = world.count("email").await;
        for days_before in (0..=40).rev() {
            world.clock.shift(end.plus_ms(-days_before * DAY_MS).since(world.now()));
            jobs::run_due_jobs(&world.context, world.now()).await.unwrap();
            jobs::run_due_jobs(&world.context, world.now()).await.unwrap();
            let now = world.count("email").await;
            if now > seen {
                told.push((
                    days_before,
                    now - seen,
                    world.saying("email", "jana", "účet jana").await.subject,
                ));
                seen = now;
            }
        }
        let expected = [
            (30, 1, "mojeID: účet čeká na aktivaci".to_owned()),
            (7, 1, "mojeID: účet čeká na aktivaci".to_owned()),
            (0, 1, "mojeID: účet byl smazán".to_owned()),
        ];
        assert_eq!(told, expected, "{}", world.engine());
        world.saying("sms", &jana().phone, "neni aktivni a bude 21. 7. 2027 smazan").await;
        assert!(queries::account(&world.context, &registered.account).await.unwrap().is_none());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_was_not_looked_after_for_long_gets_one_reminder() {
    // mission: B7; finding N-65
    let world = World::new().await;
    let registered = world.registered(&jana()).await;
    assert_eq!(world.count("sms").await, 1, "PIN2");
    world.clock.shift(lapses_at(world.now()).plus_ms(-3 * DAY_MS).since(world.now()));
    jobs::run_due_jobs(&world.context, world.now()).await.unwrap();
    assert_eq!(world.count("sms").await, 2, "PIN2 and one reminder");
    let page = format!("/activation/{}", registered.activation);
    let reminder = world.saying("email", "jana", "zatím není aktivní").await;
    assert!(reminder.text.contains(&page), "{}", reminder.text);
}

/// Finding C-47: the clock may jump, and the house may have been closed.
#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_deleted_sooner_than_a_week_after_the_last_reminder() {
    // mission: B7
    for world in World::on_every_engine().await {
        let registered = world.registered(&jana()).await;
        world.clock.shift(300 * DAY_MS);
        jobs::run_due_jobs(&world.context, world.now()).await.unwrap();
        let reminder = world.saying("email", "jana", "zatím není aktivní").await;
        let end = world.now().plus_ms(7 * DAY_MS);
        let day = end.written_day_in_prague(values::Language::Cs);
        assert!(
            reminder.text.replace('\u{a0}', " ").contains(&day.replace('\u{a0}', " ")),
            "{}",
            reminder.text
        );
        world.clock.shift(7 * DAY_MS - 1);
        jobs::run_due_jobs(&world.context, world.now()).await.unwrap();
        assert!(
            queries::account(&world.context, &registered.account).await.unwrap().is_some(),
            "{}",
            world.engine()
        );
        world.clock.shift(1);
        jobs::run_due_jobs(&world.context, world.now()).await.unwrap();
        assert!(
            queries::account(&world.context, &registered.account).await.unwrap().is_none(),
            "{}",
            world.engine()
        );
    }
}

/// What many logins left behind is deleted while people log in: they wait for one batch at most.
#[tokio::test(flavor = "multi_thread")]
async fn a_login_does_not_wait_until_all_that_has_expired_is_deleted() {
    const ENTRIES: i64 = 100_000;
    for world in World::on_every_engine().await {
        let registered = world.active(&jana()).await;
        let fill =
            "INSERT INTO audit_event (id, at_ms, actor_kind, subject, action) WITH RECURSIVE entry (n) AS
            (SELECT 1 UNION ALL SELECT n + 1 FROM entry WHERE n < CAST($1 AS BIGINT))
            SELECT '00' || CAST(n AS TEXT), 1, 'site', $2, 'login' FROM entry";
        let filled: Result<u64, StoreError> =
            world.context.store.write(|tx| tx.execute(fill, &[&ENTRIES, &registered.account])).await;
        assert_eq!(filled, Ok(ENTRIES.unsigned_abs()));
        let is_deleted = AtomicBool::new(false);
        let delete = async {
            jobs::delete_expired(&world.context, world.now()).await.unwrap();
            is_deleted.store(true, Ordering::SeqCst);
        };
        let log_in = async {
            let client = ClientInfo::default();
            let _ = login::login(&world.context, world.now(), "jana", "a wrong guess", &client, None).await;
            assert!(!is_deleted.load(Ordering::SeqCst), "{}: the login waited", world.engine());
        };
        tokio::join!(delete, log_in);
        let left = world.context.store.read(|tx| {
            tx.query_one_or_none("SELECT COUNT(*) FROM audit_event WHERE at_ms = 1", &[], |row| {
                row.get::<i64>(0)
            })
        });
        let left: Result<Option<i64>, StoreError> = left.await;
        assert_eq!(left, Ok(Some(0)));
    }
}
