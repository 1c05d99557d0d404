//! The limits of a kind.

use std::sync::Arc;
use std::time::Duration;

use futures_util::future::BoxFuture;
use values::{DAY_MS, HOUR_MS, SECOND_MS};

use super::world::{COMMAND, World, later};
use crate::{Attempt, Enqueued, Handler, JobError, Kind, NewJob, Worker};

#[tokio::test(flavor = "multi_thread")]
async fn a_failed_job_is_tried_again_after_a_pause_and_given_up_after_four_days() {
    for world in World::all().await {
        world.command("a", None).await;
        world.receiver.answer((0..200).map(|_| later()));
        assert_eq!(world.run_due().await, 0);
        assert_eq!(
            (world.run_due().await, world.receiver.taken().len()),
            (0, 1),
            "not before the pause is over"
        );
        for _ in 0..(4 * 24) {
            world.clock.shift(HOUR_MS);
            assert_eq!(world.counts().await, (1, 0));
            assert_eq!(world.run_due().await, 0);
        }
        assert_eq!(world.counts().await, (0, 1));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_kind_has_limits_of_its_own() {
    const HASTY: Kind = Kind {
        concurrency: 2,
        attempt_timeout_ms: 50,
        first_pause_ms: SECOND_MS,
        max_attempts: Some(2),
        ..COMMAND
    };
    for world in World::all().await {
        for key in ["a", "b", "c", "d", "e"] {
            world.command(key, None).await;
        }
        world.receiver.delay(Duration::from_mins(10));
        let worker = world.worker(HASTY);
        assert_eq!(worker.run_due().await, Ok(0), "every attempt is cut off");
        assert!(world.receiver.most_at_once() >= 2 && world.receiver.taken().len() == 5);
        world.clock.shift(SECOND_MS);
        assert_eq!(worker.run_due().await, Ok(0));
        assert_eq!(world.counts().await, (0, 5), "after two attempts");
        let failed = worker.failed(1).await.unwrap().remove(0);
        assert_eq!((failed.attempts, failed.problem.as_str()), (2, "no answer in time"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_more_run_at_once_than_the_kind_allows() {
    const TWO: Kind = Kind { concurrency: 2, ..COMMAND };
    for world in World::all().await {
        for number in 0..9 {
            world.command(&number.to_string(), None).await;
        }
        world.receiver.delay(Duration::from_millis(5));
        assert_eq!(world.worker(TWO).run_due().await, Ok(9));
        assert_eq!(world.receiver.most_at_once(), 2);
    }
}

struct Panics;

impl Handler for Panics {
    fn run<'a>(&'a self, _: Attempt<'a>) -> BoxFuture<'a, Result<(), JobError>> {
        Box::pin(async { panic!("a mistake in the handler") })
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_handler_that_panics_has_failed() {
    const ONCE: Kind = Kind { max_attempts: Some(1), ..COMMAND };
    for world in World::all().await {
        world.command("a", None).await;
        let worker = Worker::new(world.queue.clone(), (*world.store).clone(), world.clock.clone());
        assert_eq!(worker.handle(ONCE, Arc::new(Panics)).run_due().await, Ok(0));
        assert_eq!(world.counts().await, (0, 1));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_expired_job_is_not_attempted() {
    for world in World::all().await {
        let expires_at = Some(world.clock.now().plus_ms(DAY_MS));
        let job = NewJob { expires_at, ..NewJob::new(COMMAND, "a", b"a") };
        assert!(matches!(world.enqueue(&job).await, Enqueued::New(_)));
        world.clock.shift(DAY_MS);
        assert_eq!(world.run_due().await, 0);
        assert!(world.receiver.taken().is_empty());
        assert_eq!(world.counts().await, (0, 1));
    }
}

/// Ends soon, or never.
struct QuickOrNever;

impl Handler for QuickOrNever {
    fn run<'a>(&'a self, attempt: Attempt<'a>) -> BoxFuture<'a, Result<(), JobError>> {
        let is_quick = attempt.payload == b"quick";
        Box::pin(async move {
            tokio::time::sleep(if is_quick { Duration::from_millis(500) } else { Duration::MAX }).await;
            Ok(())
        })
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_attempt_that_ends_in_the_grace_is_recorded_beside_one_that_does_not() {
    for world in World::all().await {
        world.command("quick", None).await;
        world.command("never", None).await;
        let worker = Worker::new(world.queue.clone(), (*world.store).clone(), world.clock.clone());
        let begun = tokio::time::sleep(Duration::from_millis(250));
        worker.handle(Kind { concurrency: 2, ..COMMAND }, Arc::new(QuickOrNever)).run(begun).await;
        assert_eq!(world.counts().await, (1, 0), "only the other is repeated");
    }
}
