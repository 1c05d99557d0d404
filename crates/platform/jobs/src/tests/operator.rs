//! What an operator sees, and what is kept how long.

use secrets::MasterKey;
use store::StoreError;
use values::DAY_MS;

use super::world::{COMMAND, World, never};
use crate::{Queue, QueueStatus, Worker};

#[tokio::test(flavor = "multi_thread")]
async fn the_status_names_each_kind_and_what_was_given_up_can_be_put_back() {
    for world in World::all().await {
        let since = world.clock.now();
        for key in ["a", "b"] {
            world.command(key, None).await;
            world.clock.shift(1);
        }
        let status = |waiting, failed| QueueStatus {
            kind: "command".to_owned(),
            waiting,
            waiting_since: (waiting > 0).then_some(since),
            failed,
        };
        let worker = world.worker(COMMAND);
        assert_eq!(worker.status().await, Ok(vec![status(2, 0)]));
        world.receiver.answer([never(), never()]);
        assert_eq!(worker.run_due().await, Ok(0));
        assert_eq!(worker.status().await, Ok(vec![status(0, 2)]));
        for failed in worker.failed(10).await.unwrap() {
            assert_eq!(worker.retry(&failed.id).await, Ok(true));
            assert_eq!(worker.retry(&failed.id).await, Ok(false), "it waits already");
        }
        assert_eq!(worker.run_due().await, Ok(2));
        assert_eq!(worker.status().await, Ok(Vec::new()));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn payloads_are_sealed_and_erased_when_done_or_thirty_days_after_giving_up() {
    for world in World::all().await {
        world.command("personal data", None).await;
        let sealed = payload(&world).await.unwrap();
        assert!(!sealed.windows(8).any(|window| window == b"personal"));
        world.receiver.answer([never()]);
        assert_eq!(world.run_due().await, 0);
        let delete_expired = async || -> u64 {
            let now = world.clock.now();
            let deleted: Result<_, StoreError> =
                world.store.write(|tx| world.queue.delete_expired(tx, now, 100)).await;
            deleted.unwrap()
        };
        for (days, changed, is_left) in [(30, 0, true), (1, 1, false), (400, 1, false), (0, 0, false)] {
            world.clock.shift(days * DAY_MS);
            assert_eq!(delete_expired().await, changed, "after {days} days more");
            assert_eq!(payload(&world).await.is_some(), is_left);
        }
        world.command("another", None).await;
        assert_eq!(world.run_due().await, 1);
        assert_eq!(payload(&world).await, None);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_sealed_under_another_key_is_given_up() {
    for world in World::all().await {
        world.command("a", None).await;
        let other = Queue::new("registrar", &MasterKey::generate());
        let worker = Worker::new(other, (*world.store).clone(), world.clock.clone());
        assert_eq!(worker.handle(COMMAND, world.receiver.clone()).run_due().await, Ok(0));
        assert_eq!(world.counts().await, (0, 1));
    }
}

async fn payload(world: &World) -> Option<Vec<u8>> {
    let payload: Result<Option<Option<Vec<u8>>>, StoreError> =
        world.store.read(|tx| tx.query_one_or_none("SELECT payload FROM job", &[], |row| row.get(0))).await;
    payload.unwrap().flatten()
}
