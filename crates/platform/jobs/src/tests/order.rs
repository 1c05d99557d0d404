//! Jobs of one order key run one after another.

use std::future::pending;
use std::time::Duration;

use values::SECOND_MS;

use super::world::{COMMAND, World, later, never};
use crate::{Enqueued, Kind, NewJob};

#[tokio::test(flavor = "multi_thread")]
async fn commands_for_one_contact_run_in_the_order_in_which_they_were_enqueued() {
    for world in World::all().await {
        let keys: Vec<String> = (0..20).map(|number| format!("{number:02}")).collect();
        for key in &keys {
            world.command(key, Some("contact/1")).await;
        }
        assert_eq!(world.run_due().await, keys.len());
        assert_eq!((world.receiver.taken(), world.receiver.most_at_once()), (keys, 1));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_next_waits_until_the_one_before_it_has_succeeded() {
    for world in World::all().await {
        world.command("create", Some("contact/1")).await;
        world.command("update", Some("contact/1")).await;
        world.receiver.answer([later()]);
        assert_eq!(world.run_due().await, 0);
        world.command("other", Some("contact/2")).await;
        assert_eq!(world.run_due().await, 1, "another contact does not wait");
        world.clock.shift(SECOND_MS);
        assert_eq!(world.run_due().await, 0, "the update overtakes nothing");
        world.clock.shift(4 * SECOND_MS);
        assert_eq!(world.run_due().await, 2);
        assert_eq!(world.receiver.taken()[2..], ["create", "update"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_was_given_up_holds_up_nobody_and_comes_first_when_it_is_put_back() {
    for world in World::all().await {
        world.command("create", Some("contact/1")).await;
        world.command("update", Some("contact/1")).await;
        world.receiver.answer([never(), later()]);
        assert_eq!(world.run_due().await, 0);
        let worker = world.worker(COMMAND);
        let failed = worker.failed(10).await.unwrap().remove(0);
        assert_eq!((failed.idempotency_key.as_str(), failed.problem.as_str()), ("create", "refused"));
        assert_eq!(worker.retry(&failed.id).await, Ok(true));
        world.clock.shift(5 * SECOND_MS);
        assert_eq!(world.run_due().await, 2);
        assert_eq!(world.receiver.taken()[2..], ["create", "update"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_key_holds_across_kinds_and_processes_and_the_next_does_not_wait_for_the_clock() {
    const NOTICE: Kind = Kind::new("notice");
    for world in World::all().await {
        for number in 0..10 {
            let kind = if number % 2 == 0 { COMMAND } else { NOTICE };
            let (key, order_key) = (format!("{number}"), Some("contact/1"));
            let job = NewJob { order_key, ..NewJob::new(kind, &key, key.as_bytes()) };
            assert!(matches!(world.enqueue(&job).await, Enqueued::New(_)));
        }
        let began = tokio::time::Instant::now();
        let running: Vec<_> = (0..2)
            .map(|_| {
                let worker = world.worker(COMMAND).handle(NOTICE, world.receiver.clone());
                tokio::spawn(worker.run(pending()))
            })
            .collect();
        while world.counts().await != (0, 0) {
            assert!(began.elapsed() < Duration::from_secs(9), "{:?}", world.receiver.taken());
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        running.iter().for_each(tokio::task::JoinHandle::abort);
        let expected: Vec<_> = (0..10).map(|number| number.to_string()).collect();
        assert_eq!((world.receiver.taken(), world.receiver.most_at_once()), (expected, 1));
    }
}
