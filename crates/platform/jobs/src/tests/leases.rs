//! Of several processes one has a job.

use std::future::pending;
use std::time::Duration;

use tokio::task::JoinSet;
use values::SECOND_MS;

use super::world::{COMMAND, World};
use crate::{Enqueued, JobError, Kind, NewJob};

#[tokio::test(flavor = "multi_thread")]
async fn what_is_rolled_back_never_runs_and_one_key_has_one_job() {
    for world in World::all().await {
        let (now, job) = (world.clock.now(), NewJob::new(COMMAND, "a", b"a"));
        let refused = world.store.write(|tx| {
            let _ = world.queue.enqueue(tx, now, &job)?;
            Err::<(), _>(store::StoreError::Conflict)
        });
        assert!(refused.await.is_err());
        assert_eq!(world.run_due().await, 0);
        let Enqueued::New(id) = world.enqueue(&job).await else { panic!("it was rolled back") };
        assert_eq!(world.enqueue(&job).await, Enqueued::Duplicate(id.clone()));
        assert_eq!(world.run_due().await, 1);
        assert_eq!(world.enqueue(&job).await, Enqueued::Duplicate(id));
        assert_eq!((world.run_due().await, world.receiver.taken().len()), (0, 1));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn workers_of_a_cluster_share_the_work() {
    const JOBS: usize = 100;
    for world in World::all().await {
        for number in 0..JOBS {
            world.command(&number.to_string(), None).await;
        }
        let workers = (0..4).map(|_| {
            let worker = world.worker(COMMAND);
            async move { worker.run_due().await.unwrap() }
        });
        let done: usize = workers.collect::<JoinSet<_>>().join_all().await.iter().sum();
        let mut taken = world.receiver.taken();
        taken.sort();
        taken.dedup();
        assert_eq!((done, taken.len(), world.receiver.taken().len()), (JOBS, JOBS, JOBS));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_crashed_attempt_is_repeated_when_its_lease_has_ended() {
    for world in World::all().await {
        world.command("a", None).await;
        world.receiver.delay(Duration::from_mins(10));
        let worker = world.worker(COMMAND);
        let crashed = tokio::spawn(async move { worker.run_due().await });
        while world.receiver.taken().is_empty() {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        crashed.abort();
        world.receiver.delay(Duration::ZERO);
        assert_eq!(world.run_due().await, 0, "its lease still holds");
        world.clock.shift(60 * SECOND_MS);
        assert_eq!(world.run_due().await, 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_lost_the_lease_records_nothing() {
    for world in World::all().await {
        world.command("a", None).await;
        world.receiver.delay(Duration::from_millis(300));
        world.receiver.answer([Err(JobError::permanent("refused"))]);
        let slow = world.worker(COMMAND);
        let slow = tokio::spawn(async move { slow.run_due().await });
        while world.receiver.taken().is_empty() {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        world.clock.shift(60 * SECOND_MS);
        world.receiver.delay(Duration::ZERO);
        assert_eq!(world.run_due().await, 1);
        assert_eq!(slow.await.unwrap(), Ok(0));
        assert_eq!(world.counts().await, (0, 0), "it stays done");
    }
}

/// A commit to lease and one to record, however many there are; none while there is nothing to do.
#[tokio::test(flavor = "multi_thread")]
async fn jobs_are_leased_and_recorded_in_batches() {
    const KIND: Kind = Kind { concurrency: 32, ..COMMAND };
    for world in World::all().await {
        for number in 0..32 {
            world.command(&number.to_string(), None).await;
        }
        let before = world.store.stats().writes;
        assert_eq!(world.worker(KIND).run_due().await, Ok(32));
        assert_eq!(world.store.stats().writes - before, 2);
        assert_eq!(world.worker(KIND).run_due().await, Ok(0));
        assert_eq!(world.store.stats().writes - before, 2);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_worker_wakes_with_the_commit_and_lets_attempts_end_at_shutdown() {
    for world in World::all().await {
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let worker = world.worker(COMMAND);
        let running = tokio::spawn(worker.run(async move {
            let _ = stopped.await;
        }));
        tokio::time::sleep(Duration::from_millis(50)).await;
        world.receiver.delay(Duration::from_millis(200));
        let began = tokio::time::Instant::now();
        world.command("a", None).await;
        while world.receiver.taken().is_empty() {
            assert!(began.elapsed() < Duration::from_millis(900), "it waits for the next look");
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        stop.send(()).unwrap();
        running.await.unwrap();
        assert_eq!(world.counts().await, (0, 0));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kind_that_hangs_holds_up_no_other_and_one_without_handler_waits() {
    const OTHER: Kind = Kind::new("other");
    for world in World::all().await {
        world.command("a", None).await;
        assert!(matches!(world.enqueue(&NewJob::new(OTHER, "b", b"b")).await, Enqueued::New(_)));
        assert_eq!(world.run_due().await, 1);
        assert_eq!(world.counts().await, (1, 0), "nobody does the other kind");
        let hanging = std::sync::Arc::new(super::world::Receiver::default());
        hanging.delay(Duration::from_mins(10));
        let worker = world.worker(OTHER).handle(COMMAND, hanging);
        world.command("c", None).await;
        let running = tokio::spawn(worker.run(pending()));
        while world.receiver.taken().len() < 2 {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        running.abort();
        assert_eq!(world.receiver.taken(), ["a", "b"]);
    }
}
